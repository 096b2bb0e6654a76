//! The documents are the ones in the record, and each revision only continues the one before (V08).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::contract::event::ContractEvent;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use recorder::package::layout;
use std::collections::BTreeSet;

pub(super) fn check(
    contents: &Contents<'_>,
    lines: &[SessionLine<'_>],
    state: &ContractState,
    ledger: &mut Ledger,
) {
    if let Some(opened) = &state.opened {
        part(contents, layout::CLEAN_PDF, opened.clean, ledger);
        part(contents, layout::PAGE_BOXES, opened.pages, ledger);
    }
    if let Some(prepared) = &state.prepared {
        part(contents, layout::SIGNING_PLAN, prepared.plan, ledger);
        let r0 = part(contents, layout::R0_PDF, prepared.r0, ledger);
        ledger.expect(
            CheckId::V08,
            r0.is_none_or(|r0| r0.len() as u64 == prepared.length),
            || format!("{} has another length than recorded", layout::R0_PDF),
        );
    }
    match (&state.sealed, contents.get(layout::CONTRACT_PDF)) {
        (None, None) => ledger.pass(CheckId::V08),
        (None, Some(_)) => ledger.fail(
            CheckId::V08,
            "there is a signed contract that the record does not know",
        ),
        (Some(_), None) => ledger.fail(CheckId::V08, format!("{} is missing", layout::CONTRACT_PDF)),
        (Some(sealed), Some(contract)) => {
            let whole = Sha256Hash::of(contract) == sealed.document && contract.len() as u64 == sealed.length;
            ledger.expect(CheckId::V08, whole, || {
                format!("{} is not the document that was sealed", layout::CONTRACT_PDF)
            });
            check_revisions(contract, state, ledger);
        }
    }
    check_agreements(contents, lines, ledger);
}

/// Every logged revision must be the beginning of the next, byte for byte.
fn check_revisions(contract: &[u8], state: &ContractState, ledger: &mut Ledger) {
    let r0 = state
        .prepared
        .as_ref()
        .map(|prepared| (prepared.r0, prepared.length));
    let signed = state
        .signatures
        .iter()
        .map(|signed| (signed.revision, signed.length));
    let preserved = state
        .preserved()
        .map(|preserved| (preserved.revision, preserved.length));
    let mut shortest = 0;
    for (number, (hash, length)) in r0.into_iter().chain(signed).chain(preserved).enumerate() {
        let revision = usize::try_from(length)
            .ok()
            .and_then(|length| contract.get(..length));
        let fits = length > shortest && revision.is_some_and(|revision| Sha256Hash::of(revision) == hash);
        ledger.expect(CheckId::V08, fits, || {
            format!("revision {number} in the record is not the beginning of the signed contract")
        });
        shortest = length;
    }
}

/// A part with its hash from the record; absent only where the package says so.
fn part<'a>(contents: &Contents<'a>, name: &str, hash: Sha256Hash, ledger: &mut Ledger) -> Option<&'a [u8]> {
    let found = contents.get(name);
    match found {
        Some(bytes) => {
            ledger.expect(CheckId::V08, Sha256Hash::of(bytes) == hash, || {
                format!("{name} is not the file in the record")
            });
        }
        None if contents.says_left_out(name) => ledger.degrade(CheckId::V08, format!("{name} was left out")),
        None => ledger.fail(CheckId::V08, format!("{name} is missing")),
    }
    found
}

/// Texts that parties agreed to, where the package holds them.
fn check_agreements(contents: &Contents<'_>, lines: &[SessionLine<'_>], ledger: &mut Ledger) {
    let agreed: BTreeSet<Sha256Hash> = lines
        .iter()
        .filter_map(|line| match &line.event {
            ContractEvent::Consented(consented) => Some(consented.text),
            _ => None,
        })
        .collect();
    for name in contents.names().filter(|name| name.starts_with("agreements/")) {
        let digest = contents.get(name).map(Sha256Hash::of).unwrap_or_default();
        let fits = agreed.contains(&digest) && layout::agreement(&digest) == name;
        ledger.expect(CheckId::V08, fits, || {
            format!("{name} is not a text that anybody agreed to")
        });
    }
}
