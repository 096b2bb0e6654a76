//! No sequence of booth, hold, quota, lease and contract commands concludes more contracts than the quota allows, or
//! gives a booth to two. `PROPTEST_CASES` asks for more.
//!
//! The invariants of the state are checked after every command ([`super::fair::Fair`]). Who was given a booth is kept
//! here a second time, from the events alone.

use super::fair::{DAY, Fair, act, contract, line_of};
use crate::exhibition::allocation::AllocationRule;
use crate::exhibition::command::ExhibitionCommand as Command;
use crate::exhibition::event::{BoothOutcome, ExhibitionEvent as Event};
use crate::exhibition::exhibitor::ExhibitorNo;
use crate::exhibition::floor::{BoothNo, Occupancy};
use crate::exhibition::lease::{LeaseNo, LeaseStanding};
use crate::ids::ContractId;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
enum Step {
    Pass(i64),
    Timers,
    Quota(u32),
    Hold(u32, u32),
    ReleaseHold(u32),
    Reserve(u8, u32, Option<u32>),
    /// In time, or so many milliseconds ago.
    Confirm(u8, i64),
    Release(u8),
    End(u8),
    Lease(u32, Vec<u32>),
    Head(u32),
    /// The desk signs so many, for this booth at first.
    Sign(u32, u8, Option<u32>),
    Return(u32),
    Revoke(u32),
    Judge(u32, u32, bool),
    GiveBooth(u8, u32),
}

fn step() -> impl Strategy<Value = Step> {
    let booth = 1..5u32;
    let who = 1..5u32;
    let n = 1..40u8;
    let lease = 1..4u32;
    let some_booth = prop::option::of(booth.clone());
    prop_oneof![
        1 => prop::sample::select(vec![1, 60_000, 1_900_000, DAY, 4 * DAY]).prop_map(Step::Pass),
        2 => Just(Step::Timers),
        1 => (0..12u32).prop_map(Step::Quota),
        4 => (booth.clone(), who.clone()).prop_map(|(booth, who)| Step::Hold(booth, who)),
        1 => booth.clone().prop_map(Step::ReleaseHold),
        6 => (n.clone(), who, some_booth.clone()).prop_map(|(n, who, booth)| Step::Reserve(n, who, booth)),
        5 => (n.clone(), prop::sample::select(vec![0, 60_000, DAY])).prop_map(|(n, ago)| Step::Confirm(n, ago)),
        2 => n.clone().prop_map(Step::Release),
        2 => n.clone().prop_map(Step::End),
        3 => (1..5u32, prop::collection::vec(booth.clone(), 0..3)).prop_map(|(count, booths)| Step::Lease(count, booths)),
        2 => lease.clone().prop_map(Step::Head),
        6 => (lease.clone(), 1..4u8, some_booth).prop_map(|(lease, count, booth)| Step::Sign(lease, count, booth)),
        2 => lease.clone().prop_map(Step::Return),
        1 => lease.clone().prop_map(Step::Revoke),
        2 => (lease, 1..6u32, any::<bool>()).prop_map(|(lease, entry, yes)| Step::Judge(lease, entry, yes)),
        2 => (n, booth).prop_map(|(n, booth)| Step::GiveBooth(n, booth)),
    ]
}

/// Which contract has which booth, and which stand, from the events alone.
#[derive(Default)]
struct Books {
    reserved: BTreeMap<crate::ids::ActId, (ContractId, Option<BoothNo>)>,
    booths: BTreeMap<BoothNo, ContractId>,
    standing: BTreeSet<ContractId>,
    numbers: BTreeSet<u32>,
}

impl Books {
    fn give(&mut self, booth: BoothNo, contract: ContractId) {
        let before = self.booths.insert(booth, contract);
        assert_eq!(before, None, "booth {booth:?} was given twice");
    }

    fn keep(&mut self, event: &Event) {
        match event {
            Event::Reserved {
                act, contract, booth, ..
            } => {
                self.reserved.insert(*act, (*contract, *booth));
            }
            Event::Contracted { act, .. } => {
                let (contract, booth) = self.reserved[act];
                assert!(self.standing.insert(contract), "concluded twice");
                if let Some(booth) = booth {
                    self.give(booth, contract);
                }
            }
            Event::ContractEnded { contract, .. } => {
                self.standing.remove(contract);
                self.booths.retain(|_, of| of != contract);
            }
            Event::DeskEntered { entry, booth, .. } => {
                assert!(self.standing.insert(entry.contract), "concluded twice");
                assert!(self.numbers.insert(entry.number), "a number twice");
                match (booth, entry.booth) {
                    (BoothOutcome::Given, Some(no)) => self.give(no, entry.contract),
                    (BoothOutcome::Won { contract, .. }, Some(no)) => {
                        assert_eq!(self.booths.remove(&no), *contract, "won from whoever had it");
                        self.give(no, entry.contract);
                    }
                    _ => {}
                }
            }
            Event::BoothGiven { contract, booth } => self.give(*booth, *contract),
            _ => {}
        }
    }
}

struct Run {
    fair: Fair,
    books: Books,
    /// Contracts signed at desks so far.
    desk_contracts: u8,
}

