//! The pages of a document and their boxes, walked without recursion and without trusting the tree.

use super::IntakeLimits;
use super::refusal::IntakeRefusal;
use domain::contract::plan::{PageBox, PageRect};
use domain::page_space::displayed_size;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Smallest side of a page, in 1/1000 pt (ISO 32000-1 annex C).
const SMALLEST_SIDE: i64 = 3_000;
/// No coordinate of a box lies further out than this, in 1/1000 pt.
const FURTHEST: f64 = 1e9;

/// Left, bottom, right and top, in points, of a page that has no size and inherits none: US Letter, as Acrobat, PDFium,
/// pdf.js, MuPDF and poppler show it. The standard demands a size (ISO 32000-2 table 31).
pub const DEFAULT_SIZE: [u16; 4] = [0, 0, 612, 792];

/// The root of the page tree, if any page has no size of its own and inherits none.
pub fn without_size(document: &Document, limits: &IntakeLimits) -> Option<ObjectId> {
    let root = document.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
    let pages = pages(document, limits.pages).ok()?;
    let unsized_page = pages.iter().any(|(_, attributes)| attributes.media.is_none());
    unsized_page.then_some(root)
}

/// Whether the tree names a page more than once, and is sound besides. Readers show such a page again in each of its places.
pub fn has_page_twice(document: &Document, limits: &IntakeLimits) -> bool {
    pages(document, limits.pages).is_err() && walk(document, limits.pages, Again::Leaf).is_ok()
}

/// The boxes of all pages in order, within `limits`.
pub fn page_boxes(document: &Document, limits: &IntakeLimits) -> Result<Vec<PageBox>, IntakeRefusal> {
    let mut boxes = Vec::new();
    for (page, attributes) in pages(document, limits.pages)? {
        let page_box = attributes.page_box(document, page).ok_or(IntakeRefusal::Broken)?;
        let shown = displayed_size(&page_box);
        let (visible, long) = (page_box.visible, shown.width.max(shown.height));
        if long > limits.side || visible.w.max(visible.h) > limits.side {
            return Err(IntakeRefusal::PageTooLarge);
        }
        if visible.w.min(visible.h) < SMALLEST_SIDE || shown.width.min(shown.height) < SMALLEST_SIDE {
            return Err(IntakeRefusal::Broken);
        }
        boxes.push(page_box);
    }
    if boxes.is_empty() {
        Err(IntakeRefusal::NoPages)
    } else {
        Ok(boxes)
    }
}

/// The page objects in order; none of a tree that cannot be followed.
pub fn page_objects(document: &Document, most: usize) -> Vec<&Dictionary> {
    let pages = pages(document, most).unwrap_or_default();
    pages.into_iter().map(|(page, _)| page).collect()
}

/// How many annotations, form fields among them, stand on the pages.
pub fn annotations(document: &Document) -> u32 {
    let pages = pages(document, usize::MAX).unwrap_or_default();
    let on_page = |page: &Dictionary| {
        value(document, page, b"Annots")
            .and_then(|list| list.as_array().ok())
            .map_or(0, Vec::len)
    };
    u32::try_from(pages.iter().map(|(page, _)| on_page(page)).sum::<usize>()).unwrap_or(u32::MAX)
}

/// What a page inherits from the nodes above it (ISO 32000-2, 7.7.3.4).
#[derive(Clone, Copy, Default)]
struct Attributes<'a> {
    media: Option<&'a Object>,
    crop: Option<&'a Object>,
    rotate: Option<&'a Object>,
}

impl<'a> Attributes<'a> {
    fn with(self, document: &'a Document, node: &'a Dictionary) -> Self {
        Self {
            media: value(document, node, b"MediaBox").or(self.media),
            crop: value(document, node, b"CropBox").or(self.crop),
            rotate: value(document, node, b"Rotate").or(self.rotate),
        }
    }

    fn page_box(&self, document: &Document, page: &Dictionary) -> Option<PageBox> {
        let media = edges(document, self.media?)?;
        let crop = match self.crop {
            Some(crop) => edges(document, crop)?,
            None => media,
        };
        let (left, bottom) = (media[0].max(crop[0]), media[1].max(crop[1]));
        let (right, top) = (media[2].min(crop[2]), media[3].min(crop[3]));
        let turn = self
            .rotate
            .and_then(|turn| turn.as_i64().ok())
            .unwrap_or(0)
            .rem_euclid(360);
        let user_unit = value(document, page, b"UserUnit")
            .and_then(thousandths)
            .unwrap_or(1000);
        (user_unit > 0).then_some(PageBox {
            visible: PageRect {
                x: left,
                y: bottom,
                w: right - left,
                h: top - bottom,
            },
            rotate: if turn % 90 == 0 {
                u16::try_from(turn).ok()?
            } else {
                0
            },
            user_unit,
        })
    }
}

/// The leaves of the page tree with what they inherit; a node that is reached twice is damage, as in a cycle.
fn pages(document: &Document, most: usize) -> Result<Vec<Leaf<'_>>, IntakeRefusal> {
    walk(document, most, Again::Never)
}

/// A page and what it inherits.
type Leaf<'a> = (&'a Dictionary, Attributes<'a>);

/// Which nodes of the tree may be reached again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Never,
    /// Pages; nothing ends in a cycle through them.
    Leaf,
}

fn walk(document: &Document, most: usize, again: Again) -> Result<Vec<Leaf<'_>>, IntakeRefusal> {
    let catalog = document.catalog().map_err(|_| IntakeRefusal::Broken)?;
    let root = catalog.get(b"Pages").map_err(|_| IntakeRefusal::NoPages)?;
    let mut seen = BTreeSet::new();
    let mut leaves = Vec::new();
    let mut open = vec![(root, Attributes::default())];
    while let Some((node, inherited)) = open.pop() {
        let (id, node) = document.dereference(node).map_err(|_| IntakeRefusal::Broken)?;
        let node = node.as_dict().map_err(|_| IntakeRefusal::Broken)?;
        let kids = value(document, node, b"Kids");
        let may_come_again = again == Again::Leaf && kids.is_none();
        if id.is_some_and(|id| !seen.insert(id)) && !may_come_again {
            return Err(IntakeRefusal::Broken);
        }
        let attributes = inherited.with(document, node);
        match kids {
            Some(Object::Array(kids)) => open.extend(kids.iter().rev().map(|kid| (kid, attributes))),
            Some(_) => return Err(IntakeRefusal::Broken),
            None => leaves.push((node, attributes)),
        }
        if leaves.len() > most {
            return Err(IntakeRefusal::TooManyPages);
        }
    }
    Ok(leaves)
}

/// Left, bottom, right and top of a rectangle, whichever corners it was given by.
fn edges(document: &Document, rectangle: &Object) -> Option<[i64; 4]> {
    let corners = rectangle.as_array().ok()?;
    let at = |index: usize| thousandths(document.dereference(corners.get(index)?).ok()?.1);
    let (x1, y1, x2, y2) = (at(0)?, at(1)?, at(2)?, at(3)?);
    Some([x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)])
}

/// A number in thousandths, to the nearest.
fn thousandths(number: &Object) -> Option<i64> {
    let number = match number {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        _ => return None,
    };
    // Within ±10⁹ an f64 converts without loss.
    (number.is_finite() && number.abs() <= FURTHEST / 1000.0).then(|| (number * 1000.0).round() as i64)
}

/// The value under `key`, through a reference if need be.
pub(super) fn value<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    document
        .dereference(dictionary.get(key).ok()?)
        .ok()
        .map(|(_, object)| object)
}
