//! Where on the page the answer to a label belongs. Lengths in points of the displayed page, y down.

use super::ControlKind;
use super::labels::Label;
use crate::text_layer::lines::{Letter, LetteredLine};
use crate::text_layer::rulings::Ruling;
use hayro_interpret::kurbo::{Point, Rect};

/// A handwritten name: 49 × 14 mm where there is room.
const NAME: (f64, f64) = (140.0, 40.0);
/// Narrower, nobody can write a name.
const NARROWEST_NAME: f64 = 70.0;
/// A printed blank is meant for a name or a date if it is as wide as this.
const NARROWEST_BLANK: f64 = 36.0;
/// Lower, nobody can write a name.
const LOWEST_NAME: f64 = 30.0;
/// What two places may share of the lower one's height.
const TOUCH: f64 = 0.35;
/// Between two lines a name may be as low as this.
const LOWEST_TRIMMED: f64 = 18.0;
/// A round seal of 42 mm.
const SEAL: f64 = 119.0;
const DATE_WIDTH: f64 = 110.0;
/// A blank that can hold a value.
const NARROWEST_TEXT: f64 = 24.0;
/// Free paper round the printed area.
const MARGIN: f64 = 30.0;
/// Thickness of a table's border with both its edges.
const BORDER: f64 = 3.0;
/// Between a label and what answers it.
const GAP: f64 = 5.0;

/// A page as it is looked at.
pub(super) struct Sheet {
    /// From the top down.
    pub lines: Vec<LetteredLine>,
    pub rulings: Vec<Ruling>,
    pub width: f64,
    pub height: f64,
}

/// The place for a label's answer; `None` where there is no room.
pub(super) fn place(sheet: &Sheet, label: &Label) -> Option<Rect> {
    let line = &sheet.lines[label.line];
    match label.kind {
        ControlKind::Check => Some(Rect::new(label.left, line.top, label.right, line.bottom)),
        ControlKind::Text => written_on(sheet, label, NARROWEST_TEXT, f64::INFINITY),
        ControlKind::Date => written_on(sheet, label, NARROWEST_BLANK, DATE_WIDTH),
        ControlKind::Seal => Some(seal(sheet, label)),
        ControlKind::Signature | ControlKind::LegalRepresentative => name(sheet, label),
    }
}

/// On the underscores, on a ruled line, or to the right of the label.
fn written_on(sheet: &Sheet, label: &Label, narrowest: f64, widest: f64) -> Option<Rect> {
    let line = &sheet.lines[label.line];
    if let Some(cell) = answer_cell(sheet, label).filter(|_| label.blank.is_none()) {
        let height = line.bottom - line.top + 5.0;
        return Some(within(cell, (widest.min(cell.width()), height)));
    }
    let (left, right) = label
        .blank
        .or_else(|| underline(sheet, label.line, label.right))
        .unwrap_or_else(|| beside(sheet, label, widest));
    (right - left >= narrowest).then(|| Rect::new(left, line.top - 3.0, right, line.bottom + 2.0))
}

/// A seal stands in the empty cell beside its label, or on the label, a little to the right; whole on the page.
fn seal(sheet: &Sheet, label: &Label) -> Rect {
    let line = &sheet.lines[label.line];
    let on_label = Point::new(
        label.right + SEAL * 0.3,
        f64::midpoint(line.top, line.bottom) + SEAL * 0.15,
    );
    let middle = answer_cell(sheet, label).map_or(on_label, |cell| cell.center());
    let half = SEAL / 2.0;
    let inside = |at: f64, length: f64| at.clamp(half + 6.0, (length - half - 6.0).max(half + 6.0));
    let (x, y) = (inside(middle.x, sheet.width), inside(middle.y, sheet.height));
    Rect::new(x - half, y - half, x + half, y + half)
}

/// A name goes to the right of a label that opens, else into the free space below it, else where there is room.
fn name(sheet: &Sheet, label: &Label) -> Option<Rect> {
    if let Some(cell) = answer_cell(sheet, label).filter(|_| label.blank.is_none()) {
        return Some(within(cell, NAME));
    }
    if label.opens {
        name_beside(sheet, label).or_else(|| name_below(sheet, label))
    } else {
        name_below(sheet, label).or_else(|| name_beside(sheet, label))
    }
}

