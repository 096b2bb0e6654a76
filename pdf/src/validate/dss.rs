//! The document security store: certificates and revocation data that came with the file (ISO 32000-2, 12.8.4.3).

use crate::incremental::file::View;
use crate::incremental::object_stream::unpack;
use crate::incremental::syntax::{Dictionary, Value};
use crate::sign::validation_data::ValidationData;

/// Entries of one kind that are read at most; a file has a few.
const MAX_PIECES: usize = 256;
/// Bytes that one entry may unpack to, before it is left out.
const MAX_PIECE: usize = 4 << 20;

/// Reads the store as of `view`; empty where there is none. What cannot be read is left out: it proves nothing.
pub fn read(view: &View<'_, '_>) -> ValidationData {
    let store = view
        .catalog()
        .and_then(|(_, catalog)| view.entry(&catalog, b"DSS"));
    let Ok(Value::Dictionary(store)) = store else {
        return ValidationData::default();
    };
    ValidationData {
        certificates: pieces(view, &store, b"Certs"),
        revocation_lists: pieces(view, &store, b"CRLs"),
        ocsp_responses: pieces(view, &store, b"OCSPs"),
    }
}

fn pieces(view: &View<'_, '_>, store: &Dictionary, key: &[u8]) -> Vec<Vec<u8>> {
    let Ok(Value::Array(references)) = view.entry(store, key) else {
        return Vec::new();
    };
    let references = references.iter().take(MAX_PIECES);
    references
        .filter_map(|node| {
            let object = view.object(node.value.as_reference()?).ok()??;
            let data = view.bytes().get(object.stream?)?;
            let unpacked = unpack(object.node.value.as_dictionary()?, data).ok()?;
            (unpacked.len() <= MAX_PIECE).then_some(unpacked)
        })
        .collect()
}
