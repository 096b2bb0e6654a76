//! Rich Text Format 1.9.1: what in it is refused, and the fonts of its text.

use super::field_instruction::fetches;
use super::fonts::UsedFonts;
use super::refusal::OfficeRefusal;
use super::{OfficeFile, OfficeKind};
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};
use std::collections::{BTreeMap, BTreeSet};

/// How such a file begins.
pub const MAGIC: &[u8] = b"{\\rtf";
/// Deepest nesting of groups.
const DEEPEST: usize = 512;

/// What a group is for; groups in it are for the same unless they say otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    FontTable,
    Instruction,
    /// Neither shown nor looked at.
    Other,
}

/// Refuses what is not to be converted, and collects what the file says about itself.
pub fn inspect(upload: &[u8]) -> Result<OfficeFile, OfficeRefusal> {
    let mut reading = Reading {
        groups: Vec::new(),
        here: Destination::Text,
        table: BTreeMap::new(),
        described: None,
        charset: None,
        name: Vec::new(),
        instruction: Vec::new(),
        used: BTreeSet::new(),
        claimed_pages: None,
        tracked_changes: false,
    };
    let mut rest = upload;
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b'\\' => reading.control(after)?,
            b'{' => {
                reading.begin()?;
                after
            }
            b'}' => {
                reading.end()?;
                after
            }
            byte => {
                reading.byte(*byte);
                after
            }
        };
    }
    let mut used = UsedFonts::default();
    for number in &reading.used {
        used.add(reading.table.get(number).map(String::as_str));
    }
    Ok(OfficeFile {
        kind: OfficeKind::Rtf,
        fonts: used.into_names(),
        claimed_pages: reading.claimed_pages,
        tracked_changes: reading.tracked_changes,
    })
}

struct Reading {
    groups: Vec<Destination>,
    here: Destination,
    table: BTreeMap<i64, String>,
    /// The font of the table that is being described.
    described: Option<i64>,
    charset: Option<i64>,
    name: Vec<u8>,
    instruction: Vec<u8>,
    used: BTreeSet<i64>,
    claimed_pages: Option<u32>,
    tracked_changes: bool,
}

impl Reading {
    fn begin(&mut self) -> Result<(), OfficeRefusal> {
        if self.groups.len() >= DEEPEST {
            return Err(OfficeRefusal::OverLimit);
        }
        self.groups.push(self.here);
        Ok(())
    }

    fn end(&mut self) -> Result<(), OfficeRefusal> {
        let outer = self.groups.pop().unwrap_or(Destination::Text);
        if self.here == Destination::Instruction && outer != Destination::Instruction {
            let instruction = std::mem::take(&mut self.instruction);
            if fetches(&String::from_utf8_lossy(&instruction)) {
                return Err(OfficeRefusal::ExternalContent);
            }
        }
        self.here = outer;
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        match self.here {
            Destination::FontTable if byte == b';' => {
                let encoding = encoding(self.charset);
                if let Some(number) = self.described.take() {
                    let (name, ..) = encoding.decode(&self.name);
                    self.table.insert(number, name.into_owned());
                }
                self.name.clear();
            }
            Destination::FontTable if self.name.len() < 256 && !byte.is_ascii_control() => {
                self.name.push(byte);
            }
            Destination::Instruction if self.instruction.len() < 4096 => self.instruction.push(byte),
            _ => {}
        }
    }

    /// A control word or symbol after its backslash; returns what follows.
    fn control<'a>(&mut self, after: &'a [u8]) -> Result<&'a [u8], OfficeRefusal> {
        let letters = after.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return Ok(self.symbol(after));
        }
        let (word, rest) = after.split_at(letters);
        let digits = rest
            .iter()
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-')
            .count();
        let (number, rest) = rest.split_at(digits);
        let number = std::str::from_utf8(number)
            .ok()
            .and_then(|number| number.parse::<i64>().ok());
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        if word == b"bin" {
            let length = number
                .and_then(|length| usize::try_from(length).ok())
                .unwrap_or(0);
            return rest.get(length..).ok_or(OfficeRefusal::Broken);
        }
        self.word(word, number)?;
        Ok(rest)
    }

    fn symbol<'a>(&mut self, after: &'a [u8]) -> &'a [u8] {
        let Some((symbol, rest)) = after.split_first() else {
            return after;
        };
        let code = rest.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match (symbol, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'\'', Some(byte)) => {
                self.byte(byte);
                &rest[2..]
            }
            // A destination that a reader may pass over.
            (b'*', _) => {
                if self.here == Destination::FontTable {
                    self.here = Destination::Other;
                }
                rest
            }
            _ => rest,
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i64>) -> Result<(), OfficeRefusal> {
        match word {
            b"object" | b"objdata" | b"objocx" | b"objemb" | b"objlink" => {
                return Err(OfficeRefusal::EmbeddedObjects);
            }
            b"fonttbl" => self.here = Destination::FontTable,
            b"fldinst" => self.here = Destination::Instruction,
            b"fldrslt" => self.here = Destination::Text,
            b"stylesheet" | b"info" | b"colortbl" | b"listtable" | b"pict" | b"themedata" => {
                self.here = Destination::Other;
            }
            b"falt" | b"panose" => {}
            b"f" if self.here == Destination::FontTable => {
                self.described = number;
                self.charset = None;
                self.name.clear();
            }
            b"fcharset" if self.here == Destination::FontTable => self.charset = number,
            b"f" | b"af" | b"deff" if self.here == Destination::Text => self.used.extend(number),
            b"nofpages" => self.claimed_pages = number.and_then(|pages| u32::try_from(pages).ok()),
            b"revised" | b"deleted" => self.tracked_changes = true,
            _ => {}
        }
        Ok(())
    }
}

/// The encoding of a font's name, by its character set.
fn encoding(charset: Option<i64>) -> &'static Encoding {
    match charset {
        Some(134) => GBK,
        Some(136) => BIG5,
        Some(128) => SHIFT_JIS,
        Some(129) => EUC_KR,
        _ => WINDOWS_1252,
    }
}
