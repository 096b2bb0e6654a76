//! 作废: a signed contract is made void by an agreement that all its parties sign. [C04]

use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::package_reader::{lines, of_kind};
use tests::venue::script;
use tests::within::Within;
use verify::policy::Policy;

fn routine(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
}

/// Waits until the contract is in a phase.
async fn until(host: &mut Host, phase: &str) {
    let reached = |screen: &tests::live_socket::Screen| screen.phase == phase;
    host.socket.until(phase, reached).await.unwrap();
}

async fn signed_by_all(host: &mut Host, script: &Script) {
    until(host, "signing").await;
    for (no, plan) in (1..).zip(&script.parties) {
        let mut party = Party::join(host, no, plan).await.unwrap();
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(script).await.unwrap();
        party.commit(&ink).await.unwrap();
    }
    until(host, "closed").await;
}

async fn get(browser: &Browser, path: &str) -> Value {
    let (browser, path) = (browser.clone(), path.to_owned());
    let read = blocking(move || browser.get(&path)?.ok()?.json());
    read.await.unwrap()
}

/// Asks for the agreement; its draft, or the code of the refusal.
async fn void(browser: &Browser, contract: &str, reason: &str) -> Result<String, String> {
    let body = json!({"reason": reason, "reserved": "已付货款不退还，保密条款继续有效"});
    let (browser, path) = (browser.clone(), format!("/contracts/{contract}/void"));
    let answer = blocking(move || browser.post(&path, &body)).await.unwrap();
    match answer.status {
        201 => Ok(answer.json().unwrap()["draft"].as_str().unwrap().to_owned()),
        _ => Err(answer.code()),
    }
}

async fn open(browser: &Browser, draft: &str) -> Result<String, String> {
    let (browser, path) = (browser.clone(), format!("/drafts/{draft}/open"));
    let answer = blocking(move || browser.post(&path, &json!({}))).await.unwrap();
    match answer.status {
        201 => Ok(answer.json().unwrap()["contract"].as_str().unwrap().to_owned()),
        _ => Err(answer.code()),
    }
}

