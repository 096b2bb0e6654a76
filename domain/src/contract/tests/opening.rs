//! Opening a contract and preparing its document.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::Caller;
use crate::canonical::MAX_RECORD;
use crate::contract::command::{ContractCommand as Command, Open};
use crate::contract::decide::opening::MAX_PARTIES;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::signed_source::{SignedHandling, SignedSource};
use crate::hash::Sha256Hash;
use crate::ids::PartyNo;

#[track_caller]
fn refused(change: impl FnOnce(&mut Open), rejection: Rejection) {
    let mut draft = together(2);
    change(&mut draft);
    Session::new().when(host(), open(&draft)).is_refused(rejection);
}

#[test]
fn the_host_opens_a_contract_with_numbered_parties_and_boxes() {
    let mut session = Session::new();
    session.when(host(), open(&together(2))).gives(&["opened"]);
    let opened = session.state.opened.as_ref().unwrap();
    assert_eq!(
        opened.parties.iter().map(|party| party.no).collect::<Vec<_>>(),
        [P1, P2]
    );
    assert_eq!(
        opened.fields.iter().map(|box_| box_.no).collect::<Vec<_>>(),
        [field(P1), field(P2)]
    );
    assert_eq!(opened.page_count, PAGES);
    assert_eq!(session.state.phase, Phase::Preparing);
}

#[test]
fn a_name_stands_trimmed_and_only_as_a_commitment_in_the_line() {
    let mut draft = together(1);
    draft.parties[0].name = "  张三 ".into();
    let session = given::preparing(&draft);
    let opened = session.state.opened.as_ref().unwrap();
    assert_eq!(opened.parties[0].name.value(), Some("张三"));
    let line = String::from_utf8(session.lines[0].bytes.clone()).unwrap();
    assert!(
        !line.contains("张三") && !line.contains(&draft.parties[0].phone),
        "{line}"
    );
}

#[test]
fn a_label_is_decided_as_its_line_spells_it() {
    let mut draft = together(1);
    draft.parties[0].label = "Locate\u{301}".into();
    let session = given::preparing(&draft);
    assert_eq!(session.replayed(true), session.state);
}

#[test]
fn nothing_can_be_asked_of_a_contract_that_is_not_open() {
    for command in [Command::End, pause(), enter(Phase::Reading), Command::Close] {
        Session::new()
            .when(Caller::Hub, command)
            .is_refused(Rejection::NotOpen);
    }
}

#[test]
fn a_contract_opens_once() {
    given::preparing(&together(1))
        .when(host(), open(&together(1)))
        .is_refused(Rejection::AlreadyOpen);
}

