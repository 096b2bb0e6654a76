//! A company under test: its log so far, and a few people.

use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId};
use crate::organisation::Organisation;
use crate::organisation::command::{Invitation, LicenceData, OrganisationCommand as Command};
use crate::organisation::event::{MemberNo, OrganisationEvent as Event, Placement, RoleNo};
use crate::organisation::rejection::OrganisationRejection as Rejection;
use crate::organisation::state::OrganisationState;
use crate::personal::Seed;
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const CODE: &str = "91350100M000100Y43";

/// The person with this number; 1 registers.
pub fn person(n: u8) -> AccountId {
    AccountId(Uuid::from_u128(u128::from(n)))
}

pub fn phone(n: u8) -> String {
    format!("138000000{n:02}")
}

pub fn placement(roles: &[u16]) -> Placement {
    Placement {
        departments: Vec::new(),
        roles: roles.iter().copied().map(RoleNo).collect(),
    }
}

pub fn licence() -> LicenceData {
    LicenceData {
        name: "青屿新能源有限公司".to_owned(),
        credit_code: CODE.to_owned(),
        legal_representative: "林望舒".to_owned(),
    }
}

#[derive(Clone, Default)]
pub struct Company {
    pub state: OrganisationState,
    pub events: Vec<Event>,
    pub now: Timestamp,
    sent: u8,
}

impl Company {
    /// Registered by person 1, who is its legal representative, and approved.
    pub fn approved() -> Self {
        let mut company = Self::default();
        company.done(
            Caller::Account(person(1)),
            Command::Register {
                licence: licence(),
                registrant_name: "林望舒".to_owned(),
                is_legal_representative: true,
            },
        );
        company.done(Caller::Hub, Command::Approve);
        company
    }

    /// With person `n` as an employee with these roles; returns the member's number.
    pub fn employ(&mut self, n: u8, roles: &[u16]) -> MemberNo {
        self.employ_account(person(n), n, roles)
    }

    /// As [`Self::employ`], with an account from elsewhere.
    pub fn employ_account(&mut self, account: AccountId, n: u8, roles: &[u16]) -> MemberNo {
        let events = self.done(
            Caller::Account(person(1)),
            Command::Invite {
                people: vec![Invitation {
                    name: format!("员工{n}"),
                    phone: phone(n),
                    placement: placement(roles),
                }],
            },
        );
        let Some(Event::MemberInvited { no, .. }) = events.first() else {
            panic!("not invited: {events:?}")
        };
        let no = *no;
        self.done(
            Caller::Hub,
            Command::Join {
                account,
                phone: phone(n),
            },
        );
        no
    }

    pub fn give(&mut self, by: Caller, body: Command) -> Result<Vec<Event>, Rejection> {
        self.sent = self.sent.wrapping_add(1);
        let command = Envelope {
            id: CommandId(Uuid::from_u128(u128::from(self.sent))),
            at: self.now,
            by,
            seed: Seed([self.sent; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = Organisation::decide(&self.state, &command)?;
        for event in &events {
            self.events.push(event.clone());
            Organisation::evolve(
                &mut self.state,
                &Recorded {
                    seq: self.events.len() as u64,
                    hash: Sha256Hash::of(b""),
                    at: self.now,
                    by,
                    event: event.clone(),
                },
            );
            assert_eq!(Organisation::broken_invariants(&self.state), Vec::<&str>::new());
        }
        Ok(events)
    }

    pub fn done(&mut self, by: Caller, body: Command) -> Vec<Event> {
        let shown = format!("{body:?}");
        self.give(by, body)
            .unwrap_or_else(|rejection| panic!("{shown}: {rejection}"))
    }

    pub fn by(&mut self, n: u8, body: Command) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Account(person(n)), body)
    }
}
