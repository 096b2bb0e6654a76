//! The signatures in the PDF: each covers its whole revision, by the certificate and time-stamp in the record,
//! and nothing follows the last one (V24).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::signed_revision::{claimed_ends, find};
use crate::tokens::own_root;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::cms_signature::verify::{CmsError, CmsInfo, verify_detached};
use recorder::package::layout;

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
    ledger.expect(CheckId::V24, from == file.len(), || {
        "the file was changed after its last signature".to_owned()
    });
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

#[derive(Debug, thiserror::Error)]
enum BadSignature {
    #[error(transparent)]
    Place(#[from] crate::signed_revision::NoSignature),
    #[error(transparent)]
    Cms(#[from] CmsError),
}

fn judge(revision: &[u8], from: usize, trust: &[Certificate]) -> Result<CmsInfo, BadSignature> {
    let found = find(revision, from)?;
    Ok(verify_detached(&found.cms, found.digest, trust, None)?)
}

/// The policy's roots; where it has none, those that came along, which is said.
fn trust(policy: &Policy, own: &[Option<&[u8]>], ledger: &mut Ledger) -> Vec<Certificate> {
    if policy.ca_roots.is_empty() {
        ledger.degrade(
            CheckId::V24,
            "the certificate authority is the package's own, no policy names it",
        );
        return own.iter().filter_map(|chain| own_root(*chain)).collect();
    }
    policy
        .ca_roots
        .iter()
        .chain(&policy.tsa_roots)
        .map(|root| root.certificate.clone())
        .collect()
}

/// Checks a PDF without its record: every signature that it claims to have, and that the last one covers it all.
pub(crate) fn check_alone(file: &[u8], policy: &Policy, ledger: &mut Ledger) {
    let ends = claimed_ends(file);
    if ends.is_empty() {
        ledger.not_checkable = Some("the PDF has no signatures".to_owned());
        return;
    }
    if policy.ca_roots.is_empty() {
        ledger.not_checkable =
            Some("without a policy nobody says whose signatures in a PDF count".to_owned());
        return;
    }
    let trust = trust(policy, &[], ledger);
    let mut from = 0;
    for (number, end) in (1..).zip(&ends) {
        match judge(&file[..*end], from, &trust) {
            Ok(_) => ledger.pass(CheckId::V24),
            Err(BadSignature::Cms(problem)) if problem.is_unknown_form() => {
                ledger.not_checkable = Some(format!("signature {number}: {problem}"));
            }
            Err(problem) => ledger.fail(CheckId::V24, format!("signature {number}: {problem}")),
        }
        from = *end;
    }
    ledger.expect(CheckId::V24, from == file.len(), || {
        "the file was changed after its last signature".to_owned()
    });
}
