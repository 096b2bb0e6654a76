//! The host: uploads, opens the room, leads through the phases, ends.

use super::party::Party;
use super::script::Script;
use super::{blocking, pause};
use crate::browser::Browser;
use crate::live_socket::LiveSocket;
use crate::sign_in;
use anyhow::Context;
use serde_json::{Value, json};
use std::time::Duration;

/// A draft with its document.
pub struct UploadedDraft {
    id: String,
    version: u64,
    body: Value,
    pub pages: u64,
}

impl UploadedDraft {
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The host in the room.
pub struct Host {
    pub browser: Browser,
    pub contract: String,
    pub socket: LiveSocket,
}

impl Host {
    /// Signs the first account of a fresh hub in, by the link that makes the operator.
    pub fn set_up(browser: Browser, token: &str) -> anyhow::Result<Browser> {
        browser
            .post("/setup", &json!({"token": token, "phone": "13900000000"}))?
            .ok()?;
        Self::accept_agreements(&browser)?;
        Ok(browser)
    }

    /// Accepts what a signed-in person must accept before hosting, as read in Chinese.
    pub fn accept_agreements(browser: &Browser) -> anyhow::Result<()> {
        let owed = browser.get("/me/agreements")?.ok()?.json()?["owed"].clone();
        let owed = owed.as_array().context("no list of agreements")?;
        let texts = browser.get("/agreements")?.ok()?.json()?;
        let accepted: Vec<Value> = texts
            .as_array()
            .context("no agreements")?
            .iter()
            .filter(|text| owed.contains(&text["kind"]))
            .map(|text| json!({"kind": text["kind"], "version": text["version"], "text": text["sha256"]["zh"]}))
            .collect();
        browser
            .post("/me/agreements", &Value::Array(accepted))?
            .ok()
            .map(drop)
    }

    /// Makes a draft, uploads the document and what follows it, and confirms what was converted.
    pub async fn upload(browser: &Browser, script: &Script) -> anyhow::Result<UploadedDraft> {
        let (browser, document) = (browser.clone(), script.document.clone());
        let (further, signed) = (script.further.clone(), script.signed);
        blocking(move || {
            let draft = browser.post("/drafts", &json!({}))?.ok()?.json()?;
            let id = draft["id"].as_str().context("no draft id")?.to_owned();
            let path = format!("/drafts/{id}/document?name=contract.pdf");
            let choice = match signed {
                "" => String::new(),
                signed => format!("&signed={signed}"),
            };
            browser
                .upload(&format!("{path}{choice}"), "application/pdf", document)?
                .ok()?;
            for file in further {
                let path = format!("{path}&join=true");
                browser.upload(&path, "application/octet-stream", file)?.ok()?;
            }
            Self::confirm_conversions(&browser, &id)?;
            let draft = browser.get(&format!("/drafts/{id}"))?.ok()?.json()?;
            let pages = draft["body"]["document"]["pages"].as_array().map_or(0, Vec::len) as u64;
            let version = draft["version"].as_u64().context("no version")?;
            Ok(UploadedDraft {
                id,
                version,
                body: draft["body"].clone(),
                pages,
            })
        })
        .await
    }

    fn confirm_conversions(browser: &Browser, draft: &str) -> anyhow::Result<()> {
        let document = browser.get(&format!("/drafts/{draft}"))?.ok()?.json()?["body"]["document"].clone();
        let parts = document["parts"].as_array().context("no parts")?;
        let converted = parts
            .iter()
            .enumerate()
            .filter(|(_, part)| part["conversion"].is_object());
        for (part, _) in converted {
            let path = format!("/drafts/{draft}/document/confirmation");
            let confirm = json!({"clean": document["clean"], "part": part});
            browser.post(&path, &confirm)?.ok()?;
        }
        Ok(())
    }

    /// Fills the draft in and opens the room; the contract's id.
    pub async fn open(browser: &Browser, draft: &UploadedDraft, script: &Script) -> anyhow::Result<String> {
        Self::fill_in(browser, draft, script).await?;
        let (browser, id) = (browser.clone(), draft.id.clone());
        blocking(move || {
            let opened = browser
                .post(&format!("/drafts/{id}/open"), &json!({}))?
                .ok()?
                .json()?;
            Ok(opened["contract"].as_str().context("no contract")?.to_owned())
        })
        .await
    }

    /// Title, parties and boxes as the script has them.
    pub async fn fill_in(browser: &Browser, draft: &UploadedDraft, script: &Script) -> anyhow::Result<()> {
        let mut body = draft.body.clone();
        body["title"] = script.title.clone().into();
        body["host_name"] = "主持人".into();
        body["policy"]["order"] = script.order.into();
        body["parties"] = script
            .parties
            .iter()
            .map(|party| {
                json!({"label": party.label, "name": party.name, "phone": party.phone, "organisation": party.organisation})
            })
            .collect();
        body["fields"] = boxes(&body, script.parties.len())?;
        (script.shape)(&mut body);
        let (browser, id, version) = (browser.clone(), draft.id.clone(), draft.version);
        blocking(move || {
            let save = json!({"version": version, "body": body});
            browser.put(&format!("/drafts/{id}"), &save)?.ok().map(drop)
        })
        .await
    }

