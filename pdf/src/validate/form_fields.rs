//! The fields of a file's interactive form as of one revision (ISO 32000-2, 12.7.4).

use crate::incremental::file::{FileError, View};
use crate::incremental::syntax::{Dictionary, ObjectId, Value};
use std::collections::HashSet;

/// Trees of fields deeper than this are refused.
const MAX_DEPTH: u32 = 32;
/// Field flags (tables 227 and 229).
const READ_ONLY: i64 = 1;
const PUSH_BUTTON: i64 = 1 << 16;

/// What a field is for, as far as signing goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    Signature,
    /// A read-only push button: shows a picture and takes no input.
    Picture,
    Other,
}

/// A terminal field.
#[derive(Clone, Debug)]
pub struct FormField {
    pub id: ObjectId,
    pub kind: FieldKind,
    /// Partial names joined by dots.
    pub name: String,
    /// /V as written, not resolved; `Null` where absent.
    pub value: Value,
    pub entries: Dictionary,
}

/// All terminal fields in the order of the form.
pub fn fields(view: &View<'_, '_>) -> Result<Vec<FormField>, FileError> {
    let (_, catalog) = view.catalog()?;
    let Value::Dictionary(form) = view.entry(&catalog, b"AcroForm")? else {
        return Ok(Vec::new());
    };
    let mut walk = Walk {
        view,
        seen: HashSet::new(),
        fields: Vec::new(),
    };
    if let Value::Array(nodes) = view.entry(&form, b"Fields")? {
        for node in &nodes {
            walk.field(&node.value, &Inherited::default(), 0)?;
        }
    }
    Ok(walk.fields)
}

#[derive(Clone, Default)]
struct Inherited {
    name: String,
    kind: Option<Vec<u8>>,
    flags: i64,
    value: Option<Value>,
}

struct Walk<'w, 'f, 'a> {
    view: &'w View<'f, 'a>,
    seen: HashSet<ObjectId>,
    fields: Vec<FormField>,
}

impl Walk<'_, '_, '_> {
    fn field(&mut self, reference: &Value, inherited: &Inherited, depth: u32) -> Result<(), FileError> {
        let Some(id) = reference.as_reference() else {
            return Err(FileError::BadForm);
        };
        if depth > MAX_DEPTH || !self.seen.insert(id) {
            return Err(FileError::BadForm);
        }
        let Some(object) = self.view.object(id)? else {
            return Ok(());
        };
        let Value::Dictionary(entries) = object.node.value else {
            return Err(FileError::BadForm);
        };
        let mut own = inherited.clone();
        if let Value::String(name) = self.view.entry(&entries, b"T")? {
            let separator = if own.name.is_empty() { "" } else { "." };
            own.name = format!("{}{separator}{}", own.name, text(&name));
        }
        if let Value::Name(kind) = self.view.entry(&entries, b"FT")? {
            own.kind = Some(kind);
        }
        if let Value::Integer(flags) = self.view.entry(&entries, b"Ff")? {
            own.flags = flags;
        }
        if let Some(value) = entries.get(b"V") {
            own.value = Some(value.clone());
        }
        let kids = match self.view.entry(&entries, b"Kids")? {
            Value::Array(kids) => kids,
            _ => Vec::new(),
        };
        let mut has_fields_below = false;
        for kid in &kids {
            if let Value::Dictionary(below) = self.view.resolve(&kid.value)?
                && below.get(b"T").is_some()
            {
                has_fields_below = true;
                self.field(&kid.value, &own, depth + 1)?;
            }
        }
        if !has_fields_below {
            let button = own.flags & (READ_ONLY | PUSH_BUTTON) == READ_ONLY | PUSH_BUTTON;
            let kind = match own.kind.as_deref() {
                Some(b"Sig") => FieldKind::Signature,
                Some(b"Btn") if button => FieldKind::Picture,
                _ => FieldKind::Other,
            };
            let value = own.value.unwrap_or(Value::Null);
            self.fields.push(FormField {
                id,
                kind,
                name: own.name,
                value,
                entries,
            });
        }
        Ok(())
    }
}

/// A text string as people read it (7.9.2.2): UTF-16 with its mark, or bytes taken as Latin-1.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, units @ ..] => {
            let units = units
                .chunks_exact(2)
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or('\u{fffd}'))
                .collect()
        }
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
