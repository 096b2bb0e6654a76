//! Ordinary contracts through the real hub: filled in, signed in turn without a host, and their other endings.

use domain::day::Day;
use domain::timestamp::Timestamp;
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::ceremony::now_ms;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::independent_validators;
use tests::package_reader::{lines, of_kind};
use tests::pdf_text::pdf_text;
use tests::sign_in;
use tests::venue::{Venue, script};
use verify::policy::Policy;

/// A place on the first page, `row` lines from the top: 20 pt each.
fn rect(row: i64) -> Value {
    json!({"x": 60_000, "y": 760_000 - 20_000 * row, "w": 200_000, "h": 18_000})
}

/// Two parties one after the other; the sender has filled in the day, party 1 fills in sum, kind and items.
fn ordinary(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    body["policy"]["order"] = "in_turn".into();
    let today = Day::of(Timestamp(now_ms()), 480).unwrap();
    body["deadline"] = today.plus(300).unwrap().to_string().into();
    let control = |no: i64, party: Option<u8>, name: &str, kind: Value| {
        let mut control = json!({
            "no": no, "page": 1, "rect": rect(no), "name": name, "required": true, "kind": kind,
        });
        if let Some(party) = party {
            control["party"] = party.into();
        }
        control
    };
    let mut table = control(
        8,
        Some(1),
        "明细",
        json!({"kind": "table", "columns": ["品名", "数量"], "max_rows": 3}),
    );
    table["rect"] = json!({"x": 60_000, "y": 500_000, "w": 300_000, "h": 70_000});
    body["controls"] = json!([
        control(3, None, "签订日期", json!({"kind": "date"})),
        control(4, Some(1), "合同金额", json!({"kind": "amount"})),
        control(5, None, "大写金额", json!({"kind": "amount_in_words", "of": 4})),
        control(
            6,
            Some(1),
            "付款方式",
            json!({"kind": "choice", "options": ["一次付清", "分期"]})
        ),
        control(
            7,
            Some(2),
            "乙方名称",
            json!({"kind": "known", "fact": "organisation"})
        ),
        table,
    ]);
    body["values"] = json!([{"no": 3, "text": "2026/11/22"}]);
}

fn values() -> Value {
    json!({"values": [
        {"no": 4, "text": "￥12,000"},
        {"no": 6, "text": "分期"},
        {"no": 8, "text": "[[\"展位 A12\",\"2\"]]"},
    ]})
}

struct Sent {
    venue: Venue,
    host: Host,
    script: Script,
}

/// Uploads, places the controls and sends.
async fn sent(title: &str) -> Sent {
    let venue = tokio::task::spawn_blocking(|| Venue::without_film(&[]))
        .await
        .unwrap()
        .unwrap();
    let mut script = script(title, 2);
    script.shape = ordinary;
    let draft = Host::upload(&venue.host, &script).await.unwrap();
    let contract = Host::open(&venue.host, &draft, &script).await.unwrap();
    let host = Host::enter(venue.host.clone(), contract).await.unwrap();
    Sent { venue, host, script }
}

impl Sent {
    async fn join(&self, no: u8) -> Party {
        let plan = &self.script.parties[usize::from(no) - 1];
        Party::join(&self.host, no, plan).await.unwrap()
    }

    async fn until(&mut self, phase: &str) {
        let reached = |screen: &tests::live_socket::Screen| screen.phase == phase;
        self.host.socket.until(phase, reached).await.unwrap();
    }

    async fn messages(&self) -> Vec<String> {
        let (browser, path) = (
            self.host.browser.clone(),
            format!("/contracts/{}/outbox", self.host.contract),
        );
        let messages = tests::ceremony::blocking(move || browser.get(&path)?.ok()?.json());
        let messages = messages.await.unwrap();
        let texts = messages.as_array().unwrap().iter();
        texts
            .map(|message| format!("{} {}", message["to_phone"], message["text"]))
            .collect()
    }

