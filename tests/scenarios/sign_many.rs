//! 批量签署: contracts that wait for somebody are opened without a link, looked at, and signed with one press. [G01, G02, G12]

use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::{PartyPlan, Script};
use tests::company::{Company, NAME};
use tests::package_reader::{lines, of_kind};
use tests::sign_in;
use tests::venue::{Venue, script};
use verify::policy::Policy;

const PHONE: &str = "13700300091";

/// A contract with one party, who has an account.
struct Waiting {
    host: Host,
    plan: PartyPlan,
}

impl Waiting {
    async fn send(operator: &Browser, title: &str, shape: fn(&mut Value)) -> Self {
        let mut script: Script = script(title, 1);
        script.shape = shape;
        script.parties[0].phone = PHONE.into();
        let draft = Host::upload(operator, &script).await.unwrap();
        let contract = Host::open(operator, &draft, &script).await.unwrap();
        let mut host = Host::enter(operator.clone(), contract).await.unwrap();
        let is_there = |screen: &tests::live_socket::Screen| screen.phase == "signing";
        host.socket.until("signing", is_there).await.unwrap();
        let plan = script.parties[0].clone();
        Self { host, plan }
    }

    fn id(&self) -> &str {
        &self.host.contract
    }

    /// The party comes by its account, and writes its name in the box.
    async fn write(&self, person: &Browser) -> (Party, Sha256Hash) {
        let come = Party::come_by_account(person, self.id(), 1, &self.plan).await;
        let mut party = come.unwrap();
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(&script("", 1)).await.unwrap();
        (party, ink)
    }
}

fn ordinary(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
}

fn read_first(body: &mut Value) {
    ordinary(body);
    body["parties"][0]["demands"] = json!({"read_to_end": true});
}

fn for_the_company(body: &mut Value) {
    ordinary(body);
    body["parties"][0]["organisation"] = NAME.into();
}

/// What the hub says of each contract, by its id.
async fn look(person: &Browser, contracts: &[&str]) -> Vec<Value> {
    let (person, asked) = (person.clone(), json!({"contracts": contracts}));
    let rows = blocking(move || person.post("/contracts/sign-many", &asked)?.ok()?.json()).await;
    rows.unwrap().as_array().unwrap().clone()
}

fn said<'a>(rows: &'a [Value], contract: &str) -> &'a Value {
    rows.iter().find(|row| row["id"] == contract).unwrap()
}

async fn person(operator: &Browser) -> Browser {
    let operator = operator.clone();
    let come = blocking(move || {
        let person = sign_in::by_code(&operator, PHONE)?;
        Host::accept_agreements(&person)?;
        Ok(person)
    });
    come.await.unwrap()
}

async fn step_up(operator: &Browser, person: &Browser) {
    let (operator, person) = (operator.clone(), person.clone());
    let shown = blocking(move || sign_in::step_up(&operator, &person, PHONE));
    shown.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_is_signed_with_one_press_and_says_so() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let operator = &venue.host;
    let person = person(operator).await;
    let mut first = Waiting::send(operator, "对账单一", ordinary).await;
    let second = Waiting::send(operator, "对账单二", ordinary).await;
    let strict = Waiting::send(operator, "保密协议", read_first).await;
    let rows = look(&person, &[first.id(), second.id(), strict.id()]).await;
    assert_eq!(said(&rows, first.id())["ready"], true, "{rows:#?}");
    assert_eq!(said(&rows, second.id())["title"], "对账单二");
    assert_eq!(said(&rows, strict.id())["code"], "sign_alone");
    let elsewhere = look(operator, &[first.id()]).await;
    assert_eq!(
        elsewhere[0]["code"], "contract_not_found",
        "not the host's to sign"
    );
    assert_eq!(elsewhere[0]["title"], Value::Null);
    assert_eq!(said(&rows, strict.id())["title"], "保密协议");

    // The account alone shows nobody: not without a fresh proof, and not for another's place.
    let refused = Party::come_by_account(&person, first.id(), 1, &first.plan).await;
    assert!(format!("{:#}", refused.err().unwrap()).contains("step_up_required"));
    let seat = {
        let (person, path) = (person.clone(), format!("/contracts/{}/own-place", first.id()));
        let taken = blocking(move || {
            let taken = person.post(&path, &json!({}))?.ok()?.json()?;
            ensure!(taken["verified"] == false);
            Ok(person.seated(taken["seat"].as_str().context("no seat")?))
        });
        taken.await.unwrap()
    };
    let page = format!("/contracts/{}/pages/1.png", first.id());
    let unseen = blocking(move || seat.get(&page)).await.unwrap();
    assert_eq!(unseen.code(), "not_allowed");
    step_up(operator, &person).await;
    let (stranger, path) = (operator.clone(), format!("/contracts/{}/own-place", first.id()));
    let none = blocking(move || stranger.post(&path, &json!({}))).await.unwrap();
    assert_eq!(none.code(), "contract_not_found");

    let (mut one, ink_one) = first.write(&person).await;
    let (mut two, ink_two) = second.write(&person).await;
    for (party, ink) in [(&mut one, ink_one), (&mut two, ink_two)] {
        party.together = Some(2);
        party.commit(&ink).await.unwrap();
    }
    let closed = |screen: &tests::live_socket::Screen| screen.phase == "closed";
    first.host.socket.until("closed", closed).await.unwrap();
    let package = first.host.download("evidence.zip").await.unwrap();
    let log = lines(&package).unwrap();
    let known: Vec<_> = of_kind(&log, "hub.party_verified.v1").collect();
    assert_eq!(known[0]["body"]["method"], "own_account");
    let act = of_kind(&log, "hub.committed.v1").next().unwrap();
    let activation = act["body"]["activation"].as_str().unwrap();
    let activation: Value = serde_json::from_str(activation).unwrap();
    assert_eq!(activation["together"], 2);
    let policy = Policy::parse(&first.host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    assert!(report.degraded.iter().any(|code| code == "outbox_codes"));
    assert_eq!(report.facts.unwrap().parties[0].together, Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn for_a_company_only_while_its_service_is_on() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let operator = venue.host.clone();
    let (company, employee) = blocking(move || {
        let company = Company::found(&operator)?;
        let employee = company.employ("何敏", PHONE, &[0], &[])?;
        Ok((company, employee.browser))
    })
    .await
    .unwrap();
    let operator = &venue.host;
    let waiting = Waiting::send(operator, "采购订单", for_the_company).await;
    let off = look(&employee, &[waiting.id()]).await;
    assert_eq!(off[0]["code"], "batch_signing_off", "{off:#?}");
    step_up(operator, &employee).await;
    let (mut party, ink) = waiting.write(&employee).await;
    party.together = Some(2);
    let refused = party.commit(&ink).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("batch_signing_off"),
        "{refused:#}"
    );

    let switch = blocking(move || {
        let body = json!({"service": "batch_signing", "on": true});
        company
            .operator
            .put(&company.at("/services"), &body)?
            .ok()
            .map(drop)
    });
    switch.await.unwrap();
    let on = look(&employee, &[waiting.id()]).await;
    assert_eq!(on[0]["ready"], true, "{on:#?}");
    party.commit(&ink).await.unwrap();
}
