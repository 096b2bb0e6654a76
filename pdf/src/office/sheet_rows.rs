//! The first sheet of an `xlsx`, or a `csv`, as rows of text: lists that people fill in, of employees or of contracts to start
//! (ECMA-376 part 1, 18.3 and 18.4).

use super::archive::Archive;
use super::refusal::OfficeRefusal;
use super::xml::{self, Piece};
use super::{OfficeKind, comma_rows, compound, inspect};
use serde::{Deserialize, Serialize};

/// Rows and columns that are read; a list with more is refused, not cut off.
pub(super) const MOST_ROWS: usize = 10_000;
pub(super) const MOST_COLUMNS: usize = 200;
/// Characters of one cell.
pub(super) const MOST_TEXT: usize = 4_000;

/// One row that holds something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SheetRow {
    /// As the spreadsheet program numbers it, from 1.
    pub line: u32,
    /// From column A; empty cells between are empty texts.
    pub cells: Vec<String>,
}

/// Reads the first sheet of the workbook. Formulas stand as the value that was last computed; a number stands as its
/// digits, so that a telephone number stays one.
pub fn read(upload: &[u8]) -> Result<Vec<SheetRow>, OfficeRefusal> {
    if !upload.starts_with(b"PK") && !upload.starts_with(compound::MAGIC) {
        return comma_rows::read(upload);
    }
    if inspect(upload)?.kind != OfficeKind::Xlsx {
        return Err(OfficeRefusal::Unknown);
    }
    let archive = Archive::open(upload)?;
    let shared = shared_strings(&archive.read("xl/sharedStrings.xml")?.unwrap_or_default())?;
    let sheet = first_sheet(&archive)?;
    let sheet = archive.read(&sheet)?.ok_or(OfficeRefusal::Broken)?;
    rows(&sheet, &shared)
}

