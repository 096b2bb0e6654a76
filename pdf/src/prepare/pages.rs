//! The pages in order, with what placing a widget needs: rotation, unit and the annotations already there.

use super::PrepareError;
use super::content::PageContent;
use crate::font::set::DocumentFonts;
use crate::incremental::append::Appender;
use crate::incremental::edit;
use crate::incremental::file::View;
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, Node, ObjectId, Value};
use std::collections::HashSet;

/// Page trees deeper than this are refused.
const MAX_DEPTH: u32 = 64;

/// One page of the clean file.
#[derive(Debug)]
pub struct Page {
    pub object: Indirect,
    pub entries: Dictionary,
    /// 0, 90, 180 or 270, clockwise; inherited where the page has none of its own.
    pub rotate: u16,
    /// UserUnit × 1000.
    pub user_unit: i64,
    /// The resource dictionary with the bytes that it was read from; inherited where the page has none of its own.
    pub resources: Option<Node>,
}

/// Walks the page tree.
pub fn pages(view: &View<'_, '_>, catalog: &Dictionary) -> Result<Vec<Page>, PrepareError> {
    let mut walk = Walk {
        view,
        seen: HashSet::new(),
        pages: Vec::new(),
    };
    walk.node(
        catalog.get(b"Pages").ok_or(PrepareError::PageTree)?,
        &Inherited::default(),
        0,
    )?;
    Ok(walk.pages)
}

struct Walk<'w, 'f, 'a> {
    view: &'w View<'f, 'a>,
    seen: HashSet<u32>,
    pages: Vec<Page>,
}

/// What a page takes from the nodes above it (ISO 32000-2, 7.7.3.4).
#[derive(Clone, Default)]
struct Inherited {
    rotate: u16,
    resources: Option<Node>,
}

impl Walk<'_, '_, '_> {
    fn node(&mut self, reference: &Value, above: &Inherited, depth: u32) -> Result<(), PrepareError> {
        let id = reference.as_reference().ok_or(PrepareError::PageTree)?;
        if depth > MAX_DEPTH || !self.seen.insert(id.number) {
            return Err(PrepareError::PageTree);
        }
        let object = self.view.object(id)?.ok_or(PrepareError::PageTree)?;
        let Value::Dictionary(entries) = object.node.value.clone() else {
            return Err(PrepareError::PageTree);
        };
        let rotate = match self.view.entry(&entries, b"Rotate")? {
            Value::Null => above.rotate,
            value => value
                .as_number()
                .map_or(0, |turn| (turn / 90.0).round().rem_euclid(4.0) as u16 * 90),
        };
        let resources = match entries.node(b"Resources") {
            Some(node) => self.view.resolved(node)?,
            None => above.resources.clone(),
        };
        match self.view.entry(&entries, b"Kids")? {
            Value::Array(kids) => {
                let here = Inherited { rotate, resources };
                kids.iter()
                    .try_for_each(|kid| self.node(&kid.value, &here, depth + 1))
            }
            _ => {
                let unit = self.view.entry(&entries, b"UserUnit")?.as_number();
                let user_unit = unit.map_or(1000, |unit| (unit * 1000.0).round() as i64).max(1);
                self.pages.push(Page {
                    object,
                    entries,
                    rotate,
                    user_unit,
                    resources,
                });
                Ok(())
            }
        }
    }
}

impl Page {
    /// Writes the page again with further annotations and with what was drawn on it; not at all without either.
    pub fn write_with(
        &self,
        view: &View<'_, '_>,
        appender: &mut Appender,
        annotations: &[u32],
        drawn: Option<&PageContent>,
        fonts: &DocumentFonts,
    ) -> Result<(), PrepareError> {
        let mut changes = Vec::new();
        if !annotations.is_empty() {
            changes.push(("Annots", self.annotations_with(view, annotations)?));
        }
        if let Some(drawn) = drawn {
            changes.extend(drawn.write(self, view, appender, fonts)?);
        }
        if !changes.is_empty() {
            let source = self.object.source(view.bytes());
            let body = edit::with_entries(source, &self.object.node, &self.entries, &changes);
            appender.object_of(self.object.id.number, self.object.id.generation, &body);
        }
        Ok(())
    }

    /// The page's /Annots with `added` at the end, as an array in the page itself: an array in an object of its
    /// own might belong to another page too.
    pub fn annotations_with(&self, view: &View<'_, '_>, added: &[u32]) -> Result<String, PrepareError> {
        let own = edit::references(view, &self.entries, b"Annots")?;
        let added = added.iter().map(|number| ObjectId {
            number: *number,
            generation: 0,
        });
        Ok(edit::reference_array(own.into_iter().chain(added)))
    }
}
