//! Rows of a `csv` file (RFC 4180), as spreadsheet programs save it: in UTF-8, or in GB 18030 where they are Chinese.

use super::refusal::OfficeRefusal;
use super::sheet_rows::{MOST_COLUMNS, MOST_ROWS, MOST_TEXT, SheetRow};
use encoding_rs::{GB18030, UTF_8};

/// Reads all rows that hold something. Commas, semicolons or tabs stand between cells.
pub(super) fn read(upload: &[u8]) -> Result<Vec<SheetRow>, OfficeRefusal> {
    let text = decoded(upload)?;
    let first = text.lines().next().unwrap_or_default();
    let separator = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|byte| first.bytes().filter(|found| found == byte).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| OfficeRefusal::Broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let too_large =
            cells.len() > MOST_COLUMNS || cells.iter().any(|cell| cell.chars().count() > MOST_TEXT);
        if too_large || rows.len() >= MOST_ROWS {
            return Err(OfficeRefusal::OverLimit);
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            let line = u32::try_from(line).map_err(|_| OfficeRefusal::OverLimit)?;
            rows.push(SheetRow { line, cells });
        }
    }
    Ok(rows)
}

fn decoded(upload: &[u8]) -> Result<String, OfficeRefusal> {
    let (text, _, damaged) = UTF_8.decode(upload);
    let (text, damaged) = if damaged {
        let (text, damaged) = GB18030.decode_without_bom_handling(upload);
        (text, damaged)
    } else {
        (text, false)
    };
    // Files of other kinds may well be text up to here; nobody's list holds control characters.
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if damaged || text.starts_with("%PDF-") || text.contains(strange) {
        return Err(OfficeRefusal::Unknown);
    }
    // The reader counts a line at its line feed, and so too late where a carriage return ends the row.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(upload: &[u8]) -> Vec<(u32, Vec<String>)> {
        let rows = read(upload).unwrap();
        rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn expected() -> Vec<(u32, Vec<String>)> {
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        vec![row(1, ["姓名", "住址"]), row(3, ["张三", "杭州, 西湖区\n1 号"])]
    }

    #[test]
    fn files_of_every_program_read_alike() {
        let text = "姓名,住址\r\n,\r\n张三,\"杭州, 西湖区\n1 号\"\r\n";
        assert_eq!(cells(text.as_bytes()), expected());
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(cells(&with_mark), expected());
        let (chinese, _, _) = GB18030.encode(text);
        assert_ne!(chinese.as_ref(), text.as_bytes());
        assert_eq!(cells(&chinese), expected());
        let tabs = "姓名\t住址\n\t\n张三\t\"杭州, 西湖区\n1 号\"\n";
        assert_eq!(cells(tabs.as_bytes()), expected());
    }

    #[test]
    fn what_is_no_text_or_too_large_is_refused() {
        assert_eq!(read(b"a,b\0c"), Err(OfficeRefusal::Unknown));
        assert_eq!(read(b"%PDF-1.7"), Err(OfficeRefusal::Unknown));
        assert_eq!(read(b"\x1b[1m"), Err(OfficeRefusal::Unknown));
        assert_eq!(read(b"\xff\xff\xff"), Err(OfficeRefusal::Unknown));
        let wide = ",x".repeat(MOST_COLUMNS + 1);
        assert_eq!(read(wide.as_bytes()), Err(OfficeRefusal::OverLimit));
        let long = "x\n".repeat(MOST_ROWS + 1);
        assert_eq!(read(long.as_bytes()), Err(OfficeRefusal::OverLimit));
        assert_eq!(cells(b""), []);
    }
}
