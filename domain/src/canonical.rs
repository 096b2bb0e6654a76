//! Restricted RFC 8785 JSON: the one spelling in which records are hashed (design 3, evidence 8.1).
//!
//! Object keys match `[a-z0-9_$]+` and are sorted by byte; values are strings in NFC, integers with
//! |x| ≤ 2^53 − 1, booleans, arrays and objects; no floats, no nulls; depth ≤ 8; a record ≤ 32 KiB.
//! [`parse`] accepts nothing but what [`encode`] writes, so equal meaning is equal bytes.

use serde::Serialize;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Largest record in bytes, without its line feed.
pub const MAX_RECORD: usize = 32 * 1024;
const MAX_DEPTH: usize = 8;
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Why a value has no canonical form, or bytes are not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    #[error("a record holds a float, or an integer beyond 2^53 - 1")]
    Number,
    #[error("a record holds null")]
    Null,
    #[error("an object key is not made of a-z, 0-9, _ and $")]
    Key,
    #[error("a string is not in Unicode normal form C")]
    NotNfc,
    #[error("a record is nested deeper than {MAX_DEPTH}")]
    Depth,
    #[error("a record is longer than {MAX_RECORD} bytes")]
    TooLong,
    #[error("the bytes are not JSON: {0}")]
    Json(String),
    #[error("the bytes are JSON but not in canonical spelling")]
    Spelling,
    #[error("a record is not an object that begins with its type tag")]
    NoTag,
}

/// Writes a record in canonical form. Strings are brought to NFC; absent options must be skipped by serde.
///
/// # Errors
/// Floats, nulls, keys outside the alphabet, depth or length over the limit.
pub fn encode(record: &impl Serialize) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(record).map_err(|e| NotCanonical::Json(e.to_string()))?;
    encode_value(&value)
}

/// As [`encode`], from a JSON value.
pub fn encode_value(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    encode_within(value, MAX_RECORD)
}

/// As [`encode_value`], for the rare record that may be longer than [`MAX_RECORD`]: an opening of ink.
pub fn encode_within(value: &Value, longest: usize) -> Result<Vec<u8>, NotCanonical> {
    let mut out = Vec::with_capacity(256);
    write(value, 0, &mut out)?;
    if out.len() > longest {
        Err(NotCanonical::TooLong)
    } else {
        Ok(out)
    }
}

/// Writes a list that is kept as a blob beside the log: canonical spelling, any length.
pub fn encode_list<T: Serialize>(items: &[T]) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(items).map_err(|e| NotCanonical::Json(e.to_string()))?;
    let mut out = Vec::new();
    write(&value, 0, &mut out)?;
    Ok(out)
}

/// Reads a canonical record; anything that [`encode`] would not have written is an error.
pub fn parse(bytes: &[u8]) -> Result<Value, NotCanonical> {
    parse_within(bytes, MAX_RECORD)
}

/// As [`parse`], for a record of at most `longest` bytes.
pub fn parse_within(bytes: &[u8], longest: usize) -> Result<Value, NotCanonical> {
    if bytes.len() > longest {
        return Err(NotCanonical::TooLong);
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|e| NotCanonical::Json(e.to_string()))?;
    if strings_are_nfc(&value) {
        Ok(())
    } else {
        Err(NotCanonical::NotNfc)
    }?;
    // Duplicate keys, white space, escapes and key order all show as another spelling.
    if encode_within(&value, longest)? == bytes {
        Ok(value)
    } else {
        Err(NotCanonical::Spelling)
    }
}

/// As [`parse`], and the record must be an object whose first key is the type tag `$t`.
pub fn parse_record(bytes: &[u8]) -> Result<Value, NotCanonical> {
    let value = parse(bytes)?;
    if bytes.starts_with(b"{\"$t\":\"") {
        Ok(value)
    } else {
        Err(NotCanonical::NoTag)
    }
}

fn strings_are_nfc(value: &Value) -> bool {
    match value {
        Value::String(text) => unicode_normalization::is_nfc(text),
        Value::Array(items) => items.iter().all(strings_are_nfc),
        Value::Object(map) => map.values().all(strings_are_nfc),
        _ => true,
    }
}

fn write(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), NotCanonical> {
    if depth > MAX_DEPTH {
        return Err(NotCanonical::Depth);
    }
    match value {
        Value::Null => return Err(NotCanonical::Null),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let integer = number
                .as_i64()
                .filter(|i| i.abs() <= MAX_INTEGER)
                .ok_or(NotCanonical::Number)?;
            out.extend_from_slice(integer.to_string().as_bytes());
        }
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(item, depth + 1, out)?;
            }
            out.push(b']');
        }
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push(b'{');
            for (index, key) in keys.into_iter().enumerate() {
                if key.is_empty()
                    || key
                        .bytes()
                        .any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'$'))
                {
                    return Err(NotCanonical::Key);
                }
                if index > 0 {
                    out.push(b',');
                }
                write_string(key, out);
                out.push(b':');
                write(&map[key], depth + 1, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

/// RFC 8785 section 3.2.2.2: short escapes where JSON has them, \u00xx for other controls, the rest as is.
fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for character in text.nfc() {
        match character {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            control if control < ' ' => {
                out.extend_from_slice(format!("\\u{:04x}", u32::from(control)).as_bytes());
            }
            other => out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_type_tag_comes_first_and_keys_are_sorted() {
        let bytes = encode(&json!({"b": 1, "a": "张\n", "$t": "hub.x.v1"})).unwrap();
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            r#"{"$t":"hub.x.v1","a":"张\n","b":1}"#
        );
        assert!(parse_record(&bytes).is_ok());
    }

    #[test]
    fn what_has_no_canonical_form_is_refused() {
        assert_eq!(encode(&json!({"a": 1.5})), Err(NotCanonical::Number));
        assert_eq!(
            encode(&json!({"a": 9_007_199_254_740_992_i64})),
            Err(NotCanonical::Number)
        );
        assert_eq!(encode(&json!({"a": null})), Err(NotCanonical::Null));
        assert_eq!(encode(&json!({"A": 1})), Err(NotCanonical::Key));
    }

    #[test]
    fn other_spellings_of_the_same_meaning_are_refused() {
        for bytes in [
            r#"{"a": 1}"#,
            r#"{"b":1,"a":1}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"a":"\u0041"}"#,
            r#"{"a":1e0}"#,
            "\u{feff}{}",
            r#"{"a":-0}"#,
        ] {
            assert!(parse(bytes.as_bytes()).is_err(), "{bytes}");
        }
        assert_eq!(
            parse("{\"a\":\"e\u{301}\"}".as_bytes()),
            Err(NotCanonical::NotNfc)
        );
    }
}
