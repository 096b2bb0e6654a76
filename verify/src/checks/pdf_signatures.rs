//! The signatures in the PDF: each covers its whole revision, by the certificate and time-stamp in the record,
//! and nothing follows the last one (V24).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::signed_revision::find;
use crate::trust::Trust;
use domain::contract::event::Preserved;
use domain::contract::signed_source::SignedSource;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::PartyNo;
use domain::timestamp::Timestamp;
use pdf::prepare::TIMESTAMP_FIELD;
use pdf::validate::{
    ChangesAfter, Report as PdfReport, SignatureKind, SignatureReport, Verdict as PdfVerdict, validate,
};
use pki::certificate::Certificate;
use pki::cms_signature::verify::{CmsError, CmsInfo, verify_detached};
use pki::timestamp::verify::{TokenError, verify_token};
use recorder::package::layout;
use std::collections::BTreeMap;

/// A signature without a time-stamp counts at no time.
const NEVER: Timestamp = Timestamp(0);

/// A revision as the record has it.
struct Expected {
    /// `None`: the certification.
    party: Option<PartyNo>,
    length: u64,
    certificate: Sha256Hash,
    token: Option<(Sha256Hash, Timestamp)>,
}

/// What the signatures of a package's contract gave.
#[derive(Default)]
pub(super) struct Judged {
    /// The sealed contract as a PDF by itself.
    pub report: Option<PdfReport>,
    /// The certificates that parties signed with; only of signatures that hold.
    pub signers: BTreeMap<PartyNo, Certificate>,
}

/// Checks the contract in a package against its record.
pub(super) fn check(
    contents: &Contents<'_>,
    state: &ContractState,
    policy: &Policy,
    ledger: &mut Ledger,
) -> Judged {
    let mut judged = Judged::default();
    let Some(prepared) = &state.prepared else {
        ledger.skip(CheckId::V24, "the document was never prepared");
        return judged;
    };
    let Some(file) = contents
        .get(layout::CONTRACT_PDF)
        .or_else(|| contents.get(layout::R0_PDF))
    else {
        ledger.skip(CheckId::V24, "there is no PDF");
        return judged;
    };
    let (ca_chain, tsa_chain) = (contents.get(layout::CA_CHAIN), contents.get(layout::TSA_CHAIN));
    let trust = Trust::of(policy, ca_chain, tsa_chain, CheckId::V24, ledger);
    let certification = Expected {
        party: None,
        length: prepared.length,
        certificate: prepared.certificate,
        token: None,
    };
    let acts = state.signatures.iter().map(|signed| Expected {
        party: Some(signed.party),
        length: signed.length,
        certificate: signed.certificate,
        token: Some((signed.token, signed.token_time)),
    });
    // A file that was signed before it came is the base of all that was signed here.
    let base = earlier_base(contents, state);
    let mut from = base.map_or(0, <[u8]>::len);
    for expected in std::iter::once(certification).chain(acts) {
        let end = usize::try_from(expected.length).unwrap_or(usize::MAX);
        let revision = file
            .get(..end)
            .ok_or_else(|| "the file ends before it".to_owned());
        let signer = revision.and_then(|revision| check_revision(revision, from, &expected, &trust));
        ledger.expect(CheckId::V24, signer.is_ok(), || {
            let who = expected
                .party
                .map_or("the certification".to_owned(), |no| format!("party {no}"));
            format!("{who}: {}", signer.as_ref().err().cloned().unwrap_or_default())
        });
        judged.signers.extend(expected.party.zip(signer.ok()));
        from = end;
    }
    let preserved = state.preserved();
    if let Some(preserved) = preserved {
        let problem = check_document_timestamp(file, from, preserved, &trust).err();
        ledger.expect(CheckId::V24, problem.is_none(), || {
            format!("the document time-stamp: {}", problem.unwrap_or_default())
        });
        from = usize::try_from(preserved.length).unwrap_or(usize::MAX);
    }
    ledger.expect(CheckId::V24, from == file.len(), || {
        "the file was changed after its last signature".to_owned()
    });
    judged.report = state.sealed.map(|_| {
        let signatures = 1 + state.signatures.len() + usize::from(preserved.is_some());
        let earlier = base.map(|base| validate(base, trust.anchors(), NEVER));
        check_structure(file, signatures, earlier.as_ref(), &trust, ledger)
    });
    judged
}

/// The certificate of the signature, if it is the one in the record.
fn check_revision(
    revision: &[u8],
    from: usize,
    expected: &Expected,
    trust: &Trust,
) -> Result<Certificate, String> {
    let info = judge(revision, from, trust).map_err(|problem| problem.to_string())?;
    if info.signer.sha256() != expected.certificate {
        return Err("signed with another certificate than the record names".to_owned());
    }
    let token = info.token_sha256.zip(info.token.as_ref().map(|token| token.time));
    if expected.token.is_some() && token != expected.token {
        return Err("its time-stamp is another one than the record names".to_owned());
    }
    Ok(info.signer)
}

/// The document time-stamp covers everything before it, and is the one in the record. `from` is where the last
/// signature's revision ends.
fn check_document_timestamp(
    file: &[u8],
    from: usize,
    preserved: &Preserved,
    trust: &Trust,
) -> Result<(), String> {
    let at = |length: u64| usize::try_from(length).unwrap_or(usize::MAX);
    let begins = at(preserved.validation_length);
    let revision = file
        .get(..at(preserved.length))
        .filter(|_| from < begins)
        .ok_or("the file ends before it")?;
    let found = find(revision, begins).map_err(|problem| problem.to_string())?;
    let info = verify_token(&found.cms, found.digest, &trust.time).map_err(|problem| problem.to_string())?;
    if (Sha256Hash::of(&found.cms), info.time) != (preserved.token, preserved.token_time) {
        return Err("its token is another one than the record names".to_owned());
    }
    Ok(())
}

