//! Folders 合同文件夹: added, renamed, removed, put in order.

use super::{Numbered, Order, Whose, change};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::cabinet::change::CabinetChange;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Named {
    name: String,
}

/// `POST /filing/folders`
pub async fn add(
    giver: Giver,
    whose: web::Query<Whose>,
    named: web::Json<Named>,
) -> Result<HttpResponse, Problem> {
    change(&giver, &whose, CabinetChange::AddFolder(named.into_inner().name)).await
}

/// `PUT /filing/folders/{no}`
pub async fn rename(
    giver: Giver,
    whose: web::Query<Whose>,
    at: web::Path<Numbered>,
    named: web::Json<Named>,
) -> Result<HttpResponse, Problem> {
    let renamed = CabinetChange::RenameFolder(at.no, named.into_inner().name);
    change(&giver, &whose, renamed).await
}

/// `DELETE /filing/folders/{no}`: what lay in it lies in no folder then.
pub async fn remove(
    giver: Giver,
    whose: web::Query<Whose>,
    at: web::Path<Numbered>,
) -> Result<HttpResponse, Problem> {
    change(&giver, &whose, CabinetChange::RemoveFolder(at.no)).await
}

/// `PUT /filing/folders`
pub async fn order(
    giver: Giver,
    whose: web::Query<Whose>,
    order: web::Json<Order>,
) -> Result<HttpResponse, Problem> {
    change(
        &giver,
        &whose,
        CabinetChange::OrderFolders(order.into_inner().order),
    )
    .await
}
