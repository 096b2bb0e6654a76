//! Registering, the platform's review, and a change of name.

use super::{
    Command, Decision, Rejection, State, account_of, require_acting, require_hub,
    require_super_administrator, require_text,
};
use crate::aggregate::Envelope;
use crate::organisation::command::LicenceData;
use crate::organisation::credit_code::CreditCode;
use crate::organisation::event::OrganisationEvent as Event;
use crate::organisation::state::Standing;
use crate::personal::Personal;

/// Characters of an organisation's name, and of a person's.
pub(super) const NAME: usize = 100;
pub(super) const PERSON: usize = 40;
const REASON: usize = 200;

pub(super) fn register(state: &State, command: &Envelope<Command>) -> Decision {
    let Command::Register {
        licence,
        registrant_name,
        is_legal_representative,
    } = &command.body
    else {
        return Err(Rejection::NotAllowed);
    };
    if state.standing != Standing::None {
        return Err(Rejection::AlreadyRegistered);
    }
    let registrant = account_of(command)?;
    let (name, credit_code, legal_representative) = read(licence, command)?;
    Ok(vec![Event::Registered {
        name,
        credit_code,
        legal_representative,
        registrant,
        registrant_name: Personal::commit(
            &command.seed,
            "registrant_name",
            require_text(registrant_name, PERSON)?,
        ),
        is_legal_representative: *is_legal_representative,
    }])
}

pub(super) fn submit_again(state: &State, command: &Envelope<Command>, licence: &LicenceData) -> Decision {
    require_super_administrator(state, command)?;
    if state.standing != Standing::Refused {
        return Err(Rejection::NotUnderReview);
    }
    let (name, credit_code, legal_representative) = read(licence, command)?;
    Ok(vec![Event::SubmittedAgain {
        name,
        credit_code,
        legal_representative,
    }])
}

pub(super) fn approve(state: &State, command: &Envelope<Command>) -> Decision {
    require_hub(command)?;
    match state.standing {
        Standing::Active => Ok(Vec::new()),
        Standing::UnderReview => Ok(vec![Event::Approved {}]),
        _ => Err(Rejection::NotUnderReview),
    }
}

pub(super) fn refuse(state: &State, command: &Envelope<Command>, reason: &str) -> Decision {
    require_hub(command)?;
    if state.standing != Standing::UnderReview {
        return Err(Rejection::NotUnderReview);
    }
    Ok(vec![Event::Refused {
        reason: require_text(reason, REASON)?.to_owned(),
    }])
}

pub(super) fn rename(state: &State, command: &Envelope<Command>, name: &str) -> Decision {
    require_super_administrator(state, command)?;
    require_acting(state)?;
    let name = require_text(name, NAME)?;
    Ok(if name == state.name {
        Vec::new()
    } else {
        vec![Event::Renamed {
            name: name.to_owned(),
        }]
    })
}

fn read(
    licence: &LicenceData,
    command: &Envelope<Command>,
) -> Result<(String, CreditCode, Personal), Rejection> {
    let code = CreditCode::parse(&licence.credit_code).map_err(|_| Rejection::CreditCode)?;
    let representative = require_text(&licence.legal_representative, PERSON)?;
    Ok((
        require_text(&licence.name, NAME)?.to_owned(),
        code,
        Personal::commit(&command.seed, "legal_representative", representative),
    ))
}
