//! What a party's device may say in its activation beyond the act itself.

use serde_json::Value;
use std::ops::RangeInclusive;

/// Contracts that are signed with one press 批量签署.
pub const TOGETHER: RangeInclusive<u64> = 2..=100;

/// The activation says that it was confirmed together with no other contract, or with more than there may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an activation names {} to {} contracts that were confirmed together", TOGETHER.start(), TOGETHER.end())]
pub struct BadTogether;

/// How many contracts the signer confirmed with one press, this one included; `None` where it was confirmed alone.
/// `record`: a parsed `hub.activation.v1`.
///
/// # Errors
/// [`BadTogether`].
pub fn confirmed_together(record: &Value) -> Result<Option<u64>, BadTogether> {
    match record.get("together") {
        None => Ok(None),
        Some(number) => number
            .as_u64()
            .filter(|number| TOGETHER.contains(number))
            .map(Some)
            .ok_or(BadTogether),
    }
}
