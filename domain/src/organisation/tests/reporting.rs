//! Heads and superiors.

use super::company::Company;
use crate::organisation::command::OrganisationCommand as Command;
use crate::organisation::event::{DepartmentNo, MemberNo, Placement};
use crate::organisation::rejection::OrganisationRejection as Rejection;

const ROOT: DepartmentNo = DepartmentNo(0);
const REGION: DepartmentNo = DepartmentNo(1);
const CITY: DepartmentNo = DepartmentNo(2);

/// A region with a city below it, and three employees; the last one works in the city.
fn company() -> (Company, MemberNo, MemberNo, MemberNo) {
    let mut company = Company::approved();
    for (name, parent) in [("大区", ROOT), ("城市", REGION)] {
        let command = Command::MakeDepartment {
            name: name.to_owned(),
            parent,
        };
        company.by(1, command).unwrap();
    }
    let (region, city, clerk) = (
        company.employ(2, &[]),
        company.employ(3, &[]),
        company.employ(4, &[]),
    );
    let placement = Placement {
        departments: vec![CITY],
        roles: Vec::new(),
    };
    company.by(1, Command::Place { no: clerk, placement }).unwrap();
    (company, region, city, clerk)
}

fn lead(company: &mut Company, no: DepartmentNo, head: MemberNo) {
    let head = Some(head);
    company.by(1, Command::SetDepartmentHead { no, head }).unwrap();
}

fn put_under(company: &mut Company, no: MemberNo, superior: MemberNo) -> Result<(), Rejection> {
    let superior = Some(superior);
    company.by(1, Command::SetSuperior { no, superior }).map(drop)
}

#[test]
fn the_nearest_active_head_leads() {
    let (mut company, region, city, clerk) = company();
    assert_eq!(company.state.heads_of_member(clerk), []);
    lead(&mut company, REGION, region);
    assert_eq!(company.state.heads_of_member(clerk), [region]);
    lead(&mut company, CITY, city);
    assert_eq!(company.state.heads_of_member(clerk), [city]);
    company.by(1, Command::Suspend { no: city }).unwrap();
    assert_eq!(company.state.heads_of_member(clerk), [region]);
}

#[test]
fn a_head_is_led_by_the_one_above() {
    let (mut company, region, _, clerk) = company();
    lead(&mut company, CITY, clerk);
    lead(&mut company, REGION, region);
    assert_eq!(company.state.heads_of_member(clerk), [region]);
}

#[test]
fn a_changed_department_keeps_its_head() {
    let (mut company, _, city, clerk) = company();
    lead(&mut company, CITY, city);
    let command = Command::ChangeDepartment {
        no: CITY,
        name: "新城市".to_owned(),
        parent: ROOT,
    };
    company.by(1, command).unwrap();
    assert_eq!(company.state.heads_of_member(clerk), [city]);
}

#[test]
fn superiors_go_round_in_no_circle() {
    let (mut company, region, city, clerk) = company();
    put_under(&mut company, clerk, city).unwrap();
    put_under(&mut company, city, region).unwrap();
    assert_eq!(company.state.superior_of(clerk), Some(city));
    assert_eq!(
        put_under(&mut company, region, clerk),
        Err(Rejection::SuperiorLoop)
    );
    assert_eq!(
        put_under(&mut company, clerk, clerk),
        Err(Rejection::SuperiorLoop)
    );
}

#[test]
fn whoever_leaves_leads_nobody() {
    let (mut company, _, city, clerk) = company();
    lead(&mut company, CITY, city);
    put_under(&mut company, clerk, city).unwrap();
    let command = Command::LetGo {
        no: city,
        successor: None,
        open_contracts: 0,
    };
    company.by(1, command).unwrap();
    assert_eq!(company.state.superior_of(clerk), None);
    assert_eq!(company.state.heads_of_member(clerk), []);
    let head = Some(city);
    let again = company.by(1, Command::SetDepartmentHead { no: CITY, head });
    assert_eq!(again, Err(Rejection::NoMember));
}

#[test]
fn only_whoever_manages_members_says_who_leads() {
    let (mut company, region, _, _) = company();
    let command = Command::SetDepartmentHead {
        no: REGION,
        head: Some(region),
    };
    assert_eq!(company.by(2, command), Err(Rejection::NotAllowed));
    let command = Command::SetSuperior {
        no: region,
        superior: None,
    };
    assert_eq!(company.by(2, command), Err(Rejection::NotAllowed));
}
