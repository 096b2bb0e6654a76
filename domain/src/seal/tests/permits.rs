//! Permits: single use, bound, and short.

use super::desk::{CONTRACT, Desk, YEAR, act};
use crate::aggregate::{Aggregate, Caller};
use crate::approval::flow::{Conditions, Flow};
use crate::approval::step::{Asked, Consent, Guarded, Step};
use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use crate::organisation::command::OrganisationCommand;
use crate::organisation::event::{MemberNo, Service};
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::person;
use crate::organisation::warrant::SealAct;
use crate::quote::Quote;
use crate::seal::Seal;
use crate::seal::command::SealCommand as Command;
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::SealKind;
use crate::seal::permit::LASTS;
use crate::seal::record::{self, UseOutcome};
use crate::seal::rejection::SealRejection as Rejection;

/// A flow for every use of a seal, with a step for each of these members.
pub(super) fn flow(members: Vec<u32>) -> Flow {
    let step = |no| Step {
        consent: Consent::AnyOne,
        asked: vec![Asked::Member(MemberNo(no))],
    };
    Flow {
        name: "用印审批".to_owned(),
        act: Guarded::SealUse,
        conditions: Conditions::default(),
        steps: members.into_iter().map(step).collect(),
        own_request: false,
        days: 7,
    }
}

#[test]
fn a_permit_names_act_contract_document_and_person() {
    let mut desk = Desk::held();
    let events = desk.use_it(1, 3).unwrap();
    let Event::Permitted {
        act: given,
        contract,
        account,
        grant,
        warrant,
        until,
        ..
    } = &events[0]
    else {
        panic!("{events:?}")
    };
    assert_eq!((*given, *contract, *account), (act(1), CONTRACT, person(3)));
    assert!(grant.is_some() && warrant.is_some());
    assert_eq!(until.since(desk.now()), LASTS);
}

#[test]
fn asked_twice_it_is_one_permit_and_for_another_document_none() {
    let mut desk = Desk::held();
    desk.use_it(1, 3).unwrap();
    assert_eq!(desk.use_it(1, 3).unwrap(), Vec::new());
    let mut other = desk.request(1, 3).unwrap();
    other.document = Sha256Hash([4; 32]);
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(other)),
        Err(Rejection::PermitSpent)
    );
}

#[test]
fn an_act_is_permitted_once_for_ever() {
    let mut desk = Desk::held();
    desk.use_it(1, 3).unwrap();
    let confirm = desk.quoted_by_the_contract(1);
    desk.give(Caller::Hub, confirm.clone()).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::PermitSpent));
    assert_eq!(desk.give(Caller::Hub, confirm).unwrap(), Vec::new());
    desk.use_it(2, 3).unwrap();
    desk.give(Caller::Hub, Command::ReleasePermit { act: act(2) })
        .unwrap();
    assert_eq!(desk.use_it(2, 3), Err(Rejection::PermitSpent));
    let late = desk.quoted_by_the_contract(2);
    assert_eq!(
        desk.give(Caller::Hub, late).unwrap(),
        Vec::new(),
        "given back stays given back"
    );
    assert_eq!(desk.state.uses, 1);
}

#[test]
fn a_permit_expires_by_timer() {
    let mut desk = Desk::held();
    desk.use_it(1, 3).unwrap();
    let timers = Seal::timers(&desk.state);
    assert_eq!(timers.len(), 1);
    let expire = Seal::timer_command(&timers[0].key).unwrap();
    assert_eq!(
        desk.give(Caller::Hub, expire.clone()).unwrap(),
        Vec::new(),
        "not yet"
    );
    desk.pass(LASTS);
    assert_eq!(desk.now(), timers[0].due);
    desk.give(Caller::Hub, expire).unwrap();
    assert_eq!(Seal::timers(&desk.state), Vec::new());
    assert_eq!(desk.use_it(1, 3), Err(Rejection::PermitSpent));
    let too_late = desk.quoted_by_the_contract(1);
    assert_eq!(desk.give(Caller::Hub, too_late), Err(Rejection::PermitSpent));
}

#[test]
fn news_of_a_use_in_time_may_come_late() {
    let mut desk = Desk::held();
    desk.use_it(1, 3).unwrap();
    let in_time = desk.quoted_by_the_contract(1);
    desk.pass(LASTS);
    desk.give(Caller::Hub, Command::ExpirePermit { act: act(1) })
        .unwrap();
    desk.give(Caller::Hub, in_time).unwrap();
    assert_eq!(desk.state.uses, 1);
}

#[test]
fn another_contract_cannot_confirm_it() {
    let mut desk = Desk::held();
    desk.use_it(1, 3).unwrap();
    let confirm = Command::ConfirmPermit {
        act: act(1),
        used: Quote {
            stream: StreamId::new("contract", uuid::Uuid::from_u128(0xc1)),
            seq: 1,
            hash: Sha256Hash([3; 32]),
        },
        used_at: desk.now(),
    };
    assert_eq!(desk.give(Caller::Hub, confirm), Err(Rejection::PermitSpent));
}

#[test]
fn only_the_hub_asks_confirms_and_releases() {
    let mut desk = Desk::held();
    let request = desk.request(1, 3).unwrap();
    let asked = desk.give(Caller::Account(person(3)), Command::Permit(request));
    assert_eq!(asked, Err(Rejection::NotAllowed));
    desk.use_it(1, 3).unwrap();
    let confirm = desk.quoted_by_the_contract(1);
    assert_eq!(desk.by(3, confirm), Err(Rejection::NotAllowed));
    assert_eq!(
        desk.by(3, Command::ReleasePermit { act: act(1) }),
        Err(Rejection::NotAllowed)
    );
}

