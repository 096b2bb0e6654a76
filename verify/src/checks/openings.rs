//! Every commitment is opened, or its absence is accounted for (V07).

use super::log::LogFindings;
use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::session::{SessionLine, commitments};
use domain::aggregate::EventBody;
use domain::hash::Sha256Hash;
use domain::line::PlacedOpening;
use recorder::package::layout;
use recorder::package::opening_lines::{Absence, OpeningLine};
use std::collections::{BTreeMap, BTreeSet};

/// How many values are not in the package.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Absent {
    pub erased: usize,
    pub withheld: usize,
}

/// Checks the openings and puts them into the events.
pub(super) fn check(
    contents: &Contents<'_>,
    lines: &mut [SessionLine<'_>],
    log: &LogFindings<'_>,
    ledger: &mut Ledger,
) -> Absent {
    let mut waiting: BTreeMap<(u64, String), Sha256Hash> = BTreeMap::new();
    for (number, line) in (1..).zip(lines.iter()) {
        for (path, commitment) in commitments(&line.event) {
            waiting.insert((number, path), commitment);
        }
    }
    let session: BTreeSet<Sha256Hash> = waiting.values().copied().collect();
    for stray in log
        .erased
        .iter()
        .filter(|commitment| !session.contains(commitment))
    {
        ledger.fail(
            CheckId::V07,
            format!("an erasure names {stray:?}, which is not in this session"),
        );
    }
    let mut absent = Absent::default();
    for (number, line) in (1..).zip(read(contents, ledger)) {
        let Some((n, path)) = place(&line) else {
            ledger.fail(CheckId::V07, format!("opening {number} has the wrong form"));
            continue;
        };
        let Some(commitment) = waiting.remove(&(n, path.clone())) else {
            ledger.fail(
                CheckId::V07,
                format!("opening {number}: line {n} has no {path}, or it is opened twice"),
            );
            continue;
        };
        let erased = log.erased.contains(&commitment);
        match &line {
            OpeningLine::Present { .. } if erased => {
                ledger.fail(
                    CheckId::V07,
                    format!("line {n}, {path}: was erased and is still there"),
                );
            }
            OpeningLine::Present { .. } => {
                let fits = line
                    .placed()
                    .is_some_and(|placed| put(&mut lines[n as usize - 1], placed));
                ledger.expect(CheckId::V07, fits, || {
                    format!("line {n}, {path}: the value is not the one committed to")
                });
            }
            OpeningLine::Absent {
                why: Absence::Erased, ..
            } => {
                absent.erased += 1;
                ledger.expect(CheckId::V07, erased, || {
                    format!("line {n}, {path}: no record of its erasure")
                });
            }
            OpeningLine::Absent {
                why: Absence::Withheld,
                ..
            } => {
                absent.withheld += 1;
                ledger.expect(CheckId::V07, !erased, || {
                    format!("line {n}, {path}: erased, not withheld")
                });
            }
        }
    }
    for (n, path) in waiting.keys() {
        ledger.fail(
            CheckId::V07,
            format!("line {n}, {path}: neither opened nor accounted for"),
        );
    }
    if absent != Absent::default() {
        let Absent { erased, withheld } = absent;
        ledger.degrade(
            CheckId::V07,
            format!("{erased} values were erased, {withheld} left out"),
        );
    }
    ledger.pass(CheckId::V07);
    absent
}

fn read(contents: &Contents<'_>, ledger: &mut Ledger) -> Vec<OpeningLine> {
    let Some(bytes) = contents.get(layout::OPENINGS) else {
        ledger.fail(CheckId::V07, format!("{} is missing", layout::OPENINGS));
        return Vec::new();
    };
    let Some(body) = bytes.strip_suffix(b"\n") else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(body.split(|byte| *byte == b'\n')) {
        match OpeningLine::parse(line) {
            Ok(line) => lines.push(line),
            Err(problem) => ledger.fail(CheckId::V07, format!("opening {number}: {problem}")),
        }
    }
    lines
}

fn place(line: &OpeningLine) -> Option<(u64, String)> {
    match line {
        OpeningLine::Present { n, .. } => line.placed().map(|placed| (*n, placed.path)),
        OpeningLine::Absent { n, path, .. } => Some((*n, path.clone())),
    }
}

/// Puts an opening in; says whether it opens its commitment for the subject that it names.
fn put(line: &mut SessionLine<'_>, placed: PlacedOpening) -> bool {
    let mut fits = false;
    line.event.visit_personal(&mut |slot| {
        if slot.path == placed.path && slot.subject == placed.subject {
            fits = slot.personal.open(&slot.path, placed.opening.clone());
        }
    });
    fits
}
