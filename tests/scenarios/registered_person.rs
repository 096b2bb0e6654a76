//! A party is the registered person that the contract names, or nobody: who is registered under another name or with
//! another identity document neither sees nor signs, its sender is told, and puts it right. [E19, E20]

use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::sign_in;
use tests::venue::{Venue, script};

const NUMBER: &str = "11010519491231002X";

#[tokio::test(flavor = "multi_thread")]
async fn who_is_registered_under_another_name_is_not_let_in() {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let mut script = script("供货合同", 2);
    script.shape = |body| body["policy"]["course"] = "routine".into();
    let (operator, phone) = (venue.host.clone(), script.parties[0].phone.clone());
    blocking(move || {
        let person = sign_in::by_code(&operator, &phone)?;
        Host::accept_agreements(&person)?;
        sign_in::step_up(&operator, &person, &phone)?;
        let identity = json!({"document": "resident_id_card", "name": "李 娜", "number": NUMBER});
        person.post("/me/identity", &identity)?.ok().map(drop)
    })
    .await
    .unwrap();

    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract).await.unwrap();
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();
    for _ in 0..2 {
        let refused = Party::join(&host, 1, &script.parties[0])
            .await
            .map(drop)
            .unwrap_err();
        assert!(format!("{refused:#}").contains("party_not_you"), "{refused:#}");
    }
    host.socket
        .until("the sender hears of it", |screen| {
            screen
                .kinds
                .values()
                .any(|kind| kind == "hub.party_mismatched.v1")
        })
        .await
        .unwrap();
    assert_eq!(mismatched(&host).await, true);
    // Nothing is known of anybody else: they come as before.
    let _second = Party::join(&host, 2, &script.parties[1]).await.unwrap();

    let mut right = script.parties[0].clone();
    right.name = "李娜".into();
    let details = |kind: &str, number: &str| {
        json!({
            "party": 1, "label": right.label, "name": right.name, "phone": right.phone,
            "organisation": right.organisation, "paper": {"kind": kind, "number": number},
        })
    };
    let wrong = details("resident_id_card", "110105194912310021");
    let refused = host.command("correct_party", wrong).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("party_paper_wrong"),
        "{refused:#}"
    );
    // The right name with another document, or one of another kind, is another person still.
    for (kind, number) in [
        ("passport", "E12345678"),
        ("resident_id_card", "110105199003070076"),
    ] {
        correct(&mut host, details(kind, number)).await;
        let refused = Party::join(&host, 1, &right).await.map(drop).unwrap_err();
        assert!(
            format!("{refused:#}").contains("party_not_you"),
            "{kind}: {refused:#}"
        );
    }
    correct(&mut host, details("resident_id_card", NUMBER)).await;
    assert!(mismatched(&host).await.is_null());
    let first = Party::join(&host, 1, &right).await.unwrap();
    drop(first);

    let (sender, outbox) = (venue.host.clone(), format!("/contracts/{}/outbox", host.contract));
    let messages = blocking(move || sender.get(&outbox)?.ok()?.json()).await.unwrap();
    let told = messages.to_string().matches("与其实名信息不一致").count();
    assert_eq!(told, 3, "{messages}");
}

/// Puts a party right, and waits for the document that names it.
async fn correct(host: &mut Host, details: Value) {
    let seq = host.command("correct_party", details).await.unwrap();
    let prepared = |(_, kind): (&u64, &String)| kind == "hub.prepared.v1";
    host.socket
        .until("prepared anew", |screen| screen.kinds.range(seq..).any(prepared))
        .await
        .unwrap();
}

/// What somebody who opens the page now sees of the first party.
async fn mismatched(host: &Host) -> Value {
    let mut fresh = Host::enter(host.browser.clone(), host.contract.clone())
        .await
        .unwrap();
    let seen = fresh
        .socket
        .until("a view", |screen| screen.seq > 0)
        .await
        .unwrap();
    seen.view["parties"][0]["mismatched"].clone()
}
