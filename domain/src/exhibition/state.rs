//! What follows from an exhibition's events.

use super::allocation::Claim;
use super::event::{Deposit, Details, Offer, OfferNo};
use super::exhibitor::{ExhibitorNo, ExhibitorStanding, Likeness};
use super::floor::{Booth, BoothNo, HallNo, Occupancy};
use super::lease::{Lease, LeaseNo};
use super::staff::{Duty, StaffRole};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId, OrganisationId};
use crate::personal::Personal;
use crate::timestamp::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not founded.
    #[default]
    None,
    /// 筹备
    Preparing,
    /// 进行中
    Open,
    /// 已结束
    Closed,
    /// 已归档
    Archived,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Founded {
    pub details: Details,
    pub organiser: OrganisationId,
    pub at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hall {
    pub name: String,
    pub plan: Option<Sha256Hash>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exhibitor {
    pub company: String,
    pub contact: Personal,
    pub phone: Personal,
    pub likeness: Likeness,
    /// Earlier ones that are probably the same company.
    pub like: Vec<ExhibitorNo>,
    pub account: Option<AccountId>,
    pub applied: Timestamp,
    pub standing: ExhibitorStanding,
    /// Scans that were counted.
    pub scans: BTreeMap<Sha256Hash, Scan>,
}

/// Somebody came through the door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scan {
    /// With the exhibitor: 1 and who accompanies them.
    pub persons: u16,
    pub at: Timestamp,
}

impl Exhibitor {
    /// Everybody who came.
    pub fn persons(&self) -> u32 {
        self.scans.values().map(|scan| u32::from(scan.persons)).sum()
    }
}

/// The right to one contract that has not been quoted yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reservation {
    /// Its line in the exhibition's log.
    pub seq: u64,
    pub hash: Sha256Hash,
    pub contract: ContractId,
    pub by: ExhibitorNo,
    pub offer: OfferNo,
    pub number: u32,
    pub booth: Option<BoothNo>,
    pub at: Timestamp,
    /// It must be quoted before this moment.
    pub until: Timestamp,
    pub expired: bool,
}

/// What became of a reservation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spent {
    Used(ContractId),
    /// Given back; the code of the catalogue that says why.
    Back(Option<String>),
}

/// A template as it is offered here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    pub offer: Offer,
    pub on: bool,
    /// Who offers it: contracts go out in this person's name for the organiser.
    pub by: Option<AccountId>,
}

/// A contract that was concluded here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concluded {
    pub by: ExhibitorNo,
    pub number: u32,
    pub booth: Option<BoothNo>,
    /// The booth that it names and did not get.
    pub lost: Option<BoothNo>,
    pub entered: Timestamp,
    /// When all had signed; what a desk enters was signed there.
    pub signed: Option<Timestamp>,
    /// The lease under which it was signed without a network.
    pub lease: Option<LeaseNo>,
    pub deposit: Option<(Deposit, Timestamp)>,
    pub ended: bool,
}

#[derive(Clone, Debug, Default)]
pub struct ExhibitionState {
    pub stage: Stage,
    pub founded: Option<Founded>,
    pub staff: BTreeMap<AccountId, BTreeSet<StaffRole>>,
    pub quota: u32,
    pub offers: BTreeMap<OfferNo, Offered>,
    pub halls: BTreeMap<HallNo, Hall>,
    pub booths: BTreeMap<BoothNo, Booth>,
    /// Booth numbers that were ever given.
    pub booths_made: u32,
    pub exhibitors: BTreeMap<ExhibitorNo, Exhibitor>,
    pub reservations: BTreeMap<ActId, Reservation>,
    /// Acts whose reservation was used or given back.
    pub spent: BTreeMap<ActId, Spent>,
    pub contracts: BTreeMap<ContractId, Concluded>,
    pub leases: BTreeMap<LeaseNo, Lease>,
    /// Highest contract number that was ever given, and those that came back unused.
    pub numbers_made: u32,
    pub numbers_free: BTreeSet<u32>,
}

impl ExhibitionState {
    /// Whether this person may do this here.
    pub fn may(&self, account: AccountId, duty: Duty) -> bool {
        let roles = self.staff.get(&account);
        roles.is_some_and(|roles| roles.iter().any(|role| role.may(duty)))
    }

    /// Contracts that stand.
    pub fn concluded(&self) -> impl Iterator<Item = (&ContractId, &Concluded)> {
        self.contracts.iter().filter(|(_, contract)| !contract.ended)
    }

    /// Places of the quota that are used, about to be used, or out with desks.
    pub fn quota_taken(&self) -> u32 {
        let leased: usize = self.leases.values().map(Lease::places).sum();
        let taken = self.concluded().count() + self.reservations.len() + leased;
        u32::try_from(taken).unwrap_or(u32::MAX)
    }

    pub fn quota_left(&self) -> u32 {
        self.quota.saturating_sub(self.quota_taken())
    }

    /// The next contract numbers: what came back first, then new ones.
    pub fn next_numbers(&self, count: u32) -> BTreeSet<u32> {
        let new = (1..=count).map(|step| self.numbers_made + step);
        let returned = self.numbers_free.iter().copied();
        returned.chain(new).take(count as usize).collect()
    }

    /// Booths that this exhibitor holds without a contract.
    pub fn holds_of(&self, exhibitor: ExhibitorNo) -> usize {
        let held = |booth: &&Booth| matches!(booth.occupancy, Occupancy::Held { by, .. } if by == exhibitor);
        self.booths.values().filter(held).count()
    }

    /// What this exhibitor brings into a conflict about a booth.
    pub fn claim(&self, exhibitor: ExhibitorNo, contract: ContractId) -> Option<Claim> {
        let applied = self.exhibitors.get(&exhibitor)?.applied;
        let paid = self
            .contracts
            .get(&contract)
            .and_then(|known| known.deposit.as_ref());
        Some(Claim {
            contract,
            exhibitor,
            applied,
            paid: paid.map(|(_, at)| *at),
        })
    }

    pub(super) fn occupy(&mut self, booth: Option<BoothNo>, occupancy: Occupancy) {
        if let Some(booth) = booth.and_then(|no| self.booths.get_mut(&no)) {
            booth.occupancy = occupancy;
        }
    }
}
