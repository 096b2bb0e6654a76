//! Templates: made of a draft, filed, copied, revised, switched off, and contracts started from them.
//! [C05, C06, C07, F01, F02, E35, H14, H15]

use anyhow::Context;
use domain::ids::ContractId;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::{Host, UploadedDraft};
use tests::sign_in;
use tests::venue::script;
use tests::within::Within;

/// A lease with a sender's control and one that the tenant fills in, as it is saved in the editor.
pub(super) fn lease(draft: &Value) -> Value {
    let mut body = draft["body"].clone();
    body["title"] = "房屋租赁合同（张三）".into();
    body["host_name"] = "房东".into();
    body["parties"] = json!([
        {"label": "出租人", "name": "张三", "phone": "13900000001", "organisation": "青屿置业有限公司", "turn": 1},
        {"label": "承租人", "name": "李四", "phone": "13900000002", "turn": 2},
    ]);
    body["policy"]["course"] = "routine".into();
    body["policy"]["order"] = "in_turn".into();
    body["deadline"] = "2099-01-01".into();
    body["contract_type"] = "租赁类".into();
    let rect = |row: i64| json!({"x": 60_000, "y": 700_000 - 40_000 * row, "w": 200_000, "h": 30_000});
    body["fields"] = json!([
        {"party": 1, "page": 1, "rect": rect(0)},
        {"party": 2, "page": 1, "rect": rect(1)},
    ]);
    body["controls"] = json!([
        {"no": 3, "page": 1, "rect": rect(2), "name": "起租日", "required": true, "kind": {"kind": "date"}},
        {"no": 4, "page": 1, "rect": rect(3), "name": "押金", "required": true, "party": 2, "kind": {"kind": "amount"}},
    ]);
    body["values"] = json!([{"no": 3, "text": "2026-12-01"}]);
    body
}

struct Landlord {
    venue: Within,
    browser: Browser,
    draft: String,
    template: String,
}

/// A draft with its document, saved as a template.
async fn landlord() -> Landlord {
    let venue = blocking(Within::open).await.unwrap();
    let uploaded: UploadedDraft = Host::upload(&venue.host, &script("租赁", 2)).await.unwrap();
    let (browser, draft) = (venue.host.clone(), uploaded.id().to_owned());
    let template = blocking({
        let (browser, draft) = (browser.clone(), draft.clone());
        move || {
            let found = browser.get(&format!("/drafts/{draft}"))?.ok()?.json()?;
            save(&browser, &draft, &found, &lease(&found))?;
            let make = json!({"draft": draft, "name": "房屋租赁合同", "folder": "租赁"});
            let made = browser.post("/templates", &make)?.ok()?.json()?;
            Ok(made["template"].as_str().context("no template")?.to_owned())
        }
    });
    Landlord {
        browser,
        draft,
        template: template.await.unwrap(),
        venue,
    }
}

pub(super) fn save(browser: &Browser, draft: &str, found: &Value, body: &Value) -> anyhow::Result<()> {
    let save = json!({"version": found["version"], "body": body});
    browser.put(&format!("/drafts/{draft}"), &save)?.ok().map(drop)
}

