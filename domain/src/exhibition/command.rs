//! What can be asked of an exhibition.

use super::event::{Deposit, Details, Offer, OfferNo};
use super::exhibitor::ExhibitorNo;
use super::floor::{BoothNo, BoothPlan, HallNo};
use super::lease::{DeskEntry, LeaseNo};
use super::staff::StaffRole;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId, OrganisationId};
use crate::organisation::credit_code::CreditCode;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use std::collections::BTreeSet;

/// A company that wants to exhibit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Application {
    pub company: String,
    pub credit_code: Option<CreditCode>,
    pub contact: String,
    pub phone: String,
    /// Keyed hash of the phone, made by the hub.
    pub phone_hash: Sha256Hash,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExhibitionCommand {
    /// By an account whose right to act for the organiser the hub has checked.
    Found {
        details: Details,
        organiser: OrganisationId,
    },
    Change {
        details: Details,
    },
    Staff {
        account: AccountId,
        roles: BTreeSet<StaffRole>,
    },
    SetQuota {
        quota: u32,
    },
    Offer {
        offer: Offer,
    },
    EndOffer {
        no: OfferNo,
    },
    MakeHall {
        name: String,
        plan: Option<Sha256Hash>,
    },
    /// Its name and plan from now on.
    ChangeHall {
        no: HallNo,
        name: String,
        plan: Option<Sha256Hash>,
    },
    /// Without a number: a new one.
    SetBooths {
        booths: Vec<(Option<BoothNo>, BoothPlan)>,
    },
    RemoveBooth {
        no: BoothNo,
    },
    Open,
    Close,
    Archive,

    Apply(Application),
    /// Rows of a table, by staff: all or none.
    Import(Vec<Application>),
    Review {
        no: ExhibitorNo,
        accept: bool,
        reason: Option<String>,
    },
    CheckIn {
        no: ExhibitorNo,
        nonce: Sha256Hash,
        persons: u16,
    },

    Hold {
        booth: BoothNo,
        exhibitor: ExhibitorNo,
    },
    ExtendHold {
        booth: BoothNo,
        until: Timestamp,
        reason: String,
    },
    ReleaseHold {
        booth: BoothNo,
    },
    /// By timer.
    LapseHold {
        booth: BoothNo,
    },

    /// By staff or the exhibitor. `said` is a file of this exhibition: what stands in the contract from the start.
    Reserve {
        act: ActId,
        contract: ContractId,
        exhibitor: ExhibitorNo,
        offer: OfferNo,
        booth: Option<BoothNo>,
        said: Option<Sha256Hash>,
    },
    Confirm {
        act: ActId,
        used: Quote,
        used_at: Timestamp,
    },
    /// `code` says why there will be no contract.
    ReleaseReservation {
        act: ActId,
        code: Option<String>,
    },
    /// By timer.
    ExpireReservation {
        act: ActId,
    },
    /// All have signed.
    RecordSigned {
        contract: ContractId,
        by_line: Quote,
    },
    /// It came to nothing, or is void. The line is its own, or of the agreement that made it void.
    EndContract {
        contract: ContractId,
        by_line: Quote,
    },
    /// To a contract that waits for one.
    GiveBooth {
        contract: ContractId,
        booth: BoothNo,
    },
    RecordDeposit {
        contract: ContractId,
        deposit: Deposit,
    },

    Lease {
        desk: String,
        certificate: Sha256Hash,
        /// How many contracts it may sign.
        numbers: u32,
        booths: BTreeSet<BoothNo>,
        until: Timestamp,
    },
    HearHead {
        no: LeaseNo,
        entry: u32,
        head: Sha256Hash,
    },
    /// Entries in their order, whose chain and signatures the hub has checked.
    EnterDesk {
        no: LeaseNo,
        entries: Vec<DeskEntry>,
    },
    /// By the host, of one in review.
    JudgeEntry {
        no: LeaseNo,
        entry: u32,
        accept: bool,
        reason: String,
    },
    /// The desk has brought back all it had.
    ReturnLease {
        no: LeaseNo,
        entered: u32,
    },
    RevokeLease {
        no: LeaseNo,
        reason: String,
    },
}
