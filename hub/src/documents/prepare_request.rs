//! What R0 must hold for a contract: widgets for every act, the values, and the certification.

use super::values::{filled_fields, texts};
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::plan::{PageBox, PageRect, SealHolder, SignContent, SigningField};
use domain::contract::state::ContractState;
use domain::ids::{FieldNo, PartyNo};
use domain::page_space;
use pdf::font::set::Face;
use pdf::prepare::{Certification, PartyBoxes, PrepareRequest, SigningBox};
use pdf::seal::artwork::POINTS_PER_MM;
use pdf::seal::straddle;
use pdf::sign::plan::BoxContent;
use pdf::sign::signature_dictionary::DEFAULT_RESERVE;

/// The platform's name in its certifications.
pub(super) const CERTIFIER: &str = "会签 Huiqian";
/// Characters that captions may hold besides names: times, and what stands between.
const CAPTION_CHARACTERS: &str = "0123456789:-+ /.()（）·?…年月日";
/// Slices of seals are fields that nobody numbered: they follow after all that the draft numbers.
const FIRST_SLICE: u16 = 1_000;

/// The request for a contract whose values are complete. `stream` owns its files.
pub async fn prepare_request(
    services: &Services,
    stream: &str,
    state: &ContractState,
    pages: &[PageBox],
) -> Result<PrepareRequest, Problem> {
    let opened = state
        .opened
        .as_ref()
        .ok_or_else(|| Problem::new("contract_not_found"))?;
    let filled = filled_fields(services, stream, state).await?;
    let mut shown: Vec<(Face, String)> = texts(&filled);
    let mut captions = String::from(CAPTION_CHARACTERS);
    for party in &opened.parties {
        captions.push_str(&party.label);
        captions.push_str(party.name.text());
        for person in &party.any_of {
            captions.push_str(person.name.text());
        }
    }
    shown.push((Face::Hei, captions));
    let mut slices = FIRST_SLICE..;
    let mut parties = Vec::with_capacity(opened.parties.len());
    for party in &opened.parties {
        parties.push(PartyBoxes {
            no: party.no,
            label: party.label.clone(),
            boxes: boxes_of(state, party.no, pages, &mut slices)?,
        });
    }
    Ok(PrepareRequest {
        parties,
        certification: Certification {
            name: CERTIFIER.to_owned(),
            reason: None,
            location: None,
            at: state.opened_at,
            offset_minutes: opened.policy.offset_minutes,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled,
        // Without usable fonts there are no captions; the contract can still be signed.
        fonts: services
            .fonts
            .subset(shown.iter().map(|(face, text)| (*face, text.as_str())))
            .unwrap_or_default(),
    })
}

/// The sealed controls of a party in the order in which its act names their seals.
pub fn sealed_fields(state: &ContractState, party: PartyNo) -> Vec<FieldNo> {
    let mut sealed: Vec<FieldNo> = state
        .fields_of(party)
        .filter(|field| field.content.is_sealed())
        .map(|field| field.no)
        .collect();
    sealed.sort_unstable();
    sealed
}

/// The boxes of one party. The first carries the signature, so that clicking it in a reader shows who signed:
/// handwriting before seals, and date, name and opinion last.
fn boxes_of(
    state: &ContractState,
    party: PartyNo,
    pages: &[PageBox],
    slices: &mut impl Iterator<Item = u16>,
) -> Result<Vec<SigningBox>, Problem> {
    let sealed = sealed_fields(state, party);
    let seal_of = |no: FieldNo| sealed.iter().position(|sealed| *sealed == no).unwrap_or_default();
    let mut fields: Vec<&SigningField> = state.fields_of(party).collect();
    fields.sort_by_key(|field| {
        let rank = match field.content {
            SignContent::Ink => 0,
            SignContent::Seal {
                holder: SealHolder::Organisation,
                ..
            } => 1,
            SignContent::Seal { .. } => 2,
            SignContent::Straddle { .. } => 3,
            SignContent::Date | SignContent::Name | SignContent::Opinion { .. } => 4,
        };
        (rank, field.no)
    });
    let mut boxes = Vec::new();
    for field in fields {
        let seal = u8::try_from(seal_of(field.no)).unwrap_or(u8::MAX);
        let content = match field.content {
            SignContent::Ink => BoxContent::Ink,
            SignContent::Seal { .. } => BoxContent::Seal { seal },
            SignContent::Date => BoxContent::Date,
            SignContent::Name => BoxContent::Name,
            SignContent::Opinion { .. } => BoxContent::Opinion,
            SignContent::Straddle { last_page, .. } => {
                boxes.extend(straddle_boxes(field, last_page, seal, pages, slices)?);
                continue;
            }
        };
        boxes.push(SigningBox {
            field: field.no,
            page: field.page,
            rect: field.rect,
            content,
        });
    }
    Ok(boxes)
}

/// One box per page for the slices of a seal 骑缝章; the control's box says how large the seal is and how high it stands.
fn straddle_boxes(
    field: &SigningField,
    last_page: u32,
    seal: u8,
    pages: &[PageBox],
    slices: &mut impl Iterator<Item = u16>,
) -> Result<Vec<SigningBox>, Problem> {
    let page = field
        .page
        .checked_sub(1)
        .and_then(|index| pages.get(index as usize));
    let page = page.ok_or_else(|| Problem::new("no_such_page").with("page", field.page))?;
    let displayed = page_space::to_displayed(page, &field.rect);
    let places = straddle::slices(
        pages,
        (field.page, last_page),
        size_in_mm(page, &field.rect),
        displayed.y + displayed.h / 2,
    )
    .map_err(|error| Problem::new(error.code()).with("page", field.page))?;
    Ok(places
        .iter()
        .zip(slices)
        .map(|(place, no)| SigningBox {
            field: FieldNo(no),
            page: place.page,
            rect: place.rect,
            content: BoxContent::Slice {
                seal,
                slice: place.slice,
                of: place.of,
            },
        })
        .collect())
}

/// Width and height of a box as displayed, in millimetres.
fn size_in_mm(page: &PageBox, rect: &PageRect) -> (f64, f64) {
    let unit = page.user_unit as f64 / 1000.0;
    let mm = |length: i64| length as f64 / 1000.0 * unit / POINTS_PER_MM;
    match page.rotate {
        90 | 270 => (mm(rect.h), mm(rect.w)),
        _ => (mm(rect.w), mm(rect.h)),
    }
}
