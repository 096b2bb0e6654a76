//! Rules of templates: given, when, then.

mod organisations;

use super::Template;
use super::command::TemplateCommand as Command;
use super::event::{Content, Role, TemplateEvent as Event};
use super::rejection::TemplateRejection as Rejection;
use super::state::TemplateState;
use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, StreamId, TemplateId};
use crate::personal::Seed;
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const OWNER: AccountId = AccountId(Uuid::from_u128(1));
const OTHER: AccountId = AccountId(Uuid::from_u128(2));

fn content(mark: u8, labels: &[&str]) -> Content {
    Content {
        draft: Sha256Hash([mark; 32]),
        document: Sha256Hash::ZERO,
        cover: Sha256Hash::ZERO,
        pages: 2,
        roles: labels
            .iter()
            .map(|label| Role {
                label: (*label).to_owned(),
                organisation: false,
            })
            .collect(),
    }
}

/// One event of each kind, for the golden lines; as a history they need not make sense.
pub fn samples() -> Vec<Event> {
    vec![
        Event::Made {
            owner: OWNER,
            name: "房屋租赁合同".to_owned(),
            folder: Some("租赁".to_owned()),
            content: content(1, &["出租人", "承租人"]),
            copy_of: Some(TemplateId(Uuid::from_u128(3))),
            keeper: None,
        },
        Event::Revised {
            version: 2,
            content: content(2, &["出租人", "承租人"]),
        },
        Event::Filed {
            name: "商铺租赁合同".to_owned(),
            folder: None,
        },
        Event::Disabled {},
        Event::Enabled { cleared: None },
        Event::Deleted {},
    ]
}

fn make() -> Command {
    Command::Make {
        name: " 房屋租赁合同 ".to_owned(),
        folder: Some("  ".to_owned()),
        content: content(1, &["出租人", "承租人"]),
        copy_of: None,
    }
}

/// Gives a command; what follows is in the state then.
fn give(state: &mut TemplateState, by: AccountId, body: Command) -> Result<Vec<Event>, Rejection> {
    let envelope = Envelope {
        id: CommandId(Uuid::nil()),
        at: Timestamp(7),
        by: Caller::Account(by),
        seed: Seed([0; 32]),
        expected_seq: None,
        seen: None,
        answers: None,
        body,
    };
    let events = Template::decide(state, &envelope)?;
    for event in &events {
        let recorded = Recorded {
            seq: 1,
            hash: Sha256Hash::ZERO,
            at: Timestamp(7),
            by: envelope.by,
            event: event.clone(),
        };
        Template::evolve(state, &recorded);
    }
    assert_eq!(Template::broken_invariants(state), Vec::<&str>::new());
    Ok(events)
}

fn made() -> TemplateState {
    let mut state = TemplateState::default();
    give(&mut state, OWNER, make()).unwrap();
    state
}

#[test]
fn what_is_made_can_be_used_at_once_and_lies_at_the_top() {
    let made = made().made.unwrap();
    assert_eq!((made.name.as_str(), made.folder), ("房屋租赁合同", None));
    assert!(made.enabled);
    assert_eq!(made.latest.no, 1);
}

#[test]
fn roles_need_names_of_their_own() {
    for labels in [&["甲方", "甲方 "][..], &["甲方", " "], &[]] {
        let command = Command::Make {
            name: "x".to_owned(),
            folder: None,
            content: content(1, labels),
            copy_of: None,
        };
        let refused = give(&mut TemplateState::default(), OWNER, command);
        assert_eq!(refused, Err(Rejection::Roles), "{labels:?}");
    }
}

#[test]
fn a_version_follows_another_only_where_something_changed() {
    let mut state = made();
    let same = content(1, &["出租人", "承租人"]);
    assert_eq!(
        give(&mut state, OWNER, Command::Revise { content: same }),
        Ok(vec![])
    );
    let other = content(2, &["出租人", "承租人", "中介"]);
    give(&mut state, OWNER, Command::Revise { content: other }).unwrap();
    let made = state.made.unwrap();
    assert_eq!((made.latest.no, made.earlier.len()), (2, 1));
    assert_eq!(made.latest.content.roles.len(), 3);
}

#[test]
fn nobody_but_the_owner_changes_it() {
    let mut state = made();
    for command in [
        Command::Disable,
        Command::Delete,
        Command::Revise {
            content: content(3, &["甲方"]),
        },
    ] {
        assert_eq!(give(&mut state, OTHER, command), Err(Rejection::NotAllowed));
    }
}

#[test]
fn what_is_deleted_is_gone_and_is_not_made_again() {
    let mut state = made();
    give(&mut state, OWNER, Command::Delete).unwrap();
    let stream = StreamId::new(Template::KIND, Uuid::nil());
    assert!(Template::projections(&stream, &state).is_empty());
    assert_eq!(give(&mut state, OWNER, Command::Enable), Err(Rejection::NotMade));
    assert_eq!(give(&mut state, OWNER, make()), Err(Rejection::NotMade));
}
