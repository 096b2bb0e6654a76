//! Registering, review, a new name, the end.

use super::company::{Company, licence, person};
use crate::aggregate::{Aggregate, Caller};
use crate::organisation::Organisation;
use crate::organisation::command::{LicenceData, OrganisationCommand as Command};
use crate::organisation::decide::ending::COOLING_OFF_MS;
use crate::organisation::permission::Permission;
use crate::organisation::rejection::OrganisationRejection as Rejection;
use crate::organisation::state::Standing;

fn register(licence: LicenceData) -> Command {
    Command::Register {
        licence,
        registrant_name: "林望舒".to_owned(),
        is_legal_representative: false,
    }
}

#[test]
fn nothing_is_possible_before_the_review() {
    let mut company = Company::default();
    assert_eq!(company.by(1, Command::Approve), Err(Rejection::NotRegistered));
    company.done(Caller::Account(person(1)), register(licence()));
    assert_eq!(company.state.standing, Standing::UnderReview);
    assert!(!company.state.may(person(1), Permission::StartContracts));
    let invite = Command::Invite { people: Vec::new() };
    assert_eq!(company.by(1, invite), Err(Rejection::NotActing));
    assert_eq!(
        company.by(1, Command::Approve),
        Err(Rejection::NotAllowed),
        "not one's own reviewer"
    );
    assert_eq!(
        company.by(2, register(licence())),
        Err(Rejection::AlreadyRegistered)
    );
}

#[test]
fn a_wrong_code_is_refused_at_once() {
    let mut wrong = licence();
    wrong.credit_code = "91350100M000100Y44".to_owned();
    assert_eq!(
        Company::default().by(1, register(wrong)),
        Err(Rejection::CreditCode)
    );
}

#[test]
fn a_refusal_can_be_mended() {
    let mut company = Company::default();
    company.done(Caller::Account(person(1)), register(licence()));
    let reason = "执照照片不清晰".to_owned();
    company.done(
        Caller::Hub,
        Command::Refuse {
            reason: reason.clone(),
        },
    );
    assert_eq!(company.state.refusal.as_deref(), Some(reason.as_str()));
    assert_eq!(
        company.give(Caller::Hub, Command::Approve),
        Err(Rejection::NotUnderReview)
    );
    let again = || Command::SubmitAgain { licence: licence() };
    assert_eq!(company.by(2, again()), Err(Rejection::NotAllowed));
    company.by(1, again()).unwrap();
    company.done(Caller::Hub, Command::Approve);
    assert!(company.state.may(person(1), Permission::ManageSeals));
}

#[test]
fn an_old_name_is_kept() {
    let mut company = Company::approved();
    let name = "青屿能源集团有限公司".to_owned();
    company.by(1, Command::Rename { name }).unwrap();
    assert_eq!(company.state.earlier_names, ["青屿新能源有限公司"]);
}

#[test]
fn dissolution_waits_and_can_be_withdrawn() {
    let mut company = Company::approved();
    let ask = |open_contracts| Command::AskDissolution { open_contracts };
    assert_eq!(company.by(1, ask(3)), Err(Rejection::OpenContracts));
    company.by(1, ask(0)).unwrap();
    let due = Organisation::timers(&company.state)[0].due;
    assert_eq!(due, company.now.plus_millis(COOLING_OFF_MS));
    assert_eq!(company.done(Caller::Hub, Command::Dissolve), [], "too early");
    company.by(1, Command::WithdrawDissolution).unwrap();
    company.now = due;
    assert_eq!(company.done(Caller::Hub, Command::Dissolve), [], "withdrawn");
    company.by(1, ask(0)).unwrap();
    company.now = Organisation::timers(&company.state)[0].due;
    assert_eq!(company.done(Caller::Hub, Command::Dissolve).len(), 1);
    assert!(!company.state.may(person(1), Permission::StartContracts));
    assert_eq!(Organisation::timers(&company.state), []);
}
