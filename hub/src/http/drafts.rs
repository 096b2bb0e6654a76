//! Drafts 草稿: contracts being prepared. Mutable rows with a version; the log opens when the room does.

pub mod assemble;
pub mod choose_signed;
pub mod confirm_conversion;
mod contract_files;
pub mod create;
pub mod document;
pub mod intake_progress;
pub mod list;
pub mod open;
pub mod page_image;
pub mod parts;
pub mod pictures;
pub mod read;
pub mod recommended;
pub mod remove;
pub mod save;
pub mod seal_alone;
pub mod upload;

use super::problem::Problem;
use crate::approvals::guard;
use crate::hub::Hub;
use document::DraftDocument;
use domain::contract::auto_sign::AutoSign;
use domain::contract::demands::Demands;
use domain::contract::paper::Paper;
use domain::contract::plan::{Course, FillControl, PageRect, Policy, Reminders, SignContent};
use domain::contract::readers::NamedReaders;
use domain::ids::{ContractId, DraftId, FieldNo, OrganisationId, PartyNo, TemplateId};
use domain::ports::rows::{Draft, RowError};
use domain::quote::Quote;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What the editor edits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftBody {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub host_name: String,
    /// For which organisation it is written; absent: for the owner alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    #[serde(default)]
    pub parties: Vec<DraftParty>,
    #[serde(default)]
    pub fields: Vec<DraftField>,
    /// Places for values, numbered after the fields.
    #[serde(default)]
    pub controls: Vec<FillControl>,
    /// What the sender has filled in so far.
    #[serde(default)]
    pub values: Vec<DraftValue>,
    /// The last day on which an ordinary contract can be signed, `2026-11-22`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    pub policy: Policy,
    /// 合同类型, as the organisation's flows name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Reminders>,
    /// Written by the hub alone: 单方盖章.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// 抄送人
    #[serde(default, skip_serializing_if = "NamedReaders::is_empty")]
    pub readers: NamedReaders,
    /// Written by the upload alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DraftDocument>,
    /// Written by the hub alone, where the draft was made of a template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<DraftTemplate>,
    /// Written by the hub alone, where the draft is an agreement that makes a contract void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voids: Option<DraftVoids>,
    /// Written by the hub alone, where an exhibition gave the right to this contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<DraftReservation>,
}

/// The line of an exhibition that reserves a contract, and until when it must be quoted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftReservation {
    pub line: Quote,
    pub until: Timestamp,
}

/// The contract that an agreement makes void.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftVoids {
    pub contract: ContractId,
    pub title: String,
    /// Its last line.
    pub line: Quote,
}

/// The template that a draft was made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftTemplate {
    pub id: TemplateId,
    pub name: String,
    pub version: u32,
    /// The line that this version stands in.
    pub line: Quote,
    pub purpose: DraftPurpose,
    /// The type that contracts made of it have and keep, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_type: Option<String>,
}

/// What a draft made of a template is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftPurpose {
    /// A contract is started.
    Start,
    /// The template's next version is prepared; no contract is opened from it.
    Revise,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftParty {
    pub label: String,
    pub name: String,
    pub phone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The identity document that it is named by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Paper>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<u8>,
    /// What it must do before it signs an ordinary contract.
    #[serde(default, skip_serializing_if = "Demands::is_none")]
    pub demands: Demands,
    /// 自动签署 with this seal, for the organisation that sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto: Option<AutoSign>,
    /// 或签: who else may sign instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<DraftCandidate>,
}

/// Somebody who may sign instead of the person that a party names first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftCandidate {
    pub name: String,
    pub phone: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftField {
    pub party: PartyNo,
    pub page: u32,
    pub rect: PageRect,
    #[serde(default)]
    pub content: SignContent,
    /// 签批
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u16>,
}

/// A value as it was typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftValue {
    pub no: FieldNo,
    pub text: String,
}

/// Owner of a draft's blobs.
pub fn blob_owner(draft: DraftId) -> String {
    format!("draft/{draft}")
}

/// For which organisation a draft is written.
pub fn organisation_of(draft: &Draft) -> Option<OrganisationId> {
    draft.body["organisation"].as_str()?.parse().ok()
}

/// A draft that must exist, with its body.
pub async fn load(hub: &Hub, id: DraftId) -> Result<(Draft, DraftBody), Problem> {
    let draft = hub
        .store
        .rows
        .draft(id)
        .await
        .map_err(|e| Problem::internal("read a draft", e))?;
    let draft = draft.ok_or_else(|| Problem::new("not_found"))?;
    let body =
        serde_json::from_value(draft.body.clone()).map_err(|e| Problem::internal("read a draft", e))?;
    Ok((draft, body))
}

/// Stores the next version of a draft.
pub async fn store(hub: &Hub, draft: &Draft, version: u64, body: &DraftBody) -> Result<u64, Problem> {
    guard::require_at_rest(hub, draft.id).await?;
    let next = Draft {
        version: version + 1,
        updated: hub.clock.now(),
        body: serde_json::to_value(body).map_err(|e| Problem::internal("write a draft", e))?,
        ..draft.clone()
    };
    match hub.store.rows.save_draft(next).await {
        Ok(()) => Ok(version + 1),
        Err(RowError::Changed) => Err(Problem::new("draft_changed")),
        Err(error) => Err(Problem::internal("write a draft", error)),
    }
}

/// A new ceremony: two sides, everybody together.
pub fn empty_body(hub: &Hub, demo: bool) -> DraftBody {
    let side = |label: &str| DraftParty {
        label: label.to_owned(),
        name: String::new(),
        phone: String::new(),
        organisation: None,
        paper: None,
        turn: None,
        demands: Demands::default(),
        auto: None,
        any_of: Vec::new(),
    };
    DraftBody {
        title: String::new(),
        host_name: String::new(),
        organisation: None,
        parties: vec![side("甲方"), side("乙方")],
        fields: Vec::new(),
        controls: Vec::new(),
        values: Vec::new(),
        deadline: None,
        policy: Policy {
            order: domain::contract::plan::SigningOrder::Together,
            may_refuse_recording: true,
            grant_minutes: hub.config.ceremony.grant_minutes,
            demo,
            offset_minutes: hub.config.ceremony.offset_minutes,
            course: Course::Live,
        },
        contract_type: None,
        reminders: None,
        alone: false,
        readers: NamedReaders::default(),
        document: None,
        template: None,
        voids: None,
        reservation: None,
    }
}

pub fn as_json(draft: &Draft) -> serde_json::Value {
    serde_json::json!({
        "id": draft.id,
        "version": draft.version,
        "updated": draft.updated,
        "body": draft.body,
    })
}
