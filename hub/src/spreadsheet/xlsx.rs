//! Tables as workbooks of one sheet (ECMA-376 part 1): every cell is text or a number, never a formula.

use super::Cell;
use crate::downloads::zip::{ZipFull, ZipWriter};
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// One table as a file.
pub fn xlsx(header: &[&str], rows: &[Vec<Cell>]) -> Result<Vec<u8>, ZipFull> {
    let types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{KIND}.worksheet+xml\"/></Types>"
    );
    let workbook = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>\
         <sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let mut file = Vec::new();
    let mut zip = ZipWriter::new(&mut file);
    for (name, part) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        (
            "xl/_rels/workbook.xml.rels",
            relation("worksheet", "worksheets/sheet1.xml"),
        ),
        ("xl/worksheets/sheet1.xml", sheet(header, rows)),
    ] {
        zip.add(name, part.as_bytes())?;
    }
    zip.finish()?;
    Ok(file)
}

fn relation(kind: &str, target: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn sheet(header: &[&str], rows: &[Vec<Cell>]) -> String {
    let mut xml = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData><row>");
    for name in header {
        text(&mut xml, name);
    }
    xml.push_str("</row>");
    for row in rows {
        xml.push_str("<row>");
        for cell in row {
            match cell {
                Cell::Text(written) => text(&mut xml, written),
                Cell::Number(number) => drop(write!(xml, "<c><v>{number}</v></c>")),
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

/// What XML cannot hold is left out.
fn text(xml: &mut String, written: &str) {
    xml.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    for letter in written.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\t' | '\n' => xml.push(letter),
            control if control < ' ' || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            other => xml.push(other),
        }
    }
    xml.push_str("</t></is></c>");
}
