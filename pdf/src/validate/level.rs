//! How long a signature will stand by itself: which PAdES level it reaches (ETSI EN 319 142-1), and whether its
//! certificates were taken back.

use super::dss;
use super::signature::Judged;
use super::{Level, Revocation, SignatureKind};
use crate::incremental::file::{PdfFile, Revision};
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::revocation_data::{RevocationData, RevocationStatus};

/// Judges revocation and level of every trusted signature, from the data in the file alone.
pub(super) fn judge(file: &PdfFile<'_>, revisions: &[Revision], judged: &mut [Judged]) {
    let stamps: Vec<u32> = judged
        .iter()
        .filter(|one| one.report.kind == SignatureKind::DocumentTimestamp && one.report.trusted)
        .filter_map(|one| one.report.covers_revision)
        .collect();
    // What stands in the newest revision, and what each document time-stamp covers.
    let now = data_at(file, revisions, revisions.len() as u32);
    let stamped: Vec<(u32, RevocationData)> = stamps
        .iter()
        .map(|revision| (*revision, data_at(file, revisions, *revision)))
        .collect();
    for one in judged.iter_mut().filter(|one| one.report.trusted) {
        let Some(at) = one.report.token_time.or(one.judged_at) else {
            continue;
        };
        let status = status(&now, &one.chains, at);
        one.report.revocation = match status {
            RevocationStatus::Unknown => Revocation::Unknown,
            RevocationStatus::Good => Revocation::Good,
            RevocationStatus::Revoked(since) => {
                one.report.trusted = false;
                one.report.problem = Some(format!("a certificate was taken back at {}", since.civil(0)));
                Revocation::Revoked
            }
        };
        if one.report.revocation == Revocation::Revoked || !one.report.intact {
            continue;
        }
        let covered = one.report.covers_revision;
        let archived = stamped.iter().any(|(revision, data)| {
            covered.is_some_and(|covered| covered < *revision)
                && self::status(data, &one.chains, at) == RevocationStatus::Good
        });
        one.report.level = Some(if !one.report.timestamped {
            Level::Basic
        } else if one.report.revocation == Revocation::Unknown {
            Level::Timestamped
        } else if archived {
            Level::Archived
        } else {
            Level::LongTerm
        });
    }
}

fn data_at(file: &PdfFile<'_>, revisions: &[Revision], number: u32) -> RevocationData {
    let revision = revisions.get((number as usize).wrapping_sub(1));
    let Some(revision) = revision else {
        return RevocationData::default();
    };
    let store = dss::read(&file.at(revision));
    RevocationData::read(
        store.revocation_lists.iter().map(Vec::as_slice),
        store.ocsp_responses.iter().map(Vec::as_slice),
    )
}

/// What is known of every certificate below the anchors: the first one that was taken back by `at` decides.
fn status(data: &RevocationData, chains: &[Vec<Certificate>], at: Timestamp) -> RevocationStatus {
    let mut all = RevocationStatus::Good;
    for pair in chains.iter().flat_map(|chain| chain.windows(2)) {
        match data.status(&pair[0], &pair[1], at) {
            RevocationStatus::Revoked(since) if since <= at => return RevocationStatus::Revoked(since),
            RevocationStatus::Good | RevocationStatus::Revoked(_) => {}
            RevocationStatus::Unknown => all = RevocationStatus::Unknown,
        }
    }
    if chains.is_empty() {
        RevocationStatus::Unknown
    } else {
        all
    }
}
