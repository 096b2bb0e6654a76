//! Who gets a booth that two contracts name. Written into the exhibition before it opens, so that nobody chooses later.

use super::exhibitor::ExhibitorNo;
use crate::ids::ContractId;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The rule of this exhibition 先报名、先付款、先安排.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationRule {
    /// Whoever applied first.
    #[default]
    FirstApplied,
    /// Whoever paid the deposit first; unpaid ones by application.
    FirstPaid,
    /// Whose contract reached the hub first. A desk without a network is at a disadvantage, and knows it.
    FirstEntered,
}

/// One of two who want the same booth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    pub contract: ContractId,
    pub exhibitor: ExhibitorNo,
    pub applied: Timestamp,
    pub paid: Option<Timestamp>,
}

impl AllocationRule {
    /// Whether the newcomer takes the booth from the one who has it. What cannot be told apart stays as it is.
    pub fn newcomer_wins(self, present: &Claim, newcomer: &Claim) -> bool {
        let by_application = || (newcomer.applied, newcomer.exhibitor) < (present.applied, present.exhibitor);
        match self {
            Self::FirstEntered => false,
            Self::FirstApplied => by_application(),
            Self::FirstPaid => match (present.paid, newcomer.paid) {
                (Some(present), Some(newcomer)) => newcomer < present,
                (Some(_), None) => false,
                (None, Some(_)) => true,
                (None, None) => by_application(),
            },
        }
    }
}
