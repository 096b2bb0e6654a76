//! A part that signs by itself: what may, when it does, and what it never passes by.

use super::cast::*;
use super::colleagues;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::approval::passage::Passage;
use crate::approval::step::{Guarded, Subject};
use crate::contract::Contract;
use crate::contract::auto_sign::AutoSign;
use crate::contract::command::{AutoCommit, ContractCommand as Command, Open};
use crate::contract::effect::ContractEffect;
use crate::contract::event::ContractEvent;
use crate::contract::list_rows::SEALED_ALONE;
use crate::contract::opacity::Opacity;
use crate::contract::plan::{SealHolder, SignContent, SigningOrder};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::{PartyNo, SealId, StreamId};
use crate::line::Head;
use crate::organisation::Organisation;
use crate::organisation::event::{MemberNo, Service};
use crate::organisation::tests::company::{Company, person};
use uuid::Uuid;

const SEAL: SealId = SealId(Uuid::from_u128(0x5ea1));
const SENDER: &str = "青屿新能源有限公司";

fn sender() -> Caller {
    Caller::Account(person(1))
}

/// The sender's organisation is party 1 and seals by itself; party 2 writes, after it.
pub fn sealing_itself() -> Open {
    let mut draft = draft(2, SigningOrder::InTurn);
    draft.policy.course = crate::contract::plan::Course::Routine;
    draft.host = person(1);
    draft.sender = colleagues::sent_for_organisation().sender;
    if let Some(sender) = &mut draft.sender {
        sender.member = MemberNo(1);
        sender.services.insert(Service::SilentSigning);
    }
    draft.passage = Some(colleagues::passage(
        &Company::approved(),
        colleagues::ORGANISATION,
        &draft,
    ));
    let own = &mut draft.parties[0];
    own.organisation = Some(SENDER.into());
    own.account = Some(person(1));
    own.auto = Some(AutoSign { seal: SEAL });
    draft.fields[0].content = SignContent::Seal {
        holder: SealHolder::Organisation,
        opacity: Opacity::FULL,
    };
    draft
}

/// R0 stands.
pub fn to_sign(draft: &Open) -> Session {
    let mut session = Session::new();
    given::done(&mut session, sender(), open(draft));
    given::done(&mut session, Caller::Hub, Command::RecordPrepared(prepared()));
    session
}

pub fn hand_back() -> Command {
    Command::HandBackAuto {
        party: P1,
        code: "seal_disabled".into(),
    }
}

/// The organisation's yes, which demands no approval.
fn passage(session: &Session) -> Passage {
    let company = Company::approved();
    let stream = StreamId::new(Organisation::KIND, Uuid::from_u128(0x0c0));
    let head = Head {
        seq: 2,
        hash: digest("line of the organisation"),
        at: session.now,
    };
    let subject = Subject {
        act: Guarded::OwnSignature,
        id: CONTRACT.0,
        document: session.state.r0().unwrap(),
        seal: None,
    };
    let clearance = company.state.clearance(
        &stream,
        head,
        person(1),
        subject,
        &Default::default(),
        session.now,
    );
    Passage {
        clearance: clearance.unwrap(),
        consented: None,
    }
}

fn act(session: &Session) -> AutoCommit {
    AutoCommit {
        party: P1,
        r0: session.state.r0().unwrap(),
        seals: seals(session, P1),
        passage: Some(passage(session)),
    }
}

fn auto(act: AutoCommit) -> Command {
    Command::AutoCommit(Box::new(act))
}

fn effects(session: &Session) -> Vec<ContractEffect> {
    let last = session.events.last().unwrap();
    let mut effects = Contract::effects(&session.state, last);
    effects.retain(|effect| !matches!(effect, ContractEffect::Anchor { .. }));
    effects
}

const ASKS_SEAL: ContractEffect = ContractEffect::AutoSign { party: P1 };

fn invites(no: PartyNo) -> ContractEffect {
    ContractEffect::Invite { parties: vec![no] }
}

#[test]
fn it_is_sealed_when_its_turn_comes_and_the_next_is_invited() {
    let mut session = to_sign(&sealing_itself());
    assert_eq!(effects(&session), vec![ASKS_SEAL], "nobody is invited");
    let first = auto(act(&session));
    let events = session.when(Caller::Hub, first.clone()).gives(&["committed"]);
    let ContractEvent::Committed(done) = &events[0] else {
        panic!("{events:?}")
    };
    assert!(done.signature.is_empty() && done.activation.contains("hub.auto_activation.v1"));
    assert!(done.cleared.is_some());
    assert!(effects(&session).contains(&invites(P2)));
    // Done again after a crash, nothing is signed twice.
    session
        .when(Caller::Hub, first)
        .is_refused(Rejection::AlreadyCommitted);
    given::come(&mut session, P2);
    given::draw_and_commit(&mut session, P2);
    assert!(session.state.all_committed());
}

#[test]
fn after_others_it_waits_for_them() {
    let mut draft = sealing_itself();
    (draft.parties[0].turn, draft.parties[1].turn) = (Some(2), Some(1));
    let mut session = to_sign(&draft);
    assert_eq!(effects(&session), vec![invites(P2)]);
    let early = auto(act(&session));
    session
        .when(Caller::Hub, early)
        .is_refused(Rejection::NotYourTurn);
    given::come(&mut session, P2);
    given::draw_and_commit(&mut session, P2);
    assert!(effects(&session).contains(&ASKS_SEAL));
    let last = auto(act(&session));
    let _ = session
        .when(Caller::Hub, last)
        .gives(&["committed", "sealing_due"]);
}

