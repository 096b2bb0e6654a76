//! Approvals of uses at the desk: the way on which the hub asks organisation, approval and seal.

use super::desk::{CONTRACT, Desk, organisation, seal};
use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::approval::Approval;
use crate::approval::clearance::Clearance;
use crate::approval::command::ApprovalCommand as Command;
use crate::approval::event::ApprovalEvent as Event;
use crate::approval::flow::Facts;
use crate::approval::passage::{Consented, Passage};
use crate::approval::rejection::ApprovalRejection as Rejection;
use crate::approval::state::ApprovalState;
use crate::approval::step::{Guarded, Subject};
use crate::approval::turn::Turn;
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, StreamId};
use crate::organisation::Organisation;
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::person;
use crate::personal::Seed;
use uuid::Uuid;

fn stream_of((n, act): (u8, Guarded)) -> StreamId {
    let run = u128::from(n) + 0x100 * act as u128;
    StreamId::new(Approval::KIND, Uuid::from_u128(0xa0 + run))
}

impl Desk {
    /// What the organisation says about person `n` doing this with the document.
    pub fn clearance(&self, n: u8, act: Guarded) -> Result<Clearance, OrganisationRejection> {
        let stream = StreamId::new(Organisation::KIND, organisation().0);
        let facts = Facts {
            always: act == Guarded::SealUse && self.state.needs_approval,
            ..Facts::default()
        };
        let subject = Subject {
            act,
            id: CONTRACT.0,
            document: self.document(),
            seal: (act == Guarded::SealUse).then(seal),
        };
        let organisation = &self.company.state;
        organisation.clearance(&stream, self.head(), person(n), subject, &facts, self.now())
    }

    /// With the approval of person `n`, where there is one that was passed.
    pub fn passage(&mut self, n: u8, act: Guarded) -> Result<Passage, OrganisationRejection> {
        let clearance = self.clearance(n, act)?;
        let consented = clearance.demand().and_then(|_| self.consented((n, act)));
        Ok(Passage { clearance, consented })
    }

    /// Person `n` asks for an approval, anew where an earlier one has ended.
    pub fn request_approval(&mut self, n: u8, act: Guarded) -> Result<Vec<Event>, Rejection> {
        let clearance = self.clearance(n, act).map_err(|_| Rejection::NotAllowed)?;
        self.approvals.remove(&(n, act));
        let title = "供货合同".to_owned();
        self.give_approval(
            (n, act),
            Caller::Account(person(n)),
            Command::Request { clearance, title },
        )
    }

    /// Person `by` passes what person `n` asked for.
    pub fn pass_approval(&mut self, n: u8, act: Guarded, by: u8) -> Result<Vec<Event>, Rejection> {
        let run = self.approvals.get(&(n, act)).cloned().unwrap_or_default();
        let stream = StreamId::new(Organisation::KIND, organisation().0);
        let company = &self.company.state;
        let turn = Turn::ask(company, &stream, self.head(), &run, person(by), self.now());
        let turn = turn.ok_or(Rejection::NotAllowed)?;
        let opinion = String::new();
        self.give_approval(
            (n, act),
            Caller::Account(person(by)),
            Command::Pass { turn, opinion },
        )
    }

    pub fn withdraw_approval(&mut self, n: u8, act: Guarded) -> Result<Vec<Event>, Rejection> {
        self.give_approval((n, act), Caller::Account(person(n)), Command::Withdraw)
    }

    fn consented(&mut self, run: (u8, Guarded)) -> Option<Consented> {
        let subject = self.approvals.get(&run)?.request.as_ref()?.subject;
        self.give_approval(run, Caller::Hub, Command::Use { subject })
            .ok()?;
        self.approvals.get(&run)?.consented(&stream_of(run))
    }

    fn give_approval(
        &mut self,
        run: (u8, Guarded),
        by: Caller,
        body: Command,
    ) -> Result<Vec<Event>, Rejection> {
        let (at, run) = (self.now(), self.approvals.entry(run).or_default());
        let command = Envelope {
            id: CommandId(Uuid::nil()),
            at,
            by,
            seed: Seed([3; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = Approval::decide(run, &command)?;
        for event in &events {
            let recorded = Recorded {
                seq: run.seq + 1,
                hash: Sha256Hash([4; 32]),
                at,
                by,
                event: event.clone(),
            };
            Approval::evolve(run, &recorded);
        }
        assert_eq!(Approval::broken_invariants(run), Vec::<&str>::new());
        Ok(events)
    }
}

/// Runs by who asked for them, and for what.
pub type Runs = std::collections::BTreeMap<(u8, Guarded), ApprovalState>;
