//! What is drawn on the pages themselves: one form for each page, shown after the page's own content.

use super::PrepareError;
use super::pages::Page;
use crate::appearance::Frame;
use crate::fill::{Drawn, FilledField, draw};
use crate::font::embed::deflate;
use crate::font::set::DocumentFonts;
use crate::incremental::append::Appender;
use crate::incremental::edit;
use crate::incremental::file::View;
use crate::incremental::print;
use crate::incremental::syntax::{Node, Value};
use domain::contract::plan::PageRect;
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use std::collections::BTreeMap;

/// What is added to one page.
#[derive(Debug)]
pub struct PageContent {
    placed: Vec<(FilledField, Frame)>,
    balance: Balance,
}

/// Graphics states that a page's content pops without having pushed them, and leaves pushed in the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Balance {
    popped: usize,
    left: usize,
}

/// Sorts the values by page, from 1, and looks at how each such page leaves the graphics state.
pub fn by_page(
    clean: &[u8],
    filled: &[FilledField],
    pages: &[Page],
) -> Result<BTreeMap<u32, PageContent>, PrepareError> {
    let mut contents: BTreeMap<u32, PageContent> = BTreeMap::new();
    if filled.is_empty() {
        return Ok(contents);
    }
    let second = Pdf::new(clean.to_vec()).map_err(|_| PrepareError::PageTree)?;
    for value in filled {
        let (field, number) = (value.field, value.page);
        let index = (number as usize).checked_sub(1);
        let page = index.and_then(|index| pages.get(index));
        let parsed = index.and_then(|index| second.pages().get(index));
        let (Some(page), Some(parsed)) = (page, parsed) else {
            return Err(PrepareError::NoSuchPage { field, page: number });
        };
        if value.rect.w <= 0 || value.rect.h <= 0 {
            return Err(PrepareError::EmptyBox { field });
        }
        let content = contents.entry(number).or_insert_with(|| PageContent {
            placed: Vec::new(),
            balance: Balance::of(parsed),
        });
        let frame = Frame::of(&value.rect, page.rotate, page.user_unit);
        content.placed.push((value.clone(), frame));
    }
    Ok(contents)
}

impl Balance {
    fn of(page: &hayro_syntax::page::Page<'_>) -> Self {
        let mut balance = Self::default();
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::SaveState(_) => balance.left += 1,
                TypedInstruction::RestoreState(_) => match balance.left.checked_sub(1) {
                    Some(left) => balance.left = left,
                    None => balance.popped += 1,
                },
                _ => {}
            }
        }
        balance
    }
}

impl PageContent {
    /// Writes form and streams. Returns the page's new /Contents and /Resources.
    pub fn write(
        &self,
        page: &Page,
        view: &View<'_, '_>,
        appender: &mut Appender,
        fonts: &DocumentFonts,
    ) -> Result<[(&'static str, String); 2], PrepareError> {
        let form = self.form(appender, fonts)?;
        let (resources, name) = resources(page, view, form)?;
        // The page's own content runs between a saved and a restored state, whatever it leaves behind.
        let [before, after] = [appender.reserve(), appender.reserve()];
        appender.stream(before, "", "q\n".repeat(1 + self.balance.popped).as_bytes());
        let restore = "\nQ".repeat(1 + self.balance.left);
        appender.stream(after, "", format!("{restore}\n/{name} Do\n").as_bytes());
        let own = own_contents(page, view)?;
        Ok([
            ("Contents", format!("[{before} 0 R {own} {after} 0 R]")),
            ("Resources", resources),
        ])
    }

    /// One form with all values of the page, in the page's own user space. Returns its number.
    fn form(&self, appender: &mut Appender, fonts: &DocumentFonts) -> Result<u32, PrepareError> {
        let mut data = Vec::new();
        let mut pictures = String::new();
        for (at, (value, frame)) in self.placed.iter().enumerate() {
            let Drawn { operators, picture } = draw(value, frame, fonts)?;
            let corner = (value.rect.x as f64 / 1000.0, value.rect.y as f64 / 1000.0);
            data.extend_from_slice(b"q ");
            for number in frame.matrix(corner) {
                print::precise(&mut data, number);
                data.push(b' ');
            }
            data.extend_from_slice(b"cm\n");
            match picture {
                None => data.extend_from_slice(&operators),
                Some(picture) => {
                    let inner = appender.reserve();
                    let object = picture.embed(appender);
                    let (width, height) = frame.printed();
                    let mut entries = b"/Type /XObject /Subtype /Form /BBox [0 0 ".to_vec();
                    crate::text::run::numbers(&mut entries, &[width, height]);
                    let entries = String::from_utf8(entries).unwrap_or_default();
                    let entries = format!("{entries}] /Resources << /XObject << /Im {object} 0 R >> >>");
                    appender.stream(inner, &entries, &operators);
                    pictures.push_str(&format!("/P{at} {inner} 0 R "));
                    data.extend_from_slice(format!("/P{at} Do\n").as_bytes());
                }
            }
            data.extend_from_slice(b"Q\n");
        }
        let number = appender.reserve();
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox {} /Resources << {} /XObject << {pictures}>> >> /Filter /FlateDecode",
            super::fields::print_rect(&self.around()),
            fonts.resources(),
        );
        appender.stream(number, &entries, &deflate(&data));
        Ok(number)
    }

