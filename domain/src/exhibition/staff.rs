//! Who works at an exhibition, and what for. These rights end with it and give none elsewhere.

use serde::{Deserialize, Serialize};

/// What somebody does at this exhibition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// 主办: may do everything here.
    Host,
    /// 签约台
    DeskClerk,
    /// 审核
    Reviewer,
    /// 收银
    Cashier,
    /// 舞台导演
    StageDirector,
    /// 入口
    Door,
}

/// What is done at an exhibition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duty {
    /// Its data, floor, offers, quota and people.
    SetUp,
    /// Applications and imports, reviews of them.
    Exhibitors,
    /// Holds of booths, their extension and release.
    Booths,
    /// Check-in.
    Door,
    /// Deposits.
    Money,
    /// Leases of desks, and what they bring back.
    Desks,
}

impl StaffRole {
    /// Whether this role is for `duty`.
    pub fn may(self, duty: Duty) -> bool {
        match self {
            Self::Host => true,
            Self::DeskClerk => matches!(duty, Duty::Exhibitors | Duty::Booths | Duty::Door),
            Self::Reviewer => matches!(duty, Duty::Exhibitors | Duty::Booths),
            Self::Cashier => matches!(duty, Duty::Money),
            Self::StageDirector => false,
            Self::Door => matches!(duty, Duty::Door),
        }
    }
}
