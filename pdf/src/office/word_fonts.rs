//! The fonts behind a `docx`: its theme, its defaults and its styles (ECMA-376 part 1, 17.3.2.26 and 17.7).

use super::archive::Archive;
use super::fonts::{Slots, StyleSheet};
use super::refusal::OfficeRefusal;
use super::xml::{self, Element, Piece};
use std::collections::BTreeMap;

/// Names of the theme's fonts, by what `rFonts` calls them.
type Theme = BTreeMap<String, String>;

/// What fonts the styles of a file ask for.
pub struct WordFonts {
    theme: Theme,
    styles: StyleSheet,
    /// The style of paragraphs that name none.
    plain: Option<String>,
}

impl WordFonts {
    pub fn read(archive: &Archive<'_>) -> Result<Self, OfficeRefusal> {
        let script = theme_script(&archive.read("word/settings.xml")?.unwrap_or_default())?;
        let theme = theme(
            &archive.read("word/theme/theme1.xml")?.unwrap_or_default(),
            script,
        )?;
        let mut fonts = Self {
            theme,
            styles: StyleSheet::default(),
            plain: None,
        };
        fonts.read_styles(&archive.read("word/styles.xml")?.unwrap_or_default())?;
        Ok(fonts)
    }

    /// The fonts that an `rFonts` element names, directly or through the theme, which goes first.
    pub fn slots(&self, element: &Element<'_>) -> Slots {
        let themed = |name: &str| {
            element
                .attribute(name)
                .and_then(|key| self.theme.get(&key).cloned())
        };
        let latin = themed("asciiTheme").or_else(|| themed("hAnsiTheme"));
        Slots {
            latin: latin
                .or_else(|| element.attribute("ascii"))
                .or_else(|| element.attribute("hAnsi")),
            east_asian: themed("eastAsiaTheme").or_else(|| element.attribute("eastAsia")),
        }
    }

    /// What holds for a run: its own word, its style's, its paragraph's style's, the default.
    pub fn resolve(&self, direct: &Slots, run: Option<&str>, paragraph: Option<&str>) -> Slots {
        let style = |name: Option<&str>| name.map(|name| self.styles.resolve(name)).unwrap_or_default();
        direct
            .clone()
            .or(&style(run))
            .or(&style(paragraph.or(self.plain.as_deref())))
            .or(&self.styles.default)
    }

    fn read_styles(&mut self, part: &[u8]) -> Result<(), OfficeRefusal> {
        let (mut name, mut parent, mut slots) = (None, None, Slots::default());
        xml::walk(part, |piece| {
            match piece {
                Piece::Open(element) => match element.name() {
                    "style" => {
                        name = element.attribute("styleId");
                        (parent, slots) = (None, Slots::default());
                        let is_plain = element
                            .attribute("default")
                            .is_some_and(|is| is == "1" || is == "true")
                            && element.attribute("type").is_some_and(|kind| kind == "paragraph");
                        if is_plain {
                            self.plain.clone_from(&name);
                        }
                    }
                    "basedOn" => parent = element.attribute("val"),
                    "rFonts" => slots = self.slots(element),
                    _ => {}
                },
                Piece::Close("style") => {
                    if let Some(name) = name.take() {
                        self.styles
                            .insert(name, parent.take(), std::mem::take(&mut slots));
                    }
                }
                Piece::Close("rPrDefault") => self.styles.default = std::mem::take(&mut slots),
                Piece::Close(_) | Piece::Text(_) => {}
            }
            Ok(())
        })
    }
}

/// Which of the theme's East Asian scripts holds: by the language that the settings name, else simplified Chinese.
fn theme_script(settings: &[u8]) -> Result<&'static str, OfficeRefusal> {
    let mut script = "Hans";
    xml::walk(settings, |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "themeFontLang"
        {
            let language = element.attribute("eastAsia").unwrap_or_default();
            script = match language.as_str() {
                "zh-TW" | "zh-HK" | "zh-MO" => "Hant",
                "ja-JP" => "Jpan",
                "ko-KR" => "Hang",
                _ => "Hans",
            };
        }
        Ok(())
    })?;
    Ok(script)
}

/// `minorFont` and `majorFont` of a theme (ECMA-376 part 1, 20.1.4.1.16): Latin, East Asian, and by script.
fn theme(part: &[u8], script: &str) -> Result<Theme, OfficeRefusal> {
    let (mut fonts, mut prefix) = (Theme::new(), None);
    xml::walk(part, |piece| {
        match piece {
            Piece::Open(element) => {
                let typeface = element.attribute("typeface").filter(|name| !name.is_empty());
                match (element.name(), prefix, typeface) {
                    ("minorFont", ..) => prefix = Some("minor"),
                    ("majorFont", ..) => prefix = Some("major"),
                    ("latin", Some(prefix), Some(name)) => {
                        fonts.insert(format!("{prefix}HAnsi"), name.clone());
                        fonts.insert(format!("{prefix}Ascii"), name);
                    }
                    ("ea", Some(prefix), Some(name)) => {
                        fonts.insert(format!("{prefix}EastAsia"), name);
                    }
                    ("font", Some(prefix), Some(name))
                        if element.attribute("script").as_deref() == Some(script) =>
                    {
                        // A typeface for all of East Asia, which stands first, goes before.
                        fonts.entry(format!("{prefix}EastAsia")).or_insert(name);
                    }
                    _ => {}
                }
            }
            Piece::Close("minorFont" | "majorFont") => prefix = None,
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(fonts)
}
