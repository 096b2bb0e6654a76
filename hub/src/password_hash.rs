//! Passwords as Argon2id digests (RFC 9106), with the parameters that OWASP gives for servers and a key of the
//! hub, so that a stolen table alone cannot be guessed at.

use crate::http::problem::Problem;
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use domain::hash::Sha256Hash;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Digests computed at the same time; each holds its memory and a core.
const AT_ONCE: usize = 2;

/// A digest with everything that was used to make it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PasswordHash {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "hex::serde")]
    salt: [u8; 16],
    #[serde(with = "hex::serde")]
    digest: [u8; 32],
}

/// Makes and compares digests, a few at a time, off the threads that serve.
pub struct PasswordHasher {
    key: Arc<[u8; 32]>,
    turns: Semaphore,
}

impl PasswordHasher {
    /// `lookup_key`: the hub's own, from which this key is derived.
    pub fn new(lookup_key: &[u8; 32]) -> Self {
        Self {
            key: Arc::new(Sha256Hash::of_parts(&[b"password\0", lookup_key]).0),
            turns: Semaphore::new(AT_ONCE),
        }
    }

    pub async fn hash(&self, password: String, salt: [u8; 16]) -> Result<PasswordHash, Problem> {
        let empty = PasswordHash {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt,
            digest: [0; 32],
        };
        let digest = self.digest(password, empty.clone()).await?;
        Ok(PasswordHash { digest, ..empty })
    }

    /// Whether this is the password; where there is none, the same work is done and the answer is no.
    pub async fn fits(&self, password: String, stored: Option<PasswordHash>) -> Result<bool, Problem> {
        let Some(stored) = stored else {
            self.hash(password, [0; 16]).await?;
            return Ok(false);
        };
        let digest = self.digest(password, stored.clone()).await?;
        Ok(verify_slices_are_equal(&digest, &stored.digest).is_ok())
    }

    async fn digest(&self, password: String, made: PasswordHash) -> Result<[u8; 32], Problem> {
        let failed = |e: &dyn std::fmt::Display| Problem::internal("hash a password", e);
        let _turn = self.turns.acquire().await.map_err(|e| failed(&e))?;
        let key = Arc::clone(&self.key);
        let work = move || {
            let params = Params::new(made.memory_kib, made.passes, made.lanes, Some(32))?;
            let argon2 =
                Argon2::new_with_secret(key.as_slice(), Algorithm::Argon2id, Version::V0x13, params)?;
            let mut digest = [0; 32];
            argon2.hash_password_into(password.as_bytes(), &made.salt, &mut digest)?;
            Ok::<_, argon2::Error>(digest)
        };
        let done = tokio::task::spawn_blocking(work).await.map_err(|e| failed(&e))?;
        done.map_err(|e| failed(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_fits_and_only_under_the_same_key() {
        let hasher = PasswordHasher::new(&[1; 32]);
        let stored = hasher.hash("青屿的海风".into(), [7; 16]).await.unwrap();
        assert!(
            hasher
                .fits("青屿的海风".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .fits("青屿的海浪".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(!hasher.fits("青屿的海风".into(), None).await.unwrap());
        let other_key = PasswordHasher::new(&[2; 32]);
        assert!(!other_key.fits("青屿的海风".into(), Some(stored)).await.unwrap());
    }

    #[test]
    fn argon2id_is_the_one_of_rfc_9106() {
        // RFC 9106 section 5.3.
        let params = argon2::ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let secret = [3; 8];
        let argon2 = Argon2::new_with_secret(&secret, Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
        assert_eq!(
            hex::encode(tag),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        );
    }
}
