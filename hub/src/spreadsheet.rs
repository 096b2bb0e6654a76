//! Tables for spreadsheet programs: CSV (RFC 4180) in UTF-8 with a mark at the front, which Excel and WPS need to read
//! 中文, and workbooks.

pub mod xlsx;

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Text(String),
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// One table as a file. No cell can become a formula: a text that begins like one gets an apostrophe.
pub fn csv<C: Clone + Into<Cell>>(header: &[&str], rows: &[Vec<C>]) -> String {
    let mut file = String::from('\u{feff}');
    line(&mut file, header.iter().map(|name| (*name).into()));
    for row in rows {
        line(&mut file, row.iter().cloned().map(Into::into));
    }
    file
}

fn line(file: &mut String, cells: impl Iterator<Item = Cell>) {
    for (at, written) in cells.enumerate() {
        if at > 0 {
            file.push(',');
        }
        match written {
            Cell::Text(text) => cell(file, &text),
            Cell::Number(number) => file.push_str(&number.to_string()),
        }
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
    use super::{Cell, csv};

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let rows = [vec!["甲\"乙".into(), "=1+1".into(), Cell::Number(-12.5)]];
        assert_eq!(
            csv(&["名称", "备注", "数"], &rows),
            "\u{feff}\"名称\",\"备注\",\"数\"\r\n\"甲\"\"乙\",\"'=1+1\",-12.5\r\n"
        );
    }
}
