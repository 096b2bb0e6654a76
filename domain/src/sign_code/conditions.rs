//! What must be so before a template is signed by code 一码多签: the guide's conditions, each with a tick [F04–F06].

use crate::contract::plan::{Course, FillControl, SigningOrder};
use crate::ids::PartyNo;
use crate::value::{KnownFact, ValueKind};
use serde::Serialize;

/// What a template says of one party.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlannedPart {
    pub organisation: bool,
    /// It signs by itself 自动签署.
    pub auto: bool,
    /// From 1, where the template says who signs when.
    pub turn: Option<u8>,
}

/// What the conditions are asked of.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    pub enabled: bool,
    pub course: Course,
    pub order: SigningOrder,
    pub parts: &'a [PlannedPart],
    pub controls: &'a [FillControl],
    /// The issuing organisation has 企业静默签 switched on.
    pub silent_signing: bool,
    /// The seal of the part that signs by itself is the organisation's, and in use.
    pub seal_in_use: bool,
}

/// One condition; what to do where it is not met says the catalogue under `sign_code_needs_…`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The template is enabled.
    Enabled,
    /// Contracts of it are signed in everybody's own time, not in a ceremony.
    Ordinary,
    /// Exactly one party is a person: whoever scans.
    OnePerson,
    /// Every other party is our own side, at most one, and signs by itself.
    OwnSideByItself,
    /// The person comes first, or there is no order [F04, F05].
    Order,
    /// 企业静默签 is switched on, where our side signs by itself.
    SilentSigning,
    /// Its seal can be used.
    SealInUse,
    /// The sender fills nothing in.
    NothingFromSender,
    /// What the visitor fills in can be typed on a phone.
    TypedOnPhone,
}

impl Condition {
    /// All, as the page lists them.
    pub const ALL: [Self; 9] = [
        Self::Enabled,
        Self::Ordinary,
        Self::OnePerson,
        Self::OwnSideByItself,
        Self::Order,
        Self::SilentSigning,
        Self::SealInUse,
        Self::NothingFromSender,
        Self::TypedOnPhone,
    ];

    /// The code of the sentence that says what to do where it is not met.
    pub fn code(self) -> &'static str {
        match self {
            Self::Enabled => "sign_code_needs_enabled",
            Self::Ordinary => "sign_code_needs_ordinary",
            Self::OnePerson => "sign_code_needs_one_person",
            Self::OwnSideByItself => "sign_code_needs_own_side",
            Self::Order => "sign_code_needs_order",
            Self::SilentSigning => "sign_code_needs_silent_signing",
            Self::SealInUse => "sign_code_needs_seal",
            Self::NothingFromSender => "sign_code_needs_nothing_from_sender",
            Self::TypedOnPhone => "sign_code_needs_typed",
        }
    }

    pub fn is_met(self, plan: &Plan<'_>) -> bool {
        let by_itself = plan.parts.iter().any(|part| part.auto);
        match self {
            Self::Enabled => plan.enabled,
            Self::Ordinary => !plan.course.is_live(),
            Self::OnePerson => visitor(plan.parts).is_some(),
            Self::OwnSideByItself => {
                let mut sides = plan.parts.iter().filter(|part| part.organisation);
                sides.next().is_none_or(|side| side.auto) && sides.next().is_none()
            }
            Self::Order => plan.person_is_not_kept_waiting(),
            Self::SilentSigning => !by_itself || plan.silent_signing,
            Self::SealInUse => !by_itself || plan.seal_in_use,
            Self::NothingFromSender => {
                let visitor = visitor(plan.parts);
                let typed = plan.controls.iter().filter(|control| !control.kind.is_derived());
                typed
                    .into_iter()
                    .all(|control| control.party.is_some() && control.party == visitor)
            }
            Self::TypedOnPhone => plan.controls.iter().all(|control| is_typed(&control.kind)),
        }
    }
}

/// The party that whoever scans will be, where there is exactly one that is a person.
pub fn visitor(parts: &[PlannedPart]) -> Option<PartyNo> {
    let mut people = (1..).zip(parts).filter(|(_, part)| !part.organisation);
    let (no, _) = people.next()?;
    people.next().is_none().then_some(PartyNo(no))
}

impl Plan<'_> {
    /// F04: no order; F05: an order in which the organisation is not the first; F06: nobody but the person.
    fn person_is_not_kept_waiting(&self) -> bool {
        if self.order == SigningOrder::Together {
            return true;
        }
        let turn_of = |(no, part): (u8, &PlannedPart)| part.turn.unwrap_or(no);
        let turns = |organisation| {
            let parts = (1..).zip(self.parts);
            parts
                .filter(move |(_, part)| part.organisation == organisation)
                .map(turn_of)
        };
        match (turns(true).min(), turns(false).min()) {
            (Some(organisation), Some(person)) => person < organisation,
            _ => true,
        }
    }
}

/// A picture or a table is not typed while somebody waits behind; an organisation the visitor does not have, nor what
/// is known of one.
fn is_typed(kind: &ValueKind) -> bool {
    !matches!(
        kind,
        ValueKind::Picture {}
            | ValueKind::Table { .. }
            | ValueKind::Known {
                fact: KnownFact::Organisation | KnownFact::CreditCode | KnownFact::LegalRepresentative
            }
    )
}
