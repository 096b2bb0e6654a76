//! A company on a hub: registered, approved, and staffed by people who are signed in.

use crate::browser::Browser;
use crate::ceremony::host::Host;
use crate::sign_in;
use anyhow::Context;
use serde_json::{Value, json};

/// Its name, as the licence has it.
pub const NAME: &str = "青屿新能源有限公司";

/// A company, with whoever runs it.
pub struct Company {
    /// The platform's operator, who reads codes and reviews; here also the super administrator.
    pub operator: Browser,
    pub id: String,
}

/// An employee at the own browser.
pub struct Employee {
    pub browser: Browser,
    pub no: u64,
}

impl Company {
    /// Registers the company and approves it.
    pub fn found(operator: &Browser) -> anyhow::Result<Self> {
        let licence = json!({
            "name": NAME,
            "credit_code": "91350100M000100Y43",
            "legal_representative": "林望舒",
            "registrant_name": "林望舒",
            "is_legal_representative": true,
        });
        let registered = operator.post("/organisations", &licence)?.ok()?.json()?;
        let id = registered["organisation"].as_str().context("no id")?.to_owned();
        let company = Self {
            operator: operator.clone(),
            id,
        };
        operator.post(&company.at("/approve"), &json!({}))?.ok()?;
        Ok(company)
    }

    /// A path below the company.
    pub fn at(&self, rest: &str) -> String {
        format!("/organisations/{}{rest}", self.id)
    }

    /// Makes a department below `parent` (0: the company itself); departments are numbered from 1.
    pub fn department(&self, name: &str, parent: u16) -> anyhow::Result<()> {
        let body = json!({"name": name, "parent": parent});
        self.operator
            .post(&self.at("/departments"), &body)?
            .ok()
            .map(drop)
    }

    /// Makes a role; own roles are numbered from 100.
    pub fn role(&self, name: &str, permissions: &[&str], scope: &str) -> anyhow::Result<()> {
        let body = json!({"name": name, "description": "", "permissions": permissions, "scope": scope});
        self.operator.post(&self.at("/roles"), &body)?.ok().map(drop)
    }

    /// Invites somebody, who signs in, accepts the agreements, joins, and works for the company.
    pub fn employ(
        &self,
        name: &str,
        phone: &str,
        departments: &[u16],
        roles: &[u16],
    ) -> anyhow::Result<Employee> {
        let people = json!([{"name": name, "phone": phone, "departments": departments, "roles": roles}]);
        self.operator.post(&self.at("/members"), &people)?.ok()?;
        let browser = sign_in::by_code(&self.operator, phone)?;
        Host::accept_agreements(&browser)?;
        browser.post(&self.at("/join"), &json!({}))?.ok()?;
        self.work_for(&browser)?;
        let view = browser.get(&self.at(""))?.ok()?.json()?;
        let no = view["me"]["member"].as_u64().context("no member")?;
        Ok(Employee { browser, no })
    }

    /// Chooses the company at the top left.
    pub fn work_for(&self, browser: &Browser) -> anyhow::Result<()> {
        let choice = json!({"organisation": self.id});
        browser.put("/me/organisation", &choice)?.ok().map(drop)
    }

    /// The contracts of one list as this person sees it: `sent`, `received`, `organisation`.
    pub fn list(&self, browser: &Browser, which: &str) -> anyhow::Result<Vec<Value>> {
        let path = format!("/contracts?which={which}&organisation={}", self.id);
        let rows = browser.get(&path)?.ok()?.json()?;
        rows.as_array().cloned().context("no list")
    }
}
