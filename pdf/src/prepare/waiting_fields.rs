//! Empty signature fields that a signed file brought along: whoever comes next may sign in them, even where the file is
//! certified and takes no new field on its pages.

use super::PrepareError;
use super::SigningBox;
use super::locks::Allowance;
use super::pages::Page;
use crate::incremental::edit;
use crate::incremental::file::View;
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, Value};
use crate::sign::plan::PlannedBox;
use crate::validate::form_fields::{self, FieldKind, FormField};
use domain::contract::plan::PageRect;

/// A place is a field's if none of its edges is further away, in 1/1000 pt.
const NEAR: i64 = 1_000;
/// Smaller fields are not places, in 1/1000 pt.
const SMALLEST: i64 = 4_000;
/// Annotation flags Hidden and NoView (ISO 32000-2, table 167).
const NOT_SHOWN: i64 = 1 << 1 | 1 << 5;

/// A field that waits for a signature, merged with its one widget.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingField {
    /// Its full name.
    pub name: String,
    pub object: u32,
    /// From 1.
    pub page: u32,
    pub rect: PageRect,
    /// The dictionary's entries as they are written, except /AP and /V.
    entries: String,
}

/// Those that may be signed, page by page.
pub fn waiting_fields(
    view: &View<'_, '_>,
    pages: &[Page],
    allowance: &Allowance,
) -> Result<Vec<WaitingField>, PrepareError> {
    let fields = form_fields::fields(view)?;
    let mut waiting = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        for id in edit::references(view, &page.entries, b"Annots")? {
            let field = fields.iter().find(|field| field.id == id);
            let Some(field) = field.filter(|field| may_be_signed(field, allowance)) else {
                continue;
            };
            let Some(object) = view.object(id)? else { continue };
            waiting.extend(read(view, field, &object, number));
        }
    }
    Ok(waiting)
}

/// Fields that say what a signature must be like, or what it locks, are left to programs that read that.
fn may_be_signed(field: &FormField, allowance: &Allowance) -> bool {
    let has = |key: &[u8]| field.entries.get(key).is_some();
    let flags = field.entries.get(b"F").and_then(Value::as_integer).unwrap_or(0);
    field.kind == FieldKind::Signature
        && field.value == Value::Null
        && field.id.generation == 0
        && field.entries.is(b"Subtype", b"Widget")
        && flags & NOT_SHOWN == 0
        && ![&b"Lock"[..], b"SV", b"Kids"].into_iter().any(has)
        && allowance.leaves(&field.name)
}

fn read(view: &View<'_, '_>, field: &FormField, object: &Indirect, page: u32) -> Option<WaitingField> {
    let source = object.source(view.bytes());
    let entries = edit::entries_but(source, &field.entries, &[b"AP", b"V"]);
    let rect = rect(view, &field.entries).filter(|rect| rect.w.min(rect.h) >= SMALLEST)?;
    Some(WaitingField {
        name: field.name.clone(),
        object: field.id.number,
        page,
        rect,
        entries: String::from_utf8(entries).ok()?,
    })
}

fn rect(view: &View<'_, '_>, widget: &Dictionary) -> Option<PageRect> {
    let corners = view.entry(widget, b"Rect").ok()?;
    let corners = corners.as_array()?.iter().map(|node| node.value.as_number());
    let corners: Option<Vec<i64>> = corners
        .map(|corner| corner.map(|corner| (corner * 1000.0).round() as i64))
        .collect();
    let [left, bottom, right, top] = corners?.try_into().ok()?;
    Some(PageRect {
        x: left.min(right),
        y: bottom.min(top),
        w: left.abs_diff(right).try_into().ok()?,
        h: bottom.abs_diff(top).try_into().ok()?,
    })
}

impl WaitingField {
    /// Whether a place was put on this field.
    pub fn is_at(&self, place: &SigningBox) -> bool {
        let edges = |rect: &PageRect| {
            let (right, top) = (rect.x.saturating_add(rect.w), rect.y.saturating_add(rect.h));
            [rect.x, rect.y, right, top]
        };
        let near = edges(&self.rect)
            .into_iter()
            .zip(edges(&place.rect))
            .all(|(field, place)| field.abs_diff(place) <= NEAR.unsigned_abs());
        near && self.page == place.page
    }

    /// The field as the place of a party: drawn in as it stands in the file, not as it was asked for.
    pub fn planned(&self, place: &SigningBox, page: &Page) -> PlannedBox {
        PlannedBox {
            field: place.field,
            object: self.object,
            page: self.page,
            page_object: page.object.id.number,
            rect: self.rect,
            content: place.content,
            rotate: page.rotate,
            user_unit: page.user_unit,
            entries: self.entries.clone(),
        }
    }
}
