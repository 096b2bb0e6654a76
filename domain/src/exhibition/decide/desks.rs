//! Leases of desks that sign without a network, and what they bring back.

use super::{Command, Decision, Event, NAME, REASON, Rejection, State, require, require_open};
use crate::aggregate::{Aggregate, Envelope, Recorded, require_hub};
use crate::exhibition::Exhibition;
use crate::exhibition::event::BoothOutcome;
use crate::exhibition::floor::{BoothNo, Occupancy};
use crate::exhibition::lease::{DeskEntry, Lease, LeaseNo, LeaseStanding};
use crate::exhibition::staff::Duty;
use crate::hash::Sha256Hash;
use crate::ids::ContractId;
use crate::timestamp::Timestamp;
use crate::written_text::require_text;
use std::collections::BTreeSet;

/// Most numbers of one lease, and entries of one command.
const NUMBERS: u32 = 1_000;
/// A lease lasts at most 14 days.
const LONGEST: i64 = 14 * 86_400_000;

/// What a desk wants to take along.
pub(super) struct LeaseWish<'a> {
    pub desk: &'a str,
    pub certificate: Sha256Hash,
    pub numbers: u32,
    pub booths: &'a BTreeSet<BoothNo>,
    pub until: Timestamp,
}

pub(super) fn lease(state: &State, command: &Envelope<Command>, wish: &LeaseWish<'_>) -> Decision {
    require(state, command, Duty::Desks)?;
    require_open(state)?;
    let lasts = wish.until.since(command.at);
    if !(1..=LONGEST).contains(&lasts) {
        return Err(Rejection::Period);
    }
    if wish.numbers == 0 || wish.numbers > NUMBERS {
        return Err(Rejection::TooMany);
    }
    if wish.numbers > state.quota_left() {
        return Err(Rejection::QuotaUsed);
    }
    for booth in wish.booths {
        match state.booths.get(booth).map(|booth| &booth.occupancy) {
            Some(Occupancy::Free) => {}
            Some(_) => return Err(Rejection::BoothTaken),
            None => return Err(Rejection::Unknown),
        }
    }
    let highest = state.leases.last_key_value().map_or(0, |(no, _)| no.0);
    Ok(vec![Event::Leased {
        no: LeaseNo(highest + 1),
        desk: require_text(wish.desk, NAME)?.to_owned(),
        certificate: wish.certificate,
        numbers: state.next_numbers(wish.numbers),
        booths: wish.booths.clone(),
        until: wish.until,
    }])
}

fn known(state: &State, no: LeaseNo) -> Result<&Lease, Rejection> {
    state.leases.get(&no).ok_or(Rejection::Unknown)
}

pub(super) fn hear_head(
    state: &State,
    command: &Envelope<Command>,
    no: LeaseNo,
    entry: u32,
    head: Sha256Hash,
) -> Decision {
    require_hub(command)?;
    let lease = known(state, no)?;
    if lease.standing != LeaseStanding::Out {
        return Err(Rejection::LeaseOver);
    }
    // What was entered already says which chain it is.
    let forked = lease.entered == entry && lease.head != Some(head);
    match lease.known {
        Some((heard, was)) if heard == entry => {
            return if was == head {
                Ok(Vec::new())
            } else {
                Err(Rejection::Chain)
            };
        }
        Some((heard, _)) if heard > entry => return Ok(Vec::new()),
        _ => {}
    }
    let ahead = entry.saturating_sub(lease.entered) as usize;
    if forked || entry < lease.entered || ahead > lease.numbers.len() {
        return Err(Rejection::Chain);
    }
    Ok(vec![Event::HeadHeard { no, entry, head }])
}

/// Takes entries in their order. What was taken before is passed over, so that a desk can send all it has.
///
/// Of a revoked lease only what lies under a head that was known counts, and only where this chain leads to that head;
/// the rest waits for the host.
pub(super) fn enter(
    state: &State,
    command: &Envelope<Command>,
    no: LeaseNo,
    entries: &[DeskEntry],
) -> Decision {
    require_hub(command)?;
    let lease = known(state, no)?;
    if lease.standing == LeaseStanding::Returned {
        return Err(Rejection::LeaseOver);
    }
    if entries.len() > NUMBERS as usize {
        return Err(Rejection::TooMany);
    }
    let fresh = entries.iter().filter(|entry| entry.entry > lease.entered);
    let fresh: Vec<&DeskEntry> = fresh.collect();
    let forked = |entry: &&DeskEntry| {
        let heard = lease
            .known
            .is_some_and(|(no, head)| no == entry.entry && head != entry.head);
        let entered = lease.entered == entry.entry && lease.head != Some(entry.head);
        heard || entered
    };
    let in_order = fresh
        .iter()
        .zip(lease.entered + 1..)
        .all(|(entry, no)| entry.entry == no);
    if !in_order || entries.iter().any(|entry| forked(&entry)) {
        return Err(Rejection::Chain);
    }
    let believed = match lease.standing {
        LeaseStanding::Out => u32::MAX,
        _ => lease.known.map_or(0, |(no, _)| no),
    };
    // A thief's chain must not pass for the known one just because it stops before the known head.
    let reaches = fresh.last().is_some_and(|last| last.entry >= believed);
    if lease.standing == LeaseStanding::Revoked && lease.entered < believed && !reaches {
        return Err(Rejection::Chain);
    }
    let mut then = state.clone();
    let mut events = Vec::new();
    for entry in fresh {
        let event = if entry.entry <= believed {
            entered(&then, no, entry)?
        } else {
            Event::EntryInReview {
                no,
                entry: entry.clone(),
            }
        };
        foresee(&mut then, command, &event);
        events.push(event);
    }
    Ok(events)
}

