//! Which crate may use which library (design 2.1): a swap then touches one folder.

use crate::repository::{files, read};
use regex::Regex;

/// A library, and the folders that may name it in code.
const FENCES: &[(&str, &[&str])] = &[
    ("sqlx", &["store/", "tests/contracts/"]),
    ("redis", &["store/", "tests/contracts/"]),
    (
        "actix",
        &["actors/", "hub/src/websocket/", "hub/src/websocket.rs"],
    ),
    ("actix_web", &["hub/", "tests/"]),
    ("actix_web_actors", &["hub/src/websocket/"]),
    ("lopdf", &["pdf/"]),
    ("hayro", &["pdf/"]),
    ("cfb", &["pdf/"]),
    ("quick_xml", &["pdf/"]),
    ("landlock", &["pdf/"]),
    ("cms", &["pki/"]),
    ("x509_cert", &["pki/"]),
    ("x509_tsp", &["pki/"]),
    ("ffmpeg_next", &["recorder/film/"]),
];

#[test]
fn libraries_stay_behind_their_fences() {
    let mut found = 0;
    for path in files(&[".rs"]) {
        let text = read(&path);
        for (library, folders) in FENCES {
            let used = Regex::new(&format!(r"(?m)^[^/\n]*\b{library}::")).expect("a pattern");
            // `store::redis` and the like are modules of ours, not the library.
            let own = Regex::new(&format!(r"(crate|store|self|super)::{library}::")).expect("a pattern");
            let lines = text
                .lines()
                .filter(|line| used.is_match(line) && !own.is_match(line))
                .count();
            if lines > 0 {
                found += 1;
                let name = path.to_string_lossy();
                assert!(
                    folders.iter().any(|folder| name.starts_with(folder)),
                    "{name} uses {library}"
                );
            }
        }
    }
    assert!(found > 20, "the fences were not looked at");
}
