//! Who may act in the step that waits: one member's answer from the organisation.

use super::asking::Asking;
use super::state::ApprovalState;
use crate::ids::{AccountId, StreamId};
use crate::line::Head;
use crate::organisation::event::MemberNo;
use crate::organisation::state::{MemberStanding, OrganisationState};
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use std::collections::BTreeSet;

/// One member's answer from the organisation, made here and nowhere else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    pub(super) account: AccountId,
    pub(super) member: MemberNo,
    /// Everybody that the step asks now.
    pub(super) asked: Vec<Asking>,
    /// Those of them who can act now.
    pub(super) due: Vec<Asking>,
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
        at: Timestamp,
    ) -> Option<Self> {
        let member = organisation.active_member(account)?.no;
        if !organisation.acts() {
            return None;
        }
        let waiting = run.waiting();
        let asked = waiting.as_ref().map(|waiting| waiting.asked(organisation, at));
        let due = waiting.as_ref().map(|waiting| waiting.due(organisation, at));
        let active = organisation.members.values();
        Some(Self {
            account,
            member,
            asked: asked.unwrap_or_default(),
            due: due.unwrap_or_default(),
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
