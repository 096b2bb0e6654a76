//! Work that follows from a contract's events, and its deadlines.

use super::command::ContractCommand;
use super::event::{ContractEvent, Opened, Phase};
use super::plan::{Course, PlannedParty, SigningOrder};
use super::state::ContractState;
use crate::aggregate::{EffectBody, Recorded, Timer};
use crate::hash::Sha256Hash;
use crate::ids::{PartyNo, StreamId};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What the hub must do. Each is idempotent and answered by the command named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum ContractEffect {
    /// Write R0 and the page images → `RecordPrepared` or `RecordPrepareFailed`.
    Prepare,
    /// Send these parties their links through the outbox; all, where none is named. Reports nothing.
    Invite {
        #[serde(default)]
        parties: Vec<PartyNo>,
    },
    /// Seal the part that signs by itself → `AutoCommit`, or `HandBackAuto`.
    AutoSign { party: PartyNo },
    /// Remind this party of what waits for it. Reports nothing.
    Remind { party: PartyNo },
    /// Tell the others who might have signed for this party that one of them has. Reports nothing.
    TellCandidates { party: PartyNo },
    /// Tell the sender and every party how an ordinary contract ended. Reports nothing.
    Tell { news: News },
    /// Tell the readers 抄送人 how the contract goes. Reports nothing.
    TellReaders { news: ReaderNews },
    /// Tell the sender that somebody of another name came for this party. Reports nothing.
    TellMismatch { party: PartyNo },
    /// Commit a leaf with this head to the Merkle log. Reports nothing.
    Anchor {
        leaf: LeafKind,
        n: u64,
        hash: Sha256Hash,
    },
    /// Make the signatures that are still missing → `RecordPartySigned` each, then `RecordPreserved` or
    /// `RecordNoPreservation`, then `RecordSealed`.
    Seal,
    /// Tell the seals of this party's act that line `n` of the contract quotes their permits. Reports nothing.
    ConfirmSeals {
        party: PartyNo,
        n: u64,
        hash: Sha256Hash,
    },
    /// Have the sealed file watched over ([`crate::renewal`]); `n` and `hash` are the contract's last line. Reports
    /// nothing.
    Keep { n: u64, hash: Sha256Hash },
    /// Say in every list that the original, whose agreement to void all have signed now, is void. Reports nothing.
    Void { original: StreamId },
    /// Tell the exhibition that gave this contract its right how it stands; `n` and `hash` are the line that says so.
    /// Reports nothing.
    TellExhibition {
        exhibition: StreamId,
        standing: ReservedStanding,
        n: u64,
        hash: Sha256Hash,
    },
    /// Draw the film → `RecordFilm` or `RecordNoFilm`.
    RenderFilm { from_seq: u64, from_hash: Sha256Hash },
}

/// What an exhibition hears of a contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReservedStanding {
    Signed,
    /// It came to nothing.
    Ended,
}

/// How an ordinary contract ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    Signed,
    Refused,
    Revoked,
    Expired,
}

