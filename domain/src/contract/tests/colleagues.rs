//! Contracts that are sent for an organisation: what its other people may do, and what a successor takes over.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::approval::flow::{Conditions, Facts, Flow};
use crate::approval::passage::{Blocked, Passage};
use crate::approval::step::{Asked, Consent, Guarded, Step, Subject};
use crate::contract::Contract;
use crate::contract::command::{ContractCommand as Command, DraftParty, Open};
use crate::contract::event::ContractEvent;
use crate::contract::list_rows::{OF_ORGANISATION, RECEIVED, SENT};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::sending_organisation::{
    SendingOrganisation, shelf_of_department, shelf_of_member, shelf_of_organisation,
};
use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::line::Head;
use crate::organisation::command::OrganisationCommand;
use crate::organisation::event::{DepartmentNo, MemberNo};
use crate::organisation::tests::company::{Company, person};
use crate::quote::Quote;
use std::collections::BTreeSet;
use uuid::Uuid;

pub const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0xb1));
const COLLEAGUE: AccountId = AccountId(Uuid::from_u128(0xc0));
const SUCCESSOR: AccountId = AccountId(Uuid::from_u128(0x5c));

pub fn line(organisation: OrganisationId) -> Quote {
    Quote {
        stream: StreamId::new("organisation", organisation.0),
        seq: 9,
        hash: digest("line of the organisation"),
    }
}

/// The organisation's people: the host is its member 4, and may start contracts.
fn company() -> Company {
    let mut company = Company::approved();
    for n in [2, 3] {
        company.employ(n, &[]);
    }
    company.employ_account(HOST, 4, &[3]);
    company
}

/// What this organisation says, when the session begins, about its member opening the draft.
pub fn passage(company: &Company, organisation: OrganisationId, draft: &Open) -> Passage {
    let Quote { stream, seq, hash } = line(organisation);
    let subject = Subject {
        act: Guarded::Start,
        id: Uuid::from_u128(0xd4),
        document: draft.draft,
        seal: None,
    };
    let head = Head { seq, hash, at: START };
    let answer = company
        .state
        .clearance(&stream, head, draft.host, subject, &Facts::default(), START);
    Passage {
        clearance: answer.unwrap(),
        consented: None,
    }
}

/// An ordinary contract that department 3 of the organisation sends.
pub fn sent_for_organisation() -> Open {
    let mut draft = routine(2, SigningOrder::Together);
    draft.sender = Some(SendingOrganisation {
        organisation: ORGANISATION,
        name: "青屿新能源有限公司".into(),
        member: MemberNo(4),
        departments: vec![DepartmentNo(3)],
        line: line(ORGANISATION),
        services: BTreeSet::new(),
    });
    draft.passage = Some(passage(&company(), ORGANISATION, &draft));
    draft
}

pub fn as_colleague(command: Command) -> Command {
    Command::AsColleague {
        line: line(ORGANISATION),
        command: Box::new(command),
    }
}

pub fn replace_sender() -> Command {
    Command::ReplaceSender {
        to: SUCCESSOR,
        member: MemberNo(5),
        name: "陈以南".into(),
        left: line(ORGANISATION),
    }
}

fn revoke() -> Command {
    Command::Revoke {
        reason: "不再需要了".into(),
    }
}

/// The lists in which the contract stands, and whose.
fn shelves(session: &Session) -> Vec<(&'static str, AccountId)> {
    let stream = StreamId::new(Contract::KIND, CONTRACT.0);
    let rows = Contract::projections(&stream, &session.state);
    rows.iter().map(|row| (row.list, row.owner)).collect()
}

#[test]
fn it_is_found_by_its_sender_its_department_and_its_organisation() {
    let session = given::to_sign(&sent_for_organisation());
    let expected = [
        (SENT, shelf_of_member(ORGANISATION, HOST)),
        (
            OF_ORGANISATION,
            shelf_of_department(ORGANISATION, DepartmentNo(3)),
        ),
        (OF_ORGANISATION, shelf_of_organisation(ORGANISATION)),
    ];
    assert_eq!(shelves(&session), expected);
}

