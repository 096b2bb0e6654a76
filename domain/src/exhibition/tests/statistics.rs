//! What an exhibition has come to, by day, hall and kind.

use super::fair::{DAY, Fair, contract, line_of};
use crate::exhibition::command::ExhibitionCommand as Command;
use crate::exhibition::event::{Deposit, DepositKind};
use crate::exhibition::floor::HallNo;
use crate::exhibition::statistics::{Statistics, Tally};

fn signed(fair: &mut Fair, n: u8, exhibitor: u32, booth: u32) {
    fair.sign(n, exhibitor, Some(booth));
    fair.hub(Command::RecordSigned {
        contract: contract(n),
        by_line: line_of(n),
    })
    .unwrap();
}

#[test]
fn only_what_all_have_signed_counts_on_the_day_when_they_had() {
    let mut fair = Fair::open(3, 9, 3);
    signed(&mut fair, 1, 1, 1);
    fair.sign(2, 2, Some(2));
    fair.pass(DAY);
    signed(&mut fair, 3, 3, 3);
    let deposit = Deposit {
        kind: DepositKind::Advance,
        amount: 240_000,
        slip: "S1".into(),
        picture: None,
        invoice_to: None,
        tax_number: None,
    };
    for contract in [contract(2), contract(3)] {
        let deposit = deposit.clone();
        fair.by(3, Command::RecordDeposit { contract, deposit }).unwrap();
    }
    let all = Statistics::of(&fair.state, fair.now);
    let one = |received| Tally {
        contracts: 1,
        area: 900,
        amount: 1_200_000,
        received,
    };
    assert_eq!(all.today, one(240_000));
    assert_eq!(
        all.days.values().copied().collect::<Vec<_>>(),
        [one(0), one(240_000)]
    );
    assert_eq!((all.total.contracts, all.total.amount), (2, 2_400_000));
    assert_eq!((all.shell.booths, all.shell.tally.contracts), (3, 2));
    assert_eq!(all.halls[&HallNo(1)], all.shell);
    assert_eq!((all.raw.booths, all.raw.tally), (0, Tally::default()));

    assert_eq!(all.received, 480_000, "also of what is not signed by all yet");

    let shown = all.without_amounts();
    assert_eq!(
        (shown.total.contracts, shown.total.amount, shown.received),
        (2, 0, 0)
    );
    assert!(
        shown
            .days
            .values()
            .all(|tally| tally.amount + tally.received == 0)
    );
}

#[test]
fn a_contract_that_ended_counts_no_more() {
    let mut fair = Fair::open(1, 9, 1);
    signed(&mut fair, 1, 1, 1);
    fair.hub(Command::EndContract {
        contract: contract(1),
        by_line: line_of(1),
    })
    .unwrap();
    assert_eq!(Statistics::of(&fair.state, fair.now).total, Tally::default());
}
