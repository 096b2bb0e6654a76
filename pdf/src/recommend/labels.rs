//! From lines to labels: what each piece of a line asks for, of whom, and what blank follows it.

use super::places::{self, Sheet};
use super::{ControlKind, dates, text_of, words};
use crate::text_layer::lines::LetteredLine;

/// A longer piece is prose, in Chinese characters; Latin ones count half.
const LONGEST_LABEL: usize = 34;
/// The words of a blank, in characters of the page.
pub(super) const SHOWN_LABEL: usize = 40;
/// So far above a line does a party's name speak for it, points.
const REACH: f64 = 240.0;
/// So far above does a signature or seal make a block of signing, points.
const BLOCK: f64 = 130.0;
/// Names that stand above each other begin within this distance, points.
const COLUMN: f64 = 70.0;
/// An answer begins so near its label, in heights of the line.
const NEAR: f64 = 2.5;
/// Underscores that make a blank.
const SHORTEST_BLANK: usize = 3;

/// A piece of a line that asks for something.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Label {
    pub kind: ControlKind,
    pub party: Option<u8>,
    pub text: String,
    /// Index of its line on the sheet.
    pub line: usize,
    /// Extent of its words, points.
    pub left: f64,
    pub right: f64,
    /// Extent of the underscores after it.
    pub blank: Option<(f64, f64)>,
    /// It ends with a colon or a blank: what it asks for stands to its right.
    pub opens: bool,
}

/// A piece of a line up to a colon, a blank or the line's end.
struct Piece {
    /// Plain characters (see [`words::plain`]).
    plain: String,
    /// Letters of the line.
    first: usize,
    last: usize,
    blank: Option<(usize, usize)>,
    opens: bool,
    /// Something is printed after the colon.
    answered: bool,
}

/// Every label of a page, from the top down.
pub(super) fn of_page(sheet: &Sheet) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        for date in dates::written(line, index) {
            let party = party_above(sheet, index, date.left);
            found.push(Label { party, ..date });
        }
        found.extend(boxes(line, index));
        for piece in pieces(line) {
            let Some(kind) = kind_of(sheet, &found, index, &piece) else {
                continue;
            };
            let left = line.letters[piece.first].left;
            // What a clause leaves blank belongs to nobody, unless it says so.
            let named = words::party(&piece.plain);
            let party = match kind {
                ControlKind::Text if !in_block(sheet, &found, line, &piece) => named,
                _ => named.or_else(|| party_above(sheet, index, left)),
            };
            let text: String = line.letters[piece.first..=piece.last]
                .iter()
                .map(|letter| letter.character)
                .collect();
            let label = Label {
                kind,
                party,
                text: text.trim().chars().take(SHOWN_LABEL).collect(),
                line: index,
                left,
                right: line.letters[piece.last].right,
                blank: piece
                    .blank
                    .map(|(first, last)| (line.letters[first].left, line.letters[last].right)),
                opens: piece.opens,
            };
            found.push(if label.opens && label.blank.is_none() && !piece.answered {
                on_next_line(sheet, label)
            } else {
                label
            });
        }
    }
    found
}

fn kind_of(sheet: &Sheet, before: &[Label], index: usize, piece: &Piece) -> Option<ControlKind> {
    let line = &sheet.lines[index];
    let halves: usize = piece
        .plain
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum();
    let long = halves > 2 * LONGEST_LABEL;
    let prose = piece.plain.contains(['。', ',', ';', '，', '；']);
    if long || prose {
        return piece.blank.map(|_| ControlKind::Text);
    }
    let asks = words::asks(&piece.plain);
    let in_block = || in_block(sheet, before, line, piece);
    let right = line.letters[piece.last].right;
    let beside_cell = || places::answer_cell_at(sheet, index, right).is_some();
    if asks.legal_representative && (asks.signature || asks.seal) {
        Some(ControlKind::LegalRepresentative)
    } else if asks.signature {
        Some(ControlKind::Signature)
    } else if asks.seal {
        Some(ControlKind::Seal)
    } else if piece.answered {
        None
    } else if asks.legal_representative && in_block() {
        Some(ControlKind::LegalRepresentative)
    } else if asks.representative && in_block() && !goes_on(sheet, index, piece) {
        Some(ControlKind::Signature)
    } else if asks.date && (piece.opens || in_block() || beside_cell()) {
        Some(ControlKind::Date)
    } else {
        let ruled = piece.opens && places::underline(sheet, index, right).is_some();
        (piece.blank.is_some() || ruled).then_some(ControlKind::Text)
    }
}

/// Whether the words go on in brackets on the next line of their column: 授权代表 / （签字）.
fn goes_on(sheet: &Sheet, index: usize, piece: &Piece) -> bool {
    let line = &sheet.lines[index];
    let (left, height) = (line.letters[piece.first].left, line.bottom - line.top);
    !piece.opens
        && sheet.lines.iter().any(|other| {
            let first = other
                .letters
                .iter()
                .find(|letter| !letter.character.is_whitespace());
            let begins = first.is_some_and(|letter| {
                words::plain(letter.character) == Some('(') && (letter.left - left).abs() < height
            });
            begins && other.top > line.top + 1.0 && other.top - line.bottom < height
        })
}

