//! Where seals stand: on a page at physical size, and in slices over the edge of several pages 骑缝章.
//!
//! Slice 1 of a seal, its left end, is on the first page. When printed pages are shifted against each other so that
//! each shows its edge, the slices lie side by side and show the whole seal; exchanging a page breaks it.

use super::artwork::POINTS_PER_MM;
use domain::contract::plan::{PageBox, PageRect};
use domain::page_space::{DisplayedRect, WHOLE, displayed_size, to_page};
use serde::{Deserialize, Serialize};

/// The narrowest slice, in millimetres: printers leave the outermost part of a page blank.
const NARROWEST: f64 = 2.5;
/// More pages than this are never in one group.
const MOST_PAGES: usize = 20;

/// A slice of a seal on its page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SlicePlace {
    /// From 1.
    pub page: u32,
    /// From 0, from the left of the seal.
    pub slice: u16,
    /// How many slices make the whole.
    pub of: u16,
    pub rect: PageRect,
}

/// The seal cannot stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StraddleError {
    #[error("a seal across pages needs at least two pages")]
    OnePage,
    #[error("there are no pages {0} to {1}")]
    NoSuchPages(u32, u32),
    #[error("the seal is larger than page {0}")]
    LargerThanPage(u32),
}

impl StraddleError {
    /// The code of the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnePage => "straddle_one_page",
            Self::NoSuchPages(_, _) => "no_such_page",
            Self::LargerThanPage(_) => "seal_larger_than_page",
        }
    }
}

/// Where a seal of `size` (width and height in mm) stands on a displayed page when its middle is at `middle`
/// (millionths of width and height from the top left); moved inwards where it would leave the page.
pub fn whole(page: &PageBox, size: (f64, f64), middle: (i64, i64)) -> Option<PageRect> {
    let (w, h) = on_display(page, size);
    (w <= WHOLE && h <= WHOLE).then(|| {
        let place = |middle: i64, length: i64| (middle - length / 2).clamp(0, WHOLE - length);
        let (x, y) = (place(middle.0, w), place(middle.1, h));
        to_page(page, &DisplayedRect { x, y, w, h })
    })
}

/// Slices of a seal of `size` (mm) over the right edges of the pages `first` to `last` (from 1), `level` millionths of
/// the page's height below its top. Many pages make several groups, as even as can be, each with a whole seal.
pub fn slices(
    pages: &[PageBox],
    (first, last): (u32, u32),
    size: (f64, f64),
    level: i64,
) -> Result<Vec<SlicePlace>, StraddleError> {
    let missing = StraddleError::NoSuchPages(first, last);
    let (from, to) = (first as usize, last as usize);
    let chosen = from
        .checked_sub(1)
        .and_then(|from| pages.get(from..to))
        .ok_or(missing)?;
    if chosen.len() < 2 {
        return Err(StraddleError::OnePage);
    }
    let most = ((size.0 / NARROWEST) as usize).clamp(2, MOST_PAGES);
    let groups = chosen.len().div_ceil(most);
    let mut places = Vec::with_capacity(chosen.len());
    for group in 0..groups {
        let (start, end) = (group * chosen.len() / groups, (group + 1) * chosen.len() / groups);
        let of = end - start;
        for (slice, page) in chosen[start..end].iter().enumerate() {
            // Below MOST_PAGES and the number of pages, so that neither is cut.
            let number = first + (start + slice) as u32;
            let width = size.0 / of as f64;
            let (w, h) = on_display(page, (width, size.1));
            if w > WHOLE || h > WHOLE {
                return Err(StraddleError::LargerThanPage(number));
            }
            let y = (level - h / 2).clamp(0, WHOLE - h);
            let x = WHOLE - w;
            places.push(SlicePlace {
                page: number,
                slice: slice as u16,
                of: of as u16,
                rect: to_page(page, &DisplayedRect { x, y, w, h }),
            });
        }
    }
    Ok(places)
}

