//! 签署意见 and 签批: what a signer writes with its act, and controls that belong together.

use super::cast::{
    P1, P2, act, activation, commit, draw, field, host, open, opinion, page_list, party, prepared, routine,
};
use super::given;
use super::session::Session;
use crate::aggregate::Caller;
use crate::canonical;
use crate::contract::command::{Commit, ContractCommand, DraftField, Open};
use crate::contract::opinion;
use crate::contract::plan::{SignContent, SigningOrder};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::view::{Audience, event_view, session_view};
use crate::ids::{FieldNo, PartyNo};
use crate::value::ValueProblem;

const WORDS: &str = "本人已阅读并理解上述风险。";
/// After both boxes and the second party's seal.
const OPINION: FieldNo = FieldNo(4);

/// A control beside the first party's box, in one group with it.
fn beside(draft: &Open, content: SignContent) -> DraftField {
    let mut beside = draft.fields[0].clone();
    beside.rect.x += 200_000;
    beside.content = content;
    beside.group = Some(1);
    beside
}

fn grouped(contents: &[SignContent]) -> Open {
    let mut draft = routine(2, SigningOrder::Together);
    draft.controls.clear();
    draft.values.clear();
    draft.fields[0].group = Some(1);
    let more: Vec<DraftField> = contents
        .iter()
        .map(|content| beside(&draft, content.clone()))
        .collect();
    draft.fields.extend(more);
    draft
}

/// The first party has drawn and has an opinion to write.
fn to_write(copy: &str) -> Session {
    let copy = copy.to_owned();
    let mut session = given::preparing(&grouped(&[SignContent::Opinion { copy }]));
    given::done(
        &mut session,
        Caller::Hub,
        ContractCommand::RecordPrepared(prepared()),
    );
    given::come(&mut session, P1);
    given::done(&mut session, party(P1), draw(field(P1), 1));
    session
}

/// The act with this text, bound as the device would bind it.
fn act_with(session: &Session, text: &str) -> Commit {
    let mut act = act(session, P1);
    act.opinions = vec![opinion(OPINION, text)];
    let mut record = activation(session, P1);
    record["opinions"] = opinion::activated([(OPINION, act.opinions[0].digest())]).unwrap();
    act.activation = String::from_utf8(canonical::encode(&record).unwrap()).unwrap();
    act
}

fn refused_text(copy: &str, text: &str, problem: ValueProblem) {
    let mut session = to_write(copy);
    let act = act_with(&session, text);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::BadValue {
            name: "签署意见".to_owned(),
            problem,
        });
}

#[test]
fn an_opinion_comes_with_the_act_and_is_shown_to_the_parties_alone() {
    let mut session = to_write("");
    let act = act_with(&session, "同意付款");
    let digest = act.opinions[0].digest();
    let _ = session.when(party(P1), commit(act)).gives(&["committed"]);
    let line = String::from_utf8(session.lines.last().unwrap().bytes.clone()).unwrap();
    assert!(
        line.contains(&digest.to_hex()) && !line.contains("同意付款"),
        "{line}"
    );
    let shown = |audience| {
        let view = session_view(&session.state, &page_list(), audience).unwrap();
        view.parties[0]
            .opinions
            .first()
            .and_then(|opinion| opinion.record.clone())
    };
    let record = shown(Audience::Party(P2)).unwrap();
    assert_eq!(opinion::text_of(&record).as_deref(), Some("同意付款"));
    assert_eq!(shown(Audience::Public), None);
    let told = |audience| {
        let event = event_view(session.events.last().unwrap(), &page_list(), audience);
        event["body"]["opinions"][0]["record"].as_str().map(str::to_owned)
    };
    assert_eq!(
        (told(Audience::Host), told(Audience::Public)),
        (Some(record), None)
    );
}

#[test]
fn without_an_opinion_there_is_no_act() {
    let mut session = to_write("");
    let mut act = act(&session, P1);
    act.opinions.clear();
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::BadValue {
            name: "签署意见".to_owned(),
            problem: ValueProblem::Missing,
        });
}

#[test]
fn an_opinion_has_at_most_fifty_characters() {
    refused_text("", &"字".repeat(51), ValueProblem::TooLong(50));
}

#[test]
fn words_to_be_copied_must_be_just_those() {
    refused_text(WORDS, "本人已阅读并理解上述风险", ValueProblem::NotCopied);
    let mut session = to_write(WORDS);
    let act = act_with(&session, WORDS);
    let _ = session.when(party(P1), commit(act)).gives(&["committed"]);
}

#[test]
fn the_device_signs_the_opinion_that_is_recorded() {
    let mut session = to_write("");
    let mut act = act_with(&session, "同意");
    act.opinions = vec![opinion(OPINION, "不同意")];
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::BadActivation);
}

#[test]
fn nobody_writes_in_a_control_that_is_not_there() {
    let mut session = to_write("");
    let mut act = act_with(&session, "同意");
    act.opinions[0].field = FieldNo(3);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::NotYourControl);
}

#[test]
fn words_to_be_copied_fit_into_one_line() {
    for copy in ["字".repeat(51), "两\n行".to_owned(), " 空格".to_owned()] {
        let draft = grouped(&[SignContent::Opinion { copy }]);
        Session::new()
            .when(host(), open(&draft))
            .is_refused(Rejection::OpinionWords);
    }
}

#[test]
fn a_group_is_one_partys_on_one_page_with_a_signature_among_at_most_four() {
    let all = [
        SignContent::Opinion { copy: String::new() },
        SignContent::Date,
        SignContent::Name,
    ];
    let _ = Session::new()
        .when(host(), open(&grouped(&all)))
        .gives(&["opened"]);
    let too_many = [all.as_slice(), &[SignContent::Date]].concat();
    let spoilt: [(&str, Open); 4] = [
        ("five controls", grouped(&too_many)),
        ("one control", grouped(&[])),
        ("another party", {
            let mut draft = grouped(&all);
            draft.fields[3].party = PartyNo(2);
            draft
        }),
        ("no signature among them", {
            let mut draft = grouped(&all);
            draft.fields[0].group = None;
            draft
        }),
    ];
    for (what, draft) in spoilt {
        let mut session = Session::new();
        let refused = session.when(host(), open(&draft)).0;
        assert_eq!(refused, Err(Rejection::BadGroup), "{what}");
    }
}
