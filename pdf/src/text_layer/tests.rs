//! Text of pages.
