//! The hub's standing keys: the embedded authority and the log key, wrapped under the master key.

use domain::ports::clock::Clock;
use domain::ports::key_store::{KeyStore, KeyStoreError};
use pki::authority::{Authority, AuthorityNames, CertifiedKey};
use pki::ed25519_key::Ed25519Key;
use pki::master_key::MasterKey;
use pki::signing_key::{KeyKind, SigningKey};
use recorder::note::signed_note::NoteSigner;
use recorder::note::verifier_key::VerifierKey;

const VERSION: u32 = 1;
const AUTHORITY: &str = "authority";
const LOG_KEY: &str = "log-key";
const RSA_CERTIFIER: &str = "certifier-rsa3072";

/// Why the hub has no keys to work with.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    #[error(transparent)]
    Store(#[from] KeyStoreError),
    #[error("a stored key does not open with this master key: {0}")]
    Wrap(#[from] pki::master_key::WrapError),
    #[error("the embedded authority could not be made: {0}")]
    Issue(#[from] pki::authority::IssueError),
    #[error("the stored authority could not be read: {0}")]
    Record(#[from] pki::authority::RecordError),
    #[error("the log key could not be made or read: {0}")]
    Key(#[from] pki::signing_key::KeyError),
    #[error("the log key's name is not possible: {0}")]
    Name(#[from] recorder::note::verifier_key::BadKey),
}

/// Authority and log key, open in memory.
pub struct Signer {
    pub authority: Authority,
    /// Certifies documents in place of the authority's own certifier, where another kind of key is configured.
    certifier: Option<CertifiedKey>,
    log_key: Ed25519Key,
    verifier: VerifierKey,
}

impl Signer {
    /// Reads the keys, or makes them at the first start. Whoever creates a record first wins; the other reads it.
    pub async fn load(
        keys: &dyn KeyStore,
        master: &MasterKey,
        clock: &dyn Clock,
        origin: &str,
        host: &str,
        base_url: Option<&str>,
    ) -> Result<Self, SignerError> {
        let record = match keys.load(AUTHORITY).await? {
            Some(wrapped) => wrapped,
            None => {
                let fresh = Authority::create(clock.now(), &AuthorityNames::for_host(host), base_url)?;
                let wrapped = master.wrap(AUTHORITY, VERSION, "standing key", &fresh.to_record()?)?;
                keys.create(AUTHORITY, &wrapped).await?
            }
        };
        let record = master.unwrap(AUTHORITY, VERSION, "standing key", &record)?;
        let authority = Authority::from_record(&record, base_url)?;

        let wrapped = match keys.load(LOG_KEY).await? {
            Some(wrapped) => wrapped,
            None => {
                let fresh = Ed25519Key::generate()?;
                let wrapped = master.wrap(LOG_KEY, VERSION, "standing key", &fresh.to_pkcs8()?)?;
                keys.create(LOG_KEY, &wrapped).await?
            }
        };
        let log_key = Ed25519Key::from_pkcs8(&master.unwrap(LOG_KEY, VERSION, "standing key", &wrapped)?)?;
        let verifier = VerifierKey::new(origin, log_key.public_key())?;
        Ok(Self {
            authority,
            certifier: None,
            log_key,
            verifier,
        })
    }
}

impl Signer {
    /// Who certifies prepared documents.
    pub fn certifier(&self) -> &CertifiedKey {
        self.certifier
            .as_ref()
            .unwrap_or_else(|| self.authority.certifier())
    }

    /// Certifies with a key of this kind from now on; the first start with it makes the key.
    pub async fn with_certifier(
        mut self,
        kind: KeyKind,
        keys: &dyn KeyStore,
        master: &MasterKey,
        clock: &dyn Clock,
        host: &str,
    ) -> Result<Self, SignerError> {
        if kind == KeyKind::P256 {
            return Ok(self);
        }
        let wrapped = match keys.load(RSA_CERTIFIER).await? {
            Some(wrapped) => wrapped,
            None => {
                let names = AuthorityNames::for_host(host);
                let making = SigningKey::generate_as(kind)?;
                let fresh = self.authority.certify_platform(making, clock.now(), &names)?;
                let record = fresh.to_single_record()?;
                keys.create(
                    RSA_CERTIFIER,
                    &master.wrap(RSA_CERTIFIER, VERSION, "standing key", &record)?,
                )
                .await?
            }
        };
        let record = master.unwrap(RSA_CERTIFIER, VERSION, "standing key", &wrapped)?;
        self.certifier = Some(CertifiedKey::from_single_record(&record)?);
        Ok(self)
    }
}

impl NoteSigner for Signer {
    fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        self.log_key.sign(message).ok()
    }
}
