//! A company seals a contract: its operator chooses the contract seal and the slices across the pages in one act; a seal
//! that is disabled signs nothing from that moment, and a use leaves its line in both logs. [E12–E14, G05]

use super::company::Company;
use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use recorder::package::zip_reader::read_zip;
use recorder::package::zip_writer::{Entry, write_zip};
use serde_json::{Value, json};
use std::process::Command;
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::independent_validators;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use verify::check::CheckId;
use verify::ledger::Outcome;
use verify::policy::Policy;

/// Party 1 is the company, with its seal in box 1 and slices of it at the right edge; party 2 writes.
fn sealed(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["fields"][0]["content"] = json!({"kind": "seal", "holder": "organisation"});
    let last_page = body["document"]["pages"].as_array().map_or(1, Vec::len);
    let slices = json!({
        "no": 3, "party": 1, "page": 1,
        "rect": {"x": 500_000, "y": 400_000, "w": 60_000, "h": 130_000},
        "content": {"kind": "straddle", "last_page": last_page},
    });
    if let Some(fields) = body["fields"].as_array_mut() {
        fields.push(slices);
    }
}

/// A contract in front of its operator, and the seal that is to be put on it.
pub struct Signing {
    pub venue: Venue,
    pub company: Company,
    pub seal: String,
    pub host: Host,
    pub script: Script,
    pub operator: Party,
}

/// The contract waits for the company's operator, who holds the contract seal.
async fn waiting() -> anyhow::Result<Signing> {
    let (venue, company, seal) = blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        let seal = company.in_use("contract", "合同专用章")?;
        let holders = company.at(&format!("/seals/{seal}/holders"));
        company.host.post(&holders, &json!({"member": 2}))?.ok()?;
        let service = json!({"service": "cross_page_seal", "on": true});
        company.host.put(&company.at("/services"), &service)?.ok()?;
        Ok((venue, company, seal))
    })
    .await?;
    let mut script = script("采购合同", 2);
    script.shape = sealed;
    script.parties[0].phone = "13700300002".into();
    script.parties[0].organisation = "青屿新能源有限公司".into();
    let draft = Host::upload(&venue.host, &script).await?;
    let contract = Host::open(&venue.host, &draft, &script).await?;
    let mut host = Host::enter(venue.host.clone(), contract).await?;
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await?;
    let mut operator = Party::join(&host, 1, &script.parties[0]).await?;
    operator.consent_to_sign().await?;
    Ok(Signing {
        venue,
        company,
        seal,
        host,
        script,
        operator,
    })
}

/// The seals that the party may choose from.
pub async fn offered(browser: &Browser, contract: &str) -> anyhow::Result<Value> {
    let (browser, path) = (browser.clone(), format!("/contracts/{contract}/seals"));
    blocking(move || browser.get(&path)?.ok()?.json()).await
}

impl Signing {
    /// Signs with the offered seal in both controls.
    async fn act(&mut self) -> anyhow::Result<()> {
        let offered = offered(self.operator.browser(), &self.host.contract).await?;
        let artwork = offered[0]["artwork"].clone();
        let seal = &self.seal;
        let shown = |field: u8| json!({"artwork": artwork, "field": field, "seal": seal});
        self.operator.seals = vec![shown(1), shown(3)];
        let ink = self.operator.draw_name(&self.script).await?;
        self.operator.commit(&ink).await
    }

    pub async fn use_record(&self) -> anyhow::Result<Value> {
        let (browser, path) = (
            self.company.host.clone(),
            self.company.at(&format!("/seals/{}/uses", self.seal)),
        );
        blocking(move || browser.get(&path)?.ok()?.json()).await
    }

