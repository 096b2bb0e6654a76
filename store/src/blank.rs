//! Blanking: taking a person's values out of rows that repeat them for lists and messages (design 2.3).

use serde_json::Value;

/// What stands where an erased value stood.
const BLANK: &str = "█";
/// Values shorter than this many characters are only blanked where they are a whole text: inside other
/// text they would hit unrelated words.
const SHORTEST_INSIDE: usize = 2;

/// Replaces every erased value in `text`; says whether there was one.
pub fn blank_text(text: &mut String, erased: &[String]) -> bool {
    let before = text.clone();
    for value in erased.iter().filter(|value| !value.is_empty()) {
        if text == value {
            BLANK.clone_into(text);
        } else if value.chars().count() >= SHORTEST_INSIDE {
            *text = text.replace(value.as_str(), BLANK);
        }
    }
    *text != before
}

/// Replaces every erased value in the texts of a JSON value; says whether there was one.
pub fn blank_json(row: &mut Value, erased: &[String]) -> bool {
    match row {
        Value::String(text) => blank_text(text, erased),
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| blank_json(item, erased) | any),
        Value::Object(map) => map
            .values_mut()
            .fold(false, |any, item| blank_json(item, erased) | any),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_blanked_whole_and_inside_and_nothing_else_is_touched() {
        let mut row = json!({"title": "张三 与 李四", "parties": ["张三", "李四"], "n": 3, "zone": "A"});
        assert!(blank_json(&mut row, &["张三".into(), "A".into(), String::new()]));
        assert_eq!(
            row,
            json!({"title": "█ 与 李四", "parties": ["█", "李四"], "n": 3, "zone": "█"})
        );
        assert!(!blank_json(&mut row, &["王五".into()]));
        let mut text = "AB".to_owned();
        assert!(!blank_text(&mut text, &["A".into()]));
    }
}
