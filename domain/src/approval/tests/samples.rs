//! One event of every kind, for the golden lines.

use crate::approval::event::{Actor, ApprovalEvent as Event};
use crate::approval::flow::{Conditions, Flow, FlowNo};
use crate::approval::step::{Asked, Consent, Guarded, Request, Step, Subject};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, OrganisationId, SealId, StreamId};
use crate::organisation::event::{DepartmentNo, MemberNo, RoleNo};
use crate::personal::{Personal, Seed};
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const APPROVAL: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00d1);
pub const REQUESTER: AccountId = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a1));
const ORGANISATION: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00b1);

fn line() -> Quote {
    Quote {
        stream: StreamId::new("organisation", ORGANISATION),
        seq: 7,
        hash: Sha256Hash::of(b"the organisation's line"),
    }
}

fn actor() -> Actor {
    Actor {
        member: MemberNo(4),
        account: AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a4)),
        for_members: vec![MemberNo(3)],
        organisation: line(),
    }
}

pub fn subject() -> Subject {
    Subject {
        act: Guarded::SealUse,
        id: Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00c1),
        document: Sha256Hash::of(b"R0"),
        seal: Some(SealId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00e1))),
    }
}

fn steps() -> Vec<Step> {
    let step = |consent, asked| Step { consent, asked };
    vec![
        step(
            Consent::AnyOne,
            vec![Asked::Member(MemberNo(3)), Asked::Role(RoleNo(4))],
        ),
        step(
            Consent::InTurn,
            vec![
                Asked::Superior,
                Asked::RequestersHead,
                Asked::DepartmentHead(DepartmentNo(1)),
                Asked::SuperAdministrator,
            ],
        ),
    ]
}

/// A flow with every kind of condition.
pub fn flow() -> Flow {
    Flow {
        name: "用印审批".to_owned(),
        act: Guarded::SealUse,
        conditions: Conditions {
            contract_types: vec!["采购合同".to_owned()],
            at_least: Some(100_000_000),
            below: Some(500_000_000),
            templates: vec![Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00f1)],
            departments: vec![DepartmentNo(1)],
            seals: subject().seal.into_iter().collect(),
        },
        steps: steps(),
        own_request: false,
        days: 14,
    }
}

pub fn events(at: Timestamp) -> Vec<Event> {
    let reason = || "付款条件请改为验收后三十日".to_owned();
    vec![
        Event::Requested {
            request: Box::new(Request {
                organisation: OrganisationId(ORGANISATION),
                line: line(),
                flow: FlowNo(1),
                subject: subject(),
                title: Personal::commit(&Seed([1; 32]), "request/title", "采购合同"),
                requester: MemberNo(2),
                account: REQUESTER,
                steps: steps(),
                own_request: false,
                until: at.plus_millis(1_209_600_000),
            }),
        },
        Event::Reminded {},
        Event::Delegated {
            actor: actor(),
            to: MemberNo(5),
        },
        Event::StepAdded {
            actor: actor(),
            step: Step {
                consent: Consent::All,
                asked: vec![Asked::Member(MemberNo(6))],
            },
        },
        Event::PassedBy {
            actor: actor(),
            opinion: "同意".to_owned(),
        },
        Event::StepPassed {},
        Event::Passed {},
        Event::Used { subject: subject() },
        Event::SentBack {
            actor: actor(),
            reason: reason(),
        },
        Event::Refused {
            actor: actor(),
            reason: reason(),
        },
        Event::Withdrawn {},
        Event::Expired {},
    ]
}
