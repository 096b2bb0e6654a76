//! Halls and booths 展位, and how long somebody may keep one without a contract.

use super::command::ExhibitionCommand;
use super::exhibitor::ExhibitorNo;
use super::lease::LeaseNo;
use super::state::ExhibitionState;
use crate::aggregate::Timer;
use crate::ids::{ActId, ContractId};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A hall, numbered from 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct HallNo(pub u16);

/// A booth, numbered from 1 within the exhibition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct BoothNo(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoothKind {
    /// 标摊: with walls and a fascia board 楣板.
    Shell,
    /// 光地: bare floor.
    Raw,
}

/// A booth as it is offered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BoothPlan {
    pub hall: HallNo,
    /// As it is painted on the floor: A-012. Unique within the exhibition.
    pub label: String,
    pub kind: BoothKind,
    /// In 1/100 m².
    pub area: u32,
    /// In 1/100 of the exhibition's currency, with every surcharge.
    pub price: u64,
    /// 转角: at a corner.
    #[serde(default)]
    pub corner: bool,
    /// Its corners on the hall's plan, in 1/10,000 of the plan's width and height; empty where none is drawn.
    #[serde(default)]
    pub outline: Vec<[u16; 2]>,
}

/// How long a hold lasts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldTerm {
    Hours(u16),
    /// Until the end of that working day in Shanghai.
    WorkingDays(u16),
}

impl Default for HoldTerm {
    /// What Chinese organisers write into their procedures.
    fn default() -> Self {
        Self::Hours(72)
    }
}

impl HoldTerm {
    /// When a hold that begins at `from` lapses.
    pub fn end(self, from: Timestamp) -> Timestamp {
        match self {
            Self::Hours(hours) => from.plus_millis(i64::from(hours) * 3_600_000),
            Self::WorkingDays(days) => crate::working_days::end_after(from, u32::from(days)),
        }
    }
}

/// Who has a booth now.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Occupancy {
    /// 空闲
    #[default]
    Free,
    /// 预留
    Held { by: ExhibitorNo, until: Timestamp },
    /// Out with a desk that signs without a network.
    Leased { lease: LeaseNo },
    /// A contract is about to quote it; `held_until` is the hold that comes back if it does not.
    Reserved {
        act: ActId,
        by: ExhibitorNo,
        held_until: Option<Timestamp>,
    },
    /// 已签约
    Contracted { by: ExhibitorNo, contract: ContractId },
    /// 已付定金
    Paid { by: ExhibitorNo, contract: ContractId },
}

impl Occupancy {
    /// The exhibitor who has it, by hold or by contract.
    pub fn exhibitor(&self) -> Option<ExhibitorNo> {
        match self {
            Self::Free | Self::Leased { .. } => None,
            Self::Held { by, .. }
            | Self::Reserved { by, .. }
            | Self::Contracted { by, .. }
            | Self::Paid { by, .. } => Some(*by),
        }
    }

    /// The contract that it was given by.
    pub fn contract(&self) -> Option<ContractId> {
        match self {
            Self::Contracted { contract, .. } | Self::Paid { contract, .. } => Some(*contract),
            _ => None,
        }
    }
}

/// A booth with its present holder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Booth {
    pub plan: BoothPlan,
    pub occupancy: Occupancy,
}

const HOLD: &str = "hold/";
const RESERVATION: &str = "reservation/";

/// One for every hold and every open reservation.
pub(super) fn timers(state: &ExhibitionState) -> Vec<Timer> {
    let holds = state
        .booths
        .iter()
        .filter_map(|(no, booth)| match booth.occupancy {
            Occupancy::Held { until, .. } => Some(Timer {
                key: format!("{HOLD}{}", no.0),
                due: until,
            }),
            _ => None,
        });
    let open = state
        .reservations
        .iter()
        .filter(|(_, reservation)| !reservation.expired);
    let reservations = open.map(|(act, reservation)| Timer {
        key: format!("{RESERVATION}{act}"),
        due: reservation.until,
    });
    holds.chain(reservations).collect()
}

pub(super) fn timer_command(key: &str) -> Option<ExhibitionCommand> {
    if let Some(booth) = key.strip_prefix(HOLD) {
        return Some(ExhibitionCommand::LapseHold {
            booth: BoothNo(booth.parse().ok()?),
        });
    }
    let act = key.strip_prefix(RESERVATION)?.parse().ok()?;
    Some(ExhibitionCommand::ExpireReservation { act })
}
