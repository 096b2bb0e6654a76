//! Judging a PDF's signatures: whether the bytes are those that were signed, by whom, and whether what was added
//! later is only what a prepared document allows (research/pdf-signing.md, section 5).
//!
//! Cryptography alone proves little: a shadow attack leaves every signature "valid". So each revision after a
//! signature is explained byte by byte ([`tiling`]) and change by change ([`changes`]) against a whitelist.

mod additions;
pub mod byte_range;
pub mod changes;
mod dss;
pub mod form_fields;
mod level;
mod signature;
pub mod tiling;

use crate::incremental::file::{PdfFile, Revision};
use crate::incremental::scanner::Scanner;
use crate::incremental::syntax::Value;
use changes::Change;
use domain::timestamp::Timestamp;
use form_fields::{FieldKind, FormField};
use pki::trust_anchors::TrustAnchors;
use serde::{Deserialize, Serialize};

/// What the page says in one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Unaltered, and all signatures chain to the given trust anchors.
    IntactOurs,
    /// Unaltered; at least one signature is by somebody that the anchors do not know.
    IntactSomeOurs,
    /// Altered after a signature, or a signature was taken from its place.
    Tampered,
    /// There is no signature.
    Unsigned,
    /// Not a readable PDF, or a signature that cannot be read.
    Malformed,
}

/// What was added to the file after a signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangesAfter {
    None,
    /// Only further signatures in prepared fields, and validation data.
    Allowed,
    Forbidden,
}

/// How long a signature stands by itself (ETSI EN 319 142-1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Level {
    #[serde(rename = "b_b")]
    Basic,
    /// With a time-stamp of the signature.
    #[serde(rename = "b_t")]
    Timestamped,
    /// The file holds revocation data, made after the signature, for every certificate.
    #[serde(rename = "b_lt")]
    LongTerm,
    /// A document time-stamp covers those data.
    #[serde(rename = "b_lta")]
    Archived,
}

/// What the data in the file say of the certificates of a signature and of its time-stamp.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revocation {
    Unknown,
    Good,
    /// One was taken back before it was used.
    Revoked,
}

/// What a signature is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureKind {
    /// It certifies the document (DocMDP).
    Certification,
    /// A person's or an organisation's.
    Approval,
    /// A time-stamp over the whole file.
    DocumentTimestamp,
}

/// One signature.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignatureReport {
    /// Name of the form field.
    pub field: String,
    pub kind: SignatureKind,
    /// Common name in the certificate whose key signed, of the time-stamp authority for a document time-stamp. Whether
    /// anybody vouches for it is said by `trusted`.
    pub name: Option<String>,
    /// Common name of whoever issued that certificate.
    pub issuer: Option<String>,
    /// /M as it is written: what the signer says of the time.
    pub stated_time: Option<String>,
    /// The time that the time-stamp authority vouches for.
    pub token_time: Option<Timestamp>,
    /// From 1; the revision that it covers from the first byte to the last.
    pub covers_revision: Option<u32>,
    /// The bytes it covers are those that were signed.
    pub intact: bool,
    /// The signer and the time-stamp chain to the given anchors.
    pub trusted: bool,
    pub timestamped: bool,
    pub revocation: Revocation,
    /// The level reached, where the signature is intact and trusted.
    pub level: Option<Level>,
    pub changes_after: ChangesAfter,
    /// Why it is not intact, or not trusted.
    pub problem: Option<String>,
}

/// The result for a whole file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    pub verdict: Verdict,
    /// Sentences for whoever wants to know why.
    pub reasons: Vec<String>,
    pub revisions: u32,
    /// In the order of the revisions that they cover.
    pub signatures: Vec<SignatureReport>,
    /// Names of the signature fields that wait for a signature.
    pub unsigned_fields: Vec<String>,
}

/// Judges `bytes`. `trust` are the roots that are believed; a signature without a time-stamp is judged at `now`. Never
/// panics and never fails: what cannot be read is [`Verdict::Malformed`].
pub fn validate<'a>(bytes: &[u8], trust: impl Into<TrustAnchors<'a>>, now: Timestamp) -> Report {
    let mut report = Report {
        verdict: Verdict::Malformed,
        reasons: Vec::new(),
        revisions: 0,
        signatures: Vec::new(),
        unsigned_fields: Vec::new(),
    };
    let read = PdfFile::read(bytes).and_then(|file| {
        let fields = form_fields::fields(&file.newest())?;
        Ok((file, fields))
    });
    match read {
        Ok((file, fields)) => judge(&mut report, &file, &fields, trust.into(), now),
        Err(error) => report.reasons.push(error.to_string()),
    }
    report
}