#[derive(Debug, thiserror::Error)]
enum BadSignature {
    #[error(transparent)]
    Place(#[from] crate::signed_revision::NoSignature),
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Cms(#[from] CmsError),
}

fn judge(revision: &[u8], from: usize, trust: &Trust) -> Result<CmsInfo, BadSignature> {
    let found = find(revision, from)?;
    Ok(verify_detached(&found.cms, found.digest, trust.anchors(), None)?)
}

/// The last signature of a file without a record.
fn judge_last(file: &[u8], report: &PdfReport, trust: &Trust) -> Result<(), BadSignature> {
    let last = report.signatures.last().map(|signature| signature.kind);
    if last == Some(SignatureKind::DocumentTimestamp) {
        let found = find(file, 0)?;
        verify_token(&found.cms, found.digest, &trust.time)?;
    } else {
        judge(file, 0, trust)?;
    }
    Ok(())
}

/// The upload, where the parties signed below signatures that it had already.
fn earlier_base<'a>(contents: &Contents<'a>, state: &ContractState) -> Option<&'a [u8]> {
    let opened = state.opened.as_ref()?;
    let is_further = SignedSource::is_further(opened.signed_source.as_ref());
    contents.get(layout::CLEAN_PDF).filter(|_| is_further)
}

/// The PDF as a reader would judge it: its structure, and that later revisions change only what they may. Signatures that
/// the upload came with need not be trusted; they must stand as they stood.
fn check_structure(
    file: &[u8],
    signatures: usize,
    earlier: Option<&PdfReport>,
    trust: &Trust,
    ledger: &mut Ledger,
) -> PdfReport {
    let report = validate(file, trust.anchors(), NEVER);
    let before = earlier.map_or(0, |earlier| earlier.revisions);
    let (old, ours): (Vec<_>, Vec<_>) = report
        .signatures
        .iter()
        .partition(|one| one.covers_revision.is_none_or(|covered| covered <= before));
    let sound = match earlier {
        None => report.verdict == PdfVerdict::IntactOurs,
        Some(earlier) => {
            let stands = |one: &&SignatureReport| {
                let as_it_was = |was: &&SignatureReport| was.field == one.field && was.intact == one.intact;
                one.changes_after != ChangesAfter::Forbidden
                    && earlier.signatures.iter().any(|was| as_it_was(&was))
            };
            report.verdict != PdfVerdict::Tampered
                && old.len() == earlier.signatures.len()
                && old.iter().all(stands)
                && ours.iter().all(|one| one.intact && one.trusted)
        }
    };
    ledger.expect(CheckId::V24, sound, || {
        format!("as a PDF it is {:?}: {}", report.verdict, problems(&report))
    });
    // An empty field for a document time-stamp that was not to be had is no signature that is missing, and what the
    // upload left unsigned is none of ours.
    let known = |name: &String| earlier.is_some_and(|earlier| earlier.unsigned_fields.contains(name));
    let unsigned = report
        .unsigned_fields
        .iter()
        .filter(|name| !name.ends_with(TIMESTAMP_FIELD) && !known(name));
    let unsigned = unsigned.count();
    let found = ours.len();
    let whole = found == signatures && unsigned == 0;
    ledger.expect(CheckId::V24, whole, || {
        format!(
            "{found} signatures stand in the PDF, the record has {signatures}; {unsigned} fields are unsigned"
        )
    });
    report
}

fn problems(report: &PdfReport) -> String {
    let of = |signature: &SignatureReport| {
        signature
            .problem
            .as_ref()
            .map(|problem| format!("{}: {problem}", signature.field))
    };
    let all: Vec<String> = report
        .reasons
        .iter()
        .cloned()
        .chain(report.signatures.iter().filter_map(of))
        .collect();
    all.join(", ")
}

/// Checks a PDF without its record. Returns who signed it, which is told even where nobody says whose signatures count.
pub(crate) fn check_alone(file: &[u8], policy: &Policy, ledger: &mut Ledger) -> PdfReport {
    if policy.ca_roots.is_empty() {
        ledger.not_checkable =
            Some("without a policy nobody says whose signatures in a PDF count".to_owned());
        let nobody: &[Certificate] = &[];
        return validate(file, nobody, NEVER);
    }
    let trust = Trust::of(policy, None, None, CheckId::V24, ledger);
    let report = validate(file, trust.anchors(), NEVER);
    match report.verdict {
        PdfVerdict::IntactOurs => {
            // A reader allows padding of any kind in the place of a signature; here every byte counts.
            let last = judge_last(file, &report, &trust);
            ledger.expect(CheckId::V24, last.is_ok(), || {
                last.err().map(|problem| problem.to_string()).unwrap_or_default()
            });
        }
        PdfVerdict::IntactSomeOurs => ledger.degrade(CheckId::V24, problems(&report)),
        PdfVerdict::Tampered => ledger.fail(CheckId::V24, problems(&report)),
        PdfVerdict::Unsigned => ledger.not_checkable = Some("the PDF has no signatures".to_owned()),
        PdfVerdict::Malformed => {
            ledger.not_checkable = Some(format!("the PDF cannot be read: {}", problems(&report)));
        }
    }
    report
}
