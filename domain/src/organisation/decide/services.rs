//! Extended services 扩展服务: switched by the super administrator alone; 企业静默签 with its agreement accepted [G10].

use super::{Command, Decision, Rejection, State, require_acting, require_super_administrator};
use crate::aggregate::Envelope;
use crate::agreements;
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::organisation::event::{OrganisationEvent as Event, Service};

pub(super) fn switch(
    state: &State,
    command: &Envelope<Command>,
    service: Service,
    on: bool,
    agreement: Option<Sha256Hash>,
) -> Decision {
    require_super_administrator(state, command)?;
    require_acting(state)?;
    let is_on = state.services.get(&service).is_some_and(|switched| switched.on);
    if is_on == on {
        return Ok(Vec::new());
    }
    let agreement = agreement.filter(|_| on && service == Service::SilentSigning);
    if on && service == Service::SilentSigning {
        let accepted =
            agreement.is_some_and(|text| agreements::is_in_force(ConsentKind::SilentSigning, text));
        if !accepted {
            return Err(Rejection::AgreementNeeded);
        }
    }
    Ok(vec![Event::ServiceSwitched {
        service,
        on,
        agreement,
    }])
}
