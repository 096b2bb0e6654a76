//! What is shown of an exhibition: everything to its staff, to visitors the floor and what is their own.

use super::sees_people;
use crate::http::me::masked;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::floor::Occupancy;
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{Concluded, ExhibitionState, Exhibitor};
use domain::exhibition::statistics::Statistics;
use domain::exhibition::view::{Counts, missing};
use domain::ids::{AccountId, ContractId};
use domain::personal::Personal;
use serde_json::{Value, json};

/// Phone numbers stay masked.
pub(super) fn of(giver: &Giver, state: &ExhibitionState, account: AccountId) -> Value {
    let roles = state.staff.get(&account);
    let is_staff = roles.is_some();
    let sees_people = sees_people(state, account);
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
        .map(|(no, hall)| json!({"no": no, "name": hall.name, "plan": hall.plan}))
        .collect();
    let mut all = json!({
        "details": founded.map(|founded| &founded.details),
        "stage": state.stage,
        "roles": roles,
        "halls": halls,
        "booths": booths,
        "exhibitors": exhibitors,
    });
    all["offers"] = state
        .offers
        .iter()
        .map(|(no, offered)| {
            let offer = &offered.offer;
            json!({
                "no": no, "name": offer.name, "with_booth": offer.with_booth, "on": offered.on,
                "sealing": offer.sealing, "deposit": offer.deposit,
            })
        })
        .collect();
    let contracts = state.contracts.iter();
    all["contracts"] = contracts
        .filter(|(_, known)| state.exhibitors.get(&known.by).is_some_and(&shown))
        .map(|(id, known)| contract(*id, known))
        .collect();
    if is_staff {
        all["organiser"] = json!(founded.map(|founded| founded.organiser));
        all["counts"] = json!(Counts::of(state));
        all["statistics"] = json!(statistics(giver, state, account));
        let sentence = |code: &str| giver.problem(Problem::new(code)).sentence();
        let missing = missing(state).into_iter();
        all["missing"] = missing
            .map(|code| json!({"code": code, "message": sentence(code)}))
            .collect();
    }
    all
}

/// Amounts are for those who deal with them, and for all where the host lets the hall see them.
pub(super) fn statistics(giver: &Giver, state: &ExhibitionState, account: AccountId) -> Statistics {
    let all = Statistics::of(state, giver.hub.clock.now());
    let founded = state.founded.as_ref();
    let is_shown = founded.is_some_and(|founded| founded.details.show_amounts);
    if is_shown || state.may(account, Duty::Money) {
        all
    } else {
        all.without_amounts()
    }
}

/// Who holds a booth, and until when, is told to whom the holder may be told.
fn occupancy(occupancy: &Occupancy, is_known: bool) -> Value {
    let mut shown = json!(occupancy);
    if let (Some(shown), false) = (shown.as_object_mut(), is_known) {
        shown.retain(|name, _| name == "is");
    }
    shown
}

fn contract(id: ContractId, known: &Concluded) -> Value {
    json!({
        "contract": id,
        "exhibitor": known.by,
        "number": known.number,
        "booth": known.booth,
        "lost": known.lost,
        "entered": known.entered,
        "signed": known.signed,
        "ended": known.ended,
        "deposit": known.deposit.as_ref().map(|(deposit, at)| json!({"deposit": deposit, "at": at})),
    })
}

fn exhibitor(no: ExhibitorNo, known: &Exhibitor) -> Value {
    json!({
        "no": no,
        "company": known.company,
        "contact": Personal::text(&known.contact),
        "phone_masked": masked(Personal::text(&known.phone)),
        "credit_code": known.likeness.credit_code,
        "like": known.like,
        "standing": known.standing,
        "applied": known.applied,
        "persons": known.persons(),
    })
}
