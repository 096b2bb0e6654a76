//! Seals 印章: drawing them, their picture at physical size on a page, and slices across pages 骑缝章.
//!
//! [`design`] draws a seal from its words; [`artwork`] is a seal ready to be put into a file, drawn or scanned;
//! [`scan`] cuts a seal out of a photograph;
//! [`straddle`] says where the slices of a seal stand so that printed pages shifted against each other show it whole.

pub mod artwork;
pub mod design;
pub mod drawing;
mod lettering;
pub mod scan;
pub mod straddle;
