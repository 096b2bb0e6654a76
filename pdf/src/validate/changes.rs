//! What one revision changed, object by object, against a whitelist: a prepared signature field is filled, the
//! same party's picture fields get their ink, validation data is added (DSS), another program adds a field of its own
//! and signs it ([`super::additions`]). Everything else is forbidden.

use super::form_fields::{FieldKind, FormField, fields};
use super::tiling::written_objects;
use crate::incremental::file::{FileError, PdfFile, Revision, View};
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, ObjectId, Value};
use std::collections::{BTreeSet, HashMap};

/// Entries that the form XObject of an appearance may have.
const FORM_KEYS: [&[u8]; 10] = [
    b"Type",
    b"Subtype",
    b"FormType",
    b"BBox",
    b"Matrix",
    b"Resources",
    b"Group",
    b"Length",
    b"Filter",
    b"DecodeParms",
];

/// Entries of the catalog that may change with a signature; the form and the metadata are looked into.
const CATALOG_KEYS: [&[u8]; 5] = [b"DSS", b"Extensions", b"AcroForm", b"Version", b"Metadata"];

/// What a revision did, where all of it was allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// Filled this signature field, and picture fields of the same party.
    Signed(ObjectId),
    /// Added data that helps to validate the signatures already there.
    ValidationData,
}

/// Judges what `new` changed; the error says what is forbidden. A `certified` document allows less.
pub fn judge(file: &PdfFile<'_>, old: &Revision, new: &Revision, certified: bool) -> Result<Change, String> {
    let written = written_objects(file, old, new)?;
    let (before, after) = (file.at(old), file.at(new));
    let known = fields(&before).map_err(sentence)?;
    let is_known = |field: &FormField| known.iter().any(|known| known.id == field.id);
    let mut added = fields(&after).map_err(sentence)?;
    added.retain(|field| !is_known(field));
    let mut judge = Judge {
        before,
        after,
        fields: known.iter().map(|field| (field.id.number, field)).collect(),
        catalog: before.catalog().map_err(|error| error.to_string())?.0.id.number,
        explained: BTreeSet::new(),
        signed: None,
        pictures: Vec::new(),
        validation_data: false,
        certified,
        added: added.iter().map(|field| field.id).collect(),
    };
    for field in &added {
        judge.new_field(field)?;
    }
    // Overwritten objects explain the new ones, so they come first.
    for number in written.iter().filter(|number| before.place(**number).is_some()) {
        judge.overwritten(*number)?;
    }
    if let Some(number) = written.iter().find(|number| !judge.explained.contains(number)) {
        return Err(format!(
            "object {number} was added and belongs to nothing that may be added"
        ));
    }
    judge.conclude()
}

pub(super) struct Judge<'j, 'f, 'a> {
    pub before: View<'f, 'a>,
    pub after: View<'f, 'a>,
    fields: HashMap<u32, &'j FormField>,
    catalog: u32,
    pub explained: BTreeSet<u32>,
    signed: Option<&'j FormField>,
    pictures: Vec<&'j FormField>,
    validation_data: bool,
    pub certified: bool,
    /// Fields that were not there before.
    pub added: Vec<ObjectId>,
}

impl<'j> Judge<'j, '_, '_> {
    fn overwritten(&mut self, number: u32) -> Result<(), String> {
        if self.explained.contains(&number) {
            return Ok(());
        }
        match self.fields.get(&number).copied() {
            Some(field) => match field.kind {
                FieldKind::Signature if field.value == Value::Null => self.signature_field(number, field)?,
                FieldKind::Picture => self.picture_field(number, field)?,
                _ => return Err(format!("field {} was changed", field.name)),
            },
            None if number == self.catalog => self.catalog(number)?,
            None => self.other(number)?,
        }
        self.explained.insert(number);
        Ok(())
    }

    fn signature_field(&mut self, number: u32, field: &'j FormField) -> Result<(), String> {
        let entries = self.entries_after(number)?;
        unchanged_but(&field.entries, &entries, &[b"V", b"AP"], &field.name)?;
        let value = entries.get(b"V").and_then(Value::as_reference);
        let value = value.filter(|id| self.before.place(id.number).is_none());
        let value = value.ok_or_else(|| format!("field {} was not filled by a new signature", field.name))?;
        self.signature_value(field, value)?;
        self.explained.insert(value.number);
        self.appearance(field, &entries)?;
        self.fill(field)
    }

    /// The signature dictionary that fills a field: an object of its own that refers to no other.
    pub(super) fn signature_value(&self, field: &FormField, value: ObjectId) -> Result<Dictionary, String> {
        let object = self.object_after(value)?;
        let closed = !has_references(&object.node.value) && object.stream.is_none();
        match object.node.value {
            Value::Dictionary(entries) if closed && entries.get(b"ByteRange").is_some() => Ok(entries),
            _ => Err(format!(
                "field {} was filled by something that is no signature",
                field.name
            )),
        }
    }

    pub(super) fn fill(&mut self, field: &'j FormField) -> Result<(), String> {
        match self.signed.replace(field) {
            None => Ok(()),
            Some(_) => Err("two signature fields were filled at once".to_owned()),
        }
    }

