//! From the picture to a seal in use.

use super::desk::{Desk, RECORD, organisation, picture};
use crate::aggregate::Caller;
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::person;
use crate::organisation::warrant::SealAct;
use crate::seal::command::SealCommand as Command;
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::{Picture, SealKind, SealOwner, Source};
use crate::seal::rejection::SealRejection as Rejection;
use crate::seal::state::SealStanding as Standing;

#[test]
fn a_template_seal_waits_for_the_super_administrator_alone() {
    let mut desk = Desk::company();
    desk.make(2, SealKind::Contract, Source::Template).unwrap();
    assert_eq!(desk.state.standing, Standing::AwaitingSuperAdministrator);
    assert_eq!(desk.confirm(2), Err(Rejection::NotAllowed));
    desk.confirm(1).unwrap();
    assert_eq!(desk.state.standing, Standing::Entering);
    desk.enter().unwrap();
    assert_eq!(desk.state.standing, Standing::InUse);
}

#[test]
fn an_uploaded_seal_waits_for_the_reviewer_first_with_three_working_days() {
    let mut desk = Desk::company();
    // Friday 2026-11-20, noon in Shanghai.
    desk.pass(1_795_147_200_000);
    let made = desk.make(2, SealKind::Contract, Source::Uploaded).unwrap();
    let Event::Made {
        review_due: Some(due),
        ..
    } = &made[0]
    else {
        panic!("{made:?}")
    };
    assert_eq!(due.civil(480).to_string(), "2026-11-26 00:00:00 +08:00");
    assert_eq!(desk.confirm(1), Err(Rejection::NothingPending));
    let reviewer = person(9);
    assert_eq!(
        desk.by(9, Command::PassReview { reviewer }),
        Err(Rejection::NotAllowed)
    );
    desk.give(Caller::Hub, Command::PassReview { reviewer }).unwrap();
    assert_eq!(desk.state.standing, Standing::AwaitingSuperAdministrator);
    desk.confirm(1).unwrap();
}

#[test]
fn a_refused_seal_stays_refused() {
    let mut desk = Desk::company();
    desk.make(2, SealKind::Contract, Source::Uploaded).unwrap();
    let (reviewer, reason) = (person(9), "图像不清晰".to_owned());
    let refuse = Command::FailReview { reviewer, reason };
    desk.give(Caller::Hub, refuse).unwrap();
    assert_eq!(desk.state.standing, Standing::Refused);
    assert_eq!(desk.confirm(1), Err(Rejection::NothingPending));
    assert_eq!(desk.enter(), Err(Rejection::NothingPending));
}

#[test]
fn the_super_administrator_can_decline() {
    let mut desk = Desk::company();
    desk.make(2, SealKind::Finance, Source::Template).unwrap();
    let warrant = desk.warrant(1, SealAct::Decide).unwrap();
    let reason = "名称有误".to_owned();
    desk.by(1, Command::Decline { warrant, reason }).unwrap();
    assert_eq!(desk.state.standing, Standing::Refused);
}

#[test]
fn an_employee_without_the_right_makes_none() {
    let mut desk = Desk::company();
    assert_eq!(
        desk.make(3, SealKind::Contract, Source::Template),
        Err(Rejection::NotAllowed)
    );
}

#[test]
fn a_warrant_for_one_thing_is_none_for_another() {
    let mut desk = Desk::company();
    let make = |warrant| Command::Make {
        owner: SealOwner::Organisation(organisation()),
        kind: SealKind::Official,
        name: "公章".to_owned(),
        source: Source::Template,
        picture: picture(),
        warrant: Some(warrant),
    };
    let other_kind = desk.warrant(2, SealAct::Make(SealKind::Contract)).unwrap();
    assert_eq!(desk.by(2, make(other_kind)), Err(Rejection::NotAllowed));
    let other_person = desk.warrant(1, SealAct::Make(SealKind::Official)).unwrap();
    assert_eq!(desk.by(2, make(other_person)), Err(Rejection::NotAllowed));
}

#[test]
fn a_legal_representatives_seal_is_made_by_that_person() {
    let mut desk = Desk::company();
    assert_eq!(
        desk.warrant(2, SealAct::Make(SealKind::LegalRepresentative))
            .unwrap_err(),
        OrganisationRejection::LegalRepresentativeOnly
    );
    desk.make(1, SealKind::LegalRepresentative, Source::Template)
        .unwrap();
}

#[test]
fn a_person_makes_their_own_seal_and_no_other() {
    let own = |owner: u8, kind| Command::Make {
        owner: SealOwner::Person(person(owner)),
        kind,
        name: "签名".to_owned(),
        source: Source::Drawn,
        picture: picture(),
        warrant: None,
    };
    let mut desk = Desk::company();
    assert_eq!(desk.by(3, own(4, SealKind::Personal)), Err(Rejection::NotAllowed));
    assert_eq!(
        desk.by(3, own(3, SealKind::Official)),
        Err(Rejection::KindOfOwner)
    );
    desk.by(3, own(3, SealKind::Personal)).unwrap();
    assert_eq!(desk.state.standing, Standing::Entering);
    desk.enter().unwrap();
    let request = desk.bare_request(1, person(3), None);
    desk.give(Caller::Hub, Command::Permit(request)).unwrap();
    let somebody = desk.bare_request(2, person(4), None);
    assert_eq!(
        desk.give(Caller::Hub, Command::Permit(somebody)),
        Err(Rejection::NoLiveGrant)
    );
}

#[test]
fn a_picture_has_the_size_of_a_seal() {
    let mut desk = Desk::company();
    let make = Command::Make {
        owner: SealOwner::Person(person(3)),
        kind: SealKind::Personal,
        name: "签名".to_owned(),
        source: Source::Drawn,
        picture: Picture {
            width: 400,
            ..picture()
        },
        warrant: None,
    };
    assert_eq!(desk.by(3, make), Err(Rejection::Size));
}

#[test]
fn it_comes_into_use_once_and_by_the_hub() {
    let mut desk = Desk::company();
    desk.make(2, SealKind::Official, Source::Template).unwrap();
    desk.confirm(1).unwrap();
    let until = desk.now().plus_millis(1000);
    let enter = Command::ComeIntoUse {
        record: RECORD,
        certificate: None,
        until,
    };
    assert_eq!(desk.by(1, enter.clone()), Err(Rejection::NotAllowed));
    desk.give(Caller::Hub, enter.clone()).unwrap();
    assert_eq!(desk.give(Caller::Hub, enter), Err(Rejection::NothingPending));
}