fn judge(
    report: &mut Report,
    file: &PdfFile<'_>,
    fields: &[FormField],
    trust: TrustAnchors<'_>,
    now: Timestamp,
) {
    let revisions = file.revisions();
    report.revisions = revisions.len() as u32;
    let mut judged = Vec::new();
    for field in fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        match &field.value {
            Value::Null => report.unsigned_fields.push(field.name.clone()),
            value => judged.push(signature::judge(file, &revisions, field, value, trust, now)),
        }
    }
    judged.sort_by_key(|one| one.report.covers_revision.unwrap_or(u32::MAX));
    let orphans = byte_range::written(file.bytes)
        .filter(|at| !judged.iter().any(|one| one.span.contains(at)))
        .count();

    level::judge(file, &revisions, &mut judged);
    let forbidden = judge_changes(report, file, &revisions, &mut judged);
    let unread = judged.iter().any(|one| one.unread);
    report.signatures = judged.into_iter().map(|one| one.report).collect();
    let broken = report.signatures.iter().any(|one| !one.intact);
    report.verdict = if orphans > 0 {
        report.reasons.push(format!(
            "{orphans} signatures stand in the file that no field refers to"
        ));
        Verdict::Tampered
    } else if report.signatures.is_empty() {
        Verdict::Unsigned
    } else if forbidden {
        Verdict::Tampered
    } else if unread {
        Verdict::Malformed
    } else if broken {
        Verdict::Tampered
    } else if report.signatures.iter().all(|one| one.trusted) {
        Verdict::IntactOurs
    } else {
        Verdict::IntactSomeOurs
    };
}

/// Explains every revision after the first signature; says whether something forbidden was found.
fn judge_changes(
    report: &mut Report,
    file: &PdfFile<'_>,
    revisions: &[Revision],
    judged: &mut [signature::Judged],
) -> bool {
    let Some(first) = judged.iter().filter_map(|one| one.report.covers_revision).min() else {
        return false;
    };
    let certified = judged.iter().any(|one| one.permission.is_some());
    let no_changes = judged.iter().any(|one| one.permission == Some(1));
    // Worst of what came after each revision, by the number of the revision.
    let mut after = vec![ChangesAfter::None; revisions.len() + 1];
    for number in (first as usize..revisions.len()).rev() {
        let (old, new) = (&revisions[number - 1], &revisions[number]);
        let mut change = changes::judge(file, old, new, certified);
        if let Ok(Change::Signed(field)) = &change {
            let covers = |one: &signature::Judged| {
                one.object == *field && one.report.covers_revision == Some(number as u32 + 1)
            };
            if !judged.iter().any(covers) {
                change = Err(
                    "a signature field was filled by something that does not cover the revision".to_owned(),
                );
            }
        }
        if no_changes && change.is_ok() {
            change = Err("the certification allows no changes".to_owned());
        }
        after[number] = match change {
            Ok(_) if after[number + 1] != ChangesAfter::Forbidden => ChangesAfter::Allowed,
            Ok(_) => ChangesAfter::Forbidden,
            Err(reason) => {
                report.reasons.push(format!("revision {}: {reason}", number + 1));
                ChangesAfter::Forbidden
            }
        };
    }
    let last = revisions.last().map_or(0, |revision| revision.end);
    let trailing = last != file.bytes.len();
    if trailing {
        report
            .reasons
            .push("bytes follow the end of the last revision".to_owned());
        after.fill(ChangesAfter::Forbidden);
    }
    for one in judged.iter_mut() {
        if let Some(number) = one.report.covers_revision {
            one.report.changes_after = after[number as usize];
        }
    }
    trailing || after.contains(&ChangesAfter::Forbidden)
}

/// A value that is written as the array of whole numbers that a /ByteRange is.
fn is_number_array(bytes: &[u8], at: usize) -> bool {
    let node = Scanner::new(bytes, at).value();
    let numbers = node
        .ok()
        .and_then(|node| node.value.as_array().map(<[_]>::to_vec))
        .unwrap_or_default();
    !numbers.is_empty() && numbers.iter().all(|node| node.value.as_integer().is_some())
}

#[cfg(test)]
mod attack_set;
#[cfg(test)]
mod attacks;
#[cfg(test)]
mod honest_set;
#[cfg(test)]
pub(crate) mod independent;
#[cfg(test)]
mod tests;
