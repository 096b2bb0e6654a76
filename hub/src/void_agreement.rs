//! The agreement to void a contract 解除协议: our own text on one page, the contract's facts in its places, and a box for
//! each party, on further pages where they are many.

use crate::http::drafts::{DraftBody, DraftField, DraftParty, DraftValue, empty_body};
use crate::hub::Hub;
use crate::printed_page::PrintedPage;
use domain::contract::demands::Demands;
use domain::contract::event::Opened;
use domain::contract::opacity::Opacity;
use domain::contract::plan::{
    Course, FillControl, PageRect, SealHolder, SignContent, SigningOrder, ValueStyle,
};
use domain::contract::state::SealedDocument;
use domain::day::Day;
use domain::ids::{FieldNo, PartyNo};
use domain::value::{KnownFact, ValueKind};

/// Printed from the HTML beside it by Chromium; the places below are those of the boxes there.
const AGREEMENT: &[u8] = include_bytes!("../assets/void-agreement.pdf");
const SIGNATURES: &[u8] = include_bytes!("../assets/void-agreement-signatures.pdf");
/// Boxes on the first page and on each further one.
const FIRST: usize = 4;
const FURTHER: usize = 8;
/// Days to sign it.
const DAYS: i64 = 30;

/// What the agreement says of the contract.
pub struct Wording<'a> {
    pub title: &'a str,
    pub number: Option<&'a str>,
    pub signed: SealedDocument,
    pub reason: &'a str,
    pub reserved: &'a str,
}

/// The files that the agreement is made of, in order.
pub fn pages(parties: usize) -> Vec<&'static [u8]> {
    let further = parties.saturating_sub(FIRST).div_ceil(FURTHER);
    std::iter::once(AGREEMENT)
        .chain(std::iter::repeat_n(SIGNATURES, further))
        .collect()
}

/// The draft: the parties of the contract as they were known last, all together, with the sender's values.
pub fn body(hub: &Hub, opened: &Opened, wording: &Wording<'_>) -> DraftBody {
    let mut body = empty_body(hub, false);
    body.title = format!("解除协议：{}", wording.title).chars().take(100).collect();
    body.host_name = opened.host_name.text().to_owned();
    body.policy.course = Course::Routine;
    body.policy.order = SigningOrder::Together;
    body.contract_type = Some(String::new());
    let offset = body.policy.offset_minutes;
    let last = Day::of(hub.clock.now(), offset).and_then(|day| day.plus(DAYS));
    body.deadline = last.map(|day| day.to_string());
    body.parties = opened
        .parties
        .iter()
        .map(|party| DraftParty {
            label: party.label.clone(),
            name: party.name.text().to_owned(),
            phone: party.phone.text().to_owned(),
            organisation: party.organisation.as_ref().map(|name| name.text().to_owned()),
            paper: party.paper(),
            turn: None,
            demands: Demands::default(),
            auto: None,
            any_of: Vec::new(),
        })
        .collect();
    body.fields = (0..opened.parties.len())
        .map(|index| {
            let party = PartyNo(u8::try_from(index + 1).unwrap_or(u8::MAX));
            let content = content_of(opened, party);
            let (page, rect) = sign_box(index, content.is_ink());
            DraftField {
                party,
                page,
                rect,
                content,
                group: None,
            }
        })
        .collect();
    let signed_on = Day::of(wording.signed.at, offset).map(|day| day.to_string());
    let number = wording.number.unwrap_or("无");
    let reserved = Some(wording.reserved)
        .filter(|text| !text.is_empty())
        .unwrap_or("无");
    let line = |max| ValueKind::Line { max };
    let text = ValueKind::Paragraph { max: 200 };
    let facts = [
        ("原合同名称", line(100), 49, 8, wording.title.to_owned()),
        ("合同编号", line(60), 60, 8, number.to_owned()),
        (
            "签署完成日期",
            ValueKind::Date {},
            71,
            8,
            signed_on.unwrap_or_default(),
        ),
        ("文件摘要", line(64), 82, 8, wording.signed.document.to_hex()),
        ("解除原因", text.clone(), 94, 18, wording.reason.to_owned()),
        ("保留条款", text, 115, 18, reserved.to_owned()),
    ];
    let first = body.fields.len() + 1;
    for (index, (name, kind, top, height, value)) in facts.into_iter().enumerate() {
        let no = FieldNo(u16::try_from(first + index).unwrap_or(u16::MAX));
        let rect = PrintedPage::A4.rect(59, top, 128, height);
        body.controls.push(control(no, None, 1, rect, name, kind));
        body.values.push(DraftValue { no, text: value });
    }
    let first = first + body.controls.len();
    for (index, party) in opened.parties.iter().enumerate() {
        let no = FieldNo(u16::try_from(first + index).unwrap_or(u16::MAX));
        let (page, left, top) = cell(index);
        let fact = match party.organisation {
            Some(_) => KnownFact::Organisation,
            None => KnownFact::Name,
        };
        let rect = PrintedPage::A4.rect(left + 14, top + 1, 64, 6);
        let known = ValueKind::Known { fact };
        body.controls
            .push(control(no, Some(party.no), page, rect, &party.label, known));
    }
    body
}

fn control(
    no: FieldNo,
    party: Option<PartyNo>,
    page: u32,
    rect: PageRect,
    name: &str,
    kind: ValueKind,
) -> FillControl {
    FillControl {
        no,
        party,
        page,
        rect,
        name: name.to_owned(),
        hint: String::new(),
        required: true,
        kind,
        // As large as fits: a digest has 64 characters.
        style: ValueStyle {
            size: 0,
            ..ValueStyle::default()
        },
    }
}

/// Whoever sealed the contract with its organisation's seal seals the agreement; everybody else signs by hand.
fn content_of(opened: &Opened, party: PartyNo) -> SignContent {
    let seal = SignContent::Seal {
        holder: SealHolder::Organisation,
        opacity: Opacity::FULL,
    };
    let mut own = opened.fields.iter().filter(|field| field.party == party);
    let by_organisation = |content: &SignContent| {
        matches!(
            content,
            SignContent::Seal {
                holder: SealHolder::Organisation,
                ..
            }
        )
    };
    if own.any(|field| by_organisation(&field.content)) {
        seal
    } else {
        SignContent::Ink
    }
}

/// Page, left and top of a party's box, in millimetres from the page's upper left.
fn cell(index: usize) -> (u32, i64, i64) {
    let (page, place, top, pitch) = if index < FIRST {
        (1, index, 181, 55)
    } else {
        let further = index - FIRST;
        (2 + further / FURTHER, further % FURTHER, 36, 58)
    };
    let left = if place.is_multiple_of(2) { 22 } else { 108 };
    let row = i64::try_from(place / 2).unwrap_or_default();
    (u32::try_from(page).unwrap_or(u32::MAX), left, top + row * pitch)
}

/// Where a party signs: wide for a hand, square for a seal of 42 mm.
fn sign_box(index: usize, ink: bool) -> (u32, PageRect) {
    let (page, left, top) = cell(index);
    let rect = if ink {
        PrintedPage::A4.rect(left + 4, top + 12, 72, 36)
    } else {
        PrintedPage::A4.rect(left + 19, top + 8, 42, 42)
    };
    (page, rect)
}
