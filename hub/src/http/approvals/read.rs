//! `GET /organisations/{organisation}/approvals/{approval}`: where it stands, who is asked, and what happened so far.

use super::pages::pages_of;
use super::{Found, Place, find};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::seals::read::name_of;
use actix_web::{HttpResponse, web};
use domain::approval::state::{Deed, DeedKind, Outcome};
use domain::approval::step::{Asked, Step};
use domain::organisation::event::{DepartmentNo, MemberNo, RoleNo};
use domain::organisation::state::OrganisationState;
use serde_json::{Value, json};

pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let found = find(&giver, *place).await?;
    let Found { run, request, .. } = &found;
    let (run, state) = (&run.state, found.organisation());
    let account = giver.account()?;
    let me = state.active_member(account).map(|member| member.no);
    let now = giver.hub.clock.now();
    let waiting = run.waiting();
    let asked = waiting
        .as_ref()
        .map(|waiting| waiting.asked(state, now))
        .unwrap_or_default();
    let due = waiting
        .as_ref()
        .map(|waiting| waiting.due(state, now))
        .unwrap_or_default();
    let mine = due.iter().find(|asking| Some(asking.member) == me);
    let others = |members: &[MemberNo], acting: MemberNo| -> Vec<String> {
        let others = members.iter().filter(|no| **no != acting);
        others.map(|no| name_of(state, *no)).collect()
    };
    let people: Vec<Value> = asked
        .iter()
        .map(|asking| {
            json!({
                "no": asking.member,
                "name": name_of(state, asking.member),
                "instead_of": others(&asking.for_members, asking.member),
                "done": waiting.as_ref().is_some_and(|waiting| waiting.is_done(asking)),
                "due": due.contains(asking),
            })
        })
        .collect();
    let pages = match pages_of(&giver.hub, &request.subject).await {
        Ok(pages) => json!(pages.images.len()),
        Err(_) => Value::Null,
    };
    Ok(HttpResponse::Ok().json(json!({
        "id": place.approval,
        "organisation": place.organisation,
        "organisation_name": state.name,
        "act": request.subject.act,
        "subject": request.subject,
        "title": request.title.text(),
        "flow": state.flows.get(&request.flow).map(|kept| kept.flow.name.clone()),
        "requester": {"no": request.requester, "name": name_of(state, request.requester)},
        "requested_at": run.requested_at,
        "until": request.until,
        "outcome": run.outcome,
        "ended_at": run.ended_at,
        "done": run.done,
        "steps": run.steps.iter().map(|step| step_of(state, step)).collect::<Vec<_>>(),
        "people": people,
        "history": run.deeds.iter().map(|deed| deed_of(state, deed)).collect::<Vec<_>>(),
        "pages": pages,
        "me": {
            "requester": request.account == account,
            "due": mine.is_some(),
            "instead_of": mine.map(|asking| others(&asking.for_members, asking.member)),
            "may_withdraw": request.account == account && matches!(run.outcome, Outcome::Pending | Outcome::Passed),
            "may_remind": request.account == account && run.outcome == Outcome::Pending,
        },
    })))
}

/// A step in words: consent, and whom it asks by their names of today.
fn step_of(state: &OrganisationState, step: &Step) -> Value {
    let asked: Vec<Value> = step.asked.iter().map(|asked| asked_of(state, *asked)).collect();
    json!({"consent": step.consent, "asked": asked})
}

fn asked_of(state: &OrganisationState, asked: Asked) -> Value {
    let role = |no: RoleNo| state.roles.get(&no).map(|role| role.name.clone());
    let department = |no: DepartmentNo| {
        state
            .departments
            .get(&no)
            .map(|department| department.name.clone())
    };
    match asked {
        Asked::Member(no) => json!({"kind": "member", "name": name_of(state, no)}),
        Asked::Role(no) => json!({"kind": "role", "name": role(no)}),
        Asked::DepartmentHead(no) => json!({"kind": "department_head", "name": department(no)}),
        Asked::RequestersHead => json!({"kind": "requesters_head"}),
        Asked::Superior => json!({"kind": "superior"}),
        Asked::SuperAdministrator => json!({"kind": "super_administrator"}),
    }
}

fn deed_of(state: &OrganisationState, deed: &Deed) -> Value {
    let actor = &deed.actor;
    let others = actor.for_members.iter().filter(|no| **no != actor.member);
    let (kind, to) = match deed.kind {
        DeedKind::Passed => ("passed", None),
        DeedKind::SentBack => ("sent_back", None),
        DeedKind::Refused => ("refused", None),
        DeedKind::Delegated(to) => ("delegated", Some(name_of(state, to))),
        DeedKind::StepAdded => ("step_added", None),
    };
    json!({
        "at": deed.at,
        "step": deed.step,
        "kind": kind,
        "to": to,
        "name": name_of(state, actor.member),
        "instead_of": others.map(|no| name_of(state, *no)).collect::<Vec<_>>(),
        "words": deed.words,
    })
}
