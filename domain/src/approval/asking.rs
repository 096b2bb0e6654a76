//! Who is asked in the step that waits, as the organisation stands now.
//!
//! Nobody is silently skipped: in place of somebody suspended the super administrator is asked, in place of somebody
//! who left their successor, in place of somebody absent their substitute, and where nobody is found at all the super
//! administrator.

use super::step::{Asked, Step};
use crate::organisation::event::MemberNo;
use crate::organisation::state::{MemberStanding, OrganisationState};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The step of a run that waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub requester: MemberNo,
    /// Whether the requester may be asked too.
    pub own_request: bool,
    pub step: Step,
    /// Those whose part in this step is done, by themselves or by others.
    pub passed: BTreeSet<MemberNo>,
    /// Who acts instead of whom in this step.
    pub delegated: BTreeMap<MemberNo, MemberNo>,
}

/// One person who is asked, and on whose behalf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asking {
    pub member: MemberNo,
    /// Whom the step asks and this member acts for: themselves, colleagues they stand in for, or both.
    pub for_members: Vec<MemberNo>,
}

impl Waiting {
    /// Everybody whom the step asks at this moment, whether or not they have passed it, in its order.
    pub fn asked(&self, organisation: &OrganisationState, at: Timestamp) -> Vec<Asking> {
        let mut found: Vec<Asking> = Vec::new();
        for asked in &self.step.asked {
            let mut originals = self.originals(organisation, *asked);
            if originals.is_empty() {
                originals.extend(self.last_resort(organisation));
            }
            for original in originals {
                let Some(member) = self.acting_for(organisation, original, at) else {
                    continue;
                };
                match found.iter_mut().find(|asking| asking.member == member) {
                    Some(asking) if asking.for_members.contains(&original) => {}
                    Some(asking) => asking.for_members.push(original),
                    None => found.push(Asking {
                        member,
                        for_members: vec![original],
                    }),
                }
            }
        }
        found
    }

    /// Those of [`Self::asked`] who can act at this moment: whoever has not passed it, and in turn only the first.
    pub fn due(&self, organisation: &OrganisationState, at: Timestamp) -> Vec<Asking> {
        let mut due = self.asked(organisation, at);
        due.retain(|asking| !self.is_done(asking));
        if self.step.consent == super::step::Consent::InTurn {
            due.truncate(1);
        }
        due
    }

    /// Whether everybody for whom this member acts has passed it.
    pub fn is_done(&self, asking: &Asking) -> bool {
        asking.for_members.iter().all(|no| self.passed.contains(no))
    }

    fn may_be_asked(&self, no: MemberNo) -> bool {
        self.own_request || no != self.requester
    }

    /// Whom the step names; not the requester, unless the flow says so.
    fn originals(&self, organisation: &OrganisationState, asked: Asked) -> Vec<MemberNo> {
        let mut found: Vec<MemberNo> = match asked {
            Asked::Member(no) => vec![no],
            Asked::Role(role) => organisation
                .members
                .values()
                .filter(|member| member.standing == MemberStanding::Active)
                .filter(|member| member.placement.roles.contains(&role))
                .map(|member| member.no)
                .collect(),
            Asked::DepartmentHead(department) => organisation
                .head_of(department, self.requester)
                .into_iter()
                .collect(),
            Asked::RequestersHead => organisation.heads_of_member(self.requester),
            Asked::Superior => organisation.superior_of(self.requester).into_iter().collect(),
            Asked::SuperAdministrator => organisation.super_administrator.into_iter().collect(),
        };
        found.retain(|no| self.may_be_asked(*no));
        found
    }

    fn acting_for(
        &self,
        organisation: &OrganisationState,
        original: MemberNo,
        at: Timestamp,
    ) -> Option<MemberNo> {
        let wanted = self.delegated.get(&original).copied().unwrap_or(original);
        let found = stand_in(organisation, wanted, at);
        found
            .filter(|no| self.may_be_asked(*no))
            .or_else(|| self.last_resort(organisation))
    }

    /// The super administrator; where that is the requester, the legal representative; and where there is no other
    /// either, the super administrator nevertheless: an organisation of one can still act.
    fn last_resort(&self, organisation: &OrganisationState) -> Option<MemberNo> {
        let leader = organisation.super_administrator;
        let candidates = [leader, organisation.legal_representative_member];
        let mut others = candidates.into_iter().flatten();
        others.find(|no| self.may_be_asked(*no)).or(leader)
    }
}

/// The member, or who acts instead at this moment.
fn stand_in(organisation: &OrganisationState, no: MemberNo, at: Timestamp) -> Option<MemberNo> {
    let mut here = no;
    // Successors and substitutes never form a longer row than there are members, unless they form a ring.
    for _ in 0..=organisation.members.len() {
        let member = organisation.members.get(&here)?;
        let absence = organisation
            .absences
            .get(&here)
            .filter(|absence| absence.covers(at));
        match (member.standing, member.successor, absence) {
            (MemberStanding::Active, _, None) => return Some(here),
            (MemberStanding::Active, _, Some(absence)) => here = absence.substitute,
            (MemberStanding::Left, Some(successor), _) => here = successor,
            _ => return organisation.super_administrator,
        }
    }
    organisation.super_administrator
}