/// The part that the first `sheet` of the workbook names by its relationship.
fn first_sheet(archive: &Archive<'_>) -> Result<String, OfficeRefusal> {
    let mut first = None;
    xml::walk(&archive.read("xl/workbook.xml")?.unwrap_or_default(), |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "sheet"
            && first.is_none()
        {
            first = element.attribute("id");
        }
        Ok(())
    })?;
    let mut target = None;
    let relations = archive.read("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    xml::walk(&relations, |piece| {
        if let Piece::Open(element) = piece
            && element.name() == "Relationship"
            && first.is_some()
            && element.attribute("Id") == first
        {
            target = element.attribute("Target");
        }
        Ok(())
    })?;
    let target = target.ok_or(OfficeRefusal::Broken)?;
    Ok(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// The texts that cells refer to by number; readings of 汉字 (`rPh`) are no part of them.
fn shared_strings(part: &[u8]) -> Result<Vec<String>, OfficeRefusal> {
    let mut strings: Vec<String> = Vec::new();
    let (mut in_text, mut in_reading) = (false, false);
    xml::walk(part, |piece| {
        match piece {
            Piece::Open(element) => match element.name() {
                "si" => strings.push(String::new()),
                "rPh" => in_reading = true,
                "t" => in_text = !in_reading,
                _ => {}
            },
            Piece::Close("t") => in_text = false,
            Piece::Close("rPh") => in_reading = false,
            Piece::Text(text) if in_text => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(text);
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// A cell on the way through the sheet.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    text: String,
}

fn rows(sheet: &[u8], shared: &[String]) -> Result<Vec<SheetRow>, OfficeRefusal> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut line = 0;
    let mut row: Vec<String> = Vec::new();
    let mut cell = Cell::default();
    let (mut in_value, mut in_reading) = (false, false);
    xml::walk(sheet, |piece| {
        match piece {
            Piece::Open(element) => match element.name() {
                "row" => {
                    let named = element.attribute("r").and_then(|text| text.parse().ok());
                    line = named.unwrap_or(line + 1);
                    row = Vec::new();
                }
                "c" => {
                    let named = element.attribute("r").as_deref().and_then(column);
                    cell = Cell {
                        column: named.unwrap_or(row.len()),
                        kind: element.attribute("t").unwrap_or_default(),
                        text: String::new(),
                    };
                }
                "rPh" => in_reading = true,
                "v" | "t" => in_value = !in_reading,
                _ => {}
            },
            Piece::Text(text) if in_value => cell.text.push_str(text),
            Piece::Close("v" | "t") => in_value = false,
            Piece::Close("rPh") => in_reading = false,
            Piece::Close("c") => place(&mut row, &cell, shared)?,
            Piece::Close("row") => {
                let cells = std::mem::take(&mut row);
                if cells.iter().any(|text| !text.is_empty()) {
                    rows.push(SheetRow { line, cells });
                }
                if rows.len() > MOST_ROWS {
                    return Err(OfficeRefusal::OverLimit);
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(rows)
}

fn place(row: &mut Vec<String>, cell: &Cell, shared: &[String]) -> Result<(), OfficeRefusal> {
    let text = match cell.kind.as_str() {
        "s" => {
            let index = cell.text.trim().parse::<usize>().ok();
            let found = index.and_then(|index| shared.get(index));
            found.ok_or(OfficeRefusal::Broken)?.trim().to_owned()
        }
        "" | "n" => digits(cell.text.trim()),
        _ => cell.text.trim().to_owned(),
    };
    if cell.column >= MOST_COLUMNS || text.chars().count() > MOST_TEXT {
        return Err(OfficeRefusal::OverLimit);
    }
    if row.len() <= cell.column {
        row.resize(cell.column + 1, String::new());
    }
    row[cell.column] = text;
    Ok(())
}

/// The column of a reference such as `AB12`, from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let mut column = 0_usize;
    for letter in letters {
        column = column
            .checked_mul(26)?
            .checked_add(usize::from(letter - b'A') + 1)?;
    }
    column.checked_sub(1)
}

/// A whole number as its digits: programs write `1.38E10` for a telephone number.
fn digits(text: &str) -> String {
    /// Up to here every whole number is exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match text.parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < EXACT => format!("{number:.0}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = r#"<worksheet><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>手机号</t></is></c></row>
        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>1.3800138E10</v></c><c r="D3" t="str"><f>A1</f><v>公式</v></c></row>
        <row r="4"><c r="A4"><v></v></c></row>
        </sheetData></worksheet>"#;
    const STRINGS: &str =
        "<sst><si><r><t>姓</t></r><r><t>名</t></r><rPh><t>xìng</t></rPh></si><si><t>陈以南 </t></si></sst>";

    #[test]
    fn cells_stand_in_their_columns() {
        let shared = shared_strings(STRINGS.as_bytes()).unwrap();
        assert_eq!(shared, ["姓名", "陈以南 "]);
        let read = rows(SHEET.as_bytes(), &shared).unwrap();
        let expected = [
            (1, vec!["姓名", "", "手机号"]),
            (3, vec!["陈以南", "", "13800138000", "公式"]),
        ];
        let expected = expected.map(|(line, cells)| SheetRow {
            line,
            cells: cells.into_iter().map(str::to_owned).collect(),
        });
        assert_eq!(read, expected);
    }

    #[test]
    fn what_names_no_text_or_lies_too_far_out_is_refused() {
        let sheet = |cell: &str| format!("<sheetData><row>{cell}</row></sheetData>");
        let unknown = sheet("<c t=\"s\"><v>7</v></c>");
        assert_eq!(rows(unknown.as_bytes(), &[]), Err(OfficeRefusal::Broken));
        let far = sheet("<c r=\"XFD1\"><v>1</v></c>");
        assert_eq!(rows(far.as_bytes(), &[]), Err(OfficeRefusal::OverLimit));
        assert_eq!(column("AB12"), Some(27));
        assert_eq!(column("12"), None);
    }

    #[test]
    fn numbers_stay_what_they_are() {
        assert_eq!(digits("13800138000"), "13800138000");
        assert_eq!(digits("3.5"), "3.5");
        assert_eq!(digits("007a"), "007a");
    }
}
