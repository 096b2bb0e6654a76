//! Time-stamps for documents and the evidence log: authorities outside in the configured order, and the embedded one
//! where none is configured. Where all of them fail the embedded one stands in, and every record says so.

pub mod external;
pub mod stamping_keys;

use crate::config::timestamps::Timestamps;
use crate::egress::{Egress, TlsIdentity};
use crate::signer::Signer;
use async_trait::async_trait;
use domain::contract::authority_used::AuthorityUsed;
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use external::{Checks, ExternalAuthority};
use pki::authority::CertifiedKey;
use pki::certificate::Certificate;
use pki::timestamp::verify::verify_token;
use pki::timestamp::{Nonce, TimestampError, TimestampToken};
use recorder::evidence_log::stamper::{StampFailed, Stamper};
use stamping_keys::StampingKeys;
use std::sync::Arc;

/// A token, and who gave it; `None`: the embedded authority, because no other is configured.
pub struct Stamped {
    pub token: TimestampToken,
    /// End of the certificate that it was signed with.
    pub until: Option<Timestamp>,
    pub authority: Option<AuthorityUsed>,
}

/// Every authority of this hub.
pub struct TimestampAuthorities {
    signer: Arc<Signer>,
    keys: StampingKeys,
    clock: Arc<dyn Clock>,
    external: Vec<ExternalAuthority>,
    checks: Checks,
}

impl TimestampAuthorities {
    /// Reads the trust anchors that the settings name.
    ///
    /// # Errors
    /// The anchors cannot be read, or an authority outside is configured without any.
    pub fn new(
        settings: &Timestamps,
        signer: Arc<Signer>,
        keys: StampingKeys,
        clock: Arc<dyn Clock>,
        egress: Egress,
    ) -> anyhow::Result<Self> {
        let anchors = match &settings.anchors {
            Some(path) => {
                let text = std::fs::read_to_string(path)?;
                Certificate::all_from_pem(&text)?
            }
            None => Vec::new(),
        };
        anyhow::ensure!(
            settings.urls.is_empty() || !anchors.is_empty(),
            "外部时间戳需要 timestamps.anchors 指定信任锚 / \
             time-stamp authorities outside need timestamps.anchors"
        );
        Ok(Self {
            signer,
            keys,
            clock,
            external: settings
                .urls
                .iter()
                .map(|url| ExternalAuthority::new(url, egress.clone()))
                .collect(),
            checks: Checks {
                anchors,
                policy: settings.policy.clone(),
                timeout: settings.timeout,
                max_skew_ms: settings.max_skew_ms,
            },
        })
    }

    /// Trust anchors of the authorities outside.
    pub fn anchors(&self) -> &[Certificate] {
        &self.checks.anchors
    }

    /// A token over `imprint`, now.
    ///
    /// # Errors
    /// Not even the embedded authority gives one.
    pub async fn stamp(&self, imprint: Sha256Hash) -> Result<Stamped, TimestampError> {
        let mut last_failure = None;
        for authority in &self.external {
            match authority.stamp(imprint, &self.checks, self.clock.as_ref()).await {
                Ok(token) => {
                    let name = authority.name().to_owned();
                    let until = self.end_of(&token, imprint);
                    return Ok(Stamped {
                        token,
                        until,
                        authority: Some(AuthorityUsed::External { name }),
                    });
                }
                Err(error) => {
                    tracing::warn!(authority = authority.name(), %error, "no time-stamp from outside");
                    last_failure = Some(error.code().to_owned());
                }
            }
        }
        let token = self.stamp_here(imprint).await?;
        Ok(Stamped {
            until: self.end_of(&token, imprint),
            token,
            authority: last_failure.map(|code| AuthorityUsed::EmbeddedInstead { code }),
        })
    }

    async fn stamp_here(&self, imprint: Sha256Hash) -> Result<TimestampToken, TimestampError> {
        let (nonce, now) = (Nonce::random()?, self.clock.now());
        let authority = &self.signer.authority;
        match self.stamping_key(now).await {
            Some(key) => authority.timestamp_with(&key, imprint, Some(&nonce), now),
            None => authority.timestamp(imprint, Some(&nonce), now),
        }
    }

    /// The embedded authority's certificate at `now`.
    pub async fn certificate(&self) -> Certificate {
        match self.stamping_key(self.clock.now()).await {
            Some(key) => key.certificate.clone(),
            None => self.signer.authority.timestamping().clone(),
        }
    }

    /// This year's key, or the last one that there is; `None`: the authority's own first one.
    async fn stamping_key(&self, now: Timestamp) -> Option<Arc<CertifiedKey>> {
        match self.keys.at(&self.signer, now).await {
            Ok(key) => key,
            Err(error) => {
                tracing::error!(%error, "no new key for time-stamps, the last one stays in use");
                self.keys.last().await
            }
        }
    }

    fn end_of(&self, token: &TimestampToken, imprint: Sha256Hash) -> Option<Timestamp> {
        let info = verify_token(&token.der, imprint, &self.trust()).ok()?;
        Some(info.authority.not_after())
    }

    fn trust(&self) -> Vec<Certificate> {
        let own = self.signer.authority.root().clone();
        std::iter::once(own)
            .chain(self.anchors().iter().cloned())
            .collect()
    }
}

#[async_trait]
impl Stamper for TimestampAuthorities {
    async fn stamp(
        &self,
        imprint: Sha256Hash,
        _nonce: [u8; 8],
        _now: Timestamp,
    ) -> Result<Vec<u8>, StampFailed> {
        let stamped = TimestampAuthorities::stamp(self, imprint).await;
        stamped
            .map(|stamped| stamped.token.der)
            .map_err(|error| StampFailed(error.to_string()))
    }

    fn time_of(&self, token: &[u8], imprint: Sha256Hash) -> Option<Timestamp> {
        let info = verify_token(token, imprint, &self.trust());
        info.ok().map(|info| info.time)
    }

    /// The embedded authority's chain, then the anchors of those outside: without a policy they serve to look whether
    /// the tokens hold together; only a policy makes one of them trusted.
    fn chain_pem(&self) -> String {
        let authority = &self.signer.authority;
        let own = [authority.timestamping(), authority.issuing(), authority.root()];
        own.into_iter()
            .chain(self.anchors())
            .map(Certificate::to_pem)
            .collect()
    }
}

/// The way out for time-stamps: public TLS authorities, and whatever private networks the operator named.
pub fn egress(settings: &crate::config::Config) -> anyhow::Result<Egress> {
    let networks = settings.egress.private_networks.clone();
    Ok(Egress::new(networks, &TlsIdentity::default())?)
}
