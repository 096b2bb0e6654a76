//! Sums of money in yuan: their one form, how they are printed, and 人民币大写.
//!
//! Capital numerals by the People's Bank's rules for filling in bills (《正确填写票据和结算凭证的基本规定》).

use std::fmt;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
/// 10^16 fen is 100 万亿 yuan: more has no place in the numerals above.
const LIMIT_FEN: u64 = 10_000_000_000_000_000;

/// An amount in fen 分, below 100 万亿 yuan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Amount(u64);

impl Amount {
    /// Takes `1,234.5`, `￥1234.50` and `1234`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .trim()
            .trim_start_matches(['￥', '¥'])
            .chars()
            .filter(|c| !matches!(c, ',' | '，' | ' '))
            .collect();
        let plain = plain.strip_suffix('元').unwrap_or(&plain);
        let (yuan, part) = plain.split_once('.').unwrap_or((plain, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(yuan) || !is_digits(part) || part.len() > 2 {
            return None;
        }
        let yuan: u64 = yuan.parse().ok()?;
        let fen: u64 = format!("{part:0<2}").parse().ok()?;
        let total = yuan.checked_mul(100)?.checked_add(fen)?;
        (total < LIMIT_FEN).then_some(Self(total))
    }

    pub fn fen(self) -> u64 {
        self.0
    }

    /// With commas between thousands: `1,234.50`.
    pub fn printed(self) -> String {
        let yuan = (self.0 / 100).to_string();
        let mut out = String::new();
        for (index, digit) in yuan.chars().enumerate() {
            if index > 0 && (yuan.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        format!("{out}.{:02}", self.0 % 100)
    }

    /// 人民币大写: `壹仟贰佰叁拾肆元伍角整`.
    pub fn in_words(self) -> String {
        let (yuan, jiao, fen) = (self.0 / 100, self.0 / 10 % 10, self.0 % 10);
        let mut out = String::new();
        if yuan > 0 {
            out.push_str(&integer(yuan));
            out.push('元');
        }
        if jiao == 0 && fen == 0 {
            if yuan == 0 {
                out.push_str("零元");
            }
            out.push('整');
            return out;
        }
        if jiao > 0 {
            out.push(digit(jiao));
            out.push('角');
        } else if yuan > 0 {
            out.push('零');
        }
        if fen > 0 {
            out.push(digit(fen));
            out.push('分');
        } else {
            out.push('整');
        }
        out
    }
}

impl fmt::Display for Amount {
    /// `1234.50`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

fn digit(value: u64) -> char {
    DIGITS.get(value as usize % 10).copied().unwrap_or('零')
}

/// Groups of four digits from the left; one 零 wherever zeros stand between other digits.
fn integer(yuan: u64) -> String {
    let mut groups = Vec::new();
    let mut rest = yuan;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let mut out = String::new();
    let mut gap = false;
    let mut before = 0;
    for (index, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap || (!out.is_empty() && (*group < 1_000 || before % 10 == 0)) {
            out.push('零');
        }
        out.push_str(&four(*group));
        // Within 万亿 the 亿 is said once, after the last group that is counted in it.
        let unit = match (index, groups.get(2)) {
            (3, Some(lower)) if *lower > 0 => "万",
            _ => GROUPS.get(index).copied().unwrap_or_default(),
        };
        out.push_str(unit);
        gap = false;
        before = *group;
    }
    out
}

/// 1 to 9999 without a leading 零.
fn four(group: u64) -> String {
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4u32).rev() {
        let value = group / 10u64.pow(place) % 10;
        if value == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        out.push(digit(value));
        out.push_str(PLACES.get(place as usize).copied().unwrap_or_default());
    }
    out
}
