//! How far a sign code is: who took which place, and what came of it.

use super::{Issued, SignCodeEvent as Event, SignCodeRejection as Rejection};
use crate::aggregate::{Projection, Recorded};
use crate::ids::{AccountId, StreamId};
use crate::timestamp::Timestamp;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The list of an owner's sign codes.
pub const SIGN_CODES: &str = "sign_codes";

/// What came of a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    Opening,
    Opened,
    /// It counts no longer.
    Refused {
        code: String,
    },
}

/// One scan that led to something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub person: AccountId,
    pub attempt: Uuid,
    pub at: Timestamp,
    pub outcome: Outcome,
}

impl Place {
    /// It counts: there is a contract, or there will be one.
    pub fn counts(&self) -> bool {
        !matches!(self.outcome, Outcome::Refused { .. })
    }
}

#[derive(Clone, Debug, Default)]
pub struct SignCodeState {
    pub issued: Option<Issued>,
    pub issued_at: Timestamp,
    pub on: bool,
    /// By their numbers, from 0.
    pub places: Vec<Place>,
}

impl SignCodeState {
    /// How many contracts it has led to.
    pub fn used(&self) -> u32 {
        let used = self.places.iter().filter(|place| place.counts()).count();
        u32::try_from(used).unwrap_or(u32::MAX)
    }

    /// The place that a person took with this try.
    pub fn place_of(&self, person: AccountId, attempt: Uuid) -> Option<(u32, &Place)> {
        let is_it = |place: &Place| place.person == person && place.attempt == attempt;
        self.numbered().find(|(_, place)| is_it(place))
    }

    /// The latest place of a person that counts.
    pub fn latest_of(&self, person: AccountId) -> Option<(u32, &Place)> {
        let own = |place: &Place| place.person == person && place.counts();
        self.numbered().filter(|(_, place)| own(place)).last()
    }

    /// Why nobody gets a place now.
    pub fn closed(&self, now: Timestamp) -> Option<Rejection> {
        match &self.issued {
            None => Some(Rejection::NotIssued),
            Some(_) if !self.on => Some(Rejection::Off),
            Some(issued) if now >= issued.rules.until => Some(Rejection::Over),
            Some(issued) if self.used() >= issued.rules.contracts => Some(Rejection::UsedUp),
            Some(_) => None,
        }
    }

    /// Why this person gets no further place now; who has one is told that before anything else.
    pub fn refusal_of(&self, person: AccountId, now: Timestamp) -> Option<Rejection> {
        let rules = self.issued.as_ref().map(|issued| &issued.rules);
        let named = rules.and_then(|rules| rules.named.as_ref());
        if named.is_some_and(|named| !named.contains(&person)) {
            return Some(Rejection::NotNamed);
        }
        let once = rules.is_some_and(|rules| !rules.repeats);
        let closed = self.closed(now);
        match self.latest_of(person) {
            Some((place, _)) if once || closed.is_some() => Some(Rejection::SignedAlready { place }),
            _ => closed,
        }
    }

    /// All places with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Place)> {
        (0..).zip(&self.places)
    }

    pub(super) fn apply(&mut self, recorded: &Recorded<Event>) {
        match &recorded.event {
            Event::Issued(issued) => {
                self.issued = Some(issued.clone());
                self.issued_at = recorded.at;
                self.on = true;
            }
            Event::Turned { on } => self.on = *on,
            Event::Taken { person, attempt, .. } => self.places.push(Place {
                person: *person,
                attempt: *attempt,
                at: recorded.at,
                outcome: Outcome::Opening,
            }),
            Event::Opened { place } => self.settle(*place, Outcome::Opened),
            Event::Refused { place, code } => self.settle(*place, Outcome::Refused { code: code.clone() }),
        }
    }

    fn settle(&mut self, number: u32, outcome: Outcome) {
        if let Some(place) = self.places.get_mut(number as usize) {
            place.outcome = outcome;
        }
    }

    pub(super) fn row(&self, stream: &StreamId) -> Option<Projection> {
        let issued = self.issued.as_ref()?;
        let rules = &issued.rules;
        Some(Projection {
            list: SIGN_CODES,
            owner: issued.owner,
            sort_at: self.issued_at,
            state: if self.on { "on" } else { "off" },
            found_by: vec![issued.template_name.clone()],
            filed: None,
            row: json!({
                "id": stream.id,
                "template": issued.template.stream.id,
                "template_name": issued.template_name,
                "on": self.on,
                "used": self.used(),
                "contracts": rules.contracts,
                "until": rules.until,
                "days_to_sign": rules.days_to_sign,
                "repeats": rules.repeats,
                "named": rules.named.as_ref().map(Vec::len),
                "rotates": rules.rotates,
                "at": self.issued_at,
            }),
        })
    }

    /// Names of invariants that do not hold.
    pub(super) fn broken(&self) -> Vec<&'static str> {
        let Some(issued) = &self.issued else {
            return Vec::new();
        };
        let rules = &issued.rules;
        let counting = || self.places.iter().filter(|place| place.counts());
        let mut broken = Vec::new();
        if self.used() > rules.contracts {
            broken.push("no_more_contracts_than_the_code_allows");
        }
        let people: BTreeSet<AccountId> = counting().map(|place| place.person).collect();
        if !rules.repeats && people.len() < counting().count() {
            broken.push("nobody_comes_twice_where_that_is_forbidden");
        }
        let tries: BTreeSet<(AccountId, Uuid)> = self
            .places
            .iter()
            .map(|place| (place.person, place.attempt))
            .collect();
        if tries.len() < self.places.len() {
            broken.push("one_try_is_one_place");
        }
        let is_named = |person: &AccountId| rules.named.as_ref().is_none_or(|named| named.contains(person));
        if !people.iter().all(is_named) {
            broken.push("only_named_people_take_places");
        }
        broken
    }
}
