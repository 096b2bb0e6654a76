//! What an account owes before it may host, and what counts as accepting.

use super::*;
use crate::ids::{AccountId, CommandId};
use crate::personal::Seed;
use crate::timestamp::Timestamp;

fn person() -> Caller {
    Caller::Account(AccountId(uuid::Uuid::from_u128(7)))
}

fn give(state: &mut AccountState, by: Caller, body: AccountCommand) -> Result<usize, AccountRejection> {
    let command = Envelope {
        id: CommandId(uuid::Uuid::from_u128(1)),
        at: Timestamp::default(),
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