    /// The smallest rectangle around all values.
    fn around(&self) -> PageRect {
        let edges = |rect: &PageRect| {
            (
                rect.x,
                rect.y,
                rect.x.saturating_add(rect.w),
                rect.y.saturating_add(rect.h),
            )
        };
        let all = self.placed.iter().map(|(value, _)| edges(&value.rect));
        let (left, bottom, right, top) = all
            .reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))
            .unwrap_or_default();
        PageRect {
            x: left,
            y: bottom,
            w: right.saturating_sub(left),
            h: top.saturating_sub(bottom),
        }
    }
}

/// The page's content streams as they are referred to, without the brackets of an array.
fn own_contents(page: &Page, view: &View<'_, '_>) -> Result<String, PrepareError> {
    let Some(node) = page.entries.node(b"Contents") else {
        return Ok(String::new());
    };
    let slice = |node: &Node, cut: usize| {
        let bytes = &view.bytes()[node.span.start + cut..node.span.end - cut];
        let text = std::str::from_utf8(bytes).map_err(|_| PrepareError::NotNormalised)?;
        Ok(text.trim().to_owned())
    };
    match view.resolved(node)? {
        None => Ok(String::new()),
        Some(array) if matches!(array.value, Value::Array(_)) => slice(&array, 1),
        Some(_) if matches!(node.value, Value::Reference(_)) => slice(node, 0),
        Some(_) => Err(PrepareError::PageTree),
    }
}

/// The page's resources with `form` among its /XObject, under a name that is free; every other byte is kept.
fn resources(page: &Page, view: &View<'_, '_>, form: u32) -> Result<(String, String), PrepareError> {
    let Some(node) = &page.resources else {
        return Ok((
            format!("<< /XObject << /{NAME} {form} 0 R >> >>"),
            NAME.to_owned(),
        ));
    };
    let own = node.value.as_dictionary().ok_or(PrepareError::PageTree)?;
    let objects = match own.node(b"XObject") {
        Some(objects) => view.resolved(objects)?,
        None => None,
    };
    let (objects, name) = match &objects {
        None => (format!("<< /{NAME} {form} 0 R >>"), NAME.to_owned()),
        Some(objects) => {
            let listed = objects.value.as_dictionary().ok_or(PrepareError::PageTree)?;
            let name = (0..=listed.entries.len())
                .map(|number| format!("{NAME}{number}"))
                .find(|name| listed.get(name.as_bytes()).is_none())
                .ok_or(PrepareError::PageTree)?;
            let with = edit::with_entries(view.bytes(), objects, listed, &[(&name, format!("{form} 0 R"))]);
            (text(with)?, name)
        }
    };
    let with = edit::with_entries(view.bytes(), node, own, &[("XObject", objects)]);
    Ok((text(with)?, name))
}

/// Names in resource dictionaries may be in any encoding, but then they are not written by our rewriting.
fn text(bytes: Vec<u8>) -> Result<String, PrepareError> {
    String::from_utf8(bytes).map_err(|_| PrepareError::NotNormalised)
}

/// Name of the form among the page's /XObject.
const NAME: &str = "Filled";
