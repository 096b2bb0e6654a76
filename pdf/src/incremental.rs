//! Reading a PDF down to the bytes and appending revisions to it without touching a byte that is already there.
//!
//! Values that are not ours are copied as the slices they were written as: a parsed and re-printed number may
//! differ from the original (research/pdf-signing.md, trap 1), and then an earlier signature is worth nothing.

pub mod append;
pub mod cross_reference;
pub mod edit;
pub mod file;
pub mod indirect;
pub mod object_stream;
pub mod print;
pub mod scanner;
pub mod syntax;

/// Highest object number in use anywhere; larger ones are text that looks like an object.
pub const MAX_OBJECT: u32 = 8_388_607;
