//! Cleaning up dead contracts: for the whole company by whoever manages contracts, else for oneself alone.

use super::routine;
use serde_json::{Value, json};
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::company::Company;
use tests::sign_in;
use tests::venue::script;
use tests::within::Within;

struct Office {
    _venue: Within,
    company: Company,
    /// May start contracts and read its own.
    sender: Browser,
    /// Manages all contracts.
    manager: Browser,
}

async fn office() -> Office {
    let venue = blocking(Within::open).await.unwrap();
    let host = venue.host.clone();
    let (company, sender, manager) = blocking(move || {
        let company = Company::found(&host)?;
        let sender = company.employ("陈以南", "13700300001", &[], &[3])?.browser;
        let manager = company.employ("顾南乔", "13700300003", &[], &[2])?.browser;
        Ok((company, sender, manager))
    })
    .await
    .unwrap();
    Office {
        _venue: venue,
        company,
        sender,
        manager,
    }
}

/// Sends a contract for the company; revoked at once where `dead`.
async fn sent(office: &Office, title: &str, dead: bool) -> String {
    let mut script = script(title, 2);
    script.shape = routine;
    let draft = Host::upload(&office.sender, &script).await.unwrap();
    let contract = Host::open(&office.sender, &draft, &script).await.unwrap();
    let mut host = Host::enter(office.sender.clone(), contract.clone())
        .await
        .unwrap();
    let ready = |screen: &tests::live_socket::Screen| screen.phase == "signing";
    host.socket.until("it can be signed", ready).await.unwrap();
    if dead {
        let (operator, sender) = (office.company.operator.clone(), office.sender.clone());
        blocking(move || sign_in::step_up(&operator, &sender, "13700300001"))
            .await
            .unwrap();
        host.command("revoke", json!({"reason": "不再需要了"}))
            .await
            .unwrap();
    }
    contract
}

impl Office {
    fn dead(&self, browser: &Browser, more: &str) -> anyhow::Result<Vec<String>> {
        let path = format!("/contracts?which=dead&organisation={}{more}", self.company.id);
        let rows = browser.get(&path)?.ok()?.json()?;
        let rows = rows.as_array().cloned().unwrap_or_default();
        Ok(rows
            .iter()
            .map(|row| row["title"].as_str().unwrap_or("").to_owned())
            .collect())
    }

    fn clean(&self, browser: &Browser, contracts: &[&str]) -> anyhow::Result<Answer> {
        let path = format!("/filing/clean-up?organisation={}", self.company.id);
        browser.post(&path, &json!({"contracts": contracts}))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_contracts_are_cleaned_away_as_far_as_the_right_reaches() {
    let office = office().await;
    let first = sent(&office, "已撤销之一", true).await;
    let second = sent(&office, "已撤销之二", true).await;
    let alive = sent(&office, "仍在签署", false).await;
    blocking(move || {
        let (sender, manager) = (&office.sender, &office.manager);
        let both = ["已撤销之二", "已撤销之一"];
        anyhow::ensure!(office.dead(sender, "")? == both);
        anyhow::ensure!(office.dead(manager, "")? == both);
        anyhow::ensure!(office.dead(manager, "&states=expired")?.is_empty());
        let wrong = format!(
            "/contracts?which=dead&organisation={}&states=signed",
            office.company.id
        );
        anyhow::ensure!(manager.get(&wrong)?.code() == "malformed_request");
        // What is alive stays, and so does everything that was asked for with it.
        let refused = office.clean(sender, &[&first, &alive])?;
        anyhow::ensure!(refused.code() == "contract_alive", "{}", refused.code());
        anyhow::ensure!(office.dead(sender, "")? == both);
        // Without the right to manage contracts it is gone for oneself alone.
        let own: Value = office.clean(sender, &[&first])?.ok()?.json()?;
        anyhow::ensure!(own == json!({"for_all": 0, "for_oneself": 1}), "{own}");
        anyhow::ensure!(office.dead(sender, "")? == ["已撤销之二"]);
        anyhow::ensure!(office.dead(manager, "")? == both);
        let page = |browser: &Browser, contract: &str| {
            let answer = browser.get(&format!("/contracts/{contract}/pages/1.png"));
            answer.map(|answer| answer.status)
        };
        anyhow::ensure!(page(sender, &first)? == 403 && page(manager, &first)? == 200);
        // With it, nobody of the company sees it any more.
        let all: Value = office.clean(manager, &[&second])?.ok()?.json()?;
        anyhow::ensure!(all == json!({"for_all": 1, "for_oneself": 0}), "{all}");
        anyhow::ensure!(office.dead(sender, "")?.is_empty());
        anyhow::ensure!(office.dead(manager, "")? == ["已撤销之一"]);
        anyhow::ensure!(page(sender, &second)? == 403 && page(manager, &second)? == 403);
        let operator = office.company.list(&office.company.operator, "organisation")?;
        let titles: Vec<&Value> = operator.iter().map(|row| &row["title"]).collect();
        anyhow::ensure!(titles == ["仍在签署", "已撤销之一"], "{titles:?}");
        Ok(())
    })
    .await
    .unwrap();
}
