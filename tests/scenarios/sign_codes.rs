//! 一码多签: one picture, a contract of their own for each who scans it; conditions, quota, list, repeats, the changing
//! picture, and a hub that is killed on the way. [F03–F06]

use crate::auto_sign::{Office, committed, is_closed, office};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::PartyPlan;
use tests::hub_process::HubProcess;
use tests::sign_in::newest_code;
use uuid::Uuid;

/// What is changed in the template before it is kept.
pub(super) type Spoil = fn(&mut Value);

/// An agreement that our company seals by itself and whoever scans writes, who says the booth.
fn shape(body: &mut Value, seal: &str) {
    body["parties"][0]["auto"] = json!({"seal": seal});
    body["parties"][1]
        .as_object_mut()
        .map(|party| party.remove("organisation"));
    body["policy"]["order"] = "together".into();
    let rect = |y: i64| json!({"x": 60_000, "y": y, "w": 200_000, "h": 24_000});
    body["controls"] = json!([
        {"no": 3, "party": 2, "page": 1, "rect": rect(700_000), "name": "展位", "required": true,
         "kind": {"kind": "line", "max": 12}},
        {"no": 4, "party": 2, "page": 1, "rect": rect(660_000), "name": "姓名", "required": true,
         "kind": {"kind": "known", "fact": "name"}},
    ]);
    body["values"] = json!([]);
}

/// A company that may sign by itself, and a template; `spoil` changes the template first.
async fn fair(spoil: Spoil) -> anyhow::Result<(Office, String)> {
    let office = office().await?;
    office.silent(true).await?;
    let template = template(&office, spoil).await?;
    Ok((office, template))
}

/// The path of a new template.
pub(super) async fn template(office: &Office, spoil: Spoil) -> anyhow::Result<String> {
    let script = office.script();
    let draft = Host::upload(&office.venue.host, &script).await?;
    Host::fill_in(&office.venue.host, &draft, &script).await?;
    let (host, seal) = (office.venue.host.clone(), office.seal.clone());
    blocking(move || {
        let path = format!("/drafts/{}", draft.id());
        let stored = host.get(&path)?.ok()?.json()?;
        let mut body = stored["body"].clone();
        shape(&mut body, &seal);
        spoil(&mut body);
        let save = json!({"version": stored["version"], "body": body});
        host.put(&path, &save)?.ok()?;
        let make = json!({"draft": draft.id(), "name": "参展协议"});
        let made = host.post("/templates", &make)?.ok()?.json()?;
        let id = made["template"].as_str().context("no template")?;
        Ok(format!("/templates/{id}"))
    })
    .await
}

/// Issues a code: its path.
fn issue(host: &Browser, template: &str, wanted: &Value) -> anyhow::Result<String> {
    let issued = host
        .post(&format!("{template}/sign-codes"), wanted)?
        .ok()?
        .json()?;
    let id = issued["sign_code"].as_str().context("no code")?;
    Ok(format!("/sign-codes/{id}"))
}

/// What stands behind the `#` of the picture that is shown now.
fn picture(host: &Browser, code: &str) -> anyhow::Result<String> {
    let shown = host.get(&format!("{code}/screen"))?.ok()?.json()?;
    ensure!(
        shown["qr"].as_str().is_some_and(|svg| svg.starts_with("<svg")),
        "{shown}"
    );
    let (_, token) = shown["url"]
        .as_str()
        .context("no link")?
        .split_once('#')
        .context("no token")?;
    Ok(token.to_owned())
}

/// Somebody with a phone.
#[derive(Clone)]
struct Visitor {
    browser: Browser,
    phone: String,
    pass: String,
    attempt: Uuid,
}

impl Visitor {
    /// Opens the picture and shows the number by a code.
    fn scan(host: &Browser, token: &str, number: u32) -> anyhow::Result<Self> {
        let browser = host.fresh().patient(Duration::from_secs(60));
        let seen = browser
            .post("/sign-by-code/look", &json!({"token": token}))?
            .ok()?
            .json()?;
        let phone = format!("137{number:08}");
        browser.post("/sign-in/code", &json!({"phone": phone}))?.ok()?;
        let code = newest_code(&host.get("/outbox")?.ok()?.json()?, &phone)?;
        browser
            .post("/sign-by-code/enter", &json!({"phone": phone, "code": code}))?
            .ok()?;
        let pass = seen["pass"].as_str().context("no pass")?.to_owned();
        let attempt = Uuid::from_u128(u128::from(number));
        Ok(Self {
            browser,
            phone,
            pass,
            attempt,
        })
    }

