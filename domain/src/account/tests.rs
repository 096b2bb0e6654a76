//! What an account owes before it may host, and what counts as accepting.

use super::command::MeansChange;
use super::event::{Confirmation, IdentityCheck};
use super::state::BEFORE_HOSTING;
use super::*;
use crate::aggregate::Caller;
use crate::agreements::AGREEMENTS;
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::identity_document::DocumentKind;
use crate::ids::{AccountId, CommandId};
use crate::personal::Seed;
use crate::timestamp::Timestamp;

fn person() -> Caller {
    Caller::Account(AccountId(uuid::Uuid::from_u128(7)))
}

fn give(state: &mut AccountState, by: Caller, body: AccountCommand) -> Result<usize, AccountRejection> {
    let command = Envelope {
        id: CommandId(uuid::Uuid::from_u128(1)),
        at: Timestamp(1_795_366_800_000),
        by,
        seed: Seed([0; 32]),
        expected_seq: None,
        seen: None,
        answers: None,
        body,
    };
    let events = Account::decide(state, &command)?;
    for event in &events {
        Account::evolve(
            state,
            &Recorded {
                seq: 1,
                hash: Sha256Hash::of(b""),
                at: command.at,
                by,
                event: event.clone(),
            },
        );
    }
    Ok(events.len())
}

fn opened() -> AccountState {
    let mut state = AccountState::default();
    let open = AccountCommand::Open {
        phone: "13900000000".to_owned(),
    };
    give(&mut state, Caller::Hub, open).unwrap();
    state
}

fn accept(kind: ConsentKind) -> AccountCommand {
    let agreement = AGREEMENTS
        .iter()
        .find(|agreement| agreement.kind == kind)
        .unwrap();
    AccountCommand::AcceptAgreement {
        kind,
        version: agreement.version.to_owned(),
        text: agreement.digests().0,
    }
}

#[test]
fn a_new_account_owes_terms_and_privacy_until_both_are_accepted() {
    let mut state = opened();
    assert_eq!(
        state.owed_agreements(),
        [ConsentKind::Terms, ConsentKind::Privacy]
    );
    assert_eq!(give(&mut state, person(), accept(ConsentKind::Privacy)), Ok(1));
    assert_eq!(state.owed_agreements(), [ConsentKind::Terms]);
    assert_eq!(give(&mut state, person(), accept(ConsentKind::Terms)), Ok(1));
    assert_eq!(state.owed_agreements(), []);
    assert_eq!(
        give(&mut state, person(), accept(ConsentKind::Terms)),
        Ok(0),
        "once"
    );
}

#[test]
fn an_older_version_does_not_count() {
    let mut state = opened();
    for kind in BEFORE_HOSTING {
        state.agreements.push((kind, "0".to_owned()));
    }
    assert_eq!(state.owed_agreements(), BEFORE_HOSTING);
}

#[test]
fn only_a_text_in_force_can_be_accepted_and_only_by_a_person() {
    let mut state = opened();
    let foreign = AccountCommand::AcceptAgreement {
        kind: ConsentKind::Terms,
        version: "1".to_owned(),
        text: Sha256Hash::of(b"another text"),
    };
    assert_eq!(
        give(&mut state, person(), foreign),
        Err(AccountRejection::AgreementChanged)
    );
    let hub = give(&mut state, Caller::Hub, accept(ConsentKind::Terms));
    assert_eq!(hub, Err(AccountRejection::NotAllowed));
    assert_eq!(state.owed_agreements(), BEFORE_HOSTING);
}

fn change(change: MeansChange) -> AccountCommand {
    AccountCommand::ChangeMeans {
        change,
        confirmed: Confirmation::PhoneCode,
    }
}

fn passkey(n: u32) -> MeansChange {
    MeansChange::AddPasskey {
        passkey: Sha256Hash::of(&n.to_le_bytes()),
        key: Sha256Hash::ZERO,
    }
}

#[test]
fn means_are_the_persons_own_to_change() {
    let mut state = opened();
    for by in [Caller::Hub, Caller::Stage] {
        let refused = give(&mut state, by, change(MeansChange::SetPassword));
        assert_eq!(refused, Err(AccountRejection::NotAllowed));
    }
    assert_eq!(
        give(&mut state, person(), change(MeansChange::RemovePassword)),
        Ok(0)
    );
    assert_eq!(
        give(&mut state, person(), change(MeansChange::SetPassword)),
        Ok(1)
    );
    assert!(state.has_password);
    assert_eq!(
        give(&mut state, person(), change(MeansChange::RemovePassword)),
        Ok(1)
    );
    assert!(!state.has_password);
}

