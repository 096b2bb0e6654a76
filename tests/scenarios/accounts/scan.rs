//! A desk signs in by a code that its person's phone scans: with the number on its screen, once, and only there.

use super::{account_id, person, play};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::browser::Browser;

const DESK: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/128.0.0.0 Safari/537.36";

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_signs_a_desk_in() {
    play(|venue| story(&venue.host)).await;
}

fn story(operator: &Browser) -> anyhow::Result<()> {
    let phone = person(operator, "13600000041")?;
    let desk = operator.fresh().named(DESK);
    let (scan, number) = shown(&desk)?;
    ensure!(standing(&desk, &scan)? == "waiting");
    let seen = phone.post("/me/scan", &json!({"scan": scan}))?.ok()?.json()?;
    ensure!(
        seen["device"] == json!({"browser": "Chrome 128", "system": "Windows"}),
        "{seen}"
    );
    let told = seen.as_object().context("no answer")?;
    ensure!(
        told.keys().all(|key| key == "asked" || key == "device"),
        "the phone is told more, perhaps the number: {seen}"
    );
    ensure!(standing(&desk, &scan)? == "scanned");

    // A browser that only knows the code learns nothing, also after the confirmation.
    let thief = operator.fresh();
    ensure!(standing(&thief, &scan)? == "gone");
    answer(&phone, &scan, Some(&number))?.ok()?;
    ensure!(standing(&thief, &scan)? == "gone");
    let entered = desk
        .post("/sign-in/scan/standing", &json!({"scan": scan}))?
        .ok()?
        .json()?;
    ensure!(entered["account"]["id"] == account_id(&phone)?, "{entered}");
    ensure!(account_id(&desk)? == account_id(&phone)?);
    ensure!(standing(&desk, &scan)? == "gone", "a confirmation counts twice");
    ensure!(answer(&phone, &scan, Some(&number))?.code() == "scan_gone");

    // A wrong number ends it, and so does a denial; neither can be made good.
    for is_wrong in [true, false] {
        let desk = operator.fresh();
        let (scan, number) = shown(&desk)?;
        let other = if number == "00" { "01" } else { "00" };
        let given = is_wrong.then_some(other);
        let answered = answer(&phone, &scan, given)?;
        let expected = if given.is_some() { "scan_number_wrong" } else { "" };
        ensure!(answered.code() == expected, "{answered:?}");
        ensure!(answer(&phone, &scan, Some(&number))?.code() == "scan_gone");
        ensure!(standing(&desk, &scan)? == "denied");
        ensure!(account_id(&desk)? == Value::Null);
    }
    ensure!(answer(&phone, "unknown", Some("12"))?.code() == "scan_gone");
    Ok(())
}

fn shown(desk: &Browser) -> anyhow::Result<(String, String)> {
    let shown = desk.post("/sign-in/scan", &json!({}))?.ok()?.json()?;
    let text = |name: &str| shown[name].as_str().map(str::to_owned).context("no text");
    let (scan, number) = (text("scan")?, text("number")?);
    ensure!(text("url")?.ends_with(&format!("/scan#{scan}")) && text("qr_svg")?.starts_with("<svg"));
    ensure!(
        number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()),
        "{number}"
    );
    Ok((scan, number))
}

fn standing(desk: &Browser, scan: &str) -> anyhow::Result<String> {
    let standing = desk
        .post("/sign-in/scan/standing", &json!({"scan": scan}))?
        .ok()?
        .json()?;
    standing["standing"]
        .as_str()
        .map(str::to_owned)
        .context("it is signed in")
}

fn answer(phone: &Browser, scan: &str, number: Option<&str>) -> anyhow::Result<tests::browser::Answer> {
    phone.post("/me/scan/answer", &json!({"scan": scan, "number": number}))
}