#[test]
fn only_the_host_named_in_the_draft_opens_it() {
    for by in [stranger(), Caller::Hub, party(P1), Caller::Viewer, Caller::Stage] {
        Session::new()
            .when(by, open(&together(1)))
            .is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn a_title_has_1_to_100_characters_without_controls() {
    for title in ["", "   ", "a\nb", &"长".repeat(101)] {
        refused(|draft| draft.title = title.to_owned(), Rejection::Title);
    }
    let mut draft = together(1);
    draft.title = "长".repeat(100);
    Session::new().when(host(), open(&draft)).gives(&["opened"]);
}

#[test]
fn a_contract_has_1_to_50_parties() {
    refused(|draft| draft.parties.clear(), Rejection::PartyCount(0));
    let too_many = together(MAX_PARTIES as u8 + 1);
    Session::new()
        .when(host(), open(&too_many))
        .is_refused(Rejection::PartyCount(51));
}

#[test]
fn the_largest_draft_still_fits_into_one_line() {
    let mut draft = together(MAX_PARTIES as u8);
    for party in &mut draft.parties {
        party.label = "签".repeat(20);
        party.name = "名".repeat(50);
        party.organisation = Some("司".repeat(80));
    }
    draft.fields = (0..120)
        .map(|index| draft_field(index % MAX_PARTIES as u8 + 1))
        .collect();
    let session = given::preparing(&draft);
    assert!(session.lines[0].bytes.len() <= MAX_RECORD);
}

#[test]
fn a_party_needs_a_name_and_a_label() {
    refused(
        |draft| draft.parties[1].name = " ".into(),
        Rejection::PartyIncomplete(2),
    );
    refused(
        |draft| draft.parties[0].name = "名".repeat(51),
        Rejection::PartyIncomplete(1),
    );
    refused(
        |draft| draft.parties[0].label = String::new(),
        Rejection::PartyIncomplete(1),
    );
    refused(
        |draft| draft.parties[1].organisation = Some("\u{7}".into()),
        Rejection::PartyIncomplete(2),
    );
}

#[test]
fn a_party_needs_a_phone_number_of_5_to_15_digits() {
    for phone in [
        "",
        "1234",
        "+1234567890123456",
        "138-0000-0001",
        "１３８００００",
        "++8613800000001",
    ] {
        refused(
            |draft| draft.parties[0].phone = phone.to_owned(),
            Rejection::PartyIncomplete(1),
        );
    }
}

#[test]
fn every_party_needs_a_box() {
    refused(|draft| draft.fields.truncate(1), Rejection::NoField(P2));
}

fn further(draft: &mut Open) {
    draft.clean = draft.uploaded;
    draft.signed_source = Some(SignedSource {
        handling: SignedHandling::Further,
        signatures: 2,
    });
}

#[test]
fn a_file_that_is_signed_further_is_the_one_that_was_uploaded() {
    let mut draft = together(1);
    further(&mut draft);
    Session::new().when(host(), open(&draft)).gives(&["opened"]);
    refused(
        |draft| {
            further(draft);
            draft.clean = Sha256Hash::of(b"rewritten");
        },
        Rejection::SignedFileChanged,
    );
}

#[test]
fn a_file_that_is_signed_further_takes_one_place_of_each_party_and_no_values() {
    refused(
        |draft| {
            further(draft);
            draft.fields.push(draft_field(2));
        },
        Rejection::SignedOnePlace(P2),
    );
    let mut values = routine(1, SigningOrder::Together);
    further(&mut values);
    Session::new()
        .when(host(), open(&values))
        .is_refused(Rejection::SignedNoValues);
}

#[test]
fn a_box_names_a_party_of_the_draft() {
    refused(
        |draft| draft.fields.push(draft_field(3)),
        Rejection::FieldOutsidePage,
    );
    refused(
        |draft| {
            let mut nobody = draft.fields[0].clone();
            nobody.party = PartyNo(0);
            draft.fields.push(nobody);
        },
        Rejection::FieldOutsidePage,
    );
}

#[test]
fn a_box_lies_on_a_page_and_within_what_is_visible_of_it() {
    refused(|draft| draft.fields[0].page = 0, Rejection::FieldOutsidePage);
    refused(
        |draft| draft.fields[0].page = PAGES + 1,
        Rejection::FieldOutsidePage,
    );
    refused(|draft| draft.fields[0].rect.x = -1, Rejection::FieldOutsidePage);
    refused(
        |draft| draft.fields[0].rect.x = A4.w - 159_999,
        Rejection::FieldOutsidePage,
    );
    refused(
        |draft| draft.fields[0].rect.y = i64::MAX,
        Rejection::FieldOutsidePage,
    );
    let mut draft = together(1);
    draft.fields[0].rect.x = A4.w - 160_000;
    Session::new().when(host(), open(&draft)).gives(&["opened"]);
}

#[test]
fn a_box_is_at_least_10_pt_wide_and_high() {
    refused(
        |draft| draft.fields[0].rect.w = 9_999,
        Rejection::FieldOutsidePage,
    );
    refused(
        |draft| draft.fields[1].rect.h = 9_999,
        Rejection::FieldOutsidePage,
    );
}

#[test]
fn a_contract_has_at_most_120_boxes() {
    refused(
        |draft| draft.fields = vec![draft_field(1); 119],
        Rejection::NoField(P2),
    );
    refused(
        |draft| draft.fields.extend(vec![draft_field(1); 119]),
        Rejection::FieldOutsidePage,
    );
}

#[test]
fn a_prepared_document_opens_the_lobby_at_page_1() {
    let mut session = given::preparing(&together(1));
    session
        .when(Caller::Hub, Command::RecordPrepared(prepared()))
        .gives(&["prepared"]);
    assert_eq!((session.state.phase, session.state.page), (Phase::Lobby, 1));
    assert_eq!(session.state.page_image, page_image(1));
    assert_eq!(session.state.page_turn, session.state.hash);
}

#[test]
fn a_document_is_prepared_once_and_by_the_hub() {
    let mut session = given::preparing(&together(1));
    session
        .when(host(), Command::RecordPrepared(prepared()))
        .is_refused(Rejection::NotAllowed);
    given::lobby(&together(1))
        .when(Caller::Hub, Command::RecordPrepared(prepared()))
        .is_refused(Rejection::WrongPhase(Phase::Lobby));
}

#[test]
fn a_document_that_cannot_be_prepared_calls_the_contract_off() {
    let mut session = given::preparing(&together(1));
    let failed = || Command::RecordPrepareFailed {
        code: "pdf_encrypted".into(),
    };
    session.when(host(), failed()).is_refused(Rejection::NotAllowed);
    let events = session
        .when(Caller::Hub, failed())
        .gives(&["called_off", "closed"]);
    let ContractEvent::CalledOff { reason } = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(reason.value(), Some("pdf_encrypted"));
    assert_eq!(session.state.phase, Phase::CalledOff);
    session
        .when(Caller::Hub, failed())
        .is_refused(Rejection::WrongPhase(Phase::CalledOff));
}
