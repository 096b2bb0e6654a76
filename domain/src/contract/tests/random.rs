//! Random sessions: whatever anybody sends in whatever order, the rules hold. `PROPTEST_CASES` asks for more of them.

use super::any_of;
use super::cast::*;
use super::given;
use super::readers;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller, Envelope, EventBody, Seen};
use crate::contract::Contract;
use crate::contract::command::{ContractCommand as Command, DraftField, DraftParty, Open};
use crate::contract::effect::{ContractEffect, ReaderNews};
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::plan::{Course, SignContent, SigningOrder};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::contract::state::ContractState;
use crate::hash::Sha256Hash;
use crate::ids::{CommandId, FieldNo, PartyNo};
use crate::line::{self, Head};
use crate::value::ValueKind;
use proptest::prelude::*;
use uuid::Uuid;

const PHASES: [Phase; 6] = [
    Phase::Signing,
    Phase::Signing,
    Phase::Opening,
    Phase::Reading,
    Phase::Lobby,
    Phase::Sealing,
];
const REASONS: [&str; 6] = ["理由", "a reason", "", " ", "a\u{1b}b", "e\u{301}"];

/// One random choice of each sort; what it means depends on the session it meets.
#[derive(Clone, Copy, Debug)]
struct Step {
    what: u8,
    who: u8,
    party: u8,
    choice: u8,
    /// In most steps nothing is wrong with caller and envelope.
    flaw: u8,
    wait: u32,
}

#[derive(Clone, Debug)]
struct Script {
    start: u8,
    draft: Open,
    steps: Vec<Step>,
}

fn script() -> impl Strategy<Value = Script> {
    let wait = prop_oneof![40 => 0..5_000u32, 1 => 0..1_300_000u32];
    let step = (any::<[u8; 5]>(), wait).prop_map(|([what, who, party, choice, flaw], wait)| Step {
        what,
        who,
        party,
        choice,
        flaw,
        wait,
    });
    let steps = prop::collection::vec(step, 1..80);
    let course = (any::<bool>(), 0..4u8);
    (0..16u8, 1..=3u8, any::<bool>(), any::<bool>(), course, steps).prop_map(
        |(start, parties, turns, may, (ordinary, sort), steps)| {
            let order = if turns {
                SigningOrder::InTurn
            } else {
                SigningOrder::Together
            };
            let draft = match (ordinary, sort) {
                (true, 0) => with_opinions(any_of::one_of(routine(parties, order))),
                (true, 1) => any_of::one_of(routine(parties, order)),
                (true, _) => routine(parties, order),
                (false, _) => draft(parties, order),
            };
            let mut draft = readers::with_readers(draft);
            draft.readers.at_sending = turns;
            draft.policy.may_refuse_recording = may;
            Script { start, draft, steps }
        },
    )
}

/// Every party states an opinion; the first has words to copy out. Fill controls are numbered after them.
fn with_opinions(mut draft: Open) -> Open {
    for no in 1..=draft.parties.len() as u8 {
        let copy = if no == 1 { "同意" } else { "" };
        draft.fields.push(DraftField {
            content: SignContent::Opinion { copy: copy.into() },
            ..draft_field(no)
        });
    }
    let no = |index| FieldNo((draft.fields.len() + 1 + index) as u16);
    for (index, control) in draft.controls.iter_mut().enumerate() {
        control.no = no(index);
        if let ValueKind::AmountInWords { of } = &mut control.kind {
            *of = no(1);
        }
    }
    draft.values[0].no = no(0);
    draft
}

fn begin(script: &Script) -> Session {
    let draft = &script.draft;
    if draft.policy.course == Course::Routine {
        return match script.start {
            0 => Session::new(),
            1..=3 => given::preparing(draft),
            4..=7 => given::filling(draft),
            _ => given::to_sign(draft),
        };
    }
    match script.start {
        0 => Session::new(),
        1 => given::preparing(draft),
        2 => given::lobby(draft),
        3 => given::reading(draft),
        4 => given::sealing(draft),
        5 => given::closing(draft),
        6 | 7 => given::gathered(draft),
        _ => given::inked(draft),
    }
}

