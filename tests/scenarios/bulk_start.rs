//! Contracts from a sheet: what is wrong with which row is said before anything goes out, each row becomes one contract
//! however often the hub dies on the way, and a file tells what became of each. [E34]

use crate::templates::{lease, save};
use anyhow::{Context, ensure};
use encoding_rs::GB18030;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::hub_process::HubProcess;
use tests::office_file::OfficeFile;
use tests::sign_in;
use tests::venue::{Venue, script};

const HEADINGS: [&str; 5] = ["承租人姓名*", "承租人手机号*", "起租日*", "合同名称", "备注"];

/// A hub whose host keeps a lease as a template; the path of the template.
async fn landlord() -> (Venue, String) {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let uploaded = Host::upload(&venue.host, &script("租赁", 2)).await.unwrap();
    let (browser, draft) = (venue.host.clone(), uploaded.id().to_owned());
    let template = blocking(move || {
        let found = browser.get(&format!("/drafts/{draft}"))?.ok()?.json()?;
        save(&browser, &draft, &found, &lease(&found))?;
        let make = json!({"draft": draft, "name": "房屋租赁合同"});
        let made = browser.post("/templates", &make)?.ok()?.json()?;
        Ok(format!(
            "/templates/{}",
            made["template"].as_str().context("no template")?
        ))
    });
    let template = template.await.unwrap();
    (venue, template)
}

