//! Keeps the console's list of words and the shared vectors as this code gives them.
//! `UPDATE_GOLDEN=1 cargo test -p domain golden` writes them anew.

use super::words::WORDS;
use super::{beacon, head_code, words_en, words_zh};
use crate::hash::Sha256Hash;
use serde_json::{Value, json};
use std::path::PathBuf;

fn assert_file(path: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert!(
        stored == text,
        "{} differs from what this code gives",
        path.display()
    );
}

#[test]
fn the_consoles_words_are_golden() {
    let mut text = String::from(
        "// Generated from domain/src/beacon/words.rs by `UPDATE_GOLDEN=1 cargo test -p domain golden`.\n\n\
         export const WORDS: readonly (readonly [zh: string, en: string])[] = [\n",
    );
    for (zh, en) in WORDS {
        text.push_str(&format!("  [\"{zh}\", \"{en}\"],\n"));
    }
    text.push_str("];\n");
    assert_file("console/src/beacon/words.generated.ts", &text);
}

#[test]
fn beacons_are_golden() {
    let vectors: Vec<String> = (0u8..8)
        .map(|case| {
            let [r0, image, turn] = [[case, 0], [case, 1], [case, 2]].map(|text| Sha256Hash::of(&text));
            let indices = beacon(r0, image, turn);
            let vector: Value = json!({
                "r0": r0, "image": image, "page_turn": turn, "indices": indices,
                "zh": words_zh(indices), "en": words_en(indices), "head_code": head_code(turn),
            });
            vector.to_string()
        })
        .collect();
    assert_file(
        "tests/golden/beacon/beacon.json",
        &format!("[\n{}\n]\n", vectors.join(",\n")),
    );
}
