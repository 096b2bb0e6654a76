//! Templates 模板: one operation per command of [`domain::template`], and the drafts that are made of them.

pub mod change;
pub mod copy;
pub mod files;
pub mod make;
mod owned;
pub mod publish;
pub mod read;
pub mod revise;
pub mod start;

use super::drafts::document::DraftDocument;
use super::drafts::{DraftBody, DraftParty};
use super::organisations::giver::Giver;
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::HttpResponse;
use domain::aggregate::Aggregate;
use domain::hash::Sha256Hash;
use domain::ids::{StreamId, TemplateId};
use domain::quote::Quote;
use domain::template::Template;
use domain::template::command::TemplateCommand;
use domain::template::event::{Content, Role};
use domain::template::state::{MadeTemplate, Version};
use owned::{find, find_kept, send};
use publish::publish_or_ask;
use serde::Deserialize;
use serde_json::json;

/// Where one template is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub template: TemplateId,
}

/// The stream of a template, which also owns its files.
pub(crate) fn stream(template: TemplateId) -> StreamId {
    StreamId::new(Template::KIND, template.0)
}

/// The template with the version that stands in the quoted line; `None` where it was deleted.
pub async fn quoted(hub: &Hub, line: &Quote) -> Result<Option<MadeTemplate>, Problem> {
    let snapshot = hub.template(TemplateId(line.stream.id)).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read a template", e))?;
    let made = snapshot.and_then(|snapshot| snapshot.state.made.clone());
    Ok(made.and_then(|mut made| {
        if made.latest.hash != line.hash {
            let mut earlier = made.earlier.iter();
            made.latest = earlier.find(|version| version.hash == line.hash)?.clone();
        }
        Some(made)
    }))
}

/// One template that the signed-in person may see with the body that drafts made of it begin with.
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

/// Gives a command to a template that the signed-in person keeps; 204 when it is done or was done before.
async fn give(
    giver: &Giver,
    template: TemplateId,
    command: TemplateCommand,
) -> Result<HttpResponse, Problem> {
    let (_, keeping) = find_kept(giver, template).await?;
    send(giver, template, keeping, command).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The answer to a template that was made: its id, and the approval that it waits for before it comes into use.
async fn made_answer(giver: &Giver, template: TemplateId) -> Result<HttpResponse, Problem> {
    let approval = publish_or_ask(giver, template).await?;
    Ok(HttpResponse::Created().json(json!({"template": template, "approval": approval})))
}

/// The body that drafts made of one version begin with.
pub(crate) async fn body_of(
    hub: &Hub,
    template: TemplateId,
    content: &Content,
) -> Result<DraftBody, Problem> {
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
    body.reservation = None;
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