#[test]
fn without_its_organisations_yes_it_is_not_sent() {
    let refused = |change: fn(&mut Open), blocked: Blocked| {
        let mut draft = sent_for_organisation();
        change(&mut draft);
        Session::new()
            .when(host(), open(&draft))
            .is_refused(Rejection::Blocked(blocked));
    };
    refused(|draft| draft.passage = None, Blocked::ApprovalNeeded);
    refused(|draft| draft.sender = None, Blocked::OtherAct);
    refused(|draft| draft.draft = digest("another draft"), Blocked::OtherAct);
    let of_another = |draft: &mut Open| {
        let other = OrganisationId(Uuid::from_u128(0xb2));
        draft.passage = Some(passage(&company(), other, draft));
    };
    refused(of_another, Blocked::OtherAct);
    let as_another = |draft: &mut Open| draft.sender.as_mut().unwrap().member = MemberNo(2);
    refused(as_another, Blocked::OtherAct);
}

#[test]
fn while_its_approval_waits_it_is_not_sent() {
    let mut company = company();
    let step = Step {
        consent: Consent::AnyOne,
        asked: vec![Asked::SuperAdministrator],
    };
    let flow = Flow {
        name: "发起审批".into(),
        act: Guarded::Start,
        conditions: Conditions::default(),
        steps: vec![step],
        own_request: false,
        days: 7,
    };
    company.done(
        Caller::Account(person(1)),
        OrganisationCommand::SetFlow { no: None, flow },
    );
    let mut draft = sent_for_organisation();
    draft.passage = Some(passage(&company, ORGANISATION, &draft));
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::Blocked(Blocked::ApprovalNeeded));
}

#[test]
fn a_colleague_takes_it_back_in_the_organisations_name() {
    let mut session = given::to_sign(&sent_for_organisation());
    let colleague = Caller::Account(COLLEAGUE);
    session
        .when(colleague, revoke())
        .is_refused(Rejection::NotAllowed);
    let _ = session
        .when(colleague, as_colleague(revoke()))
        .gives(&["colleague_acted", "revoked", "closed"]);
    let Some(ContractEvent::Closed { lines, .. }) = session.events.last().map(|event| &event.event) else {
        panic!("it is not closed")
    };
    assert_eq!(*lines, session.events.len() as u64);
}

#[test]
fn a_colleague_does_nothing_but_what_managing_needs() {
    let mut session = given::to_sign(&sent_for_organisation());
    let colleague = Caller::Account(COLLEAGUE);
    for command in [call_off(), Command::Expire, as_colleague(revoke())] {
        session
            .when(colleague, as_colleague(command))
            .is_refused(Rejection::NotAllowed);
    }
    let other = Command::AsColleague {
        line: line(OrganisationId(Uuid::from_u128(0xb2))),
        command: Box::new(revoke()),
    };
    session.when(colleague, other).is_refused(Rejection::NotAllowed);
    let mut own = given::to_sign(&routine(2, SigningOrder::Together));
    own.when(colleague, as_colleague(revoke()))
        .is_refused(Rejection::NotAllowed);
}

#[test]
fn the_successor_takes_the_senders_place() {
    let mut session = given::to_sign(&sent_for_organisation());
    session
        .when(host(), replace_sender())
        .is_refused(Rejection::NotAllowed);
    let _ = session
        .when(Caller::Hub, replace_sender())
        .gives(&["sender_replaced"]);
    let _ = session.when(Caller::Hub, replace_sender()).gives(&[]);
    assert_eq!(
        shelves(&session)[0],
        (SENT, shelf_of_member(ORGANISATION, SUCCESSOR))
    );
    session.when(host(), revoke()).is_refused(Rejection::NotAllowed);
    let _ = session
        .when(Caller::Account(SUCCESSOR), revoke())
        .gives(&["revoked", "closed"]);
}

#[test]
fn the_successor_takes_a_partys_place_until_it_has_signed() {
    let mut session = given::to_sign(&sent_for_organisation());
    let details = DraftParty {
        account: Some(SUCCESSOR),
        demands: Default::default(),
        auto: None,
        any_of: Vec::new(),
        ..draft_party(4)
    };
    let hand_over = |party| Command::HandOverPart {
        party,
        details: details.clone(),
        left: line(ORGANISATION),
    };
    session
        .when(party(P1), hand_over(P1))
        .is_refused(Rejection::NotAllowed);
    let _ = session.when(Caller::Hub, hand_over(P1)).gives(&["transferred"]);
    let _ = session.when(Caller::Hub, hand_over(P1)).gives(&[]);
    assert!(shelves(&session).contains(&(RECEIVED, SUCCESSOR)));

    let mut signed = given::to_sign(&sent_for_organisation());
    given::draw_and_commit(&mut signed, P1);
    signed
        .when(Caller::Hub, hand_over(P1))
        .is_refused(Rejection::AlreadyCommitted);
}
