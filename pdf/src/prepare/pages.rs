//! The pages in order, with what placing a widget needs: rotation, unit and the annotations already there.

use super::PrepareError;
use crate::incremental::file::View;
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, Value};
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
}

/// Walks the page tree.
pub fn pages(view: &View<'_, '_>, catalog: &Dictionary) -> Result<Vec<Page>, PrepareError> {
    let mut walk = Walk {
        view,
        seen: HashSet::new(),
        pages: Vec::new(),
    };
    walk.node(catalog.get(b"Pages").ok_or(PrepareError::PageTree)?, 0, 0)?;
    Ok(walk.pages)
}

struct Walk<'w, 'f, 'a> {
    view: &'w View<'f, 'a>,
    seen: HashSet<u32>,
    pages: Vec<Page>,
}

impl Walk<'_, '_, '_> {
    fn node(&mut self, reference: &Value, inherited: u16, depth: u32) -> Result<(), PrepareError> {
        let id = reference.as_reference().ok_or(PrepareError::PageTree)?;
        if depth > MAX_DEPTH || !self.seen.insert(id.number) {
            return Err(PrepareError::PageTree);
        }
        let object = self.view.object(id)?.ok_or(PrepareError::PageTree)?;
        let Value::Dictionary(entries) = object.node.value.clone() else {
            return Err(PrepareError::PageTree);
        };
        let rotate = match self.view.entry(&entries, b"Rotate")? {
            Value::Null => inherited,
            value => value
                .as_number()
                .map_or(0, |turn| (turn / 90.0).round().rem_euclid(4.0) as u16 * 90),
        };
        match self.view.entry(&entries, b"Kids")? {
            Value::Array(kids) => kids
                .iter()
                .try_for_each(|kid| self.node(&kid.value, rotate, depth + 1)),
            _ => {
                let unit = self.view.entry(&entries, b"UserUnit")?.as_number();
                let user_unit = unit.map_or(1000, |unit| (unit * 1000.0).round() as i64).max(1);
                self.pages.push(Page {
                    object,
                    entries,
                    rotate,
                    user_unit,
                });
                Ok(())
            }
        }
    }
}

impl Page {
    /// The page's /Annots with `added` at the end, as an array in the page itself: an array in an object of its
    /// own might belong to another page too.
    pub fn annotations_with(&self, view: &View<'_, '_>, added: &[u32]) -> Result<String, PrepareError> {
        let mut out = String::from("[");
        let (array, source) = match self.entries.node(b"Annots") {
            None => (None, 0..0),
            Some(node) => match &node.value {
                Value::Reference(id) => match view.object(*id)? {
                    Some(object) => (Some(object.node.value), object.node.span),
                    None => (None, 0..0),
                },
                value => (Some(value.clone()), node.span.clone()),
            },
        };
        match array {
            Some(Value::Array(_)) => {
                let inside = &view.bytes()[source.start + 1..source.end - 1];
                // Annotations are references; anything else in this array is not of a clean file.
                out.push_str(
                    std::str::from_utf8(inside)
                        .map_err(|_| PrepareError::NotNormalised)?
                        .trim(),
                );
            }
            None | Some(Value::Null) => {}
            Some(_) => return Err(PrepareError::PageTree),
        }
        for number in added {
            out.push_str(&format!(" {number} 0 R"));
        }
        out.push(']');
        Ok(out)
    }
}
