//! Every Rust file says at its top what it is for; no file has a name that says nothing; nothing is silenced.

use crate::repository::{files, read};

const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "types", "misc", "manager",
];

#[test]
fn every_rust_file_says_what_it_is_for() {
    for path in files(&[".rs"]) {
        let text = read(&path);
        assert!(
            text.starts_with("//! ") && text.len() > 20,
            "{} has no `//!` header",
            path.display()
        );
        let first = text.lines().next().unwrap_or_default().to_lowercase();
        assert!(
            !first.starts_with("//! placeholder "),
            "{} is a placeholder",
            path.display()
        );
    }
}

#[test]
fn names_say_what_is_inside() {
    for path in files(&[".rs", ".ts", ".tsx", ".mjs"]) {
        for part in path.iter() {
            let stem = part
                .to_string_lossy()
                .split('.')
                .next()
                .unwrap_or_default()
                .to_owned();
            assert!(
                !EMPTY_NAMES.contains(&stem.as_str()),
                "{} has a name that says nothing",
                path.display()
            );
        }
    }
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() {
    let allowed = ["#[al", "low("].concat();
    for path in files(&[".rs"]) {
        assert!(
            !read(&path).contains(&allowed),
            "{} silences a lint without a reason",
            path.display()
        );
    }
}
