//! The flow 审批流: for which acts an organisation asks for consent, under which conditions, and whose.

use super::step::{Consent, Guarded, Step, Subject};
use crate::ids::SealId;
use crate::organisation::event::DepartmentNo;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A flow, numbered from 1 within its organisation; a number is never used again. 0 stands for an act that demands an
/// approval by itself where no flow says whose: the super administrator's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug, Default)]
#[serde(transparent)]
pub struct FlowNo(pub u16);

/// When a flow applies. Every condition that is given must hold; within a list, one is enough.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Conditions {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contract_types: Vec<String>,
    /// In 分. An amount that is not known counts as reaching every limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// In 分.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Uuid>,
    /// The requester works in one of them or below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentNo>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<SealId>,
}

/// What a member may set: everything about a flow but its number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Flow {
    pub name: String,
    pub act: Guarded,
    #[serde(default)]
    pub conditions: Conditions,
    pub steps: Vec<Step>,
    /// Whether requesters may pass their own requests where a step asks them.
    #[serde(default)]
    pub own_request: bool,
    /// Days after which a run without an outcome has run out.
    pub days: u16,
}

/// What is known of the act that somebody is about to do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    pub contract_type: Option<String>,
    /// In 分.
    pub amount: Option<u64>,
    pub template: Option<Uuid>,
    /// The thing itself demands an approval, whether or not a flow applies: a seal that was set so.
    pub always: bool,
}

/// Steps of a flow, people in a step, entries in a list of conditions, and days.
pub const MOST_STEPS: usize = 20;
pub const MOST_ASKED: usize = 50;
pub const MOST_CONDITIONS: usize = 100;
pub const MOST_DAYS: u16 = 365;

impl Conditions {
    /// Whether the flow applies; `works_in` says whether the requester works in a department or below it.
    pub fn hold(&self, subject: &Subject, facts: &Facts, works_in: impl Fn(DepartmentNo) -> bool) -> bool {
        let any = |list: &[Uuid], fact: Option<Uuid>| {
            list.is_empty() || fact.is_some_and(|fact| list.contains(&fact))
        };
        let seals: Vec<Uuid> = self.seals.iter().map(|seal| seal.0).collect();
        let typed = |kind: &String| self.contract_types.contains(kind);
        (self.contract_types.is_empty() || facts.contract_type.as_ref().is_some_and(typed))
            && self
                .at_least
                .is_none_or(|least| facts.amount.is_none_or(|amount| amount >= least))
            && self
                .below
                .is_none_or(|limit| facts.amount.is_some_and(|amount| amount < limit))
            && any(&self.templates, facts.template)
            && any(&seals, subject.seal.map(|seal| seal.0))
            && (self.departments.is_empty() || self.departments.iter().copied().any(works_in))
    }

    /// How many conditions are given: of two flows that apply, the one with more of them counts.
    pub fn count(&self) -> usize {
        [
            !self.contract_types.is_empty(),
            self.at_least.is_some(),
            self.below.is_some(),
            !self.templates.is_empty(),
            !self.departments.is_empty(),
            !self.seals.is_empty(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }

    pub(crate) fn is_possible(&self) -> bool {
        let sizes = [
            self.contract_types.len(),
            self.templates.len(),
            self.departments.len(),
            self.seals.len(),
        ];
        let range = match (self.at_least, self.below) {
            (Some(least), Some(limit)) => least < limit,
            _ => true,
        };
        range && sizes.into_iter().all(|size| size <= MOST_CONDITIONS)
    }
}

impl Flow {
    /// Whether its steps, conditions and days are within what a flow may have.
    pub(crate) fn is_possible(&self) -> bool {
        (1..=MOST_STEPS).contains(&self.steps.len())
            && self.steps.iter().all(Step::is_possible)
            && self.conditions.is_possible()
            && (1..=MOST_DAYS).contains(&self.days)
    }
}

impl Step {
    pub(crate) fn is_possible(&self) -> bool {
        (1..=MOST_ASKED).contains(&self.asked.len())
    }
}

/// The step in which only the super administrator is asked.
pub(super) fn super_administrators_step() -> Step {
    Step {
        consent: Consent::AnyOne,
        asked: vec![super::step::Asked::SuperAdministrator],
    }
}
