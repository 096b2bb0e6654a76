//! The signatures that an upload came with: who made them, whether they hold, and whether more can follow.

use super::in_worker;
use super::intake::limits;
use super::intake_board::Ticket;
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::timestamp::Timestamp;
use pdf::intake::choice::{IntakeChoice, SignedUpload};
use pdf::validate::{ChangesAfter, Level, Report, SignatureKind, SignatureReport, Verdict};
use pki::certificate::Certificate;
use pki::trust_anchors::TrustAnchors;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is told of a signed upload before its sender decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoundSignatures {
    pub verdict: Verdict,
    pub signatures: Vec<FoundSignature>,
    /// Why the file cannot be signed further, by its code in the catalogue; absent where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoundSignature {
    pub field: String,
    pub kind: SignatureKind,
    /// Who signed, as the certificate says, and who issued that. Worth something only where `trusted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What the signer says of the time, as it is written in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_time: Option<String>,
    /// The time that a trusted time-stamp authority vouches for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_time: Option<Timestamp>,
    pub intact: bool,
    /// Below the roots that this hub trusts.
    pub trusted: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    pub changes_after: ChangesAfter,
}

/// Judges the signatures of `upload`, and tries whether it can be signed further.
pub async fn look(
    services: &Services,
    upload: &Arc<Vec<u8>>,
    ticket: &Ticket,
) -> Result<FoundSignatures, Problem> {
    let worker = services.worker.cancelled_by(ticket.cancellation());
    let (file, now) = (Arc::clone(upload), services.clock.now());
    let (signers, time) = anchors(services);
    let report = in_worker(worker.clone(), move |worker| {
        let trust = TrustAnchors {
            signers: &signers,
            time: &time,
        };
        worker.validate(&file, trust, now)
    });
    let report = report.await?;
    let (file, limits) = (Arc::clone(upload), limits(services));
    let further = IntakeChoice {
        password: None,
        signed: SignedUpload::Further,
    };
    let tried = in_worker(worker, move |worker| worker.intake(&file, limits, further)).await;
    let refused = match tried {
        Ok(_) => None,
        Err(problem) if matches!(problem.code.as_str(), "internal" | "unavailable" | "cancelled") => {
            return Err(problem);
        }
        Err(problem) => Some(problem.code),
    };
    Ok(FoundSignatures::of(report, refused))
}

/// The roots of signers and of time-stamp authorities that this hub trusts.
fn anchors(services: &Services) -> (Vec<Certificate>, Vec<Certificate>) {
    let own = services.signer.authority.root();
    let with = |outside: &[Certificate]| std::iter::once(own).chain(outside).cloned().collect();
    (
        with(&services.issuer_anchors),
        with(services.timestamps.anchors()),
    )
}

impl FoundSignatures {
    fn of(report: Report, refused: Option<String>) -> Self {
        Self {
            verdict: report.verdict,
            signatures: report.signatures.into_iter().map(FoundSignature::from).collect(),
            refused,
        }
    }
}

impl From<SignatureReport> for FoundSignature {
    fn from(report: SignatureReport) -> Self {
        Self {
            field: report.field,
            kind: report.kind,
            name: report.name,
            issuer: report.issuer,
            stated_time: report.stated_time,
            token_time: report.token_time,
            intact: report.intact,
            trusted: report.trusted,
            level: report.level,
            changes_after: report.changes_after,
        }
    }
}
