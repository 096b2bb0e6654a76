//! Controls that fill themselves from the verified identity of whoever fills in [E18], beside what must be typed because
//! nobody knows it.

use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::company::{self, Company};
use tests::package_reader::{lines, of_kind};
use tests::pdf_text::pdf_text;
use tests::sign_in;
use tests::venue::{Venue, script};

const NUMBER: &str = "11010519491231002X";
const SIGNER: &str = "13700300001";
const TYPED: &str = "H1234567801";

/// Four facts of party 1, who is registered here and acts for a company; the document's number of party 2, who is not.
fn facts(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    let asked = [
        (1, "证件号码", "id_number"),
        (1, "信用代码", "credit_code"),
        (1, "法定代表人", "legal_representative"),
        (1, "联系电话", "phone"),
        (2, "证件号码", "id_number"),
    ];
    let controls = (3..).zip(asked).map(|(no, (party, name, fact))| {
        let rect = json!({"x": 60_000, "y": 760_000 - 20_000 * no, "w": 200_000, "h": 18_000});
        let kind = json!({"kind": "known", "fact": fact});
        json!({"no": no, "party": party, "page": 1, "rect": rect, "name": name, "required": true, "kind": kind})
    });
    body["controls"] = controls.collect();
}

async fn known(party: &Party, contract: &str) -> Value {
    let (browser, path) = (
        party.browser().clone(),
        format!("/contracts/{contract}/known-facts"),
    );
    let read = blocking(move || browser.get(&path)?.ok()?.json()).await;
    read.unwrap()["known"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signers_facts_come_from_the_registration() {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let operator = venue.host.clone();
    blocking(move || {
        let company = Company::found(&operator)?;
        let signer = company.employ("张伟", SIGNER, &[], &[3])?;
        sign_in::step_up(&operator, &signer.browser, SIGNER)?;
        let identity = json!({"document": "resident_id_card", "name": "张伟", "number": NUMBER});
        signer.browser.post("/me/identity", &identity)?.ok().map(drop)
    })
    .await
    .unwrap();

    let mut script = script("供货合同", 2);
    script.shape = facts;
    script.parties[0].name = "张伟".into();
    script.parties[0].phone = SIGNER.to_owned();
    script.parties[0].organisation = company::NAME.to_owned();
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract.clone()).await.unwrap();

    let mut first = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    assert_eq!(
        known(&first, &contract).await,
        json!([
            {"fact": "id_number", "text": "110*************2X", "verified": true},
            {"fact": "credit_code", "text": "91350100M000100Y43", "verified": true},
            {"fact": "legal_representative", "text": "林望舒", "verified": true},
        ])
    );
    // Nothing is typed, and what is typed all the same does not count.
    let values = json!({"values": [{"no": 3, "text": TYPED}]});
    first.socket.command("fill", values).await.unwrap();

    let mut second = Party::join(&host, 2, &script.parties[1]).await.unwrap();
    assert_eq!(known(&second, &contract).await, json!([]));
    let missing = second.socket.command("fill", json!({"values": []})).await;
    let missing = missing.unwrap_err().to_string();
    assert!(missing.starts_with("control_value"), "{missing}");
    let values = json!({"values": [{"no": 7, "text": TYPED}]});
    second.socket.command("fill", values).await.unwrap();

    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();
    for party in [&mut first, &mut second] {
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(&script).await.unwrap();
        party.commit(&ink).await.unwrap();
    }
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();
    let text = pdf_text(&host.download("contract.pdf").await.unwrap()).unwrap();
    // The contract's text names a 林望舒, too.
    for (shown, times) in [
        (NUMBER, 1),
        ("91350100M000100Y43", 1),
        ("林望舒", 2),
        (SIGNER, 1),
        (TYPED, 1),
    ] {
        assert_eq!(text.matches(shown).count(), times, "{shown}: {text}");
    }

    let package = host.download("evidence.zip").await.unwrap();
    let lines = lines(&package).unwrap();
    let marked: Vec<usize> = of_kind(&lines, "hub.filled.v1")
        .map(|line| line.to_string().matches(r#""verified":true"#).count())
        .collect();
    assert_eq!(marked, [3, 0], "the log tells what was not typed");
}
