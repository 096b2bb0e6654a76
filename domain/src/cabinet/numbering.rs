//! Contract numbers 合同编号: a prefix, the date, and a number that runs on within both.

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// Characters of a prefix.
const PREFIX: usize = 20;

/// How contracts of one type are numbered, for example `CG-202611-0007`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Numbering {
    /// Stands first: 汉字, letters, digits and `-_/.()（）〔〕`.
    pub prefix: String,
    pub date: DatePart,
    /// Digits that the running number has at least, 1 to 9.
    pub digits: u8,
}

/// How much of the date stands in a number; the running number begins at 1 with each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePart {
    None,
    Year,
    Month,
    Day,
}

impl Numbering {
    pub fn is_usable(&self) -> bool {
        let sign = |c: char| c.is_alphanumeric() || "-_/.()（）〔〕".contains(c);
        (1..=9).contains(&self.digits)
            && self.prefix.chars().count() <= PREFIX
            && self.prefix.chars().all(sign)
    }

    /// What stands before the running number on this day. Numbers run on within it, whichever type they are of, so
    /// that two types with one rule never give the same number.
    pub fn series(&self, day: Day) -> String {
        // `2026-11-23`
        let text = day.to_string();
        let date = match self.date {
            DatePart::None => "",
            DatePart::Year => text.get(..4).unwrap_or_default(),
            DatePart::Month => text.get(..7).unwrap_or_default(),
            DatePart::Day => text.as_str(),
        };
        let date: String = date.chars().filter(char::is_ascii_digit).collect();
        let parts = [self.prefix.as_str(), date.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.iter().map(|part| format!("{part}-")).collect()
    }

    /// The number as it is written.
    pub fn written(&self, series: &str, running: u64) -> String {
        format!("{series}{running:0width$}", width = usize::from(self.digits))
    }
}
