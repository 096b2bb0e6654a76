//! Contracts of an exhibition: what an offer asks for, and how its contract comes about. Staff do it for any exhibitor,
//! exhibitors for themselves.

use super::{ContractPlace, Place, find};
use crate::contract_for_visitor::{Said, asked, checked, parts_of};
use crate::http::drafts::{DraftBody, DraftValue};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::templates;
use crate::hub::Hub;
use crate::{qr_code, signing_link};
use actix_web::{HttpResponse, web};
use domain::aggregate::{Aggregate, Caller};
use domain::contract::event::Phase;
use domain::contract::plan::PlannedParty;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::contract_form::{exhibitor_part, suggestion};
use domain::exhibition::event::{Offer, OfferNo};
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::floor::BoothNo;
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{ExhibitionState, Spent};
use domain::exhibition::{Exhibition, contract_of_act};
use domain::ids::{AccountId, ActId, PartyNo, StreamId, TemplateId};
use domain::ports::account_desk::LinkRole;
use domain::sign_code::conditions::PlannedPart;
use domain::template::state::MadeTemplate;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Where one offer of an exhibition is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct OfferPlace {
    exhibition: Uuid,
    offer: u16,
}

/// For whom a contract is wanted, and which booth it gives.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct For {
    exhibitor: u32,
    #[serde(default)]
    booth: Option<u32>,
}

/// On which side of the desk somebody is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Staff,
    Exhibitor,
}

fn side_of(state: &ExhibitionState, account: AccountId, exhibitor: ExhibitorNo) -> Result<Side, Problem> {
    let known = state.exhibitors.get(&exhibitor);
    if state.may(account, Duty::Booths) {
        Ok(Side::Staff)
    } else if known.is_some_and(|known| known.account == Some(account)) {
        Ok(Side::Exhibitor)
    } else {
        Err(Problem::new("not_allowed"))
    }
}

/// An offer's template in the version that was offered, with the body that its drafts begin with.
async fn template_of(hub: &Hub, offer: &Offer) -> Result<(MadeTemplate, DraftBody), Problem> {
    let made = templates::quoted(hub, &offer.template).await?;
    let made = made.ok_or_else(|| Problem::new("exhibition_offer_over"))?;
    let template = TemplateId(offer.template.stream.id);
    let body = templates::body_of(hub, template, &made.latest.content).await?;
    Ok((made, body))
}

fn offer_of(state: &ExhibitionState, no: u16) -> Result<&Offer, Problem> {
    let offered = state.offers.get(&OfferNo(no)).filter(|offered| offered.on);
    let offered = offered.ok_or_else(|| Problem::new("exhibition_offer_over"))?;
    Ok(&offered.offer)
}

/// `GET /exhibitions/{exhibition}/offers/{offer}/form?exhibitor=…&booth=…`: what the contract asks for, each with what is
/// known already. Exhibitors are asked for their own part alone.
pub async fn form(
    giver: Giver,
    place: web::Path<OfferPlace>,
    wanted: web::Query<For>,
) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let shown = async {
        let exhibitor = ExhibitorNo(wanted.exhibitor);
        let side = side_of(&state, account, exhibitor)?;
        let offer = offer_of(&state, place.offer)?;
        let (made, body) = template_of(&giver.hub, offer).await?;
        let visitor = exhibitor_part(&parts_of(&body));
        let booth = wanted.booth.map(BoothNo);
        let controls = asked(&body.controls, visitor)
            .filter(|control| side == Side::Staff || control.party == visitor)
            .map(|control| {
                let suggested = suggestion(&state, control, exhibitor, booth);
                json!({"control": control, "suggested": suggested})
            });
        Ok(json!({
            "name": offer.name,
            "pages": made.latest.content.pages,
            "controls": controls.collect::<Vec<Value>>(),
        }))
    };
    let shown = shown.await.map_err(|problem: Problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(shown))
}

#[derive(Debug, Deserialize)]
pub struct Conclude {
    /// The device's: sent again it is the same contract.
    attempt: ActId,
    offer: u16,
    #[serde(flatten)]
    wanted: For,
    #[serde(default)]
    values: Vec<DraftValue>,
}

/// `POST /exhibitions/{exhibition}/contracts`: the right to a contract is taken and the contract opened. Asked again with
/// the same `attempt`, it says how far that is.
pub async fn conclude(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Conclude>,
) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let concluded = async {
        let exhibitor = ExhibitorNo(body.wanted.exhibitor);
        let side = side_of(&state, account, exhibitor)?;
        if let Some(answer) = standing(&giver.hub, &state, body.attempt, exhibitor).await? {
            return Ok(answer);
        }
        reserve(&giver, place.exhibition, &state, side, &body).await?;
        Ok(json!({"state": "opening"}))
    };
    let answer = concluded
        .await
        .map_err(|problem: Problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(answer))
}

