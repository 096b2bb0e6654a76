//! An ordinary contract: turns without a host, seals in the act, and its own endings.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::ContractCommand as Command;
use crate::contract::effect::{ContractEffect, News};
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::opacity::Opacity;
use crate::contract::plan::{Reminders, SignContent, SigningOrder};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::PartyNo;
use crate::seal::kind::SealKind;
use crate::value::{KnownFact, ValueKind};

fn revoke(reason: &str) -> Command {
    Command::Revoke {
        reason: reason.into(),
    }
}

/// What the world is asked to do because of the last event of that kind.
fn effects(session: &Session, is: impl Fn(&ContractEvent) -> bool) -> Vec<ContractEffect> {
    let event = session
        .events
        .iter()
        .rev()
        .find(|event| is(&event.event))
        .unwrap();
    let mut effects = Contract::effects(&session.state, event);
    effects.retain(|effect| !matches!(effect, ContractEffect::Anchor { .. }));
    effects
}

#[test]
fn everybody_signs_without_host_room_or_recording() {
    let draft = routine(2, SigningOrder::Together);
    let mut session = given::to_sign(&draft);
    assert_eq!(session.state.phase, Phase::Signing);
    given::draw_and_commit(&mut session, P1);
    given::come(&mut session, P2);
    given::done(&mut session, party(P2), draw(field(P2), 1));
    let act = act(&session, P2);
    assert_eq!(act.seals.len(), 1);
    let _ = session
        .when(party(P2), commit(act))
        .gives(&["committed", "sealing_due"]);
    for no in [P1, P2] {
        given::sign_next(&mut session, no);
    }
    given::preserve(&mut session);
    let sealed = given::record_sealed(&session);
    let _ = session.when(Caller::Hub, sealed).gives(&["sealed", "closed"]);
    assert_eq!(session.state.phase, Phase::Closed);
    let told = effects(&session, |event| matches!(event, ContractEvent::Sealed { .. }));
    assert_eq!(told, vec![ContractEffect::Tell { news: News::Signed }]);
}

#[test]
fn a_sealed_control_takes_exactly_one_seal() {
    let draft = routine(2, SigningOrder::Together);
    let mut session = given::to_sign(&draft);
    given::come(&mut session, P2);
    given::done(&mut session, party(P2), draw(field(P2), 1));
    let whole = act(&session, P2);
    let mut none = whole.clone();
    none.seals.clear();
    session
        .when(party(P2), commit(none))
        .is_refused(Rejection::SealMissing);
    let mut twice = whole;
    twice.seals.push(twice.seals[0].clone());
    session
        .when(party(P2), commit(twice))
        .is_refused(Rejection::SealNotPermitted);
    let mut personal = act(&session, P2);
    personal.seals[0].used.kind = SealKind::Personal;
    session
        .when(party(P2), commit(personal))
        .is_refused(Rejection::SealNotPermitted);
    let mut other = act(&session, P2);
    other.seals[0].used.picture.artwork = digest("another seal than the device showed");
    session
        .when(party(P2), commit(other))
        .is_refused(Rejection::BadActivation);
}

#[test]
fn turns_are_kept_and_those_with_one_turn_act_together() {
    let mut draft = routine(3, SigningOrder::InTurn);
    for (party, turn) in draft.parties.iter_mut().zip([1, 2, 1]) {
        party.turn = Some(turn);
    }
    let mut session = given::to_sign(&draft);
    let asked = effects(&session, |event| matches!(event, ContractEvent::Prepared(_)));
    assert_eq!(
        asked,
        vec![ContractEffect::Invite {
            parties: vec![P1, P3]
        }]
    );
    given::come(&mut session, P2);
    session
        .when(party(P2), draw(field(P2), 1))
        .is_refused(Rejection::NotYourTurn);
    given::come(&mut session, P3);
    given::draw_and_commit(&mut session, P3);
    session
        .when(party(P2), draw(field(P2), 1))
        .is_refused(Rejection::NotYourTurn);
    given::draw_and_commit(&mut session, P1);
    let asked = effects(&session, |event| matches!(event, ContractEvent::Committed(_)));
    assert_eq!(asked, vec![ContractEffect::Invite { parties: vec![P2] }]);
    given::done(&mut session, party(P2), draw(field(P2), 1));
}

#[test]
fn turns_with_a_gap_are_refused() {
    let mut draft = routine(2, SigningOrder::InTurn);
    draft.parties[0].turn = Some(1);
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::BadTurns);
    draft.parties[1].turn = Some(3);
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::BadTurns);
}

