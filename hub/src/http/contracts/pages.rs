//! `GET /contracts/{contract}/pages/{page}.png` and `.text`: what everyone in the room is shown.

use super::files::blob_response;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::plan::PageImage;
use domain::ids::ContractId;

pub async fn image(hub: web::Data<Hub>, path: web::Path<(ContractId, u32)>) -> Result<HttpResponse, Problem> {
    let (contract, number) = path.into_inner();
    let page = page(&hub, contract, number).await?;
    blob_response(
        &hub,
        &hub.contract_stream(contract).to_string(),
        page.image,
        "image/png",
    )
    .await
}

pub async fn text(hub: web::Data<Hub>, path: web::Path<(ContractId, u32)>) -> Result<HttpResponse, Problem> {
    let (contract, number) = path.into_inner();
    let page = page(&hub, contract, number).await?;
    blob_response(
        &hub,
        &hub.contract_stream(contract).to_string(),
        page.text,
        "application/json",
    )
    .await
}

async fn page(hub: &Hub, contract: ContractId, number: u32) -> Result<PageImage, Problem> {
    let snapshot = hub.contract_state(contract).await?;
    let pages = hub.pages_of(contract, &snapshot.state).await?;
    let found = number
        .checked_sub(1)
        .and_then(|index| pages.images.get(index as usize));
    found.cloned().ok_or_else(|| Problem::new("not_ready"))
}
