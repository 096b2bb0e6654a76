//! The trailer and the catalog of a rewritten file: what they still claim of the upload is taken out.

use lopdf::{Document, Object};

/// Entries of the trailer that a file without encryption and earlier revisions needs (ISO 32000-2 table 15).
const TRAILER: [&[u8]; 4] = [b"Root", b"Info", b"ID", b"Size"];

/// Entries of the catalog that are not true of the rewritten file: a conformance that it lost, a form that was drawn
/// into the pages, signatures that are gone. Validators compare them between revisions, so damage in them would make
/// later signatures look like tampering.
const CATALOG: [&str; 4] = ["Metadata", "AcroForm", "DSS", "Perms"];

/// What is to be taken out, as keys in the notation of `qpdf`'s JSON.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Leftovers {
    pub trailer: Vec<String>,
    pub catalog: Vec<String>,
    /// `N G R` of the catalog.
    pub catalog_object: String,
}

impl Leftovers {
    pub fn is_empty(&self) -> bool {
        self.trailer.is_empty() && self.catalog.is_empty()
    }
}

/// Finds what must go.
pub fn leftovers(document: &Document) -> Leftovers {
    let mut found = Leftovers::default();
    for (key, value) in document.trailer.iter() {
        let odd_info = key == b"Info" && !is_dictionary(document, value);
        if !TRAILER.contains(&key.as_slice()) || odd_info {
            found.trailer.push(format!("/{}", String::from_utf8_lossy(key)));
        }
    }
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    if let (Ok((number, generation)), Ok(catalog)) = (root, document.catalog()) {
        found.catalog_object = format!("{number} {generation} R");
        let there = CATALOG.iter().filter(|key| catalog.has(key.as_bytes()));
        found.catalog = there.map(|key| format!("/{key}")).collect();
    }
    found
}

fn is_dictionary(document: &Document, value: &Object) -> bool {
    value
        .as_reference()
        .and_then(|id| document.get_object(id))
        .is_ok_and(|info| info.as_dict().is_ok())
}
