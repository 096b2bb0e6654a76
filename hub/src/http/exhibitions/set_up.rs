//! What the host sets up: data, people, offers and quota, and the stages from preparing to archived.

use super::{Place, find, give};
use crate::contract_for_visitor::parts_of;
use crate::http::drafts::DraftBody;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::sign_in::{account_of, checked_phone};
use crate::http::templates;
use actix_web::{HttpResponse, web};
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::contract_form::exhibitor_part;
use domain::exhibition::event::{DepositTerm, Details, Offer, Sealing};
use domain::exhibition::staff::{Duty, StaffRole};
use domain::ids::{AccountId, TemplateId};
use serde::Deserialize;
use std::collections::BTreeSet;

/// `PUT /exhibitions/{exhibition}`.
pub async fn change(
    giver: Giver,
    place: web::Path<Place>,
    details: web::Json<Details>,
) -> Result<HttpResponse, Problem> {
    let details = details.into_inner();
    give(&giver, place.exhibition, ExhibitionCommand::Change { details }).await
}

#[derive(Deserialize)]
pub struct Staffing {
    #[serde(flatten)]
    who: Worker,
    roles: BTreeSet<StaffRole>,
}

/// Somebody by the own number, or one of those who work here already.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Worker {
    Phone(String),
    Account(AccountId),
}

/// `PUT /exhibitions/{exhibition}/staff`: what this person does here from now on; nothing: `[]`.
pub async fn staff(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Staffing>,
) -> Result<HttpResponse, Problem> {
    let (host, state) = find(&giver, place.exhibition).await?;
    // An account is opened for the number only by somebody who may give it work.
    if !state.may(host, Duty::SetUp) {
        return Err(giver.problem(Problem::new("not_allowed")));
    }
    let Staffing { who, roles } = body.into_inner();
    let account = async {
        match who {
            Worker::Phone(phone) => account_of(&giver.hub, &checked_phone(&phone)?).await,
            Worker::Account(account) if state.staff.contains_key(&account) => Ok(account),
            Worker::Account(_) => Err(Problem::new("exhibition_part_unknown")),
        }
    };
    let account = account.await.map_err(|problem| giver.problem(problem))?;
    give(
        &giver,
        place.exhibition,
        ExhibitionCommand::Staff { account, roles },
    )
    .await
}

#[derive(Deserialize)]
pub struct Quota {
    quota: u32,
}

/// `PUT /exhibitions/{exhibition}/quota`: how many contracts can be concluded here.
pub async fn quota(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Quota>,
) -> Result<HttpResponse, Problem> {
    let Quota { quota } = body.into_inner();
    give(&giver, place.exhibition, ExhibitionCommand::SetQuota { quota }).await
}

#[derive(Deserialize)]
pub struct NewOffer {
    name: String,
    template: TemplateId,
    with_booth: bool,
    #[serde(default)]
    deposit: Option<DepositTerm>,
}

/// `POST /exhibitions/{exhibition}/offers`: a template that exhibitors sign here, in its present version.
pub async fn offer(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<NewOffer>,
) -> Result<HttpResponse, Problem> {
    find(&giver, place.exhibition).await?;
    let offer = body.into_inner();
    let (made, body) = templates::with_body(&giver, offer.template).await?;
    if !made.enabled {
        return Err(giver.problem(Problem::new("template_disabled").with("name", &made.name)));
    }
    let sealing = sealing(&body).map_err(|problem| giver.problem(problem))?;
    let offer = Offer {
        name: offer.name,
        template: templates::as_quoted(offer.template, &made.latest),
        sealing,
        with_booth: offer.with_booth,
        deposit: offer.deposit,
    };
    give(&giver, place.exhibition, ExhibitionCommand::Offer { offer }).await
}

/// How our side of a template is signed, where exhibitors can sign it at all.
fn sealing(template: &DraftBody) -> Result<Sealing, Problem> {
    if template.policy.course.is_live() {
        return Err(Problem::new("sign_code_needs_ordinary"));
    }
    if exhibitor_part(&parts_of(template)).is_none() {
        return Err(Problem::new("exhibition_offer_needs_exhibitor"));
    }
    let auto = template.parties.iter().find_map(|party| party.auto);
    Ok(match auto {
        Some(auto) => Sealing::Automatic { seal: auto.seal },
        None => Sealing::Review,
    })
}

/// `POST /exhibitions/{exhibition}/open`.
pub async fn open(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, place.exhibition, ExhibitionCommand::Open).await
}

/// `POST /exhibitions/{exhibition}/close`.
pub async fn close(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, place.exhibition, ExhibitionCommand::Close).await
}

/// `POST /exhibitions/{exhibition}/archive`.
pub async fn archive(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, place.exhibition, ExhibitionCommand::Archive).await
}
