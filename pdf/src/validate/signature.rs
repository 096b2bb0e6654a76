//! One signature by itself: its range, its cryptography, and what its dictionary says.

use super::byte_range::{Covered, covered};
use super::form_fields::{FormField, text};
use super::{ChangesAfter, Revocation, SignatureKind, SignatureReport};
use crate::incremental::file::{PdfFile, Revision};
use crate::incremental::syntax::{Dictionary, ObjectId, Value};
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::cms_signature::verify::{CmsError, verify_detached};
use pki::foreign_signature::{self, ForeignError, ForeignSignature};
use pki::timestamp::verify::{TokenError, verify_token};
use pki::trust_anchors::TrustAnchors;
use std::ops::Range;

/// A report, and what judging the whole file needs beside it.
#[derive(Debug)]
pub struct Judged {
    pub report: SignatureReport,
    /// The field that it is the value of.
    pub object: ObjectId,
    /// Where the signature dictionary is written.
    pub span: Range<usize>,
    /// It could not be read, so it is neither right nor wrong.
    pub unread: bool,
    /// /P of the certification.
    pub permission: Option<i64>,
    /// The paths that were validated: the signer's and the time-stamp authority's, leaf first.
    pub chains: Vec<Vec<Certificate>>,
    /// The time they were judged at.
    pub judged_at: Option<Timestamp>,
}

/// Judges the signature that `value` of `field` refers to.
pub fn judge(
    file: &PdfFile<'_>,
    revisions: &[Revision],
    field: &FormField,
    value: &Value,
    trust: TrustAnchors<'_>,
    now: Timestamp,
) -> Judged {
    let mut judged = Judged {
        report: SignatureReport {
            field: field.name.clone(),
            kind: SignatureKind::Approval,
            name: None,
            issuer: None,
            stated_time: None,
            token_time: None,
            covers_revision: None,
            intact: false,
            trusted: false,
            timestamped: false,
            revocation: Revocation::Unknown,
            level: None,
            changes_after: ChangesAfter::None,
            problem: None,
        },
        object: field.id,
        span: 0..0,
        unread: false,
        permission: None,
        chains: Vec::new(),
        judged_at: None,
    };
    if let Err(problem) = fill(&mut judged, file, revisions, value, trust, now) {
        judged.report.problem = Some(problem);
    }
    judged
}

fn fill(
    judged: &mut Judged,
    file: &PdfFile<'_>,
    revisions: &[Revision],
    value: &Value,
    trust: TrustAnchors<'_>,
    now: Timestamp,
) -> Result<(), String> {
    judged.unread = true;
    let view = file.newest();
    let id = value
        .as_reference()
        .ok_or("the signature is not an object of its own")?;
    let object = view
        .object(id)
        .map_err(|error| error.to_string())?
        .ok_or("the signature is missing")?;
    let Value::Dictionary(dictionary) = &object.node.value else {
        return Err("the signature is not a dictionary".to_owned());
    };
    judged.span = object.span.clone();
    judged.permission = permission(file, id, dictionary).map_err(|error| error.to_string())?;
    if judged.permission.is_some() {
        judged.report.kind = SignatureKind::Certification;
    }
    judged.report.stated_time = dictionary.get(b"M").and_then(Value::as_string).map(text);

    let covered = covered(file.bytes, &object, dictionary).map_err(|error| {
        judged.unread = error.is_unreadable();
        error.to_string()
    })?;
    let index = revisions
        .iter()
        .position(|revision| (revision.marker_end..=revision.end).contains(&covered.end));
    judged.report.covers_revision = index.map(|index| index as u32 + 1);
    let signed = dictionary.get(b"Type").is_none() || dictionary.is(b"Type", b"Sig");
    let profile = [&b"ETSI.CAdES.detached"[..], b"adbe.pkcs7.detached"];
    if profile.iter().any(|name| dictionary.is(b"SubFilter", name)) && signed {
        judge_signature(judged, file.bytes, &covered, trust, now);
    } else if dictionary.is(b"SubFilter", b"ETSI.RFC3161") && dictionary.is(b"Type", b"DocTimeStamp") {
        judge_timestamp(judged, file.bytes, &covered, trust);
    } else {
        return Err("the signature is of a kind that is not read here".to_owned());
    }
    if judged.report.covers_revision.is_none() {
        judged.report.intact = false;
        return Err("the signature does not cover a whole revision".to_owned());
    }
    Ok(())
}

