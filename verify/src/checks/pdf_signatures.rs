//! The signatures in the PDF: each covers its whole revision, by the certificate and time-stamp in the record,
//! and nothing follows the last one (V24).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::{Policy, TrustedRoot};
use crate::signed_revision::find;
use crate::tokens::own_roots;
use domain::contract::event::Preserved;
use domain::contract::signed_source::SignedSource;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pdf::prepare::TIMESTAMP_FIELD;
use pdf::validate::{
    ChangesAfter, Report as PdfReport, SignatureKind, SignatureReport, Verdict as PdfVerdict, validate,
};
use pki::certificate::Certificate;
use pki::cms_signature::verify::{CmsError, CmsInfo, verify_detached};
use pki::timestamp::verify::{TokenError, verify_token};
use pki::trust_anchors::TrustAnchors;
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

/// Checks the contract in a package against its record. Returns the sealed contract as a PDF by itself.
pub(super) fn check(
    contents: &Contents<'_>,
    state: &ContractState,
    policy: &Policy,
    ledger: &mut Ledger,
) -> Option<PdfReport> {
    let Some(prepared) = &state.prepared else {
        ledger.skip(CheckId::V24, "the document was never prepared");
        return None;
    };
    let Some(file) = contents
        .get(layout::CONTRACT_PDF)
        .or_else(|| contents.get(layout::R0_PDF))
    else {
        ledger.skip(CheckId::V24, "there is no PDF");
        return None;
    };
    let (ca_chain, tsa_chain) = (contents.get(layout::CA_CHAIN), contents.get(layout::TSA_CHAIN));
    let trust = Trust::of(policy, ca_chain, tsa_chain, ledger);
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
    // A file that was signed before it came is the base of all that was signed here.
    let base = earlier_base(contents, state);
    let mut from = base.map_or(0, <[u8]>::len);
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
    state.sealed.map(|_| {
        let signatures = 1 + state.signatures.len() + usize::from(preserved.is_some());
        let earlier = base.map(|base| validate(base, trust.anchors(), NEVER));
        check_structure(file, signatures, earlier.as_ref(), &trust, ledger)
    })
}

fn check_revision(revision: &[u8], from: usize, expected: &Expected, trust: &Trust) -> Result<(), String> {
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

/// Whom the policy believes; where it names nobody, the roots that came along, which is said.
struct Trust {
    signers: Vec<Certificate>,
    time: Vec<Certificate>,
}

impl Trust {
    fn of(policy: &Policy, ca_chain: Option<&[u8]>, tsa_chain: Option<&[u8]>, ledger: &mut Ledger) -> Self {
        let certificates =
            |roots: &[TrustedRoot]| roots.iter().map(|root| root.certificate.clone()).collect();
        let mut trust = Self {
            signers: certificates(&policy.ca_roots),
            time: certificates(&policy.tsa_roots),
        };
        if trust.signers.is_empty() {
            ledger.degrade(
                CheckId::V24,
                "the certificate authority is the package's own, no policy names it",
            );
            trust.signers = own_roots(ca_chain);
        }
        if trust.time.is_empty() && tsa_chain.is_some() {
            ledger.degrade(
                CheckId::V24,
                "the time-stamp authority is the package's own, no policy names it",
            );
            trust.time = own_roots(tsa_chain);
        }
        trust
    }

    fn anchors(&self) -> TrustAnchors<'_> {
        TrustAnchors {
            signers: &self.signers,
            time: &self.time,
        }
    }
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
    let trust = Trust::of(policy, None, None, ledger);
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
