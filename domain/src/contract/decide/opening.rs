//! Opening the room: the draft becomes a contract, and its revision R0 is prepared.

use super::{
    Command, Decision, Rejection, any_of, auto_sign, filling, require_hub, require_phase, routine,
    sign_controls,
};
use crate::aggregate::{Caller, Envelope};
use crate::approval::passage::{Blocked, Cleared};
use crate::approval::step::Guarded;
use crate::contract::command::{DraftField, DraftParty, Open};
use crate::contract::demands::FaceRule;
use crate::contract::event::{ContractEvent, Opened, Phase, Prepared};
use crate::contract::paper::Paper;
use crate::contract::plan::{PageRect, PlannedParty, SignContent, SigningField};
use crate::contract::sending_organisation::SendingOrganisation;
use crate::contract::signed_source::SignedSource;
use crate::contract::state::ContractState;
use crate::ids::{FieldNo, PartyNo};
use crate::organisation::event::Service;
use crate::personal::Personal;
use crate::timestamp::Timestamp;
use unicode_normalization::UnicodeNormalization;

/// Parties of one contract; the seed names 1 to 5, a live room takes up to 50 (design 2.6).
pub const MAX_PARTIES: usize = 50;

pub(super) fn open(state: &ContractState, command: &Envelope<Command>, open: &Open) -> Decision {
    if state.opened.is_some() {
        return Err(Rejection::AlreadyOpen);
    }
    if command.by != Caller::Account(open.host) {
        return Err(Rejection::NotAllowed);
    }
    let cleared = cleared(open, command)?;
    check(open)?;
    check_signed_source(open)?;
    filling::check_controls(open)?;
    if open.policy.course.is_live() && (open.deadline.is_some() || open.face.is_some()) {
        return Err(Rejection::RoutineOnly);
    }
    check_demands(open)?;
    auto_sign::check(open)?;
    any_of::check(open)?;
    routine::require_deadline(open.deadline, command.at)?;
    require_reserved(open, command)?;
    let commit = |path: String, value: &str| Personal::commit(&command.seed, &path, value.trim());
    let papers: Vec<Option<Paper>> = (1u8..)
        .zip(&open.parties)
        .map(|(no, party)| checked_paper(party, PartyNo(no), command.at))
        .collect::<Result<_, _>>()?;
    let parties = (1u8..)
        .zip(open.parties.iter().zip(papers))
        .map(|(no, (party, paper))| PlannedParty {
            no: PartyNo(no),
            label: party.label.trim().nfc().collect(),
            name: commit(format!("parties/{no}/name"), &party.name),
            phone: commit(format!("parties/{no}/phone"), &party.phone),
            organisation: party
                .organisation
                .as_deref()
                .map(|organisation| commit(format!("parties/{no}/organisation"), organisation)),
            paper: paper.map(|paper| commit(format!("parties/{no}/paper"), &paper.to_text())),
            turn: party.turn,
            account: party.account,
            demands: party.demands,
            auto: party.auto,
            any_of: any_of::candidates(no, party, &command.seed),
        })
        .collect();
    let fields = (1u16..)
        .zip(&open.fields)
        .map(|(no, field)| SigningField {
            no: FieldNo(no),
            party: field.party,
            page: field.page,
            rect: field.rect,
            content: field.content.clone(),
            group: field.group,
        })
        .collect();
    let values = filling::senders_values(open, command)?;
    Ok(vec![ContractEvent::Opened(Box::new(Opened {
        host: open.host,
        cleared,
        sender: open.sender.clone(),
        title: commit("title".into(), &open.title),
        host_name: commit("host_name".into(), &open.host_name),
        draft: open.draft,
        uploaded: open.uploaded,
        clean: open.clean,
        signed_source: open.signed_source,
        page_count: u32::try_from(open.pages.len()).unwrap_or(u32::MAX),
        pages: open.pages_blob,
        parties,
        fields,
        controls: open.controls.clone(),
        values,
        images: open.images,
        deadline: open.deadline,
        template: open.template.clone(),
        face: open.face,
        number: open.number.clone(),
        voids: open.voids.clone(),
        reservation: open.reservation.as_ref().map(|right| right.line.clone()),
        reminders: open.reminders,
        alone: open.alone,
        readers: open.readers.commit(&command.seed)?,
        policy: open.policy,
        origin: open.origin.clone(),
        build: open.build,
        degraded: open.degraded.clone(),
        nonce: open.nonce.clone(),
    }))])
}

/// Sent for an organisation, it needs that organisation's yes to just this draft, whoever opens it and on whatever way:
/// without it there is no such contract.
fn cleared(open: &Open, command: &Envelope<Command>) -> Result<Option<Cleared>, Rejection> {
    let (sender, passage) = match (&open.sender, &open.passage) {
        (None, None) => return Ok(None),
        (Some(sender), Some(passage)) => (sender, passage),
        (Some(_), None) => return Err(Blocked::ApprovalNeeded.into()),
        (None, Some(_)) => return Err(Blocked::OtherAct.into()),
    };
    let clearance = &passage.clearance;
    let subject = *clearance.subject();
    let answers_this = subject.act == Guarded::Start && subject.document == open.draft;
    let same_sender = (clearance.organisation(), clearance.member()) == (sender.organisation, sender.member);
    if !(answers_this && same_sender) {
        return Err(Blocked::OtherAct.into());
    }
    Ok(Some(passage.open(&subject, open.host, command.at)?))
}