#[test]
fn an_answer_of_the_organisation_is_for_one_person_and_grows_old() {
    let mut desk = Desk::held();
    desk.grant(2, 2, None).unwrap();
    let mut stolen = desk.request(1, 2).unwrap();
    stolen.account = person(3);
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(stolen)),
        Err(Rejection::NotAllowed)
    );
    let request = desk.request(2, 3).unwrap();
    desk.pass(30_001);
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(request)),
        Err(Rejection::Changed)
    );
}

#[test]
fn a_change_between_the_two_answers_makes_ask_again() {
    let mut desk = Desk::with(SealKind::Contract);
    let request = desk.request(1, 3).unwrap();
    // The organisation was asked before there was a grant.
    desk.grant(2, 3, None).unwrap();
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(request)),
        Err(Rejection::Changed)
    );
}

#[test]
fn where_approval_is_needed_none_is_used_without() {
    let mut desk = Desk::held();
    desk.change(2, |warrant| Command::SwitchApproval { warrant, on: true })
        .unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::ApprovalNeeded));
    desk.request_approval(3, Guarded::SealUse).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::ApprovalNeeded));
    desk.pass_approval(3, Guarded::SealUse, 1).unwrap();
    let events = desk.use_it(1, 3).unwrap();
    assert!(matches!(&events[0], Event::Permitted { approval: Some(quoted), .. } if quoted.seq == 5));
}

#[test]
fn a_flow_of_the_organisation_holds_back_the_seal_too() {
    let mut desk = Desk::held();
    let set = |steps| OrganisationCommand::SetFlow {
        no: None,
        flow: flow(steps),
    };
    desk.company.by(1, set(vec![2, 1])).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::ApprovalNeeded));
    desk.request_approval(3, Guarded::SealUse).unwrap();
    desk.pass_approval(3, Guarded::SealUse, 2).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::ApprovalNeeded));
    desk.pass_approval(3, Guarded::SealUse, 1).unwrap();
    desk.use_it(1, 3).unwrap();
}

#[test]
fn an_approval_serves_whoever_asked_for_it_and_no_other() {
    let mut desk = Desk::held();
    desk.grant(2, 2, None).unwrap();
    desk.change(2, |warrant| Command::SwitchApproval { warrant, on: true })
        .unwrap();
    desk.request_approval(3, Guarded::SealUse).unwrap();
    desk.pass_approval(3, Guarded::SealUse, 1).unwrap();
    let theirs = desk.passage(3, Guarded::SealUse).unwrap().consented;
    let mut request = desk.request(1, 2).unwrap();
    request.passage.as_mut().unwrap().consented = theirs;
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(request)),
        Err(Rejection::NotAllowed)
    );
}

#[test]
fn slices_across_pages_need_the_service() {
    let mut desk = Desk::held();
    let kind = SealKind::Contract;
    let question = SealAct::Use {
        kind,
        cross_page: true,
        seal_seq: desk.seq(),
    };
    assert_eq!(
        desk.warrant(3, question).unwrap_err(),
        OrganisationRejection::ServiceOff
    );
    let (service, on) = (Service::CrossPageSeal, true);
    desk.company
        .by(
            1,
            OrganisationCommand::Switch {
                service,
                on,
                agreement: None,
            },
        )
        .unwrap();
    let mut request = desk.bare_request(1, person(3), Some(desk.warrant(3, question).unwrap()));
    request.passage = Some(Box::new(desk.passage(3, Guarded::SealUse).unwrap()));
    // The answer was for slices, the request is not.
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(request.clone())),
        Err(Rejection::NotAllowed)
    );
    request.cross_page = true;
    desk.give(Caller::Hub, Command::Permit(request)).unwrap();
}

#[test]
fn a_record_that_was_not_checked_or_has_run_out_permits_nothing() {
    let mut desk = Desk::held();
    let mut request = desk.request(1, 3).unwrap();
    request.record = Sha256Hash([1; 32]);
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(request)),
        Err(Rejection::Changed)
    );
    desk.pass(10 * YEAR - 1000);
    let events = desk.use_it(2, 3).unwrap();
    assert!(matches!(&events[0], Event::Permitted { until, .. } if until.since(desk.now()) == 1000));
    desk.pass(1000);
    assert_eq!(desk.use_it(3, 3), Err(Rejection::RunOut));
}

#[test]
fn the_use_record_says_what_became_of_each_permit() {
    let mut desk = Desk::held();
    for n in 1..=4 {
        desk.use_it(n, 3).unwrap();
    }
    let confirm = desk.quoted_by_the_contract(1);
    desk.give(Caller::Hub, confirm).unwrap();
    desk.give(Caller::Hub, Command::ReleasePermit { act: act(2) })
        .unwrap();
    desk.pass(LASTS);
    desk.give(Caller::Hub, Command::ExpirePermit { act: act(3) })
        .unwrap();
    let outcomes: Vec<UseOutcome> = record::uses(&desk.events)
        .iter()
        .map(|used| used.outcome)
        .collect();
    assert_eq!(
        outcomes,
        [
            UseOutcome::Used,
            UseOutcome::Released,
            UseOutcome::Expired,
            UseOutcome::Open
        ]
    );
    let changes: Vec<String> = record::changes(&desk.events)
        .into_iter()
        .map(|c| c.what)
        .collect();
    assert_eq!(
        changes,
        ["seal_made", "seal_confirmed", "seal_in_use", "seal_granted"]
    );
}