/// A command that fits the session more often than not, and who would rightly send it.
fn command(session: &Session, draft: &Open, step: Step) -> (Caller, Command) {
    let parties = draft.parties.len() as u8;
    let no = if step.party == 0 {
        PartyNo(9)
    } else {
        PartyNo(1 + step.party % parties)
    };
    let yes = step.choice.is_multiple_of(2);
    let reason = REASONS[usize::from(step.choice / 43)].to_owned();
    let page = u32::from(step.choice % 5);
    let box_no = if step.choice > 240 { FieldNo(1) } else { field(no) };
    let last = session
        .state
        .party(no)
        .and_then(|party| party.ink_in(box_no))
        .map_or(0, |ink| ink.last_stroke);
    let revision = session.state.revision().unwrap_or_default();
    match step.what % 45 {
        _ if session.state.course() == Course::Routine && step.what > 200 => {
            ordinary_command(session, draft, no, step)
        }
        36..=44 => ordinary_command(session, draft, no, step),
        _ if session.state.opened.is_none() && yes => (host(), open(draft)),
        _ if session.state.phase == Phase::Preparing && yes => {
            (Caller::Hub, Command::RecordPrepared(prepared()))
        }
        0 => (host(), open(draft)),
        1 => (Caller::Hub, Command::RecordPrepared(prepared())),
        2 if step.choice < 40 => (
            Caller::Hub,
            Command::RecordPrepareFailed {
                code: "pdf_encrypted".into(),
            },
        ),
        2 if step.choice < 90 => (Caller::Hub, verify(no, "new device")),
        2..=4 => (Caller::Hub, verify(no, &device(no))),
        5 => (host(), verify_face_to_face(no, yes.then_some("身份证"))),
        6 | 7 => (host(), Command::Admit { party: no }),
        8 if step.choice < 128 => (host(), Command::Remove { party: no, reason }),
        8..=10 => (
            Caller::Hub,
            Command::SetPresence {
                party: no,
                present: step.choice < 220,
            },
        ),
        11 => (Caller::Hub, Command::SetHostPresence { present: yes }),
        12 | 13 => (
            party(no),
            consent(
                CONSENTS[usize::from(step.choice) % CONSENTS.len()],
                step.choice < 240,
            ),
        ),
        14 | 15 => (host(), enter(PHASES[usize::from(step.choice / 43)])),
        16 => (host(), turn(page)),
        17 => (
            party(no),
            Command::ReportReading {
                page,
                millis: u64::from(step.wait),
            },
        ),
        18 if step.choice < 80 => (host(), Command::Pause { reason }),
        18 | 19 => (host(), Command::Resume),
        20 => (host(), Command::Grant { party: no }),
        21 if step.choice < 60 => (host(), Command::WithdrawGrant { party: no }),
        21 => (host(), Command::Grant { party: no }),
        22 => (Caller::Hub, Command::ExpireGrant { party: no }),
        23..=25 => (
            party(no),
            draw(box_no, last + if step.choice < 10 { 0 } else { 1 }),
        ),
        26 => (party(no), Command::ClearInk { field: box_no }),
        27..=29 => match session.state.r0() {
            Some(_) if session.state.party(no).is_some() => {
                let mut act = act(session, no);
                match step.choice {
                    0..4 => act.r0 = digest("other"),
                    4..8 => act.ink = digest("other"),
                    8..12 => act.device_key = "other".into(),
                    12..16 => act.activation.insert(1, ' '),
                    16..20 => act.party = PartyNo(1),
                    _ => {}
                }
                (party(no), commit(act))
            }
            _ => (host(), Command::End),
        },
        30 if step.choice < 60 => (party(no), Command::Refuse { reason }),
        30 => (host(), Command::Admit { party: no }),
        31 | 32 => {
            let base = if step.choice < 20 {
                digest("other")
            } else {
                revision
            };
            let command = if step.choice >= 100 {
                Command::RecordPreserved(preserved(base))
            } else {
                Command::RecordPartySigned(signed(no, base))
            };
            (Caller::Hub, command)
        }
        33 => {
            let document = if step.choice < 20 {
                digest("other")
            } else {
                revision
            };
            (Caller::Hub, Command::RecordSealed { document, length: 1 })
        }
        34 if yes => (Caller::Hub, Command::RecordFilm(film())),
        34 => (
            Caller::Hub,
            Command::RecordNoFilm {
                code: "film_failed".into(),
            },
        ),
        _ if step.choice < 16 => (host(), Command::CallOff { reason }),
        _ if yes => (host(), Command::End),
        _ => (Caller::Hub, Command::Close),
    }
}

