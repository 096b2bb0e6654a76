//! What can have happened at an exhibition. A stored event is never edited: a change is a new kind or version.

use super::allocation::AllocationRule;
use super::exhibitor::{ExhibitorNo, ExhibitorStanding, Likeness};
use super::floor::{BoothNo, BoothPlan, HallNo, HoldTerm};
use super::lease::{DeskEntry, LeaseNo};
use super::staff::StaffRole;
use crate::aggregate::EventBody;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId, OrganisationId};
use crate::personal::{Personal, PersonalSlot};
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an exhibition is, as its host enters it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Details {
    pub name: String,
    pub place: String,
    /// First and last day, ISO 8601.
    pub days: [String; 2],
    /// ISO 4217.
    pub currency: String,
    /// The logo, a file of this exhibition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Sha256Hash>,
    /// sRGB of the pages.
    pub colour: [u8; 3],
    /// BCP 47, the first one first: zh-CN, en.
    pub languages: Vec<String>,
    pub hold_term: HoldTerm,
    pub allocation: AllocationRule,
    /// The screen in the hall tells what was signed for, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub show_amounts: bool,
}

/// A contract offered at the exhibition, numbered from 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct OfferNo(pub u16);

/// A template that exhibitors sign here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Offer {
    pub name: String,
    /// The template's line: its version is fixed with it.
    pub template: Quote,
    pub sealing: Sealing,
    /// It gives a booth.
    pub with_booth: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<DepositTerm>,
}

/// How the organiser's own side is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Sealing {
    /// 自动签署 with this seal, when its turn comes.
    Automatic { seal: crate::ids::SealId },
    /// After a review, by hand.
    Review,
}

/// What money before the fair is called. The word decides what is owed when one side withdraws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepositKind {
    /// 定金: earnest money, Civil Code art. 586–588; above 20 % of the price the rest is not one.
    Earnest,
    /// 订金: an advance.
    Advance,
    /// 保证金
    Security,
}

/// The deposit that an offer asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DepositTerm {
    pub kind: DepositKind,
    /// In 1/100 % of the price.
    pub share: u16,
}

impl DepositTerm {
    /// Above 20 % 定金 loses its effect for the part that exceeds it (Civil Code art. 586).
    pub fn exceeds_earnest_limit(self) -> bool {
        self.kind == DepositKind::Earnest && self.share > 2_000
    }
}

