//! The use record 用印记录 and the change record 变更记录 of a seal, drawn from its log.

use super::event::{GrantNo, SealEvent as Event};
use crate::aggregate::{Caller, Recorded};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId};
use crate::organisation::event::MemberNo;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of a permit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UseOutcome {
    /// Permitted, and not heard of since.
    Open,
    Used,
    /// Given back unused.
    Released,
    Expired,
}

/// One use of a seal, or one that did not come about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SealUse {
    pub act: ActId,
    /// The permit's line.
    pub seq: u64,
    pub at: Timestamp,
    pub account: AccountId,
    pub member: Option<MemberNo>,
    pub grant: Option<GrantNo>,
    pub contract: ContractId,
    pub document: Sha256Hash,
    pub cross_page: bool,
    pub approval: Option<Quote>,
    pub outcome: UseOutcome,
}

/// Every use, in the order of the permits.
pub fn uses<'a>(events: impl IntoIterator<Item = &'a Recorded<Event>>) -> Vec<SealUse> {
    let mut uses: BTreeMap<u64, SealUse> = BTreeMap::new();
    let mut seqs: BTreeMap<ActId, u64> = BTreeMap::new();
    for recorded in events {
        let (act, outcome) = match &recorded.event {
            Event::Permitted {
                act,
                contract,
                document,
                account,
                grant,
                warrant,
                approval,
                cross_page,
                ..
            } => {
                seqs.insert(*act, recorded.seq);
                let permitted = SealUse {
                    act: *act,
                    seq: recorded.seq,
                    at: recorded.at,
                    account: *account,
                    member: warrant.as_ref().map(|by| by.member),
                    grant: *grant,
                    contract: *contract,
                    document: *document,
                    cross_page: *cross_page,
                    approval: approval.clone(),
                    outcome: UseOutcome::Open,
                };
                uses.insert(recorded.seq, permitted);
                continue;
            }
            Event::PermitConfirmed { act, .. } => (act, UseOutcome::Used),
            Event::PermitReleased { act } => (act, UseOutcome::Released),
            Event::PermitExpired { act } => (act, UseOutcome::Expired),
            _ => continue,
        };
        if let Some(used) = seqs.get(act).and_then(|seq| uses.get_mut(seq)) {
            used.outcome = outcome;
        }
    }
    uses.into_values().collect()
}

/// One change of a seal: what happened, by whom, and the words that came with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SealChange {
    pub seq: u64,
    pub at: Timestamp,
    /// The kind of line without `hub.` and version, for example `seal_granted`.
    pub what: String,
    /// Who did it; absent for the hub itself.
    pub by: Option<AccountId>,
    /// A reason, a new name, or a code of the catalogue.
    pub words: Option<String>,
    /// The holder whom it is about.
    pub holder: Option<MemberNo>,
    pub grant: Option<GrantNo>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// For what is switched.
    pub on: Option<bool>,
}

/// Every change, in order; uses are not changes.
pub fn changes<'a>(events: impl IntoIterator<Item = &'a Recorded<Event>>) -> Vec<SealChange> {
    let mut holders: BTreeMap<GrantNo, MemberNo> = BTreeMap::new();
    events
        .into_iter()
        .filter_map(|recorded| change(recorded, &mut holders))
        .collect()
}

fn change(recorded: &Recorded<Event>, holders: &mut BTreeMap<GrantNo, MemberNo>) -> Option<SealChange> {
    let mut change = SealChange {
        seq: recorded.seq,
        at: recorded.at,
        what: String::new(),
        by: match recorded.by {
            Caller::Account(account) => Some(account),
            _ => None,
        },
        words: None,
        holder: None,
        grant: None,
        from: None,
        until: None,
        on: None,
    };
    change.what = match &recorded.event {
        Event::Made { name, .. } => {
            change.words = Some(name.clone());
            "seal_made"
        }
        Event::ReviewPassed { reviewer } => {
            change.by = Some(*reviewer);
            "seal_review_passed"
        }
        Event::Refused { reason, by, .. } => {
            change.by = Some(*by);
            change.words = Some(reason.clone());
            "seal_refused"
        }
        Event::Confirmed { .. } => "seal_confirmed",
        Event::EntryRefused { code } => {
            change.words = Some(code.clone());
            "seal_entry_refused"
        }
        Event::CameIntoUse { until, .. } => {
            change.until = Some(*until);
            "seal_in_use"
        }
        Event::Renamed { name, .. } => {
            change.words = Some(name.clone());
            "seal_renamed"
        }
        Event::Granted {
            no,
            member,
            from,
            until,
            ..
        } => {
            holders.insert(*no, *member);
            (change.grant, change.holder) = (Some(*no), Some(*member));
            (change.from, change.until) = (Some(*from), *until);
            "seal_granted"
        }
        Event::GrantWithdrawn { no, .. } => {
            (change.grant, change.holder) = (Some(*no), holders.get(no).copied());
            "seal_grant_withdrawn"
        }
        Event::ApprovalSwitched { on, .. } => {
            change.on = Some(*on);
            "seal_approval_switched"
        }
        Event::Disabled { reason, .. } => {
            change.words = Some(reason.clone());
            "seal_disabled"
        }
        Event::Enabled { .. } => "seal_enabled",
        Event::Stopped { reason, .. } => {
            change.words = Some(reason.clone());
            "seal_stopped"
        }
        Event::Permitted { .. }
        | Event::PermitConfirmed { .. }
        | Event::PermitReleased { .. }
        | Event::PermitExpired { .. } => return None,
    }
    .to_owned();
    Some(change)
}
