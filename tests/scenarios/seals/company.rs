//! A company of two, and the seals that they make.

use crate::organisations::register;
use anyhow::Context;
use domain::ids::AccountId;
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::sign_in;
use tokio::runtime::Handle;

/// A company of two: the host, who decides, and an employee without a role.
pub struct Company {
    pub host: Browser,
    pub employee: Browser,
    pub employee_account: AccountId,
    pub id: String,
}

impl Company {
    pub fn found(operator: &Browser) -> anyhow::Result<Self> {
        let host = signed_in(operator, "13700300001")?;
        let employee = signed_in(operator, "13700300002")?;
        let id = register(&host)?;
        operator
            .post(&format!("/organisations/{id}/approve"), &json!({}))?
            .ok()?;
        let people = json!([{"name": "陈以南", "phone": "13700300002", "roles": []}]);
        host.post(&format!("/organisations/{id}/members"), &people)?
            .ok()?;
        employee
            .post(&format!("/organisations/{id}/join"), &json!({}))?
            .ok()?;
        let me = employee.get("/me")?.ok()?.json()?;
        let employee_account = me["account"]["id"].as_str().context("no account")?.parse()?;
        Ok(Self {
            host,
            employee,
            employee_account,
            id,
        })
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/organisations/{}{rest}", self.id)
    }

    pub fn template(&self, kind: &str, purpose: &str) -> Value {
        let outline = match kind {
            "legal_representative" => json!({"shape": "square", "side": 2000}),
            _ => json!({"shape": "round", "diameter": 4200}),
        };
        json!({
            "kind": kind,
            "outline": outline,
            "purpose": purpose,
            "star": true,
        })
    }

    pub fn make(&self, kind: &str, purpose: &str) -> anyhow::Result<String> {
        let made = self
            .host
            .post(&self.at("/seals"), &self.template(kind, purpose))?
            .ok()?;
        Ok(made.json()?["seal"].as_str().context("no id")?.to_owned())
    }

    pub fn standing(&self, seal: &str) -> anyhow::Result<Value> {
        let seal = self.host.get(&self.at(&format!("/seals/{seal}")))?.ok()?.json()?;
        Ok(seal["standing"].clone())
    }

    /// Waits until the hub has signed the record, or refused it.
    pub fn settled(&self, seal: &str) -> anyhow::Result<Value> {
        for _ in 0..100 {
            let standing = self.standing(seal)?;
            if standing != "entering" {
                return Ok(standing);
            }
            Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
        }
        anyhow::bail!("the seal did not come into use")
    }

    pub fn in_use(&self, kind: &str, purpose: &str) -> anyhow::Result<String> {
        let seal = self.make(kind, purpose)?;
        self.host
            .post(&self.at(&format!("/seals/{seal}/confirm")), &json!({}))?
            .ok()?;
        anyhow::ensure!(self.settled(&seal)? == "in_use");
        Ok(seal)
    }
}

pub fn signed_in(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = sign_in::by_code(operator, phone)?;
    Host::accept_agreements(&browser)?;
    Ok(browser)
}
