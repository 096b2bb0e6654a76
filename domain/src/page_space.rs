//! The two ways to say where something is on a page, and the exact way from one to the other.
//!
//! People point at the page as it is displayed (upright, from the top left, in millionths of its width and height);
//! the PDF and the log keep places in unrotated page space ([`PageRect`]). Integers only, so that every party and the
//! verifier come to the same rectangle.

use crate::contract::plan::{PageBox, PageRect};
use serde::{Deserialize, Serialize};

/// The displayed page is so many units wide, and so many high.
pub const WHOLE: i64 = 1_000_000;

/// A rectangle on the page as displayed: origin top left, y down, in millionths of the displayed width (x, w) and
/// height (y, h).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisplayedRect {
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

/// Size of a page as displayed or printed, in 1/1000 pt (1 pt = 1/72 inch), after rotation and UserUnit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisplayedSize {
    pub width: i64,
    pub height: i64,
}

/// The size that `page` has when it is shown upright or printed.
pub fn displayed_size(page: &PageBox) -> DisplayedSize {
    let printed = |length: i64| narrow(i128::from(length) * i128::from(page.user_unit) / 1000);
    let (width, height) = (printed(page.visible.w), printed(page.visible.h));
    if quarter_turns(page).is_multiple_of(2) {
        DisplayedSize { width, height }
    } else {
        DisplayedSize {
            width: height,
            height: width,
        }
    }
}

/// Where a rectangle of the displayed page lies in unrotated page space.
///
/// Edges are rounded to the nearest unit, halves up, so rectangles that touch still touch; what lies within the
/// displayed page lies within [`PageBox::visible`].
pub fn to_page(page: &PageBox, rect: &DisplayedRect) -> PageRect {
    let across = (rect.x, rect.x.saturating_add(rect.w));
    let down = (rect.y, rect.y.saturating_add(rect.h));
    let (x, y) = match quarter_turns(page) {
        0 => (across, flip(down)),
        1 => (down, across),
        2 => (flip(across), down),
        _ => (flip(down), flip(across)),
    };
    let visible = &page.visible;
    let (x, w) = scale_span(x, WHOLE, visible.w);
    let (y, h) = scale_span(y, WHOLE, visible.h);
    PageRect {
        x: visible.x.saturating_add(x),
        y: visible.y.saturating_add(y),
        w,
        h,
    }
}

/// Where a rectangle of unrotated page space is displayed. The inverse of [`to_page`] up to the rounding of edges:
/// half a unit here, and half a unit there carried over.
pub fn to_displayed(page: &PageBox, rect: &PageRect) -> DisplayedRect {
    let visible = &page.visible;
    let left = rect.x.saturating_sub(visible.x);
    let bottom = rect.y.saturating_sub(visible.y);
    let x = scale_edges((left, left.saturating_add(rect.w)), visible.w, WHOLE);
    let y = scale_edges((bottom, bottom.saturating_add(rect.h)), visible.h, WHOLE);
    let (across, down) = match quarter_turns(page) {
        0 => (x, flip(y)),
        1 => (y, x),
        2 => (flip(x), y),
        _ => (flip(y), flip(x)),
    };
    DisplayedRect {
        x: across.0,
        y: down.0,
        w: across.1.saturating_sub(across.0),
        h: down.1.saturating_sub(down.0),
    }
}

/// Clockwise quarter turns; a Rotate that is no multiple of 90 counts as none, as readers treat it.
fn quarter_turns(page: &PageBox) -> u16 {
    if page.rotate.is_multiple_of(90) {
        page.rotate / 90 % 4
    } else {
        0
    }
}

/// Mirrors a span of the unit range, keeping the lower edge first.
fn flip((low, high): (i64, i64)) -> (i64, i64) {
    (WHOLE.saturating_sub(high), WHOLE.saturating_sub(low))
}

/// A span given by its edges in units of `from`, as start and length in units of `to`.
fn scale_span(edges: (i64, i64), from: i64, to: i64) -> (i64, i64) {
    let (low, high) = scale_edges(edges, from, to);
    (low, high.saturating_sub(low))
}

fn scale_edges((low, high): (i64, i64), from: i64, to: i64) -> (i64, i64) {
    (scale(low, from, to), scale(high, from, to))
}

/// `value × to / from`, halves rounded up; 0 where there is nothing to measure against.
fn scale(value: i64, from: i64, to: i64) -> i64 {
    if from <= 0 {
        return 0;
    }
    let (value, from, to) = (i128::from(value), i128::from(from), i128::from(to));
    narrow((2 * value * to + from).div_euclid(2 * from))
}

fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests;
