//! Every code that the hub can answer with has its sentence in both languages.

use crate::repository::{files, read};
use regex::Regex;
use std::collections::BTreeSet;

#[test]
fn every_code_in_use_has_both_sentences() {
    let problem = Regex::new(r#"Problem::new\("([a-z_0-9]+)"\)"#).expect("a pattern");
    let code =
        Regex::new(r#"Self::[A-Za-z]+(?: \{ \.\. \}|\(_\)| \{\})? => "([a-z_0-9]+)","#).expect("a pattern");
    let mut used = BTreeSet::new();
    for path in files(&[".rs"]) {
        let name = path.to_string_lossy().into_owned();
        let text = read(&path);
        if name.starts_with("hub/src/") {
            used.extend(problem.captures_iter(&text).map(|found| found[1].to_owned()));
        }
        if name.ends_with("rejection.rs")
            || name.ends_with("domain/src/account.rs")
            || name.ends_with("refusal.rs")
        {
            used.extend(code.captures_iter(&text).map(|found| found[1].to_owned()));
        }
    }
    assert!(used.len() > 50, "too few codes were found: {used:?}");
    let missing: Vec<&String> = used.iter().filter(|code| !domain::catalogue::has(code)).collect();
    assert!(missing.is_empty(), "codes without sentences: {missing:?}");
}