    fn picture_field(&mut self, number: u32, field: &'j FormField) -> Result<(), String> {
        let entries = self.entries_after(number)?;
        unchanged_but(&field.entries, &entries, &[b"AP"], &field.name)?;
        let shown = normal_appearance(&field.entries)
            .map(|id| self.before.object(id))
            .transpose();
        let shown = shown.map_err(|error| error.to_string())?.flatten();
        let blank = shown.is_none_or(|form| form.stream.is_some_and(|data| data.is_empty()));
        if !blank {
            return Err(format!("the picture in field {} was replaced", field.name));
        }
        self.pictures.push(field);
        self.appearance(field, &entries)
    }

    /// An appearance must be a new form: one in place of an old object could show elsewhere too.
    fn appearance(&mut self, field: &FormField, entries: &Dictionary) -> Result<(), String> {
        let unchanged = match (field.entries.get(b"AP"), entries.get(b"AP")) {
            (Some(old), Some(new)) => old.same(new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if unchanged {
            return Ok(());
        }
        let refused = || format!("the appearance of field {} is not a new drawing", field.name);
        let form = normal_appearance(entries).filter(|id| self.before.place(id.number).is_none());
        let form = form.ok_or_else(refused)?;
        let object = self.object_after(form)?;
        let Value::Dictionary(keys) = &object.node.value else {
            return Err(refused());
        };
        let plain = keys.is(b"Subtype", b"Form")
            && object.stream.is_some()
            && keys
                .entries
                .iter()
                .all(|(key, _)| FORM_KEYS.contains(&key.as_slice()));
        if !plain {
            return Err(refused());
        }
        self.explain(form)
    }

    fn catalog(&mut self, number: u32) -> Result<(), String> {
        let Some(old) = self
            .before
            .object(ObjectId {
                number,
                generation: 0,
            })
            .map_err(sentence)?
        else {
            return Err("the catalog was replaced".to_owned());
        };
        let Value::Dictionary(old) = old.node.value else {
            return Err("the catalog was replaced".to_owned());
        };
        let new = self.entries_after(number)?;
        unchanged_but(&old, &new, &CATALOG_KEYS, "catalog")?;
        if !matches!(new.get(b"Version"), None | Some(Value::Name(_))) {
            return Err("the version of the document is no name".to_owned());
        }
        self.form_of_catalog(&old, &new)?;
        self.metadata_of_catalog(&old, &new)?;
        if let Some(data) = new.get(b"DSS") {
            self.validation_data = true;
            self.explain_all(data)?;
        }
        Ok(())
    }

    /// Everything new that `value` refers to, and what that refers to.
    pub(super) fn explain_all(&mut self, value: &Value) -> Result<(), String> {
        references(value).into_iter().try_for_each(|id| self.explain(id))
    }

    /// Everything new that is reachable from `id` belongs to what refers to it.
    fn explain(&mut self, id: ObjectId) -> Result<(), String> {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let new = self.before.place(id.number).is_none();
            if new && self.explained.insert(id.number) {
                waiting.extend(references(&self.object_after(id)?.node.value));
            }
        }
        Ok(())
    }

    pub(super) fn object_after(&self, id: ObjectId) -> Result<Indirect, String> {
        self.after
            .object(id)
            .map_err(sentence)?
            .ok_or_else(|| format!("object {} is missing", id.number))
    }

    fn entries_after(&self, number: u32) -> Result<Dictionary, String> {
        match self
            .object_after(ObjectId {
                number,
                generation: 0,
            })?
            .node
            .value
        {
            Value::Dictionary(entries) => Ok(entries),
            _ => Err(format!("object {number} is no longer a dictionary")),
        }
    }

    fn conclude(self) -> Result<Change, String> {
        match self.signed {
            Some(signed) => {
                let foreign = |field: &&&FormField| !field.name.starts_with(&format!("{}-box-", signed.name));
                match self.pictures.iter().find(foreign) {
                    Some(stranger) => Err(format!("field {} belongs to another party", stranger.name)),
                    None => Ok(Change::Signed(signed.id)),
                }
            }
            None if self.pictures.is_empty() && self.validation_data => Ok(Change::ValidationData),
            None => Err("it changes the document without a signature".to_owned()),
        }
    }
}

pub(super) fn sentence(error: FileError) -> String {
    error.to_string()
}

pub(super) fn unchanged_but(
    old: &Dictionary,
    new: &Dictionary,
    allowed: &[&[u8]],
    what: &str,
) -> Result<(), String> {
    let rest = |dictionary: &Dictionary| Dictionary {
        entries: dictionary
            .entries
            .iter()
            .filter(|(key, _)| !allowed.contains(&key.as_slice()))
            .cloned()
            .collect(),
    };
    if Value::Dictionary(rest(old)).same(&Value::Dictionary(rest(new))) {
        Ok(())
    } else {
        Err(format!("{what} was changed in more than it may be"))
    }
}

/// The form that an appearance dictionary with nothing but /N shows.
pub(super) fn normal_appearance(entries: &Dictionary) -> Option<ObjectId> {
    match entries.get(b"AP")?.as_dictionary()?.entries.as_slice() {
        [(key, node)] if key == b"N" => node.value.as_reference(),
        _ => None,
    }
}

fn references(value: &Value) -> Vec<ObjectId> {
    match value {
        Value::Reference(id) => vec![*id],
        Value::Array(nodes) => nodes.iter().flat_map(|node| references(&node.value)).collect(),
        Value::Dictionary(dictionary) => dictionary
            .entries
            .iter()
            .flat_map(|(_, node)| references(&node.value))
            .collect(),
        _ => Vec::new(),
    }
}

fn has_references(value: &Value) -> bool {
    !references(value).is_empty()
}
