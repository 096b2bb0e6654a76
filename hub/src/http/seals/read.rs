//! Seals of an organisation as one of its members may see them.

use super::{Found, Place, find_at};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::event::MemberNo;
use domain::organisation::permission::Permission;
use domain::organisation::state::OrganisationState;
use domain::personal::Personal;
use domain::ports::event_log::ListQuery;
use domain::seal::kind::SealKind;
use domain::seal::state::{Grant, SealState};
use domain::seal::view;
use serde_json::{Value, json};
use std::sync::Arc;

/// An organisation has no more seals than this on one page.
const MOST: u32 = 500;

/// `GET /organisations/{organisation}/seals`: all of them for whoever manages them, else those that the caller holds.
pub async fn list(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let state = organisation_of(&giver, *organisation).await?;
    let log = &giver.hub.store.log;
    let rows = if sees_all(&state, &giver)? {
        log.list(&ListQuery::first(view::SEALS, view::rows_of(*organisation), MOST))
            .await
    } else {
        let held = log.list(&ListQuery::first(view::HELD, account, MOST)).await;
        held.map(|rows| {
            let of_this = json!({"organisation": *organisation});
            rows.into_iter().filter(|row| row["owner"] == of_this).collect()
        })
    };
    let rows: Vec<Value> = rows.map_err(|e| giver.problem(Problem::internal("list seals", e)))?;
    Ok(HttpResponse::Ok().json(rows))
}

/// `GET /organisations/{organisation}/seals/{seal}`: with its holders.
pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let found = find_at(&giver, *place).await?;
    let organisation = require_visible(&giver, *place, &found).await?;
    let Found { snapshot, made } = &found;
    let now = giver.hub.clock.now();
    let seal = &snapshot.state;
    let holders: Vec<Value> = seal
        .grants
        .iter()
        .map(|(no, grant)| {
            json!({
                "no": no,
                "member": grant.member,
                "name": name_of(&organisation, grant.member),
                "from": grant.from,
                "until": grant.until,
                "withdrawn": grant.withdrawn,
                "live": is_live(&organisation, grant, now),
                "ended": grant.has_ended(now),
            })
        })
        .collect();
    Ok(HttpResponse::Ok().json(json!({
        "id": place.seal,
        "kind": made.kind,
        "name": made.name,
        "source": made.source,
        "standing": seal.standing,
        "width": made.picture.width,
        "height": made.picture.height,
        "artwork": made.picture.artwork,
        "made_at": made.at,
        "review_due": made.review_due,
        "refusal": refusal(seal),
        "record": seal.record.map(|signed| signed.record),
        "valid_until": seal.record.map(|signed| signed.until),
        "needs_approval": seal.needs_approval,
        "uses": seal.uses,
        "holders": holders,
        "granted": made.kind.is_granted(),
        "super_administrator": organisation.super_administrator.map(|no| name_of(&organisation, no)),
    })))
}

/// The words or the code of a refusal.
pub(super) fn refusal(seal: &SealState) -> Value {
    use domain::seal::state::Refused::{Because, Code};
    match &seal.refused {
        None => Value::Null,
        Some(Because(words)) => json!({"words": words}),
        Some(Code(code)) => json!({"code": code}),
    }
}

/// Managers see every seal, the legal representative their own, holders what they hold; for others there is none.
pub(super) async fn require_visible(
    giver: &Giver,
    place: Place,
    found: &Found,
) -> Result<Arc<OrganisationState>, Problem> {
    let state = organisation_of(giver, place.organisation).await?;
    let account = giver.account()?;
    let member = state.active_member(account).map(|member| member.no);
    let now = giver.hub.clock.now();
    let holds = found.made.kind.is_granted() && found.snapshot.state.hold(account, member, now).is_some();
    let represents = found.made.kind == SealKind::LegalRepresentative
        && member.is_some()
        && state.legal_representative_member == member;
    if holds || represents || sees_all(&state, giver)? {
        Ok(state)
    } else {
        Err(giver.problem(Problem::new("seal_not_found")))
    }
}

fn sees_all(state: &OrganisationState, giver: &Giver) -> Result<bool, Problem> {
    Ok(state.may(giver.account()?, Permission::ManageSeals))
}

async fn organisation_of(
    giver: &Giver,
    organisation: OrganisationId,
) -> Result<Arc<OrganisationState>, Problem> {
    giver
        .hub
        .organisation_state(organisation)
        .await
        .map_err(|problem| giver.problem(problem))
}

/// A member's name, empty where it was erased.
pub(crate) fn name_of(state: &OrganisationState, no: MemberNo) -> String {
    let member = state.members.get(&no);
    member
        .map(|member| Personal::text(&member.name).to_owned())
        .unwrap_or_default()
}

/// Whether the grant counts now: its period, and that its holder is an active member.
fn is_live(state: &OrganisationState, grant: &Grant, now: domain::timestamp::Timestamp) -> bool {
    let is_member = state
        .active_member(grant.account)
        .is_some_and(|member| member.no == grant.member);
    is_member && grant.is_live(now)
}
