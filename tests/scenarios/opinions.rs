//! 签署意见 and 签批: a party writes its opinion, or copies words out, with its act; both stand in the sealed file and in
//! the evidence package. [E15, E16]

use serde_json::{Value, json};
use std::process::Command;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::independent_validators;
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use verify::policy::Policy;

const WORDS: &str = "本人已阅读并理解上述风险，自愿签署。";

/// Party 1 has a group of opinion, signature, name and day; party 2 copies words out.
fn endorsed(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["fields"][0]["group"] = 1.into();
    let page = body["fields"][0]["page"].clone();
    let mut place = |party: u8, row: i64, group: Option<u8>, content: Value| {
        let mut field = json!({
            "party": party, "page": page, "content": content,
            "rect": {"x": 60_000, "y": 760_000 - 40_000 * row, "w": 360_000, "h": 36_000},
        });
        if let Some(group) = group {
            field["group"] = group.into();
        }
        body["fields"].as_array_mut().unwrap().push(field);
    };
    place(1, 0, Some(1), json!({"kind": "opinion"}));
    place(1, 1, Some(1), json!({"kind": "name"}));
    place(1, 2, Some(1), json!({"kind": "date"}));
    place(2, 3, None, json!({"kind": "opinion", "copy": WORDS}));
}

async fn refused(party: &mut Party, ink: &domain::hash::Sha256Hash, sentence: &str) {
    let refused = party.commit(ink).await.unwrap_err();
    assert!(format!("{refused:#}").contains(sentence), "{refused:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn opinions_are_written_with_the_act_and_stand_in_the_sealed_file() {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let mut script = script("付款审批单", 2);
    script.shape = endorsed;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let mut host = Host::enter(venue.host.clone(), contract).await.unwrap();
    host.socket
        .until("signing", |screen| screen.phase == "signing")
        .await
        .unwrap();

    let mut first = Party::join(&host, 1, &script.parties[0]).await.unwrap();
    first.consent_to_sign().await.unwrap();
    let ink = first.draw_name(&script).await.unwrap();
    refused(&mut first, &ink, "请填写此项").await;
    first.write_opinion(3, &"字".repeat(51)).unwrap();
    refused(&mut first, &ink, "内容太长").await;
    first.write_opinion(3, "同意\u{F8FF}").unwrap();
    refused(&mut first, &ink, "control_value").await;
    first.write_opinion(3, "同意按合同约定付款").unwrap();
    first.commit(&ink).await.unwrap();

    let mut second = Party::join(&host, 2, &script.parties[1]).await.unwrap();
    second.consent_to_sign().await.unwrap();
    let shown = second.socket.screen.borrow().view["parties"][0]["opinions"][0]["record"].clone();
    assert!(shown.as_str().unwrap().contains("同意按合同约定付款"), "{shown}");
    let ink = second.draw_name(&script).await.unwrap();
    second.write_opinion(6, "本人已阅读并理解上述风险").unwrap();
    refused(&mut second, &ink, "请逐字抄写").await;
    second.write_opinion(6, WORDS).unwrap();
    second.commit(&ink).await.unwrap();
    host.socket
        .until("closed", |screen| screen.phase == "closed")
        .await
        .unwrap();

    let document = host.download("contract.pdf").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (path, root) = (folder.path().join("contract.pdf"), folder.path().join("root.pem"));
    std::fs::write(&path, &document).unwrap();
    std::fs::write(
        &root,
        venue.host.get("/trust/root.pem").unwrap().ok().unwrap().body,
    )
    .unwrap();
    independent_validators::qpdf(&path).unwrap();
    assert_eq!(independent_validators::pdfsig(&path).unwrap(), 3);
    assert_eq!(independent_validators::pyhanko(&path, &root).unwrap(), 3);
    let text = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap().replace('\n', "");
    for shown in ["同意按合同约定付款", WORDS] {
        assert!(text.contains(shown), "{shown} is not in the document: {text}");
    }

    let package = host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let lines = lines(&package).unwrap();
    let said: Vec<String> = of_kind(&lines, "hub.committed.v1")
        .map(|line| line.to_string())
        .collect();
    assert_eq!(said.len(), 2);
    assert!(
        said.iter()
            .all(|line| line.contains("\"opinions\"") && !line.contains("同意")),
        "{said:?}"
    );
}
