//! Dates to be written: 年 月 日 with room before each, anywhere in a line.

use super::labels::{Label, SHOWN_LABEL};
use super::{ControlKind, words};
use crate::text_layer::lines::LetteredLine;

/// Room for a number, in parts of the width of 年.
const ROOM: f64 = 0.8;

/// Every unwritten date of a line, as a label without party.
pub(super) fn written(line: &LetteredLine, index: usize) -> Vec<Label> {
    let plain = words::plain_letters(line);
    let mut found = Vec::new();
    for (at, (_, character)) in plain.iter().enumerate() {
        if *character == '年'
            && let Some(day) = day_after(line, &plain, at)
        {
            found.push(label(line, index, &plain, at, plain[day].0));
        }
    }
    found
}

/// Where the 日 of an unwritten date is, whose 年 is at `year`.
fn day_after(line: &LetteredLine, plain: &[(usize, char)], year: usize) -> Option<usize> {
    let mut at = year;
    for wanted in ['月', '日'] {
        let before = line.letters[plain[at].0];
        at += 1 + plain[at + 1..].iter().take_while(|(_, c)| *c == '_').count();
        let (letter, character) = *plain.get(at)?;
        let room = line.letters[letter].left - before.right;
        if character != wanted || room < ROOM * (before.right - before.left) {
            return None;
        }
    }
    Some(at)
}

/// From the room before 年, which follows the words, to the end of 日.
fn label(line: &LetteredLine, index: usize, plain: &[(usize, char)], year: usize, day: usize) -> Label {
    let year_left = line.letters[plain[year].0].left;
    let blanks = plain[..year].iter().rev().take_while(|(_, c)| *c == '_').count();
    let words_end = year
        .checked_sub(blanks + 1)
        .map(|last| line.letters[plain[last].0].right);
    let first = match (blanks, words_end) {
        (1.., _) => line.letters[plain[year - blanks].0].left,
        (0, Some(end)) => end + 4.0,
        (0, None) => line.letters.first().map_or(year_left, |letter| letter.left),
    };
    // The words since the last mark: 交货日期 of ，交货日期：____年__月__日.
    let words = &plain[..year - blanks];
    let words = match words.split_last() {
        Some(((_, ':'), rest)) => rest,
        _ => words,
    };
    let mark = words
        .iter()
        .rposition(|(_, c)| matches!(c, ',' | '，' | '。' | ';' | ':' | '_'));
    let begins = plain
        .get(mark.map_or(0, |mark| mark + 1))
        .map_or(0, |(letter, _)| *letter);
    let shown: String = line.letters[begins..=day]
        .iter()
        .map(|letter| letter.character)
        .collect();
    Label {
        kind: ControlKind::Date,
        party: None,
        text: shown.trim().chars().take(SHOWN_LABEL).collect(),
        line: index,
        left: first,
        right: first,
        blank: Some((first, line.letters[day].right)),
        opens: true,
    }
}
