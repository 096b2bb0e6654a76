//! Exhibitors 参展商: applications, whole lists, reviews, and the door.

use super::{ExhibitorPlace, Place, find, give};
use crate::documents;
use crate::http::drafts::upload::read_limited;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::sign_in::checked_phone;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::exhibition::command::{Application, ExhibitionCommand};
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::staff::Duty;
use domain::hash::Sha256Hash;
use domain::organisation::credit_code::CreditCode;
use serde::Deserialize;
use serde_json::json;

/// Longest list, in bytes.
const MOST_BYTES: u64 = 4 << 20;

#[derive(Deserialize)]
pub struct Form {
    company: String,
    #[serde(default)]
    credit_code: Option<String>,
    contact: String,
    phone: String,
}

impl Form {
    fn read(self, hub: &Hub) -> Result<Application, Problem> {
        let phone = checked_phone(&self.phone)?;
        let code = self.credit_code.filter(|code| !code.trim().is_empty());
        let code = code.map(|code| CreditCode::parse(code.trim())).transpose();
        Ok(Application {
            company: self.company,
            credit_code: code.map_err(|_| Problem::new("credit_code_wrong"))?,
            contact: self.contact,
            phone_hash: Sha256Hash::of_parts(&[b"exhibitor\0", &hub.lookup_key, phone.as_bytes()]),
            phone,
        })
    }
}

/// `POST /exhibitions/{exhibition}/exhibitors`: a company applies, or staff enters it.
pub async fn apply(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Form>,
) -> Result<HttpResponse, Problem> {
    let read = body.into_inner().read(&giver.hub);
    let application = read.map_err(|problem| giver.problem(problem))?;
    give(&giver, place.exhibition, ExhibitionCommand::Apply(application)).await
}

/// `POST /exhibitions/{exhibition}/exhibitors/sheet`: a list from XLSX or CSV as rows of text. Nothing is kept: the page
/// shows what is wrong with which row, and sends the companies themselves.
pub async fn sheet(
    giver: Giver,
    place: web::Path<Place>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    if !state.may(account, Duty::Exhibitors) {
        return Err(giver.problem(Problem::new("not_allowed")));
    }
    let rows = async { documents::sheet_rows(&giver.hub, read_limited(payload, MOST_BYTES).await?).await };
    let rows = rows.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(json!({"rows": rows})))
}

/// `POST /exhibitions/{exhibition}/exhibitors/list`: many companies at once, all or none; a row that cannot be read is
/// told by its number.
pub async fn import(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Vec<Form>>,
) -> Result<HttpResponse, Problem> {
    let mut rows = Vec::new();
    for (row, form) in (1..).zip(body.into_inner()) {
        let read = form.read(&giver.hub);
        rows.push(read.map_err(|problem| giver.problem(problem.with("row", row)))?);
    }
    give(&giver, place.exhibition, ExhibitionCommand::Import(rows)).await
}

#[derive(Deserialize)]
pub struct Review {
    accept: bool,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /exhibitions/{exhibition}/exhibitors/{exhibitor}/review`.
pub async fn review(
    giver: Giver,
    place: web::Path<ExhibitorPlace>,
    body: web::Json<Review>,
) -> Result<HttpResponse, Problem> {
    let Review { accept, reason } = body.into_inner();
    let command = ExhibitionCommand::Review {
        no: ExhibitorNo(place.exhibitor),
        accept,
        reason,
    };
    give(&giver, place.exhibition, command).await
}

#[derive(Deserialize)]
pub struct Arrival {
    /// Chosen by the scanning device for one scan, so that a scan that is sent twice counts once.
    nonce: String,
    persons: u16,
}

/// `POST /exhibitions/{exhibition}/exhibitors/{exhibitor}/check-in`.
pub async fn check_in(
    giver: Giver,
    place: web::Path<ExhibitorPlace>,
    body: web::Json<Arrival>,
) -> Result<HttpResponse, Problem> {
    let command = ExhibitionCommand::CheckIn {
        no: ExhibitorNo(place.exhibitor),
        nonce: Sha256Hash::of(body.nonce.as_bytes()),
        persons: body.persons,
    };
    give(&giver, place.exhibition, command).await
}