fn name_beside(sheet: &Sheet, label: &Label) -> Option<Rect> {
    let line = &sheet.lines[label.line];
    let printed = label.blank.or_else(|| underline(sheet, label.line, label.right));
    let narrowest = printed.map_or(NARROWEST_NAME, |_| NARROWEST_BLANK);
    let (left, right) = printed.unwrap_or_else(|| beside(sheet, label, NAME.0));
    let right = right.min(left + NAME.0 * 1.4);
    let middle = f64::midpoint(line.top, line.bottom) - 3.0;
    let top = (middle - NAME.1 / 2.0).max(0.0);
    (right - left >= narrowest).then(|| Rect::new(left, top, right, top + NAME.1))
}

/// The first gap below the label that is high enough, within its cell.
fn name_below(sheet: &Sheet, label: &Label) -> Option<Rect> {
    let line = &sheet.lines[label.line];
    let (left, right) = (label.left, (label.left + NAME.0).min(right_limit(sheet, label)));
    let floor = sheet
        .rulings
        .iter()
        .filter_map(|ruling| match *ruling {
            Ruling::Level { y, left: l, right: r } if y > line.bottom && l < right && r > left => Some(y),
            _ => None,
        })
        .fold(sheet.height - MARGIN, f64::min)
        .min(line.bottom + NAME.1 * 3.0);
    let mut under: Vec<(f64, f64)> = sheet
        .lines
        .iter()
        .filter(|other| other.top >= line.bottom - 1.0 && other.top < floor)
        .filter(|other| {
            let extent = extent(other);
            extent.0 < right && extent.1 > left
        })
        .map(|other| (other.top, other.bottom))
        .collect();
    under.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut top = line.bottom;
    for (next, bottom) in under.into_iter().chain([(floor, floor)]) {
        if next - top >= LOWEST_NAME + 2.0 * GAP && right - left >= NARROWEST_NAME {
            let height = (next - top - 2.0 * GAP).min(NAME.1 * 1.4);
            return Some(Rect::new(left, top + GAP, right, top + GAP + height));
        }
        top = top.max(bottom);
    }
    None
}

/// The empty cell to the right of the label's own: where a table is filled in.
fn answer_cell(sheet: &Sheet, label: &Label) -> Option<Rect> {
    answer_cell_at(sheet, label.line, label.right)
}

/// The same for words on line `line` that end at `end`.
pub(super) fn answer_cell_at(sheet: &Sheet, line: usize, end: f64) -> Option<Rect> {
    let line = &sheet.lines[line];
    let middle = f64::midpoint(line.top, line.bottom);
    let mut borders: Vec<f64> = sheet
        .rulings
        .iter()
        .filter_map(|ruling| match *ruling {
            Ruling::Upright { x, top, bottom } if x > end - 1.0 && top < middle && bottom > middle => Some(x),
            _ => None,
        })
        .collect();
    borders.sort_by(f64::total_cmp);
    // The two edges of one drawn border count once.
    borders.dedup_by(|next, border| *next - *border < BORDER);
    let (&left, &right) = (borders.first()?, borders.get(1)?);
    let edges = sheet.rulings.iter().filter_map(|ruling| match *ruling {
        Ruling::Level { y, left: l, right: r } if l < left + BORDER * 2.0 && r > right - BORDER * 2.0 => {
            Some(y)
        }
        _ => None,
    });
    let (above, below): (Vec<f64>, Vec<f64>) = edges.partition(|y| *y < middle);
    let top = above.into_iter().reduce(f64::max)?;
    let bottom = below.into_iter().reduce(f64::min)?;
    let cell = Rect::new(left, top, right, bottom).inset(-BORDER);
    let empty = !sheet.lines.iter().any(|other| {
        let height = f64::midpoint(other.top, other.bottom);
        let inside = |letter: &Letter| {
            !letter.character.is_whitespace()
                && cell.contains(Point::new(f64::midpoint(letter.left, letter.right), height))
        };
        other.letters.iter().any(inside)
    });
    (empty && cell.width() >= NARROWEST_TEXT && cell.height() > 0.0).then_some(cell)
}

