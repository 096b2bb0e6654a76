//! What an organisation answers when one of its people is about to do a guarded act: whether, and with whose consent.
//!
//! A clearance is made here and nowhere else, from the organisation's state at one line of its log. Asking writes
//! nothing.

use super::flow::{Facts, FlowNo, super_administrators_step};
use super::step::{Guarded, Step, Subject};
use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::line::Head;
use crate::organisation::event::MemberNo;
use crate::organisation::letter::LetterNo;
use crate::organisation::permission::Permission;
use crate::organisation::rejection::OrganisationRejection as Rejection;
use crate::organisation::state::OrganisationState;
use crate::quote::Quote;
use crate::timestamp::Timestamp;

/// An answer holds for so many milliseconds: long enough for the way from one log to the other.
const HOLDS: i64 = 30_000;
/// Days of a run that the super administrator alone decides.
const OWN_DAYS: u16 = 30;

/// Whose consent the act needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demand {
    pub flow: FlowNo,
    pub steps: Vec<Step>,
    pub own_request: bool,
    pub days: u16,
}

/// The organisation's answer about one act of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clearance {
    organisation: OrganisationId,
    line: Quote,
    member: MemberNo,
    account: AccountId,
    subject: Subject,
    demand: Option<Demand>,
    letter: Option<LetterNo>,
    at: Timestamp,
}

impl Clearance {
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// The organisation's last line when it answered.
    pub fn line(&self) -> &Quote {
        &self.line
    }

    pub fn member(&self) -> MemberNo {
        self.member
    }

    pub fn account(&self) -> AccountId {
        self.account
    }

    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// None where the act may be done at once.
    pub fn demand(&self) -> Option<&Demand> {
        self.demand.as_ref()
    }

    /// The letter of authority by which the person acts; none where that is by employment.
    pub fn letter(&self) -> Option<LetterNo> {
        self.letter
    }

    /// Whether it still holds at this moment.
    pub fn is_fresh(&self, at: Timestamp) -> bool {
        (0..=HOLDS).contains(&at.since(self.at))
    }
}

impl OrganisationState {
    /// Asks whether `account` may do what `subject` says, and whose consent that needs; `stream` and `head` are this
    /// organisation and the line that this state stands at.
    ///
    /// # Errors
    /// The organisation does not act, or this person may not do this at all: for want of a right, or of a letter of
    /// authority that covers it.
    pub fn clearance(
        &self,
        stream: &StreamId,
        head: Head,
        account: AccountId,
        subject: Subject,
        facts: &Facts,
        at: Timestamp,
    ) -> Result<Clearance, Rejection> {
        if !self.acts() {
            return Err(Rejection::NotActing);
        }
        let member = self.active_member(account).ok_or(Rejection::NotAllowed)?.no;
        let right = match subject.act {
            Guarded::Start => Some(Permission::StartContracts),
            Guarded::PublishTemplate => Some(Permission::ManageTemplates),
            Guarded::OwnSignature | Guarded::SealUse => None,
        };
        if right.is_some_and(|right| !self.may(account, right)) {
            return Err(Rejection::NotAllowed);
        }
        let letter = self.authority(member, &subject, facts.contract_type.as_deref(), at)?;
        Ok(Clearance {
            organisation: OrganisationId(stream.id),
            line: Quote {
                stream: stream.clone(),
                seq: head.seq,
                hash: head.hash,
            },
            member,
            account,
            subject,
            demand: self.demand(member, &subject, facts),
            letter,
            at,
        })
    }

    /// The flow with the most conditions of those that apply; of equals, the oldest.
    fn demand(&self, member: MemberNo, subject: &Subject, facts: &Facts) -> Option<Demand> {
        let departments = self
            .members
            .get(&member)
            .map(|member| &member.placement.departments);
        let works_in = |outer| {
            let mut own = departments.into_iter().flatten();
            own.any(|own| self.lies_below(*own, outer))
        };
        let applies = self.flows.iter().filter(|(_, kept)| {
            kept.enabled
                && kept.flow.act == subject.act
                && kept.flow.conditions.hold(subject, facts, works_in)
        });
        let flow = applies.max_by_key(|(no, kept)| (kept.flow.conditions.count(), std::cmp::Reverse(**no)));
        match flow {
            Some((no, kept)) => Some(Demand {
                flow: *no,
                steps: kept.flow.steps.clone(),
                own_request: kept.flow.own_request,
                days: kept.flow.days,
            }),
            None => facts.always.then(|| Demand {
                flow: FlowNo(0),
                steps: vec![super_administrators_step()],
                own_request: true,
                days: OWN_DAYS,
            }),
        }
    }
}