impl Run {
    fn step(&mut self, step: Step) {
        let before = self.fair.events.len();
        self.give(step);
        for recorded in &self.fair.events[before..] {
            self.books.keep(&recorded.event);
            let standing = u32::try_from(self.books.standing.len()).unwrap();
            assert!(standing <= self.fair.state.quota, "more contracts than the quota");
        }
        for (no, booth) in &self.fair.state.booths {
            assert_eq!(
                booth.occupancy.contract(),
                self.books.booths.get(no).copied(),
                "booth {no:?}"
            );
        }
    }

    fn give(&mut self, step: Step) {
        let fair = &mut self.fair;
        match step {
            Step::Pass(millis) => fair.pass(millis),
            Step::Timers => {
                use crate::aggregate::Aggregate;
                use crate::exhibition::Exhibition;
                for timer in Exhibition::timers(&fair.state) {
                    if timer.due <= fair.now {
                        let command = Exhibition::timer_command(&timer.key).unwrap();
                        assert!(
                            !fair.hub(command).unwrap().is_empty(),
                            "a due timer does something"
                        );
                    }
                }
            }
            Step::Quota(quota) => drop(fair.by(1, Command::SetQuota { quota })),
            Step::Hold(booth, who) => drop(fair.hold(booth, who)),
            Step::ReleaseHold(booth) => {
                drop(fair.by(
                    2,
                    Command::ReleaseHold {
                        booth: BoothNo(booth),
                    },
                ));
            }
            Step::Reserve(n, who, booth) => drop(fair.reserve(n, who, booth)),
            Step::Confirm(n, ago) => {
                let (used, used_at) = (line_of(n), fair.now.plus_millis(-ago));
                let confirm = Command::Confirm {
                    act: act(n),
                    used,
                    used_at,
                };
                drop(fair.hub(confirm));
            }
            Step::Release(n) => drop(fair.hub(Command::ReleaseReservation {
                act: act(n),
                code: None,
            })),
            Step::End(n) => {
                let end = Command::EndContract {
                    contract: contract(n),
                    by_line: line_of(n),
                };
                drop(fair.hub(end));
            }
            Step::Lease(count, booths) => drop(fair.lease(count, &booths)),
            Step::GiveBooth(n, booth) => {
                let (contract, booth) = (contract(n), BoothNo(booth));
                drop(fair.by(2, Command::GiveBooth { contract, booth }));
            }
            step => self.desk(step),
        }
    }

    fn desk(&mut self, step: Step) {
        let fair = &mut self.fair;
        let known = |fair: &Fair, no: u32| fair.state.leases.get(&LeaseNo(no)).cloned();
        match step {
            Step::Head(no) => {
                let Some(lease) = known(fair, no) else { return };
                let entry = lease.entered + 1;
                let head = crate::hash::Sha256Hash([entry as u8; 32]);
                drop(fair.hub(Command::HearHead {
                    no: LeaseNo(no),
                    entry,
                    head,
                }));
            }
            Step::Sign(no, count, booth) => {
                let Some(lease) = known(fair, no) else { return };
                let entries = (1..=count).map(|place| {
                    self.desk_contracts += 1;
                    let n = 100 + self.desk_contracts % 100;
                    let booth = booth.filter(|_| place == 1);
                    let mut entry = fair.desk_entry(LeaseNo(no), lease.entered + u32::from(place), n, booth);
                    entry.exhibitor = ExhibitorNo(u32::from(n % 4) + 1);
                    entry
                });
                let entries = entries.collect();
                drop(fair.hub(Command::EnterDesk {
                    no: LeaseNo(no),
                    entries,
                }));
            }
            Step::Return(no) => {
                let Some(lease) = known(fair, no) else { return };
                let entered = lease.entered;
                let returned = fair.hub(Command::ReturnLease {
                    no: LeaseNo(no),
                    entered,
                });
                if returned.is_ok() && lease.standing == LeaseStanding::Out {
                    let own =
                        |booth: &Occupancy| matches!(booth, Occupancy::Leased { lease } if lease.0 == no);
                    assert!(!fair.state.booths.values().any(|booth| own(&booth.occupancy)));
                }
            }
            Step::Revoke(no) => {
                let (no, reason) = (LeaseNo(no), "丢失".to_owned());
                drop(fair.by(1, Command::RevokeLease { no, reason }));
            }
            Step::Judge(no, entry, accept) => {
                let (no, reason) = (LeaseNo(no), "核实".to_owned());
                drop(fair.by(
                    1,
                    Command::JudgeEntry {
                        no,
                        entry,
                        accept,
                        reason,
                    },
                ));
            }
            _ => {}
        }
    }
}

fn run(rule: AllocationRule, steps: Vec<Step>) {
    let fair = Fair::ruled(rule, 4, 6, 4);
    let mut run = Run {
        fair,
        books: Books::default(),
        desk_contracts: 0,
    };
    for step in steps {
        run.step(step);
    }
}

proptest! {
    #[test]
    fn never_more_contracts_than_quota_nor_two_holders_of_a_booth(
        rule in prop::sample::select(vec![
            AllocationRule::FirstApplied,
            AllocationRule::FirstPaid,
            AllocationRule::FirstEntered,
        ]),
        steps in prop::collection::vec(step(), 1..150),
    ) {
        run(rule, steps);
    }
}
