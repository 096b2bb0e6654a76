//! Search in lists: texts are cut into characters and pairs of characters, because words of two characters such as
//! 张三 must be found, and trigrams find none of them (design 2.3).

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Letters and digits alone, lower case, full-width forms as the plain ones.
fn plain(text: &str) -> Vec<char> {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// What a row with this text is found by: every character, every pair that stands together, and every four letters or
/// digits in a row, because numbers are made of few different pairs.
pub fn terms(text: &str) -> BTreeSet<String> {
    let characters = plain(text);
    let singles = characters.iter().map(char::to_string);
    singles.chain(joined(&characters)).collect()
}

/// What all must be among a row's terms so that it is found: of `张三` the pair, of one character that character.
/// None for a question without letters and digits.
pub fn asked(question: &str) -> BTreeSet<String> {
    let characters = plain(question);
    match characters.as_slice() {
        [one] => BTreeSet::from([one.to_string()]),
        many => joined(many).collect(),
    }
}

/// [`terms`] of a text that is also found by itself: a party's name, a number.
pub fn terms_of(what: &str, text: &str) -> BTreeSet<String> {
    marked(what, terms(text))
}

/// What a question about it alone asks for.
pub fn asked_of(what: &str, question: &str) -> BTreeSet<String> {
    marked(what, asked(question))
}

/// No plain term has a colon.
fn marked(what: &str, terms: BTreeSet<String>) -> BTreeSet<String> {
    terms.into_iter().map(|term| format!("{what}:{term}")).collect()
}

fn joined(characters: &[char]) -> impl Iterator<Item = String> {
    let fours = characters.windows(4);
    let fours = fours.filter(|four| four.iter().all(char::is_ascii_alphanumeric));
    let pairs = characters.windows(2);
    pairs.chain(fours).map(|together| together.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(question: &str, text: &str) -> bool {
        asked(question).is_subset(&terms(text))
    }

    #[test]
    fn names_of_two_characters_and_parts_of_words_are_found() {
        let text = "房屋租赁合同（张三）No. ＡＢ-12";
        for question in ["张三", "租赁", "租", "合同张三", "ab12", "b1", " AB "] {
            assert!(finds(question, text), "{question}");
        }
        for question in ["三张", "李四", "租合", "ab13"] {
            assert!(!finds(question, text), "{question}");
        }
    }

    #[test]
    fn a_number_is_not_found_by_another_of_the_same_pairs() {
        let number = "CG-202611-0001";
        for question in ["0001", "cg2026", "202611", "11-0001", "01"] {
            assert!(finds(question, number), "{question}");
        }
        for question in ["0002", "CG-202611-0002", "0011"] {
            assert!(!finds(question, number), "{question}");
        }
    }

    #[test]
    fn a_party_is_not_found_by_the_title() {
        let terms = &terms("张三的合同") | &terms_of("party", "李四");
        let finds = |asked: BTreeSet<String>| asked.is_subset(&terms);
        assert!(finds(asked_of("party", "李四")) && finds(asked("张三")));
        assert!(!finds(asked_of("party", "张三")) && !finds(asked_of("number", "李四")));
    }

    #[test]
    fn a_question_of_signs_alone_asks_for_nothing() {
        assert!(asked(" （）-").is_empty());
    }
}
