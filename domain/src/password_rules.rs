//! What may be a password: long enough and not among the first that anybody would try (NIST SP 800-63B 5.1.1.2).

use unicode_normalization::UnicodeNormalization;

/// Characters of a sign-in password.
const SHORTEST: usize = 10;
const LONGEST: usize = 128;
/// Different characters that a password has at least.
const FEWEST_DIFFERENT: usize = 5;
/// Digits of a sign password.
const SIGN_DIGITS: usize = 6;
/// Beginnings of lists that guessing programs carry, as far as the other rules let them through.
const KNOWN: [&str; 12] = [
    "password12",
    "password123",
    "passw0rd123",
    "1qaz2wsx3edc",
    "q1w2e3r4t5",
    "1q2w3e4r5t",
    "qwertyuiop",
    "qwer123456",
    "woaini1314",
    "woaini520.",
    "iloveyou12",
    "admin12345",
];

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WeakPassword {
    #[error("a password has 10 to 128 characters")]
    Length,
    #[error("a sign password is six digits")]
    NotSixDigits,
    #[error("this is among the first that anybody would try")]
    Plain,
}

impl WeakPassword {
    /// The stable code of the refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "password_length",
            Self::NotSixDigits => "sign_password_form",
            Self::Plain => "password_plain",
        }
    }
}

/// The one form in which a password is compared: NFKC, so that every keyboard's spelling is the same.
pub fn normalised(password: &str) -> String {
    password.nfkc().collect()
}

/// Checks a sign-in password of the person with this phone number; `password` is normalised.
pub fn check_password(password: &str, phone: &str) -> Result<(), WeakPassword> {
    let characters: Vec<char> = password.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&characters.len()) {
        return Err(WeakPassword::Length);
    }
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let lower = password.to_lowercase();
    let plain = different.len() < FEWEST_DIFFERENT
        || is_run(&characters)
        || KNOWN.contains(&lower.as_str())
        || holds_phone(&lower, phone);
    if plain { Err(WeakPassword::Plain) } else { Ok(()) }
}

/// Checks a sign password of the person with this phone number.
pub fn check_sign_password(password: &str, phone: &str) -> Result<(), WeakPassword> {
    let digits: Vec<char> = password.chars().collect();
    if digits.len() != SIGN_DIGITS || !digits.iter().all(char::is_ascii_digit) {
        return Err(WeakPassword::NotSixDigits);
    }
    if is_run(&digits) || phone.contains(password) {
        return Err(WeakPassword::Plain);
    }
    Ok(())
}

/// Each character follows the one before by the same step of -1, 0 or 1: `aaaa`, `1234`, `fedc`; 0 follows 9.
fn is_run(characters: &[char]) -> bool {
    let step = |pair: &[char]| match pair {
        ['9', '0'] => 1,
        ['0', '9'] => -1,
        [a, b] => i64::from(u32::from(*b)) - i64::from(u32::from(*a)),
        _ => 0,
    };
    let steps: Vec<i64> = characters.windows(2).map(step).collect();
    steps.iter().all(|s| s.abs() <= 1) && steps.windows(2).all(|pair| pair[0] == pair[1])
}

/// Whether the number stands in it, with at most three characters around.
fn holds_phone(password: &str, phone: &str) -> bool {
    let national = phone.trim_start_matches('+').trim_start_matches("86");
    !national.is_empty() && password.contains(national) && password.chars().count() < national.len() + 4
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: &str = "+8613812345678";

    #[test]
    fn sentences_are_passwords_and_runs_are_not() {
        for (password, right) in [
            ("青屿的海风很大呀真的", Ok(())),
            ("correct horse battery", Ok(())),
            ("short1234", Err(WeakPassword::Length)),
            ("1234567890", Err(WeakPassword::Plain)),
            ("9876543210", Err(WeakPassword::Plain)),
            ("aaaaaaaaaaaa", Err(WeakPassword::Plain)),
            ("abababababab", Err(WeakPassword::Plain)),
            ("Password123", Err(WeakPassword::Plain)),
            ("13812345678a", Err(WeakPassword::Plain)),
        ] {
            assert_eq!(check_password(password, PHONE), right, "{password}");
        }
        assert_eq!(
            check_password(&"长".repeat(129), PHONE),
            Err(WeakPassword::Length)
        );
    }

    #[test]
    fn a_sign_password_is_six_digits_that_nobody_tries_first() {
        for (password, right) in [
            ("274915", Ok(())),
            ("111111", Err(WeakPassword::Plain)),
            ("123456", Err(WeakPassword::Plain)),
            ("890123", Err(WeakPassword::Plain)),
            ("654321", Err(WeakPassword::Plain)),
            ("345678", Err(WeakPassword::Plain)),
            ("812345", Err(WeakPassword::Plain)),
            ("27491", Err(WeakPassword::NotSixDigits)),
            ("27491a", Err(WeakPassword::NotSixDigits)),
            ("２７４９１５", Err(WeakPassword::NotSixDigits)),
        ] {
            assert_eq!(check_sign_password(password, PHONE), right, "{password}");
        }
        assert_eq!(check_sign_password(&normalised("２７４９１５"), PHONE), Ok(()));
    }
}