    /// Waits until exactly so many messages with this phrase are in the outbox: they follow the events.
    async fn wrote(&self, phrase: &str, expected: usize) {
        let mut messages = Vec::new();
        for _ in 0..100 {
            messages = self.messages().await;
            let found = messages.iter().filter(|message| message.contains(phrase)).count();
            if found == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {expected} messages with {phrase}: {messages:#?}");
    }
}

/// The lists of the sender and of party 1, who signs in with the phone number that the contract names.
struct Lists {
    sender: Browser,
    first: Browser,
}

impl Lists {
    async fn of(sent: &Sent) -> Self {
        let (sender, phone) = (sent.host.browser.clone(), sent.script.parties[0].phone.clone());
        tests::ceremony::blocking(move || {
            let first = sign_in::by_code(&sender, &phone)?;
            Host::accept_agreements(&first)?;
            Ok(Self { sender, first })
        })
        .await
        .unwrap()
    }

    async fn shown(&self, whose: &str, query: &str) -> Vec<String> {
        let browser = if whose == "sender" {
            self.sender.clone()
        } else {
            self.first.clone()
        };
        let path = format!("/contracts?{query}");
        let rows = tests::ceremony::blocking(move || browser.get(&path)?.ok()?.json());
        let rows = rows.await.unwrap();
        let titles = rows.as_array().unwrap().iter();
        titles
            .map(|row| row["title"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filled_in_and_signed_in_turn() {
    let mut sent = sent("展位合同").await;
    assert_eq!(sent.host.socket.screen.borrow().phase, "filling");
    sent.wrote("填写", 1).await;
    let mut first = sent.join(1).await;
    let refused = first
        .socket
        .command("fill", json!({"values": []}))
        .await
        .unwrap_err();
    assert!(refused.to_string().starts_with("control_value"), "{refused}");
    let emoji = json!({"values": [{"no": 4, "text": "1"}, {"no": 8, "text": "[[\"\u{1F600}\",\"1\"]]"}]});
    let refused = first.socket.command("fill", emoji).await.unwrap_err();
    assert!(
        refused.to_string().contains("表情") || refused.to_string().contains('\u{1F600}'),
        "{refused}"
    );
    first.socket.command("fill", values()).await.unwrap();
    sent.until("signing").await;
    sent.wrote("签署《", 1).await;

    let lists = Lists::of(&sent).await;
    assert_eq!(lists.shown("sender", "states=to_sign").await, ["展位合同"]);
    assert_eq!(lists.shown("sender", "states=signed,revoked").await, [""; 0]);
    assert_eq!(
        lists
            .shown("first party", "which=received&states=mine_to_sign")
            .await,
        ["展位合同"]
    );
    assert_eq!(lists.shown("first party", "which=sent").await, [""; 0]);
    // 张伟, by the pair of characters, and not the other way round.
    assert_eq!(
        lists.shown("sender", "search=%E5%BC%A0%E4%BC%9F").await,
        ["展位合同"]
    );
    assert_eq!(lists.shown("sender", "search=%E4%BC%9F%E5%BC%A0").await, [""; 0]);

    let mut second = sent.join(2).await;
    second.consent_to_sign().await.unwrap();
    let early = second.draw_name(&sent.script).await.unwrap_err();
    assert!(format!("{early:#}").contains("not_your_turn"), "{early:#}");
    for party in [&mut first, &mut second] {
        party.consent_to_sign().await.unwrap();
        let ink = party.draw_name(&sent.script).await.unwrap();
        party.commit(&ink).await.unwrap();
    }
    sent.until("closed").await;
    sent.wrote("签署完成", 2).await;
    sent.wrote("您发起的《展位合同》各方均已签完", 1).await;

    let document = sent.host.download("contract.pdf").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (path, root) = (folder.path().join("contract.pdf"), folder.path().join("root.pem"));
    std::fs::write(&path, &document).unwrap();
    let trusted = sent.venue.host.get("/trust/root.pem").unwrap().ok().unwrap().body;
    std::fs::write(&root, trusted).unwrap();
    independent_validators::qpdf(&path).unwrap();
    assert_eq!(independent_validators::pdfsig(&path).unwrap(), 3);
    assert_eq!(independent_validators::pyhanko(&path, &root).unwrap(), 3);
    let text = pdf_text(&document).unwrap();
    for shown in [
        "2026年11月22日",
        "12,000.00",
        "壹万贰仟元整",
        "分期",
        "第2（测试）有限公司",
        "展位 A12",
    ] {
        assert!(text.contains(shown), "{shown} is not in the document");
    }

    let package = sent.host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&sent.host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    assert!(
        !report.degraded.iter().any(|code| code == "film_missing"),
        "{:?}",
        report.degraded
    );
    let lines = lines(&package).unwrap();
    assert_eq!(of_kind(&lines, "hub.filled.v1").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_after_the_first_act() {
    let mut sent = sent("展位合同").await;
    let mut first = sent.join(1).await;
    first.socket.command("fill", values()).await.unwrap();
    sent.until("signing").await;
    first.consent_to_sign().await.unwrap();
    let ink = first.draw_name(&sent.script).await.unwrap();
    first.commit(&ink).await.unwrap();
    let unproven = sent
        .host
        .command("revoke", json!({"reason": "条款需要修改"}))
        .await
        .unwrap_err();
    assert!(
        format!("{unproven:#}").contains("step_up_required"),
        "{unproven:#}"
    );
    let browser = sent.host.browser.clone();
    let proven = move || sign_in::step_up(&browser, &browser, "13900000000");
    tests::ceremony::blocking(proven).await.unwrap();
    let short = sent
        .host
        .command("revoke", json!({"reason": "不要了"}))
        .await
        .unwrap_err();
    assert!(format!("{short:#}").contains("revoke_reason"), "{short:#}");
    sent.host
        .command("revoke", json!({"reason": "条款需要修改"}))
        .await
        .unwrap();
    sent.until("revoked").await;
    sent.wrote("已撤销", 2).await;
    let path = format!("/contracts/{}/contract.pdf", sent.host.contract);
    let browser = sent.host.browser.clone();
    let answer = tests::ceremony::blocking(move || browser.get(&path))
        .await
        .unwrap();
    assert_eq!(answer.code(), "not_ready", "no signed file is left behind");
    let package = sent.host.download("evidence.zip").await.unwrap();
    let policy = Policy::parse(&sent.host.policy().await.unwrap()).unwrap();
    let report = verify::verify_package(&package, &policy);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
}

#[tokio::test(flavor = "multi_thread")]
async fn handed_over_reminded_and_expired() {
    let mut sent = sent("展位合同").await;
    let first = sent.join(1).await;
    first.socket.command("fill", values()).await.unwrap();
    sent.until("signing").await;
    let colleague = json!({"name": "李四", "phone": "139 9999 0001"});
    first.socket.command("transfer", colleague).await.unwrap();
    // A new R0 names the colleague, who is asked in turn.
    let asked = |screen: &tests::live_socket::Screen| {
        screen
            .kinds
            .values()
            .filter(|kind| *kind == "hub.prepared.v1")
            .count()
            == 2
    };
    sent.host.socket.until("a new R0", asked).await.unwrap();
    sent.wrote("13999990001", 1).await;
    let refused = first
        .socket
        .command("draw_stroke", json!({"field": 1, "stroke": 1, "ink": "AA"}))
        .await;
    assert!(refused.is_err(), "the one who handed it over signs nothing");
    sent.host.command("remind", json!({})).await.unwrap();
    let again = sent.host.command("remind", json!({})).await.unwrap_err();
    assert!(format!("{again:#}").contains("reminded_just_now"), "{again:#}");
    sent.wrote("提醒", 1).await;
    let soon = now_ms() + 1_500;
    sent.host
        .command("extend_deadline", json!({"deadline": soon}))
        .await
        .unwrap();
    sent.until("expired").await;
    sent.wrote("已过截止时间", 2).await;
    sent.wrote("您发起的《展位合同》到期未签完", 1).await;
}