    /// Opens the host's socket.
    pub async fn enter(browser: Browser, contract: String) -> anyhow::Result<Self> {
        let mut socket = LiveSocket::open(&browser, &contract, None);
        socket
            .until("the host is welcomed", |screen| screen.seq > 0)
            .await?;
        Ok(Self {
            browser,
            contract,
            socket,
        })
    }

    /// Sends a command; one that was refused as stale is sent again from the present view.
    pub async fn command(&self, name: &str, body: Value) -> anyhow::Result<u64> {
        for _ in 0..20 {
            match self.socket.command(name, body.clone()).await {
                Err(error) if error.to_string().starts_with("stale_view") => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                outcome => return outcome.with_context(|| format!("host: {name}")),
            }
        }
        anyhow::bail!("host: {name} stayed stale")
    }

    /// Admits everybody, reads the beacon, turns pages, and opens the signing.
    pub async fn lead_to_signing(&mut self, parties: &mut [Party], script: &Script) -> anyhow::Result<()> {
        for party in parties.iter() {
            self.command("admit", json!({"party": party.no})).await?;
        }
        self.command("enter_phase", json!({"phase": "opening"})).await?;
        pause(script, Duration::from_secs(2)).await;
        self.command("enter_phase", json!({"phase": "reading"})).await?;
        let pages = self.pages();
        for page in (1..=pages).take(usize::try_from(script.turns)?) {
            self.command("turn_page", json!({"page": page})).await?;
            for party in parties.iter() {
                party.report_reading(page).await?;
            }
            pause(script, Duration::from_secs(3)).await;
        }
        self.command("turn_page", json!({"page": pages})).await?;
        for party in parties.iter_mut() {
            party.consent_to_sign().await?;
        }
        self.command("enter_phase", json!({"phase": "signing"})).await?;
        Ok(())
    }

    fn pages(&self) -> u64 {
        self.socket.screen.borrow().view["page_boxes"]
            .as_array()
            .map_or(1, |pages| pages.len() as u64)
    }

    /// A finished file; waits while the hub says that it is not ready.
    pub async fn download(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let path = format!("/contracts/{}/{name}", self.contract);
        for _ in 0..100 {
            let (browser, path) = (self.browser.clone(), path.clone());
            let answer = blocking(move || browser.get(&path)).await?;
            if answer.code() != "not_ready" {
                return Ok(answer.ok()?.body);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!("{name} did not become ready")
    }

    /// What pins this hub's keys.
    pub async fn policy(&self) -> anyhow::Result<String> {
        let browser = self.browser.clone();
        let answer = blocking(move || browser.get("/trust/policy.json")).await?;
        Ok(String::from_utf8(answer.ok()?.body)?)
    }

    /// A new link of this contract; the part after `#`.
    pub async fn link(&self, role: Value) -> anyhow::Result<String> {
        let (browser, path) = (
            self.browser.clone(),
            format!("/contracts/{}/links", self.contract),
        );
        blocking(move || {
            let link = browser.post(&path, &role)?.ok()?.json()?;
            let url = link["url"].as_str().context("no url")?;
            Ok(url.split_once('#').context("no secret")?.1.to_owned())
        })
        .await
    }

    /// The newest six-digit code that went to a phone of this contract.
    pub async fn code_for(&self, phone: &str) -> anyhow::Result<String> {
        let (browser, path) = (
            self.browser.clone(),
            format!("/contracts/{}/outbox", self.contract),
        );
        let messages = blocking(move || browser.get(&path)?.ok()?.json()).await?;
        sign_in::newest_code(&messages, phone)
    }
}

/// Signing boxes side by side on the last page, upright as displayed, in a grid of two columns.
fn boxes(body: &Value, parties: usize) -> anyhow::Result<Value> {
    let pages = body["document"]["pages"].as_array().context("no pages")?;
    let last = pages.last().context("no page")?;
    let page_box: domain::contract::plan::PageBox = serde_json::from_value(last["page_box"].clone())?;
    let rows = parties.div_ceil(2).max(1) as i64;
    let cell_height = 1_000_000 / (rows + 1);
    let mut fields = Vec::new();
    for index in 0..parties as i64 {
        let (column, row) = (index % 2, index / 2);
        let shown = domain::page_space::DisplayedRect {
            x: 80_000 + column * 430_000,
            y: cell_height / 2 + row * cell_height,
            w: 400_000,
            h: (cell_height * 3 / 5).min(160_000),
        };
        let rect = domain::page_space::to_page(&page_box, &shown);
        fields.push(json!({"party": index + 1, "page": pages.len(), "rect": rect}));
    }
    Ok(fields.into())
}
