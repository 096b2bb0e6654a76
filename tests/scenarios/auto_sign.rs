//! 自动签署: the sender's own part is sealed when its turn comes, as far as service, seal and approvals allow, once,
//! also where the hub was killed in between. [G03–G10]

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::company::{self, Company};
use tests::hub_process::HubProcess;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use tokio::runtime::Handle;
use verify::policy::Policy;

/// Party 1 is the sender's company and seals by itself; party 2 writes.
fn sealing_itself(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["policy"]["order"] = "in_turn".into();
    body["fields"][0]["content"] = json!({"kind": "seal", "holder": "organisation"});
}

pub(super) struct Office {
    pub venue: Venue,
    pub company: Company,
    pub seal: String,
}

/// A company with a seal that its founder holds, and silent signing switched on.
pub(super) async fn office() -> anyhow::Result<Office> {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        company.work_for(&venue.host)?;
        let seal = seal_in_use(&company)?;
        Ok(Office { venue, company, seal })
    })
    .await
}

fn seal_in_use(company: &Company) -> anyhow::Result<String> {
    let outline = json!({"shape": "round", "diameter": 4200});
    let design = json!({"kind": "contract", "outline": outline, "purpose": "合同专用章", "star": true});
    let host = &company.operator;
    let made = host.post(&company.at("/seals"), &design)?.ok()?.json()?;
    let seal = made["seal"].as_str().context("no seal")?.to_owned();
    host.post(&company.at(&format!("/seals/{seal}/confirm")), &json!({}))?
        .ok()?;
    let path = company.at(&format!("/seals/{seal}"));
    for _ in 0..200 {
        if host.get(&path)?.ok()?.json()?["standing"] == "in_use" {
            host.post(&format!("{path}/holders"), &json!({"member": 1}))?
                .ok()?;
            return Ok(seal);
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    anyhow::bail!("the seal did not come into use")
}

impl Office {
    /// Switches silent signing, with its agreement accepted.
    pub async fn silent(&self, on: bool) -> anyhow::Result<()> {
        let (host, path) = (self.venue.host.clone(), self.company.at("/services"));
        blocking(move || {
            let texts = host.get("/agreements")?.ok()?.json()?;
            let texts = texts.as_array().context("no agreements")?;
            let text = texts.iter().find(|text| text["kind"] == "silent_signing");
            let agreement = text.context("no agreement on silent signing")?["sha256"]["zh"].clone();
            let switch = json!({"service": "silent_signing", "on": on, "agreement": agreement});
            host.put(&path, &switch)?.ok().map(drop)
        })
        .await
    }

    pub fn script(&self) -> Script {
        let mut script = script("采购合同", 2);
        script.shape = sealing_itself;
        script.parties[0].organisation = company::NAME.into();
        script
    }

    /// Saves the draft with the part that signs by itself, changed by `spoil`, and tries to send it.
    async fn send(&self, spoil: fn(&mut Value)) -> anyhow::Result<tests::browser::Answer> {
        let script = self.script();
        let draft = Host::upload(&self.venue.host, &script).await?;
        Host::fill_in(&self.venue.host, &draft, &script).await?;
        let (host, seal) = (self.venue.host.clone(), self.seal.clone());
        blocking(move || {
            let path = format!("/drafts/{}", draft.id());
            let stored = host.get(&path)?.ok()?.json()?;
            let mut body = stored["body"].clone();
            body["parties"][0]["auto"] = json!({"seal": seal});
            spoil(&mut body);
            host.put(&path, &json!({"version": stored["version"], "body": body}))?
                .ok()?;
            host.post(&format!("{path}/open"), &json!({}))
        })
        .await
    }

    async fn sent(&self) -> anyhow::Result<String> {
        let opened = self.send(|_| ()).await?.ok()?.json()?;
        Ok(opened["contract"].as_str().context("no contract")?.to_owned())
    }

    /// The contract as the sender sees it, once it is so.
    pub async fn until(&self, contract: &str, what: &str, is_so: fn(&Value) -> bool) -> anyhow::Result<Host> {
        for _ in 0..100 {
            let host = Host::enter(self.venue.host.clone(), contract.to_owned()).await?;
            if is_so(&host.socket.screen.borrow().view) {
                return Ok(host);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!("it never came to this: {what}")
    }

    /// Party 2 signs.
    async fn other_side_signs(&self, contract: &str) -> anyhow::Result<()> {
        let host = Host::enter(self.venue.host.clone(), contract.to_owned()).await?;
        let script = self.script();
        let mut party = Party::join(&host, 2, &script.parties[1]).await?;
        party.consent_to_sign().await?;
        let ink = party.draw_name(&script).await?;
        party.commit(&ink).await
    }

    pub async fn uses(&self) -> anyhow::Result<Value> {
        let (host, path) = (
            self.venue.host.clone(),
            self.company.at(&format!("/seals/{}/uses", self.seal)),
        );
        blocking(move || host.get(&path)?.ok()?.json()).await
    }
}

/// How many parties have signed.
pub(super) fn committed(view: &Value) -> usize {
    let parties = view["parties"].as_array().map_or(&[][..], Vec::as_slice);
    parties
        .iter()
        .filter(|party| party["committed_at"].is_i64())
        .count()
}

pub(super) fn is_closed(view: &Value) -> bool {
    view["phase"] == "closed"
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_part_is_sealed_when_its_turn_comes() {
    let office = office().await.unwrap();
    office.silent(true).await.unwrap();
    // The seal lets a good part of the text below it through.
    let faint: fn(&mut Value) = |body| body["fields"][0]["content"]["opacity"] = 60.into();
    let opened = office.send(faint).await.unwrap().ok().unwrap().json().unwrap();
    let contract = opened["contract"].as_str().unwrap().to_owned();
    let sealed = |view: &Value| committed(view) == 1;
    office
        .until(&contract, "the own part is sealed", sealed)
        .await
        .unwrap();
    office.other_side_signs(&contract).await.unwrap();
    let host = office.until(&contract, "closed", is_closed).await.unwrap();
    let uses = office.uses().await.unwrap();
    assert_eq!(uses.as_array().map(Vec::len), Some(1), "{uses}");
    let file = host.download("contract.pdf").await.unwrap();
    let faint = b"/CA 0.6 /ca 0.6";
    assert!(
        file.windows(faint.len()).any(|bytes| bytes == faint),
        "drawn as planned"
    );
    let package = host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&host.policy().await.unwrap()).unwrap();
    blocking(move || {
        let report = verify::verify_package(&package, &policy);
        ensure!(report.exit_code == 10, "{}", report.to_text());
        let lines = lines(&package)?;
        let act = of_kind(&lines, "hub.committed.v1").next().context("no act")?;
        ensure!(
            act["by"] == "hub" && act["body"].get("signature").is_none(),
            "{act}"
        );
        ensure!(act["body"]["cleared"]["organisation"].is_string(), "{act}");
        let opened = of_kind(&lines, "hub.opened.v1").next().context("not opened")?;
        let services = &opened["body"]["sender"]["services"];
        ensure!(*services == json!(["silent_signing"]), "{opened}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_started_from_a_template_signs_its_own_part_by_itself() {
    let office = office().await.unwrap();
    office.silent(true).await.unwrap();
    let script = office.script();
    let draft = Host::upload(&office.venue.host, &script).await.unwrap();
    Host::fill_in(&office.venue.host, &draft, &script).await.unwrap();
    let (host, seal) = (office.venue.host.clone(), office.seal.clone());
    let contract = blocking(move || {
        let path = format!("/drafts/{}", draft.id());
        let stored = host.get(&path)?.ok()?.json()?;
        let mut body = stored["body"].clone();
        body["parties"][0]["auto"] = json!({"seal": seal});
        host.put(&path, &json!({"version": stored["version"], "body": body}))?
            .ok()?;
        let make = json!({"draft": draft.id(), "name": "采购合同"});
        let made = host.post("/templates", &make)?.ok()?.json()?;
        let template = made["template"].as_str().context("no template")?.to_owned();
        // Nobody is named for the company's own role.
        let people = json!([{"name": "", "phone": ""}, {"name": "李娜", "phone": "13900000002"}]);
        let start = json!({"purpose": "start", "people": people});
        let started = host
            .post(&format!("/templates/{template}/drafts"), &start)?
            .ok()?
            .json()?;
        let id = started["id"].as_str().context("no draft")?;
        let opened = host
            .post(&format!("/drafts/{id}/open"), &json!({}))?
            .ok()?
            .json()?;
        Ok(opened["contract"].as_str().context("no contract")?.to_owned())
    })
    .await
    .unwrap();
    let sealed = |view: &Value| committed(view) == 1 && view["parties"][0]["name"] == "林望舒";
    office.until(&contract, "sealed", sealed).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_sign_by_itself_is_refused_with_the_reason() {
    let office = office().await.unwrap();
    // Nobody has accepted the agreement.
    let bare = json!({"service": "silent_signing", "on": true});
    let (host, path) = (office.venue.host.clone(), office.company.at("/services"));
    let refused = blocking(move || host.put(&path, &bare)).await.unwrap();
    assert_eq!(refused.code(), "service_agreement_needed");
    let refused = office.send(|_| ()).await.unwrap();
    assert_eq!(refused.code(), "auto_off");
    office.silent(true).await.unwrap();
    let foreign = |body: &mut Value| body["parties"][0]["organisation"] = "别家有限公司".into();
    assert_eq!(office.send(foreign).await.unwrap().code(), "auto_foreign");
    let by_hand = |body: &mut Value| body["fields"][0]["content"] = json!({"kind": "ink"});
    assert_eq!(office.send(by_hand).await.unwrap().code(), "auto_seal_only");
    let filled_in = |body: &mut Value| {
        body["controls"] = json!([{
            "no": 3, "party": 2, "page": 1, "name": "备注", "required": false,
            "rect": {"x": 60_000, "y": 700_000, "w": 200_000, "h": 18_000},
            "kind": {"kind": "line", "max": 20},
        }]);
    };
    assert_eq!(
        office.send(filled_in).await.unwrap().code(),
        "auto_nothing_to_fill"
    );
    // Whatever the draft says, the operator is the sender.
    let other = |body: &mut Value| body["parties"][0]["name"] = "别人".into();
    let opened = office.send(other).await.unwrap().ok().unwrap().json().unwrap();
    let contract = opened["contract"].as_str().unwrap();
    let operator = |view: &Value| view["parties"][0]["name"] == "林望舒" && committed(view) == 1;
    office.until(contract, "sealed", operator).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_seal_hands_the_part_to_its_operator() {
    let office = office().await.unwrap();
    office.silent(true).await.unwrap();
    let (host, path) = (
        office.venue.host.clone(),
        office.company.at(&format!("/seals/{}/enabled", office.seal)),
    );
    let off = json!({"enabled": false, "reason": "盘点"});
    blocking(move || host.put(&path, &off)?.ok().map(drop))
        .await
        .unwrap();
    let contract = office.sent().await.unwrap();
    let handed_back = |view: &Value| view["phase"] == "signing" && view["parties"][0].get("auto").is_none();
    let host = office.until(&contract, "handed back", handed_back).await.unwrap();
    assert_eq!(committed(&host.socket.screen.borrow().view), 0);
    assert_eq!(office.uses().await.unwrap(), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_it_is_sealed_once() {
    let mut office = office().await.unwrap();
    office.silent(true).await.unwrap();
    let contract = office.sent().await.unwrap();
    for pause in [0, 40, 150, 400] {
        tokio::time::sleep(Duration::from_millis(pause)).await;
        office = blocking(move || {
            let options = office.venue.hub.options().clone();
            office.venue.hub.kill()?;
            office.venue.hub = HubProcess::start(options)?;
            Ok(office)
        })
        .await
        .unwrap();
    }
    let sealed = |view: &Value| committed(view) == 1;
    office.until(&contract, "sealed", sealed).await.unwrap();
    office.other_side_signs(&contract).await.unwrap();
    let host = office.until(&contract, "closed", is_closed).await.unwrap();
    assert_eq!(committed(&host.socket.screen.borrow().view), 2);
    let uses = office.uses().await.unwrap();
    let used = uses
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["outcome"] == "used");
    assert_eq!(used.count(), 1, "{uses}");
}
