//! Filling in before anybody signs: who gives which values, when it ends, and that nothing changes after it.

use super::cast::*;
use super::given;
use crate::aggregate::Caller;
use crate::contract::command::{ContractCommand as Command, Open, TypedValue};
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::plan::{PageRect, SigningOrder};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::view::{Audience, event_view, session_view};
use crate::ids::FieldNo;
use crate::value::{KnownFact, ValueKind, ValueProblem};

fn ordinary() -> Open {
    routine(2, SigningOrder::Together)
}

fn fill(values: Vec<TypedValue>) -> Command {
    Command::Fill {
        values,
        known: vec![],
    }
}

#[test]
fn a_contract_waits_for_the_values_of_its_parties() {
    let session = given::preparing(&ordinary());
    assert_eq!(session.state.phase, Phase::Filling);
    let mut without = ordinary();
    without.controls.retain(|control| control.party.is_none());
    without.controls.truncate(1);
    assert_eq!(given::preparing(&without).state.phase, Phase::Preparing);
}

#[test]
fn the_last_values_end_the_filling_in_the_same_decision() {
    let draft = ordinary();
    let mut session = given::filling(&draft);
    let events = session
        .when(party(P1), fill(given::values(&draft)))
        .gives(&["filled", "filling_done"]);
    let ContractEvent::Filled { values, .. } = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(values.len(), 1, "what may stay empty is left out");
    assert_eq!(values[0].value.text(), "12000.00");
    assert_eq!(session.state.phase, Phase::Preparing);
    session
        .when(party(P1), fill(given::values(&draft)))
        .is_refused(Rejection::WrongPhase(Phase::Preparing));
}

#[test]
fn a_party_fills_in_again_until_the_last_one_has() {
    let mut draft = ordinary();
    draft.controls[2].party = Some(P2);
    draft.controls[2].required = true;
    let mut session = given::filling(&draft);
    let _ = session
        .when(party(P1), fill(given::values(&draft)))
        .gives(&["filled"]);
    let _ = session
        .when(party(P1), fill(vec![typed(control(&draft, 1), "2")]))
        .gives(&["filled"]);
    let stands = session.state.value_of(control(&draft, 1)).unwrap();
    assert_eq!(stands.value.text(), "2.00");
    given::come(&mut session, P2);
    let _ = session
        .when(party(P2), fill(vec![typed(control(&draft, 2), "备注")]))
        .gives(&["filled", "filling_done"]);
}

#[test]
fn a_value_that_is_missing_wrong_or_somebody_elses_is_refused() {
    let draft = ordinary();
    let mut session = given::filling(&draft);
    let bad = |problem| Rejection::BadValue {
        name: "合同金额".into(),
        problem,
    };
    session
        .when(party(P1), fill(vec![]))
        .is_refused(bad(ValueProblem::Missing));
    session
        .when(party(P1), fill(vec![typed(control(&draft, 1), "一万")]))
        .is_refused(bad(ValueProblem::NotAnAmount));
    for other in [control(&draft, 0), control(&draft, 3), FieldNo(99)] {
        let mut values = given::values(&draft);
        values.push(typed(other, "2026-11-23"));
        session
            .when(party(P1), fill(values))
            .is_refused(Rejection::NotYourControl);
    }
    given::come(&mut session, P2);
    session
        .when(party(P2), fill(vec![]))
        .is_refused(Rejection::NotYourControl);
}

#[test]
fn nobody_fills_in_before_agreeing_and_being_identified() {
    let draft = ordinary();
    let mut session = given::preparing(&draft);
    let values = || fill(given::values(&draft));
    session
        .when(party(P1), values())
        .is_refused(Rejection::NotVerified);
    given::done(&mut session, Caller::Hub, verify(P1, &device(P1)));
    session
        .when(party(P1), values())
        .is_refused(Rejection::ConsentMissing("terms"));
}

#[test]
fn the_sender_fills_in_what_is_the_senders_when_opening() {
    let mut draft = ordinary();
    draft.values.clear();
    let mut session = super::session::Session::new();
    session
        .when(host(), open(&draft))
        .is_refused(Rejection::BadValue {
            name: "签订日期".into(),
            problem: ValueProblem::Missing,
        });
    draft.values = vec![typed(control(&draft, 1), "1")];
    session
        .when(host(), open(&draft))
        .is_refused(Rejection::NotYourControl);
}

#[test]
fn controls_that_are_not_set_up_are_refused_by_name() {
    let spoils: [fn(&mut Open); 8] = [
        |draft| draft.controls[1].no = FieldNo(1),
        |draft| draft.controls[1].page = 9,
        |draft| {
            draft.controls[1].rect = PageRect {
                x: 590_000,
                ..draft.controls[1].rect
            }
        },
        |draft| {
            draft.controls[1].kind = ValueKind::Choice {
                options: vec!["是".into(), "是".into()],
            }
        },
        |draft| draft.controls[1].kind = ValueKind::AmountInWords { of: FieldNo(1) },
        |draft| draft.controls[1].party = Some(crate::ids::PartyNo(7)),
        |draft| draft.images = None,
        |draft| {
            draft.controls[1].party = None;
            draft.controls[1].kind = ValueKind::Known {
                fact: KnownFact::Name,
            };
        },
    ];
    for (number, spoil) in spoils.into_iter().enumerate() {
        let mut draft = ordinary();
        // Nothing else refers to the amount.
        draft.controls.truncate(3);
        spoil(&mut draft);
        let refused = super::session::Session::new().when(host(), open(&draft)).0;
        assert_eq!(
            refused,
            Err(Rejection::BadControl("合同金额".into())),
            "spoil {number}"
        );
    }
}

#[test]
fn values_are_shown_to_host_and_parties_alone() {
    let draft = ordinary();
    let mut session = given::filling(&draft);
    given::done(&mut session, party(P1), fill(given::values(&draft)));
    let shown = |audience| {
        session_view(&session.state, &page_list(), audience)
            .unwrap()
            .values
    };
    assert_eq!(shown(Audience::Host).len(), 2);
    assert_eq!(shown(Audience::Party(P2))[1].value.as_deref(), Some("12000.00"));
    assert!(shown(Audience::Public).is_empty());
    let filled = session
        .events
        .iter()
        .find(|event| matches!(event.event, ContractEvent::Filled { .. }));
    let body = |audience| event_view(filled.unwrap(), &page_list(), audience)["body"]["values"][0].clone();
    assert_eq!(body(Audience::Host)["value"], "12000.00");
    assert!(body(Audience::Public).get("value").is_none());
}
