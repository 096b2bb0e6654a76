//! What can have happened to an approval. A stored event is never edited: a change is a new kind or version.

use super::step::{Request, Step, Subject};
use crate::aggregate::EventBody;
use crate::ids::AccountId;
use crate::organisation::event::MemberNo;
use crate::personal::PersonalSlot;
use crate::quote::Quote;
use serde::{Deserialize, Serialize};

/// Who acted for whom, and the organisation's last line when it said that they might.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Actor {
    pub member: MemberNo,
    pub account: AccountId,
    /// Whom the step asks: the member, or colleagues that the member stands in for.
    pub for_members: Vec<MemberNo>,
    pub organisation: Quote,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum ApprovalEvent {
    #[serde(rename = "hub.approval_requested.v1")]
    Requested { request: Box<Request> },
    #[serde(rename = "hub.approval_passed_by.v1")]
    PassedBy {
        actor: Actor,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        opinion: String,
    },
    /// Everybody whom the present step needed has passed it.
    #[serde(rename = "hub.approval_step_passed.v1")]
    StepPassed {},
    #[serde(rename = "hub.approval_passed.v1")]
    Passed {},
    #[serde(rename = "hub.approval_sent_back.v1")]
    SentBack { actor: Actor, reason: String },
    #[serde(rename = "hub.approval_refused.v1")]
    Refused { actor: Actor, reason: String },
    #[serde(rename = "hub.approval_delegated.v1")]
    Delegated { actor: Actor, to: MemberNo },
    #[serde(rename = "hub.approval_step_added.v1")]
    StepAdded { actor: Actor, step: Step },
    #[serde(rename = "hub.approval_reminded.v1")]
    Reminded {},
    #[serde(rename = "hub.approval_withdrawn.v1")]
    Withdrawn {},
    #[serde(rename = "hub.approval_expired.v1")]
    Expired {},
    /// The moment of use.
    #[serde(rename = "hub.approval_used.v1")]
    Used { subject: Subject },
}

impl ApprovalEvent {
    /// Whether people begin to wait with it, or wait no more.
    pub fn begins_or_ends(&self) -> bool {
        matches!(
            self,
            Self::Requested { .. }
                | Self::Passed {}
                | Self::SentBack { .. }
                | Self::Refused { .. }
                | Self::Withdrawn {}
                | Self::Expired {}
        )
    }
}

impl EventBody for ApprovalEvent {
    /// People stand here by member number, whose names the organisation's log holds; the title may name anybody.
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        if let Self::Requested { request } = self {
            visit(PersonalSlot {
                path: "request/title".to_owned(),
                subject: "requester".to_owned(),
                personal: &mut request.title,
            });
        }
    }
}
