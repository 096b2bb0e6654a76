//! Recommended controls 智能推荐: where a contract's own words and lines ask for a signature, a seal, a date or a
//! value, and of whom.
//!
//! A proposal, never a decision: the sender sees each one and may drop them all. Scanned pages have no words, and
//! get none.

mod dates;
mod labels;
mod places;
mod words;

use crate::raster::fallback_fonts::FallbackFont;
use crate::text_layer::lines::{self, LetteredLine};
use crate::text_layer::{MOST_GLYPHS, TextError, glyphs};
use domain::contract::plan::{PageBox, PageRect};
use domain::page_space::{DisplayedRect, WHOLE, to_page};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::Rect;
use labels::Label;
use places::Sheet;
use serde::{Deserialize, Serialize};

/// What is asked for at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// 签字, 签名
    Signature,
    /// 盖章, 公章
    Seal,
    /// 法定代表人, to sign or to put that person's seal
    LegalRepresentative,
    /// 日期, 年 月 日
    Date,
    /// A blank to fill in.
    Text,
    /// □
    Check,
}

/// One recommended control.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recommendation {
    /// From 1.
    pub page: u32,
    /// In unrotated page space, 1/1000 pt.
    pub rect: PageRect,
    pub kind: ControlKind,
    /// 1 for 甲方, 2 for 乙方 …; absent where the page does not say.
    pub party: Option<u8>,
    /// The words that ask for it, as on the page, at most 40 characters.
    pub label: String,
}

/// Controls recommended on `pages` (from 1, each with its box) of a clean file, page by page from the top down.
///
/// # Errors
/// The file cannot be read, or there is no such page.
pub fn recommend(
    clean: &[u8],
    pages: &[(u32, PageBox)],
    fallback: &FallbackFont,
) -> Result<Vec<Recommendation>, TextError> {
    let pdf = Pdf::new(clean.to_vec()).map_err(|_| TextError::Unreadable)?;
    let mut found = Vec::new();
    for (number, page_box) in pages {
        let index = usize::try_from(*number)
            .ok()
            .and_then(|number| number.checked_sub(1));
        let page = index
            .and_then(|index| pdf.pages().get(index))
            .ok_or(TextError::NoSuchPage(*number))?;
        let (width, height) = page.render_dimensions();
        let marks = glyphs::place(page, fallback, MOST_GLYPHS);
        let sheet = Sheet {
            lines: lines::lettered(&marks.glyphs),
            rulings: marks.rulings,
            width: f64::from(width),
            height: f64::from(height),
        };
        found.extend(of_page(&sheet).into_iter().map(|(label, place)| Recommendation {
            page: *number,
            rect: to_page(page_box, &displayed(place, &sheet)),
            kind: label.kind,
            party: label.party,
            label: label.text,
        }));
    }
    Ok(found)
}

/// Labels with their places in points of the displayed page. Names make room for what is asked for on the lines next
/// to them; of other places that overlap, the first stands.
fn of_page(sheet: &Sheet) -> Vec<(Label, Rect)> {
    let mut found: Vec<(Label, Rect)> = Vec::new();
    for label in labels::of_page(sheet) {
        let Some(mut place) = places::place(sheet, &label) else {
            continue;
        };
        for (other, taken) in &mut found {
            if signs(other.kind) {
                *taken = places::make_room(*taken, place);
            }
            if signs(label.kind) {
                place = places::make_room(place, *taken);
            }
        }
        if label.kind == ControlKind::Seal {
            // Where the blocks of two parties are close, their seals stand side by side.
            let in_the_way = found.iter().filter(|taken| overlaps(taken, &label, place));
            place = places::to_the_right(place, in_the_way.map(|(_, taken)| *taken), sheet.width);
        }
        if !found.iter().any(|taken| overlaps(taken, &label, place)) {
            found.push((label, place));
        }
    }
    found
}

/// Whether a label's place is in the way of another one. A seal may stand over what is signed beside it.
fn overlaps((other, taken): &(Label, Rect), label: &Label, place: Rect) -> bool {
    let is_seal = |label: &Label| label.kind == ControlKind::Seal;
    places::collide(*taken, place) && is_seal(label) == is_seal(other)
}

fn signs(kind: ControlKind) -> bool {
    matches!(kind, ControlKind::Signature | ControlKind::LegalRepresentative)
}

fn displayed(place: Rect, sheet: &Sheet) -> DisplayedRect {
    let across = |x: f64| ((x / sheet.width).clamp(0.0, 1.0) * WHOLE as f64).round() as i64;
    let down = |y: f64| ((y / sheet.height).clamp(0.0, 1.0) * WHOLE as f64).round() as i64;
    let (x, y) = (across(place.x0), down(place.y0));
    DisplayedRect {
        x,
        y,
        w: across(place.x1) - x,
        h: down(place.y1) - y,
    }
}

/// The line's letters as one text.
fn text_of(line: &LetteredLine) -> String {
    line.letters.iter().map(|letter| letter.character).collect()
}

#[cfg(test)]
mod tests;
