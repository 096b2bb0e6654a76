//! Additions that other programs make when they sign a file that was not prepared for it: a new signature field in the
//! form and on a page, and metadata. What is there already may not be taken away or replaced by them.

use super::changes::{Judge, normal_appearance, sentence, unchanged_but};
use super::form_fields::{FieldKind, FormField};
use crate::incremental::syntax::{Dictionary, ObjectId, Value};

/// Entries of the document information that may change with a signature.
const INFO_KEYS: [&[u8]; 3] = [b"ModDate", b"Producer", b"Creator"];
/// Entries that a new form may have.
const FORM_KEYS: [&[u8]; 4] = [b"Fields", b"SigFlags", b"DR", b"DA"];

impl<'j> Judge<'j, '_, '_> {
    /// A new field must be signed in the same revision, or wait for a signature in one that somebody signs. In a certified
    /// document it must not be seen: it could cover what was certified.
    pub(super) fn new_field(&mut self, field: &'j FormField) -> Result<(), String> {
        let name = &field.name;
        if field.kind != FieldKind::Signature || self.before.place(field.id.number).is_some() {
            return Err(format!("field {name} was added"));
        }
        if self.certified && !self.is_unseen(field)? {
            return Err(format!("field {name} was added to a certified document"));
        }
        if field.value == Value::Null {
            return self.waiting_field(field);
        }
        let value = field.value.as_reference();
        let value = value.filter(|id| self.before.place(id.number).is_none());
        let value = value.ok_or_else(|| format!("field {name} was added without a new signature"))?;
        self.signature_value(field, value)?;
        self.explained.extend([field.id.number, value.number]);
        if let Some(shown) = field.entries.get(b"AP") {
            self.explain_all(shown)?;
        }
        self.fill(field)
    }

    /// A widget without size, with no drawing or an empty one.
    fn is_unseen(&self, field: &FormField) -> Result<bool, String> {
        if !has_no_size(&field.entries) || field.entries.get(b"Kids").is_some() {
            return Ok(false);
        }
        Ok(field.entries.get(b"AP").is_none() || self.shows_nothing(field)?)
    }

    /// Whether the field's drawing is a new one, and empty.
    fn shows_nothing(&self, field: &FormField) -> Result<bool, String> {
        let form = normal_appearance(&field.entries).filter(|id| self.before.place(id.number).is_none());
        let form = form.map(|id| self.object_after(id)).transpose()?;
        Ok(form.is_some_and(|form| form.stream.is_some_and(|data| data.is_empty())))
    }

    /// A field that waits for its signature shows nothing: what it showed, nobody would have signed.
    fn waiting_field(&mut self, field: &'j FormField) -> Result<(), String> {
        let name = &field.name;
        self.explained.insert(field.id.number);
        let Some(shown) = field.entries.get(b"AP") else {
            return Ok(());
        };
        if !self.shows_nothing(field)? {
            return Err(format!(
                "field {name} was added with a drawing but without a signature"
            ));
        }
        self.explain_all(shown)
    }

    /// An object that is no field and not the catalog.
    pub(super) fn other(&mut self, number: u32) -> Result<(), String> {
        let changed = || format!("object {number} was changed");
        let id = ObjectId {
            number,
            generation: 0,
        };
        let old = self.before.object(id).map_err(sentence)?.ok_or_else(changed)?;
        let new = self.object_after(id)?;
        let trailer = self.before.trailer();
        if trailer.get(b"Info").and_then(Value::as_reference) == Some(id) {
            return match (&old.node.value, &new.node.value) {
                (Value::Dictionary(old), Value::Dictionary(new)) => {
                    unchanged_but(old, new, &INFO_KEYS, "the document information")
                }
                _ => Err(changed()),
            };
        }
        let (_, catalog) = self.before.catalog().map_err(sentence)?;
        let named = |key: &[u8]| catalog.get(key).and_then(Value::as_reference) == Some(id);
        let may_describe = !self.certified || !self.added.is_empty();
        if named(b"Metadata") && may_describe && new.stream.is_some() {
            return Ok(());
        }
        if named(b"Extensions") && new.stream.is_none() {
            return Ok(());
        }
        if self.added.is_empty() {
            return Err(changed());
        }
        match (&old.node.value, &new.node.value) {
            (Value::Array(_), Value::Array(_)) => {
                self.only_fields_appended(Some(&old.node.value), Some(&new.node.value), &changed())
            }
            (Value::Dictionary(old), Value::Dictionary(new)) if named(b"AcroForm") => self.form(old, new),
            (Value::Dictionary(old), Value::Dictionary(new)) if old.is(b"Type", b"Page") => {
                unchanged_but(old, new, &[b"Annots"], &format!("page object {number}"))?;
                self.only_fields_appended(old.get(b"Annots"), new.get(b"Annots"), &changed())
            }
            _ => Err(changed()),
        }
    }

