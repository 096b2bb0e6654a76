//! Filing contracts: types, folders, numbers, filters, and cleaning up what came to nothing.
//! [E30, H01, H06, H07, H09, H10, H12, H13, H15, H16]

mod clean_up;

use domain::day::Day;
use domain::timestamp::Timestamp;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::now_ms;
use tests::venue::script;
use tests::within::Within;

/// An ordinary contract that is still to be signed.
fn routine(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
    let today = Day::of(Timestamp(now_ms()), 480).unwrap();
    body["deadline"] = today.plus(30).unwrap().to_string().into();
}

fn purchase(body: &mut Value) {
    routine(body);
    body["contract_type"] = "采购合同".into();
}

async fn send(browser: &Browser, title: &str, shape: fn(&mut Value)) -> anyhow::Result<String> {
    let mut script = script(title, 2);
    script.shape = shape;
    let draft = Host::upload(browser, &script).await?;
    Host::open(browser, &draft, &script).await
}

fn listed(browser: &Browser, narrowed: &str) -> anyhow::Result<Vec<Value>> {
    // As a browser writes it into an address.
    let written: String = narrowed
        .bytes()
        .map(|byte| match byte.is_ascii() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    let rows = browser.get(&format!("/contracts?{written}"))?.ok()?.json()?;
    Ok(rows.as_array().cloned().unwrap_or_default())
}

fn titles(browser: &Browser, narrowed: &str) -> anyhow::Result<Vec<String>> {
    let rows = listed(browser, narrowed)?;
    let titles = rows
        .iter()
        .map(|row| row["title"].as_str().unwrap_or("").to_owned());
    Ok(titles.collect())
}

fn names(cabinet: &Value) -> Vec<String> {
    let types = cabinet["types"].as_array().cloned().unwrap_or_default();
    let names = types
        .iter()
        .map(|each| each["name"].as_str().unwrap_or("").to_owned());
    names.collect()
}

fn refile(browser: &Browser, contracts: &[&str], change: &Value) -> anyhow::Result<Value> {
    let mut body = change.clone();
    body["contracts"] = json!(contracts);
    browser.put("/filing/contracts", &body)?.ok()?.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_are_sorted_into_types_and_numbered() {
    let venue = blocking(Within::open).await.unwrap();
    let host = venue.host.clone();
    let month = Day::of(Timestamp(now_ms()), 480).unwrap().to_string();
    let month: String = month.chars().filter(char::is_ascii_digit).take(6).collect();
    let browser = host.clone();
    blocking(move || {
        let numbering = json!({"prefix": "CG", "date": "month", "digits": 4});
        let add = |body: Value| browser.post("/filing/types", &body);
        let purchase =
            json!({"name": "采购合同", "note": "原材料和设备", "default": true, "numbering": numbering});
        add(purchase)?.ok()?;
        add(json!({"name": "人事合同"}))?.ok()?;
        let taken = add(json!({"name": "人事合同"}))?;
        anyhow::ensure!(taken.code() == "filing_name_taken", "{}", taken.code());
        // The order that people drag them into is the order that everybody is shown.
        let ordered = browser
            .put("/filing/types", &json!({"order": [2, 1]}))?
            .ok()?
            .json()?;
        anyhow::ensure!(names(&ordered) == ["人事合同", "采购合同"], "{ordered}");
        let read = browser.get("/filing")?.ok()?.json()?;
        anyhow::ensure!(read == ordered && read["arranges"] == true, "{read}");
        Ok(())
    })
    .await
    .unwrap();

    let first = send(&host, "钢材采购", purchase).await.unwrap();
    // Nothing was chosen: the type that is chosen beforehand counts.
    let second = send(&host, "水泥采购", routine).await.unwrap();
    let unknown = send(&host, "不知何类", |body| {
        routine(body);
        body["contract_type"] = "没有的类型".into();
    });
    let refused = unknown.await.unwrap_err().to_string();
    assert!(refused.contains("contract_type_unknown"), "{refused}");
    let untyped = send(&host, "自由合同", |body| {
        routine(body);
        body["contract_type"] = "".into();
    });
    let untyped = untyped.await.unwrap();

    blocking(move || {
        let rows = listed(&host, "type=1")?;
        let numbers: Vec<&str> = rows.iter().filter_map(|row| row["number"].as_str()).collect();
        let expected = [format!("CG-{month}-0002"), format!("CG-{month}-0001")];
        anyhow::ensure!(numbers == expected, "{numbers:?}");
        anyhow::ensure!(titles(&host, "type=0")? == ["自由合同"]);
        anyhow::ensure!(titles(&host, &format!("number=CG-{month}-0001"))? == ["钢材采购"]);
        anyhow::ensure!(titles(&host, "search=0002")? == ["水泥采购"]);
        // Several at once get another type; what is locked keeps its own.
        let moved = refile(&host, &[&first, &untyped], &json!({"type": 2}))?;
        anyhow::ensure!(moved["filed"] == 2, "{moved}");
        anyhow::ensure!(titles(&host, "type=2")? == ["自由合同", "钢材采购"]);
        let locked = json!({"name": "人事合同", "locked": true});
        host.put("/filing/types/2", &locked)?.ok()?;
        let kept = refile(&host, &[&first, &second], &json!({"type": 0}))?;
        anyhow::ensure!(kept == json!({"filed": 1, "kept": [first]}), "{kept}");
        let removal = host.call("DELETE", "/filing/types/2", None)?;
        anyhow::ensure!(removal.code() == "contract_type_locked", "{}", removal.code());
        host.put("/filing/types/2", &json!({"name": "人事合同"}))?.ok()?;
        host.call("DELETE", "/filing/types/2", None)?.ok()?;
        anyhow::ensure!(titles(&host, "type=0")?.len() == 3);
        // Every number says what became of it.
        let given = host.get("/filing/types/1/numbers")?.ok()?.json()?;
        let standing: Vec<&Value> = given["numbers"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|number| &number["standing"])
            .collect();
        anyhow::ensure!(standing == ["sent", "sent"], "{given}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_lie_in_folders_and_are_found_by_filters() {
    let venue = blocking(Within::open).await.unwrap();
    let host = venue.host.clone();
    let rent = send(&host, "房屋租赁", routine).await.unwrap();
    let steel = send(&host, "钢材采购", routine).await.unwrap();
    for contract in [&rent, &steel] {
        let mut host = Host::enter(host.clone(), contract.clone()).await.unwrap();
        let ready = |screen: &tests::live_socket::Screen| screen.phase == "signing";
        host.socket.until("it can be signed", ready).await.unwrap();
    }
    blocking(move || {
        // By hand, several at once; nobody is reminded twice in a moment.
        let both = json!({"contracts": [rent, steel]});
        let reminded = host.post("/contracts/remind", &both)?.ok()?.json()?;
        anyhow::ensure!(reminded == json!({"reminded": 2, "not": []}), "{reminded}");
        let again = host.post("/contracts/remind", &both)?.ok()?.json()?;
        anyhow::ensure!(again["not"][1]["code"] == "reminded_just_now", "{again}");
        for name in ["2026 年", "供应商"] {
            host.post("/filing/folders", &json!({"name": name}))?.ok()?;
        }
        let ordered = host
            .put("/filing/folders", &json!({"order": [2, 1]}))?
            .ok()?
            .json()?;
        anyhow::ensure!(ordered["folders"][0]["name"] == "供应商", "{ordered}");
        host.put("/filing/folders/2", &json!({"name": "长期供应商"}))?
            .ok()?;
        refile(&host, &[&rent, &steel], &json!({"folder": 1}))?;
        refile(&host, &[&steel], &json!({"folder": 2}))?;
        anyhow::ensure!(titles(&host, "folder=2")? == ["钢材采购"]);
        anyhow::ensure!(titles(&host, "folder=1")? == ["房屋租赁"]);
        anyhow::ensure!(titles(&host, "folder=1&search=钢材")?.is_empty());
        let today = Day::of(Timestamp(now_ms()), 480).unwrap();
        let tomorrow = today.plus(1).unwrap();
        let last = today.plus(30).unwrap();
        for (narrowed, found) in [
            (format!("opened_from={today}&opened_to={today}"), 2),
            (format!("opened_from={tomorrow}"), 0),
            (format!("deadline_from={last}&deadline_to={last}"), 2),
            (format!("deadline_to={today}"), 0),
            (format!("signed_from={today}"), 0),
            ("party=张伟".to_owned(), 2),
            ("party=钢材".to_owned(), 0),
            ("states=opening,to_sign&search=租赁".to_owned(), 1),
            ("states=signed".to_owned(), 0),
        ] {
            anyhow::ensure!(titles(&host, &narrowed)?.len() == found, "{narrowed}");
        }
        let wrong = host.get("/contracts?opened_from=gestern")?;
        anyhow::ensure!(wrong.code() == "malformed_request", "{}", wrong.code());
        // What is still open is not put into the archive.
        let early = refile(&host, &[&rent], &json!({"archived": true}))?;
        anyhow::ensure!(early == json!({"filed": 0, "kept": [rent]}), "{early}");
        host.call("DELETE", "/filing/folders/1", None)?.ok()?;
        anyhow::ensure!(titles(&host, "folder=0")? == ["房屋租赁"]);
        // Somebody else files neither here nor there.
        let stranger = tests::sign_in::by_code(&host, "13700000077")?;
        Host::accept_agreements(&stranger)?;
        let body = json!({"contracts": [rent], "folder": 0});
        let refused = stranger.put("/filing/contracts", &body)?;
        anyhow::ensure!(refused.code() == "not_allowed", "{}", refused.code());
        Ok(())
    })
    .await
    .unwrap();
}
