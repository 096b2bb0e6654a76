//! Drawings for form values that have none. What only the viewing program draws, each program draws in its own way, and
//! many not at all; so before a form becomes part of the pages, its texts are set here.

use super::opening::Opened;
use super::qpdf::QpdfError;
use super::refusal::IntakeRefusal;
use super::{IntakeError, IntakeLimits, Tools, form, load};
use crate::appearance::Frame;
use crate::fill::{FieldValue, FilledField, draw};
use crate::font::set::{DocumentFonts, Face};
use crate::font::shelf::FontShelf;
use crate::incremental::append::Appender;
use crate::incremental::edit;
use crate::incremental::file::{FileError, PdfFile, View};
use crate::incremental::indirect::Indirect;
use crate::incremental::syntax::{Dictionary, ObjectId, Value};
use crate::prepare::end_of_file;
use crate::text::block::{Align, TextStyle, TypeSize, Vertical};
use crate::validate::form_fields::text;
use domain::contract::plan::PageRect;
use domain::ids::FieldNo;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Trees of fields deeper than this are refused.
const MAX_DEPTH: u32 = 32;
/// Field flags Multiline, Password and Comb (ISO 32000-2, table 231).
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const COMB: i64 = 1 << 24;
/// Sizes for text whose size is left to the program, in points.
const MOST_POINTS: f64 = 12.0;
const LEAST_POINTS: f64 = 2.0;
/// Space between a widget's edge and its text, in 1/1000 pt.
const MARGIN: i64 = 2_000;

/// The upload with a drawing for each text that has none, and how many that are; `None` where every text has one.
///
/// # Errors
/// A value that cannot be set as it stands: it is of a kind that is not read here, or lacks glyphs or room.
pub fn completed(
    opened: &Opened<'_>,
    limits: &IntakeLimits,
    tools: &Tools<'_>,
    folder: &Path,
) -> Result<(Option<Vec<u8>>, u32), IntakeError> {
    if form::check(&opened.document).is_ok() {
        return Ok((None, 0));
    }
    let font = std::fs::read(tools.font).map_err(QpdfError::from)?;
    // What only lenient readers read is written soundly first.
    let sound = match PdfFile::read(&opened.bytes) {
        Ok(_) => Cow::Borrowed(opened.bytes.as_ref()),
        Err(_) => Cow::Owned(tools.qpdf.open(&opened.bytes, None, folder)?.bytes),
    };
    let (drawn, count) = draw_values(&sound, font)?;
    form::check(&load(&drawn, limits)?)?;
    Ok((Some(drawn), count))
}

/// Appends the drawings. `font` is a font file for all of them.
fn draw_values(bytes: &[u8], font: Vec<u8>) -> Result<(Vec<u8>, u32), IntakeRefusal> {
    let refused = |_: FileError| IntakeRefusal::UnflattenedForm;
    let file = PdfFile::read(bytes).map_err(refused)?;
    let view = file.newest();
    let (catalog, entries) = view.catalog().map_err(refused)?;
    let Value::Dictionary(form) = view.entry(&entries, b"AcroForm").map_err(refused)? else {
        return Err(IntakeRefusal::UnflattenedForm);
    };
    let mut walk = Walk {
        view: &view,
        redraws: view.entry(&form, b"NeedAppearances").map_err(refused)? == Value::Boolean(true),
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    let inherited = Inherited {
        look: view.entry(&form, b"DA").map_err(refused)?,
        align: view.entry(&form, b"Q").map_err(refused)?,
        ..Inherited::default()
    };
    for field in edit::references(&view, &form, b"Fields").map_err(refused)? {
        walk.field(field, &inherited, 0)?;
    }
    let found = walk.found;
    let shelf = FontShelf::new(Arc::new(font), []);
    let texts = || found.iter().map(|one| one.text.as_str());
    if texts().any(|text| shelf.missing(Face::Hei, text).is_some()) {
        return Err(IntakeRefusal::UnflattenedForm);
    }
    let fonts = shelf.subset(texts().map(|text| (Face::Hei, text)));
    let fonts = fonts.map_err(|_| IntakeRefusal::UnflattenedForm)?;
    let end = end_of_file::file_end(&file, bytes).map_err(|_| IntakeRefusal::UnflattenedForm)?;
    let mut appender = Appender::behind(end, bytes);
    let fonts = fonts.embed(&mut appender);
    for one in &found {
        one.write(&view, &mut appender, &fonts)?;
    }
    settle_form(&view, &mut appender, &catalog, &entries).map_err(refused)?;
    let tail = appender.finish("0".repeat(32)).0;
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    Ok(([bytes, &tail].concat(), count))
}

/// A widget whose text is to be drawn.
struct Undrawn {
    object: Indirect,
    entries: Dictionary,
    text: String,
    /// Comb fields show each character in a cell.
    cells: Option<u16>,
    style: TextStyle,
}

/// What a field takes from those above it (ISO 32000-2, 12.7.4.1).
#[derive(Clone, Default)]
struct Inherited {
    kind: Value,
    value: Value,
    flags: Value,
    look: Value,
    align: Value,
    most: Value,
}

struct Walk<'w, 'f, 'a> {
    view: &'w View<'f, 'a>,
    /// The file asks for fresh drawings of everything.
    redraws: bool,
    seen: BTreeSet<ObjectId>,
    found: Vec<Undrawn>,
}

