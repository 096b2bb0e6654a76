//! From the picture to a seal in use: review, the super administrator's word, the signed record.

use super::{Command, Decision, NAME, REASON, Rejection, State, require_hub, text, warranted};
use crate::aggregate::{Caller, Envelope};
use crate::hash::Sha256Hash;
use crate::ids::AccountId;
use crate::organisation::warrant::{SealAct, Warrant};
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::{Picture, SealKind, SealOwner, Source};
use crate::seal::state::{MadeSeal, SealStanding as Standing};
use crate::timestamp::Timestamp;
use crate::working_days;

/// The reviewer's time, in working days [I02].
const REVIEW_DAYS: u32 = 3;
/// What a side of a seal can measure, in micrometres.
const SIDES: std::ops::RangeInclusive<u32> = 10_000..=60_000;

pub(super) fn make(command: &Envelope<Command>) -> Decision {
    let Command::Make {
        owner,
        kind,
        name,
        source,
        picture,
        warrant,
    } = &command.body
    else {
        return Err(Rejection::NotMade);
    };
    let Caller::Account(maker) = command.by else {
        return Err(Rejection::NotAllowed);
    };
    require_size(*picture)?;
    let warrant = match (owner, warrant) {
        (SealOwner::Organisation(_), Some(_)) if *kind == SealKind::Personal => {
            return Err(Rejection::KindOfOwner);
        }
        (SealOwner::Organisation(_), Some(warrant)) => {
            Some(warranted(*owner, command, warrant, SealAct::Make(*kind))?)
        }
        (SealOwner::Person(owner), None) if *owner == maker => {
            if *kind != SealKind::Personal {
                return Err(Rejection::KindOfOwner);
            }
            None
        }
        _ => return Err(Rejection::NotAllowed),
    };
    let reviewed = warrant.is_some() && *source == Source::Uploaded;
    Ok(vec![Event::Made {
        owner: *owner,
        kind: *kind,
        name: text(name, NAME)?.to_owned(),
        source: *source,
        picture: *picture,
        maker,
        warrant,
        review_due: reviewed.then(|| working_days::end_after(command.at, REVIEW_DAYS)),
    }])
}

fn require_size(picture: Picture) -> Result<(), Rejection> {
    if SIDES.contains(&picture.width) && SIDES.contains(&picture.height) {
        Ok(())
    } else {
        Err(Rejection::Size)
    }
}

pub(super) fn pass_review(state: &State, command: &Envelope<Command>, reviewer: AccountId) -> Decision {
    require_hub(command)?;
    require_standing(state, Standing::UnderReview)?;
    Ok(vec![Event::ReviewPassed { reviewer }])
}

pub(super) fn fail_review(
    state: &State,
    command: &Envelope<Command>,
    reviewer: AccountId,
    reason: &str,
) -> Decision {
    require_hub(command)?;
    require_standing(state, Standing::UnderReview)?;
    Ok(vec![Event::Refused {
        reason: text(reason, REASON)?.to_owned(),
        by: reviewer,
        warrant: None,
    }])
}

pub(super) fn confirm(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &Warrant,
) -> Decision {
    let warrant = warranted(made.owner, command, warrant, SealAct::Decide)?;
    require_standing(state, Standing::AwaitingSuperAdministrator)?;
    Ok(vec![Event::Confirmed { warrant }])
}

pub(super) fn decline(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &Warrant,
    reason: &str,
) -> Decision {
    let by = warrant.account();
    let warrant = warranted(made.owner, command, warrant, SealAct::Decide)?;
    require_standing(state, Standing::AwaitingSuperAdministrator)?;
    Ok(vec![Event::Refused {
        reason: text(reason, REASON)?.to_owned(),
        by,
        warrant: Some(warrant),
    }])
}

pub(super) fn come_into_use(
    state: &State,
    command: &Envelope<Command>,
    record: Sha256Hash,
    certificate: Option<Sha256Hash>,
    until: Timestamp,
) -> Decision {
    require_hub(command)?;
    require_standing(state, Standing::Entering)?;
    if until <= command.at {
        return Err(Rejection::RunOut);
    }
    Ok(vec![Event::CameIntoUse {
        record,
        certificate,
        until,
    }])
}

pub(super) fn refuse_entry(state: &State, command: &Envelope<Command>, code: &str) -> Decision {
    require_hub(command)?;
    require_standing(state, Standing::Entering)?;
    Ok(vec![Event::EntryRefused {
        code: code.to_owned(),
    }])
}

fn require_standing(state: &State, wanted: Standing) -> Result<(), Rejection> {
    if state.standing == wanted {
        Ok(())
    } else {
        Err(Rejection::NothingPending)
    }
}
