//! Contracts that are not finished: what somebody who leaves has to hand over, and what keeps an organisation from
//! being dissolved.

use domain::contract::flow::{FLOW_STATES, SIGNER_STATES};
use domain::contract::list_rows::{OF_ORGANISATION, RECEIVED, SENT};
use domain::contract::sending_organisation::{shelf_of_member, shelf_of_organisation};
use domain::ids::{AccountId, ContractId, OrganisationId, PartyNo};
use domain::organisation::state::OrganisationState;
use domain::ports::event_log::{EventLog, ListQuery, ReadError};
use domain::timestamp::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;

const PAGE: u32 = 200;

/// What one member has to do in an unfinished contract.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    Sender(ContractId),
    Party(ContractId, PartyNo),
}

/// Everything that a member has open for the organisation: contracts that it has sent for it, and parts that it has
/// in its name. Parts that somebody has for himself stay his.
pub async fn of_member(
    log: &dyn EventLog,
    organisation: OrganisationId,
    state: &OrganisationState,
    account: AccountId,
) -> Result<BTreeSet<Part>, ReadError> {
    let sent = open_rows(log, SENT, shelf_of_member(organisation, account), flow_words()).await?;
    let received = open_rows(log, RECEIVED, account, signer_words()).await?;
    let as_sender = sent.iter().filter_map(contract).map(Part::Sender);
    let in_its_name = received
        .iter()
        .filter(|row| row["for"].as_str().is_some_and(|name| state.is_called(name)));
    let as_party = in_its_name.filter_map(|row| {
        let no = row["party"].as_u64().and_then(|no| u8::try_from(no).ok())?;
        Some(Part::Party(contract(row)?, PartyNo(no)))
    });
    Ok(as_sender.chain(as_party).collect())
}

/// How many contracts the organisation has sent that are not finished.
pub async fn of_organisation(log: &dyn EventLog, organisation: OrganisationId) -> Result<usize, ReadError> {
    let shelf = shelf_of_organisation(organisation);
    Ok(open_rows(log, OF_ORGANISATION, shelf, flow_words()).await?.len())
}

fn flow_words() -> Vec<&'static str> {
    let open = FLOW_STATES.iter().filter(|line| line.state.is_open());
    open.map(|line| line.word).collect()
}

fn signer_words() -> Vec<&'static str> {
    let open = SIGNER_STATES.iter().filter(|line| line.state.is_open());
    open.map(|line| line.word).collect()
}

fn contract(row: &Value) -> Option<ContractId> {
    row["id"].as_str()?.parse().ok()
}

/// All rows of a list in these states.
async fn open_rows(
    log: &dyn EventLog,
    list: &str,
    owner: AccountId,
    states: Vec<&'static str>,
) -> Result<Vec<Value>, ReadError> {
    let mut rows = Vec::new();
    let mut before = None;
    loop {
        let query = ListQuery {
            states: &states,
            before,
            ..ListQuery::first(list, owner, PAGE)
        };
        let page = log.list(&query).await?;
        before = page
            .last()
            .and_then(|row| row["opened_at"].as_i64())
            .map(Timestamp);
        let is_last = page.len() < PAGE as usize || before.is_none();
        rows.extend(page);
        if is_last {
            return Ok(rows);
        }
    }
}
