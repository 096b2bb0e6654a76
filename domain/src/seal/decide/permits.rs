//! Permits: the one way in which a seal is used.

use super::{Command, Decision, Rejection, State, by_member, require_hub};
use crate::aggregate::Envelope;
use crate::approval::passage::{Blocked, Cleared};
use crate::approval::step::{Guarded, Subject};
use crate::ids::ActId;
use crate::organisation::warrant::{SealAct, Warrant};
use crate::quote::Quote;
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::SealOwner;
use crate::seal::permit::{LASTS, PermitRequest};
use crate::seal::state::{Hold, MadeSeal, SealStanding as Standing};
use crate::timestamp::Timestamp;

/// The organisation's answer holds for so many milliseconds: long enough for the way from one log to the other.
const ANSWER_HOLDS: i64 = 30_000;

pub(super) fn permit(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    request: &PermitRequest,
) -> Decision {
    require_hub(command)?;
    match state.permits.get(&request.act) {
        // Asked again: it has its permit.
        Some(permit) if permit.fits(request) && !permit.expired => return Ok(Vec::new()),
        Some(_) => return Err(Rejection::PermitSpent),
        None if state.spent.contains(&request.act) => return Err(Rejection::PermitSpent),
        None => {}
    }
    let runs_out = usable_until(state, command.at, request)?;
    let warrant = answer(state, made, command, request)?;
    let member = warrant.map(Warrant::member);
    let asked = warrant.map_or(command.at, Warrant::at);
    let held = |at| state.hold(request.account, member, at);
    let hold = held(command.at).filter(|_| held(asked).is_some());
    let hold = hold.ok_or(Rejection::NoLiveGrant)?;
    let cleared = cleared(made, command, request)?;
    let approval = cleared.and_then(|cleared| cleared.approval);
    if state.needs_approval && approval.is_none() {
        return Err(Rejection::ApprovalNeeded);
    }
    Ok(vec![Event::Permitted {
        act: request.act,
        contract: request.contract,
        document: request.document,
        account: request.account,
        grant: match hold {
            Hold::Grant(no) => Some(no),
            Hold::Own => None,
        },
        warrant: warrant.map(by_member),
        approval,
        cross_page: request.cross_page,
        until: command.at.plus_millis(LASTS).min(runs_out),
    }])
}

/// When the seal's certificate runs out; an error where the seal cannot be used now.
fn usable_until(state: &State, at: Timestamp, request: &PermitRequest) -> Result<Timestamp, Rejection> {
    match state.standing {
        Standing::InUse => {}
        Standing::Disabled => return Err(Rejection::Disabled),
        Standing::Stopped => return Err(Rejection::Stopped),
        _ => return Err(Rejection::NotInUse),
    }
    let record = state.record.ok_or(Rejection::NotInUse)?;
    if record.until <= at {
        return Err(Rejection::RunOut);
    }
    if record.record != request.record {
        return Err(Rejection::Changed);
    }
    Ok(record.until)
}

/// The organisation's fresh answer to just this question; none is needed, or taken, for a person's own seal.
///
/// The question names the seal's line that was read before it was put. Where nothing has changed since then in who may
/// use the seal, both said yes at the moment of the answer, and that is what the permit states.
fn answer<'a>(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    request: &'a PermitRequest,
) -> Result<Option<&'a Warrant>, Rejection> {
    match (made.owner, &request.warrant) {
        (SealOwner::Person(_), None) => Ok(None),
        (SealOwner::Organisation(organisation), Some(warrant)) => {
            let SealAct::Use {
                kind,
                cross_page,
                seal_seq,
            } = warrant.act()
            else {
                return Err(Rejection::NotAllowed);
            };
            let fits = warrant.organisation() == organisation
                && warrant.account() == request.account
                && (kind, cross_page) == (made.kind, request.cross_page);
            let age = command.at.since(warrant.at());
            let holds = (0..=ANSWER_HOLDS).contains(&age) && seal_seq >= state.rights_seq;
            match (fits, holds) {
                (true, true) => Ok(Some(warrant)),
                (true, false) => Err(Rejection::Changed),
                (false, _) => Err(Rejection::NotAllowed),
            }
        }
        _ => Err(Rejection::NotAllowed),
    }
}

/// Past an approval that the organisation demands, no seal of it is used.
fn cleared(
    made: &MadeSeal,
    command: &Envelope<Command>,
    request: &PermitRequest,
) -> Result<Option<Cleared>, Rejection> {
    let (organisation, passage) = match (made.owner, &request.passage) {
        (SealOwner::Person(_), None) => return Ok(None),
        (SealOwner::Organisation(organisation), Some(passage)) => (organisation, passage),
        _ => return Err(Rejection::NotAllowed),
    };
    let subject = Subject {
        act: Guarded::SealUse,
        id: request.contract.0,
        document: request.document,
        seal: Some(request.seal),
    };
    let opened = passage.open(&subject, request.account, command.at);
    let cleared = opened.map_err(|blocked| match blocked {
        Blocked::ApprovalNeeded => Rejection::ApprovalNeeded,
        Blocked::Stale => Rejection::Changed,
        Blocked::OtherAct => Rejection::NotAllowed,
    })?;
    if cleared.organisation != organisation {
        return Err(Rejection::NotAllowed);
    }
    Ok(Some(cleared))
}

/// Also after it expired, where the contract's line was written in time: the news may come late, the use does not.
pub(super) fn confirm(
    state: &State,
    command: &Envelope<Command>,
    act: ActId,
    used: &Quote,
    used_at: Timestamp,
) -> Decision {
    require_hub(command)?;
    let permit = match state.permits.get(&act) {
        Some(permit) => permit,
        None if state.spent.contains(&act) => return Ok(Vec::new()),
        None => return Err(Rejection::NoPermit),
    };
    let in_time = permit.at <= used_at && used_at < permit.until;
    let by_its_contract = used.stream.id == permit.contract.0;
    if !in_time || !by_its_contract {
        return Err(Rejection::PermitSpent);
    }
    Ok(vec![Event::PermitConfirmed {
        act,
        used: used.clone(),
        used_at,
    }])
}

pub(super) fn release(state: &State, command: &Envelope<Command>, act: ActId) -> Decision {
    require_hub(command)?;
    match state.permits.get(&act) {
        Some(_) => Ok(vec![Event::PermitReleased { act }]),
        None if state.spent.contains(&act) => Ok(Vec::new()),
        None => Err(Rejection::NoPermit),
    }
}

pub(super) fn expire(state: &State, command: &Envelope<Command>, act: ActId) -> Decision {
    require_hub(command)?;
    Ok(match state.permits.get(&act) {
        Some(permit) if !permit.expired && permit.until <= command.at => {
            vec![Event::PermitExpired { act }]
        }
        _ => Vec::new(),
    })
}
