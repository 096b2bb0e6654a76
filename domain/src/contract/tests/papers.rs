//! What a party is known by: the identity document that the sender names, and the party's own facts in the document.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::contract::command::{ContractCommand as Command, Open};
use crate::contract::event::Phase;
use crate::contract::paper::Paper;
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::view::{Audience, session_view};
use crate::identity_document::DocumentKind;
use crate::value::{KnownFact, KnownValue, ValueKind, ValueProblem};

const NUMBER: &str = "11010519491231002X";

fn paper(kind: DocumentKind, number: &str) -> Option<Paper> {
    Some(Paper {
        kind,
        number: number.into(),
    })
}

/// Party 1 gives its amount and the number of its identity document.
fn asked_for_number() -> Open {
    let mut draft = routine(2, SigningOrder::Together);
    draft.controls[2].name = "证件号码".into();
    draft.controls[2].required = true;
    draft.controls[2].kind = ValueKind::Known {
        fact: KnownFact::IdNumber,
    };
    draft
}

fn fill(draft: &Open, number: Option<&str>, known: Option<KnownValue>) -> Command {
    let mut values = given::values(draft);
    values.extend(number.map(|number| typed(control(draft, 2), number)));
    Command::Fill {
        values,
        known: known.into_iter().collect(),
    }
}

fn known(text: &str, verified: bool) -> Option<KnownValue> {
    Some(KnownValue {
        fact: KnownFact::IdNumber,
        text: text.into(),
        verified,
    })
}

#[test]
fn a_paper_is_checked_and_written_in_one_form() {
    let mut draft = routine(2, SigningOrder::Together);
    draft.parties[0].paper = paper(DocumentKind::ResidentIdCard, "110105 19491231 002x");
    let session = given::preparing(&draft);
    let planned = session.state.planned(P1).unwrap();
    assert_eq!(planned.paper(), paper(DocumentKind::ResidentIdCard, NUMBER));
    for wrong in [
        paper(DocumentKind::ResidentIdCard, "110105194912310021"),
        paper(DocumentKind::HongKongMacaoPermit, NUMBER),
    ] {
        draft.parties[1].paper = wrong;
        Session::new()
            .when(host(), open(&draft))
            .is_refused(Rejection::BadPaper(P2));
    }
}

#[test]
fn only_the_sender_sees_the_paper() {
    let mut draft = routine(2, SigningOrder::Together);
    draft.parties[0].paper = paper(DocumentKind::TaiwanPermit, "12345678");
    let session = given::preparing(&draft);
    let shown = |audience| {
        let view = session_view(&session.state, &page_list(), audience).unwrap();
        view.parties[0].paper.clone()
    };
    assert_eq!(shown(Audience::Host).as_deref(), Some("taiwan_permit 12345678"));
    assert_eq!(shown(Audience::Party(P2)), None);
    assert_eq!(shown(Audience::Public), None);
    let line = String::from_utf8(session.lines[0].bytes.clone()).unwrap();
    assert!(
        !line.contains("taiwan"),
        "a line tells nobody where somebody is from"
    );
}

#[test]
fn a_party_handed_on_has_another_paper_or_none() {
    let mut draft = routine(2, SigningOrder::Together);
    draft.parties[1].paper = paper(DocumentKind::Passport, "E12345678");
    let mut session = given::to_sign(&draft);
    let mut details = draft_party(4);
    details.paper = paper(DocumentKind::Passport, "护照");
    let correct = |details| Command::CorrectParty { party: P2, details };
    session
        .when(host(), correct(details.clone()))
        .is_refused(Rejection::BadPaper(P2));
    details.paper = None;
    given::done(&mut session, host(), correct(details));
    assert_eq!(session.state.planned(P2).unwrap().paper, None);
}

#[test]
fn what_the_hub_knows_goes_before_what_is_typed() {
    let draft = asked_for_number();
    for verified in [true, false] {
        let mut session = given::filling(&draft);
        let command = fill(&draft, Some("H1234567801"), known(NUMBER, verified));
        given::done(&mut session, party(P1), command);
        let stands = session.state.value_of(control(&draft, 2)).unwrap();
        assert_eq!((stands.value.text(), stands.verified), (NUMBER, verified));
    }
}

#[test]
fn what_nobody_knows_is_typed() {
    let draft = asked_for_number();
    let mut session = given::filling(&draft);
    let bad = |problem| Rejection::BadValue {
        name: "证件号码".into(),
        problem,
    };
    session
        .when(party(P1), fill(&draft, None, None))
        .is_refused(bad(ValueProblem::Missing));
    for wrong in ["110105194912310021", "护照", "12"] {
        session
            .when(party(P1), fill(&draft, Some(wrong), None))
            .is_refused(bad(ValueProblem::NotAnIdNumber));
    }
    given::done(&mut session, party(P1), fill(&draft, Some("h1234567801"), None));
    let stands = session.state.value_of(control(&draft, 2)).unwrap();
    assert_eq!((stands.value.text(), stands.verified), ("H1234567801", false));
}

#[test]
fn whoever_comes_instead_gives_its_own_facts() {
    let draft = asked_for_number();
    let mut session = given::filling(&draft);
    given::done(&mut session, party(P1), fill(&draft, None, known(NUMBER, true)));
    given::done(
        &mut session,
        crate::aggregate::Caller::Hub,
        Command::RecordPrepared(prepared()),
    );
    let transfer = Command::Transfer {
        details: draft_party(4),
    };
    given::done(&mut session, party(P1), transfer);
    assert_eq!(session.state.phase, Phase::Filling);
    assert!(session.state.value_of(control(&draft, 2)).is_none());
}