/// The names in a ZIP of the signed files of these contracts, and what its list says.
async fn downloaded(browser: &Browser, contracts: [String; 2]) -> (Vec<String>, String) {
    let wanted = json!({"contracts": contracts, "evidence": true});
    let own = browser.clone();
    let begun = blocking(move || own.post("/downloads", &wanted)?.ok()?.json());
    let begun = begun.await.unwrap();
    let path = format!("/downloads/{}", begun["download"].as_str().unwrap());
    let mut progress = get(browser, &path).await;
    while progress["state"] == "writing" {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        progress = get(browser, &path).await;
    }
    assert_eq!(
        (&progress["state"], &progress["done"]),
        (&json!("ready"), &json!(2))
    );
    let (own, file) = (browser.clone(), format!("{path}/contracts.zip"));
    let zip = blocking(move || Ok(own.get(&file)?.ok()?.body)).await.unwrap();
    assert_eq!(progress["bytes"], zip.len());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contracts.zip");
    std::fs::write(&file, zip).unwrap();
    // Another program reads it and checks every sum.
    let script = "import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print('\\n'.join(z.namelist()))
print('====')
print(z.read('清单.csv').decode('utf-8-sig'))";
    let mut python = std::process::Command::new("python3");
    let read = python.args(["-c", script]).arg(&file).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let said = String::from_utf8(read.stdout).unwrap();
    let (names, list) = said.split_once("====\n").unwrap();
    (names.lines().map(str::to_owned).collect(), list.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_is_void_once_all_have_signed_the_agreement() {
    let venue = blocking(Within::open).await.unwrap();
    let browser = venue.host.clone();
    let mut script = script("年度采购合同", 2);
    script.shape = routine;
    let draft = Host::upload(&browser, &script).await.unwrap();
    let original = Host::open(&browser, &draft, &script).await.unwrap();
    let mut host = Host::enter(browser.clone(), original.clone()).await.unwrap();
    assert_eq!(
        void(&browser, &original, "双方协商一致").await,
        Err("void_not_signed".to_owned())
    );
    signed_by_all(&mut host, &script).await;
    assert_eq!(
        void(&browser, &original, " ").await,
        Err("void_reason".to_owned())
    );

    let agreement = void(&browser, &original, "双方协商一致").await.unwrap();
    let spare = void(&browser, &original, "改了主意").await.unwrap();
    let read = get(&browser, &format!("/drafts/{agreement}")).await;
    assert_eq!(read["body"]["title"], "解除协议：年度采购合同");
    assert_eq!(read["body"]["parties"][1]["name"], "李娜");
    // Nobody sends it as the agreement of another contract.
    let mut changed = read["body"].clone();
    changed["voids"]["contract"] = json!(agreement);
    let save = json!({"version": read["version"], "body": changed});
    let (b, path) = (browser.clone(), format!("/drafts/{agreement}"));
    blocking(move || b.put(&path, &save)?.ok().map(drop))
        .await
        .unwrap();
    let read = get(&browser, &format!("/drafts/{agreement}")).await;
    assert_eq!(read["body"]["voids"]["contract"], json!(original));

    // Nobody is left out of it: whoever has signed the contract signs what makes it void.
    let read = get(&browser, &format!("/drafts/{spare}")).await;
    let mut alone = read["body"].clone();
    alone["parties"][1]["phone"] = "13900000099".into();
    let save = json!({"version": read["version"], "body": alone});
    let (b, path) = (browser.clone(), format!("/drafts/{spare}"));
    blocking(move || b.put(&path, &save)?.ok().map(drop))
        .await
        .unwrap();
    assert_eq!(open(&browser, &spare).await, Err("void_parties".to_owned()));

    let contract = open(&browser, &agreement).await.unwrap();
    assert_eq!(open(&browser, &spare).await, Err("void_under_way".to_owned()));
    let standing = get(&browser, &format!("/contracts/{original}/void")).await;
    assert_eq!(
        (&standing["void"], &standing["agreements"][0]["id"]),
        (&json!(false), &json!(contract))
    );
    let mut host = Host::enter(browser.clone(), contract.clone()).await.unwrap();
    signed_by_all(&mut host, &script).await;

    // The effect follows the last line.
    let mut titles = Value::Null;
    for _ in 0..100 {
        titles = get(&browser, "/contracts?which=sent&states=voided").await;
        if titles.as_array().is_some_and(|rows| !rows.is_empty()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(
        (&titles[0]["id"], &titles[0]["state"]),
        (&json!(original), &json!("voided"))
    );
    let standing = get(&browser, &format!("/contracts/{original}/void")).await;
    assert_eq!(standing["void"], true);
    assert_eq!(
        void(&browser, &original, "再来一次").await,
        Err("void_already".to_owned())
    );
    assert_eq!(open(&browser, &spare).await, Err("void_already".to_owned()));

    let (names, list) = downloaded(&browser, [original.clone(), contract.clone()]).await;
    assert_eq!(
        names,
        [
            "001-年度采购合同.pdf",
            "001-年度采购合同-存证.zip",
            "002-解除协议：年度采购合同.pdf",
            "002-解除协议：年度采购合同-存证.zip",
            "清单.csv",
        ]
    );
    assert!(
        list.contains("\"已签署\"") && list.contains("\"002-解除协议：年度采购合同.pdf\""),
        "{list}"
    );
    let (stranger, moved) = (browser.clone(), original.clone());
    let refused = blocking(move || {
        let other = tests::sign_in::by_code(&stranger, "13700000078")?;
        Host::accept_agreements(&other)?;
        other.post("/downloads", &json!({"contracts": [moved]}))
    });
    assert_eq!(refused.await.unwrap().code(), "not_allowed");

    // The agreement quotes the original's last line, in its own package, and says what it is about on its page.
    let package = host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let lines = lines(&package).unwrap();
    let opened = of_kind(&lines, "hub.opened.v1").next().unwrap();
    assert_eq!(opened["body"]["voids"]["stream"], format!("contract/{original}"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agreement.pdf");
    std::fs::write(&path, host.download("contract.pdf").await.unwrap()).unwrap();
    let text = std::process::Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    for shown in [
        "年度采购合同",
        "双方协商一致",
        "已付货款不退还",
        "第1（测试）有限公司",
    ] {
        assert!(text.contains(shown), "{shown} is not in {text}");
    }
}
