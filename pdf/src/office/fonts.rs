//! Which fonts a text is really set in: styles that inherit, and the two kinds of characters that are set apart.

use std::collections::{BTreeMap, BTreeSet};

/// Longest chain of styles that is followed.
const LONGEST_CHAIN: usize = 64;

/// The fonts of a run of text; Office formats choose by the character.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slots {
    /// For letters and digits of the West.
    pub latin: Option<String>,
    /// For 汉字 and their kin.
    pub east_asian: Option<String>,
}

impl Slots {
    /// Takes from `outer` what is not said here.
    pub fn or(self, outer: &Self) -> Self {
        Self {
            latin: self.latin.or_else(|| outer.latin.clone()),
            east_asian: self.east_asian.or_else(|| outer.east_asian.clone()),
        }
    }
}

/// Named styles, each of which may stand on another one.
#[derive(Default)]
pub struct StyleSheet {
    styles: BTreeMap<String, (Option<String>, Slots)>,
    /// What holds where no style says anything.
    pub default: Slots,
}

impl StyleSheet {
    pub fn insert(&mut self, name: String, parent: Option<String>, slots: Slots) {
        self.styles.insert(name, (parent, slots));
    }

    /// What a style says, with what it inherits; without the default.
    pub fn resolve(&self, name: &str) -> Slots {
        let (mut slots, mut next) = (Slots::default(), Some(name));
        for _ in 0..LONGEST_CHAIN {
            let Some((parent, own)) = next.and_then(|name| self.styles.get(name)) else {
                break;
            };
            slots = slots.or(own);
            next = parent.as_deref();
        }
        slots
    }
}

/// Names of fonts in which characters were seen.
#[derive(Default)]
pub struct UsedFonts(BTreeSet<String>);

impl UsedFonts {
    /// Adds the fonts that `text` is drawn with.
    pub fn see(&mut self, text: &str, slots: &Slots) {
        if text.chars().any(is_east_asian) {
            self.add(slots.east_asian.as_deref());
        }
        if text.chars().any(|c| c.is_alphanumeric() && !is_east_asian(c)) {
            self.add(slots.latin.as_deref());
        }
    }

    pub fn add(&mut self, name: Option<&str>) {
        let name = name.map(|name| name.trim().trim_matches(['\'', '"']));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.0.insert(name.chars().take(64).collect());
        }
    }

    pub fn into_names(self) -> BTreeSet<String> {
        self.0
    }
}

/// Characters that Office programs set in the East Asian font.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(latin: &str, east_asian: &str) -> Slots {
        let some = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        Slots {
            latin: some(latin),
            east_asian: some(east_asian),
        }
    }

    #[test]
    fn a_style_inherits_what_it_does_not_say() {
        let mut sheet = StyleSheet::default();
        sheet.insert("base".to_owned(), None, slots("Calibri", "等线"));
        sheet.insert("title".to_owned(), Some("base".to_owned()), slots("", "黑体"));
        assert_eq!(sheet.resolve("title"), slots("Calibri", "黑体"));
    }

    #[test]
    fn styles_that_stand_on_each_other_end() {
        let mut sheet = StyleSheet::default();
        sheet.insert("a".to_owned(), Some("b".to_owned()), slots("", ""));
        sheet.insert("b".to_owned(), Some("a".to_owned()), slots("Arial", ""));
        assert_eq!(sheet.resolve("a"), slots("Arial", ""));
    }

    #[test]
    fn only_fonts_with_characters_count() {
        let mut used = UsedFonts::default();
        used.see("合同", &slots("Times New Roman", "宋体"));
        used.see("____ ：", &slots("Arial", "黑体"));
        used.see("No. 5", &slots("'Courier New'", "楷体"));
        let names: Vec<String> = used.into_names().into_iter().collect();
        assert_eq!(names, ["Courier New", "宋体", "黑体"]);
    }
}
