//! Devices on which somebody is signed in: seen, and ended one by one or all at once, with their sockets.

use anyhow::ensure;
use serde_json::Value;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::sign_in;
use tests::venue::{Venue, script};

const PHONE: &str = "13600000001";
const DESK: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/128.0.0.0 Safari/537.36";
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 14; HBN-AL80) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49(0x28003133)";
/// The close code of a socket whose session has ended.
const SIGNED_OUT: u16 = 4001;

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_listed_and_ended() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let operator = venue.host.clone();
    let (desk, phone) = blocking(move || {
        let desk = sign_in::by_code(&operator.named(DESK), PHONE)?;
        Host::accept_agreements(&desk)?;
        let phone = sign_in::by_code(&operator.named(WECHAT), PHONE)?;
        let third = sign_in::by_code(&operator, PHONE)?;
        one_is_ended(&desk, &third)?;
        nobody_ends_anothers(&operator, &desk)?;
        Ok((desk, phone))
    })
    .await
    .unwrap();
    let mut room = room(&desk).await.unwrap();
    blocking(move || {
        phone.delete("/me/sessions")?.ok()?;
        let own = list(&phone)?;
        ensure!(own.len() == 1 && own[0]["current"] == true, "{own:?}");
        ensure!(own[0]["device"]["system"] == "Android", "{own:?}");
        ensure!(desk.get("/me/sessions")?.code() == "sign_in_required");
        Ok(())
    })
    .await
    .unwrap();
    let closed = room
        .socket
        .until("the revoked session's socket is closed", |screen| {
            screen.last_close.is_some()
        });
    assert_eq!(closed.await.unwrap().last_close, Some(SIGNED_OUT));
}

fn list(browser: &Browser) -> anyhow::Result<Vec<Value>> {
    let rows = browser.get("/me/sessions")?.ok()?.json()?;
    Ok(rows.as_array().cloned().unwrap_or_default())
}

/// The one who asks sees which is theirs, what the others are, and ends one of them.
fn one_is_ended(desk: &Browser, third: &Browser) -> anyhow::Result<()> {
    let own = list(desk)?;
    ensure!(own.len() == 3, "{own:?}");
    let here: Vec<&Value> = own.iter().filter(|session| session["current"] == true).collect();
    ensure!(
        here.len() == 1 && here[0]["device"]["browser"] == "Chrome 128",
        "{here:?}"
    );
    ensure!(here[0]["device"]["system"] == "Windows", "{here:?}");
    ensure!(
        own.iter().any(|session| session["device"]["browser"] == "微信 8"),
        "{own:?}"
    );
    let unnamed = own.iter().find(|session| session["device"]["browser"] == "");
    let id = unnamed
        .and_then(|session| session["id"].as_str())
        .unwrap_or_default();
    desk.delete(&format!("/me/sessions/{id}"))?.ok()?;
    ensure!(
        third.get("/me/sessions")?.status == 401,
        "the ended session goes on"
    );
    ensure!(desk.delete(&format!("/me/sessions/{id}"))?.code() == "not_found");
    Ok(())
}

fn nobody_ends_anothers(operator: &Browser, desk: &Browser) -> anyhow::Result<()> {
    for session in list(desk)? {
        let id = session["id"].as_str().unwrap_or_default();
        ensure!(operator.delete(&format!("/me/sessions/{id}"))?.code() == "not_found");
    }
    operator.delete("/me/sessions")?.ok()?;
    ensure!(list(desk)?.len() == 2);
    Ok(())
}

/// A room that this browser hosts, with its socket open.
async fn room(host: &Browser) -> anyhow::Result<Host> {
    let script = script("两台设备", 2);
    let draft = Host::upload(host, &script).await?;
    let contract = Host::open(host, &draft, &script).await?;
    Host::enter(host.clone(), contract).await
}
