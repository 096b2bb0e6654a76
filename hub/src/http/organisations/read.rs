//! `GET /organisations/{organisation}`: the organisation as one of its members may see it.

use crate::http::access::Visitor;
use crate::http::me::masked;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::event::MemberNo;
use domain::organisation::letter::{KeptLetter, LetterNo};
use domain::organisation::permission::{FIRST_OWN_ROLE, Module, Permission};
use domain::organisation::state::{Member, MemberStanding, OrganisationState};
use domain::personal::Personal;
use serde_json::{Value, json};

pub async fn read(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let state = hub.organisation_state(*organisation).await?;
    Ok(HttpResponse::Ok().json(view(*organisation, &state, account)))
}

/// What this member is shown. A module without its right is left out, not shown empty.
fn view(organisation: OrganisationId, state: &OrganisationState, account: AccountId) -> Value {
    let may = |permission| state.may(account, permission);
    let own = state.active_member(account).map(|member| member.no);
    let rights: Vec<Permission> = Permission::ALL.into_iter().filter(|right| may(*right)).collect();
    let mut view = json!({
        "id": organisation,
        "name": state.name,
        "earlier_names": state.earlier_names,
        "credit_code": state.credit_code,
        "legal_representative": state.legal_representative.as_ref().map(Personal::text),
        "standing": state.standing,
        "refusal": state.refusal,
        "dissolves_at": state.dissolves_at,
        "super_administrator": name_of(state, state.super_administrator),
        "me": {
            "member": own,
            "super_administrator": state.is_super_administrator(account),
            "legal_representative": own.is_some() && state.legal_representative_member == own,
            "rights": rights,
        },
        "services": services(state),
        "proposed_super_administrator": name_of(state, state.proposed_super_administrator),
    });
    let places = may(Permission::ManageMembers) || may(Permission::ManageRoles);
    if places {
        view["departments"] = departments(state);
        view["roles"] = roles(state);
        view["permission_tree"] = permission_tree();
    }
    if may(Permission::ManageMembers) {
        view["members"] = members(state);
    }
    view["letters"] = state
        .letters
        .iter()
        .filter(|(_, kept)| state.shows_letter(account, &kept.letter))
        .map(|(no, kept)| letter(state, *no, kept))
        .collect();
    view
}

fn letter(state: &OrganisationState, no: LetterNo, kept: &KeptLetter) -> Value {
    json!({
        "no": no,
        "member": name_of(state, Some(kept.letter.member)),
        "acts": kept.letter.scope.acts,
        "contract_types": kept.letter.scope.contract_types,
        "seals": kept.letter.scope.seals,
        "from": kept.letter.from,
        "until": kept.letter.until,
        "document": kept.letter.document,
        "state": kept.standing,
    })
}

fn name_of(state: &OrganisationState, no: Option<MemberNo>) -> Value {
    no.and_then(|no| state.members.get(&no)).map_or(
        Value::Null,
        |member| json!({"no": member.no, "name": member.name.text()}),
    )
}

fn services(state: &OrganisationState) -> Value {
    state
        .services
        .iter()
        .map(|(service, switched)| {
            let by = match switched.by {
                Caller::Account(account) => name_of_account(state, account),
                _ => None,
            };
            json!({"service": service, "on": switched.on, "at": switched.at, "by": by})
        })
        .collect()
}

/// Whoever has this account here, also after leaving.
fn name_of_account(state: &OrganisationState, account: AccountId) -> Option<&str> {
    let mut members = state.members.values();
    let member = members.find(|member| member.account == Some(account));
    member.map(|member| member.name.text())
}

fn departments(state: &OrganisationState) -> Value {
    state
        .departments
        .iter()
        .map(|(no, department)| json!({"no": no, "name": department.name, "parent": department.parent, "head": department.head}))
        .collect()
}

/// The tree that rights are given in, branch by branch.
fn permission_tree() -> Value {
    let branch = |module: Module| {
        let permissions: Vec<_> = module.permissions().collect();
        json!({"module": module, "permissions": permissions})
    };
    Module::ALL.into_iter().map(branch).collect()
}

fn roles(state: &OrganisationState) -> Value {
    state
        .roles
        .iter()
        .map(|(no, role)| {
            json!({
                "no": no,
                "name": role.name,
                "description": role.description,
                "permissions": role.permissions,
                "scope": role.scope,
                "enabled": role.enabled,
                "built_in": no.0 < FIRST_OWN_ROLE,
            })
        })
        .collect()
}

fn members(state: &OrganisationState) -> Value {
    let shown = state
        .members
        .values()
        .filter(|member| member.standing != MemberStanding::Left);
    shown.map(|member| row(state, member)).collect()
}

fn row(state: &OrganisationState, member: &Member) -> Value {
    json!({
        "no": member.no,
        "name": member.name.text(),
        "phone_masked": member.phone.as_ref().and_then(Personal::value).map(masked),
        "standing": member.standing,
        "departments": member.placement.departments,
        "roles": member.placement.roles,
        "superior": member.superior,
        "super_administrator": state.super_administrator == Some(member.no),
        "legal_representative": state.legal_representative_member == Some(member.no),
    })
}
