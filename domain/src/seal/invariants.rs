//! What holds in every state of a seal.

use super::kind::{SealKind, SealOwner};
use super::state::{MadeSeal, SealStanding, SealState};

/// Names of those that do not hold.
pub fn broken(state: &SealState) -> Vec<&'static str> {
    let Some(made) = &state.made else {
        return Vec::new();
    };
    let checks = [
        (
            kind_fits_owner(made),
            "personal seals are a person's, all others an organisation's",
        ),
        (
            made.kind.is_granted() || state.grants.is_empty(),
            "one person's seal has no holders",
        ),
        (
            was_in_use(state)
                || (state.grants.is_empty() && state.permits.is_empty() && state.spent.is_empty()),
            "nobody held or used it before it came into use",
        ),
        (
            state.permits.keys().all(|act| !state.spent.contains(act)),
            "a permit is open or spent",
        ),
        (
            state.standing != SealStanding::InUse || state.record.is_some(),
            "in use only with a signed record",
        ),
    ];
    checks
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, name)| name)
        .collect()
}

fn kind_fits_owner(made: &MadeSeal) -> bool {
    matches!(made.owner, SealOwner::Person(_)) == (made.kind == SealKind::Personal)
}

fn was_in_use(state: &SealState) -> bool {
    state.record.is_some()
}
