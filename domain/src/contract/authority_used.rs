//! Whose certificate or time-stamp stands in a document, where it is not simply the hub's own.

use serde::{Deserialize, Serialize};

/// A word in an event. Its absence means: the hub's own authority, because none outside is configured.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AuthorityUsed {
    /// An authority outside, by the name under which the operator configured it.
    External { name: String },
    /// The hub's own, although one outside is configured: that one failed, with this code.
    EmbeddedInstead { code: String },
}

impl AuthorityUsed {
    /// Whether an authority outside gave it.
    pub fn is_external(used: Option<&Self>) -> bool {
        matches!(used, Some(Self::External { .. }))
    }

    /// Whether the hub's own stood in for one outside.
    pub fn is_fallback(used: Option<&Self>) -> bool {
        matches!(used, Some(Self::EmbeddedInstead { .. }))
    }
}