#[test]
fn a_passkey_is_added_once_and_goes_when_it_seems_copied() {
    let mut state = opened();
    assert_eq!(give(&mut state, person(), change(passkey(0))), Ok(1));
    assert_eq!(
        give(&mut state, person(), change(passkey(0))),
        Err(AccountRejection::PasskeyKnown)
    );
    let copied = AccountCommand::DistrustPasskey {
        passkey: Sha256Hash::of(&0u32.to_le_bytes()),
    };
    assert_eq!(
        give(&mut state, person(), copied.clone()),
        Err(AccountRejection::NotAllowed)
    );
    assert_eq!(give(&mut state, Caller::Hub, copied.clone()), Ok(1));
    assert_eq!(give(&mut state, Caller::Hub, copied), Ok(0));
    let gone = MeansChange::RemovePasskey {
        passkey: Sha256Hash::of(&0u32.to_le_bytes()),
    };
    assert_eq!(
        give(&mut state, person(), change(gone)),
        Err(AccountRejection::NoPasskey)
    );
    for n in 1..=20 {
        assert_eq!(give(&mut state, person(), change(passkey(n))), Ok(1));
    }
    assert_eq!(
        give(&mut state, person(), change(passkey(21))),
        Err(AccountRejection::TooManyPasskeys)
    );
}

fn verify(check: IdentityCheck, name: &str, number: &str) -> AccountCommand {
    AccountCommand::VerifyIdentity {
        check,
        document: DocumentKind::ResidentIdCard,
        name: name.into(),
        number: number.into(),
        receipt: String::new(),
    }
}

#[test]
fn an_account_stays_one_person() {
    let (number, other) = ("11010519491231002x", "110105200002290014");
    let mut state = opened();
    let by_number = |name, number| verify(IdentityCheck::NumberAndCode, name, number);
    assert_eq!(
        give(&mut state, person(), by_number("张伟", number)),
        Err(AccountRejection::NotAllowed)
    );
    let wrong = by_number("张伟", "110105194912310021");
    assert_eq!(
        give(&mut state, Caller::Hub, wrong),
        Err(AccountRejection::DocumentNumber)
    );
    assert_eq!(
        give(&mut state, Caller::Hub, by_number(" ", number)),
        Err(AccountRejection::Name)
    );
    assert_eq!(give(&mut state, Caller::Hub, by_number("张伟", number)), Ok(1));
    assert_eq!(
        give(&mut state, Caller::Hub, by_number("李娜", number)),
        Err(AccountRejection::OtherPerson)
    );
    assert!(give(&mut state, Caller::Hub, by_number("张伟", other)).is_err());
    let face = verify(IdentityCheck::TencentFaceId, "张伟", number);
    assert_eq!(give(&mut state, Caller::Hub, face), Ok(1));
    // A weaker check afterwards takes nothing away.
    assert_eq!(give(&mut state, Caller::Hub, by_number("张伟", number)), Ok(0));
    assert!(state.identity.unwrap().check.saw_face());
}

#[test]
fn a_number_changes_by_its_person_and_identity_counts_only_where_there_is_one() {
    let mut state = opened();
    let to = |phone: &str, confirmed| AccountCommand::ChangePhone {
        phone: phone.into(),
        confirmed,
    };
    let code = Confirmation::PhoneCode;
    assert_eq!(
        give(&mut state, Caller::Hub, to("13911111111", code)),
        Err(AccountRejection::NotAllowed)
    );
    assert_eq!(
        give(&mut state, person(), to("139", code)),
        Err(AccountRejection::Phone)
    );
    let identity = to("13911111111", Confirmation::Identity);
    assert_eq!(
        give(&mut state, person(), identity),
        Err(AccountRejection::NotVerified)
    );
    assert_eq!(give(&mut state, person(), to("13900000000", code)), Ok(0));
    assert_eq!(give(&mut state, person(), to("13911111111", code)), Ok(1));
    assert_eq!(state.phone.unwrap().text(), "13911111111");
}
