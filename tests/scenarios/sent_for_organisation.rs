//! Contracts that are sent for a company [C11, E02, J01]: who finds them, who may do what with them, and what becomes
//! of them when the sender is suspended or leaves.

use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::now_ms;
use tests::company::{self, Company, Employee};
use tests::venue::{Venue, script};
use tokio::runtime::Handle;

const SENDER: &str = "13700300001";
const SUCCESSOR: &str = "13700300002";

/// The sales department, a team below it, and another department; the sender works in the team.
struct Staff {
    venue: Venue,
    company: Company,
    sender: Employee,
    successor: Employee,
    /// Manages what the sales department sends.
    manager: Employee,
    /// Reads it.
    reader: Employee,
    /// Would manage what another department sends.
    elsewhere: Employee,
}

fn staff() -> anyhow::Result<Staff> {
    let venue = Venue::without_film(&[])?;
    let company = Company::found(&venue.host)?;
    company.department("销售部", 0)?;
    company.department("销售一组", 1)?;
    company.department("财务部", 0)?;
    company.role("销售管理", &["manage_contracts", "view_contracts"], "department")?;
    company.role("销售查看", &["view_contracts"], "department")?;
    Ok(Staff {
        sender: company.employ("陈以南", SENDER, &[2], &[3])?,
        successor: company.employ("沈知行", SUCCESSOR, &[2], &[3])?,
        manager: company.employ("顾南乔", "13700300003", &[1], &[100])?,
        reader: company.employ("陆清和", "13700300004", &[1], &[101])?,
        elsewhere: company.employ("温如言", "13700300005", &[3], &[100])?,
        venue,
        company,
    })
}

fn routine(body: &mut Value) {
    body["policy"]["course"] = "routine".into();
}

/// The sender sends an ordinary contract; its first party is the sender itself, in the company's name.
async fn send(staff: &Staff, title: &str) -> anyhow::Result<String> {
    let mut script = script(title, 2);
    script.shape = routine;
    script.parties[0].phone = SENDER.to_owned();
    script.parties[0].organisation = company::NAME.to_owned();
    let draft = Host::upload(&staff.sender.browser, &script).await?;
    let contract = Host::open(&staff.sender.browser, &draft, &script).await?;
    let mut host = Host::enter(staff.sender.browser.clone(), contract.clone()).await?;
    host.socket
        .until("it can be signed", |screen| screen.phase == "signing")
        .await?;
    Ok(contract)
}

/// Runs what talks HTTP on a thread of its own.
async fn aside<T: Send + 'static>(
    staff: Staff,
    what: impl FnOnce(&Staff) -> anyhow::Result<T> + Send + 'static,
) -> (Staff, T) {
    blocking(move || {
        let outcome = what(&staff)?;
        Ok((staff, outcome))
    })
    .await
    .unwrap()
}

fn sees(staff: &Staff, browser: &Browser, which: &str) -> anyhow::Result<usize> {
    Ok(staff.company.list(browser, which)?.len())
}