/// Later entries are decided on what earlier ones leave.
fn foresee(then: &mut State, command: &Envelope<Command>, event: &Event) {
    let recorded = Recorded {
        seq: 0,
        hash: Sha256Hash([0; 32]),
        at: command.at,
        by: command.by,
        event: event.clone(),
    };
    Exhibition::evolve(then, &recorded);
}

fn entered(state: &State, no: LeaseNo, entry: &DeskEntry) -> Result<Event, Rejection> {
    let lease = known(state, no)?;
    if !lease.numbers.contains(&entry.number) {
        return Err(Rejection::NotItsNumber);
    }
    if !state.exhibitors.contains_key(&entry.exhibitor) {
        return Err(Rejection::Unknown);
    }
    if state.contracts.contains_key(&entry.contract) {
        return Err(Rejection::Chain);
    }
    let outcome = entry
        .booth
        .map_or(BoothOutcome::None, |booth| outcome(state, no, entry, booth));
    Ok(Event::DeskEntered {
        no,
        entry: entry.clone(),
        booth: outcome,
    })
}

fn outcome(state: &State, no: LeaseNo, entry: &DeskEntry, booth: BoothNo) -> BoothOutcome {
    let Some(present) = state.booths.get(&booth) else {
        return BoothOutcome::Unknown;
    };
    match present.occupancy {
        Occupancy::Free => BoothOutcome::Given,
        Occupancy::Leased { lease } if lease == no => BoothOutcome::Given,
        Occupancy::Leased { .. } => BoothOutcome::Lost { to: None },
        Occupancy::Held { by, .. } if by == entry.exhibitor => BoothOutcome::Given,
        // Somebody is signing for it at this moment, on its word that it is free.
        Occupancy::Reserved { by, .. } => BoothOutcome::Lost { to: Some(by) },
        Occupancy::Held { by, .. } => decided(state, entry, by, None),
        Occupancy::Contracted { by, contract } | Occupancy::Paid { by, contract } => {
            decided(state, entry, by, Some(contract))
        }
    }
}

/// By the rule that everybody could read before.
fn decided(
    state: &State,
    entry: &DeskEntry,
    by: crate::exhibition::exhibitor::ExhibitorNo,
    contract: Option<ContractId>,
) -> BoothOutcome {
    let rule = state.founded.as_ref().map(|founded| founded.details.allocation);
    let present = state.claim(by, contract.unwrap_or_default());
    let newcomer = state.claim(entry.exhibitor, entry.contract);
    let wins = match (rule, present, newcomer) {
        (Some(rule), Some(present), Some(newcomer)) => {
            by != entry.exhibitor && rule.newcomer_wins(&present, &newcomer)
        }
        _ => false,
    };
    if wins {
        BoothOutcome::Won { from: by, contract }
    } else {
        BoothOutcome::Lost { to: Some(by) }
    }
}

pub(super) fn judge(
    state: &State,
    command: &Envelope<Command>,
    no: LeaseNo,
    entry: u32,
    accept: bool,
    reason: &str,
) -> Decision {
    require(state, command, Duty::Desks)?;
    let lease = known(state, no)?;
    let waiting = lease.in_review.get(&entry).ok_or(Rejection::Unknown)?;
    let reason = require_text(reason, REASON)?.to_owned();
    if accept {
        // Its place went back into the quota when the lease was revoked.
        if state.quota_left() == 0 {
            return Err(Rejection::QuotaUsed);
        }
        return Ok(vec![entered(state, no, waiting)?]);
    }
    Ok(vec![Event::EntryRefused { no, entry, reason }])
}

pub(super) fn give_back(state: &State, command: &Envelope<Command>, no: LeaseNo, entered: u32) -> Decision {
    require_hub(command)?;
    let lease = known(state, no)?;
    match lease.standing {
        LeaseStanding::Out => {}
        LeaseStanding::Returned => return Ok(Vec::new()),
        LeaseStanding::Revoked => return Err(Rejection::LeaseOver),
    }
    let heard = lease.known.map_or(0, |(no, _)| no);
    if entered != lease.entered || entered < heard {
        return Err(Rejection::Chain);
    }
    Ok(vec![Event::LeaseReturned { no }])
}

pub(super) fn revoke(state: &State, command: &Envelope<Command>, no: LeaseNo, reason: &str) -> Decision {
    require(state, command, Duty::Desks)?;
    match known(state, no)?.standing {
        LeaseStanding::Out => {}
        LeaseStanding::Revoked => return Ok(Vec::new()),
        LeaseStanding::Returned => return Err(Rejection::LeaseOver),
    }
    let reason = require_text(reason, REASON)?.to_owned();
    Ok(vec![Event::LeaseRevoked { no, reason }])
}