/// Money as the cashier took it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deposit {
    pub kind: DepositKind,
    /// In 1/100 of the exhibition's currency.
    pub amount: u64,
    /// 单号 of the slip or the transfer.
    pub slip: String,
    /// A photograph of it, a file of this exhibition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Sha256Hash>,
    /// 发票抬头
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_to: Option<String>,
    /// 税号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_number: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum ExhibitionEvent {
    #[serde(rename = "hub.exhibition_founded.v1")]
    Founded {
        details: Details,
        organiser: OrganisationId,
        host: AccountId,
    },
    #[serde(rename = "hub.exhibition_changed.v1")]
    Changed { details: Details },
    #[serde(rename = "hub.exhibition_staffed.v1")]
    Staffed {
        account: AccountId,
        /// All that this person does here from now on; none: nothing any more.
        roles: BTreeSet<StaffRole>,
    },
    /// How many contracts can be concluded here, altogether.
    #[serde(rename = "hub.exhibition_quota_set.v1")]
    QuotaSet { quota: u32 },
    #[serde(rename = "hub.exhibition_offered.v1")]
    Offered { no: OfferNo, offer: Offer },
    #[serde(rename = "hub.exhibition_offer_ended.v1")]
    OfferEnded { no: OfferNo },
    #[serde(rename = "hub.hall_made.v1")]
    HallMade {
        no: HallNo,
        name: String,
        /// The plan, a picture of this exhibition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<Sha256Hash>,
    },
    #[serde(rename = "hub.hall_changed.v1")]
    HallChanged {
        no: HallNo,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<Sha256Hash>,
    },
    /// New, or changed while it is free; its outline can change at any time.
    #[serde(rename = "hub.booth_set.v1")]
    BoothSet { no: BoothNo, plan: BoothPlan },
    #[serde(rename = "hub.booth_removed.v1")]
    BoothRemoved { no: BoothNo },
    #[serde(rename = "hub.exhibition_opened.v1")]
    Opened {},
    #[serde(rename = "hub.exhibition_closed.v1")]
    Closed {},
    #[serde(rename = "hub.exhibition_archived.v1")]
    Archived {},

    #[serde(rename = "hub.exhibitor_applied.v1")]
    Applied {
        no: ExhibitorNo,
        company: String,
        contact: Personal,
        phone: Personal,
        likeness: Likeness,
        /// Earlier ones that are probably the same company.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        like: Vec<ExhibitorNo>,
        /// Who applied, where it was not entered by staff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<AccountId>,
    },
    #[serde(rename = "hub.exhibitor_reviewed.v1")]
    Reviewed {
        no: ExhibitorNo,
        standing: ExhibitorStanding,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Once for each nonce, however often it is scanned.
    #[serde(rename = "hub.exhibitor_checked_in.v1")]
    CheckedIn {
        no: ExhibitorNo,
        nonce: Sha256Hash,
        /// With the exhibitor: 1 and who accompanies them.
        persons: u16,
    },

    #[serde(rename = "hub.booth_held.v1")]
    Held {
        booth: BoothNo,
        by: ExhibitorNo,
        until: Timestamp,
    },
    #[serde(rename = "hub.booth_hold_extended.v1")]
    HoldExtended {
        booth: BoothNo,
        until: Timestamp,
        reason: String,
    },
    #[serde(rename = "hub.booth_hold_released.v1")]
    HoldReleased { booth: BoothNo, by: ExhibitorNo },
    /// By timer.
    #[serde(rename = "hub.booth_hold_lapsed.v1")]
    HoldLapsed { booth: BoothNo, by: ExhibitorNo },

    /// The right to one contract here, with its number, and to a booth where it gives one.
    #[serde(rename = "hub.exhibition_reserved.v1")]
    Reserved {
        act: ActId,
        contract: ContractId,
        by: ExhibitorNo,
        offer: OfferNo,
        number: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booth: Option<BoothNo>,
        until: Timestamp,
        /// What stands in the contract from the start: a file of this exhibition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<Sha256Hash>,
    },
    /// The contract's line that quotes the reservation: it is open, and its parties sign.
    #[serde(rename = "hub.exhibition_contracted.v1")]
    Contracted { act: ActId, used: Quote },
    #[serde(rename = "hub.exhibition_reservation_released.v1")]
    ReservationReleased {
        act: ActId,
        /// Why there will be no contract: a code of the catalogue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    #[serde(rename = "hub.exhibition_reservation_expired.v1")]
    ReservationExpired { act: ActId },
    /// All have signed it.
    #[serde(rename = "hub.exhibition_contract_signed.v1")]
    ContractSigned { contract: ContractId, by_line: Quote },
    /// The contract is void or was called off: its booth is free again, its number stays used.
    #[serde(rename = "hub.exhibition_contract_ended.v1")]
    ContractEnded { contract: ContractId, by_line: Quote },
    /// To a contract that waited for one, by the host.
    #[serde(rename = "hub.booth_given.v1")]
    BoothGiven { contract: ContractId, booth: BoothNo },
    #[serde(rename = "hub.deposit_recorded.v1")]
    DepositRecorded { contract: ContractId, deposit: Deposit },

    #[serde(rename = "hub.desk_leased.v1")]
    Leased {
        no: LeaseNo,
        desk: String,
        certificate: Sha256Hash,
        numbers: BTreeSet<u32>,
        booths: BTreeSet<BoothNo>,
        until: Timestamp,
    },
    /// What a desk says about its chain while it can be heard; bounds what is believed after a theft.
    #[serde(rename = "hub.desk_head_heard.v1")]
    HeadHeard {
        no: LeaseNo,
        entry: u32,
        head: Sha256Hash,
    },
    #[serde(rename = "hub.desk_entered.v1")]
    DeskEntered {
        no: LeaseNo,
        entry: DeskEntry,
        booth: BoothOutcome,
    },
    /// It came after what was known of a revoked lease.
    #[serde(rename = "hub.desk_entry_in_review.v1")]
    EntryInReview { no: LeaseNo, entry: DeskEntry },
    #[serde(rename = "hub.desk_entry_refused.v1")]
    EntryRefused { no: LeaseNo, entry: u32, reason: String },
    #[serde(rename = "hub.desk_lease_returned.v1")]
    LeaseReturned { no: LeaseNo },
    #[serde(rename = "hub.desk_lease_revoked.v1")]
    LeaseRevoked { no: LeaseNo, reason: String },
}

/// What became of the booth that a desk's entry names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BoothOutcome {
    /// The contract gives none.
    None,
    /// Of its lease, or free: it is this contract's.
    Given,
    /// Another has it and keeps it: this contract waits for another booth. Nobody is named where a desk has it.
    Lost {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<ExhibitorNo>,
    },
    /// Another had it, by contract or by hold, and this contract takes it by the rule.
    Won {
        from: ExhibitorNo,
        /// The other contract, which now waits for another booth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contract: Option<ContractId>,
    },
    /// There is no such booth.
    Unknown,
}

impl EventBody for ExhibitionEvent {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        if let Self::Applied {
            no, contact, phone, ..
        } = self
        {
            for (path, personal) in [("contact", contact), ("phone", phone)] {
                visit(PersonalSlot {
                    path: path.to_owned(),
                    subject: format!("exhibitor/{}", no.0),
                    personal,
                });
            }
        }
    }
}
