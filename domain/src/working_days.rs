//! Working days 工作日 of the mainland: weekends, public holidays and the days that are worked in exchange 调休.
//!
//! `domain/working-days.json` has one entry a year, entered from the State Council's notice. A year without one has
//! weekends only, which makes a deadline earlier, never later.

use crate::day::Day;
use crate::timestamp::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Asia/Shanghai, in minutes from UTC.
pub const SHANGHAI: i32 = 480;

/// One year's notice, as the file has it.
#[derive(Deserialize)]
struct Notice {
    /// First and last day of each holiday.
    rest: Vec<(String, String)>,
    /// Saturdays and Sundays that are worked.
    work: Vec<String>,
}

#[derive(Default)]
struct Calendar {
    rest: BTreeSet<Day>,
    work: BTreeSet<Day>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let notices: BTreeMap<String, Notice> =
        serde_json::from_str(include_str!("../working-days.json")).unwrap_or_default();
    let mut calendar = Calendar::default();
    for notice in notices.values() {
        calendar
            .work
            .extend(notice.work.iter().filter_map(|day| Day::parse(day)));
        for (first, last) in &notice.rest {
            let (Some(first), Some(last)) = (Day::parse(first), Day::parse(last)) else {
                continue;
            };
            let days = (0..=last.number() - first.number()).filter_map(|n| first.plus(n));
            calendar.rest.extend(days);
        }
    }
    calendar
});

/// Whether people work on this day.
pub fn is_working_day(day: Day) -> bool {
    let calendar = &*CALENDAR;
    calendar.work.contains(&day) || (day.weekday() <= 5 && !calendar.rest.contains(&day))
}

/// 24:00 in Shanghai of the `days`-th working day after the day of `at`, which does not count itself.
pub fn end_after(at: Timestamp, days: u32) -> Timestamp {
    let mut left = days;
    let mut due = at;
    let Some(first) = Day::of(at, SHANGHAI) else {
        return at;
    };
    let later = (1i64..).map_while(|n| first.plus(n));
    for day in later.filter(|day| is_working_day(*day)) {
        if left == 0 {
            break;
        }
        left -= 1;
        due = day.end(SHANGHAI);
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// Noon in Shanghai.
    fn noon(text: &str) -> Timestamp {
        day(text).end(SHANGHAI).plus_millis(-12 * 3_600_000)
    }

    #[test]
    fn the_file_is_read_whole() {
        assert_eq!(CALENDAR.work.len(), 11);
        assert_eq!(
            CALENDAR.rest.len(),
            (1 + 8 + 3 + 5 + 3 + 8) + (3 + 9 + 3 + 5 + 3 + 3 + 7) + 13
        );
    }

    #[test]
    fn a_sunday_can_be_worked_and_a_thursday_free() {
        assert!(is_working_day(day("2026-02-28")));
        assert!(!is_working_day(day("2026-10-01")));
        assert!(!is_working_day(day("2026-11-22")));
        assert!(is_working_day(day("2026-11-23")));
    }

    #[test]
    fn three_working_days_pass_over_a_holiday_and_its_exchange() {
        // Wednesday before the October holiday: 8, 9 and the Saturday 10 are worked.
        assert_eq!(end_after(noon("2026-09-30"), 3), day("2026-10-10").end(SHANGHAI));
        assert_eq!(end_after(noon("2026-11-22"), 3), day("2026-11-25").end(SHANGHAI));
        assert_eq!(end_after(noon("2026-11-20"), 1), day("2026-11-23").end(SHANGHAI));
    }

    #[test]
    fn the_day_is_shanghais() {
        // 23:30 UTC on Sunday is Monday morning there.
        let sunday_night = Timestamp(day("2026-11-22").number() * 86_400_000 + 84_600_000);
        assert_eq!(end_after(sunday_night, 1), day("2026-11-24").end(SHANGHAI));
    }
}
