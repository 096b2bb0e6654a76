//! The fields and their widgets: one signature field for each party, read-only push buttons for its further
//! boxes, and the invisible field of the certification.

use super::pages::Page;
use super::waiting_fields::WaitingField;
use super::{PrepareError, PrepareRequest, SigningBox};
use crate::incremental::append::Appender;
use crate::incremental::print;
use crate::sign::plan::{BoxContent, PartyFields, PlannedBox};
use domain::contract::plan::PageRect;
use std::collections::{BTreeMap, HashSet};

/// Annotation flags Print and Locked (ISO 32000-2, table 167).
pub const PRINT_LOCKED: u32 = 4 | 128;
/// Field flags ReadOnly and Pushbutton (tables 227 and 229).
const READ_ONLY_BUTTON: u32 = 1 | 1 << 16;

/// The invisible field that the platform certifies in, on the first page.
pub struct Certification {
    pub field: u32,
    pub value: u32,
    /// An empty form that it shows. In a signed file all that is new must belong to a new field, and fonts hang on this one.
    pub drawing: Option<u32>,
    page_object: u32,
}

/// What the file has to say of new fields; a clean one nothing.
#[derive(Default)]
pub struct Ground {
    /// Names of our fields begin so.
    pub prefix: String,
    /// Fields of its own that may be signed.
    pub waiting: Vec<WaitingField>,
    /// No new field may be seen.
    pub certified: bool,
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
            drawing: None,
            page_object,
        })
    }
}

/// Decides the fields of all parties.
pub fn plan(
    appender: &mut Appender,
    request: &PrepareRequest,
    pages: &[Page],
    ground: &Ground,
) -> Result<Vec<PartyFields>, PrepareError> {
    let (mut parties, mut taken) = (Vec::new(), HashSet::new());
    let prefix = &ground.prefix;
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
            let mut waiting = ground.waiting.iter().filter(|field| field.is_at(place));
            if let Some(field) = waiting.find(|field| taken.insert(field.object)) {
                boxes.push(field.planned(place, page));
                continue;
            }
            let kind = if at == 0 {
                format!("/FT /Sig /T ({prefix}party-{})", party.no)
            } else {
                format!(
                    "/FT /Btn /Ff {READ_ONLY_BUTTON} /T ({prefix}party-{}-box-{})",
                    party.no, place.field
                )
            };
            let object = appender.reserve();
            boxes.push(planned(
                object,
                &kind,
                &told(&party.label, place.content),
                place,
                page,
                ground.certified,
            ));
        }
        parties.push(PartyFields {
            no: party.no,
            signed: false,
            boxes,
        });
    }
    Ok(parties)
}

/// What a reader shows of a place when somebody points at it, and reads aloud (/TU, ISO 32000-2, table 226).
fn told(label: &str, content: BoxContent) -> String {
    let what = match content {
        BoxContent::Ink => "手写签名 signature".to_owned(),
        BoxContent::Seal { .. } => "印章 seal".to_owned(),
        BoxContent::Slice { slice, of, .. } => {
            format!("骑缝章 {}/{of} seal across the pages", u32::from(slice) + 1)
        }
        BoxContent::Date => "签署日期 date".to_owned(),
        BoxContent::Name => "签署人姓名 name".to_owned(),
        BoxContent::Opinion => "签署意见 opinion".to_owned(),
        BoxContent::Unseen => "签名 signature".to_owned(),
    };
    format!("{label} {what}")
}

fn planned(object: u32, kind: &str, told: &str, place: &SigningBox, page: &Page, unseen: bool) -> PlannedBox {
    let id = page.object.id;
    let (rect, content) = if unseen {
        ("[0 0 0 0]".to_owned(), BoxContent::Unseen)
    } else {
        (print_rect(&place.rect), place.content)
    };
    let mut entries = format!(
        "/Type /Annot /Subtype /Widget {kind} /TU {} /F {PRINT_LOCKED} /Rect {} /P {} {} R",
        print::text(told),
        rect,
        id.number,
        id.generation
    );
    if page.rotate != 0 && !unseen {
        entries.push_str(&format!(" /MK << /R {} >>", page.rotate));
    }
    PlannedBox {
        field: place.field,
        object,
        page: place.page,
        page_object: id.number,
        rect: place.rect,
        content,
        rotate: page.rotate,
        user_unit: page.user_unit,
        entries,
    }
}

/// Writes all new fields; party fields show `blank`, an empty form, until they are filled. Returns the widgets in
/// the order of the form's /Fields.
pub fn write(
    appender: &mut Appender,
    parties: &[PartyFields],
    certification: &Certification,
    blank: u32,
    ground: &Ground,
) -> Vec<Widget> {
    let shown = |form: u32| format!(" /AP << /N {form} 0 R >>");
    let entries = format!(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T ({}certification) /F {PRINT_LOCKED} /Rect [0 0 0 0] \
         /P {} 0 R /V {} 0 R{} >>",
        ground.prefix,
        certification.page_object,
        certification.value,
        certification.drawing.map(shown).unwrap_or_default()
    );
    appender.object(certification.field, entries.as_bytes());
    let mut widgets = vec![Widget {
        object: certification.field,
        page: 1,
    }];
    let is_theirs = |planned: &&PlannedBox| ground.waiting.iter().any(|field| field.object == planned.object);
    let boxes = parties.iter().flat_map(|party| &party.boxes);
    for planned in boxes.filter(|planned| !is_theirs(planned)) {
        let drawing = match planned.content {
            BoxContent::Unseen => String::new(),
            _ => shown(blank),
        };
        let widget = format!("<< {}{drawing} >>", planned.entries);
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
