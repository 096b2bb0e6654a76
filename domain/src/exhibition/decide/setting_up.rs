//! Founding an exhibition, its people, offers and quota, and its stages.

use super::{Command, Decision, Event, NAME, Rejection, State, require, require_changeable};
use crate::aggregate::{Caller, Envelope};
use crate::day::Day;
use crate::exhibition::event::{Details, Offer, OfferNo};
use crate::exhibition::lease::LeaseStanding;
use crate::exhibition::staff::{Duty, StaffRole};
use crate::exhibition::state::Stage;
use crate::exhibition::view;
use crate::ids::{AccountId, OrganisationId};
use crate::written_text::require_text;
use std::collections::BTreeSet;

/// Most contracts, people and offers of one exhibition.
const QUOTA: u32 = 100_000;
const STAFF: usize = 200;
const OFFERS: usize = 50;
/// Most days between the first and the last.
const DAYS: i64 = 366;

pub(super) fn found(command: &Envelope<Command>, details: &Details, organiser: OrganisationId) -> Decision {
    let Caller::Account(host) = command.by else {
        return Err(Rejection::NotAllowed);
    };
    let details = checked(details)?;
    Ok(vec![Event::Founded {
        details,
        organiser,
        host,
    }])
}

pub(super) fn change(state: &State, command: &Envelope<Command>, details: &Details) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    let details = checked(details)?;
    let present = state.founded.as_ref().map(|founded| &founded.details);
    if present == Some(&details) {
        return Ok(Vec::new());
    }
    // Nobody changes the rule under those who applied by it, nor the currency of prices that were said.
    let fixed = present.is_some_and(|present| {
        (present.allocation, &present.currency) != (details.allocation, &details.currency)
    });
    if fixed && state.stage != Stage::Preparing {
        return Err(Rejection::BadDetails);
    }
    Ok(vec![Event::Changed { details }])
}

fn checked(details: &Details) -> Result<Details, Rejection> {
    let text = |text: &str| require_text(text, NAME).map(str::to_owned);
    let day = |text: &String| Day::parse(text).ok_or(Rejection::BadDetails);
    let days = [day(&details.days[0])?, day(&details.days[1])?];
    let length = days[1].number() - days[0].number();
    let currency = details.currency.len() == 3 && details.currency.bytes().all(|b| b.is_ascii_uppercase());
    let languages = !details.languages.is_empty()
        && details
            .languages
            .iter()
            .all(|tag| matches!(tag.as_str(), "zh-CN" | "en"));
    if !(0..=DAYS).contains(&length) || !currency || !languages {
        return Err(Rejection::BadDetails);
    }
    Ok(Details {
        name: text(&details.name)?,
        place: text(&details.place)?,
        days: days.map(|day| day.to_string()),
        ..details.clone()
    })
}

pub(super) fn staff(
    state: &State,
    command: &Envelope<Command>,
    account: AccountId,
    roles: &BTreeSet<StaffRole>,
) -> Decision {
    require(state, command, Duty::SetUp)?;
    let others = state.staff.iter().filter(|(other, _)| **other != account);
    let host_stays =
        roles.contains(&StaffRole::Host) || others.clone().any(|(_, roles)| roles.contains(&StaffRole::Host));
    if !host_stays {
        return Err(Rejection::LastHost);
    }
    if others.count() >= STAFF {
        return Err(Rejection::TooMany);
    }
    let present = state.staff.get(&account);
    if present == Some(roles) || (present.is_none() && roles.is_empty()) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::Staffed {
        account,
        roles: roles.clone(),
    }])
}

pub(super) fn set_quota(state: &State, command: &Envelope<Command>, quota: u32) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    if quota > QUOTA {
        return Err(Rejection::TooMany);
    }
    let taken = state.quota_taken();
    if quota < taken {
        return Err(Rejection::QuotaBelow(taken));
    }
    if quota == state.quota {
        return Ok(Vec::new());
    }
    Ok(vec![Event::QuotaSet { quota }])
}

pub(super) fn offer(state: &State, command: &Envelope<Command>, offer: &Offer) -> Decision {
    require(state, command, Duty::SetUp)?;
    require_changeable(state)?;
    if state.offers.len() >= OFFERS {
        return Err(Rejection::TooMany);
    }
    if offer
        .deposit
        .is_some_and(|deposit| deposit.share == 0 || deposit.share > 10_000)
    {
        return Err(Rejection::BadDetails);
    }
    let highest = state.offers.last_key_value().map_or(0, |(no, _)| no.0);
    Ok(vec![Event::Offered {
        no: OfferNo(highest + 1),
        offer: Offer {
            name: require_text(&offer.name, NAME)?.to_owned(),
            ..offer.clone()
        },
    }])
}

pub(super) fn end_offer(state: &State, command: &Envelope<Command>, no: OfferNo) -> Decision {
    require(state, command, Duty::SetUp)?;
    let offered = state.offers.get(&no).ok_or(Rejection::Unknown)?;
    let ended = offered.on.then_some(Event::OfferEnded { no });
    Ok(ended.into_iter().collect())
}

pub(super) fn open(state: &State, command: &Envelope<Command>) -> Decision {
    require(state, command, Duty::SetUp)?;
    match state.stage {
        Stage::Preparing => {}
        Stage::Open => return Ok(Vec::new()),
        _ => return Err(Rejection::Closed),
    }
    match view::missing(state).first() {
        Some(code) => Err(Rejection::NotReady(code)),
        None => Ok(vec![Event::Opened {}]),
    }
}

/// Nothing may be on its way: what is reserved or out with a desk must have come back.
pub(super) fn close(state: &State, command: &Envelope<Command>) -> Decision {
    require(state, command, Duty::SetUp)?;
    match state.stage {
        Stage::Open => {}
        Stage::Closed => return Ok(Vec::new()),
        _ => return Err(Rejection::NotOpen),
    }
    let out = |standing: LeaseStanding| state.leases.values().any(|lease| lease.standing == standing);
    if !state.reservations.is_empty() {
        return Err(Rejection::StillOpen("reservation"));
    }
    if out(LeaseStanding::Out) {
        return Err(Rejection::StillOpen("desk"));
    }
    if state.leases.values().any(|lease| !lease.in_review.is_empty()) {
        return Err(Rejection::StillOpen("desk_entry"));
    }
    Ok(vec![Event::Closed {}])
}

pub(super) fn archive(state: &State, command: &Envelope<Command>) -> Decision {
    require(state, command, Duty::SetUp)?;
    match state.stage {
        Stage::Closed => Ok(vec![Event::Archived {}]),
        Stage::Archived => Ok(Vec::new()),
        _ => Err(Rejection::StillOpen("exhibition")),
    }
}
