//! Who somebody is, by name, number and code: said as what it is, never more, and never somebody else's afterwards.

use super::{person, play};
use anyhow::ensure;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::sign_in;

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_is_kept_as_what_it_is() {
    play(|venue| story(&venue.host)).await;
}

fn story(operator: &Browser) -> anyhow::Result<()> {
    const PHONE: &str = "13600000061";
    let desk = person(operator, PHONE)?;
    let say = |document: &str, name: &str, number: &str| {
        desk.post(
            "/me/identity",
            &json!({"document": document, "name": name, "number": number}),
        )
    };
    let shown = || anyhow::Ok(desk.get("/me/means")?.ok()?.json()?["identity"].clone());
    ensure!(say("resident_id_card", "张伟", "11010519491231002X")?.code() == "step_up_required");
    sign_in::step_up(operator, &desk, PHONE)?;
    ensure!(say("resident_id_card", "张伟", "110105194912310021")?.code() == "document_number_wrong");
    ensure!(say("resident_id_card", "", "11010519491231002X")?.code() == "name_malformed");
    ensure!(say("library_card", "张伟", "1")?.code() == "malformed_request");
    ensure!(shown()? == Value::Null);
    say("resident_id_card", "张伟", "11010519491231002x")?.ok()?;
    let known = shown()?;
    ensure!(
        known["face"] == false && known["check"] == "number_and_code",
        "{known}"
    );
    ensure!(
        known["name_masked"] == "张*" && known["number_masked"] == "110*************2X",
        "{known}"
    );
    ensure!(!known.to_string().contains("张伟"));
    ensure!(say("resident_id_card", "李娜", "11010519491231002x")?.code() == "other_person");
    // Another document of the same person may be added.
    say("passport", "张伟", "E12345678")?.ok()?;
    ensure!(shown()?["document"] == "passport");
    for (phone, document, number) in [
        ("13600000062", "hong_kong_macao_permit", "H12345678"),
        ("13600000063", "taiwan_permit", "12345678"),
        ("13600000064", "permanent_resident_card", "USA110190010123"),
    ] {
        let other = person(operator, phone)?;
        sign_in::step_up(operator, &other, phone)?;
        let body = json!({"document": document, "name": "CHAN TAI MAN", "number": number});
        other.post("/me/identity", &body)?.ok()?;
    }
    Ok(())
}
