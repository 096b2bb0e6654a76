//! Templates of an organisation: who makes, sees and keeps them, and that none is used before its approval. [J02, C11]

use super::office::{Office, eventually};
use super::{DEPUTY, FINANCE, SENDER};
use crate::templates::{lease, save};
use anyhow::Context;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::{Host, UploadedDraft};
use tests::venue::script;
use tests::within::Within;
use tokio::runtime::Handle;

#[tokio::test(flavor = "multi_thread")]
async fn an_organisations_template_is_used_by_its_people_after_the_approval_and_not_before() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || publishing_story(&venue)).await.unwrap();
}

fn uploaded(by: &Browser) -> anyhow::Result<String> {
    let draft: UploadedDraft = Handle::current().block_on(Host::upload(by, &script("租赁", 2)))?;
    let id = draft.id().to_owned();
    let found = by.get(&format!("/drafts/{id}"))?.ok()?.json()?;
    save(by, &id, &found, &lease(&found))?;
    Ok(id)
}

fn listed(by: &Browser) -> anyhow::Result<Vec<Value>> {
    let rows = by.get("/templates")?.ok()?.json()?;
    Ok(rows.as_array().context("no list")?.clone())
}

fn publishing_story(venue: &Within) -> anyhow::Result<()> {
    let office = Office::found(venue)?;
    let working_for = json!({"organisation": office.id});
    for no in [1, SENDER, FINANCE, DEPUTY] {
        office.by(no).put("/me/organisation", &working_for)?.ok()?;
    }
    office.flow(&json!({
        "name": "模板发布",
        "act": "publish_template",
        "days": 7,
        "steps": [{"consent": "any_one", "asked": [{"member": FINANCE}]}],
    }))?;

    // Who may only start contracts makes none for the company, but may for themselves.
    let own = uploaded(office.by(SENDER))?;
    let make = json!({"draft": own, "name": "员工的模板"});
    let refused = office.by(SENDER).post("/templates", &make)?;
    anyhow::ensure!(refused.code() == "template_not_kept", "{}", refused.code());
    let alone = json!({"organisation": null});
    office.by(SENDER).put("/me/organisation", &alone)?.ok()?;
    let private = office.by(SENDER).post("/templates", &make)?.ok()?.json()?;
    anyhow::ensure!(private["approval"].is_null());
    office.by(SENDER).put("/me/organisation", &working_for)?.ok()?;

    // The company's waits for its approval: nobody starts from it, whatever path the command takes.
    let draft = uploaded(office.by(1))?;
    let make = json!({"draft": draft, "name": "公司租赁合同"});
    let made = office.by(1).post("/templates", &make)?.ok()?.json()?;
    let approval = made["approval"].as_str().context("no approval")?.to_owned();
    let path = format!("/templates/{}", made["template"].as_str().context("no id")?);
    let start = json!({"purpose": "start"});
    let early = office.by(1).post(&format!("{path}/drafts"), &start)?;
    anyhow::ensure!(early.code() == "template_disabled", "{}", early.code());
    let on = json!({"enabled": true});
    let again = office.by(1).put(&format!("{path}/enabled"), &on)?.ok()?.json()?;
    anyhow::ensure!(again["approval"] == approval.as_str(), "asked twice: {again}");
    anyhow::ensure!(office.by(SENDER).get(&path)?.code() == "template_not_found");
    anyhow::ensure!(listed(office.by(SENDER))?.len() == 1, "only the private one");
    let row = listed(office.by(1))?.remove(0);
    anyhow::ensure!(row["enabled"] == false && row["kept"] == true, "{row}");

    // The approver reads its pages and passes; then it is in use by itself.
    anyhow::ensure!(office.waiting(FINANCE)? == [approval.as_str()]);
    let page = office.at(&format!("/approvals/{approval}/pages/1.png"));
    anyhow::ensure!(office.by(FINANCE).get(&page)?.ok()?.body.starts_with(b"\x89PNG"));
    office.act(FINANCE, &approval, "pass", &json!({}))?.ok()?;
    let published = || (listed(office.by(1)).ok()?[0]["enabled"] == true).then_some(());
    eventually(published).context("it was not published")?;

    // Its people start contracts from it, for the company; they do not change it, and others do not see it.
    let seen = listed(office.by(SENDER))?;
    anyhow::ensure!(seen.len() == 2 && seen[0]["kept"] == false, "{seen:?}");
    anyhow::ensure!(seen[0]["keeper"] == working_for, "{seen:?}");
    let started = office.by(SENDER).post(&format!("{path}/drafts"), &start)?;
    let started = started.ok()?.json()?;
    anyhow::ensure!(started["body"]["organisation"] == office.id.as_str());
    let off = json!({"enabled": false});
    for refused in [
        office.by(SENDER).put(&format!("{path}/enabled"), &off)?,
        office.by(SENDER).delete(&path)?,
        office
            .by(SENDER)
            .post(&format!("{path}/drafts"), &json!({"purpose": "revise"}))?,
    ] {
        anyhow::ensure!(refused.code() == "not_allowed", "{}", refused.code());
    }
    anyhow::ensure!(office.by(DEPUTY).get(&path)?.code() == "template_not_found");
    anyhow::ensure!(venue.host.get(&path)?.code() == "template_not_found");
    anyhow::ensure!(listed(office.by(DEPUTY))?.is_empty());

    // A new version waits again.
    let revise = json!({"purpose": "revise"});
    let next = office
        .by(1)
        .post(&format!("{path}/drafts"), &revise)?
        .ok()?
        .json()?;
    let id = next["id"].as_str().context("no draft")?.to_owned();
    let mut body = next["body"].clone();
    body["parties"][1]["label"] = "租客".into();
    save(office.by(1), &id, &next, &body)?;
    let revised = office
        .by(1)
        .put(&format!("{path}/content"), &json!({"draft": id}))?;
    let revised = revised.ok()?.json()?;
    anyhow::ensure!(revised["approval"] != approval.as_str() && !revised["approval"].is_null());
    anyhow::ensure!(office.by(SENDER).get(&path)?.code() == "template_not_found");
    Ok(())
}
