//! Flows of approvals: made, changed, switched by whoever manages them.

use super::{Command, Decision, Rejection, State, require, require_text};
use crate::aggregate::Envelope;
use crate::approval::flow::{Flow, FlowNo};
use crate::approval::step::Asked;
use crate::organisation::event::OrganisationEvent as Event;
use crate::organisation::permission::Permission;
use crate::organisation::state::MemberStanding;

const NAME: usize = 40;
const MOST_FLOWS: usize = 200;

pub(super) fn set(state: &State, command: &Envelope<Command>, no: Option<FlowNo>, flow: &Flow) -> Decision {
    require(state, command, Permission::ManageApprovals)?;
    let no = match no {
        Some(no) if state.flows.contains_key(&no) => no,
        Some(_) => return Err(Rejection::NoFlow),
        None if state.flows.len() >= MOST_FLOWS => return Err(Rejection::TooMany),
        None => next(state)?,
    };
    let name = require_text(&flow.name, NAME)?.to_owned();
    let asked = flow.steps.iter().flat_map(|step| &step.asked);
    let departments = &flow.conditions.departments;
    let known = asked.into_iter().all(|asked| is_known(state, *asked))
        && departments.iter().all(|no| state.departments.contains_key(no));
    if !flow.is_possible() || !known {
        return Err(Rejection::BadFlow);
    }
    let flow = Flow { name, ..flow.clone() };
    Ok(vec![Event::FlowSet { no, flow }])
}

pub(super) fn turn(state: &State, command: &Envelope<Command>, no: FlowNo, on: bool) -> Decision {
    require(state, command, Permission::ManageApprovals)?;
    let kept = state.flows.get(&no).ok_or(Rejection::NoFlow)?;
    Ok(if kept.enabled == on {
        Vec::new()
    } else {
        vec![Event::FlowTurned { no, on }]
    })
}

/// Whether there is such a person, role or department.
fn is_known(state: &State, asked: Asked) -> bool {
    match asked {
        Asked::Member(no) => {
            let member = state.members.get(&no);
            member.is_some_and(|member| member.standing != MemberStanding::Left)
        }
        Asked::Role(no) => state.roles.contains_key(&no),
        Asked::DepartmentHead(no) => state.departments.contains_key(&no),
        Asked::RequestersHead | Asked::Superior | Asked::SuperAdministrator => true,
    }
}

fn next(state: &State) -> Result<FlowNo, Rejection> {
    let last = state.flows.keys().next_back().map_or(0, |no| no.0);
    last.checked_add(1).map(FlowNo).ok_or(Rejection::TooMany)
}
