//! Templates 模板: one operation per command of [`domain::template`], and the drafts that are made of them.

pub mod change;
pub mod copy;
pub mod files;
pub mod make;
pub mod read;
pub mod revise;
pub mod start;

use super::drafts::document::DraftDocument;
use super::drafts::{DraftBody, DraftParty};
use super::organisations::giver::Giver;
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::HttpResponse;
use domain::aggregate::{Aggregate, Caller};
use domain::hash::Sha256Hash;
use domain::ids::{StreamId, TemplateId};
use domain::quote::Quote;
use domain::template::Template;
use domain::template::command::TemplateCommand;
use domain::template::event::{Content, Role};
use domain::template::state::{MadeTemplate, Version};
use serde::Deserialize;

/// Where one template of the signed-in person is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub template: TemplateId,
}

/// The stream of a template, which also owns its files.
fn stream(template: TemplateId) -> StreamId {
    StreamId::new(Template::KIND, template.0)
}

/// A template of the signed-in person; nobody learns whether others have one of this id.
async fn find(giver: &Giver, template: TemplateId) -> Result<MadeTemplate, Problem> {
    let account = giver.account()?;
    let snapshot = giver.hub.template(template).state().await;
    let snapshot = snapshot.map_err(|e| giver.problem(Problem::internal("read a template", e)))?;
    let made = snapshot.and_then(|snapshot| snapshot.state.made.clone());
    let made = made.filter(|made| made.owner == account);
    made.ok_or_else(|| giver.problem(Problem::new("template_not_found")))
}

/// One template of the signed-in person with the body that drafts made of it begin with.
pub async fn with_body(giver: &Giver, template: TemplateId) -> Result<(MadeTemplate, DraftBody), Problem> {
    let made = find(giver, template).await?;
    let body = body_of(&giver.hub, template, &made.latest.content).await;
    Ok((made, body.map_err(|problem| giver.problem(problem))?))
}

/// The line that a version stands in.
pub fn as_quoted(template: TemplateId, version: &Version) -> Quote {
    Quote {
        stream: stream(template),
        seq: version.seq,
        hash: version.hash,
    }
}

/// Sends a command of the signed-in person under the request's id.
async fn send(giver: &Giver, template: TemplateId, command: TemplateCommand) -> Result<(), Problem> {
    let entity = giver.hub.template(template);
    let mut envelope = entity.envelope(Caller::Account(giver.account()?), command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map(drop).map_err(|refused| giver.problem(refused))
}

/// As [`send`], for a template that must be the person's; 204 when it is done or was done before.
async fn give(
    giver: &Giver,
    template: TemplateId,
    command: TemplateCommand,
) -> Result<HttpResponse, Problem> {
    find(giver, template).await?;
    send(giver, template, command).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The body that drafts made of one version begin with.
async fn body_of(hub: &Hub, template: TemplateId, content: &Content) -> Result<DraftBody, Problem> {
    let bytes = hub.blob(&stream(template).to_string(), content.draft).await?;
    serde_json::from_slice(&bytes).map_err(|e| Problem::internal("read a template", e))
}

/// Takes a draft's body and files into a template, without the people, what the sender typed, and the day it ends.
async fn take_over(
    hub: &Hub,
    from: &str,
    template: TemplateId,
    mut body: DraftBody,
) -> Result<Content, Problem> {
    let document = body.document.clone();
    let document = document.ok_or_else(|| Problem::new("draft_without_document"))?;
    if !document.is_confirmed() {
        return Err(Problem::new("conversion_unconfirmed"));
    }
    if !document.is_decided() {
        return Err(Problem::new("signed_undecided"));
    }
    let cover = document.pages.first().map(|page| page.image);
    let cover = cover.ok_or_else(|| Problem::new("draft_without_document"))?;
    let roles = body.parties.iter().map(as_role).collect();
    for party in &mut body.parties {
        party.name.clear();
        party.phone.clear();
        party.organisation = party.organisation.as_ref().map(|_| String::new());
    }
    // Whoever starts a contract from it says for which organisation.
    body.organisation = None;
    body.values.clear();
    body.title.clear();
    body.host_name.clear();
    body.deadline = None;
    body.template = None;
    body.voids = None;
    body.policy.demo = false;
    let to = stream(template).to_string();
    copy_files(hub, from, &to, &document).await?;
    let bytes = serde_json::to_vec(&body).map_err(|e| Problem::internal("write a template", e))?;
    let stored = hub.store.blobs.put(&to, &bytes).await;
    Ok(Content {
        draft: stored.map_err(|e| Problem::internal("store a template", e))?,
        document: document.clean,
        cover,
        pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
        roles,
    })
}

fn as_role(party: &DraftParty) -> Role {
    Role {
        label: party.label.trim().to_owned(),
        organisation: party.organisation.is_some(),
    }
}

/// Gives the new owner every file of a document.
async fn copy_files(hub: &Hub, from: &str, to: &str, document: &DraftDocument) -> Result<(), Problem> {
    let files: std::collections::BTreeSet<Sha256Hash> = document.files().into_iter().collect();
    for hash in files {
        let copied = hub.store.blobs.copy(from, to, hash).await;
        if !copied.map_err(|e| Problem::internal("copy a file", e))? {
            return Err(Problem::new("draft_without_document"));
        }
    }
    Ok(())
}
