//! 会展签: a contract of an exhibition from the form at the desk to the signed file, its booth and its number, and a hub
//! that is killed on the way.

mod deposit;

use crate::auto_sign::{Office, is_closed, office};
use crate::exhibitions::{Fair, company, visitor};
use crate::sign_codes::{Spoil, template};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::PartyPlan;
use tests::hub_process::HubProcess;
use tests::package_reader::{lines, of_kind};
use tests::sign_in;
use uuid::Uuid;

const EXHIBITOR: &str = "13700300301";
const OTHER: &str = "13700300302";

/// The organiser says booth and price, the exhibitor the fascia's text; the company stands in the party.
fn booth_contract(body: &mut Value) {
    body["parties"][1]["organisation"] = "参展商".into();
    let rect = |y: i64| json!({"x": 60_000, "y": y, "w": 200_000, "h": 24_000});
    body["controls"] = json!([
        {"no": 3, "page": 1, "rect": rect(700_000), "name": "展位号", "required": true,
         "kind": {"kind": "line", "max": 12}},
        {"no": 4, "page": 1, "rect": rect(660_000), "name": "展位费", "required": true, "kind": {"kind": "amount"}},
        {"no": 5, "party": 2, "page": 1, "rect": rect(620_000), "name": "楣板名称", "required": true,
         "kind": {"kind": "line", "max": 20}},
        {"no": 6, "party": 2, "page": 1, "rect": rect(580_000), "name": "参展商", "required": true,
         "kind": {"kind": "known", "fact": "organisation"}},
    ]);
}

/// An open exhibition of a company that may sign by itself, with two exhibitors that were accepted.
struct Booths {
    office: Office,
    fair: Fair,
    exhibitor: Fair,
    other: Fair,
}

async fn booths(shape: Spoil) -> anyhow::Result<Booths> {
    let office = office().await?;
    office.silent(true).await?;
    let template = template(&office, shape).await?;
    let template = template.trim_start_matches("/templates/").to_owned();
    let (host, organiser) = (office.venue.host.clone(), office.company.id.clone());
    let (fair, exhibitor, other) = blocking(move || {
        let host = host.patient(Duration::from_secs(60));
        let fair = Fair::of(&host, &organiser)?;
        fair.furnish_with(&template)?;
        fair.post("/open", json!({}))?;
        let exhibitor = fair.by(visitor(&host, EXHIBITOR)?);
        let other = fair.by(visitor(&host, OTHER)?);
        exhibitor.post("/exhibitors", company("深圳启明机电有限公司", EXHIBITOR))?;
        other.post("/exhibitors", company("广州海珠灯具有限公司", OTHER))?;
        for no in 1..=2 {
            fair.post(&format!("/exhibitors/{no}/review"), json!({"accept": true}))?;
        }
        Ok((fair, exhibitor, other))
    })
    .await?;
    Ok(Booths {
        office,
        fair,
        exhibitor,
        other,
    })
}

/// One try for the contract of an exhibitor and a booth.
#[derive(Clone)]
struct Try {
    fair: Fair,
    body: Value,
}

impl Try {
    fn of(fair: &Fair, attempt: u128, exhibitor: u32, booth: u32, values: Value) -> Self {
        let body = json!({
            "attempt": Uuid::from_u128(attempt), "offer": 1, "exhibitor": exhibitor, "booth": booth, "values": values,
        });
        Self {
            fair: fair.clone(),
            body,
        }
    }

    fn ask(&self) -> anyhow::Result<Answer> {
        let path = format!("{}/contracts", self.fair.path);
        self.fair.browser.post(&path, &self.body)
    }

    /// Asks until the contract can be signed.
    fn ready(&self) -> anyhow::Result<Value> {
        for _ in 0..3000 {
            let answer = self.ask()?.ok()?.json()?;
            if answer["state"] == "ready" {
                return Ok(answer);
            }
            std::thread::yield_now();
        }
        anyhow::bail!("the contract is never ready")
    }
}

fn fascia() -> Value {
    json!([{"no": 5, "text": "启明机电"}])
}

async fn sign(office: &Office, browser: &Browser, contract: &str) -> anyhow::Result<()> {
    let (host, own) = (office.venue.host.clone(), browser.clone());
    blocking(move || sign_in::step_up(&host, &own, EXHIBITOR)).await?;
    let script = office.script();
    let plan = PartyPlan {
        phone: EXHIBITOR.into(),
        ..script.parties[1].clone()
    };
    let mut party = Party::come_by_account(browser, contract, 2, &plan).await?;
    party.consent_to_sign().await?;
    let ink = party.draw_name(&script).await?;
    party.commit(&ink).await
}

fn text(answer: &Value, of: &str) -> anyhow::Result<String> {
    Ok(answer[of].as_str().context("no text")?.to_owned())
}

