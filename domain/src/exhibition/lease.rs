//! What a desk takes along when it signs without a network: numbers, booths, and an end.
//!
//! Numbers and booths of a lease are out of everybody else's reach until the desk has brought its entries back or the
//! host has revoked it; that its time is over is not enough, because it may have signed before.

use super::exhibitor::ExhibitorNo;
use super::floor::BoothNo;
use crate::hash::Sha256Hash;
use crate::ids::ContractId;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A lease, numbered from 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct LeaseNo(pub u32);

/// One contract that a desk signed by itself, as its own log has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeskEntry {
    /// From 1, without gaps.
    pub entry: u32,
    /// SHA-256 over the desk's chain up to and with this entry.
    pub head: Sha256Hash,
    pub contract: ContractId,
    pub exhibitor: ExhibitorNo,
    /// One of the lease's.
    pub number: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booth: Option<BoothNo>,
    /// By the desk's clock, which proves nothing.
    pub desk_time: Timestamp,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaseStanding {
    Out,
    /// Everything came back; what was left is free again.
    Returned,
    /// Lost or stolen: what comes now goes to review.
    Revoked,
}

/// What is out with one desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lease {
    /// The desk's name at the fair: 签约台 3.
    pub desk: String,
    /// SHA-256 of the desk's certificate, DER.
    pub certificate: Sha256Hash,
    pub from: Timestamp,
    pub until: Timestamp,
    pub standing: LeaseStanding,
    /// Numbers not yet used.
    pub numbers: BTreeSet<u32>,
    /// Booths not yet used.
    pub booths: BTreeSet<BoothNo>,
    /// Last entry taken, and its head.
    pub entered: u32,
    pub head: Option<Sha256Hash>,
    /// Last entry that the hub had heard of before it revoked the lease, with its head.
    pub known: Option<(u32, Sha256Hash)>,
    /// Entries that wait for the host: signed after what was known of a revoked lease.
    pub in_review: BTreeMap<u32, DeskEntry>,
}

impl Lease {
    /// Places of the quota that it can still use: all its numbers while it is out, and what the hub knew of and has not
    /// got yet once it is revoked.
    pub fn places(&self) -> usize {
        match self.standing {
            LeaseStanding::Out => self.numbers.len(),
            LeaseStanding::Returned => 0,
            LeaseStanding::Revoked => {
                let known = self.known.map_or(0, |(entry, _)| entry);
                known.saturating_sub(self.entered) as usize
            }
        }
    }
}
