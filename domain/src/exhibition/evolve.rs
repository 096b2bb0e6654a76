//! Brings an exhibition's state up to date with one event.

use super::event::{BoothOutcome, ExhibitionEvent as Event};
use super::exhibitor::ExhibitorStanding;
use super::floor::{Booth, BoothNo, Occupancy};
use super::lease::{DeskEntry, Lease, LeaseNo, LeaseStanding};
use super::staff::StaffRole;
use super::state::{
    Concluded, ExhibitionState as State, Exhibitor, Founded, Hall, Offered, Reservation, Scan, Spent, Stage,
};
use crate::aggregate::{Caller, Recorded};
use crate::ids::ActId;
use crate::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

pub fn evolve(state: &mut State, recorded: &Recorded<Event>) {
    let at = recorded.at;
    match &recorded.event {
        Event::Founded {
            details,
            organiser,
            host,
        } => {
            state.stage = Stage::Preparing;
            state.founded = Some(Founded {
                details: details.clone(),
                organiser: *organiser,
                at,
            });
            state.staff.insert(*host, BTreeSet::from([StaffRole::Host]));
        }
        Event::Changed { details } => {
            if let Some(founded) = &mut state.founded {
                founded.details = details.clone();
            }
        }
        Event::Staffed { account, roles } if roles.is_empty() => {
            state.staff.remove(account);
        }
        Event::Staffed { account, roles } => {
            state.staff.insert(*account, roles.clone());
        }
        Event::QuotaSet { quota } => state.quota = *quota,
        Event::Offered { no, offer } => {
            let by = match recorded.by {
                Caller::Account(account) => Some(account),
                _ => None,
            };
            let offered = Offered {
                offer: offer.clone(),
                on: true,
                by,
            };
            state.offers.insert(*no, offered);
        }
        Event::OfferEnded { no } => {
            if let Some(offered) = state.offers.get_mut(no) {
                offered.on = false;
            }
        }
        Event::HallMade { no, name, plan } | Event::HallChanged { no, name, plan } => {
            let hall = Hall {
                name: name.clone(),
                plan: *plan,
            };
            state.halls.insert(*no, hall);
        }
        Event::BoothSet { no, plan } => {
            state.booths_made = state.booths_made.max(no.0);
            let plan = plan.clone();
            match state.booths.get_mut(no) {
                Some(booth) => booth.plan = plan,
                None => {
                    let occupancy = Occupancy::Free;
                    state.booths.insert(*no, Booth { plan, occupancy });
                }
            }
        }
        Event::BoothRemoved { no } => {
            state.booths.remove(no);
        }
        Event::Opened {} => state.stage = Stage::Open,
        Event::Closed {} => state.stage = Stage::Closed,
        Event::Archived {} => state.stage = Stage::Archived,
        Event::Applied { .. } | Event::Reviewed { .. } | Event::CheckedIn { .. } => {
            exhibitor(state, &recorded.event, at);
        }
        Event::Held { booth, by, until } => {
            let (by, until) = (*by, *until);
            state.occupy(Some(*booth), Occupancy::Held { by, until });
        }
        Event::HoldExtended { booth, until, .. } => {
            if let Some(Occupancy::Held { until: held, .. }) =
                state.booths.get_mut(booth).map(|booth| &mut booth.occupancy)
            {
                *held = *until;
            }
        }
        Event::HoldReleased { booth, .. } | Event::HoldLapsed { booth, .. } => {
            state.occupy(Some(*booth), Occupancy::Free);
        }
        Event::Reserved { .. } => reserve(state, recorded),
        Event::Contracted { act, .. } => contract(state, *act, at),
        Event::ReservationReleased { act, code } => give_back(state, *act, code.clone(), at),
        Event::ReservationExpired { act } => {
            if let Some(reservation) = state.reservations.get_mut(act) {
                reservation.expired = true;
            }
        }
        Event::ContractSigned { contract, .. } => {
            if let Some(known) = state.contracts.get_mut(contract) {
                known.signed = Some(at);
            }
        }
        Event::ContractEnded { contract, .. } => {
            let booth = state.contracts.get_mut(contract).and_then(|known| {
                known.ended = true;
                known.lost = None;
                known.booth.take()
            });
            state.occupy(booth, Occupancy::Free);
        }
        Event::BoothGiven { contract, booth } => {
            if let Some(known) = state.contracts.get_mut(contract) {
                known.booth = Some(*booth);
                known.lost = None;
                let occupancy = taken_by(*contract, known);
                state.occupy(Some(*booth), occupancy);
            }
        }
        Event::DepositRecorded { contract, deposit } => {
            if let Some(known) = state.contracts.get_mut(contract) {
                known.deposit = Some((deposit.clone(), at));
                let (booth, occupancy) = (known.booth, taken_by(*contract, known));
                state.occupy(booth, occupancy);
            }
        }
        Event::Leased { .. }
        | Event::HeadHeard { .. }
        | Event::DeskEntered { .. }
        | Event::EntryInReview { .. }
        | Event::EntryRefused { .. }
        | Event::LeaseReturned { .. }
        | Event::LeaseRevoked { .. } => desk(state, &recorded.event, at),
    }
}

