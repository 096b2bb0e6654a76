//! Everything that touches a PDF's bytes: taking untrusted files in, showing them, and writing signed revisions.
//!
//! Read in this order: [`intake`] (untrusted bytes become a clean file), [`office`] (Word and Excel become PDF), [`raster`] and [`text_layer`] (what people
//! see and hear of it), [`worker`] (the limited process all of that runs in), then [`prepare`], [`sign`] and
//! [`validate`] (what is written after, and how it is checked).

pub mod intake;
pub mod office;
pub mod raster;
pub mod recommend;
pub mod text_layer;
pub mod worker;

pub mod appearance;
pub mod fill;
pub mod font;
pub mod incremental;
pub mod path;
pub mod picture;
pub mod prepare;
pub mod seal;
pub mod sign;
pub mod text;
pub mod validate;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod rehearsal;
