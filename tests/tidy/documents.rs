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

/// Each row of the guide's table stands once, and what is said to be there names a test that exists.
#[test]
fn every_feature_names_its_test() {
    let text = read(Path::new("docs/reference/features.md"));
    let row = Regex::new(r"(?m)^\| ([A-J][0-9]{2}) \| (yes|partly|no) \| ([^|]*) \|").expect("a pattern");
    let path = Regex::new("`([^`]+)`").expect("a pattern");
    let mut rows = std::collections::BTreeSet::new();
    for found in row.captures_iter(&text) {
        assert!(rows.insert(found[1].to_owned()), "{} stands twice", &found[1]);
        let shown: Vec<_> = path
            .captures_iter(&found[3])
            .map(|path| path[1].to_owned())
            .collect();
        assert_eq!(
            shown.is_empty(),
            &found[2] == "no",
            "{}: a state without its test",
            &found[1]
        );
        for file in shown {
            assert!(
                root().join(&file).exists(),
                "{} names {file}, which does not exist",
                &found[1]
            );
        }
    }
    assert_eq!(rows.len(), 142, "the guide's table has 142 rows");
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

/// The description says of every route who may call it: a new one does not pass without being looked at here.
#[test]
fn the_description_of_the_api_is_the_one_the_program_prints() {
    let page = read(Path::new("docs/reference/openapi.json"));
    assert_eq!(
        page.trim_end(),
        hub::http::openapi::page(),
        "run `hub openapi > docs/reference/openapi.json`"
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
