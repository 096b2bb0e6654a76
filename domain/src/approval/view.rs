//! What lists show of an approval.

use super::state::{ApprovalState, Outcome};
use super::step::Request;
use crate::aggregate::Projection;
use crate::ids::{AccountId, StreamId};
use crate::seal::view::rows_of;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Runs that somebody asked for.
pub const REQUESTED: &str = "approvals_requested";
/// Runs in which somebody has acted.
pub const HANDLED: &str = "approvals_handled";
/// Runs of an organisation; pending ones say whom they ask, in the words of [`super::asking::Waiting`].
pub const OF_ORGANISATION: &str = "approvals";
/// Runs about one subject, by the subject's id.
pub const OF_SUBJECT: &str = "approvals_of_subject";

/// Owner of the rows about one subject: not an account, and no account has this id.
pub fn about(subject: Uuid) -> AccountId {
    AccountId(subject)
}

pub(super) fn projections(stream: &StreamId, state: &ApprovalState) -> Vec<Projection> {
    let Some(request) = &state.request else {
        return Vec::new();
    };
    let shown = summary(stream, state, request);
    let row = |list: &'static str, owner: AccountId, row: Value| Projection {
        list,
        owner,
        sort_at: state.requested_at,
        state: state.outcome.word(),
        found_by: vec![request.title.text().to_owned()],
        filed: None,
        row,
    };
    let acted: BTreeSet<AccountId> = state.deeds.iter().map(|deed| deed.actor.account).collect();
    let mut rows = vec![
        row(REQUESTED, request.account, shown.clone()),
        row(OF_SUBJECT, about(request.subject.id), shown.clone()),
    ];
    rows.extend(
        acted
            .into_iter()
            .map(|account| row(HANDLED, account, shown.clone())),
    );
    let mut of_organisation = shown;
    if let Some(waiting) = state.waiting() {
        of_organisation["waiting"] = json!(waiting);
    }
    rows.push(row(
        OF_ORGANISATION,
        rows_of(request.organisation),
        of_organisation,
    ));
    rows
}

fn summary(stream: &StreamId, state: &ApprovalState, request: &Request) -> Value {
    json!({
        "id": stream.id,
        "organisation": request.organisation,
        "act": request.subject.act,
        "subject": request.subject,
        "title": request.title.text(),
        "requester": request.requester,
        "account": request.account,
        "requested_at": state.requested_at,
        "until": request.until,
        "outcome": state.outcome.word(),
        "step": state.done.saturating_add(usize::from(state.outcome == Outcome::Pending)),
        "steps": state.steps.len(),
    })
}