impl Landlord {
    /// Runs on a thread that may wait, with the browser and the template's path.
    async fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Browser, &str) -> anyhow::Result<T> + Send + 'static,
    ) -> T {
        let (browser, path) = (self.browser.clone(), format!("/templates/{}", self.template));
        blocking(move || act(&browser, &path)).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_names_roles_and_no_people_and_can_be_seen_and_downloaded() {
    let landlord = landlord().await;
    let draft = landlord.draft.clone();
    landlord
        .act(move |browser, path| {
            let read = browser.get(path)?.ok()?;
            let said = String::from_utf8(read.body.clone())?;
            for personal in [
                "张三",
                "李四",
                "13900000001",
                "青屿置业",
                "2026-12-01",
                "2099-01-01",
            ] {
                assert!(!said.contains(personal), "{personal} in {said}");
            }
            let read = read.json()?;
            let roles = json!([
                {"label": "出租人", "organisation": true},
                {"label": "承租人", "organisation": false},
            ]);
            assert_eq!(read["roles"], roles);
            assert_eq!(read["body"]["controls"][1]["name"], "押金");
            let row = browser
                .get("/templates?search=%E7%A7%9F%E8%B5%81")?
                .ok()?
                .json()?[0]
                .clone();
            assert_eq!(
                (&row["name"], &row["folder"]),
                (&json!("房屋租赁合同"), &json!("租赁"))
            );
            assert_eq!(
                browser
                    .get("/templates?search=%E9%87%87%E8%B4%AD")?
                    .ok()?
                    .json()?,
                json!([])
            );
            // The draft goes on by itself: removing it takes nothing from the template.
            browser.delete(&format!("/drafts/{draft}"))?.ok()?;
            let page = browser.get(&format!("{path}/pages/1.png"))?.ok()?;
            assert!(page.body.starts_with(b"\x89PNG"));
            assert_eq!(browser.get(&format!("{path}/pages/99.png"))?.code(), "not_found");
            let file = browser.get(&format!("{path}/document.pdf"))?.ok()?;
            assert!(file.body.starts_with(b"%PDF"));
            Ok(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_is_started_with_people_for_the_roles_and_quotes_the_template() {
    let landlord = landlord().await;
    let people = json!([
        {"name": "王五", "phone": "13900000003", "organisation": "海棠公寓有限公司"},
        {"name": "赵六", "phone": "13900000004"},
    ]);
    let contract = landlord
        .act(move |browser, path| {
            let drafts = format!("{path}/drafts");
            let few = json!({"purpose": "start", "people": [{"name": "王五", "phone": "13900000003"}]});
            assert_eq!(browser.post(&drafts, &few)?.code(), "template_people_wrong");
            let start = json!({
                "purpose": "start", "title": "海棠公寓 301", "people": people,
                "values": [{"no": 3, "text": "2026-12-01"}],
            });
            let started = browser.post(&drafts, &start)?.ok()?.json()?;
            assert_eq!(started["body"]["template"]["version"], 1);
            assert_eq!(started["body"]["parties"][1]["turn"], 2);
            let id = started["id"].as_str().context("no draft")?;
            // Nobody else writes what template a draft is of.
            let mut body = started["body"].clone();
            body["template"] = Value::Null;
            body["contract_type"] = "采购类".into();
            save(browser, id, &started, &body)?;
            let saved = browser.get(&format!("/drafts/{id}"))?.ok()?.json()?;
            assert_eq!(saved["body"]["contract_type"], "租赁类");
            let opened = browser.post(&format!("/drafts/{id}/open"), &json!({}))?.ok()?;
            let contract = opened.json()?["contract"]
                .as_str()
                .context("no contract")?
                .to_owned();
            Ok(contract.parse::<ContractId>()?)
        })
        .await;
    let state = landlord.venue.hub.contract_state(contract).await.unwrap().state;
    let quoted = state.opened.as_ref().unwrap().template.clone().unwrap();
    assert_eq!(
        quoted.stream.to_string(),
        format!("template/{}", landlord.template)
    );
    assert_eq!(quoted.seq, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_edited_as_a_draft_and_gets_another_version() {
    let landlord = landlord().await;
    landlord
        .act(|browser, path| {
            let edit = json!({"purpose": "revise"});
            let first = browser.post(&format!("{path}/drafts"), &edit)?.ok()?.json()?;
            let second = browser.post(&format!("{path}/drafts"), &edit)?.ok()?.json()?;
            let id = first["id"].as_str().context("no draft")?;
            let sent = browser.post(&format!("/drafts/{id}/open"), &json!({}))?;
            assert_eq!(sent.code(), "draft_revises_template");
            let mut body = first["body"].clone();
            body["controls"][0]["name"] = "交房日".into();
            save(browser, id, &first, &body)?;
            browser
                .put(&format!("{path}/content"), &json!({"draft": id}))?
                .ok()?;
            assert_eq!(browser.get(&format!("/drafts/{id}"))?.code(), "not_allowed");
            let read = browser.get(path)?.ok()?.json()?;
            assert_eq!(read["version"], 2);
            assert_eq!(read["versions"][0]["no"], 1);
            assert_eq!(read["body"]["controls"][0]["name"], "交房日");
            // Whoever began with the first version does not overwrite the second unseen.
            let stale = browser.put(&format!("{path}/content"), &json!({"draft": second["id"]}))?;
            assert_eq!(stale.code(), "template_changed");
            Ok(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_filed_copied_switched_off_and_deleted_by_its_owner_alone() {
    let landlord = landlord().await;
    landlord
        .act(|browser, path| {
            browser.put(path, &json!({"name": "商铺租赁合同"}))?.ok()?;
            let copied = browser
                .post(&format!("{path}/copy"), &json!({"name": "副本"}))?
                .ok()?
                .json()?;
            let copy = format!("/templates/{}", copied["template"].as_str().context("no copy")?);
            let enabled = format!("{path}/enabled");
            browser.put(&enabled, &json!({"enabled": false}))?.ok()?;
            let start = json!({"purpose": "start"});
            assert_eq!(
                browser.post(&format!("{path}/drafts"), &start)?.code(),
                "template_disabled"
            );
            browser
                .post(&format!("{path}/drafts"), &json!({"purpose": "revise"}))?
                .ok()?;
            browser.put(&enabled, &json!({"enabled": true}))?.ok()?;
            browser.post(&format!("{path}/drafts"), &start)?.ok()?;

            let stranger = sign_in::by_code(browser, "13900000009")?;
            Host::accept_agreements(&stranger)?;
            assert_eq!(stranger.get("/templates")?.ok()?.json()?, json!([]));
            for (method, rest) in [
                ("GET", ""),
                ("DELETE", ""),
                ("GET", "/document.pdf"),
                ("GET", "/pages/1.png"),
            ] {
                let answer = stranger.call(method, &format!("{path}{rest}"), None)?;
                assert_eq!(answer.code(), "template_not_found", "{method} {rest}");
            }
            let theirs = stranger.post(&format!("{path}/drafts"), &start)?;
            assert_eq!(theirs.code(), "template_not_found");

            browser.delete(path)?.ok()?;
            assert_eq!(browser.get(path)?.code(), "template_not_found");
            let rest = browser.get("/templates")?.ok()?.json()?;
            let names: Vec<&Value> = rest
                .as_array()
                .context("no list")?
                .iter()
                .map(|row| &row["name"])
                .collect();
            assert_eq!(names, [&json!("副本")]);
            browser.get(&format!("{copy}/pages/1.png"))?.ok()?;
            Ok(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_makes_a_template_of_a_draft_that_is_not_theirs() {
    let landlord = landlord().await;
    let draft = landlord.draft.clone();
    landlord
        .act(move |browser, _| {
            let stranger = sign_in::by_code(browser, "13900000009")?;
            Host::accept_agreements(&stranger)?;
            let taken = stranger.post("/templates", &json!({"draft": draft, "name": "x"}))?;
            assert_eq!(taken.code(), "not_found");
            let empty = browser.post("/drafts", &json!({}))?.ok()?.json()?;
            let refused = browser.post("/templates", &json!({"draft": empty["id"], "name": "x"}))?;
            assert_eq!(refused.code(), "draft_without_document");
            Ok(())
        })
        .await;
}
