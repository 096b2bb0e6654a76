//! 会展: an exhibition from its founding to booths that are held, with its staff, its visitors, and a hub that is killed.

mod door;
mod plan;

use super::renewal::Later;
use anyhow::{Context, ensure};
use domain::exhibition::exhibitor::ExhibitorNo;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::company::Company;
use tests::hub_process::HubProcess;
use tests::sign_in;
use tests::venue::{Venue, contract_pdf};
use tests::within::Running;

const DAY: i64 = 24 * 3_600_000;

/// An organiser's exhibition, seen from one browser.
#[derive(Clone)]
pub(super) struct Fair {
    pub browser: Browser,
    pub path: String,
}

impl Fair {
    /// Founds it for a company of the operator's.
    fn found(operator: &Browser) -> anyhow::Result<Self> {
        let company = Company::found(operator)?;
        Self::of(operator, &company.id)
    }

    /// Founds it for this company.
    pub fn of(operator: &Browser, company: &str) -> anyhow::Result<Self> {
        let body = json!({"organisation": company, "details": details()});
        let founded = operator.post("/exhibitions", &body)?.ok()?.json()?;
        let id = founded["exhibition"].as_str().context("no exhibition")?;
        Ok(Self {
            browser: operator.clone(),
            path: format!("/exhibitions/{id}"),
        })
    }

    /// A hall with booths, an offer, a quota: all that is needed to open it.
    fn furnish(&self) -> anyhow::Result<()> {
        let template = template(&self.browser)?;
        self.furnish_with(&template)
    }

    /// The same, with this template in its offer.
    pub fn furnish_with(&self, template: &str) -> anyhow::Result<()> {
        self.post("/halls", json!({"name": "1 号馆"}))?;
        let booths: Vec<Value> = (1..=6).map(|no| booth(&format!("A-{no:03}"))).collect();
        self.put("/booths", json!(booths))?;
        let offer = json!({
            "name": "展位合同", "template": template, "with_booth": true,
            "deposit": {"kind": "earnest", "share": 2000},
        });
        self.post("/offers", offer)?;
        self.put("/quota", json!({"quota": 100}))
    }

    /// The same exhibition for somebody else.
    pub fn by(&self, browser: Browser) -> Self {
        Self {
            browser,
            path: self.path.clone(),
        }
    }

    pub fn post(&self, rest: &str, body: Value) -> anyhow::Result<()> {
        let path = format!("{}{rest}", self.path);
        self.browser.post(&path, &body)?.ok().map(drop)
    }

    pub fn put(&self, rest: &str, body: Value) -> anyhow::Result<()> {
        let path = format!("{}{rest}", self.path);
        self.browser.put(&path, &body)?.ok().map(drop)
    }

    /// The code of the refusal of a post.
    pub fn refused(&self, rest: &str, body: Value) -> anyhow::Result<String> {
        let answer = self.browser.post(&format!("{}{rest}", self.path), &body)?;
        ensure!(answer.status >= 400, "not refused: {}", answer.status);
        Ok(answer.code())
    }

    pub fn hold(&self, booth: u32, exhibitor: u32) -> anyhow::Result<String> {
        let path = format!("{}/booths/{booth}/hold", self.path);
        Ok(self.browser.put(&path, &json!({"exhibitor": exhibitor}))?.code())
    }

    pub fn read(&self) -> anyhow::Result<Value> {
        self.browser.get(&self.path)?.ok()?.json()
    }

    pub fn occupancy(&self, booth: usize) -> anyhow::Result<Value> {
        Ok(self.read()?["booths"][booth - 1]["occupancy"].clone())
    }
}

fn details() -> Value {
    json!({
        "name": "深圳智造展", "place": "深圳会展中心", "days": ["2026-12-01", "2026-12-03"], "currency": "CNY",
        "colour": [0, 90, 160], "languages": ["zh-CN", "en"], "hold_term": {"hours": 72}, "allocation": "first_applied",
    })
}

fn booth(label: &str) -> Value {
    json!({"hall": 1, "label": label, "kind": "shell", "area": 900, "price": 1_280_000, "outline": []})
}

pub(super) fn company(name: &str, phone: &str) -> Value {
    json!({"company": name, "contact": "联系人", "phone": phone})
}