/// What only an ordinary contract takes; to a ceremony it must do nothing.
fn ordinary_command(session: &Session, draft: &Open, no: PartyNo, step: Step) -> (Caller, Command) {
    let details = DraftParty {
        name: NAMES[usize::from(step.choice) % NAMES.len()].to_owned(),
        ..draft_party(1 + step.choice % 4)
    };
    match step.who % 11 {
        0..=3 => {
            let values = match step.choice {
                0..20 => Vec::new(),
                20..40 => vec![typed(control(draft, 0), "2026-11-23")],
                40..60 => vec![typed(control(draft, 1), "viel")],
                _ => vec![typed(control(draft, 1), "1"), typed(control(draft, 2), "备注")],
            };
            (
                party(no),
                Command::Fill {
                    values,
                    known: vec![],
                },
            )
        }
        4 if step.choice < 40 => (
            host(),
            Command::Revoke {
                reason: "不再需要了".into(),
            },
        ),
        4 | 5 => (
            host(),
            Command::Remind {
                party: (step.choice > 100).then_some(no),
            },
        ),
        6 => {
            let deadline = session
                .now
                .plus_millis(i64::from(step.choice) * 3_600_000 - 7_200_000);
            (host(), Command::ExtendDeadline { deadline })
        }
        7 => (host(), Command::CorrectParty { party: no, details }),
        8 if step.choice < 40 => (Caller::Hub, Command::RecordOwnLink { party: no }),
        8 => (party(no), Command::Transfer { details }),
        9 if step.choice < 128 => (Caller::Hub, any_of::other_takes()),
        9 => (Caller::Hub, any_of::first_takes()),
        _ => (Caller::Hub, Command::Expire),
    }
}

fn envelope(session: &mut Session, draft: &Open, step: Step) -> Envelope<Command> {
    session.wait(i64::from(step.wait));
    let (by, body) = command(session, draft, step);
    let mut envelope = session.envelope(by, body);
    match step.flaw {
        0..20 => {
            let callers = [
                host(),
                stranger(),
                Caller::Hub,
                party(P1),
                party(P2),
                Caller::Viewer,
                Caller::Stage,
            ];
            envelope.by = callers[usize::from(step.who) % callers.len()];
        }
        20..26 => envelope.expected_seq = None,
        26..30 => envelope.expected_seq = Some(u64::from(step.who)),
        30..34 => envelope.seen = None,
        34..38 => {
            envelope.seen = Some(Seen {
                n: u64::from(step.who),
                hash: Sha256Hash::ZERO,
            });
        }
        38 => {
            envelope.seen = Some(Seen {
                n: u64::MAX,
                hash: Sha256Hash::ZERO,
            });
        }
        _ => {}
    }
    envelope
}

/// The state as it is when every personal value was erased: the rest must not have changed.
fn without_personal(state: &ContractState) -> ContractState {
    let mut bare = state.clone();
    bare.opened = bare.opened.map(|opened| {
        let mut event = ContractEvent::Opened(opened);
        event.visit_personal(&mut |slot| slot.personal.opening = None);
        match event {
            ContractEvent::Opened(opened) => opened,
            other => panic!("{other:?}"),
        }
    });
    let acts = bare
        .parties
        .iter_mut()
        .filter_map(|party| party.committed.as_mut());
    acts.flat_map(|act| &mut act.opinions)
        .for_each(|opinion| opinion.record.opening = None);
    let values = bare.parties.iter_mut().filter_map(|party| party.filled.as_mut());
    values.flatten().for_each(|filled| filled.value.opening = None);
    let ink = bare.parties.iter_mut().flat_map(|party| &mut party.ink);
    ink.flat_map(|ink| &mut ink.strokes)
        .for_each(|stroke| stroke.ink = None);
    bare
}

