//! `GET /exhibitions`: where the signed-in person works; `GET /exhibitions/{exhibition}`: one of them.

use super::{Place, find, view};
use crate::http::me::masked;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::exhibition::staff::Duty;
use domain::exhibition::state::ExhibitionState;
use domain::exhibition::view::EXHIBITIONS;
use domain::ports::event_log::ListQuery;
use serde_json::{Value, json};

/// Exhibitions of one page.
const MOST: u32 = 100;

pub async fn list(giver: Giver) -> Result<HttpResponse, Problem> {
    let query = ListQuery::first(EXHIBITIONS, giver.account()?, MOST);
    let rows = giver.hub.store.log.list(&query).await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| giver.problem(Problem::internal("list exhibitions", e)))?))
}

pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let mut shown = view::of(&giver, &state, account);
    shown["id"] = place.exhibition.to_string().into();
    shown["now"] = giver.hub.clock.now().0.into();
    if state.may(account, Duty::SetUp) {
        let staff = staff(&giver.hub, &state).await;
        shown["staff"] = staff.map_err(|problem| giver.problem(problem))?.into();
    }
    Ok(HttpResponse::Ok().json(shown))
}

/// Who works here, for those who give the duties.
async fn staff(hub: &Hub, state: &ExhibitionState) -> Result<Vec<Value>, Problem> {
    let mut people = Vec::new();
    for (account, roles) in &state.staff {
        let known = hub.account_state(*account).await?;
        let phone = known.phone.as_ref().map(|phone| masked(phone.text()));
        people.push(json!({"account": account, "phone_masked": phone, "roles": roles}));
    }
    Ok(people)
}