#[test]
fn a_refusal_ends_it() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    let refuse = Command::Refuse {
        reason: "金额不对".into(),
    };
    let _ = session.when(party(P1), refuse).gives(&["refused", "closed"]);
    assert_eq!(session.state.phase, Phase::Refused);
    session
        .when(host(), revoke("不再需要了"))
        .is_refused(Rejection::WrongPhase(Phase::Refused));
}

#[test]
fn the_sender_revokes_until_the_last_act_with_a_reason_of_4_to_20_characters() {
    let draft = routine(2, SigningOrder::Together);
    let mut session = given::to_sign(&draft);
    given::draw_and_commit(&mut session, P1);
    for reason in [
        "不要了",
        "",
        "一二三四五六七八九十一二三四五六七八九十一",
        "a\u{7}bcd",
    ] {
        session
            .when(host(), revoke(reason))
            .is_refused(Rejection::RevokeReason);
    }
    session
        .when(stranger(), revoke("不再需要了"))
        .is_refused(Rejection::NotAllowed);
    let _ = session
        .when(host(), revoke(" 不再需要 "))
        .gives(&["revoked", "closed"]);
    assert_eq!(session.state.phase, Phase::Revoked);
    let told = effects(&session, |event| matches!(event, ContractEvent::Revoked { .. }));
    assert_eq!(told, vec![ContractEffect::Tell { news: News::Revoked }]);
}

#[test]
fn it_expires_at_its_deadline_and_not_before() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    session.when(Caller::Hub, Command::Expire).changes_nothing();
    let deadline = session.state.deadline.unwrap();
    let timers = Contract::timers(&session.state);
    assert!(
        timers
            .iter()
            .any(|timer| timer.key == "deadline" && timer.due == deadline)
    );
    session.wait(DEADLINE_MS);
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::DeadlinePassed);
    let _ = session
        .when(Caller::Hub, Command::Expire)
        .gives(&["expired", "closed"]);
    assert_eq!(session.state.phase, Phase::Expired);
}

#[test]
fn a_deadline_is_extended_and_lies_ahead() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    let later = session.state.deadline.unwrap().plus_millis(86_400_000);
    let extend = |deadline| Command::ExtendDeadline { deadline };
    let _ = session.when(host(), extend(later)).gives(&["deadline_extended"]);
    assert_eq!(session.state.deadline, Some(later));
    let now = session.now;
    session
        .when(host(), extend(now))
        .is_refused(Rejection::BadDeadline);
    let far = now.plus_millis(4_000 * 86_400_000);
    session
        .when(host(), extend(far))
        .is_refused(Rejection::BadDeadline);
}

#[test]
fn details_put_right_before_anybody_signed_give_a_new_document() {
    let draft = routine(2, SigningOrder::Together);
    let mut session = given::to_sign(&draft);
    given::done(&mut session, party(P1), draw(field(P1), 1));
    let details = draft_party(4);
    let _ = session
        .when(host(), Command::CorrectParty { party: P1, details })
        .gives(&["party_corrected"]);
    assert_eq!(session.state.phase, Phase::Preparing);
    assert_eq!(session.state.r0(), None);
    let corrected = session.state.party(P1).unwrap();
    assert!(corrected.verified.is_none() && corrected.consents.is_empty());
    assert!(corrected.ink[0].strokes.is_empty() && corrected.ink[0].last_stroke == 1);
    assert!(corrected.filled.is_some(), "what was filled in stays");
    assert_eq!(session.state.planned(P1).unwrap().name.text(), NAMES[3]);
    let asked = effects(&session, |event| {
        matches!(event, ContractEvent::PartyCorrected(_))
    });
    assert_eq!(asked, vec![ContractEffect::Prepare]);
}

#[test]
fn a_part_is_handed_to_a_colleague_after_others_have_signed() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    given::draw_and_commit(&mut session, P1);
    given::come(&mut session, P2);
    let details = draft_party(4);
    let transfer = Command::Transfer { details };
    let _ = session.when(party(P2), transfer.clone()).gives(&["transferred"]);
    assert_eq!(session.state.phase, Phase::Signing, "what others signed stands");
    assert_eq!(session.state.planned(P2).unwrap().name.text(), NAMES[3]);
    session
        .when(party(P2), draw(field(P2), 1))
        .is_refused(Rejection::NotVerified);
    session
        .when(party(P1), transfer)
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn a_name_that_stands_in_the_signed_document_stays() {
    let mut draft = routine(2, SigningOrder::Together);
    draft.controls[3].party = Some(P2);
    draft.controls[3].kind = ValueKind::Known {
        fact: KnownFact::Name,
    };
    let mut session = given::to_sign(&draft);
    given::draw_and_commit(&mut session, P1);
    let details = draft_party(4);
    session
        .when(host(), Command::CorrectParty { party: P2, details })
        .is_refused(Rejection::PartyInDocument);
}

