//! `manifest-sha256.txt`: what `sha256sum -c` reads, one line a file.

use super::zip_form::{ASIC_MANIFEST, ASIC_TOKEN, MANIFEST, place};
use domain::hash::Sha256Hash;

/// The manifest over files with their digests: all but itself and META-INF, in container order.
pub fn manifest<'a>(files: impl IntoIterator<Item = (&'a str, Sha256Hash)>) -> String {
    let mut listed: Vec<(&str, Sha256Hash)> = files
        .into_iter()
        .filter(|(name, _)| ![MANIFEST, ASIC_MANIFEST, ASIC_TOKEN].contains(name))
        .collect();
    listed.sort_by(|a, b| place(a.0).cmp(&place(b.0)));
    listed
        .into_iter()
        .map(|(name, digest)| format!("{digest}  {name}\n"))
        .collect()
}
