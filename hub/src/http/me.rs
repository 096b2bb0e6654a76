//! `GET /me`: who the browser speaks for. Below it: what this person keeps here.

pub mod details;
pub mod face;
pub mod identity;
pub mod means;
pub mod organisation;
pub mod overview;
pub mod passkeys;
pub mod password;
pub mod phone;
pub mod saved_signature;
pub mod scan;
pub mod sessions;
pub mod sign_password;
pub mod step_up;
pub mod wechat;

use super::access::{Guest, Visitor};
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::ports::account_desk::LinkRole;
use serde_json::{Value, json};

pub async fn me(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = match visitor.account {
        None => Value::Null,
        Some(account) => {
            let state = hub.account_state(account).await?;
            json!({
                "id": account,
                "phone_masked": state.phone.as_ref().map(|phone| masked(phone.text())).unwrap_or_default(),
                "operator": visitor.operator,
                "organisation": organisation::chosen(&hub, account).await?,
            })
        }
    };
    let guest = match visitor.guest {
        None => Value::Null,
        Some(guest) => json!({
            "contract": guest.contract,
            "role": role_name(guest.role),
            "party": guest.party(),
            "verified": guest.verified && still_acts(&hub, &guest).await,
        }),
    };
    Ok(HttpResponse::Ok().json(json!({"account": account, "guest": guest})))
}

/// Of several who may sign for a party, another one may have come since: then the code is asked for again.
async fn still_acts(hub: &Hub, guest: &Guest) -> bool {
    match guest.role {
        LinkRole::OneOf { party, account } => hub.is_held_by(guest.contract, party, account).await,
        LinkRole::Party { .. } | LinkRole::Reader { .. } | LinkRole::Viewer | LinkRole::Stage => true,
    }
}

/// `138****5678`: enough to recognise one's own number.
pub fn masked(phone: &str) -> String {
    let characters: Vec<char> = phone.chars().collect();
    if characters.len() < 8 {
        return "*".repeat(characters.len());
    }
    let head: String = characters[..3].iter().collect();
    let tail: String = characters[characters.len() - 4..].iter().collect();
    format!("{head}****{tail}")
}

/// The role's name on the wire.
pub fn role_name(role: LinkRole) -> &'static str {
    match role {
        LinkRole::Party { .. } | LinkRole::OneOf { .. } => "party",
        LinkRole::Reader { .. } => "reader",
        LinkRole::Viewer => "viewer",
        LinkRole::Stage => "stage",
    }
}
