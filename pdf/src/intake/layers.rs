//! Optional content 图层: a layer that is off, or on only for some purpose, lets two people see different contracts.

use super::refusal::IntakeRefusal;
use lopdf::{Dictionary, Document, Object};

/// Refuses a document in which any layer is hidden in the default view, or comes and goes by itself
/// (ISO 32000-2, 8.11). Layers that are simply on are fine.
pub fn check(document: &Document) -> Result<(), IntakeRefusal> {
    let hidden = document.objects.values().any(|object| match object {
        Object::Dictionary(dictionary) => {
            properties_hide(document, dictionary) || membership_hides(document, dictionary)
        }
        _ => false,
    });
    if hidden {
        Err(IntakeRefusal::HiddenLayers)
    } else {
        Ok(())
    }
}

/// A catalog whose default configuration switches layers off, or switches them by event.
fn properties_hide(document: &Document, catalog: &Dictionary) -> bool {
    let Some(properties) = dictionary(document, catalog, b"OCProperties") else {
        return false;
    };
    let Some(default) = dictionary(document, properties, b"D") else {
        return false;
    };
    let base_on =
        value(document, default, b"BaseState").is_none_or(|state| state.as_name().ok() == Some(b"ON"));
    let listed = |key: &[u8]| {
        value(document, default, key)
            .is_some_and(|list| list.as_array().map_or(true, |items| !items.is_empty()))
    };
    !base_on || listed(b"OFF") || listed(b"AS")
}

/// A membership dictionary that shows its content when a layer is off, or by an expression.
fn membership_hides(document: &Document, membership: &Dictionary) -> bool {
    let is_membership =
        value(document, membership, b"Type").and_then(|kind| kind.as_name().ok()) == Some(b"OCMD");
    let policy = value(document, membership, b"P").and_then(|policy| policy.as_name().ok());
    is_membership && (membership.has(b"VE") || matches!(policy, Some(b"AllOff" | b"AnyOff")))
}

fn value<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document
        .dereference(dictionary.get(key).ok()?)
        .ok()
        .map(|(_, object)| object)
}

fn dictionary<'a>(document: &'a Document, holder: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    value(document, holder, key)?.as_dict().ok()
}
