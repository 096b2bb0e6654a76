//! Filing cabinets in memory, beside the lists that show what lies in them.

use super::event_log::MemoryEventLog;
use crate::sql::list_row;
use async_trait::async_trait;
use domain::aggregate::Projection;
use domain::cabinet::Cabinet;
use domain::ids::{AccountId, ContractId, StreamId};
use domain::ports::event_log::Narrowed;
use domain::ports::filing_cabinets::{Filing, FilingCabinets, GivenNumber, Refiling};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What [`MemoryEventLog`] knows of cabinets.
#[derive(Default)]
pub(super) struct Cabinets {
    cabinets: BTreeMap<AccountId, Cabinet>,
    filings: BTreeMap<(AccountId, StreamId), Filing>,
    hidden: BTreeSet<(AccountId, StreamId)>,
    /// In the order of their running numbers.
    numbers: BTreeMap<(AccountId, String), Vec<GivenNumber>>,
}

impl Cabinets {
    /// Where a row lies in the cabinet that it belongs to.
    pub(super) fn filing_of(&self, stream: &StreamId, row: &Projection) -> Filing {
        let filed = row.filed.as_ref();
        let found = filed.and_then(|filed| self.filings.get(&(filed.cabinet, stream.clone())));
        found.copied().unwrap_or_default()
    }

    /// Whether a row is among those that a list is narrowed to; its words are looked at elsewhere.
    pub(super) fn is_among(&self, stream: &StreamId, row: &Projection, narrowed: &Narrowed<'_>) -> bool {
        let filing = self.filing_of(stream, row);
        let filed = row.filed.as_ref();
        let hidden = |owner: AccountId| self.hidden.contains(&(owner, stream.clone()));
        narrowed.kind.is_none_or(|kind| kind == filing.kind)
            && narrowed.folder.is_none_or(|folder| folder == filing.folder)
            && narrowed
                .archived
                .is_none_or(|archived| archived == filing.archived)
            && narrowed.opened.holds(Some(row.sort_at))
            && narrowed.deadline.holds(filed.and_then(|filed| filed.deadline))
            && narrowed.signed.holds(filed.and_then(|filed| filed.signed))
            && !narrowed.not_hidden_from.into_iter().flatten().any(hidden)
    }
}

#[async_trait]
impl FilingCabinets for MemoryEventLog {
    async fn cabinet(&self, owner: AccountId) -> Result<Cabinet, RowError> {
        let cabinets = self.cabinets.lock();
        Ok(cabinets.cabinets.get(&owner).cloned().unwrap_or_default())
    }

    async fn save(&self, owner: AccountId, cabinet: &Cabinet) -> Result<(), RowError> {
        let cabinets = &mut *self.cabinets.lock();
        let stored = cabinets.cabinets.get(&owner).map_or(0, |stored| stored.version);
        if stored + 1 != cabinet.version {
            return Err(RowError::Changed);
        }
        for ((of, _), filing) in &mut cabinets.filings {
            if *of == owner && cabinet.contract_type(filing.kind).is_none() {
                filing.kind = 0;
            }
            if *of == owner && cabinet.folder(filing.folder).is_none() {
                filing.folder = 0;
            }
        }
        cabinets.cabinets.insert(owner, cabinet.clone());
        Ok(())
    }

    async fn file(&self, owner: AccountId, streams: &[StreamId], refiling: Refiling) -> Result<(), RowError> {
        let mut cabinets = self.cabinets.lock();
        for stream in streams {
            let filing = cabinets.filings.entry((owner, stream.clone())).or_default();
            *filing = refiling.applied(*filing);
        }
        Ok(())
    }

    async fn filing(&self, owner: AccountId, stream: &StreamId) -> Result<Filing, RowError> {
        let cabinets = self.cabinets.lock();
        let filing = cabinets.filings.get(&(owner, stream.clone()));
        Ok(filing.copied().unwrap_or_default())
    }

    async fn hide(&self, owner: AccountId, streams: &[StreamId]) -> Result<(), RowError> {
        let mut cabinets = self.cabinets.lock();
        let hidden = streams.iter().map(|stream| (owner, stream.clone()));
        cabinets.hidden.extend(hidden);
        Ok(())
    }

    async fn is_hidden(&self, owners: &[AccountId], stream: &StreamId) -> Result<bool, RowError> {
        let cabinets = self.cabinets.lock();
        let hidden = |owner: &AccountId| cabinets.hidden.contains(&(*owner, stream.clone()));
        Ok(owners.iter().any(hidden))
    }

    async fn restate(&self, stream: &StreamId, words: &[(&str, &'static str)]) -> Result<(), RowError> {
        self.change_rows(stream, |row| {
            if let Some((_, word)) = words.iter().find(|(from, _)| *from == row.state) {
                row.state = word;
                list_row::restate(&mut row.row, words);
            }
        });
        Ok(())
    }

    async fn give_number(
        &self,
        owner: AccountId,
        series: &str,
        contract: ContractId,
        at: Timestamp,
    ) -> Result<u64, RowError> {
        let mut cabinets = self.cabinets.lock();
        let given = cabinets.numbers.entry((owner, series.to_owned())).or_default();
        if let Some(number) = given.iter().find(|number| number.contract == contract) {
            return Ok(number.running);
        }
        let running = given.len() as u64 + 1;
        given.push(GivenNumber {
            running,
            contract,
            at,
        });
        Ok(running)
    }

    async fn numbers(
        &self,
        owner: AccountId,
        series: &str,
        limit: u32,
    ) -> Result<Vec<GivenNumber>, RowError> {
        let cabinets = self.cabinets.lock();
        let given = cabinets.numbers.get(&(owner, series.to_owned()));
        let last = given.into_iter().flatten().rev().take(limit as usize);
        Ok(last.copied().collect())
    }
}
