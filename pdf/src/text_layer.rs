//! The words of a page with their places: what a screen reader reads aloud, and where fields can be suggested.

pub mod glyphs;
pub mod lines;
pub mod rulings;

use crate::raster::fallback_fonts::FallbackFont;
use hayro_interpret::hayro_syntax::Pdf;
use serde::{Deserialize, Serialize};

/// Glyphs of one page beyond this number are not read: no page that people read has so many.
pub(crate) const MOST_GLYPHS: usize = 200_000;

/// The lines of one page in reading order. As JSON this is the blob that
/// [`domain::contract::plan::PageImage::text`] names.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TextLayer {
    pub lines: Vec<TextLine>,
}

/// One line of text; place and size in 1/1000 of the displayed page's width (x, w) and height (y, h), from the top
/// left, y at the top of the line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TextLine {
    pub text: String,
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

/// Why a page has no text layer. A page without text has an empty one.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    #[error("the file cannot be read")]
    Unreadable,
    #[error("there is no page {0}")]
    NoSuchPage(u32),
}

/// Reads `pages` (from 1) of a clean file, in the order asked for.
pub fn read(clean: &[u8], pages: &[u32], fallback: &FallbackFont) -> Result<Vec<TextLayer>, TextError> {
    let pdf = Pdf::new(clean.to_vec()).map_err(|_| TextError::Unreadable)?;
    pages
        .iter()
        .map(|&number| {
            let index = usize::try_from(number)
                .ok()
                .and_then(|number| number.checked_sub(1));
            let page = index
                .and_then(|index| pdf.pages().get(index))
                .ok_or(TextError::NoSuchPage(number))?;
            let (width, height) = page.render_dimensions();
            let glyphs = glyphs::place(page, fallback, MOST_GLYPHS).glyphs;
            Ok(TextLayer {
                lines: lines::gather(&glyphs, f64::from(width), f64::from(height)),
            })
        })
        .collect()
}
