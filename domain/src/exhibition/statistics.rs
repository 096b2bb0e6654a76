//! What an exhibition has come to: contracts that all have signed, counted by day, hall and kind of booth.

use super::floor::{BoothKind, HallNo};
use super::state::{Concluded, ExhibitionState};
use crate::day::Day;
use crate::timestamp::Timestamp;
use crate::working_days::SHANGHAI;
use serde::Serialize;
use std::collections::BTreeMap;

/// Contracts of one sort.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Tally {
    pub contracts: u32,
    /// Of their booths, in 1/100 m².
    pub area: u64,
    /// Prices of their booths, in 1/100 of the exhibition's currency.
    pub amount: u64,
    /// Deposits that were received for them, in the same.
    pub received: u64,
}

/// Booths of one sort, with the contracts for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Filled {
    pub booths: u32,
    #[serde(flatten)]
    pub tally: Tally,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Statistics {
    pub total: Tally,
    pub today: Tally,
    /// ISO 8601, of the moment when all had signed, in Shanghai.
    pub days: BTreeMap<String, Tally>,
    pub halls: BTreeMap<HallNo, Filled>,
    pub shell: Filled,
    pub raw: Filled,
    /// Deposits of all contracts that stand, signed by all or not yet, in 1/100 of the currency.
    pub received: u64,
}

impl Statistics {
    /// As they are at `now`. Contracts without a booth count in no hall and no kind.
    pub fn of(state: &ExhibitionState, now: Timestamp) -> Self {
        let mut all = Self::default();
        for hall in state.halls.keys() {
            all.halls.insert(*hall, Filled::default());
        }
        for booth in state.booths.values() {
            all.filled(booth.plan.hall, booth.plan.kind, |filled| filled.booths += 1);
        }
        let today = day(now);
        for (_, contract) in state.concluded() {
            all.received += received(contract);
            let Some(signed) = contract.signed.map(day) else {
                continue;
            };
            all.total.count(state, contract);
            all.days.entry(signed.clone()).or_default().count(state, contract);
            if signed == today {
                all.today.count(state, contract);
            }
            if let Some(booth) = contract.booth.and_then(|no| state.booths.get(&no)) {
                all.filled(booth.plan.hall, booth.plan.kind, |filled| {
                    filled.tally.count(state, contract);
                });
            }
        }
        all
    }

    /// Everything but money.
    pub fn without_amounts(mut self) -> Self {
        let halls = self.halls.values_mut().map(|filled| &mut filled.tally);
        let days = self.days.values_mut();
        let others = [
            &mut self.total,
            &mut self.today,
            &mut self.shell.tally,
            &mut self.raw.tally,
        ];
        for tally in halls.chain(days).chain(others) {
            (tally.amount, tally.received) = (0, 0);
        }
        self.received = 0;
        self
    }

    fn filled(&mut self, hall: HallNo, kind: BoothKind, count: impl Fn(&mut Filled)) {
        count(self.halls.entry(hall).or_default());
        count(match kind {
            BoothKind::Shell => &mut self.shell,
            BoothKind::Raw => &mut self.raw,
        });
    }
}

impl Tally {
    fn count(&mut self, state: &ExhibitionState, contract: &Concluded) {
        let booth = contract.booth.and_then(|no| state.booths.get(&no));
        self.contracts += 1;
        self.area += booth.map_or(0, |booth| u64::from(booth.plan.area));
        self.amount += booth.map_or(0, |booth| booth.plan.price);
        self.received += received(contract);
    }
}

fn received(contract: &Concluded) -> u64 {
    contract.deposit.as_ref().map_or(0, |(deposit, _)| deposit.amount)
}

fn day(at: Timestamp) -> String {
    Day::of(at, SHANGHAI).map_or_else(String::new, |day| day.to_string())
}