#[test]
fn only_the_hub_seals_and_only_with_the_named_seal() {
    let mut session = to_sign(&sealing_itself());
    let right = act(&session);
    for by in [sender(), party(P1), stranger()] {
        session
            .when(by, auto(right.clone()))
            .is_refused(Rejection::NotAllowed);
    }
    let mut other = right.clone();
    other.seals[0].used.seal = SealId(Uuid::from_u128(9));
    session
        .when(Caller::Hub, auto(other))
        .is_refused(Rejection::SealNotPermitted);
    let mut uncleared = right.clone();
    uncleared.passage = None;
    session
        .when(Caller::Hub, auto(uncleared))
        .is_refused(Rejection::NotAllowed);
    let mut bare = right;
    bare.seals.clear();
    session
        .when(Caller::Hub, auto(bare))
        .is_refused(Rejection::SealMissing);
}

#[test]
fn it_passes_no_pending_approval() {
    let mut session = to_sign(&sealing_itself());
    given::done(&mut session, Caller::Hub, super::approvals::awaited());
    let early = auto(act(&session));
    session.when(Caller::Hub, early).is_refused(Rejection::NotGranted);
    given::done(
        &mut session,
        Caller::Hub,
        super::approvals::settled(1, true, None),
    );
    assert_eq!(effects(&session), vec![ASKS_SEAL], "it is tried again");
    let after = auto(act(&session));
    let _ = session.when(Caller::Hub, after).gives(&["committed"]);
}

#[test]
fn what_cannot_be_sealed_goes_to_its_operator() {
    let mut session = to_sign(&sealing_itself());
    let _ = session
        .when(Caller::Hub, hand_back())
        .gives(&["auto_sign_failed"]);
    assert_eq!(effects(&session), vec![invites(P1)]);
    let late = auto(act(&session));
    session.when(Caller::Hub, late).is_refused(Rejection::NotAllowed);
    session.when(Caller::Hub, hand_back()).changes_nothing();
    given::come(&mut session, P1);
    let by_hand = super::cast::act(&session, P1);
    let _ = session.when(party(P1), commit(by_hand)).gives(&["committed"]);
}

#[test]
fn its_operator_stays() {
    let mut session = to_sign(&sealing_itself());
    let details = draft_party(4);
    let correct = Command::CorrectParty { party: P1, details };
    session
        .when(sender(), correct)
        .is_refused(Rejection::AutoOperator);
}

#[track_caller]
fn refused(spoil: impl Fn(&mut Open), rejection: Rejection) {
    let mut draft = sealing_itself();
    spoil(&mut draft);
    Session::new().when(sender(), open(&draft)).is_refused(rejection);
}

#[test]
fn what_may_not_sign_by_itself() {
    let foreign = |draft: &mut Open| draft.parties[0].organisation = Some("别家公司".into());
    refused(foreign, Rejection::AutoForeign);
    let of_nobody = |draft: &mut Open| (draft.sender, draft.passage) = (None, None);
    refused(of_nobody, Rejection::AutoForeign);
    let off = |draft: &mut Open| draft.sender.as_mut().unwrap().services.clear();
    refused(off, Rejection::AutoOff);
    let other_operator = |draft: &mut Open| draft.parties[0].account = Some(person(2));
    refused(other_operator, Rejection::AutoOperator);
    let filled_in = |draft: &mut Open| {
        let mut control = routine(1, SigningOrder::Together).controls[2].clone();
        control.no = crate::ids::FieldNo(3);
        control.party = Some(P2);
        draft.controls.push(control);
        draft.images = Some(digest("images"));
    };
    refused(filled_in, Rejection::AutoNothingToFill);
    let by_hand = |draft: &mut Open| draft.fields[0].content = SignContent::Ink;
    refused(by_hand, Rejection::AutoSealOnly);
    let live = |draft: &mut Open| draft.policy.course = crate::contract::plan::Course::Live;
    refused(live, Rejection::RoutineOnly);
}

/// 单方盖章: only the own part.
pub fn sealed_alone() -> Open {
    let mut draft = sealing_itself();
    draft.alone = true;
    draft.parties.truncate(1);
    draft.fields.retain(|field| field.party == P1);
    draft
}

#[test]
fn what_one_side_seals_alone_tells_nobody_and_is_listed_by_itself() {
    let mut session = to_sign(&sealed_alone());
    let sealed = auto(act(&session));
    given::done(&mut session, Caller::Hub, sealed);
    given::sign_next(&mut session, P1);
    given::preserve(&mut session);
    let recorded = given::record_sealed(&session);
    given::done(&mut session, Caller::Hub, recorded);
    let effects = session.events.iter();
    let mut effects = effects.flat_map(|event| Contract::effects(&session.state, event));
    assert!(!effects.any(|effect| matches!(
        effect,
        ContractEffect::Tell { .. } | ContractEffect::Invite { .. }
    )));
    let stream = StreamId::new(Contract::KIND, Uuid::from_u128(7));
    let rows = Contract::projections(&stream, &session.state);
    let alone: Vec<&str> = rows
        .iter()
        .filter(|row| row.list == SEALED_ALONE)
        .map(|row| row.state)
        .collect();
    assert_eq!(
        alone,
        ["signed", "signed"],
        "for the company and for whoever pressed"
    );
}

#[test]
fn alone_means_one_party_that_signs_by_itself() {
    let mut draft = sealing_itself();
    draft.alone = true;
    Session::new()
        .when(sender(), open(&draft))
        .is_refused(Rejection::NotAlone);
    let mut draft = sealed_alone();
    draft.parties[0].auto = None;
    Session::new()
        .when(sender(), open(&draft))
        .is_refused(Rejection::NotAlone);
}
