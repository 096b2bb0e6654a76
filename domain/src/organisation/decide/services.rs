//! Extended services 扩展服务: switched by the super administrator alone.

use super::{Command, Decision, State, require_acting, require_super_administrator};
use crate::aggregate::Envelope;
use crate::organisation::event::{OrganisationEvent as Event, Service};

pub(super) fn switch(state: &State, command: &Envelope<Command>, service: Service, on: bool) -> Decision {
    require_super_administrator(state, command)?;
    require_acting(state)?;
    let is_on = state.services.get(&service).is_some_and(|switched| switched.on);
    Ok(if is_on == on {
        Vec::new()
    } else {
        vec![Event::ServiceSwitched { service, on }]
    })
}