#[test]
fn those_who_are_awaited_are_reminded_and_not_at_once_again() {
    let mut session = given::to_sign(&routine(3, SigningOrder::InTurn));
    let remind = |party| Command::Remind { party };
    let _ = session.when(host(), remind(None)).gives(&["reminded"]);
    let asked = effects(&session, |event| matches!(event, ContractEvent::Reminded { .. }));
    assert_eq!(asked, vec![ContractEffect::Remind { party: P1 }]);
    session
        .when(host(), remind(None))
        .is_refused(Rejection::RemindedJustNow);
    session
        .when(host(), remind(Some(P2)))
        .is_refused(Rejection::RemindedJustNow);
    session.wait(600_000);
    let _ = session.when(Caller::Hub, remind(None)).gives(&["reminded"]);
}

/// When the next reminder is due, in days after the contract was sent.
fn reminder_due(session: &Session) -> Option<i64> {
    let timers = Contract::timers(&session.state);
    let timer = timers.iter().find(|timer| timer.key == "remind")?;
    Some(timer.due.since(session.state.opened_at) / 86_400_000)
}

#[test]
fn reminders_come_by_themselves_so_often_and_no_more() {
    let mut draft = routine(2, SigningOrder::Together);
    let reminders = |after, every, most| Reminders { after, every, most };
    draft.reminders = Some(reminders(3, 2, 2));
    let mut session = given::to_sign(&draft);
    assert_eq!(reminder_due(&session), Some(3));
    // By hand in between: that is another matter.
    let remind = || Command::Remind { party: None };
    let _ = session.when(host(), remind()).gives(&["reminded", "reminded"]);
    assert_eq!(reminder_due(&session), Some(3));
    session.wait(3 * 86_400_000);
    let _ = session
        .when(Caller::Hub, remind())
        .gives(&["reminded", "reminded"]);
    assert_eq!(reminder_due(&session), Some(5));
    session.wait(2 * 86_400_000);
    let _ = session
        .when(Caller::Hub, remind())
        .gives(&["reminded", "reminded"]);
    assert_eq!(reminder_due(&session), None);

    for wrong in [reminders(0, 1, 1), reminders(1, 366, 1), reminders(1, 1, 21)] {
        draft.reminders = Some(wrong);
        Session::new()
            .when(host(), open(&draft))
            .is_refused(Rejection::BadReminders);
    }
    // None after the deadline.
    draft.reminders = Some(reminders(365, 1, 5));
    assert_eq!(reminder_due(&given::to_sign(&draft)), None);
}

#[test]
fn the_steps_of_a_ceremony_are_not_its_own_and_the_other_way_round() {
    let mut ordinary = given::to_sign(&routine(2, SigningOrder::Together));
    for command in [
        enter(Phase::Reading),
        call_off(),
        Command::Pause {
            reason: "稍等".into(),
        },
        Command::Grant { party: P1 },
    ] {
        ordinary.when(host(), command).is_refused(Rejection::LiveOnly);
    }
    let mut ceremony = given::inked(&together(2));
    let details = draft_party(4);
    for command in [
        revoke("不再需要了"),
        Command::CorrectParty { party: P1, details },
        Command::Remind { party: None },
    ] {
        ceremony.when(host(), command).is_refused(Rejection::RoutineOnly);
    }
    let mut draft = together(2);
    draft.deadline = Some(START.plus_millis(DEADLINE_MS));
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::RoutineOnly);
}

#[test]
fn a_date_or_a_name_alone_is_no_act() {
    let mut draft = routine(1, SigningOrder::Together);
    for content in [SignContent::Date, SignContent::Name] {
        draft.fields[0].content = content;
        Session::new()
            .when(host(), open(&draft))
            .is_refused(Rejection::NoField(PartyNo(1)));
    }
    draft.fields[0].content = SignContent::Straddle {
        last_page: PAGES,
        opacity: Opacity::FULL,
    };
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::FieldOutsidePage);
}