/// Uploads a sheet with the landlord in every row; the path of the bulk start.
fn prepare(browser: &Browser, template: &str, sheet: Vec<u8>) -> anyhow::Result<String> {
    let people = json!([
        {"name": "张三", "phone": "13900000001", "organisation": "青屿置业有限公司"},
        {"name": "", "phone": ""},
    ]);
    let people: String = url_encoded(&people.to_string());
    let path = format!("{template}/bulk-starts?people={people}");
    let made = browser.upload(&path, "text/csv", sheet)?.ok()?.json()?;
    Ok(format!(
        "/bulk-starts/{}",
        made["bulk_start"].as_str().context("no id")?
    ))
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Rows of tenants with these numbers.
fn tenants(numbers: impl Iterator<Item = u32>) -> Vec<[String; 5]> {
    let row = |number: u32| {
        let phone = format!("138{number:08}");
        [
            format!("住户{number}"),
            phone,
            "2026-12-01".to_owned(),
            format!("海棠公寓 {number}"),
            String::new(),
        ]
    };
    numbers.map(row).collect()
}

fn comma_file(rows: &[[String; 5]]) -> String {
    let lines = rows.iter().map(|row| row.join(","));
    let lines: Vec<String> = std::iter::once(HEADINGS.join(",")).chain(lines).collect();
    lines.join("\r\n")
}

/// Waits until no row is left to be started.
async fn finished(browser: &Browser, bulk: &str) -> anyhow::Result<Value> {
    for _ in 0..600 {
        let (browser, path) = (browser.clone(), bulk.to_owned());
        let read = blocking(move || browser.get(&path)?.ok()?.json()).await?;
        if read["state"] == "done" {
            return Ok(read);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("it does not come to an end")
}

/// Titles of all contracts that were sent; more than one page of them.
fn sent(browser: &Browser) -> anyhow::Result<Vec<String>> {
    let mut titles = Vec::new();
    let mut before = String::new();
    loop {
        let page = browser
            .get(&format!("/contracts?which=sent{before}"))?
            .ok()?
            .json()?;
        let rows = page.as_array().context("no list")?.clone();
        let Some(last) = rows.last() else {
            return Ok(titles);
        };
        before = format!("&before={}", last["opened_at"]);
        titles.extend(
            rows.iter()
                .filter_map(|row| row["title"].as_str().map(str::to_owned)),
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_checked_row_by_row_and_begun_once() {
    let (venue, template) = landlord().await;
    let host = venue.host.clone();
    let bulk = blocking({
        let (host, template) = (host.clone(), template.clone());
        move || {
            let form = host.get(&format!("{template}/bulk-sheet.csv"))?.ok()?;
            let form = String::from_utf8(form.body)?;
            ensure!(form.contains("承租人姓名*,承租人手机号*,起租日*"), "{form}");
            let unreadable = host.upload(
                &format!("{template}/bulk-starts"),
                "text/csv",
                b"%PDF-1.7\0".to_vec(),
            )?;
            ensure!(unreadable.code() == "office_file", "{}", unreadable.code());
            let other = host.upload(
                &format!("{template}/bulk-starts"),
                "text/csv",
                b"a,b\r\n1,2".to_vec(),
            )?;
            ensure!(other.code() == "bulk_columns_missing", "{}", other.code());
            // As a Chinese spreadsheet program saves it, with a wrong day and a wrong number.
            let mut rows = tenants(1..=12);
            rows[3][2] = "2026-02-30".to_owned();
            rows[7][1] = "无".to_owned();
            let text = comma_file(&rows);
            let (sheet, _, _) = GB18030.encode(&text);
            let bulk = prepare(&host, &template, sheet.into_owned())?;
            let read = host.get(&bulk)?.ok()?.json()?;
            ensure!(
                (&read["good"], &read["bad"], &read["state"]) == (&json!(10), &json!(2), &json!("prepared")),
                "{read}"
            );
            ensure!(read["unknown"] == json!(["备注"]), "{read}");
            let wrong = host.get(&format!("{bulk}?wrong=true"))?.ok()?.json()?;
            let said: Vec<_> = wrong["lines"].as_array().context("no rows")?.iter().collect();
            ensure!(
                said.len() == 2 && said[0]["line"] == 5 && said[0]["problems"][0]["heading"] == "起租日",
                "{wrong}"
            );
            ensure!(said[1]["problems"][0]["code"] == "value_not_a_phone", "{wrong}");
            ensure!(sent(&host)?.is_empty(), "nothing goes out before it is begun");
            let stranger = sign_in::by_code(&host, "13900000009")?;
            Host::accept_agreements(&stranger)?;
            for (method, rest) in [
                ("GET", ""),
                ("POST", "/begin"),
                ("POST", "/stop"),
                ("GET", "/result.csv"),
            ] {
                let answer = stranger.call(method, &format!("{bulk}{rest}"), None)?;
                ensure!(
                    answer.code() == "bulk_start_not_found",
                    "{method} {rest}: {}",
                    answer.code()
                );
            }
            for _ in 0..2 {
                host.post(&format!("{bulk}/begin"), &json!({}))?.ok()?;
            }
            Ok(bulk)
        }
    });
    let bulk = bulk.await.unwrap_or_else(|e| panic!("{e:#} {}", venue.hub.log()));
    let read = finished(&host, &bulk).await.unwrap();
    assert_eq!(
        (&read["done"], &read["refused"]),
        (&json!(10), &json!(0)),
        "{read}"
    );
    blocking(move || {
        let titles = sent(&host)?;
        let expected: BTreeSet<String> = (1..=12)
            .filter(|n| ![4, 8].contains(n))
            .map(|n| format!("海棠公寓 {n}"))
            .collect();
        ensure!(
            titles.len() == 10 && titles.iter().cloned().collect::<BTreeSet<_>>() == expected,
            "{titles:?}"
        );
        let result = String::from_utf8(host.get(&format!("{bulk}/result.csv"))?.ok()?.body)?;
        let lines: Vec<&str> = result.lines().collect();
        ensure!(lines.len() == 13, "{result}");
        ensure!(
            lines[1].contains("住户1") && lines[1].contains("已发起") && lines[1].contains("/host/"),
            "{result}"
        );
        ensure!(
            lines[4].contains("未发起") && lines[4].contains("起租日"),
            "{result}"
        );
        let id = read["lines"][0]["outcome"]["contract"]
            .as_str()
            .context("no contract")?;
        let tenant = url_encoded("住户5");
        let found = host.get(&format!("/contracts?which=sent&search={tenant}"))?;
        let found = found.ok()?.json()?;
        let one = found.as_array().is_some_and(|rows| rows.len() == 1);
        ensure!(one && found[0]["title"] == "海棠公寓 5", "{found}");
        ensure!(result.contains(id), "{result}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_killed_on_the_way_starts_every_row_once() {
    let (venue, template) = landlord().await;
    let Venue {
        mut hub,
        host,
        folder,
    } = venue;
    let host = host.patient(Duration::from_secs(60));
    let bulk = blocking({
        let host = host.clone();
        move || {
            let rows = tenants(1..=45);
            let cells: Vec<Vec<&str>> = rows
                .iter()
                .map(|row| row.iter().map(String::as_str).collect())
                .collect();
            let mut sheet: Vec<&[&str]> = vec![&HEADINGS];
            sheet.extend(cells.iter().map(Vec::as_slice));
            let bulk = prepare(&host, &template, OfficeFile::xlsx(&sheet).bytes())?;
            host.post(&format!("{bulk}/begin"), &json!({}))?.ok()?;
            Ok(bulk)
        }
    });
    let bulk = bulk.await.unwrap();
    // Killed in the middle of ten rows, whose line in the log comes after the tenth.
    for gone_out in [4, 15] {
        let options = hub.options().clone();
        let browser = host.clone();
        let waited = blocking(move || {
            while sent(&browser)?.len() < gone_out {}
            Ok(())
        });
        waited.await.unwrap();
        hub = blocking(move || {
            hub.kill()?;
            HubProcess::start(options)
        })
        .await
        .unwrap();
    }
    let read = finished(&host, &bulk).await.unwrap();
    assert_eq!(
        (&read["done"], &read["refused"]),
        (&json!(45), &json!(0)),
        "{read}"
    );
    let titles = blocking(move || sent(&host)).await.unwrap();
    let distinct: BTreeSet<&String> = titles.iter().collect();
    assert_eq!((titles.len(), distinct.len()), (45, 45), "{titles:?}");
    drop((hub, folder));
}
