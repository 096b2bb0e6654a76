//! Days of the calendar as contracts name them, without a time or a zone.

use crate::timestamp::Timestamp;
use std::fmt;

/// A day of the Gregorian calendar, from year 1 to 9999. Ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Takes `2026-11-22`, `2026/11/22`, `2026.11.22` and `2026年11月22日`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().replace(['/', '.', '年', '月'], "-");
        let mut parts = plain.strip_suffix('日').unwrap_or(&plain).split('-');
        let mut number = |longest: usize| {
            let part = parts.next()?;
            let digits = part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// `None` for days that never were.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// The day at an offset from UTC in minutes.
    pub fn of(at: Timestamp, offset_minutes: i32) -> Option<Self> {
        let civil = at.civil(offset_minutes);
        Self::new(u16::try_from(civil.year).ok()?, civil.month, civil.day)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        // Howard Hinnant's days-from-civil.
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// This day and so many days after it, or before it where negative.
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::of(Timestamp((self.number() + days).checked_mul(86_400_000)?), 0)
    }

    /// 24:00 of this day at an offset from UTC in minutes: when a deadline on this day has passed (design 2.3).
    pub fn end(self, offset_minutes: i32) -> Timestamp {
        Timestamp((self.number() + 1) * 86_400_000 - i64::from(offset_minutes) * 60_000)
    }

    /// As contracts write it: `2026年11月22日`.
    pub fn printed(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// Monday is 1, Sunday 7.
    pub fn weekday(self) -> u8 {
        u8::try_from((self.number() + 3).rem_euclid(7) + 1).unwrap_or(7)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_as_people_write_them() {
        for text in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.02",
            "2026年11月2日",
            " 2026-11-2 ",
        ] {
            assert_eq!(Day::parse(text).unwrap().to_string(), "2026-11-02", "{text}");
        }
        for text in [
            "2026-13-01",
            "2026-02-29",
            "1900-02-29",
            "2026-11",
            "2026-11-02-01",
            "0-1-1",
            "二〇二六",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2000-02-29").is_some());
    }

    #[test]
    fn the_number_of_a_day_and_its_time_agree() {
        let mut day = Day::new(1969, 12, 28).unwrap();
        for expected in -4..40_000 {
            assert_eq!(day.number(), expected);
            assert_eq!(Day::of(Timestamp(expected * 86_400_000), 0), Some(day));
            day = day.plus(1).unwrap();
        }
    }

    #[test]
    fn a_deadline_ends_at_midnight_where_people_are() {
        let end = Day::parse("2026-11-22").unwrap().end(480);
        assert_eq!(end.civil(480).to_string(), "2026-11-23 00:00:00 +08:00");
        assert_eq!(Day::parse("2026-11-22").unwrap().weekday(), 7);
    }
}
