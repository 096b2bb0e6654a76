//! What follows from a template's events.

use super::event::{Content, Role};
use super::keeper::Keeper;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, TemplateId};
use crate::timestamp::Timestamp;
use std::collections::BTreeSet;

/// Most parties of a contract.
const MOST_ROLES: usize = 50;

/// A version with the line that it stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// From 1.
    pub no: u32,
    pub content: Content,
    pub at: Timestamp,
    pub seq: u64,
    /// SHA-256 of the line.
    pub hash: Sha256Hash,
}

/// A template that is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeTemplate {
    /// Whoever made it; it is theirs where it is no organisation's.
    pub owner: AccountId,
    /// Present where it belongs to an organisation.
    pub keeper: Option<Keeper>,
    pub name: String,
    /// At the top where there is none.
    pub folder: Option<String>,
    pub enabled: bool,
    pub copy_of: Option<TemplateId>,
    /// What contracts are started from.
    pub latest: Version,
    /// Versions before it, oldest first.
    pub earlier: Vec<Version>,
    /// When it was last changed in any way.
    pub changed_at: Timestamp,
}

/// `made` is nothing before the first event and after the template is deleted.
#[derive(Clone, Debug, Default)]
pub struct TemplateState {
    pub made: Option<MadeTemplate>,
    pub deleted: bool,
}

/// Roles that a template can have: at least one, each with a label that no other has.
pub(super) fn are_roles(roles: &[Role]) -> bool {
    let labels: BTreeSet<&str> = roles.iter().map(|role| role.label.trim()).collect();
    (1..=MOST_ROLES).contains(&roles.len()) && labels.len() == roles.len() && !labels.contains("")
}

/// Names of invariants that do not hold.
pub(super) fn broken(state: &TemplateState) -> Vec<&'static str> {
    let Some(made) = &state.made else {
        return Vec::new();
    };
    let mut broken = Vec::new();
    let numbers = made
        .earlier
        .iter()
        .chain([&made.latest])
        .map(|version| version.no);
    if !numbers.eq(1..=made.latest.no) {
        broken.push("versions_count_from_one");
    }
    if state.deleted {
        broken.push("deleted_templates_are_gone");
    }
    if !are_roles(&made.latest.content.roles) {
        broken.push("roles_have_names_of_their_own");
    }
    broken
}
