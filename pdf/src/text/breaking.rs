//! Where lines break: UAX #14 with the strict rules for Chinese and Japanese (避头尾): no line begins with 、。）》 or
//! ends with （《.

use super::run::Typesetter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// Breaks `text` into lines of at most `width` (1/1000 em). Line feeds always break. White space at a break is not
/// kept; what no break makes narrow enough is cut between characters.
pub fn break_lines(setter: &Typesetter<'_>, text: &str, width: u32) -> Vec<String> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    text.split('\n')
        .flat_map(|paragraph| Breaker::new(setter, width).paragraph(&segmenter, paragraph))
        .collect()
}

struct Breaker<'a> {
    setter: &'a Typesetter<'a>,
    most: u32,
    lines: Vec<String>,
    line: String,
    /// Of `line`, with the white space at its end.
    width: u32,
}

impl<'a> Breaker<'a> {
    fn new(setter: &'a Typesetter<'a>, most: u32) -> Self {
        Self {
            setter,
            most,
            lines: Vec::new(),
            line: String::new(),
            width: 0,
        }
    }

    fn paragraph(mut self, segmenter: &LineSegmenterBorrowed<'_>, paragraph: &str) -> Vec<String> {
        let mut start = 0;
        for end in segmenter.segment_str(paragraph).skip(1) {
            self.segment(&paragraph[start..end]);
            start = end;
        }
        self.end_line();
        self.lines
    }

    fn segment(&mut self, segment: &str) {
        let seen = self.setter.width(segment.trim_end());
        if self.width + seen > self.most && !self.line.is_empty() {
            self.end_line();
        }
        if seen <= self.most {
            self.line.push_str(segment);
            self.width += self.setter.width(segment);
            return;
        }
        for character in segment.chars() {
            let advance = self.setter.advance(character);
            if self.width + advance > self.most && !self.line.is_empty() {
                self.end_line();
            }
            self.line.push(character);
            self.width += advance;
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.width = 0;
        self.lines.push(line.trim_end().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::set::{DocumentFonts, Face};
    use proptest::prelude::*;

    /// Without fonts every character is 1000 wide and a space 250.
    fn broken(text: &str, characters: u32) -> Vec<String> {
        let fonts = DocumentFonts::default();
        let face = Face::Hei;
        break_lines(&Typesetter { fonts: &fonts, face }, text, characters * 1000)
    }

    #[test]
    fn marks_do_not_begin_a_line_nor_brackets_end_one() {
        assert_eq!(broken("甲方应付款。乙方", 5), ["甲方应付", "款。乙方"]);
        assert_eq!(
            broken("甲方按照（附件）付款", 5),
            ["甲方按照", "（附件）付", "款"]
        );
        assert_eq!(
            broken("大きなシャツ", 4),
            ["大きな", "シャツ"],
            "small kana stay behind"
        );
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(broken("pay to Beijing Ltd", 8), ["pay to", "Beijing", "Ltd"]);
        assert_eq!(
            broken("合计￥1,234.50元", 9),
            ["合计", "￥1,234.50", "元"][..].to_vec(),
            "cut only if need be"
        );
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(broken("甲\n\n乙", 3), ["甲", "", "乙"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_too_wide(text in "[甲乙、。（）a-c ]{0,40}", most in 1..12_u32) {
            let lines = broken(&text, most);
            let kept = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
            let fonts = DocumentFonts::default();
            let setter = Typesetter { fonts: &fonts, face: Face::Hei };
            for line in &lines {
                prop_assert!(setter.width(line) <= most * 1000, "{line:?}");
            }
        }
    }
}
