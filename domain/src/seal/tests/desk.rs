//! A company with a seal under test, and the way on which the hub asks the one and then the other.

use super::approved::Runs;
use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::approval::step::Guarded;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, CommandId, ContractId, OrganisationId, SealId, StreamId};
use crate::line::Head;
use crate::organisation::Organisation;
use crate::organisation::event::MemberNo;
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::{Company, person};
use crate::organisation::warrant::{SealAct, Warrant};
use crate::personal::Seed;
use crate::quote::Quote;
use crate::seal::Seal;
use crate::seal::command::SealCommand as Command;
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::{Picture, SealKind, SealOwner, Source};
use crate::seal::permit::PermitRequest;
use crate::seal::rejection::SealRejection as Rejection;
use crate::seal::state::SealState;
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const RECORD: Sha256Hash = Sha256Hash([7; 32]);
pub const DOCUMENT: Sha256Hash = Sha256Hash([9; 32]);
pub const CONTRACT: ContractId = ContractId(Uuid::from_u128(0xc0));
pub const YEAR: i64 = 365 * 86_400_000;

pub fn organisation() -> OrganisationId {
    OrganisationId(Uuid::from_u128(0xb1))
}

pub fn seal() -> SealId {
    SealId(Uuid::from_u128(0x5e))
}

pub fn act(n: u8) -> ActId {
    ActId(Uuid::from_u128(0xac00 + u128::from(n)))
}

pub fn picture() -> Picture {
    Picture {
        artwork: Sha256Hash([5; 32]),
        width: 42_000,
        height: 42_000,
    }
}

/// One seal's log so far, and the company behind it.
#[derive(Clone, Default)]
pub struct Desk {
    pub company: Company,
    pub state: SealState,
    pub events: Vec<Recorded<Event>>,
    /// What each person has asked for, see [`super::approved`].
    pub approvals: Runs,
    /// What is to be sealed; absent: [`DOCUMENT`].
    pub contract_file: Option<Sha256Hash>,
    sent: u64,
}

impl Desk {
    /// A company of three: 1 decides, 2 manages seals, 3 signs contracts. No seal yet.
    pub fn company() -> Self {
        let mut company = Company::approved();
        company.employ(2, &[4]);
        company.employ(3, &[3]);
        Self {
            company,
            ..Self::default()
        }
    }

    /// With a seal of this kind, in use for ten years.
    pub fn with(kind: SealKind) -> Self {
        let mut desk = Self::company();
        let maker = if kind == SealKind::LegalRepresentative {
            1
        } else {
            2
        };
        desk.make(maker, kind, Source::Template).unwrap();
        desk.confirm(1).unwrap();
        desk.enter().unwrap();
        desk
    }

    /// A contract seal that person 3 holds.
    pub fn held() -> Self {
        let mut desk = Self::with(SealKind::Contract);
        desk.grant(2, 3, None).unwrap();
        desk
    }

    pub fn now(&self) -> Timestamp {
        self.company.now
    }

    pub fn pass(&mut self, millis: i64) {
        self.company.now = self.company.now.plus_millis(millis);
    }

    pub fn warrant(&self, n: u8, act: SealAct) -> Result<Warrant, OrganisationRejection> {
        let stream = StreamId::new(Organisation::KIND, organisation().0);
        let company = &self.company.state;
        company.warrant(&stream, self.head(), person(n), act, self.now())
    }

    /// The company's last line.
    pub fn head(&self) -> Head {
        Head {
            seq: self.company.events.len() as u64,
            hash: Sha256Hash([1; 32]),
            at: self.now(),
        }
    }

    pub fn document(&self) -> Sha256Hash {
        self.contract_file.unwrap_or(DOCUMENT)
    }

    pub fn kind(&self) -> SealKind {
        self.state.made.as_ref().unwrap().kind
    }

