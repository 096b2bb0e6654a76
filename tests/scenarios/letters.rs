//! Letters of authority 授权委托书: somebody acts for a company by what a paper says, in its period, once it is accepted;
//! the contract's evidence names the letter. [C10, J01]

use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use tests::browser::{Answer, Browser};
use tests::ceremony::host::{Host, UploadedDraft};
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::ceremony::{blocking, now_ms};
use tests::company::{self, Company, Employee};
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, contract_pdf, script};

const AGENT: &str = "13700300001";
const DAY: i64 = 86_400_000;

struct Office {
    venue: Venue,
    company: Company,
    /// Acts for the company, and belongs to another one.
    agent: Employee,
    /// Manages members.
    personnel: Employee,
}

fn office() -> anyhow::Result<Office> {
    let venue = Venue::without_film(&[])?;
    let company = Company::found(&venue.host)?;
    Ok(Office {
        agent: company.employ("陈以南", AGENT, &[], &[3])?,
        personnel: company.employ("顾南乔", "13700300002", &[], &[5])?,
        venue,
        company,
    })
}

impl Office {
    fn ask(&self, browser: &Browser, rest: &str, body: &Value) -> anyhow::Result<Answer> {
        browser.post(&self.company.at(&format!("/letters{rest}")), body)
    }

    fn paper(&self, bytes: Vec<u8>) -> anyhow::Result<Answer> {
        let path = self.company.at("/letters/paper");
        self.personnel
            .browser
            .upload(&path, "application/octet-stream", bytes)
    }

    /// The paper is uploaded and filed for the agent; its period begins so many milliseconds from now.
    fn file(&self, acts: &[&str], begins: i64) -> anyhow::Result<Answer> {
        let document = self.paper(contract_pdf())?.ok()?.json()?["document"].clone();
        let from = now_ms() + begins;
        let letter = json!({
            "member": self.agent.no, "acts": acts, "from": from, "until": from + 30 * DAY, "document": document,
        });
        self.ask(&self.personnel.browser, "", &letter)
    }

    fn accept(&self, no: u32) -> anyhow::Result<()> {
        let path = format!("/{no}/accept");
        self.ask(&self.company.operator, &path, &json!({}))?
            .ok()
            .map(drop)
    }

    /// What the agent is told on sending the draft.
    fn sent(&self, draft: &UploadedDraft) -> anyhow::Result<Answer> {
        let path = format!("/drafts/{}/open", draft.id());
        self.agent.browser.post(&path, &json!({}))
    }
}

/// Whoever acts for the company signs for it; nobody else is asked.
fn own_part() -> Script {
    let mut script = script("采购合同", 1);
    script.shape = |body| body["policy"]["course"] = "routine".into();
    script.parties[0].phone = AGENT.into();
    script.parties[0].organisation = company::NAME.into();
    script
}

