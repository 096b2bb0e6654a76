//! The same-page beacon 同页口令: three words from what everybody is looking at, read aloud by the host.
//!
//! Whoever hears other words than their own screen shows sees another document, another page image, or another
//! turn of the page. The words stay until the page is turned; the moving head of the log has its own
//! [`head_code`]. `console/src/beacon` has the same code, `tests/golden/beacon` holds both equal.

pub mod words;

#[cfg(test)]
mod golden;

use crate::hash::Sha256Hash;
use words::WORDS;

/// Indices of the three words: bytes 0 to 2 of the SHA-256 of `hub.beacon.v1`, the hash of R0, of the page's
/// image and of the line that turned to the page, each on a line of its own.
pub fn beacon(r0: Sha256Hash, image: Sha256Hash, page_turn: Sha256Hash) -> [u8; 3] {
    let text = format!("hub.beacon.v1\n{r0}\n{image}\n{page_turn}\n");
    let [a, b, c, ..] = Sha256Hash::of(text.as_bytes()).0;
    [a, b, c]
}

/// The words in Chinese, in the order in which they are read.
pub fn words_zh(beacon: [u8; 3]) -> [&'static str; 3] {
    beacon.map(|index| WORDS[usize::from(index)].0)
}

/// The words in English.
pub fn words_en(beacon: [u8; 3]) -> [&'static str; 3] {
    beacon.map(|index| WORDS[usize::from(index)].1)
}

/// The short code of the log's head in the corner of every picture: the first six hex digits of its hash.
pub fn head_code(head: Sha256Hash) -> String {
    hex::encode(&head.0[..3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_stands_twice_and_all_have_the_form_that_can_be_read_aloud() {
        let chinese: BTreeSet<&str> = WORDS.iter().map(|word| word.0).collect();
        let english: BTreeSet<&str> = WORDS.iter().map(|word| word.1).collect();
        assert_eq!((chinese.len(), english.len()), (256, 256));
        for (zh, en) in WORDS {
            assert!(
                zh.chars().count() == 2 && zh.chars().all(|c| ('一'..='鿿').contains(&c)),
                "{zh}"
            );
            assert!(
                en.len() <= 9 && en.bytes().all(|b| b.is_ascii_lowercase()),
                "{en}"
            );
        }
    }

    #[test]
    fn the_same_two_characters_the_other_way_round_are_no_other_word() {
        let turned = |word: &str| word.chars().rev().collect::<String>();
        let chinese: BTreeSet<&str> = WORDS.iter().map(|word| word.0).collect();
        let confusing = WORDS
            .iter()
            .find(|(zh, _)| turned(zh) != **zh && chinese.contains(turned(zh).as_str()));
        assert_eq!(confusing, None);
    }

    #[test]
    fn each_of_the_three_hashes_changes_the_words() {
        let [a, b, c, other] = [b"a", b"b", b"c", b"d"].map(|text| Sha256Hash::of(text));
        let words = beacon(a, b, c);
        assert_ne!(beacon(other, b, c), words);
        assert_ne!(beacon(a, other, c), words);
        assert_ne!(beacon(a, b, other), words);
    }
}
