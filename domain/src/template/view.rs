//! What lists show of a template.

use super::state::TemplateState;
use crate::aggregate::Projection;
use crate::contract::sending_organisation::shelf_of_organisation;
use crate::ids::StreamId;
use serde_json::json;

/// The list of a person's templates, or of an organisation's under its shelf.
pub const TEMPLATES: &str = "templates";

/// One row for the owner: enough to draw its card.
pub(super) fn projections(stream: &StreamId, state: &TemplateState) -> Vec<Projection> {
    let Some(made) = &state.made else {
        return Vec::new();
    };
    let content = &made.latest.content;
    vec![Projection {
        list: TEMPLATES,
        owner: match &made.keeper {
            Some(keeper) => shelf_of_organisation(keeper.organisation),
            None => made.owner,
        },
        sort_at: made.changed_at,
        state: if made.enabled { "enabled" } else { "disabled" },
        found_by: vec![made.name.clone()],
        filed: None,
        row: json!({
            "id": stream.id,
            "name": made.name,
            "folder": made.folder,
            "enabled": made.enabled,
            "version": made.latest.no,
            "pages": content.pages,
            "cover": content.cover,
            "roles": content.roles,
            "keeper": made.keeper,
            "changed_at": made.changed_at,
        }),
    }]
}
