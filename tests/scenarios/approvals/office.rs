//! A company of five: 1 leads it, 2 sends contracts, 3 is finance, 4 is legal, 5 stands in.

use crate::organisations::register;
use anyhow::Context;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ActId, ContractId};
use hub::approvals::guard;
use hub::seals::permit::{self, SealUseRequest};
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::{Answer, Browser};
use tests::ceremony::host::Host;
use tests::sign_in;
use tests::venue::script;
use tests::within::Within;
use tokio::runtime::Handle;
use uuid::Uuid;

const DAY_MS: i64 = 86_400_000;

pub struct Office {
    pub id: String,
    people: Vec<Browser>,
}

fn phone(no: usize) -> String {
    format!("1370041000{no}")
}

impl Office {
    pub fn found(venue: &Within) -> anyhow::Result<Self> {
        let operator = &venue.host;
        let mut people = vec![signed_in(operator, &phone(1))?];
        let id = register(&people[0])?;
        operator
            .post(&format!("/organisations/{id}/approve"), &json!({}))?
            .ok()?;
        for no in 2..=5 {
            let roles: &[u16] = if no == 2 { &[3] } else { &[] };
            let invited = json!([{"name": format!("员工{no}"), "phone": phone(no), "roles": roles}]);
            people[0]
                .post(&format!("/organisations/{id}/members"), &invited)?
                .ok()?;
            let browser = signed_in(operator, &phone(no))?;
            browser
                .post(&format!("/organisations/{id}/join"), &json!({}))?
                .ok()?;
            people.push(browser);
        }
        Ok(Self { id, people })
    }

    pub fn phone(&self, no: usize) -> String {
        phone(no)
    }

    /// The browser of member `no`.
    pub fn by(&self, no: usize) -> &Browser {
        &self.people[no - 1]
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/organisations/{}{rest}", self.id)
    }

    pub fn flow(&self, flow: &Value) -> anyhow::Result<()> {
        self.by(1).post(&self.at("/approval-flows"), flow)?.ok().map(drop)
    }

    /// A contract that member 2 could send for the company.
    pub fn draft(&self, title: &str) -> anyhow::Result<String> {
        let script = script(title, 2);
        let sender = self.by(2);
        let working_for = json!({"organisation": self.id});
        sender.put("/me/organisation", &working_for)?.ok()?;
        let draft = Handle::current().block_on(Host::upload(sender, &script))?;
        Handle::current().block_on(Host::fill_in(sender, &draft, &script))?;
        let id = draft.id().to_owned();
        let stored = sender.get(&format!("/drafts/{id}"))?.ok()?.json()?;
        let mut body = stored["body"].clone();
        body["organisation"] = json!(self.id);
        let save = json!({"version": stored["version"], "body": body});
        sender.put(&format!("/drafts/{id}"), &save)?.ok()?;
        Ok(id)
    }

    /// Ids of what waits for member `no`.
    pub fn waiting(&self, no: usize) -> anyhow::Result<Vec<String>> {
        let rows = self.by(no).get("/approvals/waiting")?.ok()?.json()?;
        let rows = rows.as_array().context("no list")?;
        let ids = rows.iter().filter_map(|row| row["id"].as_str());
        Ok(ids.map(str::to_owned).collect())
    }

    pub fn read(&self, no: usize, approval: &str) -> anyhow::Result<Answer> {
        self.by(no).get(&self.at(&format!("/approvals/{approval}")))
    }

    pub fn act(&self, no: usize, approval: &str, act: &str, body: &Value) -> anyhow::Result<Answer> {
        self.by(no)
            .post(&self.at(&format!("/approvals/{approval}/{act}")), body)
    }

    /// Member `no` says that they are away today and tomorrow.
    pub fn away(&self, no: usize, substitute: usize) -> anyhow::Result<()> {
        let now = tests::ceremony::now_ms();
        let absence = json!({"from": now - DAY_MS, "until": now + DAY_MS, "substitute": substitute});
        let path = self.at(&format!("/members/{no}/absence"));
        self.by(no).put(&path, &absence)?.ok().map(drop)
    }

