//! 签署意见: what a signer writes beside the signature, as the device states it and as the log keeps it
//! (`docs/decisions/0100-what-a-signer-writes-at-the-act.md`).

use super::event::StatedOpinion;
use crate::canonical;
use crate::hash::Sha256Hash;
use crate::ids::FieldNo;
use crate::value::{self, ValueKind, ValueProblem};
use serde::Deserialize;
use serde_json::{Value, json};

/// Characters of an opinion, and of words that are to be copied out.
pub const LONGEST: u16 = 50;

/// An opinion as it comes with a commit.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct WrittenOpinion {
    pub field: FieldNo,
    /// `hub.opinion.v1` in canonical form: the text, and a nonce so that its hash says nothing about it.
    pub record: String,
}

/// What a record says. The tag is checked by [`text_of`].
#[derive(Deserialize)]
struct OpinionRecord {
    nonce: String,
    text: String,
}

impl WrittenOpinion {
    /// SHA-256 of the record as it was sent: what the activation names.
    pub fn digest(&self) -> Sha256Hash {
        Sha256Hash::of(self.record.as_bytes())
    }
}

/// The text in a record `hub.opinion.v1` with 16 random bytes in hex; `None` where it is no such record.
pub fn text_of(record: &str) -> Option<String> {
    let parsed = canonical::parse_record(record.as_bytes()).ok()?;
    let OpinionRecord { nonce, text } = OpinionRecord::deserialize(&parsed).ok()?;
    let is_nonce = nonce.len() == 32 && hex::decode(&nonce).is_ok();
    // Nothing else may stand in it: it is signed and kept.
    let only = parsed == json!({"$t": "hub.opinion.v1", "nonce": nonce, "text": text});
    (is_nonce && only).then_some(text)
}

/// Whether `text` may stand in a control that asks for `copy` (empty: the signer's own words).
///
/// # Errors
/// Missing, too long, with characters of no line, or not what was to be copied.
pub fn check(copy: &str, text: &str) -> Result<(), ValueProblem> {
    let taken = value::check(&ValueKind::Line { max: LONGEST }, text)?;
    if taken.is_empty() {
        return Err(ValueProblem::Missing);
    }
    if copy.is_empty() || taken == copy {
        Ok(())
    } else {
        Err(ValueProblem::NotCopied)
    }
}

/// What an activation says of an act's opinions; `None` where there are none.
pub fn activated(opinions: impl IntoIterator<Item = (FieldNo, Sha256Hash)>) -> Option<Value> {
    let named: Vec<Value> = opinions
        .into_iter()
        .map(|(field, digest)| json!({"digest": digest, "field": field}))
        .collect();
    (!named.is_empty()).then_some(Value::Array(named))
}

/// The opinions of an act as they are shown; those that were erased are left out.
pub fn texts(opinions: &[StatedOpinion]) -> impl Iterator<Item = (FieldNo, String)> {
    opinions
        .iter()
        .filter_map(|stated| Some((stated.no, text_of(stated.record.value()?)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: &str = "00112233445566778899aabbccddeeff";

    fn record(text: &str) -> String {
        format!(r#"{{"$t":"hub.opinion.v1","nonce":"{NONCE}","text":"{text}"}}"#)
    }

    #[test]
    fn a_record_says_its_text_and_nothing_else() {
        assert_eq!(text_of(&record("同意")).as_deref(), Some("同意"));
        let more = record("同意").replace("\"text\"", "\"more\":1,\"text\"");
        let short = record("同意").replace(NONCE, "0011");
        let other = record("同意").replace("hub.opinion", "hub.other");
        let spaced = record("同意").replace(",\"text\"", ", \"text\"");
        for bad in [more, short, other, spaced, "同意".to_owned()] {
            assert_eq!(text_of(&bad), None, "{bad}");
        }
    }

    #[test]
    fn own_words_are_one_line_of_fifty_characters() {
        assert_eq!(check("", &"字".repeat(50)), Ok(()));
        assert_eq!(check("", &"字".repeat(51)), Err(ValueProblem::TooLong(50)));
        assert_eq!(check("", "同\n意"), Err(ValueProblem::ControlCharacter));
        assert_eq!(check("", "  "), Err(ValueProblem::Missing));
    }

    #[test]
    fn words_to_be_copied_are_copied_exactly() {
        assert_eq!(check("本人已知悉风险。", " 本人已知悉风险。"), Ok(()));
        assert_eq!(
            check("本人已知悉风险。", "本人已知悉风险"),
            Err(ValueProblem::NotCopied)
        );
    }
}
