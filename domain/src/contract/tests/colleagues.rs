//! Contracts that are sent for an organisation: what its other people may do, and what a successor takes over.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
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
use crate::organisation::event::{DepartmentNo, MemberNo};
use crate::quote::Quote;
use std::collections::BTreeSet;
use uuid::Uuid;

const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0xb1));
const COLLEAGUE: AccountId = AccountId(Uuid::from_u128(0xc0));
const SUCCESSOR: AccountId = AccountId(Uuid::from_u128(0x5c));

pub fn line(organisation: OrganisationId) -> Quote {
    Quote {
        stream: StreamId::new("organisation", organisation.0),
        seq: 9,
        hash: digest("line of the organisation"),
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
