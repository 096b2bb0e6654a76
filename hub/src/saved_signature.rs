//! 常用签名: handwriting that a person saves once and puts in again later. Kept encrypted, one for each account, gone when
//! its person removes it.

use crate::http::me::means;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::event::{ConsentKind, IdentityMethod};
use domain::contract::state::{ContractState, PartyState};
use domain::ids::AccountId;
use domain::ink::encoded_stroke;
use domain::ink::written::looks_written;
use domain::ports::credential_shelf::CredentialKind;
use serde::{Deserialize, Serialize};

/// Strokes of one name, and all of them together as text.
const MOST_STROKES: usize = 100;
const LONGEST: usize = 128 * 1024;
/// Width by height of the box, in thousandths: from a tall one to a long strip.
const ASPECTS: std::ops::RangeInclusive<u32> = 100..=20_000;
const KIND: CredentialKind = CredentialKind::SavedSignature;

/// As it was drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SavedSignature {
    /// Width by height of the box that it was drawn in, in thousandths.
    pub aspect: u32,
    /// Encoded strokes (see `domain::ink`), base64url, in the order of drawing.
    pub strokes: Vec<String>,
}

/// The account's signature, if it has one.
pub async fn of(hub: &Hub, account: AccountId) -> Result<Option<SavedSignature>, Problem> {
    let found = means::read::<SavedSignature>(hub, KIND, account).await?;
    Ok(found.map(|(_, signature)| signature))
}

/// Takes the place of the one before.
///
/// # Errors
/// `ink_malformed`, `too_much_ink`, and `ink_too_small` for dots.
pub async fn save(hub: &Hub, account: AccountId, signature: &SavedSignature) -> Result<(), Problem> {
    let length: usize = signature.strokes.iter().map(String::len).sum();
    if signature.strokes.len() > MOST_STROKES || length > LONGEST {
        return Err(Problem::new("too_much_ink"));
    }
    if !ASPECTS.contains(&signature.aspect) {
        return Err(Problem::new("ink_malformed"));
    }
    let strokes = signature
        .strokes
        .iter()
        .map(|text| encoded_stroke::from_text(text));
    let strokes: Result<Vec<_>, _> = strokes.collect();
    let strokes = strokes.map_err(|_| Problem::new("ink_malformed"))?;
    if !looks_written(&strokes) {
        return Err(Problem::new("ink_too_small"));
    }
    means::replace(hub, KIND, account, signature).await
}

/// Removes it; harmless where there is none.
pub async fn remove(hub: &Hub, account: AccountId) -> Result<(), Problem> {
    let removed = hub
        .store
        .credentials
        .remove(KIND, &account.to_string(), account)
        .await;
    removed
        .map(drop)
        .map_err(|e| Problem::internal("remove a saved signature", e))
}

/// Whether this party may use the signature of the account that owns its phone number: it has shown that number, and
/// agreed that its handwriting is kept. Whoever the host vouched for has shown no number.
///
/// # Errors
/// `not_allowed`, `consent_missing`.
pub fn require_own(state: &ContractState, party: &PartyState) -> Result<(), Problem> {
    let by_number = |method| {
        matches!(
            method,
            IdentityMethod::OutboxCode | IdentityMethod::PhoneCode | IdentityMethod::OwnAccount
        )
    };
    if state.closed
        || !party
            .verified
            .as_ref()
            .is_some_and(|known| by_number(known.method))
    {
        return Err(Problem::new("not_allowed"));
    }
    if party.consented(ConsentKind::Ink) != Some(true) {
        return Err(Problem::new("consent_missing").with("consent", "ink"));
    }
    Ok(())
}
