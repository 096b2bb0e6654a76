//! What is shown of an exhibition: everything to its staff, to visitors the floor and what is their own.

use crate::http::me::masked;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::floor::Occupancy;
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{ExhibitionState, Exhibitor};
use domain::exhibition::view::{Counts, missing};
use domain::ids::AccountId;
use domain::personal::Personal;
use serde_json::{Value, json};

/// Exhibitors with their contacts are for those who deal with them; phone numbers stay masked.
pub(super) fn of(giver: &Giver, state: &ExhibitionState, account: AccountId) -> Value {
    let roles = state.staff.get(&account);
    let is_staff = roles.is_some();
    let sees_people = [Duty::Exhibitors, Duty::Booths, Duty::Door, Duty::Money]
        .into_iter()
        .any(|duty| state.may(account, duty));
    let shown = |known: &Exhibitor| sees_people || known.account == Some(account);
    let founded = state.founded.as_ref();
    let exhibitors: Vec<Value> = state
        .exhibitors
        .iter()
        .filter(|(_, known)| shown(known))
        .map(|(no, known)| exhibitor(*no, known))
        .collect();
    let booths: Vec<Value> = state
        .booths
        .iter()
        .map(|(no, booth)| {
            let by = booth.occupancy.exhibitor();
            let who = by
                .and_then(|by| state.exhibitors.get(&by))
                .filter(|known| shown(known));
            json!({
                "no": no,
                "plan": booth.plan,
                "occupancy": occupancy(&booth.occupancy, who.is_some()),
                "company": who.map(|known| known.company.as_str()),
            })
        })
        .collect();
    let halls = state.halls.iter();
    let halls: Vec<Value> = halls
        .map(|(no, hall)| json!({"no": no, "name": hall.name}))
        .collect();
    let mut all = json!({
        "details": founded.map(|founded| &founded.details),
        "stage": state.stage,
        "roles": roles,
        "halls": halls,
        "booths": booths,
        "exhibitors": exhibitors,
    });
    if is_staff {
        all["organiser"] = json!(founded.map(|founded| founded.organiser));
        all["counts"] = json!(Counts::of(state));
        all["offers"] = state
            .offers
            .iter()
            .map(|(no, (offer, on))| json!({"no": no, "name": offer.name, "with_booth": offer.with_booth, "on": on}))
            .collect();
        let sentence = |code: &str| giver.problem(Problem::new(code)).sentence();
        let missing = missing(state).into_iter();
        all["missing"] = missing
            .map(|code| json!({"code": code, "message": sentence(code)}))
            .collect();
    }
    all
}

/// Who holds a booth, and until when, is told to whom the holder may be told.
fn occupancy(occupancy: &Occupancy, is_known: bool) -> Value {
    let mut shown = json!(occupancy);
    if let (Some(shown), false) = (shown.as_object_mut(), is_known) {
        shown.retain(|name, _| name == "is");
    }
    shown
}

fn exhibitor(no: ExhibitorNo, known: &Exhibitor) -> Value {
    let persons: u32 = known.scans.values().map(|persons| u32::from(*persons)).sum();
    json!({
        "no": no,
        "company": known.company,
        "contact": Personal::text(&known.contact),
        "phone_masked": masked(Personal::text(&known.phone)),
        "credit_code": known.likeness.credit_code,
        "like": known.like,
        "standing": known.standing,
        "applied": known.applied,
        "persons": persons,
    })
}
