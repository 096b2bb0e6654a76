//! The font for Chinese text whose file does not carry one.

use hayro::hayro_interpret::FontResolverFn;
use hayro::hayro_interpret::font::{FontData, FontQuery};
use std::sync::Arc;

/// Where Debian's `fonts-wqy-microhei` puts WenQuanYi Micro Hei 文泉驿微米黑.
pub const DEFAULT_FONT: &str = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc";

/// A TrueType or OpenType file, or the first font of a collection, with Chinese glyphs.
#[derive(Clone, Debug)]
pub struct FallbackFont(Arc<Vec<u8>>);

impl FallbackFont {
    /// From the bytes of a `.ttf`, `.otf` or `.ttc` file.
    pub fn new(file: Vec<u8>) -> Self {
        Self(Arc::new(file))
    }

    /// Answers what a page asks for: the 14 standard fonts come from the ones that hayro carries, a composite font
    /// (they are what Chinese text is set in) from this file, and other simple fonts from the nearest standard font.
    pub(crate) fn resolver(&self) -> FontResolverFn {
        let file: FontData = self.0.clone();
        Arc::new(move |query| match query {
            FontQuery::Standard(standard) => Some(standard.get_font_data()),
            FontQuery::Fallback(font) if font.character_collection.is_some() => Some((file.clone(), 0)),
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        })
    }
}
