//! Appending what later judges of the signatures will need: the document security store (DSS, ISO 32000-2, 12.8.4.3)
//! with certificates, revocation lists and OCSP responses.

use super::LongTermError;
use super::check_end;
use super::plan::{EarlierStore, SigningPlan};
use crate::incremental::append::Appender;
use domain::hash::Sha256Hash;
use serde::{Deserialize, Serialize};

/// Everything in DER. What stands in it twice is written once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ValidationData {
    pub certificates: Vec<Vec<u8>>,
    pub revocation_lists: Vec<Vec<u8>>,
    /// OCSPResponse, complete.
    pub ocsp_responses: Vec<Vec<u8>>,
}

impl ValidationData {
    /// The kinds of data with the names that the store has for them.
    pub(crate) fn kinds(&self) -> [(&'static str, &[Vec<u8>]); 3] {
        [
            ("Certs", &self.certificates),
            ("CRLs", &self.revocation_lists),
            ("OCSPs", &self.ocsp_responses),
        ]
    }
}

/// Writes the revision that adds validation data. Returns the bytes to append, and the plan for the revision after.
pub fn append_validation_data(
    base: &[u8],
    plan: &SigningPlan,
    data: &ValidationData,
) -> Result<(Vec<u8>, SigningPlan), LongTermError> {
    check_end(base, plan)?;
    let long_term = plan.long_term.as_ref().ok_or(LongTermError::NotPlanned)?;
    let mut appender = Appender::new(plan.end.clone());
    let store = appender.reserve();
    let (entries, digest) = write_streams(&mut appender, data, &long_term.store);
    appender.object(store, format!("<< /Type /DSS{entries} >>").as_bytes());
    let catalog = &long_term.catalog;
    let body = [
        b"<< ",
        catalog.entries.as_slice(),
        format!(" /DSS {store} 0 R >>").as_bytes(),
    ]
    .concat();
    appender.object_of(catalog.object, catalog.generation, &body);
    let id = Sha256Hash::of_parts(&[plan.end.id[1].as_bytes(), b"DSS", digest.as_bytes()]);
    let (tail, end) = appender.finish(id.to_hex()[..32].to_owned());
    Ok((tail, SigningPlan { end, ..plan.clone() }))
}

/// Writes each piece as a stream. Returns the entries of the store that name them behind those of `earlier`, and a
/// digest over all that is new.
fn write_streams(appender: &mut Appender, data: &ValidationData, earlier: &EarlierStore) -> (String, String) {
    let mut entries = match &earlier.by_signature {
        Some(written) => format!(" /VRI {written}"),
        None => String::new(),
    };
    let mut hashes = Vec::new();
    for ((name, pieces), earlier) in data.kinds().into_iter().zip(earlier.kinds()) {
        let mut written: Vec<Sha256Hash> = Vec::new();
        let mut references: String = earlier.iter().map(|reference| format!(" {reference}")).collect();
        for piece in pieces {
            let hash = Sha256Hash::of(piece);
            if written.contains(&hash) {
                continue;
            }
            written.push(hash);
            let number = appender.reserve();
            appender.stream(number, "", piece);
            references.push_str(&format!(" {number} 0 R"));
        }
        if !references.is_empty() {
            entries.push_str(&format!(" /{name} [{references} ]"));
        }
        hashes.extend(written);
    }
    let all: Vec<String> = hashes.into_iter().map(Sha256Hash::to_hex).collect();
    (entries, all.concat())
}