    pub fn give(&mut self, by: Caller, body: Command) -> Result<Vec<Event>, Rejection> {
        self.sent += 1;
        let command = Envelope {
            id: CommandId(Uuid::from_u128(u128::from(self.sent))),
            at: self.now(),
            by,
            seed: Seed([1; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = Seal::decide(&self.state, &command)?;
        for event in &events {
            let recorded = Recorded {
                seq: self.seq() + 1,
                hash: Sha256Hash([2; 32]),
                at: self.now(),
                by,
                event: event.clone(),
            };
            Seal::evolve(&mut self.state, &recorded);
            self.events.push(recorded);
            assert_eq!(Seal::broken_invariants(&self.state), Vec::<&str>::new());
        }
        Ok(events)
    }

    pub fn seq(&self) -> u64 {
        self.events.len() as u64
    }

    pub fn by(&mut self, n: u8, body: Command) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Account(person(n)), body)
    }

    pub fn make(&mut self, n: u8, kind: SealKind, source: Source) -> Result<Vec<Event>, Rejection> {
        let warrant = self
            .warrant(n, SealAct::Make(kind))
            .map_err(|_| Rejection::NotAllowed)?;
        self.by(
            n,
            Command::Make {
                owner: SealOwner::Organisation(organisation()),
                kind,
                name: "合同专用章".to_owned(),
                source,
                picture: picture(),
                warrant: Some(warrant),
            },
        )
    }

    pub fn confirm(&mut self, n: u8) -> Result<Vec<Event>, Rejection> {
        let warrant = self
            .warrant(n, SealAct::Decide)
            .map_err(|_| Rejection::NotAllowed)?;
        self.by(n, Command::Confirm { warrant })
    }

    pub fn enter(&mut self) -> Result<Vec<Event>, Rejection> {
        let until = self.now().plus_millis(10 * YEAR);
        self.give(
            Caller::Hub,
            Command::ComeIntoUse {
                record: RECORD,
                certificate: None,
                until,
            },
        )
    }

    /// Person `n` makes person `to` a holder, from now on.
    pub fn grant(&mut self, n: u8, to: u8, until: Option<Timestamp>) -> Result<Vec<Event>, Rejection> {
        let member = self.member(to);
        let act = SealAct::Grant(self.kind(), member);
        let warrant = self.warrant(n, act).map_err(|_| Rejection::NotAllowed)?;
        let from = self.now();
        self.by(n, Command::Grant { warrant, from, until })
    }

    pub fn change(&mut self, n: u8, command: impl Fn(Warrant) -> Command) -> Result<Vec<Event>, Rejection> {
        let act = SealAct::Change(self.kind());
        let warrant = self.warrant(n, act).map_err(|_| Rejection::NotAllowed)?;
        self.by(n, command(warrant))
    }

    pub fn member(&self, n: u8) -> MemberNo {
        let found = self
            .company
            .state
            .members
            .values()
            .find(|m| m.account == Some(person(n)));
        found.map_or(MemberNo(u32::from(n)), |member| member.no)
    }

    /// What the hub asks the seal for, with the organisation's answer of this moment.
    pub fn request(&mut self, act_no: u8, n: u8) -> Result<PermitRequest, OrganisationRejection> {
        let question = SealAct::Use {
            kind: self.kind(),
            cross_page: false,
            seal_seq: self.seq(),
        };
        let warrant = self.warrant(n, question)?;
        let passage = Some(Box::new(self.passage(n, Guarded::SealUse)?));
        Ok(PermitRequest {
            passage,
            ..self.bare_request(act_no, person(n), Some(warrant))
        })
    }

    pub fn bare_request(&self, act_no: u8, account: AccountId, warrant: Option<Warrant>) -> PermitRequest {
        PermitRequest {
            seal: seal(),
            act: act(act_no),
            contract: CONTRACT,
            document: self.document(),
            account,
            cross_page: false,
            warrant,
            passage: None,
            record: RECORD,
        }
    }

    /// The whole way at once: read the seal, ask the organisation, ask the seal.
    pub fn use_it(&mut self, act_no: u8, n: u8) -> Result<Vec<Event>, Rejection> {
        let request = self.request(act_no, n).map_err(|_| Rejection::NotAllowed)?;
        self.give(Caller::Hub, Command::Permit(request))
    }

    pub fn quoted_by_the_contract(&self, act_no: u8) -> Command {
        Command::ConfirmPermit {
            act: act(act_no),
            used: Quote {
                stream: StreamId::new("contract", CONTRACT.0),
                seq: 12,
                hash: Sha256Hash([3; 32]),
            },
            used_at: self.now(),
        }
    }
}
