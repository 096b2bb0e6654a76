//! Types, folders and numbers: what is taken and what is refused.

use super::change::{CabinetChange as Change, CabinetRefusal as Refusal, TypeDetails};
use super::numbering::{DatePart, Numbering};
use super::*;
use crate::day::Day;

fn details(name: &str) -> TypeDetails {
    TypeDetails {
        name: name.to_owned(),
        note: String::new(),
        default: false,
        locked: false,
        numbering: None,
    }
}

fn with(changes: Vec<Change>) -> Cabinet {
    changes.into_iter().fold(Cabinet::default(), |cabinet, change| {
        cabinet.changed(change).unwrap()
    })
}

fn names(cabinet: &Cabinet) -> Vec<&str> {
    cabinet.types.iter().map(|each| each.name.as_str()).collect()
}

#[test]
fn types_stand_in_the_order_that_they_are_put_in() {
    let cabinet = with(vec![
        Change::AddType(details("采购")),
        Change::AddType(details("人事")),
        Change::AddType(details("销售")),
        Change::OrderTypes(vec![3, 1, 2]),
    ]);
    assert_eq!(names(&cabinet), ["销售", "采购", "人事"]);
    assert_eq!(cabinet.version, 4);
    for wrong in [vec![1, 2], vec![1, 2, 2], vec![1, 2, 9], vec![1, 2, 3, 3]] {
        assert_eq!(cabinet.changed(Change::OrderTypes(wrong)), Err(Refusal::Order));
    }
}

#[test]
fn one_type_at_most_is_chosen_beforehand() {
    let default = |name| TypeDetails {
        default: true,
        ..details(name)
    };
    let cabinet = with(vec![
        Change::AddType(default("采购")),
        Change::AddType(default("人事")),
    ]);
    let chosen: Vec<bool> = cabinet.types.iter().map(|each| each.default).collect();
    assert_eq!(chosen, [false, true]);
}

#[test]
fn a_renamed_type_is_still_meant_by_its_former_name() {
    let cabinet = with(vec![
        Change::AddType(details("采购")),
        Change::ChangeType(1, details("采购合同")),
        Change::AddType(details("人事")),
    ]);
    let called = |cabinet: &Cabinet, name: &str| cabinet.type_called(name).map(|each| each.no);
    assert_eq!(called(&cabinet, "采购"), Some(1));
    assert_eq!(called(&cabinet, "采购合同"), Some(1));
    assert_eq!(called(&cabinet, "销售"), None);
    // Another type may take the name, and is meant by it then.
    let cabinet = cabinet.changed(Change::AddType(details("采购"))).unwrap();
    assert_eq!(called(&cabinet, "采购"), Some(3));
}

#[test]
fn a_locked_type_is_only_unlocked() {
    let locked = TypeDetails {
        locked: true,
        ..details("采购")
    };
    let cabinet = with(vec![Change::AddType(locked.clone())]);
    let renamed = TypeDetails {
        name: "其他".to_owned(),
        ..locked
    };
    assert_eq!(
        cabinet.changed(Change::ChangeType(1, renamed)),
        Err(Refusal::Locked)
    );
    assert_eq!(cabinet.changed(Change::RemoveType(1)), Err(Refusal::Locked));
    let open = cabinet.changed(Change::ChangeType(1, details("采购"))).unwrap();
    assert!(open.changed(Change::RemoveType(1)).unwrap().types.is_empty());
}

#[test]
fn names_are_their_own_and_numbers_are_never_used_again() {
    let cabinet = with(vec![
        Change::AddFolder("2026".to_owned()),
        Change::AddFolder("供应商".to_owned()),
    ]);
    for (name, refusal) in [("2026", Refusal::NameTaken), ("  ", Refusal::Name)] {
        assert_eq!(cabinet.changed(Change::AddFolder(name.to_owned())), Err(refusal));
    }
    let taken = Change::RenameFolder(1, "供应商".to_owned());
    assert_eq!(cabinet.changed(taken), Err(Refusal::NameTaken));
    assert_eq!(cabinet.changed(Change::RemoveFolder(7)), Err(Refusal::NotThere));
    let cabinet = cabinet.changed(Change::RemoveFolder(2)).unwrap();
    let cabinet = cabinet.changed(Change::AddFolder("客户".to_owned())).unwrap();
    let folders: Vec<u32> = cabinet.folders.iter().map(|each| each.no).collect();
    assert_eq!(folders, [1, 3]);
}

#[test]
fn numbers_are_prefix_date_and_running_number() {
    let day = Day::parse("2026-11-23").unwrap();
    let rule = |prefix: &str, date| Numbering {
        prefix: prefix.to_owned(),
        date,
        digits: 4,
    };
    for (rule, number) in [
        (rule("CG", DatePart::Month), "CG-202611-0007"),
        (rule("CG", DatePart::Day), "CG-20261123-0007"),
        (rule("CG", DatePart::None), "CG-0007"),
        (rule("", DatePart::Year), "2026-0007"),
        (rule("", DatePart::None), "0007"),
    ] {
        assert_eq!(rule.written(&rule.series(day), 7), number);
    }
    let long = rule("CG", DatePart::None);
    assert_eq!(long.written(&long.series(day), 123_456), "CG-123456");
    assert!(!rule("a b", DatePart::None).is_usable());
    assert!(!rule("<b>", DatePart::None).is_usable());
    let refused = Change::AddType(TypeDetails {
        numbering: Some(rule("\n", DatePart::None)),
        ..details("采购")
    });
    assert_eq!(Cabinet::default().changed(refused), Err(Refusal::Numbering));
}
