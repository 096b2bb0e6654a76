//! What lists show of an organisation.

use super::state::{MemberStanding, OrganisationState, Standing};
use crate::aggregate::Projection;
use crate::ids::{AccountId, StreamId};
use crate::personal::Personal;
use serde_json::json;

/// Owner of the rows that belong to the platform's reviewers together, not to one account.
pub const PLATFORM: AccountId = AccountId(uuid::Uuid::nil());

/// One row for every account that belongs to it: the switch at the top left. And one for the platform's reviewers
/// while it waits for them.
pub(super) fn projections(stream: &StreamId, state: &OrganisationState) -> Vec<Projection> {
    let waits = (state.standing == Standing::UnderReview).then(|| Projection {
        list: "organisation_reviews",
        owner: PLATFORM,
        sort_at: state.registered_at,
        state: "",
        found_by: Vec::new(),
        filed: None,
        row: json!({
            "id": stream.id,
            "name": state.name,
            "credit_code": state.credit_code,
            "legal_representative": state.legal_representative.as_ref().map(Personal::text),
            "by_authority": state.legal_representative_member.is_none(),
        }),
    });
    let rows = state
        .members
        .values()
        .filter(|member| member.standing == MemberStanding::Active)
        .filter_map(|member| {
            Some(Projection {
                list: "organisations",
                owner: member.account?,
                sort_at: state.registered_at,
                state: "",
                found_by: Vec::new(),
                filed: None,
                row: json!({
                    "id": stream.id,
                    "name": state.name,
                    "standing": state.standing,
                    "super_administrator": state.super_administrator == Some(member.no),
                }),
            })
        });
    rows.chain(waits).collect()
}
