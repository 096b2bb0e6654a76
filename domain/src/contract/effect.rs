//! Work that follows from a contract's events, and its deadlines.

use super::command::ContractCommand;
use super::event::{ContractEvent, Phase};
use super::state::ContractState;
use crate::aggregate::{EffectBody, Recorded, Timer};
use crate::hash::Sha256Hash;
use crate::ids::PartyNo;
use serde::{Deserialize, Serialize};

/// What the hub must do. Each is idempotent and answered by the command named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum ContractEffect {
    /// Write R0 and the page images → `RecordPrepared` or `RecordPrepareFailed`.
    Prepare,
    /// Send every party its link through the outbox. Reports nothing.
    Invite,
    /// Commit a leaf with this head to the Merkle log. Reports nothing.
    Anchor {
        leaf: LeafKind,
        n: u64,
        hash: Sha256Hash,
    },
    /// Make the signatures that are still missing → `RecordPartySigned` each, then `RecordPreserved` or
    /// `RecordNoPreservation`, then `RecordSealed`.
    Seal,
    /// Draw the film → `RecordFilm` or `RecordNoFilm`.
    RenderFilm { from_seq: u64, from_hash: Sha256Hash },
}

/// Which moment of the session a leaf states (evidence 8.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafKind {
    Open,
    Head,
    Close,
}

impl EffectBody for ContractEffect {}

/// Heads go to the Merkle log every so many lines while a session is live (evidence 8.3).
pub const HEAD_EVERY: u64 = 50;
/// A sealed session with its film closes by itself after this time.
pub const CLOSE_AFTER_MS: i64 = 10 * 60 * 1000;

pub(super) fn effects(state: &ContractState, event: &Recorded<ContractEvent>) -> Vec<ContractEffect> {
    let anchor = |leaf| ContractEffect::Anchor {
        leaf,
        n: event.seq,
        hash: event.hash,
    };
    let mut out = match &event.event {
        ContractEvent::Opened(_) => vec![ContractEffect::Prepare, anchor(LeafKind::Open)],
        ContractEvent::Prepared(_) => vec![ContractEffect::Invite],
        ContractEvent::SealingDue { .. } => vec![ContractEffect::Seal],
        ContractEvent::Sealed { .. } => {
            vec![ContractEffect::RenderFilm {
                from_seq: event.seq,
                from_hash: event.hash,
            }]
        }
        ContractEvent::Closed { .. } => vec![anchor(LeafKind::Close)],
        _ => Vec::new(),
    };
    let live = state.phase >= Phase::Lobby && state.phase < Phase::Closed;
    if live && event.seq.is_multiple_of(HEAD_EVERY) {
        out.push(anchor(LeafKind::Head));
    }
    out
}

pub(super) fn timers(state: &ContractState) -> Vec<Timer> {
    let mut out = Vec::new();
    if state.phase == Phase::Signing {
        for party in &state.parties {
            if let Some(until) = party.grant_until {
                out.push(Timer {
                    key: format!("grant/{}", party.no),
                    due: until,
                });
            }
        }
    }
    if state.phase == Phase::Closing
        && state.film.is_some()
        && let Some(sealed) = state.sealed
    {
        out.push(Timer {
            key: "close".into(),
            due: sealed.at.plus_millis(CLOSE_AFTER_MS),
        });
    }
    out
}

pub(super) fn timer_command(key: &str) -> Option<ContractCommand> {
    match key.split_once('/') {
        Some(("grant", no)) => no
            .parse()
            .ok()
            .map(|no| ContractCommand::ExpireGrant { party: PartyNo(no) }),
        None if key == "close" => Some(ContractCommand::Close),
        _ => None,
    }
}
