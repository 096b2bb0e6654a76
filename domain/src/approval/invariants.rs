//! What must hold in every state of an approval.

use super::state::{ApprovalState, Outcome};

/// Names of those that do not hold.
pub fn broken(state: &ApprovalState) -> Vec<&'static str> {
    let checks = [
        (
            outcome_follows_from_steps(state),
            "passed only after the last step",
        ),
        (used_has_its_line(state), "used exactly where a line says so"),
        (
            nothing_without_request(state),
            "nothing happens without a request",
        ),
    ];
    checks
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, name)| name)
        .collect()
}

fn outcome_follows_from_steps(state: &ApprovalState) -> bool {
    let all_done = state.done == state.steps.len() && state.request.is_some();
    match state.outcome {
        Outcome::Passed | Outcome::Used => all_done,
        Outcome::Pending => !all_done,
        _ => state.done <= state.steps.len(),
    }
}

fn used_has_its_line(state: &ApprovalState) -> bool {
    (state.outcome == Outcome::Used) == state.used.is_some()
}

fn nothing_without_request(state: &ApprovalState) -> bool {
    state.request.is_some() || (state.deeds.is_empty() && state.outcome == Outcome::Pending)
}
