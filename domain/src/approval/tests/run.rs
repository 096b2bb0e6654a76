//! One approval under test, in a company of four: member 1 leads it, member 2 asks, 3 and 4 have role 3 too.

use crate::aggregate::{Caller, Envelope, Recorded};
use crate::approval::clearance::Clearance;
use crate::approval::command::ApprovalCommand as Command;
use crate::approval::decide::decide;
use crate::approval::event::ApprovalEvent as Event;
use crate::approval::evolve::evolve;
use crate::approval::flow::{Conditions, Facts, Flow};
use crate::approval::rejection::ApprovalRejection as Rejection;
use crate::approval::state::ApprovalState;
use crate::approval::step::{Asked, Consent, Guarded, Step, Subject};
use crate::approval::turn::Turn;
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, StreamId};
use crate::line::Head;
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::event::MemberNo;
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::{Company, person};
use crate::personal::Seed;
use crate::timestamp::Timestamp;
use uuid::Uuid;

/// When the request runs out: a day after it was made.
pub const UNTIL: Timestamp = Timestamp(86_400_001);

pub fn subject() -> Subject {
    Subject {
        act: Guarded::Start,
        id: Uuid::from_u128(0xc1),
        document: Sha256Hash::of(b"the document"),
        seal: None,
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
        let flow = Flow {
            name: "合同审批".to_owned(),
            act: Guarded::Start,
            conditions: Conditions::default(),
            steps,
            own_request,
            days: 1,
        };
        run.company.by(1, Office::SetFlow { no: None, flow }).unwrap();
        let clearance = run.clearance(2, &Facts::default()).unwrap();
        let title = "供货合同".to_owned();
        run.give(Caller::Account(person(2)), Command::Request { clearance, title })
            .unwrap();
        run
    }

    /// What the organisation says about person `n` now; none where they are no active member.
    pub fn turn(&self, n: u8) -> Option<Turn> {
        let company = &self.company.state;
        Turn::ask(company, &stream(), head(), &self.state, person(n), self.now)
    }

    /// What the organisation says about person `n` sending the contract.
    pub fn clearance(&self, n: u8, facts: &Facts) -> Result<Clearance, OrganisationRejection> {
        let company = &self.company.state;
        company.clearance(&stream(), head(), person(n), subject(), facts, self.now)
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
        let opinion = String::new();
        self.act(n, |turn| Command::Pass { turn, opinion })
    }

    pub fn use_for(&mut self, subject: Subject) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Hub, Command::Use { subject })
    }
}
