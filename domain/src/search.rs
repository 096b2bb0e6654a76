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

/// What a row with this text is found by: every character, and every pair that stands together.
pub fn terms(text: &str) -> BTreeSet<String> {
    let characters = plain(text);
    let singles = characters.iter().map(char::to_string);
    singles.chain(pairs(&characters)).collect()
}

/// What all must be among a row's terms so that it is found: of `张三` the pair, of one character that character.
/// None for a question without letters and digits.
pub fn asked(question: &str) -> BTreeSet<String> {
    let characters = plain(question);
    match characters.as_slice() {
        [one] => BTreeSet::from([one.to_string()]),
        many => pairs(many).collect(),
    }
}

fn pairs(characters: &[char]) -> impl Iterator<Item = String> {
    characters.windows(2).map(|pair| pair.iter().collect())
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
    fn a_question_of_signs_alone_asks_for_nothing() {
        assert!(asked(" （）-").is_empty());
    }
}
