//! The fields and their widgets: one signature field for each party, read-only push buttons for its further
//! boxes, and the invisible field of the certification.

use super::pages::Page;
use super::{PrepareError, PrepareRequest, SigningBox};
use crate::incremental::append::Appender;
use crate::incremental::print;
use crate::sign::plan::{PartyFields, PlannedBox};
use domain::contract::plan::PageRect;
use std::collections::BTreeMap;

/// Annotation flags Print and Locked (ISO 32000-2, table 167).
pub const PRINT_LOCKED: u32 = 4 | 128;
/// Field flags ReadOnly and Pushbutton (tables 227 and 229).
const READ_ONLY_BUTTON: u32 = 1 | 1 << 16;

/// The invisible field that the platform certifies in, on the first page.
pub struct Certification {
    pub field: u32,
    pub value: u32,
    page_object: u32,
}

/// A widget and the page, from 1, that it is on.
pub struct Widget {
    pub object: u32,
    pub page: u32,
}

impl Certification {
    pub fn reserve(appender: &mut Appender, pages: &[Page]) -> Result<Self, PrepareError> {
        let page_object = pages.first().ok_or(PrepareError::PageTree)?.object.id.number;
        Ok(Self {
            field: appender.reserve(),
            value: appender.reserve(),
            page_object,
        })
    }
}

/// Decides the fields of all parties; their names begin with `prefix`.
pub fn plan(
    appender: &mut Appender,
    request: &PrepareRequest,
    pages: &[Page],
    prefix: &str,
) -> Result<Vec<PartyFields>, PrepareError> {
    let mut parties = Vec::new();
    for party in &request.parties {
        let mut boxes = Vec::new();
        for (at, place) in party.boxes.iter().enumerate() {
            let page = (place.page as usize)
                .checked_sub(1)
                .and_then(|index| pages.get(index));
            let page = page.ok_or(PrepareError::NoSuchPage {
                field: place.field,
                page: place.page,
            })?;
            let kind = if at == 0 {
                format!("/FT /Sig /T ({prefix}party-{})", party.no)
            } else {
                format!(
                    "/FT /Btn /Ff {READ_ONLY_BUTTON} /T ({prefix}party-{}-box-{})",
                    party.no, place.field
                )
            };
            boxes.push(planned(appender.reserve(), &kind, &party.label, place, page));
        }
        parties.push(PartyFields {
            no: party.no,
            signed: false,
            boxes,
        });
    }
    Ok(parties)
}

fn planned(object: u32, kind: &str, label: &str, place: &SigningBox, page: &Page) -> PlannedBox {
    let id = page.object.id;
    let mut entries = format!(
        "/Type /Annot /Subtype /Widget {kind} /TU {} /F {PRINT_LOCKED} /Rect {} /P {} {} R",
        print::text(label),
        print_rect(&place.rect),
        id.number,
        id.generation
    );
    if page.rotate != 0 {
        entries.push_str(&format!(" /MK << /R {} >>", page.rotate));
    }
    PlannedBox {
        field: place.field,
        object,
        page: place.page,
        page_object: id.number,
        rect: place.rect,
        content: place.content,
        rotate: page.rotate,
        user_unit: page.user_unit,
        entries,
    }
}

/// Writes all fields; party fields show `blank`, an empty form, until they are filled. Returns the widgets in
/// the order of the form's /Fields.
pub fn write(
    appender: &mut Appender,
    parties: &[PartyFields],
    certification: &Certification,
    blank: u32,
    prefix: &str,
) -> Vec<Widget> {
    let entries = format!(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T ({prefix}certification) /F {PRINT_LOCKED} /Rect [0 0 0 0] \
         /P {} 0 R /V {} 0 R >>",
        certification.page_object, certification.value
    );
    appender.object(certification.field, entries.as_bytes());
    let mut widgets = vec![Widget {
        object: certification.field,
        page: 1,
    }];
    for planned in parties.iter().flat_map(|party| &party.boxes) {
        let widget = format!("<< {} /AP << /N {blank} 0 R >> >>", planned.entries);
        appender.object(planned.object, widget.as_bytes());
        widgets.push(Widget {
            object: planned.object,
            page: planned.page,
        });
    }
    widgets
}

/// Object numbers of the widgets on each page.
pub fn by_page(widgets: &[Widget]) -> BTreeMap<u32, Vec<u32>> {
    let mut pages: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for widget in widgets {
        pages.entry(widget.page).or_default().push(widget.object);
    }
    pages
}

/// A rectangle in 1/1000 user units as a PDF array of its corners.
pub(super) fn print_rect(rect: &PageRect) -> String {
    let mut out = b"[".to_vec();
    for (at, edge) in [
        rect.x,
        rect.y,
        rect.x.saturating_add(rect.w),
        rect.y.saturating_add(rect.h),
    ]
    .into_iter()
    .enumerate()
    {
        if at > 0 {
            out.push(b' ');
        }
        print::thousandths(&mut out, edge);
    }
    out.push(b']');
    String::from_utf8(out).unwrap_or_default()
}
