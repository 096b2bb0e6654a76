//! Sign codes 签署二维码 (一码多签): issued and shown by their owner, and the way of whoever scans one.

pub mod conditions;
pub mod issue;
pub mod picture;
pub mod read;
pub mod take;
pub mod visit;

use super::drafts::DraftBody;
use super::organisations::giver::Giver;
use super::problem::Problem;
use super::templates;
use crate::hub::Hub;
use domain::aggregate::Aggregate;
use domain::ids::{SignCodeId, StreamId, TemplateId};
use domain::sign_code::state::SignCodeState;
use domain::sign_code::{Issued, SignCode};
use domain::template::state::MadeTemplate;
use serde::Deserialize;
use std::sync::Arc;

/// Where one sign code of the signed-in person is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub code: SignCodeId,
}

/// The stream of a sign code, which also owns what visitors typed.
pub fn stream(code: SignCodeId) -> StreamId {
    StreamId::new(SignCode::KIND, code.0)
}

/// A sign code that must exist.
async fn load(hub: &Hub, code: SignCodeId) -> Result<(Arc<SignCodeState>, Issued), Problem> {
    let snapshot = hub.sign_code(code).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read a sign code", e))?;
    let found = snapshot.and_then(|snapshot| {
        let issued = snapshot.state.issued.clone()?;
        Some((snapshot.state, issued))
    });
    found.ok_or_else(|| Problem::new("sign_code_not_found"))
}

/// A sign code of the signed-in person; nobody learns whether others have one of this id.
async fn find(giver: &Giver, code: SignCodeId) -> Result<(Arc<SignCodeState>, Issued), Problem> {
    let account = giver.account()?;
    let found = load(&giver.hub, code).await;
    let found = found.and_then(|(state, issued)| match issued.owner == account {
        true => Ok((state, issued)),
        false => Err(Problem::new("sign_code_not_found")),
    });
    found.map_err(|problem| giver.problem(problem))
}

/// The template that a code was issued for, in that version, with the body that its drafts begin with.
async fn template_of(hub: &Hub, issued: &Issued) -> Result<(MadeTemplate, DraftBody), Problem> {
    let made = templates::quoted(hub, &issued.template).await?;
    let made = made.ok_or_else(|| Problem::new("sign_code_template_gone"))?;
    let template = TemplateId(issued.template.stream.id);
    let body = templates::body_of(hub, template, &made.latest.content).await?;
    Ok((made, body))
}