async fn aside<T: Send + 'static>(
    office: Office,
    what: impl FnOnce(&Office) -> anyhow::Result<T> + Send + 'static,
) -> (Office, T) {
    blocking(move || {
        let outcome = what(&office)?;
        Ok((office, outcome))
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_acts_by_an_accepted_letter_and_the_evidence_names_it() {
    let office = blocking(office).await.unwrap();
    let script = own_part();
    let draft = Host::upload(&office.agent.browser, &script).await.unwrap();
    Host::fill_in(&office.agent.browser, &draft, &script)
        .await
        .unwrap();
    let (office, contract) = aside(office, move |office| filed_and_sent(office, &draft)).await;

    // The first letter covers starting alone.
    let mut host = Host::enter(office.agent.browser.clone(), contract).await.unwrap();
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();
    let mut party = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    party.consent_to_sign().await.unwrap();
    let ink = party.draw_name(&script).await.unwrap();
    let refused = party.commit(&ink).await.unwrap_err();
    assert!(format!("{refused:#}").contains("letter_scope"), "{refused:#}");
    let (office, ()) = aside(office, |office| {
        office.file(&["sign"], -DAY)?.ok()?;
        office.accept(2)
    })
    .await;
    party.commit(&ink).await.unwrap();
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    let package = host.download("evidence.zip").await.unwrap();
    named(&package).unwrap();
    drop(office);
}

/// Refused without a letter that counts, sent with one.
fn filed_and_sent(office: &Office, draft: &UploadedDraft) -> anyhow::Result<String> {
    let no_paper = office.paper(b"MZ".to_vec())?;
    ensure!(no_paper.code() == "letter_file", "{}", no_paper.code());
    let invented = json!({
        "member": office.agent.no, "acts": ["start"], "from": now_ms(), "until": now_ms() + DAY,
        "document": Sha256Hash::of(b"never uploaded"),
    });
    let invented = office.ask(&office.personnel.browser, "", &invented)?;
    ensure!(invented.code() == "letter_file", "{}", invented.code());

    office.file(&["start"], -DAY)?.ok()?;
    let waiting = office.sent(draft)?;
    ensure!(waiting.code() == "letter_missing", "{}", waiting.code());
    for (browser, said) in [
        (&office.agent.browser, "letter_own"),
        (&office.personnel.browser, "super_administrator_only"),
    ] {
        let accepted = office.ask(browser, "/1/accept", &json!({}))?;
        ensure!(accepted.code() == said, "{}", accepted.code());
    }
    shown(office)?;
    office.accept(1)?;
    let sent = office.sent(draft)?.ok()?.json()?;
    Ok(sent["contract"].as_str().context("no contract")?.to_owned())
}

/// The letter and its paper, to those whom it concerns.
fn shown(office: &Office) -> anyhow::Result<()> {
    let at = |rest: &str| office.company.at(rest);
    let view = office.company.operator.get(&at(""))?.ok()?.json()?;
    let letter = &view["letters"][0];
    ensure!(letter["state"]["standing"] == "waiting", "{letter}");
    ensure!(letter["member"]["name"] == "陈以南", "{letter}");
    let paper = office.agent.browser.get(&at("/letters/1/paper"))?.ok()?;
    ensure!(paper.body == contract_pdf(), "the paper as it came");
    let colleague = office.company.employ("沈知行", "13700300003", &[], &[3])?.browser;
    let hidden = colleague.get(&at("/letters/1/paper"))?;
    ensure!(hidden.code() == "letter_not_found", "{}", hidden.code());
    let view = colleague.get(&at(""))?.ok()?.json()?;
    ensure!(view["letters"] == json!([]), "{}", view["letters"]);
    Ok(())
}

/// The act of sending names the first letter, the signature the second.
fn named(package: &[u8]) -> anyhow::Result<()> {
    let lines = lines(package)?;
    for (kind, letter) in [("hub.opened.v1", 1), ("hub.committed.v1", 2)] {
        let line = of_kind(&lines, kind).next().context(kind)?;
        ensure!(line["body"]["cleared"]["letter"] == letter, "{line}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_of_its_period_or_withdrawn_a_letter_is_none() {
    let office = blocking(office).await.unwrap();
    let script = own_part();
    let draft = Host::upload(&office.agent.browser, &script).await.unwrap();
    Host::fill_in(&office.agent.browser, &draft, &script)
        .await
        .unwrap();
    let story = move |office: &Office| {
        office.file(&["start", "sign", "seal"], DAY)?.ok()?;
        office.accept(1)?;
        let early = office.sent(&draft)?;
        ensure!(early.code() == "letter_expired", "{}", early.code());
        let over = office.file(&["start"], -40 * DAY)?;
        ensure!(over.code() == "letter_period", "{}", over.code());

        office.file(&["start"], -DAY)?.ok()?;
        let reason = json!({"reason": "没有盖章"});
        office.ask(&office.company.operator, "/2/refuse", &reason)?.ok()?;
        office.file(&["start"], -DAY)?.ok()?;
        office.accept(3)?;
        office
            .ask(&office.personnel.browser, "/3/withdraw", &json!({}))?
            .ok()?;
        let withdrawn = office.sent(&draft)?;
        ensure!(withdrawn.code() == "letter_expired", "{}", withdrawn.code());
        office
            .ask(&office.personnel.browser, "/1/withdraw", &json!({}))?
            .ok()?;
        let none = office.sent(&draft)?;
        ensure!(none.code() == "letter_missing", "{}", none.code());
        Ok(())
    };
    let (office, ()) = aside(office, story).await;
    drop(office.venue);
}