fn judge_signature(
    judged: &mut Judged,
    bytes: &[u8],
    covered: &Covered,
    trust: TrustAnchors<'_>,
    now: Timestamp,
) {
    judged.unread = false;
    match verify_detached(&covered.cms, covered.digest, trust, Some(now)) {
        Ok(info) => {
            judged.report.intact = true;
            judged.report.trusted = true;
            judged.report.signed_by(&info.signer);
            judged.report.timestamped = info.token.is_some();
            judged.report.token_time = info.token.as_ref().map(|token| token.time);
            judged.judged_at = Some(judged.report.token_time.unwrap_or(now));
            judged.chains.push(info.chain);
            judged.chains.extend(info.token.map(|token| token.chain));
        }
        Err(CmsError::SignedData(error)) if !error.is_wrong() => {
            let found = foreign_signature::check(&covered.cms, &covered.pieces(bytes));
            judge_foreign(judged, found);
        }
        Err(error) => {
            judged.unread = error.is_unknown_form();
            judged.report.intact = is_foreign(&error);
            judged.report.problem = Some(error.to_string());
            // Who it was is worth knowing of somebody whom nobody here vouches for, too.
            if judged.report.intact
                && let Ok(found) = foreign_signature::check(&covered.cms, &covered.pieces(bytes))
            {
                judged.report.signed_by(&found.signer);
            }
        }
    }
}

impl SignatureReport {
    fn signed_by(&mut self, signer: &Certificate) {
        self.name = Some(signer.common_name());
        self.issuer = Some(signer.issuer_common_name());
    }
}

/// A signature in a form that others use: it may be intact, but nobody here vouches for its signer.
fn judge_foreign(judged: &mut Judged, found: Result<ForeignSignature, ForeignError>) {
    match found {
        Ok(found) => {
            judged.report.intact = true;
            judged.report.signed_by(&found.signer);
            let problem = format!("the signer is not trusted: {}", found.signer.subject());
            judged.report.problem = Some(problem);
        }
        Err(error) => {
            judged.unread = error.is_unread();
            judged.report.problem = Some(error.to_string());
        }
    }
}

/// A document time-stamp signs nothing itself: its token is over the covered bytes.
fn judge_timestamp(judged: &mut Judged, bytes: &[u8], covered: &Covered, trust: TrustAnchors<'_>) {
    judged.unread = false;
    judged.report.kind = SignatureKind::DocumentTimestamp;
    match verify_token(&covered.cms, covered.digest, trust.time) {
        Ok(info) => {
            judged.report.intact = true;
            judged.report.trusted = true;
            judged.report.signed_by(&info.authority);
            judged.report.timestamped = true;
            judged.report.token_time = Some(info.time);
            judged.judged_at = Some(info.time);
            judged.chains.push(info.chain);
        }
        Err(error) if error.is_unknown_form() => {
            let found = foreign_signature::check_token(&covered.cms, &covered.pieces(bytes));
            judge_foreign(judged, found.map(|(signature, _)| signature));
        }
        Err(error) => {
            judged.report.intact = matches!(error, TokenError::Chain(_) | TokenError::StrayCertificate);
            judged.report.problem = Some(error.to_string());
            if judged.report.intact
                && let Ok((found, _)) = foreign_signature::check_token(&covered.cms, &covered.pieces(bytes))
            {
                judged.report.signed_by(&found.signer);
            }
        }
    }
}

/// The signature itself is right; what is amiss is who made it.
fn is_foreign(error: &CmsError) -> bool {
    match error {
        CmsError::SignedData(_) => false,
        CmsError::Token(token) => token.is_unknown_form() || matches!(token, TokenError::Chain(_)),
        CmsError::SigningTime | CmsError::NoTime | CmsError::Chain(_) | CmsError::StrayCertificate => true,
    }
}

/// /P of the certification, if the catalog names this signature as one.
fn permission(
    file: &PdfFile<'_>,
    id: ObjectId,
    dictionary: &Dictionary,
) -> Result<Option<i64>, crate::incremental::file::FileError> {
    let view = file.newest();
    let (_, catalog) = view.catalog()?;
    let Value::Dictionary(permissions) = view.entry(&catalog, b"Perms")? else {
        return Ok(None);
    };
    if permissions.get(b"DocMDP").and_then(Value::as_reference) != Some(id) {
        return Ok(None);
    }
    let Value::Array(references) = view.entry(dictionary, b"Reference")? else {
        return Ok(None);
    };
    for reference in &references {
        if let Value::Dictionary(reference) = view.resolve(&reference.value)?
            && reference.is(b"TransformMethod", b"DocMDP")
        {
            let permission = match view.entry(&reference, b"TransformParams")? {
                Value::Dictionary(parameters) => view.entry(&parameters, b"P")?.as_integer(),
                _ => None,
            };
            return Ok(Some(permission.unwrap_or(2)));
        }
    }
    Ok(None)
}