/// Millimetres as millionths of the displayed page.
fn on_display(page: &PageBox, (width, height): (f64, f64)) -> (i64, i64) {
    let displayed = displayed_size(page);
    let part = |millimetres: f64, whole: i64| {
        (millimetres * POINTS_PER_MM * 1000.0 * WHOLE as f64 / whole.max(1) as f64).round() as i64
    };
    (part(width, displayed.width), part(height, displayed.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::page_space::to_displayed;

    fn page(rotate: u16, user_unit: i64) -> PageBox {
        PageBox {
            visible: PageRect {
                x: 20_000,
                y: -10_000,
                w: 595_276,
                h: 841_890,
            },
            rotate,
            user_unit,
        }
    }

    const SEAL: (f64, f64) = (40.0, 40.0);

    #[test]
    fn the_slices_of_a_group_together_are_the_seal() {
        for rotate in [0, 90, 180, 270] {
            for unit in [1000, 2500] {
                let pages = vec![page(rotate, unit); 3];
                let slices = slices(&pages, (1, 3), SEAL, WHOLE / 2).expect("slices");
                let whole = 40.0 * POINTS_PER_MM * 1000.0;
                let size = displayed_size(&pages[0]);
                let mut width = 0.0;
                for place in &slices {
                    let shown = to_displayed(&pages[0], &place.rect);
                    assert!(
                        (shown.x + shown.w - WHOLE).abs() <= 3,
                        "at the right edge: {shown:?}"
                    );
                    width += shown.w as f64 * size.width as f64 / WHOLE as f64;
                    let height = shown.h as f64 * size.height as f64 / WHOLE as f64;
                    assert!((height - whole).abs() < 20.0, "{height}");
                }
                assert!(
                    (width - whole).abs() < 20.0,
                    "{rotate} {unit}: {width} of {whole}"
                );
            }
        }
    }

    #[test]
    fn many_pages_make_even_groups() {
        let pages = vec![page(0, 1000); 35];
        let slices = slices(&pages, (2, 35), SEAL, WHOLE / 2).expect("slices");
        assert_eq!(slices.len(), 34);
        let groups: Vec<u16> = slices
            .iter()
            .filter(|place| place.slice == 0)
            .map(|place| place.of)
            .collect();
        assert_eq!(groups, [11, 11, 12], "each slice is at least 2.5 mm wide");
        let numbers: Vec<u32> = slices.iter().map(|place| place.page).collect();
        assert_eq!(numbers, (2..=35).collect::<Vec<u32>>());
    }

    #[test]
    fn a_whole_seal_keeps_its_size_and_stays_on_the_page() {
        let page = page(90, 1000);
        let rect = whole(&page, SEAL, (WHOLE, 0)).expect("a place");
        let points = |length: i64| (length as f64 / 1000.0 / POINTS_PER_MM * 10.0).round() / 10.0;
        assert_eq!((points(rect.w), points(rect.h)), (40.0, 40.0));
        let shown = to_displayed(&page, &rect);
        assert!(
            shown.y.abs() <= 3 && (shown.x + shown.w - WHOLE).abs() <= 3,
            "{shown:?}"
        );
        assert_eq!(whole(&page, (400.0, 40.0), (0, 0)), None);
    }

    #[test]
    fn pages_that_are_not_there_are_named() {
        let pages = vec![page(0, 1000); 2];
        let refused = |range, size| slices(&pages, range, size, 0).expect_err("a refusal");
        assert_eq!(refused((2, 2), SEAL), StraddleError::OnePage);
        assert_eq!(refused((1, 3), SEAL), StraddleError::NoSuchPages(1, 3));
        assert_eq!(refused((0, 2), SEAL), StraddleError::NoSuchPages(0, 2));
        assert_eq!(refused((1, 2), (40.0, 400.0)), StraddleError::LargerThanPage(1));
        for error in [
            StraddleError::OnePage,
            StraddleError::NoSuchPages(1, 2),
            StraddleError::LargerThanPage(1),
        ] {
            assert!(domain::catalogue::has(error.code()), "{}", error.code());
        }
    }
}
