//! Contract types 合同类型: added, changed, removed, put in order.

use super::{Numbered, Order, Whose, change};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::cabinet::change::{CabinetChange, TypeDetails};

/// `POST /filing/types`
pub async fn add(
    giver: Giver,
    whose: web::Query<Whose>,
    details: web::Json<TypeDetails>,
) -> Result<HttpResponse, Problem> {
    change(&giver, &whose, CabinetChange::AddType(details.into_inner())).await
}

/// `PUT /filing/types/{no}`
pub async fn alter(
    giver: Giver,
    whose: web::Query<Whose>,
    at: web::Path<Numbered>,
    details: web::Json<TypeDetails>,
) -> Result<HttpResponse, Problem> {
    let changed = CabinetChange::ChangeType(at.no, details.into_inner());
    change(&giver, &whose, changed).await
}

/// `DELETE /filing/types/{no}`: its contracts have no type then.
pub async fn remove(
    giver: Giver,
    whose: web::Query<Whose>,
    at: web::Path<Numbered>,
) -> Result<HttpResponse, Problem> {
    change(&giver, &whose, CabinetChange::RemoveType(at.no)).await
}

/// `PUT /filing/types`
pub async fn order(
    giver: Giver,
    whose: web::Query<Whose>,
    order: web::Json<Order>,
) -> Result<HttpResponse, Problem> {
    change(
        &giver,
        &whose,
        CabinetChange::OrderTypes(order.into_inner().order),
    )
    .await
}
