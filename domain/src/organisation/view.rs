//! What lists show of an organisation.

use super::state::{MemberStanding, OrganisationState};
use crate::aggregate::Projection;
use crate::ids::StreamId;
use serde_json::json;

/// One row for every account that belongs to it: the switch at the top left.
pub(super) fn projections(stream: &StreamId, state: &OrganisationState) -> Vec<Projection> {
    state
        .members
        .values()
        .filter(|member| member.standing == MemberStanding::Active)
        .filter_map(|member| {
            Some(Projection {
                list: "organisations",
                owner: member.account?,
                sort_at: state.registered_at,
                row: json!({
                    "id": stream.id,
                    "name": state.name,
                    "standing": format!("{:?}", state.standing).to_lowercase(),
                    "super_administrator": state.super_administrator == Some(member.no),
                }),
            })
        })
        .collect()
}
