//! The lines as one chain: numbers, hashes, times, first and last line (V03 to V06).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;

pub(super) fn check(contents: &Contents<'_>, lines: &[SessionLine<'_>], ledger: &mut Ledger) {
    let stream = &lines[0].stream;
    ledger.expect(CheckId::V03, stream.kind == "contract", || {
        format!("{stream} is not a contract")
    });
    let (mut prev, mut at) = (Sha256Hash::ZERO, lines[0].at);
    for (number, line) in (1..).zip(lines) {
        ledger.expect(CheckId::V03, line.n == number, || {
            format!("line {number} says it is line {}", line.n)
        });
        ledger.expect(CheckId::V03, line.stream == *stream, || {
            format!("line {number} is of {}", line.stream)
        });
        ledger.expect(CheckId::V04, line.prev == prev, || {
            format!("line {number} does not carry the hash of the line before")
        });
        ledger.expect(CheckId::V06, line.at >= at, || {
            format!("line {number} is earlier than the line before")
        });
        (prev, at) = (line.hash, line.at);
    }
    let opens = |line: &&SessionLine<'_>| matches!(line.event, ContractEvent::Opened(_));
    let closes = |line: &&SessionLine<'_>| matches!(line.event, ContractEvent::Closed { .. });
    let last = lines.len() - 1;
    let once = lines.iter().filter(opens).count() == 1 && lines.iter().filter(closes).count() == 1;
    ledger.expect(CheckId::V05, once && opens(&&lines[0]), || {
        "the first line, and no other, must open the session".to_owned()
    });
    ledger.expect(CheckId::V05, once && closes(&&lines[last]), || {
        "the last line, and no other, must close the session".to_owned()
    });

    let said = &contents.description;
    let fits = said.contract == stream.to_string()
        && said.session == lines[0].hash
        && said.lines == lines.len() as u64;
    ledger.expect(CheckId::V03, fits, || {
        "package.json describes another session".to_owned()
    });
}
