//! A seal from a photograph or a scan: the paper goes, the ink stays with soft edges, and what is no seal is refused.
//!
//! Reads untrusted bytes: only in the limited worker.

mod impression;
mod paper;
mod pixels;

use crate::picture::PictureError;
use impression::{Impression, InkColour};
use paper::Paper;
use pixels::Pixels;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Dots per inch that a seal needs to look like one in print.
pub const FINEST_NEEDED: f64 = 300.0;
/// Beyond this nothing is gained.
const FINEST_KEPT: f64 = 600.0;
/// Of a seal's own rectangle, how much is ink: a thin signature, and a solid square with white letters.
const COVERAGE: std::ops::RangeInclusive<f64> = 0.01..=0.8;
/// Of the whole picture, how much must be paper, ink, or dark print.
const EXPLAINED: f64 = 0.8;
/// How much of all coloured pixels must have the ink's own hue.
const OWN_HUE: f64 = 0.7;
/// Of the whole picture, how much must be ink for there to be a seal.
const LEAST_INK: f64 = 0.0008;
/// Sides of a seal in millimetres.
const SIDES: std::ops::RangeInclusive<f64> = 10.0..=60.0;

/// How a picture is to become a seal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ScanRequest {
    /// How wide the seal is, in 1/100 mm.
    pub width: u16,
    /// Black ink counts too: a handwritten signature.
    pub black: bool,
}

/// A seal cut out of its picture.
#[derive(Clone, PartialEq, Debug)]
pub struct ScannedSeal {
    /// PNG with transparency, nothing else in it.
    pub png: Vec<u8>,
    /// Millimetres.
    pub width: f64,
    pub height: f64,
}

/// Why a picture makes no seal.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ScanRefusal {
    #[error("the picture is not a PNG, JPEG or HEIC, or is damaged")]
    Unreadable,
    #[error("no HEIC decoder is installed")]
    HeicUnavailable,
    #[error("the picture has too many pixels")]
    TooLarge,
    #[error("there is no ink on the picture")]
    Empty,
    #[error("the picture shows something other than a seal on white paper")]
    NotASeal,
    #[error("the seal is {found} pixels wide, and needs {needed}")]
    Coarse { found: u32, needed: u32 },
    #[error("the seal reaches the picture's edge")]
    CutOff,
    #[error("a seal is from 10 to 60 mm wide and high")]
    Size,
}

impl ScanRefusal {
    /// The code of the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "picture_unusable",
            Self::HeicUnavailable => "heic_unavailable",
            Self::TooLarge => "seal_scan_too_large",
            Self::Empty => "seal_scan_empty",
            Self::NotASeal => "seal_scan_not_a_seal",
            Self::Coarse { .. } => "seal_scan_coarse",
            Self::CutOff => "seal_scan_cut_off",
            Self::Size => "seal_size",
        }
    }
}

impl From<PictureError> for ScanRefusal {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::TooLarge => Self::TooLarge,
            PictureError::Unreadable | PictureError::PrintColours => Self::Unreadable,
        }
    }
}

/// Cuts the seal out of `file`; `folder` is written to for a HEIC.
pub fn scan(file: &[u8], request: ScanRequest, folder: &Path) -> Result<ScannedSeal, ScanRefusal> {
    let pixels = Pixels::read(file, folder)?;
    let paper = Paper::of(&pixels);
    let impression = Impression::of(&pixels, &paper, request.black).ok_or(ScanRefusal::Empty)?;
    if impression.ink_share() < LEAST_INK {
        return Err(ScanRefusal::Empty);
    }
    let own_hue = impression.colour == InkColour::Black || impression.own_hue_share() >= OWN_HUE;
    if !own_hue || impression.explained_share() < EXPLAINED {
        return Err(ScanRefusal::NotASeal);
    }
    let cut = impression.cut().ok_or(ScanRefusal::Empty)?;
    if !COVERAGE.contains(&cut.coverage()) {
        return Err(ScanRefusal::NotASeal);
    }
    if cut.touches_edge && !pixels.is_cut_out {
        return Err(ScanRefusal::CutOff);
    }
    let width = f64::from(request.width) / 100.0;
    let height = width * f64::from(cut.height) / f64::from(cut.width);
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        return Err(ScanRefusal::Size);
    }
    let inches = width / 25.4;
    let needed = (inches * FINEST_NEEDED).ceil() as u32;
    if cut.width < needed {
        return Err(ScanRefusal::Coarse {
            found: cut.width,
            needed,
        });
    }
    let kept = ((inches * FINEST_KEPT).ceil() as u32).min(cut.width);
    Ok(ScannedSeal {
        png: cut.png(kept)?,
        width,
        height,
    })
}

#[cfg(test)]
mod tests;
