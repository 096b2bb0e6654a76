//! Writing PDF values: numbers, names, text strings and dates in the one form that we use.

use super::syntax::ObjectId;
use domain::timestamp::Timestamp;

/// Appends a number of thousandths in its shortest decimal form, e.g. 1500 as `1.5`.
pub fn thousandths(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let magnitude = number.unsigned_abs();
    integer(out, magnitude / 1000);
    let fraction = magnitude % 1000;
    if fraction > 0 {
        let digits = [fraction / 100, fraction / 10 % 10, fraction % 10].map(|digit| b'0' + digit as u8);
        let kept = if fraction.is_multiple_of(100) {
            1
        } else if fraction.is_multiple_of(10) {
            2
        } else {
            3
        };
        out.push(b'.');
        out.extend_from_slice(&digits[..kept]);
    }
}

/// Appends a number rounded to hundredths: 1/7200 inch, finer than any printer.
pub fn number(out: &mut Vec<u8>, number: f64) {
    let rounded = (number.clamp(-1e9, 1e9) * 100.0).round() as i64;
    thousandths(out, rounded * 10);
}

/// Appends a number rounded to millionths, for matrices: its error is multiplied by the size of a page.
pub fn precise(out: &mut Vec<u8>, number: f64) {
    let rounded = (number.clamp(-1e9, 1e9) * 1e6).round() as i64;
    if rounded < 0 {
        out.push(b'-');
    }
    let magnitude = rounded.unsigned_abs();
    integer(out, magnitude / 1_000_000);
    let fraction = format!("{:06}", magnitude % 1_000_000);
    let kept = fraction.trim_end_matches('0');
    if !kept.is_empty() {
        out.push(b'.');
        out.extend_from_slice(kept.as_bytes());
    }
}

/// Appends a whole number.
pub fn integer(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// A text string: UTF-16BE in hexadecimal with its byte order mark, so that nothing needs escaping.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(6 + text.len() * 4);
    out.push_str("<FEFF");
    for unit in text.encode_utf16() {
        out.push_str(&format!("{unit:04X}"));
    }
    out.push('>');
    out
}

/// Appends a name, with everything that is not a plain character escaped (ISO 32000-2, 7.3.5).
pub fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"#/()<>[]{}%".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// A reference: `12 0 R`.
pub fn reference(id: ObjectId) -> String {
    format!("{} {} R", id.number, id.generation)
}

/// A byte string in hexadecimal.
pub fn bytes(bytes: &[u8]) -> String {
    format!("<{}>", hex::encode(bytes))
}

/// A date with its offset from UTC (ISO 32000-2, 7.9.4), e.g. `(D:20261122180509+08'00')`.
pub fn date(at: Timestamp, offset_minutes: i32) -> String {
    let civil = at.civil(offset_minutes);
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let offset = offset_minutes.abs();
    format!(
        "(D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}{:02}'{:02}')",
        civil.year,
        civil.month,
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        offset / 60,
        offset % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(value: i64) -> String {
        let mut out = Vec::new();
        thousandths(&mut out, value);
        String::from_utf8(out).expect("digits")
    }

    #[test]
    fn numbers_are_exact_and_short() {
        assert_eq!(printed(595_304), "595.304");
        assert_eq!(printed(-1_500), "-1.5");
        assert_eq!(printed(20), "0.02");
        assert_eq!(printed(7_000), "7");
        let mut out = Vec::new();
        number(&mut out, -0.126);
        number(&mut out, f64::NAN);
        assert_eq!(out, b"-0.130");
        out.clear();
        precise(&mut out, -1.0 / 1.3);
        out.push(b' ');
        precise(&mut out, 2.0);
        assert_eq!(out, b"-0.769231 2");
    }

    #[test]
    fn text_and_dates_need_no_escaping() {
        assert_eq!(text("甲)"), "<FEFF75320029>");
        let mut out = Vec::new();
        name(&mut out, b"A b#");
        assert_eq!(out, b"/A#20b#23");
        assert_eq!(
            date(Timestamp(1_795_366_800_000), 480),
            "(D:20261123010000+08'00')"
        );
        assert_eq!(date(Timestamp(0), -150), "(D:19691231213000-02'30')");
    }
}
