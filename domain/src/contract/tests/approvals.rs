//! Approvals of a party's organisation: the party waits, signs after it, or is refused by it.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::approval::Approval;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::Phase;
use crate::contract::flow::{SignerState, signer_state};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::StreamId;
use crate::quote::Quote;
use uuid::Uuid;

fn approval(n: u128) -> StreamId {
    StreamId::new(Approval::KIND, Uuid::from_u128(n))
}

pub fn awaited() -> Command {
    Command::AwaitApproval {
        party: P1,
        approval: approval(1),
    }
}

pub fn settled(n: u128, passed: bool, refused: Option<&str>) -> Command {
    Command::SettleApproval {
        party: P1,
        approval: Quote {
            stream: approval(n),
            seq: 3,
            hash: digest("the outcome"),
        },
        passed,
        refused: refused.map(str::to_owned),
    }
}

fn waiting() -> Session {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    given::done(&mut session, Caller::Hub, awaited());
    session
}

fn standing(session: &Session) -> SignerState {
    signer_state(&session.state, session.state.party(P1).unwrap())
}

#[test]
fn a_party_that_waits_for_its_approval_says_so_and_signs_after_it() {
    let mut session = waiting();
    assert_eq!(standing(&session), SignerState::InApproval);
    given::done(&mut session, Caller::Hub, settled(1, true, None));
    assert_eq!(standing(&session), SignerState::ToSign);
    given::come(&mut session, P1);
    given::draw_and_commit(&mut session, P1);
    assert_eq!(standing(&session), SignerState::Signed);
}

#[test]
fn refused_for_good_it_is_the_partys_refusal_and_ends_the_contract() {
    let mut session = waiting();
    session
        .when(Caller::Hub, settled(1, false, Some("超出授权")))
        .gives(&["approval_settled", "refused", "closed"]);
    assert_eq!(session.state.phase, Phase::Refused);
    assert!(session.state.closed);
}

#[test]
fn sent_back_it_may_be_asked_for_again() {
    let mut session = waiting();
    session
        .when(Caller::Hub, settled(1, false, None))
        .gives(&["approval_settled"]);
    assert_eq!(standing(&session), SignerState::ToSign);
}

#[test]
fn the_outcome_of_another_approval_and_the_same_again_change_nothing() {
    let mut session = waiting();
    session
        .when(Caller::Hub, settled(2, true, None))
        .changes_nothing();
    session.when(Caller::Hub, awaited()).changes_nothing();
}

#[test]
fn only_the_hub_says_so() {
    let mut session = waiting();
    session
        .when(host(), settled(1, true, None))
        .is_refused(Rejection::NotAllowed);
}
