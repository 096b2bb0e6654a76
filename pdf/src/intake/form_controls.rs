//! The fields of an upload's form that nobody has filled in, as controls that a contract can have in their places. The
//! form itself is drawn into the pages whatever becomes of them: what a field shows is all that is left of it there.

use super::page_tree::page_objects;
use crate::validate::form_fields::text;
use domain::contract::plan::PageRect;
use domain::value::ValueKind;
use lopdf::{Dictionary, Document, Object};
use serde::{Deserialize, Serialize};

/// More fields than this are left to the pages.
const MOST: usize = 300;
/// Fields are looked for this deep.
const MAX_DEPTH: usize = 32;
/// Characters of a name and of an option.
const NAME: usize = 40;
const MOST_OPTIONS: usize = 50;
/// What fits where the field does not say.
const LINE: u16 = 100;
const PARAGRAPH: u16 = 500;
/// Smaller places are none, in 1/1000 pt.
const SMALLEST: i64 = 4_000;
/// Field flags (ISO 32000-2, tables 227, 229, 231 and 233).
const READ_ONLY: i64 = 1;
const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const RADIO: i64 = 1 << 15;
const PUSH_BUTTON: i64 = 1 << 16;
const MULTI_SELECT: i64 = 1 << 21;
/// Annotation flags Hidden and NoView (table 167).
const NOT_SHOWN: i64 = 1 << 1 | 1 << 5;

/// What stands in a field's place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "sort", rename_all = "snake_case")]
pub enum FormControlKind {
    /// Somebody fills it in.
    Fill { kind: ValueKind },
    /// An empty signature field.
    Sign,
}

/// A field that is empty.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FormControl {
    /// From 1, within the upload.
    pub page: u32,
    /// In unrotated page space, 1/1000 pt.
    pub rect: PageRect,
    /// What the field calls itself to people, else its own name; at most 40 characters.
    pub name: String,
    pub required: bool,
    #[serde(flatten)]
    pub kind: FormControlKind,
}

/// The empty fields page by page. A file without a form, or with one that cannot be followed, has none.
pub fn empty(document: &Document, most_pages: usize) -> Vec<FormControl> {
    let pages = (1..).zip(page_objects(document, most_pages));
    let widgets = pages.flat_map(|(number, page)| {
        let list = value(document, page, b"Annots").and_then(|list| list.as_array().ok());
        let annotations = list.into_iter().flatten();
        annotations.filter_map(move |annotation| Some((number, dictionary(document, annotation)?)))
    });
    let found = widgets.filter_map(|(page, widget)| control(document, page, widget));
    found.take(MOST).collect()
}

/// A field's name as people are shown it.
pub fn shown_name(name: &str) -> String {
    let shown = name.chars().filter(|c| !c.is_control()).take(NAME);
    shown.collect::<String>().trim().to_owned()
}

fn control(document: &Document, page: u32, widget: &Dictionary) -> Option<FormControl> {
    let is_widget = value(document, widget, b"Subtype")?.as_name().ok()? == b"Widget";
    let field = Field { document, widget };
    let is_shown = integer(document, widget, b"F") & NOT_SHOWN == 0;
    if !is_widget || !is_shown || field.flags() & READ_ONLY != 0 {
        return None;
    }
    Some(FormControl {
        page,
        rect: rect(document, widget).filter(|rect| rect.w.min(rect.h) >= SMALLEST)?,
        name: field.name(),
        required: field.flags() & REQUIRED != 0,
        kind: field.kind()?,
    })
}

/// A widget with what it takes from the fields above it (ISO 32000-2, 12.7.4.1).
struct Field<'a> {
    document: &'a Document,
    widget: &'a Dictionary,
}

