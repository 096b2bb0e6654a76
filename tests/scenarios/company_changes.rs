//! What changes in a company's life [J03, J04]: its name with its seals, its super administrator, and its end.

use anyhow::Context;
use serde_json::{Value, json};
use std::time::Duration;
use tests::ceremony::blocking;
use tests::company::Company;
use tests::venue::Venue;
use tokio::runtime::Handle;

const NEW_NAME: &str = "青屿绿色能源股份有限公司";

/// Every seal of the company: kind and standing, in an order of their own.
fn seals(company: &Company) -> anyhow::Result<Vec<(String, String)>> {
    let seals = company.operator.get(&company.at("/seals"))?.ok()?.json()?;
    let rows = seals["seals"]
        .as_array()
        .or(seals.as_array())
        .context("no list")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<(String, String)> = rows
        .iter()
        .map(|row| (text(&row["kind"]), text(&row["standing"])))
        .collect();
    found.sort();
    Ok(found)
}

/// Waits until the seals stand like this: that follows from stored events.
fn until_seals(company: &Company, expected: &[(&str, &str)]) -> anyhow::Result<()> {
    let mut seen = Vec::new();
    for _ in 0..100 {
        seen = seals(company)?;
        let same = |(seen, expected): (&(String, String), &(&str, &str))| {
            (seen.0.as_str(), seen.1.as_str()) == *expected
        };
        if seen.len() == expected.len() && seen.iter().zip(expected).all(same) {
            return Ok(());
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    anyhow::bail!("the seals stand otherwise: {seen:?}")
}

fn make_seal(company: &Company, kind: &str, purpose: &str) -> anyhow::Result<()> {
    let template = json!({
        "kind": kind,
        "outline": {"shape": "round", "diameter": 4200},
        "purpose": purpose,
        "star": true,
    });
    let made = company
        .operator
        .post(&company.at("/seals"), &template)?
        .ok()?
        .json()?;
    let seal = made["seal"].as_str().context("no seal")?.to_owned();
    let confirm = company.at(&format!("/seals/{seal}/confirm"));
    company.operator.post(&confirm, &json!({}))?.ok().map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_stops_the_old_seals_and_draws_new_ones() {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        let employee = company.employ("陈以南", "13700400001", &[], &[1])?;
        for (kind, purpose) in [
            ("official", ""),
            ("contract", "合同专用章"),
            ("finance", "财务专用章"),
        ] {
            make_seal(&company, kind, purpose)?;
        }
        until_seals(
            &company,
            &[
                ("contract", "in_use"),
                ("finance", "in_use"),
                ("official", "in_use"),
            ],
        )?;
        // Only the super administrator changes the name.
        let body = json!({"name": NEW_NAME});
        anyhow::ensure!(employee.browser.put(&company.at("/name"), &body)?.status == 403);
        company.operator.put(&company.at("/name"), &body)?.ok()?;
        until_seals(
            &company,
            &[
                ("contract", "awaiting_super_administrator"),
                ("contract", "stopped"),
                ("finance", "in_use"),
                ("official", "awaiting_super_administrator"),
                ("official", "stopped"),
            ],
        )?;
        let view = company.operator.get(&company.at(""))?.ok()?.json()?;
        anyhow::ensure!(view["name"] == NEW_NAME, "{view}");
        anyhow::ensure!(view["earlier_names"] == json!([tests::company::NAME]), "{view}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_super_administrator_is_confirmed_by_the_present_one() {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        let heir = company.employ("沈知行", "13700400002", &[], &[])?;
        let other = company.employ("顾南乔", "13700400003", &[], &[1])?;
        let path = company.at("/super-administrator");
        heir.browser.post(&path, &json!({"to": heir.no}))?.ok()?;
        // Whoever can confirm is written to, with the way there.
        asked(&company)?;
        for who in [&heir, &other] {
            let refused = who.browser.post(&format!("{path}/confirm"), &json!({}))?;
            anyhow::ensure!(refused.code() == "super_administrator_only", "{}", refused.code());
        }
        company
            .operator
            .post(&format!("{path}/confirm"), &json!({}))?
            .ok()?;
        let view = heir.browser.get(&company.at(""))?.ok()?.json()?;
        anyhow::ensure!(view["me"]["super_administrator"] == true, "{view}");
        let view = company.operator.get(&company.at(""))?.ok()?.json()?;
        anyhow::ensure!(view["me"]["super_administrator"] == false, "{view}");
        Ok(())
    })
    .await
    .unwrap();
}

/// Waits for the message to the present super administrator.
fn asked(company: &Company) -> anyhow::Result<()> {
    for _ in 0..100 {
        let outbox = company.operator.get("/outbox")?.ok()?.json()?;
        let messages = outbox.as_array().context("no outbox")?;
        let is_it = |message: &Value| {
            let text = message["text"].as_str().unwrap_or_default();
            message["to_phone"] == "13900000000" && text.contains("沈知行") && text.contains(&company.id)
        };
        if messages.iter().any(is_it) {
            return Ok(());
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    anyhow::bail!("nobody was asked")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_says_who_switched_it_and_when() {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        let employee = company.employ("陈以南", "13700400005", &[], &[1])?;
        let path = company.at("/services");
        let on = json!({"service": "cross_page_seal", "on": true});
        let refused = employee.browser.put(&path, &on)?;
        anyhow::ensure!(refused.status == 403, "{}", refused.status);
        company.operator.put(&path, &on)?.ok()?;
        let services = employee.browser.get(&company.at(""))?.ok()?.json()?["services"].clone();
        anyhow::ensure!(
            services[0]["on"] == true && services[0]["by"] == "林望舒",
            "{services}"
        );
        anyhow::ensure!(services[0]["at"].is_i64(), "{services}");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_is_to_end_can_think_again() {
    blocking(|| {
        let venue = Venue::without_film(&[])?;
        let company = Company::found(&venue.host)?;
        let employee = company.employ("陈以南", "13700400004", &[], &[1])?;
        let path = company.at("/dissolution");
        anyhow::ensure!(employee.browser.post(&path, &json!({}))?.status == 403);
        company.operator.post(&path, &json!({}))?.ok()?;
        let view = company.operator.get(&company.at(""))?.ok()?.json()?;
        anyhow::ensure!(
            view["standing"] == "dissolving" && view["dissolves_at"].is_i64(),
            "{view}"
        );
        company.operator.delete(&path)?.ok()?;
        let view = company.operator.get(&company.at(""))?.ok()?.json()?;
        anyhow::ensure!(view["standing"] == "active", "{view}");
        let nothing = company.operator.delete(&path)?;
        anyhow::ensure!(nothing.code() == "nothing_pending", "{}", nothing.code());
        Ok(())
    })
    .await
    .unwrap();
}
