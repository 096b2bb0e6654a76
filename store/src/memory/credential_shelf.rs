//! What accounts prove themselves with, in memory.

use async_trait::async_trait;
use domain::ids::AccountId;
use domain::ports::credential_shelf::{Credential, CredentialKind, CredentialShelf};
use domain::ports::rows::RowError;
use parking_lot::Mutex;
use std::collections::BTreeMap;

/// [`CredentialShelf`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryCredentialShelf {
    credentials: Mutex<BTreeMap<(CredentialKind, String), Credential>>,
}

#[async_trait]
impl CredentialShelf for MemoryCredentialShelf {
    async fn save(&self, credential: Credential) -> Result<(), RowError> {
        let mut credentials = self.credentials.lock();
        let name = (credential.kind, credential.id.clone());
        let fits = match credentials.get(&name) {
            None => credential.version == 1,
            Some(stored) => stored.version + 1 == credential.version && stored.account == credential.account,
        };
        if !fits {
            return Err(RowError::Changed);
        }
        credentials.insert(name, credential);
        Ok(())
    }

    async fn find(&self, kind: CredentialKind, id: &str) -> Result<Option<Credential>, RowError> {
        Ok(self.credentials.lock().get(&(kind, id.to_owned())).cloned())
    }

    async fn of(&self, account: AccountId) -> Result<Vec<Credential>, RowError> {
        let credentials = self.credentials.lock();
        let own = credentials
            .values()
            .filter(|credential| credential.account == account);
        let mut own: Vec<Credential> = own.cloned().collect();
        own.sort_by(|a, b| (a.kind.name(), a.created, &a.id).cmp(&(b.kind.name(), b.created, &b.id)));
        Ok(own)
    }

    async fn remove(&self, kind: CredentialKind, id: &str, account: AccountId) -> Result<bool, RowError> {
        let mut credentials = self.credentials.lock();
        let name = (kind, id.to_owned());
        let is_own = credentials
            .get(&name)
            .is_some_and(|stored| stored.account == account);
        if is_own {
            credentials.remove(&name);
        }
        Ok(is_own)
    }
}