/// What readers are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReaderNews {
    Sent,
    Signed,
    Refused,
    Revoked,
    Expired,
    /// A ceremony was called off.
    CalledOff,
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
    let routine = state.course() == Course::Routine;
    let tell = |news| ContractEffect::Tell { news };
    let mut out = match &event.event {
        ContractEvent::Opened(opened) => vec![begin(opened), anchor(LeafKind::Open)],
        ContractEvent::FillingDone {} => vec![ContractEffect::Prepare],
        ContractEvent::Prepared(_) if routine => call(state, state.awaited().map(|party| party.no)),
        ContractEvent::Prepared(_) => vec![invite(std::iter::empty())],
        ContractEvent::PartyCorrected(_) | ContractEvent::Transferred(_)
            if state.phase == Phase::Preparing =>
        {
            vec![ContractEffect::Prepare]
        }
        ContractEvent::PartyCorrected(details) | ContractEvent::Transferred(details) => {
            vec![invite(std::iter::once(details.party))]
        }
        ContractEvent::Committed(act) if routine => next_invitations(state, act.party),
        // What kept it from signing is over: it gets its link again.
        ContractEvent::ApprovalSettled {
            party, passed: true, ..
        } => call(state, std::iter::once(*party)),
        // Not given: the hub sees that it cannot seal, and hands the part back.
        ContractEvent::ApprovalSettled { party, .. } if state.phase == Phase::Signing => {
            let auto = state.auto_of(*party);
            auto.map(|_| ContractEffect::AutoSign { party: *party })
                .into_iter()
                .collect()
        }
        ContractEvent::AutoSignFailed { party, .. } => vec![invite(std::iter::once(*party))],
        ContractEvent::Reminded { party } => vec![ContractEffect::Remind { party: *party }],
        ContractEvent::PartyMismatched { party } => vec![ContractEffect::TellMismatch { party: *party }],
        ContractEvent::Refused { .. } if routine => vec![tell(News::Refused)],
        ContractEvent::Revoked { .. } => vec![tell(News::Revoked)],
        ContractEvent::Expired {} => vec![tell(News::Expired)],
        ContractEvent::SealingDue { .. } => vec![ContractEffect::Seal],
        // Whoever had it sealed has seen it.
        ContractEvent::Sealed { .. } if routine && is_alone(state) => Vec::new(),
        ContractEvent::Sealed { .. } if routine => vec![tell(News::Signed)],
        ContractEvent::Sealed { .. } => {
            vec![ContractEffect::RenderFilm {
                from_seq: event.seq,
                from_hash: event.hash,
            }]
        }
        ContractEvent::Closed { .. } if state.sealed.is_some() => {
            let (n, hash) = (event.seq, event.hash);
            let voids = state.opened.as_ref().and_then(|opened| opened.voids.as_ref());
            let void = voids.map(|quote| ContractEffect::Void {
                original: quote.stream.clone(),
            });
            let always = vec![anchor(LeafKind::Close), ContractEffect::Keep { n, hash }];
            always.into_iter().chain(void).collect()
        }
        ContractEvent::Closed { .. } => vec![anchor(LeafKind::Close)],
        _ => Vec::new(),
    };
    if let ContractEvent::Committed(act) = &event.event
        && let Some(planned) = state.planned(act.party)
        && !planned.any_of.is_empty()
    {
        out.push(ContractEffect::TellCandidates { party: act.party });
    }
    if let ContractEvent::Committed(act) = &event.event
        && !act.seals.is_empty()
    {
        out.push(ContractEffect::ConfirmSeals {
            party: act.party,
            n: event.seq,
            hash: event.hash,
        });
    }
    out.extend(tell_exhibition(state, event));
    out.extend(tell_readers(state, event));
    let live = state.phase >= Phase::Lobby && state.phase < Phase::Closed;
    if live && event.seq.is_multiple_of(HEAD_EVERY) {
        out.push(anchor(LeafKind::Head));
    }
    out
}

/// Whoever gave the right to this contract hears that it was used up, or for nothing.
fn tell_exhibition(state: &ContractState, event: &Recorded<ContractEvent>) -> Option<ContractEffect> {
    let right = state.opened.as_ref()?.reservation.as_ref()?;
    let standing = match event.event {
        ContractEvent::Sealed { .. } => ReservedStanding::Signed,
        ContractEvent::Refused { .. } | ContractEvent::Revoked { .. } | ContractEvent::Expired {} => {
            ReservedStanding::Ended
        }
        _ => return None,
    };
    Some(ContractEffect::TellExhibition {
        exhibition: right.stream.clone(),
        standing,
        n: event.seq,
        hash: event.hash,
    })
}

/// 单方盖章
fn is_alone(state: &ContractState) -> bool {
    state.opened.as_ref().is_some_and(|opened| opened.alone)
}