/// How often a kind of event happened to each party, at most.
fn most_per_party(session: &Session, party_of: impl Fn(&ContractEvent) -> Option<PartyNo>) -> usize {
    let all: Vec<PartyNo> = session
        .events
        .iter()
        .filter_map(|recorded| party_of(&recorded.event))
        .collect();
    all.iter()
        .map(|no| all.iter().filter(|other| *other == no).count())
        .max()
        .unwrap_or(0)
}

/// What was decided, without the names that a part which changes hands takes over from the first line.
fn decided(outcome: &Result<Vec<ContractEvent>, Rejection>) -> Result<Vec<ContractEvent>, Rejection> {
    let mut events = outcome.clone()?;
    for event in &mut events {
        if matches!(event, ContractEvent::PartTaken(_)) {
            event.visit_personal(&mut |slot| {
                slot.personal.commitment = Sha256Hash::ZERO;
                slot.personal.opening = None;
            });
        }
    }
    Ok(events)
}

/// How often readers were told that it is over.
fn readers_heard_the_end(session: &Session) -> usize {
    let effects = session.events.iter();
    let effects = effects.flat_map(|event| Contract::effects(&session.state, event));
    let is_end = |effect: &ContractEffect| matches!(effect, ContractEffect::TellReaders { news } if *news != ReaderNews::Sent);
    effects.filter(is_end).count()
}

/// Follows the log as somebody does who has only its lines.
struct Follower {
    state: ContractState,
    head: Head,
}

impl Follower {
    fn catch_up(&mut self, session: &Session) {
        for line in session.lines.iter().skip(self.head.seq as usize) {
            let recorded = line::read(self.head, &line.bytes, &[]).unwrap();
            Contract::evolve(&mut self.state, &recorded);
            self.head = Head {
                seq: line.seq,
                hash: line.hash,
                at: line.at,
            };
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The session driver itself asserts after every event that each invariant holds and each line reads back.
    #[test]
    fn the_rules_hold_whatever_is_sent(script in script()) {
        let mut session = begin(&script);
        let mut follower = Follower { state: ContractState::default(), head: Head::NONE };
        follower.catch_up(&session);
        for (nth, step) in (0u128..).zip(&script.steps) {
            let first = envelope(&mut session, &script.draft, *step);
            let mut sent = vec![first];
            if (40..80).contains(&step.flaw) {
                // A second tab, or a second tap: the same again, not knowing what became of the first.
                let id = CommandId(Uuid::from_u128(1 << 64 | nth));
                sent.push(Envelope { id, ..sent[0].clone() });
            }
            for envelope in &sent {
                let was_closed = session.state.closed;
                let without_values = Contract::decide(&follower.state, envelope);
                let outcome = session.deliver(envelope).0;
                prop_assert_eq!(decided(&without_values), decided(&outcome), "erased values decide nothing");
                prop_assert!(!was_closed || outcome.is_err() || outcome == Ok(Vec::new()), "after the last line");
                follower.catch_up(&session);
            }
        }
        prop_assert_eq!(&follower.state, &without_personal(&session.state));
        prop_assert_eq!(&session.replayed(true), &session.state);
        let signatures = most_per_party(&session, |event| match event {
            ContractEvent::PartySigned(signed) => Some(signed.party),
            _ => None,
        });
        let commits = most_per_party(&session, |event| match event {
            ContractEvent::Committed(committed) => Some(committed.party),
            _ => None,
        });
        prop_assert!(signatures <= 1 && commits <= 1);
        let late = session.events.iter().any(|recorded| {
            matches!(recorded.event, ContractEvent::Committed(_))
                && session.state.deadline.is_some_and(|deadline| recorded.at >= deadline)
        });
        prop_assert!(!late, "an act after the deadline");
        let is_over = session.state.sealed.is_some() || session.state.phase.is_ended_unsigned();
        prop_assert_eq!(readers_heard_the_end(&session), usize::from(is_over));
    }
}
