//! 平面图: a picture of the hall behind its booths, drawn anew before anybody sees it, and booths drawn on it.

use super::{Fair, booth, company, visitor};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use tests::ceremony::blocking;
use tests::venue::{Venue, contract_pdf};

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_has_its_plan_and_booths_are_drawn_on_it() {
    let Venue { hub, host, folder } = blocking(|| Venue::without_film(&[])).await.unwrap();
    let drawn = blocking(move || {
        let host = host.patient(Duration::from_secs(60));
        let fair = Fair::found(&host)?;
        fair.furnish()?;
        fair.post("/open", json!({}))?;
        let guest = fair.by(visitor(&host, "13700300231")?);
        guest.post("/exhibitors", company("深圳启明机电有限公司", "13700300231"))?;
        let upload = format!("{}/pictures", fair.path);
        let send = |fair: &Fair, bytes: &[u8]| {
            fair.browser
                .upload(&upload, "application/octet-stream", bytes.to_vec())
        };
        ensure!(send(&guest, &contract_pdf())?.code() == "not_allowed");
        let active = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
        ensure!(send(&fair, active)?.code() == "picture_unusable");
        let picture = send(&fair, &contract_pdf())?.ok()?.json()?["picture"].clone();
        let hall = |plan: &Value| json!({"name": "1 号馆", "plan": plan});
        let elsewhere = json!("00".repeat(32));
        let refused = host.put(&format!("{}/halls/1", fair.path), &hall(&elsewhere))?;
        ensure!(
            refused.code() == "exhibition_part_unknown",
            "no file of this exhibition"
        );
        let plan = format!("{}/halls/1/plan", fair.path);
        ensure!(
            guest.browser.get(&plan)?.code() == "exhibition_part_unknown",
            "none yet"
        );
        fair.put("/halls/1", hall(&picture))?;
        let shown = guest.browser.get(&plan)?.ok()?;
        ensure!(shown.body.starts_with(b"\x89PNG"), "drawn anew");
        ensure!(guest.read()?["halls"][0]["plan"] == picture);

        // A booth that is held can be drawn elsewhere, and nothing else of it changes.
        fair.post("/exhibitors/1/review", json!({"accept": true}))?;
        ensure!(fair.hold(1, 1)?.is_empty());
        let mut moved = booth("A-001");
        moved["no"] = 1.into();
        moved["outline"] = json!([[100, 100], [900, 100], [900, 700], [100, 700]]);
        fair.put("/booths", json!([moved]))?;
        moved["price"] = 1.into();
        let cheaper = host.put(&format!("{}/booths", fair.path), &json!([moved]))?;
        ensure!(cheaper.code() == "booth_taken");
        fair.read()?["booths"][0].as_object().cloned().context("no booth")
    });
    let drawn = drawn.await.unwrap();
    assert_eq!(drawn["plan"]["outline"][2], json!([900, 700]));
    assert_eq!(drawn["occupancy"]["is"], "held");
    drop((hub, folder));
}
