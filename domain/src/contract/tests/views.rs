//! Who is shown what.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::Phase;
use crate::contract::list_rows::{RECEIVED, SENT};
use crate::contract::plan::PageList;
use crate::contract::plan::SigningOrder;
use crate::contract::view::{Audience, SessionView, event_view, session_view};
use crate::ids::{AccountId, FieldNo, StreamId};
use serde_json::Value;

const AUDIENCES: [Audience; 3] = [Audience::Host, Audience::Party(P1), Audience::Public];

fn view(session: &Session, audience: Audience) -> SessionView {
    session_view(&session.state, &page_list(), audience).unwrap()
}

fn last_event(session: &Session, audience: Audience) -> Value {
    event_view(session.events.last().unwrap(), &page_list(), audience)
}

#[test]
fn there_is_nothing_to_see_before_the_contract_is_open() {
    assert_eq!(
        session_view(&Session::new().state, &PageList::default(), Audience::Host),
        None
    );
}

#[test]
fn phone_numbers_go_to_the_host_alone() {
    let session = given::preparing(&together(1));
    for audience in AUDIENCES {
        let host = audience == Audience::Host;
        assert_eq!(view(&session, audience).parties[0].phone.is_some(), host);
        let body = &last_event(&session, audience)["body"];
        assert_eq!(body["parties"][0].get("phone").is_some(), host);
        assert_eq!(body["parties"][0]["name"], "张三");
    }
}

#[test]
fn what_the_host_saw_of_an_id_goes_to_the_host_alone() {
    let mut session = given::lobby(&together(1));
    given::done(&mut session, host(), verify_face_to_face(P1, Some("身份证")));
    for audience in AUDIENCES {
        let shown = last_event(&session, audience)["body"].get("id_seen").cloned();
        assert_eq!(shown, (audience == Audience::Host).then(|| Value::from("身份证")));
    }
}

#[test]
fn reasons_are_not_public() {
    let mut session = given::lobby(&together(1));
    given::done(&mut session, host(), pause());
    for audience in AUDIENCES {
        let shown = last_event(&session, audience)["body"].get("reason").is_some();
        assert_eq!(shown, audience != Audience::Public);
    }
}

#[test]
fn an_erased_value_is_left_out_instead_of_its_commitment() {
    let mut session = given::inked(&together(1));
    session.state = session.replayed(false);
    let shown = view(&session, Audience::Host);
    assert_eq!((shown.title.as_str(), shown.ink[0].ink.as_deref()), ("", None));
    let mut drawn = session.events.last().unwrap().clone();
    let crate::contract::event::ContractEvent::InkStroke(stroke) = &mut drawn.event else {
        panic!()
    };
    stroke.ink.opening = None;
    assert_eq!(
        event_view(&drawn, &page_list(), Audience::Host)["body"].get("ink"),
        None
    );
}

#[test]
fn lists_beside_the_log_stand_in_the_events_that_name_them() {
    let session = given::lobby(&together(1));
    let pages = page_list();
    let opened = event_view(&session.events[0], &pages, Audience::Public);
    assert_eq!(
        opened["body"]["pages"],
        serde_json::to_value(&pages.boxes).unwrap()
    );
    let prepared = event_view(&session.events[1], &pages, Audience::Public);
    assert_eq!(
        prepared["body"]["images"],
        serde_json::to_value(&pages.images).unwrap()
    );
}

#[test]
fn ink_is_listed_by_party_box_and_number() {
    let mut draft = together(2);
    draft.fields.push(draft_field(1));
    let mut session = given::signing(&draft);
    for (no, field, stroke) in [(P2, 2, 1), (P1, 3, 1), (P1, 1, 1), (P1, 3, 2), (P1, 1, 2)] {
        given::done(&mut session, party(no), draw(FieldNo(field), stroke));
    }
    let ink = view(&session, Audience::Public).ink;
    let listed: Vec<_> = ink.iter().map(|s| (s.party.0, s.field.0, s.stroke)).collect();
    assert_eq!(listed, [(1, 1, 1), (1, 1, 2), (1, 3, 1), (1, 3, 2), (2, 2, 1)]);
}

fn stream() -> StreamId {
    StreamId::new(Contract::KIND, uuid::Uuid::from_u128(7))
}

#[test]
fn the_hosts_list_has_one_row_that_follows_the_session() {
    assert_eq!(Contract::projections(&stream(), &Session::new().state), []);
    let mut session = given::preparing(&together(2));
    let rows = Contract::projections(&stream(), &session.state);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].list, rows[0].owner), (SENT, together(2).host));
    assert_eq!(rows[0].row["id"], stream().id.to_string());
    assert_eq!(rows[0].row["title"], "房屋租赁合同");
    assert_eq!(rows[0].row["parties"], serde_json::json!(["张三", "李四"]));
    given::done(&mut session, Caller::Hub, Command::RecordPrepared(prepared()));
    let row = Contract::projections(&stream(), &session.state).remove(0).row;
    assert_eq!(row["phase"], serde_json::to_value(Phase::Lobby).unwrap());
}

#[test]
fn a_party_whose_account_is_known_has_a_row_of_its_own() {
    let account = AccountId(uuid::Uuid::from_u128(0xacc));
    let mut draft = routine(2, SigningOrder::InTurn);
    draft.parties[1].account = Some(account);
    let mut session = given::to_sign(&draft);
    let rows = |session: &Session| {
        let rows = Contract::projections(&stream(), &session.state);
        assert_eq!((rows[1].list, rows[1].owner), (RECEIVED, account));
        assert!(rows[1].found_by.contains(&"房屋租赁合同".to_owned()));
        rows.iter().map(|row| row.state).collect::<Vec<_>>()
    };
    assert_eq!(rows(&session), ["to_sign", "waiting"]);
    given::draw_and_commit(&mut session, P1);
    assert_eq!(rows(&session), ["part_signed", "mine_to_sign"]);
    given::done(
        &mut session,
        host(),
        Command::Revoke {
            reason: "不再需要了".into(),
        },
    );
    assert_eq!(rows(&session), ["revoked", "mine_revoked"]);
}
