//! 参展证与入口: a badge as a file, its code at the door, and who came with it.

use super::{Fair, company, visitor};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::pdf_text::pdf_text;
use tests::venue::Venue;

/// The badge of an exhibitor, and the code that stands on it.
fn badge(fair: &Fair, exhibitor: u32) -> anyhow::Result<(String, String)> {
    let path = format!("{}/exhibitors/{exhibitor}/badge", fair.path);
    let text = pdf_text(&fair.browser.get(&path)?.ok()?.body)?;
    let code = text
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with(&format!("{exhibitor}-")));
    let code = code.context("no code on the badge")?.to_owned();
    Ok((text, code))
}

fn show(fair: &Fair, browser: &Browser, code: &str) -> anyhow::Result<tests::browser::Answer> {
    browser.get(&format!("{}/door/{code}", fair.path))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_badge_opens_the_door_and_an_arrival_counts_once() {
    let Venue { hub, host, folder } = blocking(|| Venue::without_film(&[])).await.unwrap();
    let seen = blocking(move || {
        let host = host.patient(Duration::from_secs(60));
        let fair = Fair::found(&host)?;
        fair.furnish()?;
        fair.put("/staff", json!({"phone": "13700300222", "roles": ["door"]}))?;
        fair.post("/open", json!({}))?;
        let guest = fair.by(visitor(&host, "13700300221")?);
        let door = fair.by(visitor(&host, "13700300222")?);
        let other = fair.by(visitor(&host, "13700300223")?);
        guest.post("/exhibitors", company("深圳启明机电有限公司", "13700300221"))?;
        other.post("/exhibitors", company("广州海珠灯具有限公司", "13700300223"))?;
        let own = format!("{}/exhibitors/1/badge", fair.path);
        ensure!(guest.browser.get(&own)?.code() == "exhibitor_not_accepted");
        for no in 1..=2 {
            fair.post(&format!("/exhibitors/{no}/review"), json!({"accept": true}))?;
        }
        fair.hold(3, 1)?;

        ensure!(
            other.browser.get(&own)?.code() == "not_allowed",
            "badges are one's own"
        );
        let (text, code) = badge(&guest, 1)?;
        for word in ["深圳智造展", "深圳启明机电有限公司", "联系人", "A-003"] {
            ensure!(text.contains(word), "{word} is not on the badge: {text}");
        }
        ensure!(badge(&fair, 1)?.1 == code, "every copy has the same code");

        ensure!(show(&fair, &guest.browser, &code)?.code() == "not_allowed");
        let (_, mac) = code.split_once('-').context("no mac")?;
        for made_up in [format!("2-{mac}"), "1-00000000".into(), "hello".into()] {
            ensure!(
                show(&fair, &door.browser, &made_up)?.code() == "badge_unknown",
                "{made_up}"
            );
        }
        let known = show(&fair, &door.browser, &code.to_lowercase())?.ok()?.json()?;
        ensure!(known["company"] == "深圳启明机电有限公司" && known["booths"] == json!(["A-003"]));
        ensure!(known["persons"] == 0 && known["last"].is_null(), "{known}");

        let path = format!("{}/door/{code}", fair.path);
        let enter = |nonce: &str, persons: u16| -> anyhow::Result<Value> {
            let arrival = json!({"nonce": nonce, "persons": persons});
            door.browser.post(&path, &arrival)?.ok()?.json()
        };
        ensure!(enter("first", 3)?["persons"] == 3);
        let again = enter("first", 3)?;
        ensure!(
            again["persons"] == 3 && again["last"].is_i64(),
            "sent twice, it counts once: {again}"
        );
        ensure!(enter("second", 1)?["persons"] == 4, "somebody follows later");
        let crowd = door
            .browser
            .post(&path, &json!({"nonce": "third", "persons": 51}))?;
        ensure!(crowd.code() == "exhibition_too_many");
        fair.read()
    });
    let seen = seen.await.unwrap();
    assert_eq!(seen["exhibitors"][0]["persons"], 4);
    drop((hub, folder));
}
