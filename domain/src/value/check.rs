//! Whether a value is one of its kind; what is taken is written in one form.

use super::amount::Amount;
use super::{KnownFact, ValueKind, ValueProblem, table};
use crate::contract::decide::opening::is_phone;
use crate::day::Day;
use crate::hash::Sha256Hash;
use crate::id_number::IdNumber;
use crate::organisation::credit_code::CreditCode;
use unicode_normalization::UnicodeNormalization;

/// Longest address and e-mail, in characters (RFC 5321 section 4.5.3.1.3 for the latter).
const ADDRESS: u16 = 120;
const EMAIL: u16 = 254;
/// Longest name of a person, in characters.
const NAME: u16 = 50;

/// The value in its one form (NFC, trimmed, digits without spaces), or why it is none. The empty value is taken by
/// every kind: whether it may stay empty is the control's to say.
pub fn check(kind: &ValueKind, typed: &str) -> Result<String, ValueProblem> {
    let text: String = typed.nfc().collect::<String>().trim().to_owned();
    if text.is_empty() {
        return Ok(text);
    }
    match kind {
        ValueKind::Line { max } => line(&text, *max),
        ValueKind::Paragraph { max } => paragraph(&text, *max),
        ValueKind::Address {} => line(&text, ADDRESS),
        ValueKind::Number { decimals } => number(&text, *decimals),
        ValueKind::Date {} => Day::parse(&text)
            .map(|day| day.to_string())
            .ok_or(ValueProblem::NotADate),
        ValueKind::Choice { options } => {
            let offered = options.contains(&text);
            if offered {
                Ok(text)
            } else {
                Err(ValueProblem::NotOffered)
            }
        }
        ValueKind::Choices { options } => choices(&text, options),
        ValueKind::Tick {} => {
            if text == "yes" {
                Ok(text)
            } else {
                Err(ValueProblem::NotOffered)
            }
        }
        ValueKind::Email {} => email(&text),
        ValueKind::Phone {} => {
            let phone = without_gaps(&text);
            if is_phone(&phone) {
                Ok(phone)
            } else {
                Err(ValueProblem::NotAPhone)
            }
        }
        ValueKind::IdNumber {} => IdNumber::parse(&text)
            .map(|number| number.as_str().to_owned())
            .map_err(|_| ValueProblem::NotAnIdNumber),
        ValueKind::CreditCode {} => CreditCode::parse(&text)
            .map(|code| code.as_str().to_owned())
            .map_err(|_| ValueProblem::NotACreditCode),
        ValueKind::Account { .. } => {
            let digits = without_gaps(&text);
            let fits = (8..=30).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            if fits {
                Ok(digits)
            } else {
                Err(ValueProblem::NotAnAccount)
            }
        }
        ValueKind::Amount {} => Amount::parse(&text)
            .map(|amount| amount.to_string())
            .ok_or(ValueProblem::NotAnAmount),
        ValueKind::Picture {} => match text.parse::<Sha256Hash>() {
            Ok(hash) => Ok(hash.to_hex()),
            Err(_) => Err(ValueProblem::NotAPicture),
        },
        ValueKind::Table { columns, max_rows } => Ok(table::check(&text, columns.len(), *max_rows)?),
        ValueKind::Known { fact } => known(&text, *fact),
        ValueKind::AmountInWords { .. } => Err(ValueProblem::Derived),
    }
}

/// What a party says of itself where the hub knows nothing.
fn known(text: &str, fact: KnownFact) -> Result<String, ValueProblem> {
    match fact {
        KnownFact::Name | KnownFact::Phone | KnownFact::Organisation => Err(ValueProblem::Derived),
        KnownFact::IdNumber => paper_number(text),
        KnownFact::CreditCode => check(&ValueKind::CreditCode {}, text),
        KnownFact::LegalRepresentative => line(text, NAME),
    }
}

/// The number of an identity document of whatever kind: eighteen characters are a citizen's with its check character
/// (GB 11643), fewer are a permit's or a passport's.
fn paper_number(text: &str) -> Result<String, ValueProblem> {
    let number = without_gaps(text).to_ascii_uppercase();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match number.len() {
        18 => check(&ValueKind::IdNumber {}, &number),
        5..=15 if plain && digits >= 4 => Ok(number),
        _ => Err(ValueProblem::NotAnIdNumber),
    }
}

fn line(text: &str, max: u16) -> Result<String, ValueProblem> {
    if text.chars().any(char::is_control) {
        return Err(ValueProblem::ControlCharacter);
    }
    within(text, max)
}

fn paragraph(text: &str, max: u16) -> Result<String, ValueProblem> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(ValueProblem::ControlCharacter);
    }
    within(&text, max)
}

fn within(text: &str, max: u16) -> Result<String, ValueProblem> {
    if text.chars().count() > usize::from(max) {
        return Err(ValueProblem::TooLong(max));
    }
    Ok(text.to_owned())
}

/// A decimal number as people type it, commas between thousands allowed; without a leading `+` or needless zeros.
fn number(text: &str, decimals: u8) -> Result<String, ValueProblem> {
    let problem = || ValueProblem::NotANumber(decimals);
    let text: String = text.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty()
        && whole.len() <= 18
        && part.len() <= usize::from(decimals)
        && is_digits(whole)
        && is_digits(part)
        && !digits.ends_with('.');
    if !fits {
        return Err(problem());
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if part.is_empty() { "" } else { "." };
    Ok(format!("{sign}{whole}{point}{part}"))
}

/// A JSON list of options; kept in the order in which they are offered.
fn choices(text: &str, options: &[String]) -> Result<String, ValueProblem> {
    let chosen: Vec<String> = serde_json::from_str(text).map_err(|_| ValueProblem::NotOffered)?;
    if chosen.iter().any(|choice| !options.contains(choice)) {
        return Err(ValueProblem::NotOffered);
    }
    let kept: Vec<&String> = options.iter().filter(|option| chosen.contains(option)).collect();
    serde_json::to_string(&kept).map_err(|_| ValueProblem::NotOffered)
}

/// One `@` with something before and a domain with a dot after it; more only the mail itself can prove.
fn email(text: &str) -> Result<String, ValueProblem> {
    let (local, domain) = text.rsplit_once('@').ok_or(ValueProblem::NotAnEmail)?;
    let plain = |text: &str| {
        !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '@')
    };
    let dotted = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    if local.is_empty() || !plain(local) || !plain(domain) || !dotted {
        return Err(ValueProblem::NotAnEmail);
    }
    within(text, EMAIL)
}

fn without_gaps(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '-')).collect()
}
