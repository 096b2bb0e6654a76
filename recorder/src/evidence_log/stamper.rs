//! Time-stamps as the log and the package need them: RFC 3161 tokens over a SHA-256 imprint.

use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the time-stamp authority gave no token: {0}")]
pub struct StampFailed(pub String);

/// A time-stamp authority, embedded or far away. Asking twice is harmless and gives two tokens.
#[async_trait]
pub trait Stamper: Send + Sync {
    /// The token, DER, over `imprint`. `now` is the hub's clock, which an embedded authority states.
    async fn stamp(
        &self,
        imprint: Sha256Hash,
        nonce: [u8; 8],
        now: Timestamp,
    ) -> Result<Vec<u8>, StampFailed>;

    /// The time that a token of this authority over `imprint` states; `None` if it is no such token.
    fn time_of(&self, token: &[u8], imprint: Sha256Hash) -> Option<Timestamp>;

    /// The authority's certificate and those above it, PEM, leaf first.
    fn chain_pem(&self) -> String;
}
