//! A part that signs by itself 自动签署, and the record of its act, which no device signs.

use super::event::SealedField;
use crate::hash::Sha256Hash;
use crate::ids::{PartyNo, SealId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// With which seal a part signs by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AutoSign {
    pub seal: SealId,
}

/// What the act says, in the place of what a device would have signed: `hub.auto_activation.v1`.
pub fn activation(session: Sha256Hash, party: PartyNo, r0: Sha256Hash, seals: &[SealedField]) -> Value {
    let shown = seals.iter().map(
        |sealed| json!({"artwork": sealed.used.picture.artwork, "field": sealed.field, "seal": sealed.used.seal}),
    );
    json!({
        "$t": "hub.auto_activation.v1",
        "party": party,
        "purpose": "sign",
        "r0": r0,
        "seals": shown.collect::<Vec<_>>(),
        "session": session,
    })
}