    fn take(&self) -> anyhow::Result<Answer> {
        self.take_with(&json!([{"no": 3, "text": "A12"}]))
    }

    fn take_with(&self, values: &Value) -> anyhow::Result<Answer> {
        let take = json!({"pass": self.pass, "attempt": self.attempt, "name": "李娜", "values": values});
        self.browser.post("/sign-by-code/take", &take)
    }

    /// Asks until the contract can be signed; its id.
    fn contract(&self) -> anyhow::Result<String> {
        for _ in 0..3000 {
            let answer = self.take()?.ok()?.json()?;
            if answer["state"] == "ready" {
                ensure!(answer["party"] == 2, "{answer}");
                return Ok(answer["contract"].as_str().context("no contract")?.to_owned());
            }
        }
        anyhow::bail!("the contract is never ready")
    }

    async fn sign(&self, office: &Office, contract: &str) -> anyhow::Result<()> {
        let script = office.script();
        let plan = PartyPlan {
            phone: self.phone.clone(),
            organisation: String::new(),
            ..script.parties[1].clone()
        };
        let mut party = Party::come_by_account(&self.browser, contract, 2, &plan).await?;
        party.consent_to_sign().await?;
        let ink = party.draw_name(&script).await?;
        party.commit(&ink).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_scans_signs_a_contract_that_opened_complete() {
    let (office, template) = fair(|_| ()).await.unwrap();
    let host = office.venue.host.clone();
    let (visitor, contract, code) = blocking({
        let host = host.clone();
        move || {
            let all = host
                .get(&format!("{template}/sign-code-conditions"))?
                .ok()?
                .json()?;
            let met = |all: &Value| {
                all.as_array()
                    .is_some_and(|all| all.iter().all(|one| one["met"] == true))
            };
            ensure!(met(&all), "{all}");
            let code = issue(&host, &template, &json!({}))?;
            let visitor = Visitor::scan(&host, &picture(&host, &code)?, 1)?;
            let refused = visitor.take_with(&json!([]))?;
            ensure!(refused.code() == "visitor_value_missing", "{}", refused.code());
            let refused = visitor.take_with(&json!([{"no": 3, "text": "一二三四五六七八九十一二三"}]))?;
            ensure!(refused.code() == "value_too_long", "{}", refused.code());
            let contract = visitor.contract()?;
            // A double tap, a reload, a lost answer.
            ensure!(visitor.contract()? == contract);
            let listed = host.get(&format!("{template}/sign-codes"))?.ok()?.json()?;
            ensure!(listed[0]["used"] == 1 && listed[0]["contracts"] == 5, "{listed}");
            Ok((visitor, contract, code))
        }
    })
    .await
    .unwrap();
    visitor.sign(&office, &contract).await.unwrap();
    let closed = office.until(&contract, "closed", is_closed).await.unwrap();
    let view = closed.socket.screen.borrow().view.clone();
    assert_eq!(committed(&view), 2);
    assert_eq!(view["title"], "参展协议-李娜-0001", "{view}");
    assert!(
        closed
            .download("contract.pdf")
            .await
            .unwrap()
            .starts_with(b"%PDF")
    );
    let read = blocking(move || host.get(&code)?.ok()?.json()).await.unwrap();
    assert_eq!(read["places"][0]["contract"], contract.as_str(), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_condition_is_named_where_it_is_not_met() {
    let (office, _) = fair(|_| ()).await.unwrap();
    let spoilt: [(Spoil, &str); 6] = [
        (
            |body| body["policy"]["order"] = "in_turn".into(),
            "sign_code_needs_order",
        ),
        (
            |body| body["parties"][1]["organisation"] = "别家".into(),
            "sign_code_needs_one_person",
        ),
        (
            |body| {
                body["parties"][0]
                    .as_object_mut()
                    .map(|party| party.remove("auto"));
            },
            "sign_code_needs_own_side",
        ),
        (
            |body| {
                body["controls"][0]
                    .as_object_mut()
                    .map(|control| control.remove("party"));
            },
            "sign_code_needs_nothing_from_sender",
        ),
        (
            |body| body["controls"][0]["kind"] = json!({"kind": "picture"}),
            "sign_code_needs_typed",
        ),
        (
            |body| body["policy"]["course"] = "live".into(),
            "sign_code_needs_ordinary",
        ),
    ];
    let refusal = |template: String| {
        let host = office.venue.host.clone();
        blocking(move || Ok(host.post(&format!("{template}/sign-codes"), &json!({}))?.code()))
    };
    for (spoil, code) in spoilt {
        let template = template(&office, spoil).await.unwrap();
        assert_eq!(refusal(template).await.unwrap(), code);
    }
    // The person first, and no organisation at all: both are the guide's.
    let first: [Spoil; 2] = [
        |body| {
            body["policy"]["order"] = "in_turn".into();
            body["parties"][0]["turn"] = 2.into();
            body["parties"][1]["turn"] = 1.into();
        },
        |body| {
            let person = body["parties"][1].clone();
            body["parties"] = json!([person]);
            let mut field = body["fields"][1].clone();
            field["party"] = 1.into();
            body["fields"] = json!([field]);
            body["controls"] = json!([]);
        },
    ];
    for spoil in first {
        let template = template(&office, spoil).await.unwrap();
        assert_eq!(refusal(template).await.unwrap(), "");
    }
    let template = template(&office, |_| ()).await.unwrap();
    office.silent(false).await.unwrap();
    assert_eq!(refusal(template).await.unwrap(), "sign_code_needs_silent_signing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_holds_when_all_come_at_once() {
    let (office, template) = fair(|_| ()).await.unwrap();
    let host = office.venue.host.clone();
    blocking(move || {
        let code = issue(&host, &template, &json!({"contracts": 3}))?;
        let token = picture(&host, &code)?;
        let visitors: anyhow::Result<Vec<Visitor>> = (1..=8)
            .map(|number| Visitor::scan(&host, &token, number))
            .collect();
        let visitors = visitors?;
        // Everybody taps twice at the same moment.
        let taps: Vec<_> = [&visitors, &visitors]
            .into_iter()
            .flatten()
            .cloned()
            .map(|visitor| std::thread::spawn(move || visitor.take().map(|answer| answer.code())))
            .collect();
        let mut refused = 0;
        for tap in taps {
            let code = tap.join().ok().context("a tap failed")??;
            ensure!(code.is_empty() || code == "sign_code_used_up", "{code}");
            refused += usize::from(!code.is_empty());
        }
        ensure!(refused == 10, "{refused} of 16 taps were refused");
        let got: Vec<Visitor> = visitors
            .into_iter()
            .filter(|visitor| visitor.take().is_ok_and(|answer| answer.code().is_empty()))
            .collect();
        let contracts: anyhow::Result<BTreeSet<String>> = got.iter().map(Visitor::contract).collect();
        ensure!((got.len(), contracts?.len()) == (3, 3));
        ensure!(host.get(&code)?.ok()?.json()?["used"] == 3);
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_killed_opens_each_place_once() {
    let (mut office, template) = fair(|_| ()).await.unwrap();
    for kill_after_answer in [true, false] {
        office = blocking({
            let template = template.clone();
            move || {
                let host = office.venue.host.clone().patient(Duration::from_secs(60));
                let code = issue(&host, &template, &json!({"contracts": 1}))?;
                let number = 20 + u32::from(kill_after_answer);
                let visitor = Visitor::scan(&host, &picture(&host, &code)?, number)?;
                let tap = std::thread::spawn({
                    let visitor = visitor.clone();
                    move || visitor.take().map(drop)
                });
                if kill_after_answer {
                    tap.join().ok().context("the tap failed")??;
                    office.venue.hub.kill()?;
                } else {
                    // The answer is lost; whether the place was taken, nobody knows.
                    office.venue.hub.kill()?;
                    drop(tap);
                }
                office.venue.hub = HubProcess::start(office.venue.hub.options().clone())?;
                let contract = visitor.contract()?;
                let read = host.get(&code)?.ok()?.json()?;
                ensure!(
                    read["used"] == 1 && read["places"][0]["contract"] == contract.as_str(),
                    "{read}"
                );
                let other = Visitor::scan(&host, &picture(&host, &code)?, 40)?;
                ensure!(other.take()?.code() == "sign_code_used_up");
                Ok(office)
            }
        })
        .await
        .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn named_people_once_each_while_it_is_on() {
    let (office, template) = fair(|_| ()).await.unwrap();
    let host = office.venue.host.clone();
    blocking(move || {
        let wrong = host.post(&format!("{template}/sign-codes"), &json!({"phones": ["无"]}))?;
        ensure!(wrong.code() == "phone_malformed", "{}", wrong.code());
        for wanted in [
            json!({"days": 91}),
            json!({"days_to_sign": 31}),
            json!({"contracts": 0}),
            json!({"rotates": 0}),
        ] {
            let wrong = host.post(&format!("{template}/sign-codes"), &wanted)?;
            ensure!(
                wrong.code() == "sign_code_rules_wrong",
                "{wanted}: {}",
                wrong.code()
            );
        }
        let code = issue(
            &host,
            &template,
            &json!({"phones": ["137 0000 0001", "13700000002"]}),
        )?;
        let token = picture(&host, &code)?;
        let (first, second) = (Visitor::scan(&host, &token, 1)?, Visitor::scan(&host, &token, 2)?);
        let stranger = Visitor::scan(&host, &token, 3)?;
        ensure!(stranger.take()?.code() == "sign_code_not_named");
        let contract = first.contract()?;
        let again = Visitor {
            attempt: Uuid::from_u128(77),
            ..first.clone()
        };
        let refused = again.take()?;
        ensure!(refused.code() == "sign_code_signed_already", "{}", refused.code());
        ensure!(refused.json()?["params"]["contract"] == contract.as_str());
        host.put(&format!("{code}/on"), &json!({"on": false}))?.ok()?;
        ensure!(second.take()?.code() == "sign_code_off");
        ensure!(
            again.take()?.code() == "sign_code_signed_already",
            "who has one is led to it"
        );
        ensure!(first.contract()? == contract);
        host.put(&format!("{code}/on"), &json!({"on": true}))?.ok()?;
        ensure!(second.contract()? != contract);
        // Where it is allowed, the same person comes again with another try.
        let many = issue(&host, &template, &json!({"repeats": true}))?;
        let visitor = Visitor::scan(&host, &picture(&host, &many)?, 5)?;
        let next = Visitor {
            attempt: Uuid::from_u128(78),
            ..visitor.clone()
        };
        ensure!(visitor.contract()? != next.contract()?);
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pictures_of_this_hub_count_and_a_number_is_shown_first() {
    let (office, template) = fair(|_| ()).await.unwrap();
    let host = office.venue.host.clone();
    blocking(move || {
        let code = issue(&host, &template, &json!({"rotates": 60}))?;
        let token = picture(&host, &code)?;
        let shown = host.get(&format!("{code}/screen"))?.ok()?.json()?;
        ensure!(shown["changes_at"].is_i64(), "{shown}");
        let browser = host.fresh();
        let look = |token: &str| browser.post("/sign-by-code/look", &json!({"token": token}));
        let seen = look(&token)?.ok()?.json()?;
        ensure!(
            seen["state"] == "open" && seen["sender"] == tests::company::NAME,
            "{seen}"
        );
        ensure!(
            seen["controls"].as_array().is_some_and(|asked| asked.len() == 1),
            "{seen}"
        );
        let (front, mac) = token.rsplit_once('.').context("no MAC")?;
        let (id, period) = front.split_once('.').context("no period")?;
        let earlier: i64 = period.parse::<i64>()? - 1;
        for forged in [
            format!("{id}.{earlier}.{mac}"),
            format!("{front}.AAAA"),
            "x".to_owned(),
        ] {
            ensure!(look(&forged)?.code() == "sign_code_not_found", "{forged}");
        }
        let take = json!({"pass": seen["pass"], "attempt": Uuid::from_u128(1), "name": "李娜", "values": []});
        let unknown = browser.post("/sign-by-code/take", &take)?;
        ensure!(unknown.code() == "sign_in_required", "{}", unknown.code());
        // Signed in long ago is not shown just now.
        let signed_in = tests::sign_in::by_code(&host, "13700000009")?;
        ensure!(signed_in.post("/sign-by-code/take", &take)?.code() == "step_up_required");
        // Nobody else reads or turns it.
        ensure!(signed_in.get(&code)?.status == 403 || signed_in.get(&code)?.code() == "sign_code_not_found");
        Ok(())
    })
    .await
    .unwrap();
}
