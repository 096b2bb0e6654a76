//! What can have happened to a template. A stored event is never edited: a change is a new kind or version.

use super::keeper::Keeper;
use crate::aggregate::EventBody;
use crate::approval::passage::Cleared;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, TemplateId};
use crate::personal::PersonalSlot;
use serde::{Deserialize, Serialize};

/// A part that somebody plays in the contracts made of a template: never a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Role {
    /// 甲方, 乙方, 出租人 …
    pub label: String,
    /// An organisation plays it.
    pub organisation: bool,
}

/// One version of what is on the pages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    /// SHA-256 of the draft that contracts begin as, without people and values: a file of this template.
    pub draft: Sha256Hash,
    /// SHA-256 of the clean PDF, a file of this template.
    pub document: Sha256Hash,
    /// SHA-256 of the image of the first page.
    pub cover: Sha256Hash,
    pub pages: u32,
    /// In the order of the parties.
    pub roles: Vec<Role>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum TemplateEvent {
    #[serde(rename = "hub.template_made.v1")]
    Made {
        owner: AccountId,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        folder: Option<String>,
        content: Content,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy_of: Option<TemplateId>,
        /// Present where it belongs to an organisation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        keeper: Option<Keeper>,
    },
    /// `version` counts from 1, which is what was made.
    #[serde(rename = "hub.template_revised.v1")]
    Revised { version: u32, content: Content },
    #[serde(rename = "hub.template_filed.v1")]
    Filed {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        folder: Option<String>,
    },
    #[serde(rename = "hub.template_enabled.v1")]
    Enabled {
        /// How an organisation's one was let through.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cleared: Option<Cleared>,
    },
    #[serde(rename = "hub.template_disabled.v1")]
    Disabled {},
    #[serde(rename = "hub.template_deleted.v1")]
    Deleted {},
}

impl EventBody for TemplateEvent {
    /// A template names roles, not people.
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}
