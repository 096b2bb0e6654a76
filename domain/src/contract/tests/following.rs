//! Work that follows from events.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::Aggregate;
use crate::contract::Contract;
use crate::contract::effect::{ContractEffect as Effect, HEAD_EVERY, LeafKind};
use crate::contract::state::ContractState;

/// The effects of every event, with its kind.
fn effects(session: &Session) -> Vec<(&str, Effect)> {
    let mut state = ContractState::default();
    let mut all = Vec::new();
    for (event, kind) in session.events.iter().zip(session.kinds_after(0)) {
        Contract::evolve(&mut state, event);
        all.extend(
            Contract::effects(&state, event)
                .into_iter()
                .map(|effect| (kind, effect)),
        );
    }
    all
}

fn is_head(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Anchor {
            leaf: LeafKind::Head,
            ..
        }
    )
}

#[test]
fn a_ceremony_asks_for_its_work_in_order() {
    let session = given::closed(&together(2));
    let line = |kind: &str| {
        let line = &session.lines[session.kinds_after(0).iter().position(|k| *k == kind).unwrap()];
        (line.seq, line.hash)
    };
    let anchor = |leaf, (n, hash)| Effect::Anchor { leaf, n, hash };
    let (from_seq, from_hash) = line("sealed");
    let (n, hash) = line("closed");
    let expected = [
        ("opened", Effect::Prepare),
        ("opened", anchor(LeafKind::Open, line("opened"))),
        ("prepared", Effect::Invite { parties: Vec::new() }),
        ("sealing_due", Effect::Seal),
        ("sealed", Effect::RenderFilm { from_seq, from_hash }),
        ("closed", anchor(LeafKind::Close, line("closed"))),
        ("closed", Effect::Keep { n, hash }),
    ];
    let asked: Vec<_> = effects(&session)
        .into_iter()
        .filter(|(_, effect)| !is_head(effect))
        .collect();
    assert_eq!(asked, expected);
}

#[test]
fn a_live_session_is_anchored_every_fifty_lines() {
    let mut session = given::signing(&together(1));
    for stroke in 1..=120 {
        given::done(&mut session, party(P1), draw(field(P1), stroke));
    }
    let heads: Vec<u64> = effects(&session)
        .into_iter()
        .filter_map(|(_, effect)| match effect {
            Effect::Anchor {
                leaf: LeafKind::Head,
                n,
                hash,
            } => {
                assert_eq!(hash, session.lines[n as usize - 1].hash);
                Some(n)
            }
            _ => None,
        })
        .collect();
    assert_eq!(heads, [HEAD_EVERY, 2 * HEAD_EVERY]);
}

#[test]
fn a_key_that_no_timer_has_is_no_command() {
    for key in ["", "grant", "grant/", "grant/x", "grant/256", "close/1", "other"] {
        assert_eq!(Contract::timer_command(key), None, "{key}");
    }
}
