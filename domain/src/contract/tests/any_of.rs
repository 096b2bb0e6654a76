//! 或签: any one of several named people signs for a party.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::{ContractCommand as Command, DraftCandidate, Open};
use crate::contract::effect::ContractEffect;
use crate::contract::event::Phase;
use crate::contract::list_rows::RECEIVED;
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::{AccountId, PartyNo, StreamId};
use crate::value::{KnownFact, ValueKind};
use uuid::Uuid;

const FIRST: AccountId = AccountId(Uuid::from_u128(0xf1));
const OTHER: AccountId = AccountId(Uuid::from_u128(0xf2));

/// For party 1 the person of [`draft_party`] signs, or 孙倩.
pub fn one_of_two() -> Open {
    one_of(routine(2, SigningOrder::Together))
}

/// For party 1 any one of two people signs.
pub fn one_of(mut draft: Open) -> Open {
    draft.parties[0].account = Some(FIRST);
    draft.parties[0].any_of = vec![DraftCandidate {
        name: "孙倩".into(),
        phone: "+8613800009999".into(),
        account: Some(OTHER),
    }];
    draft
}

pub fn take(account: AccountId) -> Command {
    Command::TakePart { party: P1, account }
}

pub fn other_takes() -> Command {
    take(OTHER)
}

pub fn first_takes() -> Command {
    take(FIRST)
}

#[test]
fn another_of_them_takes_the_part_and_the_document_stays() {
    let mut session = given::to_sign(&one_of_two());
    let r0 = session.state.r0();
    let _ = session.when(Caller::Hub, take(OTHER)).gives(&["part_taken"]);
    let planned = session.state.planned(P1).unwrap();
    assert_eq!((planned.name.text(), planned.account), ("孙倩", Some(OTHER)));
    assert_eq!(planned.any_of.len(), 2, "the first may still take it back");
    assert_eq!((session.state.phase, session.state.r0()), (Phase::Signing, r0));
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::NotVerified);
    let _ = session.when(Caller::Hub, take(OTHER)).gives(&[]);
    let _ = session.when(Caller::Hub, take(FIRST)).gives(&["part_taken"]);
    assert_eq!(session.state.planned(P1).unwrap().name.text(), NAMES[0]);
}

#[test]
fn once_one_of_them_has_signed_nobody_else_can_and_they_are_told() {
    let mut session = given::to_sign(&one_of_two());
    given::done(&mut session, Caller::Hub, take(OTHER));
    given::come(&mut session, P1);
    given::draw_and_commit(&mut session, P1);
    let committed = session.events.iter().rev();
    let committed = committed
        .map(|event| Contract::effects(&session.state, event))
        .find(|effects| effects.contains(&ContractEffect::TellCandidates { party: P1 }));
    assert!(committed.is_some());
    session
        .when(Caller::Hub, take(FIRST))
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn only_the_hub_says_that_somebody_named_has_come() {
    let mut session = given::to_sign(&one_of_two());
    for by in [party(P1), party(P2), host()] {
        session.when(by, take(OTHER)).is_refused(Rejection::NotAllowed);
    }
    let stranger = AccountId(Uuid::from_u128(0xbad));
    session
        .when(Caller::Hub, take(stranger))
        .is_refused(Rejection::NotAllowed);
}

#[test]
fn the_part_is_neither_handed_on_nor_changed() {
    let mut session = given::to_sign(&one_of_two());
    let details = draft_party(4);
    let transfer = Command::Transfer {
        details: details.clone(),
    };
    session
        .when(party(P1), transfer)
        .is_refused(Rejection::OneOfSeveral);
    session
        .when(host(), Command::CorrectParty { party: P1, details })
        .is_refused(Rejection::OneOfSeveral);
}

#[test]
fn a_choice_of_people_must_make_sense() {
    let refused = |change: fn(&mut Open), expected: Rejection| {
        let mut draft = one_of_two();
        change(&mut draft);
        Session::new()
            .when(host(), Command::Open(Box::new(draft)))
            .is_refused(expected);
    };
    let wrong = Rejection::BadAnyOf(PartyNo(1));
    refused(
        |draft| draft.parties[0].any_of[0].account = Some(FIRST),
        wrong.clone(),
    );
    refused(
        |draft| draft.parties[0].any_of[0].name = " ".into(),
        wrong.clone(),
    );
    refused(
        |draft| draft.parties[0].any_of[0].phone = "12".into(),
        wrong.clone(),
    );
    refused(
        |draft| {
            draft.controls[2].kind = ValueKind::Known {
                fact: KnownFact::Name,
            }
        },
        wrong,
    );
    let mut live = together(2);
    live.parties[0] = one_of_two().parties.remove(0);
    Session::new()
        .when(host(), Command::Open(Box::new(live)))
        .is_refused(Rejection::RoutineOnly);
}

#[test]
fn each_of_them_finds_the_contract() {
    let session = given::to_sign(&one_of_two());
    let stream = StreamId::new(Contract::KIND, Uuid::from_u128(7));
    let rows = Contract::projections(&stream, &session.state);
    let owners: Vec<AccountId> = rows
        .iter()
        .filter(|row| row.list == RECEIVED)
        .map(|row| row.owner)
        .collect();
    assert_eq!(owners, [FIRST, OTHER]);
}
