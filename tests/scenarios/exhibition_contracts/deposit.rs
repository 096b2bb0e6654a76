//! 定金: a payment with its slip, what becomes of the booth, and the letter that confirms it.

use super::{Booths, Try, booth_contract, booths, fascia, text};
use crate::exhibitions::visitor;
use anyhow::ensure;
use serde_json::json;
use tests::ceremony::blocking;
use tests::independent_validators::pdfsig;
use tests::pdf_text::pdf_text;
use tests::venue::contract_pdf;

const CASHIER: &str = "13700300309";

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_recorded_once_and_confirmed_by_a_letter() {
    let Booths {
        office,
        fair,
        exhibitor,
        other,
    } = booths(booth_contract).await.unwrap();
    let seen = blocking(move || {
        fair.put("/staff", json!({"phone": CASHIER, "roles": ["cashier"]}))?;
        let cashier = fair.by(visitor(&fair.browser, CASHIER)?);
        let contract = text(&Try::of(&exhibitor, 31, 1, 2, fascia()).ready()?, "contract")?;
        let path = format!("{}/contracts/{contract}", fair.path);
        let letter = |fair: &crate::exhibitions::Fair| fair.browser.get(&format!("{path}/confirmation"));
        ensure!(letter(&other)?.code() == "not_allowed");
        let before = pdf_text(&letter(&exhibitor)?.ok()?.body)?;
        ensure!(
            before.contains("未收") && before.contains("12,800.00"),
            "{before}"
        );

        let upload = format!("{}/pictures", fair.path);
        let bytes = contract_pdf();
        let sent = cashier.browser.upload(&upload, "application/pdf", bytes)?;
        let picture = sent.ok()?.json()?["picture"].clone();
        let payment = |slip: &str| {
            json!({
                "kind": "earnest", "amount": 256_000, "slip": slip, "picture": picture,
                "invoice_to": "深圳启明机电有限公司", "tax_number": "91350100m000100y43",
            })
        };
        let pay = |fair: &crate::exhibitions::Fair, slip: &str| {
            fair.browser.post(&format!("{path}/deposit"), &payment(slip))
        };
        ensure!(pay(&exhibitor, "S-1")?.code() == "not_allowed");
        let mut wrong = payment("S-1");
        wrong["tax_number"] = "12 34".into();
        let refused = cashier.browser.post(&format!("{path}/deposit"), &wrong)?;
        ensure!(refused.code() == "tax_number");
        let mut foreign = payment("S-1");
        foreign["picture"] = "00".repeat(32).into();
        let refused = cashier.browser.post(&format!("{path}/deposit"), &foreign)?;
        ensure!(refused.code() == "exhibition_part_unknown");
        pay(&cashier, "S-1")?.ok()?;
        pay(&cashier, "S-1")?.ok()?;
        ensure!(pay(&cashier, "S-2")?.code() == "deposit_recorded");
        ensure!(fair.occupancy(2)?["is"] == "paid");

        let slip = |fair: &crate::exhibitions::Fair| fair.browser.get(&format!("{path}/slip"));
        ensure!(slip(&exhibitor)?.ok()?.body.starts_with(b"\x89PNG"));
        ensure!(slip(&other)?.code() == "not_allowed");
        let letter = letter(&exhibitor)?.ok()?.body;
        let after = pdf_text(&letter)?;
        for word in [
            "深圳启明机电有限公司",
            "深圳智造展",
            "A-002",
            "定金",
            "2,560.00",
            "S-1",
            "91350100M000100Y43",
            "10,240.00",
            "0001",
        ] {
            ensure!(after.contains(word), "{word} is not in the letter: {after}");
        }
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("confirmation.pdf");
        std::fs::write(&file, &letter)?;
        ensure!(pdfsig(&file)? == 1, "the hub certifies it");
        let list = |format: &str| {
            let path = format!("{}/export/contracts?format={format}", fair.path);
            Ok::<_, anyhow::Error>(cashier.browser.get(&path)?.ok()?.body)
        };
        let text = String::from_utf8(list("csv")?)?;
        ensure!(
            text.contains("\"深圳启明机电有限公司\",\"A-002\",12800,\"待签署\""),
            "{text}"
        );
        let book = cashier.browser.upload(
            &format!("{}/exhibitors/sheet", exhibitor.path),
            "application/octet-stream",
            list("xlsx")?,
        )?;
        ensure!(
            book.code() == "not_allowed",
            "reading sheets is for those who import"
        );
        let own = |format: &str| fair.browser.get(&format!("{}/export/{format}", fair.path));
        let book = own("contracts?format=xlsx")?.ok()?.body;
        let sheet = format!("{}/exhibitors/sheet", fair.path);
        let read = fair
            .browser
            .upload(&sheet, "application/octet-stream", book)?
            .ok()?
            .json()?;
        ensure!(
            read["rows"][1]["cells"][1] == "深圳启明机电有限公司" && read["rows"][1]["cells"][3] == "12800",
            "our own reader takes the workbook: {read}"
        );
        let denied = exhibitor
            .browser
            .get(&format!("{}/export/contracts?format=csv", fair.path))?;
        ensure!(denied.code() == "not_allowed");
        let days = String::from_utf8(own("statistics?format=csv")?.ok()?.body)?;
        ensure!(
            days.contains("\"展馆\",\"1 号馆\",6,0,0,0,0"),
            "nothing is signed by all yet: {days}"
        );
        cashier.read()
    })
    .await
    .unwrap();
    let deposit = &seen["contracts"][0]["deposit"]["deposit"];
    assert_eq!(deposit["amount"], 256_000, "{seen}");
    drop(office);
}
