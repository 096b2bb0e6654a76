//! The filing cabinet 合同文件柜 over HTTP: types and folders, what lies where, numbers, and cleaning up.

pub mod clean_up;
pub mod contract_types;
pub mod contracts;
pub mod folders;
pub mod numbers;

use crate::filing_desk::FilingDesk;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::cabinet::Cabinet;
use domain::cabinet::change::CabinetChange;
use domain::ids::OrganisationId;
use domain::ports::rows::RowError;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most contracts that one call files or cleans away.
const MOST_AT_ONCE: usize = 100;

/// For whom the person works; absent: for himself.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Whose {
    organisation: Option<OrganisationId>,
}

/// The number of a type or a folder in the path.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Numbered {
    no: u32,
}

/// All types or folders, in their new order.
#[derive(Debug, Deserialize)]
pub struct Order {
    order: Vec<u32>,
}

/// `GET /filing`: types and folders in their order, and whether the person may change them.
pub async fn read(giver: Giver, whose: web::Query<Whose>) -> Result<HttpResponse, Problem> {
    let desk = desk_of(&giver, &whose).await?;
    let cabinet = desk.cabinet(&giver.hub).await.map_err(|e| giver.problem(e))?;
    Ok(HttpResponse::Ok().json(shown(&desk, &cabinet)))
}

fn shown(desk: &FilingDesk, cabinet: &Cabinet) -> Value {
    json!({"types": cabinet.types, "folders": cabinet.folders, "arranges": desk.arranges})
}

async fn desk_of(giver: &Giver, whose: &Whose) -> Result<FilingDesk, Problem> {
    let desk = FilingDesk::of(&giver.hub, giver.account()?, whose.organisation).await;
    desk.map_err(|problem| giver.problem(problem))
}

/// Changes types or folders; answers with the cabinet as it is then.
async fn change(giver: &Giver, whose: &Whose, change: CabinetChange) -> Result<HttpResponse, Problem> {
    let desk = desk_of(giver, whose).await?;
    if !desk.arranges {
        return Err(giver.problem(Problem::new("may_not_arrange")));
    }
    let before = desk.cabinet(&giver.hub).await.map_err(|e| giver.problem(e))?;
    let next = before
        .changed(change)
        .map_err(|refusal| giver.problem(Problem::new(refusal.code())))?;
    match giver.hub.store.cabinets.save(desk.owner(), &next).await {
        Ok(()) => Ok(HttpResponse::Ok().json(shown(&desk, &next))),
        Err(RowError::Changed) => Err(giver.problem(Problem::new("cabinet_changed"))),
        Err(error) => Err(giver.problem(Problem::internal("change a filing cabinet", error))),
    }
}
