//! `VERIFY.txt`: how to check a package by hand, in Chinese and English.

pub const TEXT: &str = include_str!("verify_text.txt");