/// What came of an act so far; nothing where it reserved nothing yet.
async fn standing(
    hub: &Hub,
    state: &ExhibitionState,
    act: ActId,
    exhibitor: ExhibitorNo,
) -> Result<Option<Value>, Problem> {
    if let Some(reservation) = state.reservations.get(&act) {
        return match reservation.by == exhibitor {
            true => Ok(Some(json!({"state": "opening"}))),
            false => Err(Problem::new("reservation_spent")),
        };
    }
    let contract = match state.spent.get(&act) {
        None => return Ok(None),
        Some(Spent::Back(code)) => {
            let code = code.clone().unwrap_or_else(|| "reservation_spent".to_owned());
            return Err(Problem::new(code));
        }
        Some(Spent::Used(contract)) => *contract,
    };
    let known = state
        .contracts
        .get(&contract)
        .filter(|known| known.by == exhibitor);
    let known = known.ok_or_else(|| Problem::new("reservation_spent"))?;
    let contract_state = hub.contract_state(contract).await?.state;
    if matches!(
        contract_state.phase,
        Phase::Draft | Phase::Filling | Phase::Preparing
    ) {
        return Ok(Some(json!({"state": "opening"})));
    }
    let opened = contract_state.opened.as_ref();
    let party = opened.and_then(|opened| part_in(&opened.parties));
    Ok(Some(json!({
        "state": "ready", "contract": contract, "party": party, "number": known.number,
    })))
}

fn part_in(parties: &[PlannedParty]) -> Option<PartyNo> {
    let part = |party: &PlannedParty| PlannedPart {
        organisation: party.organisation.is_some(),
        auto: party.auto.is_some(),
        turn: party.turn,
    };
    exhibitor_part(&parties.iter().map(part).collect::<Vec<_>>())
}

async fn reserve(
    giver: &Giver,
    exhibition: Uuid,
    state: &ExhibitionState,
    side: Side,
    body: &Conclude,
) -> Result<(), Problem> {
    let hub = &giver.hub;
    let exhibitor = ExhibitorNo(body.wanted.exhibitor);
    let booth = body.wanted.booth.map(BoothNo);
    let offer = offer_of(state, body.offer)?;
    let (_, template) = template_of(hub, offer).await?;
    let said = said(hub, state, &template, side, body)?;
    let bytes = serde_json::to_vec(&said).map_err(|e| Problem::internal("write what was said", e))?;
    let stream = StreamId::new(Exhibition::KIND, exhibition);
    let stored = hub.store.blobs.put(&stream.to_string(), &bytes).await;
    let command = ExhibitionCommand::Reserve {
        act: body.attempt,
        contract: contract_of_act(&stream, body.attempt),
        exhibitor,
        offer: OfferNo(body.offer),
        booth,
        said: Some(stored.map_err(|e| Problem::internal("store what was said", e))?),
    };
    let entity = hub.exhibition(exhibition);
    let envelope = entity.envelope(Caller::Account(giver.account()?), command);
    entity.send(envelope).await.map(drop).map_err(Problem::from)
}

/// What stands in the contract from the start. What is the organiser's to say, an exhibitor cannot: it comes from the
/// floor.
fn said(
    hub: &Hub,
    state: &ExhibitionState,
    template: &DraftBody,
    side: Side,
    body: &Conclude,
) -> Result<Said, Problem> {
    let exhibitor = ExhibitorNo(body.wanted.exhibitor);
    let booth = body.wanted.booth.map(BoothNo);
    let known = state.exhibitors.get(&exhibitor);
    let known = known.ok_or_else(|| Problem::new("exhibition_part_unknown"))?;
    let visitor = exhibitor_part(&parts_of(template));
    let mut typed = Vec::new();
    for control in asked(&template.controls, visitor) {
        let own = side == Side::Staff || control.party == visitor;
        let given = body
            .values
            .iter()
            .find(|value| value.no == control.no)
            .filter(|_| own);
        let text = match given {
            Some(value) => Some(value.text.clone()),
            None => suggestion(state, control, exhibitor, booth),
        };
        if text.is_none() && !own && control.required {
            return Err(Problem::new("exhibition_ask_the_desk").with("name", &control.name));
        }
        typed.extend(text.map(|text| DraftValue { no: control.no, text }));
    }
    let gone = || Problem::new("exhibitor_details_erased");
    Ok(Said {
        name: known.contact.value().ok_or_else(gone)?.to_owned(),
        phone: known.phone.value().ok_or_else(gone)?.to_owned(),
        organisation: Some(known.company.clone()),
        values: checked(hub, template, visitor, &typed)?,
    })
}

/// `POST /exhibitions/{exhibition}/contracts/{contract}/link`: the exhibitor's link and its picture, for staff who hold a
/// screen towards them.
pub async fn link(giver: Giver, place: web::Path<ContractPlace>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let made = async {
        if !state.may(account, Duty::Booths) {
            return Err(Problem::new("not_allowed"));
        }
        if !state.contracts.contains_key(&place.contract) {
            return Err(Problem::new("exhibition_contract_not_found"));
        }
        let contract = giver.hub.contract_state(place.contract).await?.state;
        let opened = contract.opened.as_ref();
        let party = opened.and_then(|opened| part_in(&opened.parties));
        let party = party.ok_or_else(|| Problem::new("exhibition_contract_not_found"))?;
        let role = LinkRole::Party { party };
        signing_link::create(&giver.hub, place.contract, role, contract.deadline).await
    };
    let link = made.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({
        "url": link.url,
        "qr_svg": qr_code::svg(&link.url),
        "expires": link.expires,
    })))
}
