//! The catalogue: every stable code with its sentence in 中文 and English (design 2.10).

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language that sentences are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    #[default]
    Zh,
    En,
}

impl Language {
    /// From a language tag or an `Accept-Language` header: English where it comes first, else 中文.
    pub fn from_tag(tag: &str) -> Self {
        if tag.trim_start().to_ascii_lowercase().starts_with("en") {
            Self::En
        } else {
            Self::Zh
        }
    }
}

#[derive(Deserialize)]
struct Sentence {
    zh: String,
    en: String,
}

static SENTENCES: LazyLock<BTreeMap<String, Sentence>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../catalogue.json")).unwrap_or_default());

/// The sentence of `code` with `{name}` replaced by each parameter; the code itself where there is none. A parameter
/// named `problem` is a code itself and stands as its sentence.
pub fn sentence(code: &str, language: Language, parameters: &[(&str, String)]) -> String {
    let Some(known) = SENTENCES.get(code) else {
        return code.to_owned();
    };
    let mut text = match language {
        Language::Zh => known.zh.clone(),
        Language::En => known.en.clone(),
    };
    for (name, value) in parameters {
        let value = match *name {
            "problem" => &problem_of(value, language, parameters),
            _ => value,
        };
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// The sentence of a problem, with the parameters of the sentence that it stands in.
fn problem_of(code: &str, language: Language, parameters: &[(&str, String)]) -> String {
    let others: Vec<(&str, String)> = parameters
        .iter()
        .filter(|(name, _)| *name != "problem")
        .cloned()
        .collect();
    sentence(code, language, &others)
}

/// All codes.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.keys().map(String::as_str)
}

/// Whether the catalogue has both sentences of `code`.
pub fn has(code: &str) -> bool {
    SENTENCES
        .get(code)
        .is_some_and(|s| !s.zh.is_empty() && !s.en.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_both_languages_and_the_same_parameters() {
        assert!(SENTENCES.len() > 50, "the catalogue did not load");
        let names = |text: &str| -> Vec<String> {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split('}').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        for (code, sentence) in SENTENCES.iter() {
            assert!(has(code), "{code}");
            assert_eq!(names(&sentence.zh), names(&sentence.en), "{code}");
        }
    }

    #[test]
    fn parameters_are_filled_in() {
        assert_eq!(
            sentence("no_such_page", Language::En, &[("page", "7".into())]),
            "There is no page 7."
        );
        let parameters = [
            ("name", "合同金额".to_owned()),
            ("problem", "value_missing".to_owned()),
        ];
        assert_eq!(
            sentence("control_value", Language::Zh, &parameters),
            "「合同金额」填写有误：请填写此项。"
        );
    }
}