impl Walk<'_, '_, '_> {
    fn field(&mut self, id: ObjectId, above: &Inherited, depth: u32) -> Result<(), IntakeRefusal> {
        let refused = |_: FileError| IntakeRefusal::UnflattenedForm;
        if depth > MAX_DEPTH || !self.seen.insert(id) {
            return Err(IntakeRefusal::UnflattenedForm);
        }
        let Some(object) = self.view.object(id).map_err(refused)? else {
            return Ok(());
        };
        let Value::Dictionary(entries) = object.node.value.clone() else {
            return Err(IntakeRefusal::UnflattenedForm);
        };
        let own = |key: &[u8], above: &Value| match self.view.entry(&entries, key) {
            Ok(Value::Null) => Ok(above.clone()),
            other => other.map_err(refused),
        };
        let here = Inherited {
            kind: own(b"FT", &above.kind)?,
            value: own(b"V", &above.value)?,
            flags: own(b"Ff", &above.flags)?,
            look: own(b"DA", &above.look)?,
            align: own(b"Q", &above.align)?,
            most: own(b"MaxLen", &above.most)?,
        };
        let kids = edit::references(self.view, &entries, b"Kids").map_err(refused)?;
        for kid in &kids {
            self.field(*kid, &here, depth + 1)?;
        }
        if kids.is_empty() && (self.redraws || !self.is_drawn(&entries)) {
            self.widget(object, entries, &here)?;
        }
        Ok(())
    }

    fn is_drawn(&self, entries: &Dictionary) -> bool {
        let normal = match self.view.entry(entries, b"AP") {
            Ok(Value::Dictionary(drawings)) => drawings.get(b"N").and_then(Value::as_reference),
            _ => None,
        };
        let normal = normal.and_then(|id| self.view.object(id).ok().flatten());
        normal.is_some_and(|drawing| drawing.stream.is_some())
    }

    fn widget(
        &mut self,
        object: Indirect,
        entries: Dictionary,
        field: &Inherited,
    ) -> Result<(), IntakeRefusal> {
        let is = |name: &[u8]| field.kind.as_name() == Some(name);
        if !(is(b"Tx") || is(b"Ch")) || field.value == Value::Null {
            return Ok(());
        }
        let flags = field.flags.as_integer().unwrap_or(0);
        // A text in a stream, several choices at once and a hidden word are not drawn here.
        let value = field.value.as_string().ok_or(IntakeRefusal::UnflattenedForm)?;
        if value.is_empty() {
            return Ok(());
        }
        if is(b"Tx") && flags & PASSWORD != 0 {
            return Err(IntakeRefusal::UnflattenedForm);
        }
        let most = field.most.as_integer().and_then(|most| u16::try_from(most).ok());
        let shown = if is(b"Ch") {
            self.chosen(&entries, value)
        } else {
            text(value)
        };
        let multiline = is(b"Tx") && flags & MULTILINE != 0;
        self.found.push(Undrawn {
            object,
            entries,
            text: shown,
            cells: most.filter(|_| is(b"Tx") && flags & COMB != 0),
            style: TextStyle {
                face: Face::Hei,
                size: TypeSize::Fit {
                    most: points(field.look.as_string().unwrap_or_default()),
                    least: LEAST_POINTS,
                },
                align: match field.align.as_integer() {
                    Some(1) => Align::Centre,
                    Some(2) => Align::Right,
                    _ => Align::Left,
                },
                vertical: if multiline {
                    Vertical::Top
                } else {
                    Vertical::Middle
                },
                multiline,
            },
        });
        Ok(())
    }

    /// What the list of choices shows for a value: options may be pairs of value and text.
    fn chosen(&self, entries: &Dictionary, value: &[u8]) -> String {
        let options = match self.view.entry(entries, b"Opt") {
            Ok(Value::Array(options)) => options,
            _ => Vec::new(),
        };
        let pair = |option: &Value| match option.as_array() {
            Some([first, second]) if first.value.as_string() == Some(value) => {
                second.value.as_string().map(text)
            }
            _ => None,
        };
        let shown = options.iter().find_map(|option| pair(&option.value));
        shown.unwrap_or_else(|| text(value))
    }
}

