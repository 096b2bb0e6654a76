//! `META-INF/ASiCManifest001.xml`: digests of all files, under one time-stamp token (ETSI EN 319 162-1 annex A.4).

use super::layout::media_type;
use super::zip_form::{ASIC_MANIFEST, ASIC_TOKEN, place};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::hash::Sha256Hash;

const ASIC: &str = "http://uri.etsi.org/02918/v1.2.1#";
const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// The manifest over files with their digests: all but META-INF, in container order. Names and media types are
/// ASCII without characters that XML escapes, so the text is the same bytes for everyone who writes it.
pub fn asic_manifest<'a>(files: impl IntoIterator<Item = (&'a str, Sha256Hash)>) -> String {
    let mut listed: Vec<(&str, Sha256Hash)> = files
        .into_iter()
        .filter(|(name, _)| ![ASIC_MANIFEST, ASIC_TOKEN].contains(name))
        .collect();
    listed.sort_by(|a, b| place(a.0).cmp(&place(b.0)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <asic:ASiCManifest xmlns:asic=\"{ASIC}\" xmlns:ds=\"{XMLDSIG}\">\n\
         <asic:SigReference URI=\"{ASIC_TOKEN}\" MimeType=\"{}\"/>\n",
        media_type(ASIC_TOKEN)
    );
    for (name, digest) in listed {
        xml.push_str(&format!(
            "<asic:DataObjectReference URI=\"{name}\" MimeType=\"{}\">\
             <ds:DigestMethod Algorithm=\"{SHA256}\"/>\
             <ds:DigestValue>{}</ds:DigestValue></asic:DataObjectReference>\n",
            media_type(name),
            STANDARD.encode(digest.0)
        ));
    }
    xml.push_str("</asic:ASiCManifest>\n");
    xml
}
