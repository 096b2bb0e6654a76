//! Which characters a contract's text may hold: each is shown as one glyph, in the order in which it was typed.

use unicode_normalization::UnicodeNormalization;

/// Why a character cannot be set, whatever the fonts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Objection {
    /// A picture whose look differs from device to device.
    Emoji(char),
    /// Of a script that joins or stacks letters or runs from right to left, which is not supported.
    Shaped(char),
}

/// The text as it is set: composed (NFC), line ends as `\n`, tabs as spaces, and without characters that nobody
/// sees (zero width, direction marks, variation selectors, controls): what is shown is all there is.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.nfc()
        .filter(|&character| character == '\n' || !(character.is_control() || is_invisible(character)))
        .collect()
}

/// The first character of a text as typed that cannot be set.
pub fn objection(text: &str) -> Option<Objection> {
    let mut previous = None;
    for character in text.nfc() {
        if character == EMOJI_PRESENTATION || character == KEYCAP {
            return Some(Objection::Emoji(previous.unwrap_or(character)));
        }
        if is_emoji(character) {
            return Some(Objection::Emoji(character));
        }
        if needs_shaping(character) {
            return Some(Objection::Shaped(character));
        }
        previous = Some(character);
    }
    None
}

/// Asks for the colourful form of the character before it.
const EMOJI_PRESENTATION: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Pictures and flags; marks such as ✓ and ★, which text fonts have, are not among them.
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1F0FF}' | '\u{1F18E}' | '\u{1F191}'..='\u{1F1FF}'
        | '\u{1F300}'..='\u{1FAFF}')
}

/// Default-ignorable characters that change nothing, or should not, in text that is set letter by letter.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that stay apart after composition, and the scripts from Hebrew to Mongolian that need a shaping engine.
fn needs_shaping(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{0590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{1900}'..='\u{1CFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20E2}' | '\u{A800}'..='\u{AAFF}'
        | '\u{1100}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE20}'..='\u{FE2F}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{11000}'..='\u{11FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_not_kept() {
        assert_eq!(clean("甲\u{200B}方\r\n1\t2\u{202E}e\u{301}"), "甲方\n1 2é");
        assert_eq!(clean("葛\u{E0100}"), "葛");
        assert_eq!(clean("한"), "한", "letters of a Korean syllable are composed");
    }

    #[test]
    fn emoji_and_joined_scripts_are_named_and_marks_are_not() {
        assert_eq!(objection("好👍"), Some(Objection::Emoji('👍')));
        assert_eq!(objection("❤\u{FE0F}"), Some(Objection::Emoji('❤')));
        assert_eq!(objection("1\u{FE0F}\u{20E3}"), Some(Objection::Emoji('1')));
        assert_eq!(objection("🇨🇳"), Some(Objection::Emoji('🇨')));
        assert_eq!(objection("سلام"), Some(Objection::Shaped('س')));
        assert_eq!(objection("q\u{301}"), Some(Objection::Shaped('\u{301}')));
        assert_eq!(objection("✓★☑ 𠮷㐂 e\u{301} ¥ 〇 ①"), None);
    }
}