fn exhibitor(state: &mut State, event: &Event, at: Timestamp) {
    match event {
        Event::Applied {
            no,
            company,
            contact,
            phone,
            likeness,
            like,
            account,
        } => {
            let applied = Exhibitor {
                company: company.clone(),
                contact: contact.clone(),
                phone: phone.clone(),
                likeness: likeness.clone(),
                like: like.clone(),
                account: *account,
                applied: at,
                standing: ExhibitorStanding::Applied,
                scans: BTreeMap::new(),
            };
            state.exhibitors.insert(*no, applied);
        }
        Event::Reviewed { no, standing, .. } => {
            if let Some(known) = state.exhibitors.get_mut(no) {
                known.standing = *standing;
            }
        }
        Event::CheckedIn { no, nonce, persons } => {
            if let Some(known) = state.exhibitors.get_mut(no) {
                let persons = *persons;
                known.scans.insert(*nonce, Scan { persons, at });
            }
        }
        _ => {}
    }
}

fn reserve(state: &mut State, recorded: &Recorded<Event>) {
    let Event::Reserved {
        act,
        contract,
        by,
        offer,
        number,
        booth,
        until,
        ..
    } = &recorded.event
    else {
        return;
    };
    use_numbers(state, &BTreeSet::from([*number]));
    let held_until = booth.and_then(|no| match state.booths.get(&no)?.occupancy {
        Occupancy::Held { until, .. } => Some(until),
        _ => None,
    });
    let occupancy = Occupancy::Reserved {
        act: *act,
        by: *by,
        held_until,
    };
    state.occupy(*booth, occupancy);
    let reservation = Reservation {
        seq: recorded.seq,
        hash: recorded.hash,
        contract: *contract,
        by: *by,
        offer: *offer,
        number: *number,
        booth: *booth,
        at: recorded.at,
        until: *until,
        expired: false,
    };
    state.reservations.insert(*act, reservation);
}

fn contract(state: &mut State, act: ActId, at: Timestamp) {
    let Some(reservation) = state.reservations.remove(&act) else {
        return;
    };
    state.spent.insert(act, Spent::Used(reservation.contract));
    let concluded = Concluded {
        by: reservation.by,
        number: reservation.number,
        booth: reservation.booth,
        lost: None,
        entered: at,
        signed: None,
        lease: None,
        deposit: None,
        ended: false,
    };
    state.occupy(reservation.booth, taken_by(reservation.contract, &concluded));
    state.contracts.insert(reservation.contract, concluded);
}

fn give_back(state: &mut State, act: ActId, code: Option<String>, at: Timestamp) {
    state.spent.insert(act, Spent::Back(code));
    let Some(reservation) = state.reservations.remove(&act) else {
        return;
    };
    state.numbers_free.insert(reservation.number);
    let before = reservation.booth.and_then(|no| state.booths.get(&no));
    let held_until = before.and_then(|booth| match booth.occupancy {
        Occupancy::Reserved { held_until, .. } => held_until,
        _ => None,
    });
    let occupancy = match held_until.filter(|until| at < *until) {
        Some(until) => Occupancy::Held {
            by: reservation.by,
            until,
        },
        None => Occupancy::Free,
    };
    state.occupy(reservation.booth, occupancy);
}