/// What an exhibition reserved is quoted in time, or it may be somebody else's by now.
fn require_reserved(open: &Open, command: &Envelope<Command>) -> Result<(), Rejection> {
    match &open.reservation {
        Some(_) if open.policy.course.is_live() => Err(Rejection::RoutineOnly),
        Some(right) if command.at >= right.until => Err(Rejection::ReservationOver),
        _ => Ok(()),
    }
}

/// A ceremony has its host's eyes instead; and a phone code is enough only where an organisation says so.
fn check_demands(open: &Open) -> Result<(), Rejection> {
    let mut demands = open.parties.iter().map(|party| party.demands);
    if open.policy.course.is_live() && !demands.all(|demands| demands.is_none()) {
        return Err(Rejection::RoutineOnly);
    }
    if !open.parties.iter().all(|party| party.demands.is_possible()) {
        return Err(Rejection::BadDemands);
    }
    let by_phone = |sender: &SendingOrganisation| sender.services.contains(&Service::PhoneVerification);
    if open.face == Some(FaceRule::PhoneCode) && !open.sender.as_ref().is_some_and(by_phone) {
        return Err(Rejection::NotAllowed);
    }
    Ok(())
}

fn check(open: &Open) -> Result<(), Rejection> {
    if open.reminders.is_some_and(|reminders| !reminders.is_possible()) {
        return Err(Rejection::BadReminders);
    }
    if !is_name(&open.title, 100) {
        return Err(Rejection::Title);
    }
    if open.parties.is_empty() || open.parties.len() > MAX_PARTIES {
        return Err(Rejection::PartyCount(open.parties.len()));
    }
    for (no, party) in (1u8..).zip(&open.parties) {
        if !is_complete(party) {
            return Err(Rejection::PartyIncomplete(no));
        }
        if !open
            .fields
            .iter()
            .any(|field| field.party == PartyNo(no) && field.content.is_act())
        {
            return Err(Rejection::NoField(PartyNo(no)));
        }
    }
    if !turns_are_whole(open) {
        return Err(Rejection::BadTurns);
    }
    sign_controls::check(open)
}

/// A file that is signed further is not rewritten, and its signatures allow nothing but new ones: one place for each
/// party, and no values.
fn check_signed_source(open: &Open) -> Result<(), Rejection> {
    if !SignedSource::is_further(open.signed_source.as_ref()) {
        return Ok(());
    }
    if open.uploaded != open.clean {
        return Err(Rejection::SignedFileChanged);
    }
    if !open.controls.is_empty() {
        return Err(Rejection::SignedNoValues);
    }
    let fits = |field: &DraftField| {
        matches!(field.content, SignContent::Ink | SignContent::Seal { .. })
            && open
                .fields
                .iter()
                .filter(|other| other.party == field.party)
                .count()
                == 1
    };
    match open.fields.iter().find(|field| !fits(field)) {
        Some(field) => Err(Rejection::SignedOnePlace(field.party)),
        None => Ok(()),
    }
}

/// Where turns are given, all parties have one, and they go from 1 without a gap.
fn turns_are_whole(open: &Open) -> bool {
    let mut turns: Vec<u8> = open.parties.iter().filter_map(|party| party.turn).collect();
    if turns.is_empty() {
        return true;
    }
    let all = turns.len() == open.parties.len();
    turns.sort_unstable();
    turns.dedup();
    all && turns.iter().copied().eq((1..).take(turns.len()))
}

/// A box is at least 10 × 10 pt and lies within the visible page.
pub(super) fn contains(page: &PageRect, field: &PageRect) -> bool {
    field.w >= 10_000
        && field.h >= 10_000
        && field.x >= page.x
        && field.y >= page.y
        && field.x.saturating_add(field.w) <= page.x.saturating_add(page.w)
        && field.y.saturating_add(field.h) <= page.y.saturating_add(page.h)
}

pub(super) fn is_complete(party: &DraftParty) -> bool {
    is_name(&party.name, 50)
        && is_name(&party.label, 20)
        && party
            .organisation
            .as_deref()
            .is_none_or(|organisation| is_name(organisation, 80))
        && is_phone(&party.phone)
}

/// The identity document that a party is named by, with its number in one form.
pub(super) fn checked_paper(
    party: &DraftParty,
    no: PartyNo,
    now: Timestamp,
) -> Result<Option<Paper>, Rejection> {
    let checked = party.paper.as_ref().map(|paper| paper.checked(now));
    checked.transpose().map_err(|_| Rejection::BadPaper(no))
}

pub(in crate::contract) fn is_name(text: &str, longest: usize) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// E.164 with or without `+`: 5 to 15 digits (ITU-T E.164 section 6).
pub fn is_phone(text: &str) -> bool {
    let digits = text.trim().strip_prefix('+').unwrap_or(text.trim());
    (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn record_prepared(
    state: &ContractState,
    command: &Envelope<Command>,
    prepared: &Prepared,
) -> Decision {
    require_hub(command)?;
    require_phase(state, &[Phase::Preparing])?;
    Ok(vec![ContractEvent::Prepared(prepared.clone())])
}

pub(super) fn record_prepare_failed(
    state: &ContractState,
    command: &Envelope<Command>,
    code: &str,
) -> Decision {
    require_hub(command)?;
    require_phase(state, &[Phase::Preparing])?;
    Ok(super::ending::called_off(state, command, code))
}
