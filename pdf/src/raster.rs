//! Pages as pictures: what every party is shown, and what the film is drawn on.
//!
//! The same file gives the same bytes on every machine of one architecture: one thread, the baseline instruction set,
//! no hinting, fonts from the file or from the configured fallback only.

pub mod fallback_fonts;
pub mod likeness;
pub mod picture;
pub mod poppler;
pub mod second_drawing;

use fallback_fonts::FallbackFont;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Level, Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use likeness::Difference;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Pixels on the longer side of every picture: an A4 page at about 137 dpi, sharp on a phone and on a stage screen.
pub const LONGER_SIDE_PX: u16 = 1600;

/// A page as a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct PagePicture {
    /// Grayscale, palette or RGB, without transparency.
    pub png: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
    /// Fonts and pictures of the page that could not be drawn; such a page is not what its author meant.
    pub undrawn: u32,
    /// How far poppler's drawing is from ours, where they were compared.
    pub difference: Option<Difference>,
    /// The picture is poppler's, because ours lacks something ([`second_drawing`]).
    pub redrawn: bool,
}

impl PagePicture {
    /// Whether somebody should compare the page: two programs draw it very differently, or ours could not.
    pub fn is_disputed(&self) -> bool {
        self.undrawn > 0 || self.difference.is_some_and(|found| found.is_much())
    }
}

/// Why a page has no picture.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    #[error("the file cannot be read")]
    Unreadable,
    #[error("there is no page {0}")]
    NoSuchPage(u32),
    #[error("the picture cannot be encoded: {0}")]
    Encoding(#[from] png::EncodingError),
}

/// Draws `pages` (from 1) of a clean file, in the order asked for.
pub fn raster(clean: &[u8], pages: &[u32], fallback: &FallbackFont) -> Result<Vec<PagePicture>, RasterError> {
    let pdf = Pdf::new(clean.to_vec()).map_err(|_| RasterError::Unreadable)?;
    let cache = RenderCache::new();
    pages
        .iter()
        .map(|&number| {
            let index = usize::try_from(number)
                .ok()
                .and_then(|number| number.checked_sub(1));
            let page = index
                .and_then(|index| pdf.pages().get(index))
                .ok_or(RasterError::NoSuchPage(number))?;
            draw(page, &cache, fallback)
        })
        .collect()
}

fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    fallback: &FallbackFont,
) -> Result<PagePicture, RasterError> {
    let undrawn = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&undrawn);
    let settings = InterpreterSettings {
        font_resolver: fallback.resolver(),
        warning_sink: Arc::new(move |warning| {
            if matches!(
                warning,
                InterpreterWarning::UnsupportedFont | InterpreterWarning::ImageDecodeFailure
            ) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let (width, height) = page.render_dimensions();
    let (width_px, height_px) = pixels(width, height);
    let drawing = hayro::vello_cpu::RenderSettings {
        level: Level::baseline(),
        num_threads: 0,
    };
    let mut canvas = RenderContext::new_with(width_px, height_px, drawing);
    // Both sides are stretched to whole pixels, so that no edge of the page is cut or left blank.
    let fit = Affine::scale_non_uniform(
        f64::from(width_px) / f64::from(width),
        f64::from(height_px) / f64::from(height),
    );
    let render_settings = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    let upright = page.initial_transform(true).to_kurbo();
    render_into(
        page,
        cache,
        &settings,
        &render_settings,
        &mut canvas,
        fit * upright,
    );
    canvas.flush();
    let mut pixmap = Pixmap::new(width_px, height_px);
    canvas.render_with(
        &mut pixmap,
        &mut Resources::default(),
        RasterizerSettings {
            target_init: TargetInit::Clear(WHITE),
            ..RasterizerSettings::default()
        },
    );
    let rgba = pixmap.data_as_u8_slice();
    Ok(PagePicture {
        png: picture::encode(rgba, u32::from(width_px), u32::from(height_px))?,
        width_px: u32::from(width_px),
        height_px: u32::from(height_px),
        undrawn: undrawn.load(Ordering::Relaxed),
        difference: None,
        redrawn: false,
    })
}

/// Width and height in pixels of a page of this shape: the longer side is [`LONGER_SIDE_PX`], the other at least 1.
fn pixels(width: f32, height: f32) -> (u16, u16) {
    let longer = f32::from(LONGER_SIDE_PX);
    // Between 1 and LONGER_SIDE_PX by construction.
    let shorter = |ratio: f32| (longer * ratio).round().clamp(1.0, longer) as u16;
    if width >= height {
        (LONGER_SIDE_PX, shorter(height / width))
    } else {
        (shorter(width / height), LONGER_SIDE_PX)
    }
}