/// The exhibition, once its only contract is so.
async fn until(fair: &Fair, what: &'static str, is_so: fn(&Value) -> bool) -> anyhow::Result<Value> {
    for _ in 0..200 {
        let fair = fair.clone();
        let seen = blocking(move || fair.read()).await?;
        if is_so(&seen) {
            return Ok(seen);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("it never came to this: {what}")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhibitor_concludes_signs_and_has_the_booth() {
    let Booths {
        office,
        fair,
        exhibitor,
        other,
    } = booths(booth_contract).await.unwrap();
    let (first, second, host) = (exhibitor.clone(), other, fair.clone());
    let contract = blocking(move || {
        let form = |fair: &Fair| -> anyhow::Result<Value> {
            let path = format!("{}/offers/1/form?exhibitor=1&booth=2", fair.path);
            fair.browser.get(&path)?.ok()?.json()
        };
        let asked = form(&host)?;
        let known: Vec<&Value> = asked["controls"]
            .as_array()
            .context("no controls")?
            .iter()
            .map(|one| &one["suggested"])
            .collect();
        ensure!(
            known == [&json!("A-002"), &json!("12800"), &Value::Null],
            "{asked}"
        );
        let own = form(&first)?["controls"].as_array().map(Vec::len);
        ensure!(own == Some(1), "booth and price are not the exhibitor's to say");
        let nosy = second
            .browser
            .get(&format!("{}/offers/1/form?exhibitor=1", second.path))?;
        ensure!(nosy.code() == "not_allowed");

        let nothing = Try::of(&first, 1, 1, 2, json!([]));
        ensure!(nothing.ask()?.code() == "visitor_value_missing");
        let cheap = json!([{"no": 4, "text": "1"}, {"no": 5, "text": "启明机电"}]);
        let wanted = Try::of(&first, 1, 1, 2, cheap);
        let ready = wanted.ready()?;
        ensure!(ready["number"] == 1 && ready["party"] == 2, "{ready}");
        ensure!(wanted.ready()? == ready, "a double tap, a reload, a lost answer");
        ensure!(Try::of(&second, 1, 2, 3, fascia()).ask()?.code() == "reservation_spent");
        ensure!(Try::of(&second, 2, 2, 2, fascia()).ask()?.code() == "booth_taken");
        ensure!(Try::of(&second, 3, 1, 3, fascia()).ask()?.code() == "not_allowed");
        ensure!(host.occupancy(2)?["is"] == "contracted");
        ensure!(host.read()?["counts"]["signed"] == 0);
        // The desk holds a screen towards the exhibitor; a visitor gets no link.
        let contract = text(&ready, "contract")?;
        let link = format!("{}/contracts/{contract}/link", host.path);
        let shown = host.browser.post(&link, &json!({}))?.ok()?.json()?;
        ensure!(
            shown["qr_svg"]
                .as_str()
                .is_some_and(|svg| svg.starts_with("<svg"))
        );
        ensure!(first.browser.post(&link, &json!({}))?.code() == "not_allowed");
        Ok(contract)
    })
    .await
    .unwrap();
    sign(&office, &exhibitor.browser, &contract).await.unwrap();
    let closed = office.until(&contract, "closed", is_closed).await.unwrap();
    let title = closed.socket.screen.borrow().view["title"].clone();
    assert_eq!(title, "展位合同-001-深圳启明机电有限公司");
    let seen = until(&fair, "signed", |seen| seen["counts"]["signed"] == 1)
        .await
        .unwrap();
    assert!(seen["contracts"][0]["signed"].is_i64(), "{seen}");

    let package = closed.download("evidence.zip").await.unwrap();
    let lines = lines(&package).unwrap();
    let opened = of_kind(&lines, "hub.opened.v1").next().unwrap();
    assert!(opened["body"]["reservation"]["hash"].is_string(), "{opened}");
    let values = opened["body"]["values"].as_array().unwrap();
    assert_eq!(values.len(), 4, "booth, price, fascia and company: {opened}");
    let file = closed.download("contract.pdf").await.unwrap();
    assert!(file.starts_with(b"%PDF"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_to_nothing_gives_its_booth_back() {
    let Booths {
        office, fair, other, ..
    } = booths(booth_contract).await.unwrap();
    let host = fair.clone();
    let contract = blocking(move || {
        ensure!(host.hold(4, 1)?.is_empty());
        text(&Try::of(&host, 9, 1, 4, fascia()).ready()?, "contract")
    })
    .await
    .unwrap();
    let browser = office.venue.host.clone();
    let proven = blocking(move || sign_in::step_up(&browser, &browser, "13900000000"));
    proven.await.unwrap();
    let sender = Host::enter(office.venue.host.clone(), contract).await.unwrap();
    let why = json!({"reason": "展位调整重签"});
    sender.socket.command("revoke", why).await.unwrap();
    until(&fair, "the booth is free", |seen| {
        seen["booths"][3]["occupancy"]["is"] == "free"
    })
    .await
    .unwrap();
    let again = blocking(move || Try::of(&other, 10, 2, 4, fascia()).ready())
        .await
        .unwrap();
    assert_eq!(again["number"], 2, "a number is given once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_killed_concludes_once() {
    let Booths { mut office, fair, .. } = booths(booth_contract).await.unwrap();
    let (fair, office) = blocking(move || {
        let wanted = Try::of(&fair, 21, 1, 5, fascia());
        wanted.ask()?.ok()?;
        office.venue.hub.kill()?;
        office.venue.hub = HubProcess::start(office.venue.hub.options().clone())?;
        let ready = wanted.ready()?;
        ensure!(ready["number"] == 1, "{ready}");
        ensure!(wanted.ready()? == ready);
        Ok((fair, office))
    })
    .await
    .unwrap();
    let seen = blocking(move || fair.read()).await.unwrap();
    assert_eq!(seen["contracts"].as_array().map(Vec::len), Some(1), "{seen}");
    drop(office);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_says_who_the_exhibitor_is() {
    let office = office().await.unwrap();
    let nobody: Spoil = |body| {
        booth_contract(body);
        body["parties"][0]
            .as_object_mut()
            .map(|party| party.remove("auto"));
    };
    let template = template(&office, nobody).await.unwrap();
    let template = template.trim_start_matches("/templates/").to_owned();
    let (host, organiser) = (office.venue.host.clone(), office.company.id.clone());
    let code = blocking(move || {
        let fair = Fair::of(&host, &organiser)?;
        fair.refused(
            "/offers",
            json!({"name": "展位合同", "template": template, "with_booth": true}),
        )
    });
    assert_eq!(code.await.unwrap(), "exhibition_offer_needs_exhibitor");
}
