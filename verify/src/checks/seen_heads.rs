//! Heads that participants say they saw must be lines of this history, before their own (V10).

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::canonical;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;

pub(super) fn check(lines: &[SessionLine<'_>], ledger: &mut Ledger) {
    for (number, line) in (1u64..).zip(lines) {
        let mut seen = Vec::new();
        seen.extend(line.seen.map(|seen| (seen.n, seen.hash)));
        if let ContractEvent::Committed(act) = &line.event {
            // An activation that does not parse is a finding of V09.
            seen.extend(seen_in_activation(&act.activation));
        }
        for (n, hash) in seen {
            ledger.expect(CheckId::V10, n < number, || {
                format!("line {number} has seen line {n}, a later one")
            });
            let there = n
                .checked_sub(1)
                .and_then(|index| lines.get(usize::try_from(index).ok()?));
            ledger.expect(
                CheckId::V10,
                there.is_some_and(|there| there.hash == hash),
                || format!("line {number}: its sender saw another line {n} than the one here"),
            );
        }
    }
    ledger.pass(CheckId::V10);
}

fn seen_in_activation(activation: &str) -> Option<(u64, Sha256Hash)> {
    let record = canonical::parse_record(activation.as_bytes()).ok()?;
    Some((
        record.get("seen_n")?.as_u64()?,
        record.get("seen_hash")?.as_str()?.parse().ok()?,
    ))
}