impl Undrawn {
    fn write(
        &self,
        view: &View<'_, '_>,
        appender: &mut Appender,
        fonts: &DocumentFonts,
    ) -> Result<(), IntakeRefusal> {
        let rect = rect(&self.entries).ok_or(IntakeRefusal::UnflattenedForm)?;
        let turned = match view.entry(&self.entries, b"MK") {
            Ok(Value::Dictionary(look)) => look.get(b"R").and_then(Value::as_integer).unwrap_or(0) != 0,
            _ => false,
        };
        if turned {
            return Err(IntakeRefusal::UnflattenedForm);
        }
        let value = match self.cells {
            Some(cells) => FieldValue::Comb {
                text: self.text.clone(),
                cells,
                face: Face::Hei,
            },
            None => FieldValue::Text {
                text: self.text.clone(),
                style: self.style,
            },
        };
        // The text stands inside the margin, the drawing is as large as the widget.
        let margin = MARGIN.min(rect.w / 4).min(rect.h / 8);
        let inner = PageRect {
            x: 0,
            y: 0,
            w: rect.w - 2 * margin,
            h: rect.h - 2 * margin,
        };
        let filled = FilledField {
            field: FieldNo(1),
            page: 1,
            rect: inner,
            value,
        };
        let drawn = draw(&filled, &Frame::of(&inner, 0, 1000), fonts);
        let drawn = drawn.map_err(|_| IntakeRefusal::UnflattenedForm)?;
        let points = |length: i64| length as f64 / 1000.0;
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 {} {}] /Resources << {} >>",
            points(rect.w),
            points(rect.h),
            fonts.resources()
        );
        let number = appender.reserve();
        let moved = format!("/Tx BMC q 1 0 0 1 {0} {0} cm\n", points(margin));
        let data = [moved.as_bytes(), &drawn.operators, b"Q EMC\n"].concat();
        appender.stream(number, &entries, &data);
        let source = self.object.source(view.bytes());
        let drawing = [("AP", format!("<< /N {number} 0 R >>"))];
        let body = edit::with_entries(source, &self.object.node, &self.entries, &drawing);
        appender.object_of(self.object.id.number, self.object.id.generation, &body);
        Ok(())
    }
}

/// Writes the form anew where it still asks for other drawings.
fn settle_form(
    view: &View<'_, '_>,
    appender: &mut Appender,
    catalog: &Indirect,
    entries: &Dictionary,
) -> Result<(), FileError> {
    let Some(node) = entries.node(b"AcroForm") else {
        return Ok(());
    };
    let (holder, node) = match node.value.as_reference() {
        Some(id) => {
            let object = view.object(id)?.ok_or(FileError::BadForm)?;
            let node = object.node.clone();
            (object, node)
        }
        None => (catalog.clone(), node.clone()),
    };
    let Value::Dictionary(form) = &node.value else {
        return Err(FileError::BadForm);
    };
    if form.get(b"NeedAppearances").is_none() {
        return Ok(());
    }
    let source = holder.source(view.bytes());
    let settled = edit::with_entries(source, &node, form, &[("NeedAppearances", "false".to_owned())]);
    let body = if holder.id == catalog.id {
        let settled = String::from_utf8(settled).map_err(|_| FileError::BadForm)?;
        edit::with_entries(source, &catalog.node, entries, &[("AcroForm", settled)])
    } else {
        settled
    };
    appender.object_of(holder.id.number, holder.id.generation, &body);
    Ok(())
}

/// The widget's rectangle with its corners in order, in 1/1000 units.
fn rect(entries: &Dictionary) -> Option<PageRect> {
    let corners = entries.get(b"Rect")?.as_array()?;
    let numbers: Vec<i64> = corners
        .iter()
        .filter_map(|corner| corner.value.as_number())
        .map(|number| (number.clamp(-1e7, 1e7) * 1000.0).round() as i64)
        .collect();
    let [x0, y0, x1, y1] = numbers.as_slice() else {
        return None;
    };
    let rect = PageRect {
        x: *x0.min(x1),
        y: *y0.min(y1),
        w: (x1 - x0).abs(),
        h: (y1 - y0).abs(),
    };
    (rect.w > 0 && rect.h > 0).then_some(rect)
}

/// The size in a default appearance, `/Helv 9 Tf 0 g`; 0 and none leave it to the program.
fn points(look: &[u8]) -> f64 {
    let look = String::from_utf8_lossy(look);
    let words: Vec<&str> = look.split_ascii_whitespace().collect();
    let size = words.iter().position(|word| *word == "Tf");
    let size = size.and_then(|at| words.get(at.checked_sub(1)?)?.parse::<f64>().ok());
    size.filter(|size| *size > 0.0 && *size <= 144.0)
        .unwrap_or(MOST_POINTS)
}

#[cfg(test)]
mod tests;
