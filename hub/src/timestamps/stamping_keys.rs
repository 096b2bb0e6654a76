//! The embedded time-stamp authority's keys: a new one every year, so that the theft of one endangers one year, and so
//! that no certificate is near its end while it is still used. What an earlier key signed stays checkable: its
//! certificate stands in every token and runs for years after its last use.

use crate::revocations::{self, RevocationError};
use crate::signer::Signer;
use domain::ports::certificate_register::{CertificateKind, CertificateRegister};
use domain::ports::key_store::{KeyStore, KeyStoreError};
use domain::timestamp::Timestamp;
use pki::authority::{AuthorityNames, CertifiedKey, IssueError, RecordError};
use pki::master_key::{MasterKey, WrapError};
use pki::signing_key::{KeyError, SigningKey};
use std::sync::Arc;
use tokio::sync::Mutex;

const VERSION: u32 = 1;
const PURPOSE: &str = "standing key";

/// No key for this year.
#[derive(Debug, thiserror::Error)]
pub enum StampingKeyError {
    #[error(transparent)]
    Store(#[from] KeyStoreError),
    #[error(transparent)]
    Wrap(#[from] WrapError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Issue(#[from] IssueError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Register(#[from] RevocationError),
}

/// Makes and keeps the keys, by year.
pub struct StampingKeys {
    keys: Arc<dyn KeyStore>,
    register: Arc<dyn CertificateRegister>,
    master: Arc<MasterKey>,
    names: AuthorityNames,
    /// The year of the authority, and its key.
    current: Mutex<Option<(i64, Arc<CertifiedKey>)>>,
}

impl StampingKeys {
    /// `host` stands in the certificates, as in those of the authority itself.
    pub fn new(
        keys: Arc<dyn KeyStore>,
        register: Arc<dyn CertificateRegister>,
        master: Arc<MasterKey>,
        host: &str,
    ) -> Self {
        Self {
            keys,
            register,
            master,
            names: AuthorityNames::for_host(host),
            current: Mutex::new(None),
        }
    }

    /// The key for `now`; `None` in the first year, whose key the authority has itself.
    ///
    /// # Errors
    /// It could not be read, made or registered. Whoever stamps may use an earlier one, and says so.
    pub async fn at(
        &self,
        signer: &Signer,
        now: Timestamp,
    ) -> Result<Option<Arc<CertifiedKey>>, StampingKeyError> {
        let year = signer.authority.timestamping_year(now);
        if year == 0 {
            return Ok(None);
        }
        let mut current = self.current.lock().await;
        if let Some((of, key)) = current.as_ref()
            && *of == year
        {
            return Ok(Some(Arc::clone(key)));
        }
        let key = Arc::new(self.load_or_make(signer, year, now).await?);
        *current = Some((year, Arc::clone(&key)));
        Ok(Some(key))
    }

    /// The last key that was used, where one was.
    pub async fn last(&self) -> Option<Arc<CertifiedKey>> {
        let current = self.current.lock().await;
        current.as_ref().map(|(_, key)| Arc::clone(key))
    }

    /// Whoever makes a year's key first wins; the others read it. It is in the register before it signs anything.
    async fn load_or_make(
        &self,
        signer: &Signer,
        year: i64,
        now: Timestamp,
    ) -> Result<CertifiedKey, StampingKeyError> {
        let name = format!("timestamping-{year}");
        let wrapped = match self.keys.load(&name).await? {
            Some(wrapped) => wrapped,
            None => {
                let key = SigningKey::generate()?;
                let fresh = signer.authority.certify_timestamping(key, now, &self.names)?;
                let record = fresh.to_single_record()?;
                let wrapped = self.master.wrap(&name, VERSION, PURPOSE, &record)?;
                self.keys.create(&name, &wrapped).await?
            }
        };
        let record = self.master.unwrap(&name, VERSION, PURPOSE, &wrapped)?;
        let key = CertifiedKey::from_single_record(&record)?;
        let (register, kind) = (self.register.as_ref(), CertificateKind::Platform);
        revocations::register(register, &key.certificate, kind, "", now).await?;
        Ok(key)
    }
}
