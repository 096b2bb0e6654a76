//! Short texts that people write: names, reasons, notes.

/// The text is blank, too long, or holds control characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a text is missing, too long, or holds characters that are not possible")]
pub struct BadText;

/// The text without blanks around it: 1 to `longest` characters, no control characters.
pub fn require_text(text: &str, longest: usize) -> Result<&str, BadText> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(BadText) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_not_bytes_and_blanks_around_do_not() {
        assert_eq!(require_text("  青屿新能源 ", 5), Ok("青屿新能源"));
        assert_eq!(require_text("青屿新能源", 4), Err(BadText));
    }

    #[test]
    fn blank_and_control_characters_are_refused() {
        assert_eq!(require_text(" \t ", 9), Err(BadText));
        assert_eq!(require_text("甲\n乙", 9), Err(BadText));
    }
}
