//! The door 入口: badges with a code, and what happens when one is shown. The code is the exhibitor's number with a MAC
//! under the hub's key, so that nobody makes one up.

use super::{ExhibitorPlace, find, is_own, sees_people};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::letters::badge::{self, Badge};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::exhibitor::{ExhibitorNo, ExhibitorStanding};
use domain::exhibition::staff::Duty;
use domain::exhibition::state::ExhibitionState;
use domain::hash::Sha256Hash;
use domain::personal::Personal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// Crockford's letters: none is taken for another when it is typed.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a MAC, five bits each: only staff can try, and each try is answered by the hub.
const MAC: usize = 8;

/// What somebody shows at the door.
#[derive(Clone, Debug, Deserialize)]
pub struct ShownBadge {
    exhibition: Uuid,
    code: String,
}

/// `GET /exhibitions/{exhibition}/exhibitors/{exhibitor}/badge`: PDF, for staff and the exhibitor.
pub async fn badge(giver: Giver, place: web::Path<ExhibitorPlace>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let no = ExhibitorNo(place.exhibitor);
    let printed = async {
        if !sees_people(&state, account) && !is_own(&state, account, no) {
            return Err(Problem::new("not_allowed"));
        }
        let missing = || Problem::new("exhibition_part_unknown");
        let known = state.exhibitors.get(&no).ok_or_else(missing)?;
        if known.standing != ExhibitorStanding::Accepted {
            return Err(Problem::new("exhibitor_not_accepted"));
        }
        let founded = state.founded.as_ref().ok_or_else(missing)?;
        let code = code_of(&giver.hub, place.exhibition, no);
        let badge = Badge {
            details: &founded.details,
            company: &known.company,
            contact: Personal::text(&known.contact),
            booths: booths_of(&state, no).join(" · "),
            code: &code,
            link: &format!(
                "{}/exhibitions/{}/door#{code}",
                giver.hub.origin(),
                place.exhibition
            ),
        };
        badge::print(&giver.hub, &badge).await
    };
    let printed = printed.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"badge-{}.pdf\"", no.0),
        ))
        .body(printed))
}

/// `GET /exhibitions/{exhibition}/door/{code}`: whose badge it is, and who has come in already.
pub async fn look(giver: Giver, place: web::Path<ShownBadge>) -> Result<HttpResponse, Problem> {
    let (no, state) = read(&giver, &place)
        .await
        .map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(shown(&state, no)))
}

#[derive(Deserialize)]
pub struct Arrival {
    /// Chosen by the door's device for one arrival: sent again it counts once.
    nonce: String,
    /// With the exhibitor: 1 and who accompanies them.
    persons: u16,
}

/// `POST /exhibitions/{exhibition}/door/{code}`: they come in.
pub async fn enter(
    giver: Giver,
    place: web::Path<ShownBadge>,
    body: web::Json<Arrival>,
) -> Result<HttpResponse, Problem> {
    let entered = async {
        let (no, _) = read(&giver, &place).await?;
        let command = ExhibitionCommand::CheckIn {
            no,
            nonce: Sha256Hash::of(body.nonce.as_bytes()),
            persons: body.persons,
        };
        let entity = giver.hub.exhibition(place.exhibition);
        let mut envelope = entity.envelope(Caller::Account(giver.account()?), command);
        envelope.id = giver.command_id();
        entity.send(envelope).await.map_err(Problem::from)?;
        let (_, state) = find(&giver, place.exhibition).await?;
        Ok(shown(&state, no))
    };
    let entered = entered.await.map_err(|problem: Problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(entered))
}

/// The exhibitor of a code, for whoever may let them in.
async fn read(giver: &Giver, place: &ShownBadge) -> Result<(ExhibitorNo, Arc<ExhibitionState>), Problem> {
    let (account, state) = find(giver, place.exhibition).await?;
    if !state.may(account, Duty::Door) {
        return Err(Problem::new("not_allowed"));
    }
    let unknown = || Problem::new("badge_unknown");
    let typed = place.code.trim().to_ascii_uppercase();
    let (no, _) = typed.split_once('-').ok_or_else(unknown)?;
    let no = ExhibitorNo(no.parse().map_err(|_| unknown())?);
    let is_its = typed == code_of(&giver.hub, place.exhibition, no);
    if !is_its || !state.exhibitors.contains_key(&no) {
        return Err(unknown());
    }
    Ok((no, state))
}

/// What a badge says: `12-7K3QX0AB`.
fn code_of(hub: &Hub, exhibition: Uuid, no: ExhibitorNo) -> String {
    let parts: [&[u8]; 4] = [
        b"badge\0",
        &hub.lookup_key,
        exhibition.as_bytes(),
        &no.0.to_be_bytes(),
    ];
    let mac = Sha256Hash::of_parts(&parts).0;
    let letters: String = mac
        .iter()
        .take(MAC)
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect();
    format!("{}-{letters}", no.0)
}

fn booths_of(state: &ExhibitionState, no: ExhibitorNo) -> Vec<&str> {
    let own = state.booths.values();
    own.filter(|booth| booth.occupancy.exhibitor() == Some(no))
        .map(|booth| booth.plan.label.as_str())
        .collect()
}

fn shown(state: &ExhibitionState, no: ExhibitorNo) -> Value {
    let known = state.exhibitors.get(&no);
    json!({
        "exhibitor": no,
        "company": known.map(|known| known.company.as_str()),
        "contact": known.map(|known| Personal::text(&known.contact)),
        "standing": known.map(|known| known.standing),
        "booths": booths_of(state, no),
        "persons": known.map_or(0, domain::exhibition::state::Exhibitor::persons),
        "last": known.and_then(|known| known.scans.values().map(|scan| scan.at).max()),
    })
}
