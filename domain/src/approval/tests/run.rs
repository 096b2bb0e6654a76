//! One approval under test, in a company of four: member 1 leads it, member 2 asks, 3 and 4 have role 3 too.

use crate::aggregate::{Caller, Envelope, Recorded};
use crate::approval::command::ApprovalCommand as Command;
use crate::approval::decide::decide;
use crate::approval::event::ApprovalEvent as Event;
use crate::approval::evolve::evolve;
use crate::approval::rejection::ApprovalRejection as Rejection;
use crate::approval::state::ApprovalState;
use crate::approval::step::{Asked, Consent, Guarded, Request, Step, Subject};
use crate::approval::turn::Turn;
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, OrganisationId, StreamId};
use crate::line::Head;
use crate::organisation::event::MemberNo;
use crate::organisation::tests::company::{Company, person};
use crate::personal::Seed;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const UNTIL: Timestamp = Timestamp(1_000);

pub fn subject() -> Subject {
    Subject {
        act: Guarded::Start,
        id: Uuid::from_u128(0xc1),
        document: Sha256Hash::of(b"the document"),
    }
}

pub fn step(consent: Consent, members: &[u32]) -> Step {
    let asked = members.iter().map(|no| Asked::Member(MemberNo(*no))).collect();
    Step { consent, asked }
}

fn stream() -> StreamId {
    StreamId::new("organisation", Uuid::from_u128(0xa1))
}

pub fn head() -> Head {
    Head {
        seq: 9,
        hash: Sha256Hash::of(b"a line"),
        at: Timestamp(0),
    }
}

pub struct Run {
    pub company: Company,
    pub state: ApprovalState,
    pub events: Vec<Event>,
    pub now: Timestamp,
}

impl Run {
    pub fn requested(steps: Vec<Step>, own_request: bool) -> Self {
        let mut company = Company::approved();
        for n in 2..=4 {
            company.employ(n, &[3]);
        }
        let mut run = Self {
            company,
            state: ApprovalState::default(),
            events: Vec::new(),
            now: Timestamp(1),
        };
        let head = head();
        let request = Request {
            organisation: OrganisationId(stream().id),
            line: Quote {
                stream: stream(),
                seq: head.seq,
                hash: head.hash,
            },
            subject: subject(),
            requester: MemberNo(2),
            account: person(2),
            steps,
            own_request,
            until: UNTIL,
        };
        run.give(Caller::Account(person(2)), Command::Request(request))
            .unwrap();
        run
    }

    /// What the organisation says about person `n` now; none where they are no active member.
    pub fn turn(&self, n: u8) -> Option<Turn> {
        Turn::ask(&self.company.state, &stream(), head(), &self.state, person(n))
    }

    pub fn give(&mut self, by: Caller, body: Command) -> Result<Vec<Event>, Rejection> {
        let command = Envelope {
            id: CommandId(Uuid::from_u128(7)),
            at: self.now,
            by,
            seed: Seed([7; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = decide(&self.state, &command)?;
        for event in &events {
            self.events.push(event.clone());
            let recorded = Recorded {
                seq: self.events.len() as u64,
                hash: head().hash,
                at: self.now,
                by,
                event: event.clone(),
            };
            evolve(&mut self.state, &recorded);
        }
        Ok(events)
    }

    /// Person `n` acts as what `command` makes of their turn.
    pub fn act(&mut self, n: u8, command: impl FnOnce(Turn) -> Command) -> Result<Vec<Event>, Rejection> {
        let turn = self.turn(n).ok_or(Rejection::NotAllowed)?;
        self.give(Caller::Account(person(n)), command(turn))
    }

    pub fn pass(&mut self, n: u8) -> Result<Vec<Event>, Rejection> {
        self.act(n, |turn| Command::Pass { turn })
    }

    pub fn use_for(&mut self, subject: Subject) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Hub, Command::Use { subject })
    }
}
