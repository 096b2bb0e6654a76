//! A permit: one use of a seal, by one person, on one document, before a moment that is near.
//!
//! The contract asks with the id of its act, quotes the permit's line in its own event, and then confirms it or gives
//! it back. The permit is the moment of use: what happens to the seal or its holders a second later does not undo it,
//! and a second earlier there is none.

use super::command::SealCommand;
use super::state::SealState;
use crate::aggregate::Timer;
use crate::approval::passage::Passage;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId, SealId};
use crate::organisation::warrant::Warrant;
use crate::timestamp::Timestamp;

/// How long a permit waits to be quoted, in milliseconds.
pub const LASTS: i64 = 5 * 60_000;

const KEY: &str = "permit/";

/// What is asked for one use. Sent by the hub alone, under the act's id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermitRequest {
    /// The seal that is asked.
    pub seal: SealId,
    pub act: ActId,
    pub contract: ContractId,
    /// What is sealed: R0, or for several files the hash of the ordered list.
    pub document: Sha256Hash,
    /// Who uses the seal.
    pub account: AccountId,
    /// Also as slices across pages.
    pub cross_page: bool,
    /// The organisation's answer, asked for this use just now; none for a person's own seal.
    pub warrant: Option<Warrant>,
    /// The organisation's answer whether this use needs an approval, with the approval; none for a person's own seal.
    pub passage: Option<Box<Passage>>,
    /// The signed record that the hub has just checked.
    pub record: Sha256Hash,
}

/// A permit that was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permit {
    /// Its line in the seal's log.
    pub seq: u64,
    pub hash: Sha256Hash,
    pub contract: ContractId,
    pub document: Sha256Hash,
    pub account: AccountId,
    pub cross_page: bool,
    pub at: Timestamp,
    /// It must be quoted before this moment.
    pub until: Timestamp,
    pub expired: bool,
}

impl Permit {
    /// Whether it was given for just this.
    pub fn fits(&self, request: &PermitRequest) -> bool {
        self.contract == request.contract
            && self.document == request.document
            && self.account == request.account
            && self.cross_page == request.cross_page
    }
}

/// One for every open permit.
pub(super) fn timers(state: &SealState) -> Vec<Timer> {
    let open = state.permits.iter().filter(|(_, permit)| !permit.expired);
    open.map(|(act, permit)| Timer {
        key: format!("{KEY}{act}"),
        due: permit.until,
    })
    .collect()
}

pub(super) fn timer_command(key: &str) -> Option<SealCommand> {
    let act = key.strip_prefix(KEY)?.parse().ok()?;
    Some(SealCommand::ExpirePermit { act })
}
