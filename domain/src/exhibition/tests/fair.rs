//! A fair under test, with people who work there.

use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::exhibition::Exhibition;
use crate::exhibition::allocation::AllocationRule;
use crate::exhibition::command::{Application, ExhibitionCommand as Command};
use crate::exhibition::event::{Details, ExhibitionEvent as Event, Offer, OfferNo, Sealing};
use crate::exhibition::exhibitor::ExhibitorNo;
use crate::exhibition::floor::{BoothKind, BoothNo, BoothPlan, HallNo, HoldTerm, Occupancy};
use crate::exhibition::lease::{DeskEntry, LeaseNo};
use crate::exhibition::rejection::ExhibitionRejection as Rejection;
use crate::exhibition::staff::StaffRole;
use crate::exhibition::state::ExhibitionState;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, CommandId, ContractId, OrganisationId, StreamId};
use crate::personal::Seed;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// The people: 1 is host, 2 a clerk, 3 the cashier, 4 at the door; 10 and above are visitors.
pub fn person(n: u8) -> AccountId {
    AccountId(Uuid::from_u128(0xacc0 + u128::from(n)))
}

pub fn act(n: u8) -> ActId {
    ActId(Uuid::from_u128(0xac00 + u128::from(n)))
}

pub fn contract(n: u8) -> ContractId {
    ContractId(Uuid::from_u128(0xc000 + u128::from(n)))
}

/// The contract's line that quotes a reservation.
pub fn line_of(n: u8) -> Quote {
    Quote {
        stream: StreamId::new("contract", contract(n).0),
        seq: 1,
        hash: Sha256Hash([n; 32]),
    }
}

pub fn details() -> Details {
    Details {
        name: "深圳智造展".into(),
        place: "深圳会展中心".into(),
        days: ["2026-12-01".into(), "2026-12-03".into()],
        currency: "CNY".into(),
        logo: None,
        colour: [0, 90, 160],
        languages: vec!["zh-CN".into()],
        hold_term: HoldTerm::default(),
        allocation: AllocationRule::FirstApplied,
        show_amounts: false,
    }
}

pub fn offer(with_booth: bool) -> Offer {
    Offer {
        name: "展位合同".into(),
        template: Quote {
            stream: StreamId::new("template", Uuid::from_u128(7)),
            seq: 3,
            hash: Sha256Hash([7; 32]),
        },
        sealing: Sealing::Review,
        with_booth,
        deposit: None,
    }
}

pub fn plan(label: &str) -> BoothPlan {
    BoothPlan {
        hall: HallNo(1),
        label: label.into(),
        kind: BoothKind::Shell,
        area: 900,
        price: 1_200_000,
        corner: false,
        outline: Vec::new(),
    }
}

pub fn application(n: u8) -> Application {
    Application {
        company: format!("参展商{n}有限公司"),
        credit_code: None,
        contact: "王芳".into(),
        phone: format!("138000000{n:02}"),
        phone_hash: Sha256Hash([n; 32]),
    }
}

/// One exhibition's log so far.
#[derive(Clone, Default)]
pub struct Fair {
    pub state: ExhibitionState,
    pub events: Vec<Recorded<Event>>,
    pub now: Timestamp,
    sent: u64,
}

impl Fair {
    /// Founded by person 1.
    pub fn founded() -> Self {
        let mut fair = Self {
            now: Timestamp(1_795_000_000_000),
            ..Self::default()
        };
        let organiser = OrganisationId(Uuid::from_u128(0xb1));
        let found = Command::Found {
            details: details(),
            organiser,
        };
        fair.by(1, found).unwrap();
        for (n, role) in [
            (2, StaffRole::DeskClerk),
            (3, StaffRole::Cashier),
            (4, StaffRole::Door),
        ] {
            let (account, roles) = (person(n), BTreeSet::from([role]));
            fair.by(1, Command::Staff { account, roles }).unwrap();
        }
        fair
    }

    /// Open, with `booths` booths, this quota, `exhibitors` accepted ones, and offers 1 with and 2 without a booth.
    pub fn open(booths: u32, quota: u32, exhibitors: u8) -> Self {
        Self::ruled(AllocationRule::FirstApplied, booths, quota, exhibitors)
    }

