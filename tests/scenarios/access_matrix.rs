//! Every route of the table with every kind of caller: allowed exactly where the table says so, and no answer
//! to anybody else tells more than a refusal.

use crate::organisations::register;
use anyhow::Context;
use domain::organisation::permission::Permission;
use hub::http::access::Access;
use hub::http::routes::{self, RouteRow};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use tests::browser::{Answer, Browser};
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::{blocking, host::UploadedDraft};
use tests::venue::{Venue, script};

/// Names that a refusal must not tell.
const SECRETS: [&str; 4] = ["矩阵之约", "张伟", "李娜", "139000000"];

/// Who calls. The host here is an account without special rights, and the super administrator of an organisation;
/// the operator hosts another contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Stranger,
    /// Signed in, without having accepted the agreements.
    NotAgreed,
    OtherAccount,
    Host,
    /// Employee of the host's organisation, without a role.
    Employee,
    /// As that, with the right to manage members.
    Personnel,
    /// Had every right until suspended.
    Suspended,
    Operator,
    UnverifiedParty,
    VerifiedParty,
    OtherContractsParty,
    Viewer,
    Stage,
    /// A session that was good until its owner signed out.
    EndedCookie,
    UnknownCookie,
    GarbageCookie,
    UnknownSeat,
}

/// Everybody with their browser, and what they reach for.
struct Cast {
    _venue: Venue,
    people: Vec<(Who, Browser)>,
    contract: String,
    draft: String,
    organisation: String,
}

/// What the table's word for access means for each caller.
fn may(who: Who, access: Access) -> bool {
    use Who::{
        Employee, Host, NotAgreed, Operator, OtherAccount, OtherContractsParty, Personnel, Stage, Suspended,
        UnverifiedParty, VerifiedParty, Viewer,
    };
    match access {
        Access::Anybody | Access::Program => true,
        Access::SignedIn => who == NotAgreed || may(who, Access::Account),
        Access::Account => matches!(
            who,
            OtherAccount | Host | Operator | Employee | Personnel | Suspended
        ),
        Access::Member => matches!(who, Host | Employee | Personnel),
        Access::MemberWith(Permission::ManageMembers) => matches!(who, Host | Personnel),
        Access::MemberWith(_) | Access::SuperAdministrator => who == Host,
        Access::Operator => who == Operator,
        Access::DraftOwner | Access::Host => who == Host,
        Access::GuestParty => matches!(who, UnverifiedParty | VerifiedParty | OtherContractsParty),
        Access::Participant => matches!(who, Host | VerifiedParty | Viewer | Stage),
        Access::Signatory => matches!(who, Host | VerifiedParty),
    }
}

