//! Halls, booths, and holds of booths.

use super::{
    Command, Decision, Event, NAME, REASON, Rejection, State, require, require_changeable, require_open,
};
use crate::aggregate::{Caller, Envelope};
use crate::exhibition::exhibitor::{ExhibitorNo, ExhibitorStanding};
use crate::exhibition::floor::{BoothNo, BoothPlan, HallNo, Occupancy};
use crate::exhibition::staff::Duty;
use crate::hash::Sha256Hash;
use crate::ids::ContractId;
use crate::timestamp::Timestamp;
use crate::written_text::require_text;
use std::collections::BTreeMap;

const HALLS: usize = 50;
const BOOTHS: usize = 5_000;
/// Characters of a booth's label.
const LABEL: usize = 12;
/// Corners of an outline.
const CORNERS: std::ops::RangeInclusive<usize> = 3..=32;
/// Booths that one exhibitor may hold without a contract.
const HOLDS_EACH: usize = 5;
/// A hold lasts at most 60 days from now.
const LONGEST_HOLD: i64 = 60 * 86_400_000;

pub(super) fn make_hall(
    state: &State,
    command: &Envelope<Command>,
    name: &str,
    plan: Option<Sha256Hash>,
) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    if state.halls.len() >= HALLS {
        return Err(Rejection::TooMany);
    }
    let highest = state.halls.last_key_value().map_or(0, |(no, _)| no.0);
    Ok(vec![Event::HallMade {
        no: HallNo(highest + 1),
        name: require_text(name, NAME)?.to_owned(),
        plan,
    }])
}

pub(super) fn change_hall(
    state: &State,
    command: &Envelope<Command>,
    no: HallNo,
    name: &str,
    plan: Option<Sha256Hash>,
) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    let known = state.halls.get(&no).ok_or(Rejection::Unknown)?;
    let name = require_text(name, NAME)?;
    if (known.name.as_str(), known.plan) == (name, plan) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::HallChanged {
        no,
        name: name.to_owned(),
        plan,
    }])
}

/// All or none of them.
pub(super) fn set_booths(
    state: &State,
    command: &Envelope<Command>,
    booths: &[(Option<BoothNo>, BoothPlan)],
) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    let new = booths.iter().filter(|(no, _)| no.is_none()).count();
    if state.booths.len() + new > BOOTHS {
        return Err(Rejection::TooMany);
    }
    let present = state
        .booths
        .iter()
        .map(|(no, booth)| (*no, booth.plan.label.clone()));
    let mut labels: BTreeMap<BoothNo, String> = present.collect();
    let mut last = state.booths_made;
    let mut events = Vec::new();
    for (no, plan) in booths {
        let plan = checked(state, plan)?;
        let no = match no {
            Some(no) => {
                let booth = state.booths.get(no).ok_or(Rejection::Unknown)?;
                if booth.occupancy != Occupancy::Free && !is_same_right(&booth.plan, &plan) {
                    return Err(Rejection::BoothTaken);
                }
                *no
            }
            None => {
                last += 1;
                BoothNo(last)
            }
        };
        labels.insert(no, plan.label.clone());
        events.push(Event::BoothSet { no, plan });
    }
    let mut seen = std::collections::BTreeSet::new();
    match labels.values().find(|label| !seen.insert(*label)) {
        Some(twice) => Err(Rejection::LabelTaken(twice.clone())),
        None => Ok(events),
    }
}

/// Whether the two differ in nothing but how they are drawn.
fn is_same_right(before: &BoothPlan, after: &BoothPlan) -> bool {
    let outline = before.outline.clone();
    *before
        == BoothPlan {
            outline,
            ..after.clone()
        }
}

fn checked(state: &State, plan: &BoothPlan) -> Result<BoothPlan, Rejection> {
    if !state.halls.contains_key(&plan.hall) {
        return Err(Rejection::Unknown);
    }
    let outline = plan.outline.is_empty() || CORNERS.contains(&plan.outline.len());
    let inside = plan.outline.iter().flatten().all(|part| *part <= 10_000);
    if plan.area == 0 || !outline || !inside {
        return Err(Rejection::BadBooth);
    }
    Ok(BoothPlan {
        label: require_text(&plan.label, LABEL)?.to_uppercase(),
        ..plan.clone()
    })
}

