//! 抄送人: who may be named, what they are told, and who sees that they are.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::{ContractCommand as Command, Open};
use crate::contract::effect::{ContractEffect, ReaderNews};
use crate::contract::plan::SigningOrder;
use crate::contract::readers::{MOST, NamedReader};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::view::{Audience, event_view, session_view};

fn reader(name: &str, address: &str) -> NamedReader {
    NamedReader {
        name: name.into(),
        address: address.into(),
    }
}

pub fn with_readers(mut draft: Open) -> Open {
    draft.readers.people = vec![
        reader("财务部 钱多", "138 0000 7777"),
        reader("法务", "fawu@example.com"),
    ];
    draft
}

/// What readers were told so far.
fn told(session: &Session) -> Vec<ReaderNews> {
    let effects = session.events.iter();
    let effects = effects.flat_map(|event| Contract::effects(&session.state, event));
    effects
        .filter_map(|effect| match effect {
            ContractEffect::TellReaders { news } => Some(news),
            _ => None,
        })
        .collect()
}

#[test]
fn they_are_told_how_it_ended() {
    let draft = with_readers(routine(2, SigningOrder::Together));
    let mut session = given::to_sign(&draft);
    assert_eq!(told(&session), []);
    let revoke = Command::Revoke {
        reason: "条款有误".into(),
    };
    given::done(&mut session, host(), revoke);
    assert_eq!(told(&session), [ReaderNews::Revoked]);

    let mut session = given::to_sign(&draft);
    session.wait(DEADLINE_MS);
    given::done(&mut session, Caller::Hub, Command::Expire);
    assert_eq!(told(&session), [ReaderNews::Expired]);

    assert_eq!(
        told(&given::closing(&with_readers(together(2)))),
        [ReaderNews::Signed]
    );
}

#[test]
fn the_sender_may_have_them_told_at_sending() {
    let mut draft = with_readers(routine(1, SigningOrder::Together));
    draft.readers.at_sending = true;
    assert_eq!(told(&given::preparing(&draft)), [ReaderNews::Sent]);
    draft.readers.people.clear();
    assert_eq!(told(&given::preparing(&draft)), [], "there is nobody to tell");
}

#[test]
fn a_party_that_leaves_a_ceremony_is_no_news_for_them() {
    let mut session = given::signing(&with_readers(together(2)));
    let refuse = Command::Refuse {
        reason: "不同意".into(),
    };
    given::done(&mut session, party(P1), refuse);
    assert_eq!(told(&session), []);
    let call_off = Command::CallOff {
        reason: "改期".into(),
    };
    given::done(&mut session, host(), call_off);
    assert_eq!(told(&session), [ReaderNews::CalledOff]);
}

#[test]
fn the_sender_sees_addresses_and_the_public_sees_nobody() {
    let session = given::preparing(&with_readers(together(1)));
    for (audience, people, addresses) in [
        (Audience::Host, 2, 2),
        (Audience::Party(P1), 2, 0),
        (Audience::Public, 0, 0),
    ] {
        let view = session_view(&session.state, &page_list(), audience).unwrap();
        let shown = view.readers.iter().filter(|reader| reader.address.is_some());
        assert_eq!((view.readers.len(), shown.count()), (people, addresses));
        let event = event_view(&session.events[0], &page_list(), audience);
        let listed = event["body"]["readers"]["people"].as_array();
        let listed = listed.map(Vec::as_slice).unwrap_or_default();
        let shown = listed.iter().filter(|reader| reader["address"].is_string());
        assert_eq!((listed.len(), shown.count()), (people, addresses));
    }
    let opened = session.state.opened.as_ref().unwrap();
    assert_eq!(opened.readers.reader(1).unwrap().address.text(), "13800007777");
}

#[test]
fn each_is_somebody_who_can_be_written_to() {
    let refused = |people: Vec<NamedReader>, no: u8| {
        let mut draft = routine(1, SigningOrder::Together);
        draft.readers.people = people;
        Session::new()
            .when(host(), Command::Open(Box::new(draft)))
            .is_refused(Rejection::BadReader(no));
    };
    refused(vec![reader(" ", "13800007777")], 1);
    refused(vec![reader("法务", "fawu")], 1);
    refused(vec![reader("法务", "@example.com")], 1);
    refused(
        vec![reader("甲", "13800007777"), reader("乙", "138 0000-7777")],
        2,
    );
    let crowd = (10..).take(MOST + 1);
    refused(
        crowd.map(|n| reader("抄送", &format!("138000077{n}"))).collect(),
        21,
    );
}
