//! Who may act in the present step, as the organisation stands when it is asked.
//!
//! Nobody is silently skipped: in place of somebody suspended the super administrator is asked, in place of somebody
//! who left their successor, and a step that would ask nobody asks the super administrator.

use super::state::ApprovalState;
use super::step::{Asked, Request, Step};
use crate::ids::{AccountId, StreamId};
use crate::line::Head;
use crate::organisation::event::MemberNo;
use crate::organisation::state::{MemberStanding, OrganisationState};
use crate::quote::Quote;
use std::collections::BTreeSet;

/// One member's answer from the organisation, made here and nowhere else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    pub(super) account: AccountId,
    pub(super) member: MemberNo,
    /// Everybody that the present step asks now.
    pub(super) required: BTreeSet<MemberNo>,
    /// Members that can be asked at all now.
    pub(super) active: BTreeSet<MemberNo>,
    /// The run's last line when this was asked.
    pub(super) run_seq: u64,
    pub(super) line: Quote,
}

impl Turn {
    /// What the organisation says about `account` in this run; `stream` and `head` are this organisation and the line
    /// that its state stands at. None where it does not act, or the account is no active member of it.
    pub fn ask(
        organisation: &OrganisationState,
        stream: &StreamId,
        head: Head,
        run: &ApprovalState,
        account: AccountId,
    ) -> Option<Self> {
        let request = run.request.as_ref()?;
        let member = organisation.active_member(account)?.no;
        if !organisation.acts() {
            return None;
        }
        let required = run
            .present_step()
            .map(|step| required(organisation, request, step, run))
            .unwrap_or_default();
        let active = organisation.members.values();
        Some(Self {
            account,
            member,
            required,
            active: active
                .filter(|member| member.standing == MemberStanding::Active)
                .map(|member| member.no)
                .collect(),
            run_seq: run.seq,
            line: Quote {
                stream: stream.clone(),
                seq: head.seq,
                hash: head.hash,
            },
        })
    }
}

fn required(
    organisation: &OrganisationState,
    request: &Request,
    step: &Step,
    run: &ApprovalState,
) -> BTreeSet<MemberNo> {
    let mut found = BTreeSet::new();
    for asked in &step.asked {
        match asked {
            Asked::Member(no) => found.extend(stand_in(organisation, *no)),
            Asked::Role(role) => found.extend(
                organisation
                    .members
                    .values()
                    .filter(|member| member.standing == MemberStanding::Active)
                    .filter(|member| member.placement.roles.contains(role))
                    .map(|member| member.no),
            ),
        }
    }
    let excluded = (!request.own_request).then_some(request.requester);
    found.retain(|no| Some(*no) != excluded);
    if found.is_empty() {
        found.extend(organisation.super_administrator);
    }
    let delegated = found
        .into_iter()
        .map(|no| run.delegated.get(&no).copied().unwrap_or(no));
    delegated
        .filter_map(|no| stand_in(organisation, no))
        .filter(|no| Some(*no) != excluded)
        .collect()
}

/// The member, or who acts instead.
fn stand_in(organisation: &OrganisationState, no: MemberNo) -> Option<MemberNo> {
    let mut at = no;
    // Successors never form a longer row than there are members.
    for _ in 0..=organisation.members.len() {
        let member = organisation.members.get(&at)?;
        match (member.standing, member.successor) {
            (MemberStanding::Active, _) => return Some(at),
            (MemberStanding::Left, Some(successor)) => at = successor,
            _ => return organisation.super_administrator,
        }
    }
    organisation.super_administrator
}