    pub fn ruled(rule: AllocationRule, booths: u32, quota: u32, exhibitors: u8) -> Self {
        let mut fair = Self::founded();
        let details = Details {
            allocation: rule,
            ..details()
        };
        fair.by(1, Command::Change { details }).unwrap();
        fair.by(1, Command::SetQuota { quota }).unwrap();
        fair.by(1, Command::Offer { offer: offer(true) }).unwrap();
        fair.by(1, Command::Offer { offer: offer(false) }).unwrap();
        let name = "1号馆".to_owned();
        fair.by(1, Command::MakeHall { name, plan: None }).unwrap();
        let booths = (1..=booths)
            .map(|no| (None, plan(&format!("A{no:03}"))))
            .collect();
        fair.by(1, Command::SetBooths { booths }).unwrap();
        fair.by(1, Command::Open).unwrap();
        for n in 1..=exhibitors {
            fair.now = fair.now.plus_millis(1000);
            fair.by(2, Command::Apply(application(n))).unwrap();
        }
        fair
    }

    pub fn pass(&mut self, millis: i64) {
        self.now = self.now.plus_millis(millis);
    }

    pub fn by(&mut self, n: u8, body: Command) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Account(person(n)), body)
    }

    pub fn hub(&mut self, body: Command) -> Result<Vec<Event>, Rejection> {
        self.give(Caller::Hub, body)
    }

    fn give(&mut self, by: Caller, body: Command) -> Result<Vec<Event>, Rejection> {
        self.sent += 1;
        let command = Envelope {
            id: CommandId(Uuid::from_u128(u128::from(self.sent))),
            at: self.now,
            by,
            seed: Seed([1; 32]),
            expected_seq: None,
            seen: None,
            answers: None,
            body,
        };
        let events = Exhibition::decide(&self.state, &command)?;
        for event in &events {
            let recorded = Recorded {
                seq: self.events.len() as u64 + 1,
                hash: Sha256Hash([2; 32]),
                at: self.now,
                by,
                event: event.clone(),
            };
            Exhibition::evolve(&mut self.state, &recorded);
            self.events.push(recorded);
        }
        let broken = Exhibition::broken_invariants(&self.state);
        assert_eq!(broken, Vec::<&str>::new(), "after {events:?}");
        Ok(events)
    }

    pub fn booth(&self, no: u32) -> &Occupancy {
        &self.state.booths[&BoothNo(no)].occupancy
    }

    pub fn hold(&mut self, booth: u32, exhibitor: u32) -> Result<Vec<Event>, Rejection> {
        let (booth, exhibitor) = (BoothNo(booth), ExhibitorNo(exhibitor));
        self.by(2, Command::Hold { booth, exhibitor })
    }

    /// Act and contract `n` for this exhibitor.
    pub fn reserve(&mut self, n: u8, exhibitor: u32, booth: Option<u32>) -> Result<Vec<Event>, Rejection> {
        self.by(
            2,
            Command::Reserve {
                act: act(n),
                contract: contract(n),
                exhibitor: ExhibitorNo(exhibitor),
                offer: OfferNo(if booth.is_some() { 1 } else { 2 }),
                booth: booth.map(BoothNo),
                said: None,
            },
        )
    }

    pub fn confirm(&mut self, n: u8) -> Result<Vec<Event>, Rejection> {
        let (used, used_at) = (line_of(n), self.now);
        self.hub(Command::Confirm {
            act: act(n),
            used,
            used_at,
        })
    }

    pub fn sign(&mut self, n: u8, exhibitor: u32, booth: Option<u32>) {
        self.reserve(n, exhibitor, booth).unwrap();
        self.confirm(n).unwrap();
    }

    pub fn lease(&mut self, numbers: u32, booths: &[u32]) -> Result<LeaseNo, Rejection> {
        let lease = Command::Lease {
            desk: "签约台 1".into(),
            certificate: Sha256Hash([8; 32]),
            numbers,
            booths: booths.iter().copied().map(BoothNo).collect(),
            until: self.now.plus_millis(DAY),
        };
        self.by(1, lease)?;
        Ok(*self.state.leases.last_key_value().unwrap().0)
    }

    /// What a desk signed as its `entry`th, as contract `n` under one of the lease's numbers.
    pub fn desk_entry(&self, lease: LeaseNo, entry: u32, n: u8, booth: Option<u32>) -> DeskEntry {
        let lease = &self.state.leases[&lease];
        let place = (entry - lease.entered) as usize - 1;
        DeskEntry {
            entry,
            head: Sha256Hash([entry as u8; 32]),
            contract: contract(n),
            exhibitor: ExhibitorNo(u32::from(n)),
            number: lease.numbers.iter().nth(place).copied().unwrap_or(0),
            booth: booth.map(BoothNo),
            desk_time: self.now.plus_millis(-HOUR),
        }
    }
}
