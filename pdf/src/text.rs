//! Setting text on a page: which characters can be set, where lines break, which size fits, and the operators that
//! show it (ISO 32000-2, 9.4). Only the glyph tables of prepared subsets are used; no font file is opened here.

pub mod block;
pub mod breaking;
pub mod characters;
pub mod run;
pub mod sizes;
