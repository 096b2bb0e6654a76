//! Finds what a contract must not contain: scripts, actions that leave the document, other files, media, outside
//! content, signatures.
//!
//! Every object of the file is looked at, reachable or not: a reader that finds other roots must find nothing either.

use super::choice::SignedUpload;
use super::page_tree::value;
use super::refusal::IntakeRefusal;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeSet;

/// Refuses a document with anything active in it, naming the most telling finding.
///
/// Links inside the document and to web addresses are fine; so are signatures where the sender has said what becomes of them.
pub fn check(document: &Document, signed: SignedUpload) -> Result<(), IntakeRefusal> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Object> = document.objects.values().collect();
    open.extend(document.trailer.iter().map(|(_, entry)| entry));
    while let Some(object) = open.pop() {
        match object {
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dictionary) => {
                inspect(document, dictionary, &mut found);
                open.extend(dictionary.iter().map(|(_, entry)| entry));
            }
            Object::Stream(stream) => {
                inspect(document, &stream.dict, &mut found);
                // The data of a stream with /F stand in another file (ISO 32000-2 table 5).
                if stream.dict.has(b"F") {
                    found.insert(IntakeRefusal::ExternalStreams);
                }
                open.extend(stream.dict.iter().map(|(_, entry)| entry));
            }
            _ => {}
        }
    }
    if signed != SignedUpload::Refuse {
        found.remove(&IntakeRefusal::AlreadySigned);
    }
    found.first().map_or(Ok(()), |refusal| Err(*refusal))
}

/// How many digital signatures and document time-stamps the file holds.
pub fn signatures(document: &Document) -> u32 {
    let dictionaries = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let signed = dictionaries.filter(|found| found.has(b"ByteRange") && found.has(b"Contents"));
    u32::try_from(signed.count()).unwrap_or(u32::MAX)
}

fn inspect(document: &Document, dictionary: &Dictionary, found: &mut BTreeSet<IntakeRefusal>) {
    let name = |key: &[u8]| name_of(document, dictionary, key);
    found.extend(name(b"S").and_then(forbidden_action));
    if dictionary.has(b"Rect") {
        found.extend(name(b"Subtype").and_then(forbidden_annotation));
    }
    match name(b"Type") {
        Some(b"EmbeddedFile") => _ = found.insert(IntakeRefusal::EmbeddedFiles),
        Some(b"Sig" | b"DocTimeStamp") if dictionary.has(b"Contents") => {
            found.insert(IntakeRefusal::AlreadySigned);
        }
        _ => {}
    }
    if dictionary.has(b"ByteRange") && dictionary.has(b"Contents") {
        found.insert(IntakeRefusal::AlreadySigned);
    }
    // Document level: the catalog, its name dictionary and the form dictionary.
    for (key, refusal) in [
        (b"DSS".as_slice(), IntakeRefusal::AlreadySigned),
        (b"Perms", IntakeRefusal::AlreadySigned),
        (b"Collection", IntakeRefusal::EmbeddedFiles),
    ] {
        if dictionary.has(b"Pages") && dictionary.has(key) {
            found.insert(refusal);
        }
    }
    if dictionary.has(b"XFA") {
        found.insert(IntakeRefusal::Xfa);
    }
    if carries_file(document, dictionary) {
        found.insert(IntakeRefusal::EmbeddedFiles);
    }
    if dictionary.has(b"JavaScript") {
        found.insert(IntakeRefusal::JavaScript);
    }
    // A reference XObject and an OPI proxy stand for content of another file (ISO 32000-2, 8.10.4).
    if dictionary.has(b"OPI") || (dictionary.has(b"BBox") && dictionary.has(b"Ref")) {
        found.insert(IntakeRefusal::ExternalStreams);
    }
}

/// Whether a dictionary is a file specification with the file in it (ISO 32000-2 table 43). /EF by itself may be the name of
/// a font as well.
fn carries_file(document: &Document, specification: &Dictionary) -> bool {
    let files = value(document, specification, b"EF").and_then(|files| files.as_dict().ok());
    let is_stream = |key: &&[u8]| {
        let file = files.and_then(|files| value(document, files, key));
        file.is_some_and(|file| file.as_stream().is_ok())
    };
    [&b"F"[..], b"UF", b"DOS", b"Mac", b"Unix"].iter().any(is_stream)
}

/// Action types of ISO 32000-2 table 201 that do more than move the view or follow a web link.
fn forbidden_action(kind: &[u8]) -> Option<IntakeRefusal> {
    match kind {
        b"JavaScript" => Some(IntakeRefusal::JavaScript),
        b"Launch" | b"SubmitForm" | b"ImportData" | b"ResetForm" | b"GoToR" | b"GoToE" | b"Hide"
        | b"SetOCGState" => Some(IntakeRefusal::LaunchOrOtherAction),
        b"Rendition" | b"Movie" | b"Sound" | b"RichMediaExecute" | b"GoTo3DView" => {
            Some(IntakeRefusal::RichMedia)
        }
        _ => None,
    }
}

fn forbidden_annotation(kind: &[u8]) -> Option<IntakeRefusal> {
    match kind {
        b"FileAttachment" => Some(IntakeRefusal::EmbeddedFiles),
        b"RichMedia" | b"Screen" | b"Movie" | b"Sound" | b"3D" => Some(IntakeRefusal::RichMedia),
        _ => None,
    }
}

/// The name under `key`, through a reference if need be.
fn name_of<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    value(document, dictionary, key)?.as_name().ok()
}