fn taken_by(contract: crate::ids::ContractId, concluded: &Concluded) -> Occupancy {
    let by = concluded.by;
    if concluded.deposit.is_some() {
        Occupancy::Paid { by, contract }
    } else {
        Occupancy::Contracted { by, contract }
    }
}

fn use_numbers(state: &mut State, numbers: &BTreeSet<u32>) {
    for number in numbers {
        state.numbers_free.remove(number);
        state.numbers_made = state.numbers_made.max(*number);
    }
}

fn desk(state: &mut State, event: &Event, at: Timestamp) {
    match event {
        Event::Leased {
            no,
            desk,
            certificate,
            numbers,
            booths,
            until,
        } => {
            use_numbers(state, numbers);
            for booth in booths {
                state.occupy(Some(*booth), Occupancy::Leased { lease: *no });
            }
            let lease = Lease {
                desk: desk.clone(),
                certificate: *certificate,
                from: at,
                until: *until,
                standing: LeaseStanding::Out,
                numbers: numbers.clone(),
                booths: booths.clone(),
                entered: 0,
                head: None,
                known: None,
                in_review: BTreeMap::new(),
            };
            state.leases.insert(*no, lease);
        }
        Event::HeadHeard { no, entry, head } => {
            if let Some(lease) = state.leases.get_mut(no) {
                lease.known = Some((*entry, *head));
            }
        }
        Event::DeskEntered { no, entry, booth } => enter(state, *no, entry, *booth, at),
        Event::EntryInReview { no, entry } => {
            if let Some(lease) = state.leases.get_mut(no) {
                lease.entered = lease.entered.max(entry.entry);
                lease.head = Some(entry.head);
                lease.in_review.insert(entry.entry, entry.clone());
            }
        }
        Event::EntryRefused { no, entry, .. } => {
            if let Some(lease) = state.leases.get_mut(no) {
                lease.in_review.remove(entry);
            }
        }
        Event::LeaseReturned { no } => {
            end_lease(state, *no, LeaseStanding::Returned);
        }
        Event::LeaseRevoked { no, .. } => {
            end_lease(state, *no, LeaseStanding::Revoked);
        }
        _ => {}
    }
}

/// Booths are free again. Numbers come back from a desk that is here; those of a lost one are never given again.
fn end_lease(state: &mut State, no: LeaseNo, standing: LeaseStanding) {
    let Some(lease) = state.leases.get_mut(&no) else {
        return;
    };
    lease.standing = standing;
    let booths: Vec<BoothNo> = std::mem::take(&mut lease.booths).into_iter().collect();
    if standing == LeaseStanding::Returned {
        let numbers = std::mem::take(&mut lease.numbers);
        state.numbers_free.extend(numbers);
    }
    for booth in booths {
        state.occupy(Some(booth), Occupancy::Free);
    }
}

fn enter(state: &mut State, no: LeaseNo, entry: &DeskEntry, outcome: BoothOutcome, at: Timestamp) {
    if let Some(lease) = state.leases.get_mut(&no) {
        if lease.in_review.remove(&entry.entry).is_none() {
            lease.entered = lease.entered.max(entry.entry);
            lease.head = Some(entry.head);
        }
        lease.numbers.remove(&entry.number);
        if let Some(booth) = entry.booth {
            lease.booths.remove(&booth);
        }
    }
    if let BoothOutcome::Won {
        contract: Some(other),
        ..
    } = outcome
        && let Some(other) = state.contracts.get_mut(&other)
    {
        other.lost = other.booth.take();
    }
    let (booth, lost) = match outcome {
        BoothOutcome::Given | BoothOutcome::Won { .. } => (entry.booth, None),
        BoothOutcome::Lost { .. } | BoothOutcome::Unknown => (None, entry.booth),
        BoothOutcome::None => (None, None),
    };
    let concluded = Concluded {
        by: entry.exhibitor,
        number: entry.number,
        booth,
        lost,
        entered: at,
        signed: Some(at),
        lease: Some(no),
        deposit: None,
        ended: false,
    };
    state.occupy(booth, taken_by(entry.contract, &concluded));
    state.contracts.insert(entry.contract, concluded);
}
