//! Another phone number for the same person: the contracts stay theirs, the old number is free again.

use super::{account_id, person, play};
use anyhow::ensure;
use serde_json::json;
use tests::browser::Browser;
use tests::sign_in;

const OLD: &str = "13600000031";
const NEW: &str = "13600000032";
const TAKEN: &str = "13600000033";

#[tokio::test(flavor = "multi_thread")]
async fn a_number_changes_and_everything_follows() {
    play(|venue| story(&venue.host)).await;
}

fn story(operator: &Browser) -> anyhow::Result<()> {
    let desk = person(operator, OLD)?;
    let elsewhere = sign_in::by_code(operator, OLD)?;
    person(operator, TAKEN)?;
    let draft = desk.post("/drafts", &json!({}))?.ok()?.json()?["id"].clone();
    let before = account_id(&desk)?;
    let send = |phone: &str| desk.post("/me/phone/code", &json!({"phone": phone}));
    let change = |phone: &str, code: &str| desk.put("/me/phone", &json!({"phone": phone, "code": code}));
    let code_to = |phone: &str| sign_in::newest_code(&operator.get("/outbox")?.ok()?.json()?, phone);

    ensure!(send(NEW)?.code() == "step_up_required");
    sign_in::step_up(operator, &desk, OLD)?;
    ensure!(send("139")?.code() == "phone_malformed");
    send(NEW)?.ok()?;
    let code = code_to(NEW)?;
    ensure!(
        change(TAKEN, &code)?.code() == "code_gone",
        "a code for one number is none for another"
    );
    send(TAKEN)?.ok()?;
    ensure!(change(TAKEN, &code_to(TAKEN)?)?.code() == "phone_taken");
    change(NEW, &code)?.ok()?;

    ensure!(desk.get("/me")?.ok()?.json()?["account"]["phone_masked"] == "136****0032");
    ensure!(account_id(&desk)? == before);
    ensure!(
        elsewhere.get("/me/means")?.status == 401,
        "whoever has the old phone stays signed in"
    );
    let entered = sign_in::by_code(operator, NEW)?;
    ensure!(account_id(&entered)? == before);
    ensure!(entered.get("/drafts")?.ok()?.json()?[0]["id"] == draft);

    // The old number is anybody's again, and opens nothing of this account.
    let next_owner = person(operator, OLD)?;
    ensure!(account_id(&next_owner)? != before);
    ensure!(next_owner.get("/drafts")?.ok()?.json()? == json!([]));
    Ok(())
}