    /// The catalog's form, where the revision has another one.
    pub(super) fn form_of_catalog(&mut self, old: &Dictionary, new: &Dictionary) -> Result<(), String> {
        let (before, after) = (old.get(b"AcroForm"), new.get(b"AcroForm"));
        let same = match (before, after) {
            (Some(before), Some(after)) => before.same(after),
            (before, after) => before.is_none() && after.is_none(),
        };
        if same {
            return Ok(());
        }
        let form = self.after.entry(new, b"AcroForm").map_err(sentence)?;
        let Value::Dictionary(form) = form else {
            return Err("the form was taken away".to_owned());
        };
        if let Some(id) = after.and_then(Value::as_reference) {
            if self.before.place(id.number).is_some() {
                return Err("the form was replaced".to_owned());
            }
            self.explained.insert(id.number);
        }
        match self.before.entry(old, b"AcroForm").map_err(sentence)? {
            Value::Dictionary(old) => self.form(&old, &form),
            Value::Null
                if form
                    .entries
                    .iter()
                    .all(|(key, _)| FORM_KEYS.contains(&key.as_slice())) =>
            {
                self.explain_all(&Value::Dictionary(Dictionary {
                    entries: form
                        .entries
                        .iter()
                        .filter(|(key, _)| key != b"Fields")
                        .cloned()
                        .collect(),
                }))?;
                self.only_fields_appended(None, form.get(b"Fields"), "the form was replaced")
            }
            _ => Err("the form was replaced".to_owned()),
        }
    }

    /// Metadata may come with a signature, as a stream of its own; they show nothing.
    pub(super) fn metadata_of_catalog(&mut self, old: &Dictionary, new: &Dictionary) -> Result<(), String> {
        let (before, after) = (old.get(b"Metadata"), new.get(b"Metadata"));
        if before == after {
            return Ok(());
        }
        let refused = || "the metadata were replaced".to_owned();
        let id = after.and_then(Value::as_reference).ok_or_else(refused)?;
        let may_describe = !self.certified || !self.added.is_empty();
        let is_new = self.before.place(id.number).is_none();
        if may_describe && is_new && self.object_after(id)?.stream.is_some() {
            self.explained.insert(id.number);
            Ok(())
        } else {
            Err(refused())
        }
    }

    fn form(&mut self, old: &Dictionary, new: &Dictionary) -> Result<(), String> {
        unchanged_but(old, new, &[b"Fields", b"SigFlags"], "the form")?;
        self.only_fields_appended(
            old.get(b"Fields"),
            new.get(b"Fields"),
            "the form's fields were changed",
        )
    }

    /// A list must be what it was, with new signature fields at its end.
    fn only_fields_appended(
        &mut self,
        old: Option<&Value>,
        new: Option<&Value>,
        otherwise: &str,
    ) -> Result<(), String> {
        if let Some(id) = new.and_then(Value::as_reference)
            && self.before.place(id.number).is_none()
        {
            self.explained.insert(id.number);
        }
        let read = |view: &crate::incremental::file::View<'_, '_>, value: Option<&Value>| {
            let value = value.map_or(Ok(Value::Null), |value| view.resolve(value));
            match value.map_err(sentence)? {
                Value::Null => Ok(Vec::new()),
                Value::Array(nodes) => Ok(nodes),
                _ => Err(otherwise.to_owned()),
            }
        };
        let (old, new) = (read(&self.before, old)?, read(&self.after, new)?);
        let added = new.get(old.len()..).ok_or(otherwise)?;
        let kept = old.iter().zip(&new).all(|(old, new)| old.value.same(&new.value));
        let fields = added.iter().all(|node| {
            node.value
                .as_reference()
                .is_some_and(|id| self.added.contains(&id))
        });
        if kept && fields {
            Ok(())
        } else {
            Err(otherwise.to_owned())
        }
    }
}

/// Whether a widget has no width or no height.
fn has_no_size(widget: &Dictionary) -> bool {
    let corners = match widget.get(b"Rect") {
        None => return true,
        Some(rect) => rect.as_array().unwrap_or_default(),
    };
    let numbers: Vec<f64> = corners.iter().filter_map(|node| node.value.as_number()).collect();
    match numbers.as_slice() {
        [left, bottom, right, top] => left == right || bottom == top,
        _ => false,
    }
}