/// A template of one page for the offer.
fn template(browser: &Browser) -> anyhow::Result<String> {
    let draft = browser.post("/drafts", &json!({}))?.ok()?.json()?;
    let draft = draft["id"].as_str().context("no draft")?.to_owned();
    let upload = format!("/drafts/{draft}/document?name=contract.pdf");
    browser.upload(&upload, "application/pdf", contract_pdf())?.ok()?;
    let found = browser.get(&format!("/drafts/{draft}"))?.ok()?.json()?;
    let body = super::templates::lease(&found);
    super::templates::save(browser, &draft, &found, &body)?;
    let make = json!({"draft": draft, "name": "展位合同", "folder": "会展"});
    let made = browser.post("/templates", &make)?.ok()?.json()?;
    Ok(made["template"].as_str().context("no template")?.to_owned())
}

pub(super) fn visitor(operator: &Browser, phone: &str) -> anyhow::Result<Browser> {
    let browser = sign_in::by_code(operator, phone)?;
    Host::accept_agreements(&browser)?;
    Ok(browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_founding_to_held_booths_across_a_kill() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let Venue { hub, host, folder } = venue;
    let operator = host.patient(Duration::from_secs(60));
    let (fair, clerk, guest, other) = blocking(move || {
        let fair = Fair::found(&operator)?;
        let guest = visitor(&operator, "13700300201")?;
        let outside = fair.by(guest);
        ensure!(outside.browser.get(&fair.path)?.code() == "exhibition_not_found");
        ensure!(outside.refused("/exhibitors", company("甲", "13700300201"))? == "exhibition_not_found");
        let missing: Vec<Value> = fair.read()?["missing"].as_array().context("no list")?.clone();
        let codes: Vec<&str> = missing.iter().filter_map(|step| step["code"].as_str()).collect();
        ensure!(
            codes == ["exhibition_needs_offer", "exhibition_needs_quota"],
            "{codes:?}"
        );
        ensure!(fair.refused("/open", json!({}))? == "exhibition_needs_offer");
        fair.furnish()?;
        fair.put("/staff", json!({"phone": "13700300202", "roles": ["desk_clerk"]}))?;
        let invitation = format!("{}/invitation", fair.path);
        let early = operator.fresh().get(&invitation)?;
        ensure!(
            early.code() == "exhibition_not_found",
            "nobody hears of it before"
        );
        fair.post("/open", json!({}))?;
        let invited = operator.fresh().get(&invitation)?.ok()?.json()?;
        ensure!(
            invited["name"] == "深圳智造展" && invited["free"] == 6,
            "{invited}"
        );
        ensure!(invited["url"].as_str().is_some_and(|url| url.ends_with("/apply")));
        ensure!(invited.get("exhibitors").is_none());
        let people = fair.read()?["staff"].as_array().context("no staff")?.clone();
        let clerk = people
            .iter()
            .find(|person| person["roles"] == json!(["desk_clerk"]));
        let clerk = clerk.context("no clerk")?.clone();
        ensure!(clerk["phone_masked"] == "137****0202", "{clerk}");
        fair.put(
            "/staff",
            json!({"account": clerk["account"], "roles": ["desk_clerk", "door"]}),
        )?;
        let unknown = json!({"account": uuid::Uuid::nil(), "roles": ["door"]});
        let answer = operator.put(&format!("{}/staff", fair.path), &unknown)?;
        ensure!(answer.code() == "exhibition_part_unknown");
        let clerk = fair.by(visitor(&operator, "13700300202")?);
        let other = fair.by(visitor(&operator, "13700300203")?);
        Ok((fair, clerk, outside, other))
    })
    .await
    .unwrap();

    let (open, staff, first, second) = (fair.clone(), clerk.clone(), guest.clone(), other.clone());
    blocking(move || {
        // A visitor sees the floor and nobody on it; a clerk sees who applied, and sets nothing up.
        first.post("/exhibitors", company("深圳启明机电有限公司", "13700300201"))?;
        second.post("/exhibitors", company("深圳启明机电(有限)公司", "13700300203"))?;
        ensure!(first.read()?["exhibitors"].as_array().context("no list")?.len() == 1);
        ensure!(first.read()?.get("counts").is_none(), "numbers are the staff's");
        let seen = staff.read()?;
        ensure!(
            seen["exhibitors"][1]["like"] == json!([1]),
            "one company twice: {seen}"
        );
        ensure!(seen["exhibitors"][0]["phone_masked"] == "137****0201");
        ensure!(seen.get("staff").is_none(), "duties are the host's to see");
        let denied = staff
            .browser
            .put(&format!("{}/quota", staff.path), &json!({"quota": 5}))?;
        ensure!(denied.code() == "not_allowed");

        // Nobody holds before the review, two never hold one booth, and what is held is held by one.
        ensure!(first.hold(1, 1)? == "exhibitor_not_accepted");
        staff.post("/exhibitors/1/review", json!({"accept": true}))?;
        staff.post("/exhibitors/2/review", json!({"accept": true}))?;
        ensure!(first.hold(1, 1)?.is_empty());
        ensure!(second.hold(1, 2)? == "booth_taken");
        ensure!(second.hold(2, 1)? == "not_allowed", "for oneself only");
        ensure!(
            second.occupancy(1)? == json!({"is": "held"}),
            "not who, not until when"
        );
        ensure!(open.read()?["booths"][0]["company"] == "深圳启明机电有限公司");
        let scan = json!({"nonce": "gate-1/77", "persons": 3});
        staff.post("/exhibitors/1/check-in", scan.clone())?;
        staff.post("/exhibitors/1/check-in", scan)?;
        ensure!(
            open.read()?["exhibitors"][0]["persons"] == 3,
            "a scan counts once"
        );
        let bad = json!([
            company("乙有限公司", "13700300299"),
            company("丙有限公司", "no phone")
        ]);
        ensure!(staff.refused("/exhibitors/list", bad)? == "phone_malformed");
        ensure!(open.read()?["counts"]["exhibitors"] == 2, "all or none");
        Ok(())
    })
    .await
    .unwrap();

    let options = hub.options().clone();
    let mut hub = hub;
    let hub = blocking(move || {
        hub.kill()?;
        HubProcess::start(options)
    })
    .await
    .unwrap();
    blocking(move || {
        ensure!(fair.read()?["counts"]["held"] == 1);
        ensure!(
            other.hold(1, 2)? == "booth_taken",
            "what was told before the kill stands"
        );
        let path = format!("{}/booths/1/hold", guest.path);
        guest.browser.delete(&path)?.ok()?;
        ensure!(
            other.hold(1, 2)?.is_empty(),
            "given back, it is free for the next"
        );
        Ok(())
    })
    .await
    .unwrap();
    drop((hub, folder));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_lapses_by_itself_unless_it_is_extended() {
    let begun = blocking(|| {
        let Venue { hub, host, folder } = Venue::without_film(&[])?;
        let fair = Fair::found(&host)?;
        fair.furnish()?;
        fair.post("/open", json!({}))?;
        fair.post("/exhibitors", company("深圳启明机电有限公司", "13700300211"))?;
        ensure!(fair.hold(1, 1)?.is_empty() && fair.hold(2, 1)?.is_empty());
        let until = fair.occupancy(2)?["until"].as_i64().context("no end")?;
        let extend = |until: i64| json!({"until": until, "reason": "汇款在途"});
        ensure!(fair.refused("/booths/2/hold/extend", extend(until))? == "exhibition_period");
        fair.post("/booths/2/hold/extend", extend(until + 2 * DAY))?;
        let data = hub.options().data_dir.clone();
        hub.stop()?;
        Ok((folder, data, fair.path))
    });
    let (folder, data, path) = begun.await.unwrap();
    let exhibition: uuid::Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    // The hub was off when the first hold ended.
    let running = blocking(move || Running::start(&data, Arc::new(Later(3 * DAY + 60_000))));
    let running = running.await.unwrap();
    let mut holders = Vec::new();
    for _ in 0..400 {
        let state = running.hub.exhibition(exhibition).state().await.unwrap();
        let booths = state.unwrap().state.booths.clone();
        holders = booths.values().map(|booth| booth.occupancy.exhibitor()).collect();
        if holders[0].is_none() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(holders[0], None, "lapsed");
    assert_eq!(holders[1], Some(ExhibitorNo(1)), "extended");
    let ended = blocking(move || {
        drop((running, folder));
        Ok(())
    });
    ended.await.unwrap();
}