/// Readers hear how it ended, and that it was sent where the sender wants them to.
fn tell_readers(state: &ContractState, event: &Recorded<ContractEvent>) -> Option<ContractEffect> {
    let opened = state
        .opened
        .as_ref()
        .filter(|opened| !opened.readers.is_empty())?;
    let news = match event.event {
        ContractEvent::Opened(_) if opened.readers.at_sending => ReaderNews::Sent,
        ContractEvent::Sealed { .. } => ReaderNews::Signed,
        ContractEvent::Refused { .. } if opened.policy.course == Course::Routine => ReaderNews::Refused,
        ContractEvent::Revoked { .. } => ReaderNews::Revoked,
        ContractEvent::Expired {} => ReaderNews::Expired,
        ContractEvent::CalledOff { .. } => ReaderNews::CalledOff,
        _ => return None,
    };
    Some(ContractEffect::TellReaders { news })
}

/// Parties that fill in are asked for their values; otherwise R0 can be written.
fn begin(opened: &Opened) -> ContractEffect {
    let mut fillers: Vec<PartyNo> = opened
        .controls
        .iter()
        .filter(|control| !control.kind.is_derived())
        .filter_map(|control| control.party)
        .collect();
    fillers.sort_unstable();
    fillers.dedup();
    if fillers.is_empty() {
        ContractEffect::Prepare
    } else {
        invite(fillers.into_iter())
    }
}

/// Those whose turn came with this act.
fn next_invitations(state: &ContractState, done: PartyNo) -> Vec<ContractEffect> {
    let turn = |no| state.planned(no).map_or(0, PlannedParty::turn);
    let next: Vec<PartyNo> = state
        .awaited()
        .map(|party| party.no)
        .filter(|no| turn(*no) > turn(done))
        .collect();
    let in_turn = state
        .opened
        .as_ref()
        .is_some_and(|opened| opened.policy.order == SigningOrder::InTurn);
    if in_turn && !next.is_empty() {
        call(state, next.into_iter())
    } else {
        Vec::new()
    }
}

/// People are invited; parts that sign by themselves do.
fn call(state: &ContractState, parties: impl Iterator<Item = PartyNo>) -> Vec<ContractEffect> {
    let (auto, people): (Vec<PartyNo>, Vec<PartyNo>) = parties.partition(|no| state.auto_of(*no).is_some());
    let acts = auto.into_iter().map(|party| ContractEffect::AutoSign { party });
    let asked = (!people.is_empty()).then(|| invite(people.into_iter()));
    asked.into_iter().chain(acts).collect()
}

fn invite(parties: impl Iterator<Item = PartyNo>) -> ContractEffect {
    ContractEffect::Invite {
        parties: parties.collect(),
    }
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
    let under_way = matches!(state.phase, Phase::Filling | Phase::Preparing | Phase::Signing);
    if let Some(deadline) = state.deadline
        && under_way
    {
        out.push(Timer {
            key: "deadline".into(),
            due: deadline,
        });
    }
    if let Some(due) = next_reminder(state) {
        out.push(Timer {
            key: "remind".into(),
            due,
        });
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

/// When whoever is awaited is reminded next; after the deadline nobody is.
fn next_reminder(state: &ContractState) -> Option<Timestamp> {
    const DAY_MS: i64 = 86_400_000;
    let reminders = state.opened.as_ref()?.reminders?;
    let waits = matches!(state.phase, Phase::Filling | Phase::Signing);
    if !waits || state.reminded_by_itself >= reminders.most {
        return None;
    }
    let due = match state.reminded_by_itself {
        0 => state.opened_at.plus_millis(i64::from(reminders.after) * DAY_MS),
        _ => state
            .reminded_by_itself_at
            .plus_millis(i64::from(reminders.every) * DAY_MS),
    };
    let in_time = state.deadline.is_none_or(|deadline| due < deadline);
    in_time.then_some(due)
}

pub(super) fn timer_command(key: &str) -> Option<ContractCommand> {
    match key.split_once('/') {
        Some(("grant", no)) => no
            .parse()
            .ok()
            .map(|no| ContractCommand::ExpireGrant { party: PartyNo(no) }),
        None if key == "deadline" => Some(ContractCommand::Expire),
        None if key == "remind" => Some(ContractCommand::Remind { party: None }),
        None if key == "close" => Some(ContractCommand::Close),
        _ => None,
    }
}