/// Codes of the guard itself; a handler that was reached answers with something else.
fn is_denied(answer: &Answer) -> bool {
    matches!(
        (answer.status, answer.code().as_str()),
        (401, "sign_in_required") | (403, "not_allowed" | "cross_site" | "agreements_owed")
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_exactly_whom_the_table_names() {
    let cast = Cast::gather().await.unwrap();
    blocking(move || {
        let mut wrong = Vec::new();
        for row in routes::rows() {
            let path = cast.path(row.path);
            for (who, browser) in &cast.people {
                if ends_something(row.path, *who) {
                    continue;
                }
                let answer = call(browser, row.method.as_str(), &path)?;
                let said = String::from_utf8_lossy(&answer.body).into_owned();
                let denied = is_denied(&answer);
                let leaks = denied && SECRETS.iter().any(|secret| said.contains(secret));
                if denied == may(*who, row.access) || leaks || answer.status >= 500 {
                    wrong.push(format!(
                        "{} {} by {who:?}: {} {said:.200}",
                        row.method, row.path, answer.status
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        every_change_from_elsewhere_is_refused(&cast)?;
        sockets_of_other_pages_are_refused(&cast)
    })
    .await
    .unwrap();
}

/// Calls that would take the matrix apart while it runs: the host's own sign-out, removals and opening.
fn ends_something(path: &str, who: Who) -> bool {
    let takes_down = path == "/sign-out" && may(who, Access::SignedIn);
    takes_down || (matches!(path, "/drafts/{draft}" | "/demo/{contract}") && who == Who::Host)
}

/// One call with an empty object where a body is due: what is not refused by the guard fails in the handler.
fn call(browser: &Browser, method: &str, path: &str) -> anyhow::Result<Answer> {
    let body = (method != "GET").then(|| ("application/json", b"{}".to_vec()));
    browser.call(method, path, body)
}

fn every_change_from_elsewhere_is_refused(cast: &Cast) -> anyhow::Result<()> {
    let (_, host) = cast
        .people
        .iter()
        .find(|(who, _)| *who == Who::Host)
        .context("no host")?;
    let ours = format!("Origin: {}\r\n", host.origin());
    let forms = [
        ours.clone(),
        "X-Huiqian: 1\r\nOrigin: https://elsewhere.example\r\n".to_owned(),
        "X-Huiqian: 1\r\nOrigin: null\r\n".to_owned(),
        format!("X-Huiqian: 0\r\n{ours}"),
        String::new(),
    ];
    let changing = |row: &&RouteRow| row.method != "GET" && row.access != Access::Program;
    for row in routes::rows().iter().filter(changing) {
        for form in &forms {
            let said = raw(host, row.method.as_str(), &cast.path(row.path), form)?;
            assert!(
                said.starts_with("HTTP/1.1 403"),
                "{} {} with {form:?}: {said}",
                row.method,
                row.path
            );
            assert!(said.contains("\"cross_site\""), "{said}");
        }
    }
    Ok(())
}

/// Forms of `Origin` that are not exactly ours, or none at all.
fn hostile_origins(ours: &str) -> Vec<Option<String>> {
    let host = ours.trim_start_matches("http://");
    let other_port = format!("{}1", &ours[..ours.len() - 1]);
    [
        "https://elsewhere.example".to_owned(),
        "null".to_owned(),
        format!("https://{host}"),
        format!("{ours}.elsewhere.example"),
        format!("{ours}/"),
        format!("{ours}@elsewhere.example"),
        format!("http://elsewhere.example#{host}"),
        format!("http://{host} https://elsewhere.example"),
        if other_port == ours {
            format!("{}2", &ours[..ours.len() - 1])
        } else {
            other_port
        },
        ours.replace("http", "HTTP"),
        "http://127.0.0.1".to_owned(),
    ]
    .into_iter()
    .map(Some)
    .chain([None])
    .collect()
}

fn sockets_of_other_pages_are_refused(cast: &Cast) -> anyhow::Result<()> {
    const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: huiqian.v1\r\n";
    let (_, host) = cast
        .people
        .iter()
        .find(|(who, _)| *who == Who::Host)
        .context("no host")?;
    let path = cast.path("/contracts/{contract}/live");
    let own = raw(
        host,
        "GET",
        &path,
        &format!("{UPGRADE}Origin: {}\r\n", host.origin()),
    )?;
    assert!(own.starts_with("HTTP/1.1 101"), "our own page is refused: {own}");
    let origins = hostile_origins(host.origin());
    assert_eq!(origins.len(), 12);
    for origin in origins {
        let header = origin
            .as_ref()
            .map(|origin| format!("Origin: {origin}\r\n"))
            .unwrap_or_default();
        let said = raw(host, "GET", &path, &format!("{UPGRADE}{header}"))?;
        assert!(said.starts_with("HTTP/1.1 403"), "{origin:?}: {said}");
    }
    Ok(())
}

/// One request with exactly these headers besides cookie and host; the first bytes of the answer.
fn raw(browser: &Browser, method: &str, path: &str, headers: &str) -> anyhow::Result<String> {
    let address = browser.origin().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    let (length, body) = match method {
        "GET" => ("", ""),
        _ => (
            "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n",
            "{}",
        ),
    };
    let cookie = browser.cookie_header();
    write!(
        stream,
        "{method} /api/v1{path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n{length}{headers}\r\n{body}"
    )?;
    let mut said = vec![0; 4096];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut said[filled..])?;
        filled += read;
        let text = String::from_utf8_lossy(&said[..filled]).into_owned();
        if read == 0 || filled == said.len() || text.starts_with("HTTP/1.1 101") || text.ends_with('}') {
            return Ok(text);
        }
    }
}

impl Cast {
    async fn gather() -> anyhow::Result<Self> {
        let venue = blocking(|| Venue::without_film(&[("HUB_DEMO", "false")])).await?;
        let operator = venue.host.clone();
        let host = agreed(&operator, "13700000001").await?;
        let other = agreed(&operator, "13700000002").await?;
        let ended = signed_out(&operator, "13700000003").await?;
        let not_agreed = signed_in(&operator, "13700000004").await?;
        let (room, parties) = room(&host, "矩阵之约").await?;
        let (elsewhere, _) = room_of_strangers(&operator).await?;
        let organisation = organisation(&operator, &host).await?;
        let employee = employed(&operator, &host, &organisation, "13700000005", &[]).await?;
        let personnel = employed(&operator, &host, &organisation, "13700000006", &[5]).await?;
        let suspended = employed(&operator, &host, &organisation, "13700000007", &[1]).await?;
        suspend_last(&host, &organisation).await?;
        let draft: UploadedDraft = Host::upload(&host, &script("矩阵之约", 2)).await?;
        let unverified = guest(&room, json!({"role": "party", "party": 2})).await?;
        let people = vec![
            (Who::Stranger, host.fresh()),
            (Who::NotAgreed, not_agreed),
            (Who::OtherAccount, other),
            (Who::Host, host.clone()),
            (Who::Employee, employee),
            (Who::Personnel, personnel),
            (Who::Suspended, suspended),
            (Who::Operator, operator),
            (Who::UnverifiedParty, unverified),
            (Who::VerifiedParty, parties),
            (Who::OtherContractsParty, elsewhere),
            (Who::Viewer, guest(&room, json!({"role": "viewer"})).await?),
            (Who::Stage, guest(&room, json!({"role": "stage"})).await?),
            (Who::EndedCookie, ended),
            (
                Who::UnknownCookie,
                host.fresh().with_cookie("huiqian", &"A".repeat(43)),
            ),
            (
                Who::GarbageCookie,
                host.fresh().with_cookie("huiqian", "%00'--/../"),
            ),
            (Who::UnknownSeat, host.seated("0123456789abcdef")),
        ];
        Ok(Self {
            _venue: venue,
            people,
            contract: room.contract,
            draft: draft.id().to_owned(),
            organisation,
        })
    }

    fn path(&self, pattern: &str) -> String {
        pattern
            .replace("{contract}", &self.contract)
            .replace("{draft}", &self.draft)
            .replace("{organisation}", &self.organisation)
            .replace("{department}", "1")
            .replace("{role}", "1")
            .replace("{member}", "2")
            .replace("{page}", "1")
            .replace("{party}", "1")
            .replace("{request:.+}", "MAA=")
    }
}

/// An organisation that the host registered and the operator approved.
async fn organisation(operator: &Browser, host: &Browser) -> anyhow::Result<String> {
    let (operator, host) = (operator.clone(), host.clone());
    blocking(move || {
        let id = register(&host)?;
        operator
            .post(&format!("/organisations/{id}/approve"), &json!({}))?
            .ok()?;
        Ok(id)
    })
    .await
}

/// Somebody who was invited with these roles, and joined.
async fn employed(
    operator: &Browser,
    host: &Browser,
    organisation: &str,
    phone: &'static str,
    roles: &'static [u16],
) -> anyhow::Result<Browser> {
    let browser = agreed(operator, phone).await?;
    let (host, organisation) = (host.clone(), organisation.to_owned());
    blocking(move || {
        let people = json!([{"name": "员工", "phone": phone, "roles": roles}]);
        host.post(&format!("/organisations/{organisation}/members"), &people)?
            .ok()?;
        browser
            .post(&format!("/organisations/{organisation}/join"), &json!({}))?
            .ok()?;
        Ok(browser)
    })
    .await
}

/// Suspends whoever joined last.
async fn suspend_last(host: &Browser, organisation: &str) -> anyhow::Result<()> {
    let (host, organisation) = (host.clone(), organisation.to_owned());
    blocking(move || {
        let path = format!("/organisations/{organisation}/members/4/suspended");
        host.put(&path, &json!({"suspended": true}))?.ok().map(drop)
    })
    .await
}

/// An account without special rights, by one-time code; the operator reads it from the outbox.
async fn signed_in(operator: &Browser, phone: &'static str) -> anyhow::Result<Browser> {
    let (operator, browser) = (operator.clone(), operator.fresh());
    blocking(move || {
        browser.post("/sign-in/code", &json!({"phone": phone}))?.ok()?;
        let messages = operator.get("/outbox")?.ok()?.json()?;
        let newest = |message: &&Value| message["to_phone"] == phone;
        let message = messages
            .as_array()
            .and_then(|all| all.iter().find(newest))
            .context("no message")?;
        let text = message["text"].as_str().context("no text")?;
        let code = text
            .split(|c: char| !c.is_ascii_digit())
            .find(|digits| digits.len() == 6)
            .context("no code")?;
        browser
            .post("/sign-in", &json!({"phone": phone, "code": code}))?
            .ok()?;
        Ok(browser)
    })
    .await
}

/// As [`signed_in`], with the agreements of first use accepted.
async fn agreed(operator: &Browser, phone: &'static str) -> anyhow::Result<Browser> {
    let browser = signed_in(operator, phone).await?;
    blocking(move || Host::accept_agreements(&browser).map(|()| browser)).await
}

/// A browser that kept the cookie of a session after it ended.
async fn signed_out(operator: &Browser, phone: &'static str) -> anyhow::Result<Browser> {
    let browser = signed_in(operator, phone).await?;
    let cookies = browser.cookie_header();
    let secret = cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("huiqian="))
        .context("no session")?;
    let kept = browser.fresh().with_cookie("huiqian", secret);
    blocking(move || browser.post("/sign-out", &json!({}))?.ok().map(drop)).await?;
    Ok(kept)
}

/// A room in its lobby, and the browser of its first party, identified.
async fn room(host: &Browser, title: &str) -> anyhow::Result<(Host, Browser)> {
    let script = script(title, 2);
    let draft = Host::upload(host, &script).await?;
    let contract = Host::open(host, &draft, &script).await?;
    let mut room = Host::enter(host.clone(), contract).await?;
    room.socket
        .until("R0 is prepared", |screen| screen.phase == "lobby")
        .await?;
    let party = Party::join(&room, 1, &script.parties[0]).await?;
    let browser = party.browser().clone();
    Ok((room, browser))
}

/// A room of other people; its party, identified there.
async fn room_of_strangers(host: &Browser) -> anyhow::Result<(Browser, Host)> {
    let (room, party) = room(host, "别人的合同").await?;
    Ok((party, room))
}

/// Somebody who opened a link of the room.
async fn guest(room: &Host, role: Value) -> anyhow::Result<Browser> {
    let token = room.link(role).await?;
    let browser = room.browser.fresh();
    blocking(move || {
        let joined = browser.post("/join", &json!({"token": token}))?.ok()?.json()?;
        Ok(browser.seated(joined["seat"].as_str().context("no seat")?))
    })
    .await
}
