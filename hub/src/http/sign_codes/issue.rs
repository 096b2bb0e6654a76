//! Issuing a sign code, and switching it off and on.

use super::{Place as CodePlace, find};
use crate::http::drafts::create::send_for;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::sign_codes::conditions::{sender_of, unmet};
use crate::http::sign_in::checked_phone;
use crate::http::templates::{self, Place, as_quoted};
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::day::Day;
use domain::ids::{AccountId, SignCodeId};
use domain::sign_code::rules::{MOST_DAYS, MOST_NAMED};
use domain::sign_code::{Issued, Rules, SignCodeCommand, SignCodeRejection};
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

/// What a code is to allow. Left out: five contracts, seven days, seven days to sign, once each, anyone, one picture.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default = "five")]
    contracts: u32,
    /// How many days it stands after today.
    #[serde(default = "seven")]
    days: u16,
    #[serde(default = "seven")]
    days_to_sign: u16,
    #[serde(default)]
    repeats: bool,
    /// Telephone numbers of the people that it is for.
    #[serde(default)]
    phones: Option<Vec<String>>,
    /// Minutes after which the picture changes.
    #[serde(default)]
    rotates: Option<u16>,
}

fn five() -> u32 {
    5
}

fn seven() -> u16 {
    7
}

/// `POST /templates/{template}/sign-codes`: 201 with the code's id.
pub async fn issue(
    giver: Giver,
    place: web::Path<Place>,
    wanted: web::Json<Wanted>,
) -> Result<HttpResponse, Problem> {
    let (made, mut body) = templates::with_body(&giver, place.template).await?;
    let owner = giver.account()?;
    let issuing = async {
        let organisation = sender_of(&giver, &made).await?;
        if let Some(condition) = unmet(&giver.hub, made.enabled, &body, organisation)
            .await?
            .first()
        {
            return Err(Problem::new(condition.code()));
        }
        send_for(&giver.hub, owner, organisation, &mut body).await?;
        let rules = rules(&giver.hub, &wanted).await?;
        let issued = Issued {
            owner,
            organisation,
            template: as_quoted(place.template, &made.latest),
            template_name: made.name.clone(),
            rules,
        };
        let id = giver.command_id();
        let code = SignCodeId(id.0);
        let entity = giver.hub.sign_code(code);
        let mut envelope = entity.envelope(Caller::Account(owner), SignCodeCommand::Issue(issued));
        envelope.id = id;
        entity.send(envelope).await.map_err(Problem::from)?;
        Ok(code)
    };
    let code = issuing.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({"sign_code": code})))
}

async fn rules(hub: &Hub, wanted: &Wanted) -> Result<Rules, Problem> {
    let until = last_moment(hub, i64::from(wanted.days)).filter(|_| i64::from(wanted.days) <= MOST_DAYS);
    let named = match &wanted.phones {
        Some(phones) => Some(accounts_of(hub, phones).await?),
        None => None,
    };
    Ok(Rules {
        contracts: wanted.contracts,
        until: until.ok_or_else(|| Problem::refused(&SignCodeRejection::BadRules))?,
        days_to_sign: wanted.days_to_sign,
        repeats: wanted.repeats,
        named,
        rotates: wanted.rotates,
    })
}

/// 24:00 of the day that is so many days after today, where the hub's people are.
fn last_moment(hub: &Hub, days: i64) -> Option<Timestamp> {
    let offset = hub.config.ceremony.offset_minutes;
    Some(Day::of(hub.clock.now(), offset)?.plus(days)?.end(offset))
}

/// The accounts that own these numbers; each number once.
async fn accounts_of(hub: &Hub, phones: &[String]) -> Result<Vec<AccountId>, Problem> {
    if phones.len() > MOST_NAMED {
        return Err(Problem::refused(&SignCodeRejection::BadRules));
    }
    let phones: Result<BTreeSet<String>, Problem> = phones.iter().map(|phone| checked_phone(phone)).collect();
    let mut accounts = Vec::new();
    for phone in phones? {
        let fresh = AccountId(hub.clock.command_id().0);
        let account = hub
            .store
            .rows
            .account_of_phone(&hub.blind_index(&phone), fresh)
            .await;
        accounts.push(account.map_err(|e| Problem::internal("find an account", e))?);
    }
    Ok(accounts)
}

#[derive(Debug, Deserialize)]
pub struct Turn {
    on: bool,
}

/// `PUT /sign-codes/{code}/on`: 204. Contracts that were begun go on.
pub async fn turn(
    giver: Giver,
    place: web::Path<CodePlace>,
    turn: web::Json<Turn>,
) -> Result<HttpResponse, Problem> {
    find(&giver, place.code).await?;
    let entity = giver.hub.sign_code(place.code);
    let mut envelope = entity.envelope(
        Caller::Account(giver.account()?),
        SignCodeCommand::Turn { on: turn.on },
    );
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map_err(|refused| giver.problem(refused))?;
    Ok(HttpResponse::NoContent().finish())
}
