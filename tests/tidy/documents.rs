//! Documents that name paths, and generated pages, are true; nothing names this machine.

use crate::repository::{files, read, root};
use regex::Regex;
use std::path::Path;

#[test]
fn every_path_in_the_architecture_exists() {
    let text = read(Path::new("ARCHITECTURE.md"));
    let quoted = Regex::new(r"`([a-z_.][A-Za-z0-9_./-]*/[A-Za-z0-9_./*-]*)`").expect("a pattern");
    let mut seen = 0;
    for found in quoted.captures_iter(&text) {
        let path = found[1].trim_end_matches('/');
        if path.contains('*') || path.starts_with("api/") {
            continue;
        }
        seen += 1;
        assert!(
            root().join(path).exists(),
            "ARCHITECTURE.md names {path}, which does not exist"
        );
    }
    assert!(seen > 10, "ARCHITECTURE.md names too few paths to be a map");
}

#[test]
fn the_settings_page_is_the_one_the_program_prints() {
    let page = read(Path::new("docs/reference/config.md"));
    assert_eq!(
        page,
        hub::config::reference_page(),
        "run `hub settings > docs/reference/config.md`"
    );
}

#[test]
fn nothing_names_this_machine_or_a_registry() {
    let machine = Regex::new(&["/wo", "rk/|/ro", "ot/|/fa", "rm/"].concat()).expect("a pattern");
    let registry = Regex::new(
        &[
            "crates",
            r"\.io/api|index\.",
            r"crates|registry\.npm",
            r"js|pypi\.",
            "org",
        ]
        .concat(),
    )
    .expect("a pattern");
    for path in files(&[
        ".rs", ".ts", ".tsx", ".mjs", ".md", ".toml", ".json", ".sql", ".py",
    ]) {
        let text = read(&path);
        for (number, line) in text.lines().enumerate() {
            let at = format!("{}:{}", path.display(), number + 1);
            assert!(!machine.is_match(line), "{at} names a path of a machine");
            assert!(!registry.is_match(line), "{at} names a registry's host");
        }
    }
}
