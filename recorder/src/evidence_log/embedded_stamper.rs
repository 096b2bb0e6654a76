//! The embedded time-stamp authority as the log's stamper: format and order, the time is the operator's word.

use super::stamper::{StampFailed, Stamper};
use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pki::authority::Authority;
use pki::timestamp::Nonce;
use pki::timestamp::verify::verify_token;
use std::sync::Arc;

/// Stamps with the hub's own authority.
pub struct EmbeddedStamper {
    authority: Arc<Authority>,
}

impl EmbeddedStamper {
    pub fn new(authority: Arc<Authority>) -> Self {
        Self { authority }
    }
}

#[async_trait]
impl Stamper for EmbeddedStamper {
    async fn stamp(
        &self,
        imprint: Sha256Hash,
        nonce: [u8; 8],
        now: Timestamp,
    ) -> Result<Vec<u8>, StampFailed> {
        let failed = |problem: String| StampFailed(problem);
        let nonce = Nonce::from_bytes(&nonce).map_err(|e| failed(e.to_string()))?;
        let token = self
            .authority
            .timestamp(imprint, Some(&nonce), now)
            .map_err(|e| failed(e.to_string()))?;
        Ok(token.der)
    }

    fn time_of(&self, token: &[u8], imprint: Sha256Hash) -> Option<Timestamp> {
        let trust = std::slice::from_ref(self.authority.root());
        verify_token(token, imprint, trust).ok().map(|info| info.time)
    }

    fn chain_pem(&self) -> String {
        let authority = &self.authority;
        [authority.timestamping(), authority.issuing(), authority.root()]
            .map(|c| c.to_pem())
            .concat()
    }
}
