//! The last line's counts make a cut visible (V12).

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::contract::event::ContractEvent;

pub(super) fn check(lines: &[SessionLine<'_>], ledger: &mut Ledger) {
    let count =
        |wanted: fn(&ContractEvent) -> bool| lines.iter().filter(|line| wanted(&line.event)).count() as u64;
    let drawn = count(|event| matches!(event, ContractEvent::InkStroke(_)));
    let signed = count(|event| matches!(event, ContractEvent::PartySigned(_)));
    match lines.last().map(|line| &line.event) {
        Some(ContractEvent::Closed {
            lines: all,
            strokes,
            signatures,
        }) => {
            let right = *all == lines.len() as u64 && *strokes == drawn && u64::from(*signatures) == signed;
            ledger.expect(CheckId::V12, right, || {
                format!(
                    "the last line counts {all} lines, {strokes} strokes, {signatures} signatures; there are {}, {drawn}, {signed}",
                    lines.len()
                )
            });
        }
        _ => ledger.skip(CheckId::V12, "the session has no last line"),
    }
}
