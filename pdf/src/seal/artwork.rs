//! A seal ready to be put into a file: drawn as paths, or scanned with transparency, at its physical size.

use super::drawing::Drawing;
use crate::font::embed::deflate;
use crate::incremental::append::Appender;
use crate::picture::{Picture, PictureError};
use crate::text::run::numbers;
use domain::hash::Sha256Hash;
use serde::{Deserialize, Serialize};

/// Printed points in a millimetre.
pub const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// What a seal looks like, and how large it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SealArtwork {
    pub look: SealLook,
    /// Millimetres.
    pub width: f64,
    pub height: f64,
    /// In percent, from 1 to 100; what is printed below stays readable at any.
    pub opacity: u8,
}

/// Paths or pixels.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "look", rename_all = "snake_case")]
pub enum SealLook {
    Drawn(Drawing),
    Scanned(Picture),
}

impl SealArtwork {
    /// A drawn seal, at the size it was drawn in.
    pub fn drawn(drawing: Drawing) -> Self {
        Self {
            width: drawing.width,
            height: drawing.height,
            look: SealLook::Drawn(drawing),
            opacity: 100,
        }
    }

    /// A PNG or JPEG, `width` millimetres wide. Reads untrusted bytes: only in the limited worker.
    pub fn scanned(file: &[u8], width: f64) -> Result<Self, PictureError> {
        let picture = Picture::read(file)?;
        Ok(Self {
            width,
            height: width * f64::from(picture.height_px) / f64::from(picture.width_px),
            look: SealLook::Scanned(picture),
            opacity: 100,
        })
    }

    /// Width and height in printed points.
    pub fn printed(&self) -> (f64, f64) {
        (self.width * POINTS_PER_MM, self.height * POINTS_PER_MM)
    }

    /// Names the look, whatever the opacity: equal looks of one size are embedded once.
    pub fn digest(&self) -> Sha256Hash {
        let size = format!("{:.3} {:.3}", self.width, self.height);
        match &self.look {
            SealLook::Drawn(drawing) => {
                Sha256Hash::of_parts(&[b"drawn", size.as_bytes(), &drawing.operators()])
            }
            SealLook::Scanned(picture) => {
                Sha256Hash::of_parts(&[b"scanned", size.as_bytes(), &picture.digest().0])
            }
        }
    }

    /// Writes the look as a form whose units are millimetres. Returns its number.
    pub fn embed(&self, appender: &mut Appender) -> u32 {
        let (resources, operators) = match &self.look {
            SealLook::Drawn(drawing) => (String::new(), drawing.operators()),
            SealLook::Scanned(picture) => {
                let image = picture.embed(appender);
                let mut operators = Vec::new();
                numbers(&mut operators, &[self.width, 0.0, 0.0, self.height, 0.0, 0.0]);
                operators.extend_from_slice(b"cm /Im Do\n");
                (format!("/XObject << /Im {image} 0 R >>"), operators)
            }
        };
        let mut size = Vec::new();
        numbers(&mut size, &[self.width, self.height]);
        let size = String::from_utf8(size).unwrap_or_default();
        let number = appender.reserve();
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 {size}] /Resources << {resources} >> /Filter /FlateDecode"
        );
        appender.stream(number, &entries, &deflate(&operators));
        number
    }
}
