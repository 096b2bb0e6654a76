//! For which organisation somebody works is remembered with the account, as long as they belong to it.

use super::{person, play};
use crate::organisations::register;
use anyhow::ensure;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::sign_in;

const PHONE: &str = "13600000051";

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_organisation_follows_the_account() {
    play(|venue| story(&venue.host)).await;
}

fn story(operator: &Browser) -> anyhow::Result<()> {
    let desk = person(operator, PHONE)?;
    let chosen =
        |browser: &Browser| anyhow::Ok(browser.get("/me")?.ok()?.json()?["account"]["organisation"].clone());
    let choose = |organisation: Value| desk.put("/me/organisation", &json!({"organisation": organisation}));
    ensure!(chosen(&desk)? == Value::Null);
    let own = register(operator)?;
    operator
        .post(&format!("/organisations/{own}/approve"), &json!({}))?
        .ok()?;
    ensure!(
        choose(own.as_str().into())?.code() == "not_allowed",
        "an organisation of others"
    );
    ensure!(
        choose("01990000-0000-7000-8000-000000000001".into())?.code() == "not_allowed",
        "one that is not there"
    );

    let people = json!([{"name": "员工", "phone": PHONE, "roles": []}]);
    operator
        .post(&format!("/organisations/{own}/members"), &people)?
        .ok()?;
    desk.post(&format!("/organisations/{own}/join"), &json!({}))?
        .ok()?;
    choose(own.as_str().into())?.ok()?;
    let elsewhere = sign_in::by_code(operator, PHONE)?;
    ensure!(chosen(&elsewhere)? == own.as_str());

    let path = format!("/organisations/{own}/members/2/suspended");
    operator.put(&path, &json!({"suspended": true}))?.ok()?;
    ensure!(
        chosen(&elsewhere)? == Value::Null,
        "a suspended employee still works for it"
    );
    operator.put(&path, &json!({"suspended": false}))?.ok()?;
    choose(Value::Null)?.ok()?;
    ensure!(chosen(&elsewhere)? == Value::Null);
    Ok(())
}