pub(super) fn remove_booth(state: &State, command: &Envelope<Command>, no: BoothNo) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    match occupancy(state, no)? {
        Occupancy::Free => Ok(vec![Event::BoothRemoved { no }]),
        _ => Err(Rejection::BoothTaken),
    }
}

fn occupancy(state: &State, no: BoothNo) -> Result<&Occupancy, Rejection> {
    let booth = state.booths.get(&no).ok_or(Rejection::Unknown)?;
    Ok(&booth.occupancy)
}

/// Staff for anybody, and exhibitors for themselves.
pub(super) fn require_for(
    state: &State,
    command: &Envelope<Command>,
    exhibitor: ExhibitorNo,
) -> Result<(), Rejection> {
    let own = state.exhibitors.get(&exhibitor).and_then(|known| known.account);
    match command.by {
        Caller::Account(account) if own == Some(account) => Ok(()),
        _ => require(state, command, Duty::Booths).map(drop),
    }
}

pub(super) fn hold(
    state: &State,
    command: &Envelope<Command>,
    booth: BoothNo,
    exhibitor: ExhibitorNo,
) -> Decision {
    require_for(state, command, exhibitor)?;
    require_open(state)?;
    let known = state.exhibitors.get(&exhibitor).ok_or(Rejection::Unknown)?;
    if known.standing != ExhibitorStanding::Accepted {
        return Err(Rejection::NotAccepted);
    }
    match occupancy(state, booth)? {
        Occupancy::Free => {}
        Occupancy::Held { by, .. } if *by == exhibitor => return Ok(Vec::new()),
        _ => return Err(Rejection::BoothTaken),
    }
    if state.holds_of(exhibitor) >= HOLDS_EACH {
        return Err(Rejection::TooManyHolds(exhibitor));
    }
    let term = state.founded.as_ref().map(|founded| founded.details.hold_term);
    let until = term.unwrap_or_default().end(command.at);
    Ok(vec![Event::Held {
        booth,
        by: exhibitor,
        until,
    }])
}

pub(super) fn extend_hold(
    state: &State,
    command: &Envelope<Command>,
    booth: BoothNo,
    until: Timestamp,
    reason: &str,
) -> Decision {
    require(state, command, Duty::Booths)?;
    let Occupancy::Held { until: present, .. } = occupancy(state, booth)? else {
        return Err(Rejection::NotHeld);
    };
    if until <= *present || until.since(command.at) > LONGEST_HOLD {
        return Err(Rejection::Period);
    }
    Ok(vec![Event::HoldExtended {
        booth,
        until,
        reason: require_text(reason, REASON)?.to_owned(),
    }])
}

pub(super) fn release_hold(state: &State, command: &Envelope<Command>, booth: BoothNo) -> Decision {
    match *occupancy(state, booth)? {
        Occupancy::Held { by, .. } => {
            require_for(state, command, by)?;
            Ok(vec![Event::HoldReleased { booth, by }])
        }
        _ => {
            require(state, command, Duty::Booths)?;
            Err(Rejection::NotHeld)
        }
    }
}

pub(super) fn lapse_hold(state: &State, command: &Envelope<Command>, booth: BoothNo) -> Decision {
    crate::aggregate::require_hub(command)?;
    Ok(match state.booths.get(&booth).map(|booth| &booth.occupancy) {
        Some(Occupancy::Held { by, until }) if *until <= command.at => {
            vec![Event::HoldLapsed { booth, by: *by }]
        }
        _ => Vec::new(),
    })
}

pub(super) fn give_booth(
    state: &State,
    command: &Envelope<Command>,
    contract: ContractId,
    booth: BoothNo,
) -> Decision {
    require(state, command, Duty::Booths)?;
    let known = state.contracts.get(&contract).filter(|known| !known.ended);
    let known = known.ok_or(Rejection::NoContract)?;
    if known.booth == Some(booth) {
        return Ok(Vec::new());
    }
    if known.lost.is_none() {
        return Err(Rejection::BoothOfOffer);
    }
    match occupancy(state, booth)? {
        Occupancy::Free => {}
        Occupancy::Held { by, .. } if *by == known.by => {}
        _ => return Err(Rejection::BoothTaken),
    }
    Ok(vec![Event::BoothGiven { contract, booth }])
}