/// The place for a name, lower if `other`, on a line above or below it, would be covered; unchanged where too little
/// would be left, or where `other` is as high as a seal.
pub(super) fn make_room(name: Rect, other: Rect) -> Rect {
    if !overlap(name, other) || other.height() > NAME.1 * 1.5 {
        return name;
    }
    let (mut top, mut bottom) = (name.y0, name.y1);
    if other.center().y > name.center().y {
        bottom = other.y0;
    } else {
        top = other.y1;
    }
    if bottom - top >= LOWEST_TRIMMED {
        Rect::new(name.x0, top, name.x1, bottom)
    } else {
        name
    }
}

/// The place moved to the right of those that are in its way; unchanged where the page ends before that.
pub(super) fn to_the_right(place: Rect, in_the_way: impl Iterator<Item = Rect>, page_width: f64) -> Rect {
    let left = in_the_way.map(|taken| taken.x1 + GAP).fold(place.x0, f64::max);
    if left + place.width() <= page_width {
        Rect::new(left, place.y0, left + place.width(), place.y1)
    } else {
        place
    }
}

/// Whether two places have anything in common.
fn overlap(a: Rect, b: Rect) -> bool {
    let both = a.intersect(b);
    both.width() > 0.0 && both.height() > 0.0
}

/// Whether two places are in each other's way; lines of text may touch.
pub(super) fn collide(a: Rect, b: Rect) -> bool {
    overlap(a, b) && a.intersect(b).height() > TOUCH * a.height().min(b.height())
}

/// A rectangle of at most `size` at the left of a cell, in the middle of its height.
fn within(cell: Rect, (width, height): (f64, f64)) -> Rect {
    let (width, height) = (width.min(cell.width()), height.min(cell.height()));
    let top = cell.center().y - height / 2.0;
    Rect::new(cell.x0, top, cell.x0 + width, top + height)
}

/// A ruled line that begins near `end` of the words on line `line`, at their foot: left and right.
pub(super) fn underline(sheet: &Sheet, line: usize, end: f64) -> Option<(f64, f64)> {
    let line = &sheet.lines[line];
    sheet.rulings.iter().find_map(|ruling| match *ruling {
        Ruling::Level { y, left, right } => {
            let at_foot = (line.bottom - 0.45 * (line.bottom - line.top)..line.bottom + 6.0).contains(&y);
            let follows = (end - 3.0..end + 40.0).contains(&left);
            (at_foot && follows && right - left >= NARROWEST_TEXT).then_some((left, right))
        }
        Ruling::Upright { .. } => None,
    })
}

/// From the label to whatever comes next on its right, at most `widest`.
fn beside(sheet: &Sheet, label: &Label, widest: f64) -> (f64, f64) {
    let left = label.right + GAP + if label.opens { 6.0 } else { 0.0 };
    let most = if widest.is_finite() {
        left + widest
    } else {
        f64::INFINITY
    };
    (left, right_limit(sheet, label).min(most))
}

/// Where the next words, the cell or the page end what stands to the right of a label.
fn right_limit(sheet: &Sheet, label: &Label) -> f64 {
    let line = &sheet.lines[label.line];
    let middle = f64::midpoint(line.top, line.bottom);
    let words = sheet.lines.iter().flat_map(|other| {
        let level = other.top < line.bottom && other.bottom > line.top;
        let letters = other.letters.iter().filter(move |_| level);
        letters.filter(|letter| !letter.character.is_whitespace() && letter.left > label.right + 1.0)
    });
    let words = words.map(|letter| letter.left - 4.0);
    let borders = sheet.rulings.iter().filter_map(|ruling| match *ruling {
        Ruling::Upright { x, top, bottom } if x > label.right && top < middle && bottom > middle => {
            Some(x - 3.0)
        }
        _ => None,
    });
    words.chain(borders).fold(sheet.width - MARGIN, f64::min)
}

/// Left and right end of a line's words.
fn extent(line: &LetteredLine) -> (f64, f64) {
    line.letters
        .iter()
        .filter(|letter| !letter.character.is_whitespace())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), letter| {
            (left.min(letter.left), right.max(letter.right))
        })
}