/// The label where its blank is: underscores that had no room beside it begin the next line of its column.
fn on_next_line(sheet: &Sheet, label: Label) -> Label {
    let own = &sheet.lines[label.line];
    let height = own.bottom - own.top;
    let below = sheet.lines.iter().enumerate().filter(|(_, other)| {
        let apart = other.top - own.bottom;
        (-0.5 * height..height).contains(&apart) && other.top > own.top + 1.0
    });
    let mut blanks = below.filter_map(|(index, other)| {
        let begins = other
            .letters
            .iter()
            .position(|letter| !letter.character.is_whitespace())?;
        let blank = other.letters[begins..]
            .iter()
            .take_while(|letter| letter.character == '_');
        let ends = begins + blank.count();
        let left = other.letters[begins].left;
        let same_column = (left - label.left).abs() < height;
        (ends - begins >= SHORTEST_BLANK && same_column).then(|| (index, left, other.letters[ends - 1].right))
    });
    match blanks.next() {
        Some((line, left, right)) => Label {
            line,
            left,
            right: left,
            blank: Some((left, right)),
            ..label
        },
        None => label,
    }
}

/// Whether a signature or seal is asked for just above, in the same column.
fn in_block(sheet: &Sheet, before: &[Label], line: &LetteredLine, piece: &Piece) -> bool {
    let left = line.letters[piece.first].left;
    before.iter().any(|label| {
        let above = line.top - sheet.lines[label.line].top;
        let signs = matches!(
            label.kind,
            ControlKind::Signature | ControlKind::Seal | ControlKind::LegalRepresentative
        );
        signs && (0.0..BLOCK).contains(&above) && (label.left - left).abs() < COLUMN
    })
}

/// Cuts a line after each colon and before each blank.
fn pieces(line: &LetteredLine) -> Vec<Piece> {
    let plain = words::plain_letters(line);
    let mut pieces = Vec::new();
    let mut rest = plain.as_slice();
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|(_, c)| matches!(c, ':' | '_'))
            .unwrap_or(rest.len());
        let (words, after) = rest.split_at(end);
        let colon = usize::from(after.first().is_some_and(|(_, c)| *c == ':'));
        let after = &after[colon..];
        let run = after.iter().take_while(|(_, c)| *c == '_').count();
        let (blank, left) = after.split_at(run);
        // What is printed far away belongs to the next column.
        let near = |(letter, c): &&(usize, char)| {
            let colon = line.letters[words.last().map_or(0, |(last, _)| *last)].right;
            !matches!(c, ':' | '_') && line.letters[*letter].left - colon < NEAR * (line.bottom - line.top)
        };
        let printed = left.first().iter().filter(|first| near(first)).count();
        if let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) {
            let filled = run < SHORTEST_BLANK;
            pieces.push(Piece {
                plain: words.iter().map(|(_, c)| c).collect(),
                first: *first,
                last: *last,
                blank: match (blank.first(), blank.last()) {
                    (Some((first, _)), Some((last, _))) if !filled => Some((*first, *last)),
                    _ => None,
                },
                opens: colon > 0 || !filled,
                answered: colon > 0 && filled && printed > 0,
            });
        }
        rest = left;
    }
    pieces
}

/// Squares to tick.
fn boxes(line: &LetteredLine, index: usize) -> impl Iterator<Item = Label> + '_ {
    line.letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| matches!(letter.character, '□' | '☐' | '▢' | '◻'))
        .map(move |(at, letter)| Label {
            kind: ControlKind::Check,
            party: None,
            text: line.letters[at + 1..]
                .iter()
                .map(|letter| letter.character)
                .take_while(|c| !matches!(c, '□' | '☐' | '▢' | '◻'))
                .take(SHOWN_LABEL)
                .collect::<String>()
                .trim()
                .to_owned(),
            line: index,
            left: letter.left,
            right: letter.right,
            blank: Some((letter.left, letter.right)),
            opens: true,
        })
}

/// The nearest line above, or the line itself, that begins with a party's name in this column.
fn party_above(sheet: &Sheet, index: usize, left: f64) -> Option<u8> {
    let line = &sheet.lines[index];
    sheet
        .lines
        .iter()
        .filter(|other| other.top <= line.top + 2.0 && line.top - other.top < REACH)
        .filter(|other| {
            other
                .letters
                .iter()
                .find(|letter| !letter.character.is_whitespace())
                .is_some_and(|letter| (letter.left - left).abs() < COLUMN)
        })
        .filter_map(|other| {
            let plain: String = text_of(other).chars().filter_map(words::plain).collect();
            words::begins_with_party(&plain).map(|no| (other.top, no))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, no)| no)
}
