//! The older binary files ([MS-CFB]): `doc` ([MS-DOC]) and `xls` ([MS-XLS]), also under the names `wps` and `et`.

use super::field_instruction::fetches;
use super::fonts::UsedFonts;
use super::refusal::OfficeRefusal;
use super::{OfficeFile, OfficeKind};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// How a compound file begins.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What one stream may hold, in bytes.
const STREAM_BYTES: u64 = 128 << 20;
/// Longest instruction of a field that is looked at, in characters.
const INSTRUCTION: usize = 512;

type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Refuses what is not to be converted, and collects what the file says about itself.
pub fn inspect(upload: &[u8]) -> Result<OfficeFile, OfficeRefusal> {
    let mut file = CompoundFile::open(Cursor::new(upload)).map_err(|_| OfficeRefusal::Broken)?;
    let names: Vec<String> = file
        .walk()
        .map(|entry| entry.path().to_string_lossy().to_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("/encryptedpackage") {
        return Err(OfficeRefusal::Encrypted);
    }
    if names
        .iter()
        .any(|name| name.ends_with("/vba") || name.contains("_vba_project"))
    {
        return Err(OfficeRefusal::Macros);
    }
    let is_object = |name: &String| {
        name.starts_with("/objectpool/") || name.starts_with("/mbd") || name.ends_with("ole10native")
    };
    if names.iter().any(is_object) {
        return Err(OfficeRefusal::EmbeddedObjects);
    }
    if has("/worddocument") {
        document(&mut file)
    } else if has("/workbook") {
        workbook(&mut file)
    } else {
        Err(OfficeRefusal::Unknown)
    }
}

fn document(file: &mut Compound<'_>) -> Result<OfficeFile, OfficeRefusal> {
    let text = stream(file, "/WordDocument")?.ok_or(OfficeRefusal::Broken)?;
    // Flags of the file information block ([MS-DOC] 2.5.2).
    let flags = short(&text, 0x0a).ok_or(OfficeRefusal::Broken)?;
    if flags & 0x0100 != 0 {
        return Err(OfficeRefusal::Encrypted);
    }
    if has_fetching_field(&text) {
        return Err(OfficeRefusal::ExternalContent);
    }
    let table = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
    let table = stream(file, table)?.unwrap_or_default();
    let mut used = UsedFonts::default();
    for name in font_table(&text, &table).unwrap_or_default() {
        used.add(Some(&name));
    }
    let summary = stream(file, "/\u{5}SummaryInformation")?.unwrap_or_default();
    Ok(OfficeFile {
        kind: OfficeKind::Doc,
        fonts: used.into_names(),
        claimed_pages: page_count(&summary),
        tracked_changes: false,
    })
}

/// Fields begin with 0x13; their instruction ends with 0x14 or 0x15. Text is stored in one or two bytes each.
fn has_fetching_field(text: &[u8]) -> bool {
    let ends = |c: &u16| matches!(*c, 0x14 | 0x15);
    let is_fetching = |instruction: Vec<u16>| fetches(&String::from_utf16_lossy(&instruction));
    (0..text.len()).filter(|at| text[*at] == 0x13).any(|at| {
        let rest = &text[at + 1..];
        let narrow = rest.iter().map(|byte| u16::from(*byte));
        let wide = rest.get(1..).unwrap_or_default().chunks_exact(2);
        let wide = wide.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        is_fetching(narrow.take(INSTRUCTION).take_while(|c| !ends(c)).collect())
            || rest.first() == Some(&0)
                && is_fetching(wide.take(INSTRUCTION).take_while(|c| !ends(c)).collect())
    })
}

/// Names in the table of fonts ([MS-DOC] 2.9.286 SttbfFfn), without those of symbols.
fn font_table(text: &[u8], table: &[u8]) -> Option<Vec<String>> {
    let (start, length) = (long(text, 0x0112)? as usize, long(text, 0x0116)? as usize);
    let fonts = table.get(start..start.checked_add(length)?)?;
    let (mut at, mut names) = (4, Vec::new());
    for _ in 0..short(fonts, 0)? {
        let end = at + 1 + usize::from(*fonts.get(at)?);
        let name = fonts.get(at + 40..end).unwrap_or_default().chunks_exact(2);
        let name = name.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name = String::from_utf16_lossy(&name.take_while(|c| *c != 0).collect::<Vec<u16>>());
        if !name.starts_with("Symbol") && !name.starts_with("Wingdings") {
            names.push(name);
        }
        at = end;
    }
    Some(names)
}

/// Property 14 of the summary ([MS-OLEPS] 2.21; PIDSI_PAGECOUNT).
fn page_count(summary: &[u8]) -> Option<u32> {
    let section = long(summary, 44)? as usize;
    let count = long(summary, section.checked_add(4)?)?.min(64) as usize;
    let at = (0..count)
        .map(|property| section + 8 + 8 * property)
        .find(|at| long(summary, *at) == Some(14))?;
    long(
        summary,
        section
            .checked_add(long(summary, at + 4)? as usize)?
            .checked_add(4)?,
    )
}

fn workbook(file: &mut Compound<'_>) -> Result<OfficeFile, OfficeRefusal> {
    let book = stream(file, "/Workbook")?.ok_or(OfficeRefusal::Broken)?;
    let (mut at, mut used) = (0, UsedFonts::default());
    while let (Some(kind), Some(length)) = (short(&book, at), short(&book, at + 2)) {
        let end = at + 4 + usize::from(length);
        let record = book.get(at + 4..end).ok_or(OfficeRefusal::Broken)?;
        match kind {
            // FilePass
            0x002f => return Err(OfficeRefusal::Encrypted),
            // SupBook of another file or program; 0x0401 is this one, 0x3a01 are add-in functions.
            0x01ae if !matches!(short(record, 2), Some(0x0401 | 0x3a01)) => {
                return Err(OfficeRefusal::ExternalContent);
            }
            // Font
            0x0031 => used.add(font_name(record).as_deref()),
            _ => {}
        }
        at = end;
    }
    Ok(OfficeFile {
        kind: OfficeKind::Xls,
        fonts: used.into_names(),
        claimed_pages: None,
        tracked_changes: false,
    })
}

/// [MS-XLS] 2.4.122.
fn font_name(record: &[u8]) -> Option<String> {
    let (count, is_wide) = (usize::from(*record.get(14)?), record.get(15)? & 1 == 1);
    let characters: Vec<u16> = if is_wide {
        let bytes = record.get(16..16 + 2 * count)?;
        bytes
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect()
    } else {
        record
            .get(16..16 + count)?
            .iter()
            .map(|byte| u16::from(*byte))
            .collect()
    };
    Some(String::from_utf16_lossy(&characters))
}

fn stream(file: &mut Compound<'_>, path: &str) -> Result<Option<Vec<u8>>, OfficeRefusal> {
    if !file.is_stream(path) {
        return Ok(None);
    }
    let stream = file.open_stream(path).map_err(|_| OfficeRefusal::Broken)?;
    let mut bytes = Vec::new();
    stream
        .take(STREAM_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|_| OfficeRefusal::Broken)?;
    Ok(Some(bytes))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
