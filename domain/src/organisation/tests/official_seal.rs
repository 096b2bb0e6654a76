//! One official seal per organisation.

use super::company::{Company, person};
use crate::aggregate::Caller;
use crate::ids::SealId;
use crate::organisation::command::OrganisationCommand as Command;
use crate::organisation::rejection::OrganisationRejection as Rejection;
use uuid::Uuid;

fn seal(n: u128) -> SealId {
    SealId(Uuid::from_u128(n))
}

#[test]
fn a_second_one_waits_until_the_first_is_given_up() {
    let mut company = Company::approved();
    let register = |n| Command::RegisterOfficialSeal { seal: seal(n) };
    company.done(Caller::Hub, register(1));
    assert_eq!(
        company.give(Caller::Hub, register(2)),
        Err(Rejection::OfficialSealExists)
    );
    assert_eq!(company.done(Caller::Hub, register(1)), Vec::new(), "told again");
    let release = |n| Command::ReleaseOfficialSeal { seal: seal(n) };
    assert_eq!(company.done(Caller::Hub, release(2)), Vec::new(), "not its place");
    assert_eq!(company.state.official_seal, Some(seal(1)));
    company.done(Caller::Hub, release(1));
    company.done(Caller::Hub, register(2));
}

#[test]
fn only_the_hub_keeps_the_register() {
    let mut company = Company::approved();
    let register = Command::RegisterOfficialSeal { seal: seal(1) };
    assert_eq!(
        company.give(Caller::Account(person(1)), register),
        Err(Rejection::NotAllowed)
    );
}