fn status(browser: &Browser, contract: &str, rest: &str) -> anyhow::Result<u16> {
    Ok(browser.get(&format!("/contracts/{contract}{rest}"))?.status)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_scope_decides_who_finds_it_and_what_they_may_do() {
    let staff = blocking(staff).await.unwrap();
    let contract = send(&staff, "年度采购合同").await.unwrap();
    let wanted = contract.clone();
    let (staff, ()) = aside(staff, move |staff| {
        let contract = wanted.as_str();
        let row = staff.company.list(&staff.sender.browser, "sent")?.remove(0);
        anyhow::ensure!(row["organisation"]["name"] == company::NAME, "{row}");
        // For himself the sender has sent nothing.
        let own = staff.sender.browser.get("/contracts?which=sent")?.ok()?.json()?;
        anyhow::ensure!(own == json!([]), "{own}");
        let expected = [
            (&staff.sender, 1, 200, 200),
            (&staff.manager, 1, 200, 200),
            (&staff.reader, 1, 200, 403),
            (&staff.elsewhere, 0, 403, 403),
            (&staff.successor, 0, 403, 403),
        ];
        for (who, listed, page, outbox) in expected {
            anyhow::ensure!(sees(staff, &who.browser, "organisation")? == listed, "{}", who.no);
            anyhow::ensure!(
                status(&who.browser, contract, "/pages/1.png")? == page,
                "{}",
                who.no
            );
            anyhow::ensure!(status(&who.browser, contract, "/outbox")? == outbox, "{}", who.no);
        }
        // The super administrator sees the whole organisation; a stranger not even that there is one.
        anyhow::ensure!(sees(staff, &staff.company.operator, "organisation")? == 1);
        let stranger = tests::sign_in::by_code(&staff.company.operator, "13700300009")?;
        Host::accept_agreements(&stranger)?;
        let refused = stranger.get(&format!(
            "/contracts?which=organisation&organisation={}",
            staff.company.id
        ))?;
        anyhow::ensure!(refused.code() == "not_allowed", "{}", refused.code());
        // A right that is taken away is gone at once.
        staff
            .company
            .operator
            .put(
                &staff.company.at("/roles/101/enabled"),
                &json!({"enabled": false}),
            )?
            .ok()?;
        anyhow::ensure!(status(&staff.reader.browser, contract, "/pages/1.png")? == 403);
        staff
            .company
            .operator
            .put(&staff.company.at("/roles/101/enabled"), &json!({"enabled": true}))?
            .ok()?;
        Ok(())
    })
    .await;
    // Commands go the same way: the reader gives none, the manager revokes in the company's name.
    let reason = json!({"reason": "不再需要了"});
    let reader = Host::enter(staff.reader.browser.clone(), contract.clone())
        .await
        .unwrap();
    let refused = reader.socket.command("revoke", reason.clone()).await.unwrap_err();
    assert!(refused.to_string().starts_with("not_allowed"), "{refused}");
    let manager = Host::enter(staff.manager.browser.clone(), contract.clone())
        .await
        .unwrap();
    let unproven = manager.command("revoke", reason.clone()).await.unwrap_err();
    assert!(
        format!("{unproven:#}").contains("step_up_required"),
        "{unproven:#}"
    );
    let (staff, ()) = aside(staff, |staff| {
        tests::sign_in::step_up(&staff.company.operator, &staff.manager.browser, "13700300003")
    })
    .await;
    manager.command("revoke", reason).await.unwrap();
    let (_, rows) = aside(staff, |staff| staff.company.list(&staff.sender.browser, "sent")).await;
    assert_eq!(rows[0]["state"], "revoked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_sender_loses_everything_at_once() {
    let staff = blocking(staff).await.unwrap();
    let contract = send(&staff, "房屋租赁合同").await.unwrap();
    let host = Host::enter(staff.sender.browser.clone(), contract.clone())
        .await
        .unwrap();
    let wanted = contract;
    let (_staff, ()) = aside(staff, move |staff| {
        let draft = staff.sender.browser.post("/drafts", &json!({}))?.ok()?.json()?;
        let draft = format!("/drafts/{}", draft["id"].as_str().unwrap_or_default());
        let suspended = staff
            .company
            .at(&format!("/members/{}/suspended", staff.sender.no));
        let suspend = |on: bool| {
            let body = json!({"suspended": on});
            staff.company.operator.put(&suspended, &body)?.ok().map(drop)
        };
        suspend(true)?;
        for path in [
            &draft,
            &format!("/contracts/{wanted}/outbox"),
            &format!("/contracts/{wanted}/pages/1.png"),
        ] {
            anyhow::ensure!(staff.sender.browser.get(path)?.status == 403, "{path}");
        }
        let list = format!("/contracts?which=sent&organisation={}", staff.company.id);
        anyhow::ensure!(staff.sender.browser.get(&list)?.code() == "not_allowed");
        Ok(())
    })
    .await;
    // The socket that was open takes no command any more.
    let refused = host.socket.command("remind", json!({})).await.unwrap_err();
    assert!(refused.to_string().starts_with("not_allowed"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_takes_over_what_a_leaver_has_open() {
    let staff = blocking(staff).await.unwrap();
    let contract = send(&staff, "框架合作协议").await.unwrap();
    let unfinished = script("还没写完", 1);
    let for_company = Host::upload(&staff.sender.browser, &unfinished).await.unwrap();
    let (staff, own) = aside(staff, |staff| {
        // What the leaver writes for nobody but himself stays his.
        let browser = &staff.sender.browser;
        browser
            .put("/me/organisation", &json!({"organisation": null}))?
            .ok()?;
        let own = browser.post("/drafts", &json!({}))?.ok()?.json()?["id"].clone();
        staff.company.work_for(browser)?;
        Ok(own)
    })
    .await;
    let (staff, ()) = aside(staff, |staff| {
        let member = |rest: &str| staff.company.at(&format!("/members/{}{rest}", staff.sender.no));
        let open = staff
            .company
            .operator
            .get(&member("/open-contracts"))?
            .ok()?
            .json()?;
        anyhow::ensure!(open["open_contracts"] == 2, "{open}");
        let alone = staff.company.operator.post(&member("/leave"), &json!({}))?;
        anyhow::ensure!(alone.code() == "successor_needed", "{}", alone.code());
        // Nor can the company be dissolved meanwhile.
        let dissolved = staff
            .company
            .operator
            .post(&staff.company.at("/dissolution"), &json!({}))?;
        anyhow::ensure!(dissolved.code() == "contracts_open", "{}", dissolved.code());
        let successor = json!({"successor": staff.successor.no});
        staff.company.operator.post(&member("/leave"), &successor)?.ok()?;
        Ok(())
    })
    .await;
    let (staff, ()) = aside(staff, taken_over).await;
    let (staff, ()) = aside(staff, move |staff| {
        let at = format!("/drafts/{}", for_company.id());
        anyhow::ensure!(staff.successor.browser.get(&at)?.status == 200, "the draft");
        anyhow::ensure!(
            staff.sender.browser.get(&at)?.status == 403,
            "it is no longer the leaver's"
        );
        let own = format!("/drafts/{}", own.as_str().unwrap_or_default());
        anyhow::ensure!(staff.sender.browser.get(&own)?.status == 200, "his own stays");
        Ok(())
    })
    .await;
    // The leaver's own lists and pages are empty; the successor leads the contract on.
    let left = contract.clone();
    let (staff, ()) = aside(staff, move |staff| {
        anyhow::ensure!(status(&staff.sender.browser, &left, "/outbox")? == 403);
        anyhow::ensure!(staff.company.list(&staff.sender.browser, "received")?.is_empty());
        Ok(())
    })
    .await;
    let host = Host::enter(staff.successor.browser.clone(), contract)
        .await
        .unwrap();
    let deadline = now_ms() + 86_400_000;
    host.command("extend_deadline", json!({"deadline": deadline}))
        .await
        .unwrap();
    drop(staff.venue);
}

/// Waits until both parts are the successor's: that follows from the stored event.
fn taken_over(staff: &Staff) -> anyhow::Result<()> {
    for _ in 0..100 {
        let sent = staff.company.list(&staff.successor.browser, "sent")?;
        let received = staff.company.list(&staff.successor.browser, "received")?;
        if sent.len() == 1 && received.len() == 1 {
            anyhow::ensure!(received[0]["parties"][0] == "沈知行", "{}", received[0]);
            return Ok(());
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    anyhow::bail!("the successor was given nothing")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_is_offered_first_to_act_for_the_company() {
    let staff = blocking(staff).await.unwrap();
    let (_, ()) = aside(staff, |staff| {
        let path = staff.company.at("/operators");
        let offered = staff.sender.browser.get(&path)?.ok()?.json()?;
        let names: Vec<&str> = offered
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one["name"].as_str())
            .collect();
        anyhow::ensure!(names[0] == "陈以南" && offered[0]["me"] == true, "{offered}");
        anyhow::ensure!(names.len() == 6 && offered[1]["me"] == false, "{offered}");
        let successor = staff
            .sender
            .browser
            .get(&format!("{path}/{}", staff.successor.no))?
            .ok()?
            .json()?;
        let expected = json!({"name": "沈知行", "phone": SUCCESSOR, "organisation": company::NAME});
        anyhow::ensure!(successor == expected, "{successor}");
        // Who may not send sees nobody's phone number.
        anyhow::ensure!(staff.reader.browser.get(&path)?.status == 403);
        anyhow::ensure!(staff.reader.browser.get(&format!("{path}/1"))?.status == 403);
        anyhow::ensure!(staff.sender.browser.get(&format!("{path}/99"))?.status == 404);
        Ok(())
    })
    .await;
}
