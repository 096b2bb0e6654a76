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

/// A fence with the patterns that find its library in a line.
struct Fence {
    library: &'static str,
    folders: &'static [&'static str],
    named: String,
    used: Regex,
    /// `store::redis` and the like are modules of ours, not the library.
    own: Regex,
}

impl Fence {
    fn of(&(library, folders): &(&'static str, &'static [&'static str])) -> Self {
        let pattern = |text: &str| Regex::new(text).expect("a pattern");
        Self {
            library,
            folders,
            named: format!("{library}::"),
            used: pattern(&format!(r"^[^/\n]*\b{library}::")),
            own: pattern(&format!(r"(crate|store|self|super)::{library}::")),
        }
    }

    fn is_used(&self, text: &str) -> bool {
        let mut lines = text.lines().filter(|line| line.contains(&self.named));
        lines.any(|line| self.used.is_match(line) && !self.own.is_match(line))
    }
}

#[test]
fn libraries_stay_behind_their_fences() {
    let fences: Vec<Fence> = FENCES.iter().map(Fence::of).collect();
    let mut found = 0;
    for path in files(&[".rs"]) {
        let text = read(&path);
        for fence in fences.iter().filter(|fence| fence.is_used(&text)) {
            found += 1;
            let name = path.to_string_lossy();
            assert!(
                fence.folders.iter().any(|folder| name.starts_with(folder)),
                "{name} uses {}",
                fence.library
            );
        }
    }
    assert!(found > 20, "the fences were not looked at");
}