impl<'a> Field<'a> {
    fn inherited(&self, key: &[u8]) -> Option<&'a Object> {
        let mut at = self.widget;
        for _ in 0..MAX_DEPTH {
            if let Some(found) = value(self.document, at, key) {
                return Some(found);
            }
            at = value(self.document, at, b"Parent")?.as_dict().ok()?;
        }
        None
    }

    fn flags(&self) -> i64 {
        self.inherited(b"Ff")
            .and_then(|flags| flags.as_i64().ok())
            .unwrap_or(0)
    }

    fn name(&self) -> String {
        let named = self.inherited(b"TU").or_else(|| self.inherited(b"T"));
        let name = named
            .and_then(|name| name.as_str().ok())
            .map(text)
            .unwrap_or_default();
        shown_name(&name)
    }

    /// `None`: it is filled in, or takes nothing that a contract's control takes.
    fn kind(&self) -> Option<FormControlKind> {
        let (kind, flags) = (self.inherited(b"FT")?.as_name().ok()?, self.flags());
        let fill = |kind| Some(FormControlKind::Fill { kind });
        match kind {
            b"Sig" => self.inherited(b"V").is_none().then_some(FormControlKind::Sign),
            b"Tx" if flags & PASSWORD != 0 || !self.is_empty() => None,
            b"Tx" if flags & MULTILINE != 0 => fill(ValueKind::Paragraph {
                max: self.most(PARAGRAPH),
            }),
            b"Tx" => fill(ValueKind::Line { max: self.most(LINE) }),
            b"Ch" if !self.is_empty() => None,
            b"Ch" => {
                let options = self.options()?;
                fill(if flags & MULTI_SELECT != 0 {
                    ValueKind::Choices { options }
                } else {
                    ValueKind::Choice { options }
                })
            }
            b"Btn" if flags & (RADIO | PUSH_BUTTON) == 0 && !self.is_ticked() => fill(ValueKind::Tick {}),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        match self.inherited(b"V") {
            Some(Object::String(value, _)) => value.is_empty(),
            other => other.is_none(),
        }
    }

    fn is_ticked(&self) -> bool {
        let state = value(self.document, self.widget, b"AS").or_else(|| self.inherited(b"V"));
        state.is_some_and(|state| state.as_name().is_ok_and(|name| name != b"Off"))
    }

    fn most(&self, otherwise: u16) -> u16 {
        let most = self.inherited(b"MaxLen").and_then(|most| most.as_i64().ok());
        let most = most.and_then(|most| u16::try_from(most).ok());
        most.filter(|most| *most > 0).unwrap_or(otherwise)
    }

    /// What the list shows: options may be pairs of value and text.
    fn options(&self) -> Option<Vec<String>> {
        let list = self.inherited(b"Opt")?.as_array().ok()?;
        let mut shown: Vec<String> = Vec::new();
        for option in list {
            let (_, option) = self.document.dereference(option).ok()?;
            let option = match option {
                Object::Array(pair) => self.document.dereference(pair.get(1)?).ok()?.1,
                other => other,
            };
            let words: String = text(option.as_str().ok()?).chars().take(NAME).collect();
            if !words.trim().is_empty() && !shown.contains(&words) {
                shown.push(words);
            }
        }
        (1..=MOST_OPTIONS).contains(&shown.len()).then_some(shown)
    }
}

fn rect(document: &Document, widget: &Dictionary) -> Option<PageRect> {
    let corners = value(document, widget, b"Rect")?.as_array().ok()?;
    let mut sides = [0.0_f64; 4];
    for (side, corner) in sides.iter_mut().zip(corners) {
        let (_, corner) = document.dereference(corner).ok()?;
        *side = f64::from(corner.as_float().ok()?);
    }
    let [left, bottom, right, top] = sides.map(|side| (side * 1000.0).round() as i64);
    Some(PageRect {
        x: left.min(right),
        y: bottom.min(top),
        w: left.abs_diff(right).try_into().ok()?,
        h: bottom.abs_diff(top).try_into().ok()?,
    })
}

fn integer(document: &Document, dictionary: &Dictionary, key: &[u8]) -> i64 {
    let found = value(document, dictionary, key).and_then(|number| number.as_i64().ok());
    found.unwrap_or(0)
}

fn value<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let (_, object) = document.dereference(dictionary.get(key).ok()?).ok()?;
    (!object.is_null()).then_some(object)
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}
