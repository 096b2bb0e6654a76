//! The signatures in the PDF: each covers its whole revision, by the certificate and time-stamp in the record,
//! and nothing follows the last one (V24).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::signed_revision::find;
use crate::tokens::own_roots;
use domain::contract::event::Preserved;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pdf::prepare::TIMESTAMP_FIELD;
use pdf::validate::{Report as PdfReport, SignatureKind, SignatureReport, Verdict as PdfVerdict, validate};
use pki::certificate::Certificate;
use pki::cms_signature::verify::{CmsError, CmsInfo, verify_detached};
use pki::timestamp::verify::{TokenError, verify_token};
use recorder::package::layout;

/// A signature without a time-stamp counts at no time.
const NEVER: Timestamp = Timestamp(0);

/// A revision as the record has it.
struct Expected {
    who: String,
    length: u64,
    certificate: Sha256Hash,
    token: Option<(Sha256Hash, Timestamp)>,
}

/// Checks the contract in a package against its record.
pub(super) fn check(contents: &Contents<'_>, state: &ContractState, policy: &Policy, ledger: &mut Ledger) {
    let Some(prepared) = &state.prepared else {
        ledger.skip(CheckId::V24, "the document was never prepared");
        return;
    };
    let Some(file) = contents
        .get(layout::CONTRACT_PDF)
        .or_else(|| contents.get(layout::R0_PDF))
    else {
        ledger.skip(CheckId::V24, "there is no PDF");
        return;
    };
    let trust = trust(
        policy,
        &[contents.get(layout::CA_CHAIN), contents.get(layout::TSA_CHAIN)],
        ledger,
    );
    let certification = Expected {
        who: "the certification".to_owned(),
        length: prepared.length,
        certificate: prepared.certificate,
        token: None,
    };
    let acts = state.signatures.iter().map(|signed| Expected {
        who: format!("party {}", signed.party),
        length: signed.length,
        certificate: signed.certificate,
        token: Some((signed.token, signed.token_time)),
    });
    let mut from = 0;
    for expected in std::iter::once(certification).chain(acts) {
        let end = usize::try_from(expected.length).unwrap_or(usize::MAX);
        let problem = match file.get(..end) {
            Some(revision) => check_revision(revision, from, &expected, &trust).err(),
            None => Some("the file ends before it".to_owned()),
        };
        ledger.expect(CheckId::V24, problem.is_none(), || {
            format!("{}: {}", expected.who, problem.unwrap_or_default())
        });
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
    if state.sealed.is_some() {
        let signatures = 1 + state.signatures.len() + usize::from(preserved.is_some());
        check_structure(file, signatures, &trust, ledger);
    }
}

fn check_revision(
    revision: &[u8],
    from: usize,
    expected: &Expected,
    trust: &[Certificate],
) -> Result<(), String> {
    let info = judge(revision, from, trust).map_err(|problem| problem.to_string())?;
    if info.signer.sha256() != expected.certificate {
        return Err("signed with another certificate than the record names".to_owned());
    }
    let token = info.token_sha256.zip(info.token.map(|token| token.time));
    if expected.token.is_some() && token != expected.token {
        return Err("its time-stamp is another one than the record names".to_owned());
    }
    Ok(())
}

/// The document time-stamp covers everything before it, and is the one in the record. `from` is where the last
/// signature's revision ends.
fn check_document_timestamp(
    file: &[u8],
    from: usize,
    preserved: &Preserved,
    trust: &[Certificate],
) -> Result<(), String> {
    let at = |length: u64| usize::try_from(length).unwrap_or(usize::MAX);
    let begins = at(preserved.validation_length);
    let revision = file
        .get(..at(preserved.length))
        .filter(|_| from < begins)
        .ok_or("the file ends before it")?;
    let found = find(revision, begins).map_err(|problem| problem.to_string())?;
    let info = verify_token(&found.cms, found.digest, trust).map_err(|problem| problem.to_string())?;
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

fn judge(revision: &[u8], from: usize, trust: &[Certificate]) -> Result<CmsInfo, BadSignature> {
    let found = find(revision, from)?;
    Ok(verify_detached(&found.cms, found.digest, trust, None)?)
}

/// The last signature of a file without a record.
fn judge_last(file: &[u8], report: &PdfReport, trust: &[Certificate]) -> Result<(), BadSignature> {
    let last = report.signatures.last().map(|signature| signature.kind);
    if last == Some(SignatureKind::DocumentTimestamp) {
        let found = find(file, 0)?;
        verify_token(&found.cms, found.digest, trust)?;
    } else {
        judge(file, 0, trust)?;
    }
    Ok(())
}

/// The policy's roots; where it has none, those that came along, which is said.
fn trust(policy: &Policy, own: &[Option<&[u8]>], ledger: &mut Ledger) -> Vec<Certificate> {
    if policy.ca_roots.is_empty() {
        ledger.degrade(
            CheckId::V24,
            "the certificate authority is the package's own, no policy names it",
        );
        return own.iter().flat_map(|chain| own_roots(*chain)).collect();
    }
    policy
        .ca_roots
        .iter()
        .chain(&policy.tsa_roots)
        .map(|root| root.certificate.clone())
        .collect()
}

/// The PDF as a reader would judge it: its structure, and that later revisions change only what they may.
fn check_structure(file: &[u8], signatures: usize, trust: &[Certificate], ledger: &mut Ledger) {
    let report = validate(file, trust, NEVER);
    ledger.expect(CheckId::V24, report.verdict == PdfVerdict::IntactOurs, || {
        format!("as a PDF it is {:?}: {}", report.verdict, problems(&report))
    });
    let found = report.signatures.len();
    // An empty field for a document time-stamp that was not to be had is no signature that is missing.
    let unsigned = report
        .unsigned_fields
        .iter()
        .filter(|name| *name != TIMESTAMP_FIELD);
    let unsigned = unsigned.count();
    let whole = found == signatures && unsigned == 0;
    ledger.expect(CheckId::V24, whole, || {
        format!(
            "{found} signatures stand in the PDF, the record has {signatures}; {unsigned} fields are unsigned"
        )
    });
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

/// Checks a PDF without its record.
pub(crate) fn check_alone(file: &[u8], policy: &Policy, ledger: &mut Ledger) {
    if policy.ca_roots.is_empty() {
        ledger.not_checkable =
            Some("without a policy nobody says whose signatures in a PDF count".to_owned());
        return;
    }
    let trust = trust(policy, &[], ledger);
    let report = validate(file, &trust, NEVER);
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
}
