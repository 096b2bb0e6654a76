//! Tables whose rows grow 动态表格: a JSON list of rows, each with one text per column.

/// Longest text of one cell, in characters.
const CELL: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TableProblem {
    #[error("not a list of rows with {0} texts each")]
    Form(usize),
    #[error("more than {0} rows")]
    Rows(u16),
    #[error("a cell has more than 200 characters, or a control character")]
    Cell,
}

/// The rows of a value that [`super::check`] has taken; none for anything else.
pub fn rows(value: &str) -> Vec<Vec<String>> {
    serde_json::from_str(value).unwrap_or_default()
}

/// The table in its one form: texts trimmed, empty rows left out.
pub(super) fn check(text: &str, columns: usize, max_rows: u16) -> Result<String, TableProblem> {
    let typed: Vec<Vec<String>> = serde_json::from_str(text).map_err(|_| TableProblem::Form(columns))?;
    let mut kept = Vec::new();
    for row in typed {
        if row.len() != columns {
            return Err(TableProblem::Form(columns));
        }
        let row: Vec<String> = row.iter().map(|cell| cell.trim().to_owned()).collect();
        let bad = |cell: &String| cell.chars().count() > CELL || cell.chars().any(char::is_control);
        if row.iter().any(bad) {
            return Err(TableProblem::Cell);
        }
        if row.iter().any(|cell| !cell.is_empty()) {
            kept.push(row);
        }
    }
    if kept.len() > usize::from(max_rows) {
        return Err(TableProblem::Rows(max_rows));
    }
    if kept.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(&kept).map_err(|_| TableProblem::Form(columns))
}
