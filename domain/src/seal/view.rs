//! What lists show of a seal.

use super::kind::SealOwner;
use super::state::{MadeSeal, Refused, SealStanding, SealState};
use crate::aggregate::Projection;
use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::organisation::view::PLATFORM;
use serde_json::{Value, json};

/// The list of an owner's seals.
pub const SEALS: &str = "seals";
/// What waits for the platform's reviewers.
pub const REVIEWS: &str = "seal_reviews";
/// Seals of organisations that somebody holds.
pub const HELD: &str = "held_seals";

/// Owner of the rows that belong to an organisation: not an account, and no account has this id.
pub fn rows_of(organisation: OrganisationId) -> AccountId {
    AccountId(organisation.0)
}

/// One row for the owner, one for every holder, and one for the platform's reviewers while it waits for them.
pub(super) fn projections(stream: &StreamId, state: &SealState) -> Vec<Projection> {
    let Some(made) = &state.made else {
        return Vec::new();
    };
    let row = |list: &'static str, owner: AccountId, row: Value| Projection {
        list,
        owner,
        sort_at: made.at,
        state: "",
        found_by: Vec::new(),
        filed: None,
        row,
    };
    let shown = summary(stream, state, made);
    let owner = match made.owner {
        SealOwner::Organisation(organisation) => rows_of(organisation),
        SealOwner::Person(person) => person,
    };
    let mut rows = vec![row(SEALS, owner, shown.clone())];
    if state.standing == SealStanding::UnderReview {
        rows.push(row(REVIEWS, PLATFORM, shown.clone()));
    }
    if matches!(state.standing, SealStanding::InUse | SealStanding::Disabled) {
        let held = state.grants.values().filter(|grant| grant.withdrawn.is_none());
        rows.extend(held.map(|grant| {
            let mut shown = shown.clone();
            shown["from"] = json!(grant.from);
            shown["until"] = json!(grant.until);
            row(HELD, grant.account, shown)
        }));
    }
    rows
}

/// The seal in a list: enough to draw its card and to say who must act.
fn summary(stream: &StreamId, state: &SealState, made: &MadeSeal) -> Value {
    json!({
        "id": stream.id,
        "owner": made.owner,
        "kind": made.kind,
        "name": made.name,
        "source": made.source,
        "artwork": made.picture.artwork,
        "width": made.picture.width,
        "height": made.picture.height,
        "standing": state.standing,
        "review_due": made.review_due,
        "made_at": made.at,
        "refusal": match &state.refused {
            Some(Refused::Because(reason)) => Some(reason),
            _ => None,
        },
        "refusal_code": match &state.refused {
            Some(Refused::Code(code)) => Some(code),
            _ => None,
        },
        "needs_approval": state.needs_approval,
        "uses": state.uses,
    })
}