    async fn switch(&self, enabled: bool) -> anyhow::Result<()> {
        let (browser, path) = (
            self.company.host.clone(),
            self.company.at(&format!("/seals/{}/enabled", self.seal)),
        );
        let body = json!({"enabled": enabled, "reason": "盘点"});
        blocking(move || browser.put(&path, &body)?.ok().map(drop)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_seals_a_contract_and_its_pages_in_one_act() {
    let mut signing = waiting().await.unwrap();
    let contract = signing.host.contract.clone();
    let shown = offered(signing.operator.browser(), &contract).await.unwrap();
    assert_eq!(shown.as_array().map(Vec::len), Some(1), "{shown}");
    assert_eq!(shown[0]["fields"], json!([1, 3]), "{shown}");
    let browser = signing.operator.browser().clone();
    let picture = format!("/contracts/{contract}/seals/{}/picture", signing.seal);
    let svg = blocking(move || browser.get(&picture)?.ok()).await.unwrap();
    assert!(svg.body.starts_with(b"<svg"));

    // Without the seal there is no act.
    let ink = signing.operator.draw_name(&signing.script).await.unwrap();
    let none = signing.operator.commit(&ink).await.unwrap_err();
    assert!(format!("{none:#}").contains("seal_missing"), "{none:#}");
    signing.act().await.unwrap();

    let mut second = Party::join(&signing.host, 2, &signing.script.parties[1])
        .await
        .unwrap();
    second.consent_to_sign().await.unwrap();
    let none = offered(second.browser(), &contract).await.unwrap();
    assert_eq!(none, json!([]), "party 2 has nothing to seal");
    let ink = second.draw_name(&signing.script).await.unwrap();
    second.commit(&ink).await.unwrap();
    signing
        .host
        .socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    let uses = signing.use_record().await.unwrap();
    assert_eq!(uses.as_array().map(Vec::len), Some(1), "one act, one use: {uses}");
    assert_eq!(uses[0]["outcome"], "used", "{uses}");
    judged(&signing).await.unwrap();
}

async fn judged(signing: &Signing) -> anyhow::Result<()> {
    let document = signing.host.download("contract.pdf").await?;
    let trusted = signing.venue.host.clone();
    let package = signing.host.download("evidence.zip").await?;
    let policy = Policy::parse(&signing.host.policy().await?).context("a policy")?;
    blocking(move || {
        let folder = tempfile::tempdir()?;
        let (path, root) = (folder.path().join("contract.pdf"), folder.path().join("root.pem"));
        std::fs::write(&path, &document)?;
        std::fs::write(&root, trusted.get("/trust/root.pem")?.ok()?.body)?;
        independent_validators::qpdf(&path)?;
        ensure!(independent_validators::pdfsig(&path)? == 3, "pdfsig");
        ensure!(independent_validators::pyhanko(&path, &root)? == 3, "pyhanko");
        ensure!(
            signer(&path)?.contains("青屿新能源有限公司"),
            "the seal's owner signs"
        );
        let report = verify::verify_package(&package, &policy);
        ensure!(report.exit_code == 10, "{}", report.to_text());
        ensure!(
            seals_hold(&package, &policy) == Outcome::Pass,
            "{}",
            report.to_text()
        );
        for part in [".artwork", ".p7m"] {
            for change in [cut, empty] {
                let forged = forge(&package, part, change)?;
                ensure!(
                    seals_hold(&forged, &policy) == Outcome::Fail,
                    "{part} was changed"
                );
            }
        }
        let lines = lines(&package)?;
        let act = of_kind(&lines, "hub.committed.v1").next().context("no act")?;
        let seals = act["body"]["seals"].as_array().context("no seals")?;
        ensure!(seals.len() == 2 && seals[0]["act"] == seals[1]["act"], "{act}");
        Ok(())
    })
    .await
}

/// Names of signers as pdfsig tells them.
fn signer(document: &std::path::Path) -> anyhow::Result<String> {
    let output = Command::new("pdfsig").arg(document).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn seals_hold(package: &[u8], policy: &Policy) -> Outcome {
    let report = verify::verify_package(package, policy);
    let mut checks = report.checks.iter();
    let found = checks.find(|check| check.id == CheckId::V29.code());
    found.map_or(Outcome::Skipped, |check| check.outcome)
}

fn cut(bytes: &mut Vec<u8>) {
    bytes.pop();
}

fn empty(bytes: &mut Vec<u8>) {
    bytes.clear();
}

/// The package with its first seal file of this kind changed.
fn forge(package: &[u8], part: &str, change: fn(&mut Vec<u8>)) -> anyhow::Result<Vec<u8>> {
    let mut entries: Vec<Entry<'_>> = read_zip(package)?
        .into_iter()
        .map(|entry| Entry {
            name: entry.name.to_owned(),
            data: entry.data.to_vec().into(),
        })
        .collect();
    let mut seals = entries
        .iter_mut()
        .filter(|entry| entry.name.starts_with("seals/"));
    let found = seals
        .find(|entry| entry.name.ends_with(part))
        .context("no such file")?;
    change(found.data.to_mut());
    let mut out = Vec::new();
    write_zip(&entries, &mut out)?;
    Ok(out)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_seal_signs_nothing_from_that_moment() {
    let mut signing = waiting().await.unwrap();
    signing.switch(false).await.unwrap();
    let shown = offered(signing.operator.browser(), &signing.host.contract)
        .await
        .unwrap();
    assert_eq!(shown[0]["standing"], "disabled", "the page says why: {shown}");
    let refused = signing.act().await.unwrap_err();
    assert!(format!("{refused:#}").contains("seal_disabled"), "{refused:#}");
    signing.switch(true).await.unwrap();
    // No handwriting: the digest is over nothing.
    let ink = Sha256Hash::of(b"");
    signing.operator.commit(&ink).await.unwrap();
    for _ in 0..100 {
        let uses = signing.use_record().await.unwrap();
        if uses[0]["outcome"] == "used" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the seal does not know of its use");
}
