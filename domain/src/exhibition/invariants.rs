//! What holds in every state of an exhibition.

use super::floor::Occupancy;
use super::lease::{Lease, LeaseStanding};
use super::staff::StaffRole;
use super::state::ExhibitionState;
use std::collections::BTreeSet;

/// Names of those that do not hold.
pub fn broken(state: &ExhibitionState) -> Vec<&'static str> {
    if state.founded.is_none() {
        return Vec::new();
    }
    let checks = [
        (
            state.quota_taken() <= state.quota,
            "never more contracts than quota",
        ),
        (booths_have_their_holder(state), "a booth names whoever has it"),
        (
            holders_have_their_booth(state),
            "whoever has a booth is named by it",
        ),
        (numbers_are_single(state), "a number is given once"),
        (
            state.staff.values().any(|roles| roles.contains(&StaffRole::Host)),
            "somebody is host",
        ),
        (
            state
                .reservations
                .keys()
                .all(|act| !state.spent.contains_key(act)),
            "a reservation is open or spent",
        ),
    ];
    checks
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, name)| name)
        .collect()
}

fn booths_have_their_holder(state: &ExhibitionState) -> bool {
    state.booths.iter().all(|(no, booth)| match &booth.occupancy {
        Occupancy::Free => true,
        Occupancy::Held { by, .. } => state.exhibitors.contains_key(by),
        Occupancy::Leased { lease } => state
            .leases
            .get(lease)
            .is_some_and(|lease| lease.standing == LeaseStanding::Out && lease.booths.contains(no)),
        Occupancy::Reserved { act, by, .. } => state
            .reservations
            .get(act)
            .is_some_and(|reservation| reservation.booth == Some(*no) && reservation.by == *by),
        Occupancy::Contracted { by, contract } | Occupancy::Paid { by, contract } => state
            .contracts
            .get(contract)
            .is_some_and(|known| !known.ended && known.booth == Some(*no) && known.by == *by),
    })
}

fn holders_have_their_booth(state: &ExhibitionState) -> bool {
    let occupancy = |no| state.booths.get(&no).map(|booth| &booth.occupancy);
    let contracts = state.contracts.iter().all(|(id, known)| {
        known
            .booth
            .is_none_or(|no| occupancy(no).and_then(Occupancy::contract) == Some(*id))
    });
    let reservations = state.reservations.iter().all(|(id, reservation)| {
        reservation
            .booth
            .is_none_or(|no| matches!(occupancy(no), Some(Occupancy::Reserved { act, .. }) if act == id))
    });
    let leases = state.leases.iter().all(|(id, lease)| {
        lease
            .booths
            .iter()
            .all(|no| matches!(occupancy(*no), Some(Occupancy::Leased { lease }) if lease == id))
    });
    contracts && reservations && leases
}

fn numbers_are_single(state: &ExhibitionState) -> bool {
    let mut seen = BTreeSet::new();
    let contracts = state.contracts.values().map(|known| known.number);
    let reservations = state.reservations.values().map(|reservation| reservation.number);
    let leased = state
        .leases
        .values()
        .flat_map(|lease: &Lease| lease.numbers.iter().copied());
    let free = state.numbers_free.iter().copied();
    let mut all = contracts.chain(reservations).chain(leased).chain(free);
    all.all(|number| seen.insert(number) && number <= state.numbers_made)
}
