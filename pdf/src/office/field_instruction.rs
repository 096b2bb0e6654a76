//! Fields in text that would fetch something when they are brought up to date.

/// Field types that read other files or other programs (ECMA-376 part 1, 17.16.5; DDE from older programs).
const FETCHING: [&str; 9] = [
    "DDE",
    "DDEAUTO",
    "INCLUDE",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "LINK",
    "IMPORT",
    "DATABASE",
    "RD",
];

/// Whether the instruction of a field makes it fetch content.
pub fn fetches(instruction: &str) -> bool {
    let kind = instruction.split_whitespace().next().unwrap_or_default();
    FETCHING
        .iter()
        .any(|fetching| kind.eq_ignore_ascii_case(fetching))
}

/// Whether a formula of a spreadsheet asks another program or the network.
pub fn formula_fetches(formula: &str) -> bool {
    let formula = formula.to_uppercase();
    let calls = |function: &str| {
        formula
            .match_indices(function)
            .any(|(at, _)| !formula[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_'))
    };
    // Excel writes DDE as `program|'topic'!item`.
    calls("DDE(") || formula.contains("WEBSERVICE(") || formula.contains("|'") || formula.contains("'FILE:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_fetch_are_known_by_their_first_word() {
        for instruction in [
            " DDEAUTO c:\\\\x cmd",
            "includepicture \"http://x/\"",
            "\tLINK Excel.Sheet",
        ] {
            assert!(fetches(instruction), "{instruction}");
        }
        for instruction in ["", " PAGE ", "HYPERLINK \"http://x/\"", "REF link", "LINKED x"] {
            assert!(!fetches(instruction), "{instruction}");
        }
    }

    #[test]
    fn formulas_that_fetch_are_known() {
        for formula in [
            "cmd|'/c calc'!A1",
            "_xlfn.WEBSERVICE(A1)",
            "1+dde(\"a\",\"b\",\"c\")",
        ] {
            assert!(formula_fetches(formula), "{formula}");
        }
        for formula in ["SUM(A1:B2)", "IF(A1>0,\"DDE\",\"\")", "ADDED(1)"] {
            assert!(!formula_fetches(formula), "{formula}");
        }
    }
}
