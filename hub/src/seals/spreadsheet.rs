//! Tables for spreadsheets: CSV (RFC 4180) in UTF-8 with a mark at the front, which Excel and WPS need to read 中文.

/// One table as a file. No cell can become a formula: one that begins like it gets an apostrophe.
pub fn csv(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut file = String::from('\u{feff}');
    line(&mut file, header.iter().copied());
    for row in rows {
        line(&mut file, row.iter().map(String::as_str));
    }
    file
}

fn line<'a>(file: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            file.push(',');
        }
        cell(file, text);
    }
    file.push_str("\r\n");
}

fn cell(file: &mut String, text: &str) {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    file.push('"');
    file.push_str(guard);
    file.push_str(&text.replace('"', "\"\""));
    file.push('"');
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let rows = [vec!["甲\"乙".to_owned(), "=1+1".to_owned()]];
        assert_eq!(
            csv(&["名称", "备注"], &rows),
            "\u{feff}\"名称\",\"备注\"\r\n\"甲\"\"乙\",\"'=1+1\"\r\n"
        );
    }
}
