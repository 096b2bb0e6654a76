//! Drafts, the message outbox, settings and phone numbers' accounts in memory.

use async_trait::async_trait;
use domain::ids::{AccountId, ContractId, DraftId};
use domain::ports::rows::{Draft, OutboxMessage, RowError, Rows};
use parking_lot::Mutex;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// [`Rows`] that live as long as the process.
#[derive(Default)]
pub struct MemoryRows {
    tables: Mutex<Tables>,
}

#[derive(Default)]
struct Tables {
    drafts: BTreeMap<DraftId, Draft>,
    outbox: Vec<OutboxMessage>,
    settings: BTreeMap<String, String>,
    phones: BTreeMap<String, AccountId>,
}

#[async_trait]
impl Rows for MemoryRows {
    async fn save_draft(&self, draft: Draft) -> Result<(), RowError> {
        let mut tables = self.tables.lock();
        let fits = match tables.drafts.get(&draft.id) {
            None => draft.version == 1,
            Some(stored) => stored.version + 1 == draft.version && stored.owner == draft.owner,
        };
        if !fits {
            return Err(RowError::Changed);
        }
        tables.drafts.insert(draft.id, draft);
        Ok(())
    }

    async fn draft(&self, id: DraftId) -> Result<Option<Draft>, RowError> {
        Ok(self.tables.lock().drafts.get(&id).cloned())
    }

    async fn drafts(&self, owner: AccountId) -> Result<Vec<Draft>, RowError> {
        let tables = self.tables.lock();
        let mut drafts: Vec<Draft> = tables
            .drafts
            .values()
            .filter(|draft| draft.owner == owner)
            .cloned()
            .collect();
        drafts.sort_by_key(|draft| Reverse((draft.updated, draft.id)));
        Ok(drafts)
    }

    async fn hand_over_draft(&self, id: DraftId, from: AccountId, to: AccountId) -> Result<bool, RowError> {
        let mut tables = self.tables.lock();
        let draft = tables.drafts.get_mut(&id).filter(|draft| draft.owner == from);
        Ok(draft.map(|draft| draft.owner = to).is_some())
    }

    async fn remove_draft(&self, id: DraftId) -> Result<(), RowError> {
        self.tables.lock().drafts.remove(&id);
        Ok(())
    }

    async fn send(&self, message: OutboxMessage) -> Result<u64, RowError> {
        let mut tables = self.tables.lock();
        let id = tables.outbox.len() as u64 + 1;
        tables.outbox.push(OutboxMessage { id, ..message });
        Ok(id)
    }

    async fn outbox(&self, contract: Option<ContractId>, limit: u32) -> Result<Vec<OutboxMessage>, RowError> {
        let tables = self.tables.lock();
        let wanted = |message: &&OutboxMessage| contract.is_none() || message.contract == contract;
        Ok(tables
            .outbox
            .iter()
            .rev()
            .filter(wanted)
            .take(limit as usize)
            .cloned()
            .collect())
    }

    async fn setting(&self, name: &str) -> Result<Option<String>, RowError> {
        Ok(self.tables.lock().settings.get(name).cloned())
    }

    async fn set_setting(&self, name: &str, value: &str) -> Result<(), RowError> {
        self.tables
            .lock()
            .settings
            .insert(name.to_owned(), value.to_owned());
        Ok(())
    }

    async fn claim_setting(&self, name: &str, value: &str) -> Result<String, RowError> {
        let mut tables = self.tables.lock();
        Ok(tables
            .settings
            .entry(name.to_owned())
            .or_insert_with(|| value.to_owned())
            .clone())
    }

    async fn account_of_phone(&self, blind_index: &str, create: AccountId) -> Result<AccountId, RowError> {
        Ok(*self
            .tables
            .lock()
            .phones
            .entry(blind_index.to_owned())
            .or_insert(create))
    }

    async fn find_account(&self, blind_index: &str) -> Result<Option<AccountId>, RowError> {
        Ok(self.tables.lock().phones.get(blind_index).copied())
    }

    async fn release_phone(&self, blind_index: &str, account: AccountId) -> Result<(), RowError> {
        let phones = &mut self.tables.lock().phones;
        if phones.get(blind_index) == Some(&account) {
            phones.remove(blind_index);
        }
        Ok(())
    }
}