    /// The first line of the contract that came of a draft, if any.
    pub fn contract(&self, venue: &Within, draft: &str) -> Option<Value> {
        let id: ContractId = draft.parse().ok()?;
        let state = Handle::current().block_on(venue.hub.contract_state(id)).ok()?;
        serde_json::to_value(state.state.opened.as_deref()?).ok()
    }

    /// As [`Self::contract`], once the hub has carried it out.
    pub fn opened(&self, venue: &Within, draft: &str) -> anyhow::Result<Value> {
        eventually(|| self.contract(venue, draft)).context("the contract was not sent")
    }

    /// Waits for a message to member `no` that says this.
    pub fn told(&self, venue: &Within, no: usize, words: &str) -> anyhow::Result<()> {
        let found = eventually(|| {
            let outbox = venue.host.get("/outbox").ok()?.ok().ok()?.json().ok()?;
            let said = |message: &&Value| {
                message["to_phone"]
                    .as_str()
                    .is_some_and(|to| to.ends_with(&phone(no)))
                    && message["text"].as_str().is_some_and(|text| text.contains(words))
            };
            outbox.as_array()?.iter().find(said).cloned()
        });
        found
            .map(drop)
            .with_context(|| format!("member {no} was not told of {words}"))
    }

    /// A contract seal in use that member `no` holds.
    pub fn held_seal(&self, no: usize) -> anyhow::Result<String> {
        let template = json!({
            "kind": "contract",
            "outline": {"shape": "round", "diameter": 4200},
            "purpose": "合同专用章",
            "star": true,
        });
        let made = self.by(1).post(&self.at("/seals"), &template)?.ok()?.json()?;
        let seal = made["seal"].as_str().context("no id")?.to_owned();
        let path = self.at(&format!("/seals/{seal}"));
        self.by(1).post(&format!("{path}/confirm"), &json!({}))?.ok()?;
        eventually(|| {
            let seal = self.by(1).get(&path).ok()?.ok().ok()?.json().ok()?;
            (seal["standing"] == "in_use").then_some(())
        })
        .context("the seal did not come into use")?;
        let holder = json!({"member": no});
        self.by(1).post(&format!("{path}/holders"), &holder)?.ok()?;
        Ok(seal)
    }

    fn seal_use(&self, seal: &str, no: usize, act: u128) -> anyhow::Result<SealUseRequest> {
        let me = self.by(no).get("/me")?.ok()?.json()?;
        let account: AccountId = me["account"]["id"].as_str().context("no account")?.parse()?;
        Ok(SealUseRequest {
            seal: seal.parse()?,
            act: ActId(Uuid::from_u128(act)),
            contract: ContractId(Uuid::from_u128(0xc0)),
            document: Sha256Hash::of(b"R0"),
            account,
            cross_page: false,
        })
    }

    /// What the contract asks the seal for when member `no` seals; the refusal's code otherwise.
    pub fn permit(&self, venue: &Within, seal: &str, no: usize, act: u128) -> Result<(), String> {
        let request = self.seal_use(seal, no, act).map_err(|e| e.to_string())?;
        let permitted = Handle::current().block_on(permit::permit(&venue.hub, &request));
        permitted.map(drop).map_err(|problem| problem.code)
    }

    /// Member `no` asks for the approval of that use.
    pub fn request_seal_use(&self, venue: &Within, seal: &str, no: usize) -> anyhow::Result<String> {
        let request = self.seal_use(seal, no, 9)?;
        let act = permit::guarded(&request, self.id.parse()?, false);
        let command = venue.hub.clock.command_id();
        let asked = guard::request(&venue.hub, &act, "供货框架合同", command);
        let asked = Handle::current().block_on(asked);
        asked
            .map(|id| id.to_string())
            .map_err(|problem| anyhow::anyhow!(problem.code))
    }
}

/// Looks every 50 ms, for ten seconds at most.
pub fn eventually<T>(look: impl Fn() -> Option<T>) -> Option<T> {
    for _ in 0..200 {
        if let Some(found) = look() {
            return Some(found);
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    None
}

fn signed_in(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = sign_in::by_code(operator, phone)?;
    Host::accept_agreements(&browser)?;
    Ok(browser)
}
