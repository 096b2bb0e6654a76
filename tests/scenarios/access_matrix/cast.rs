//! Everybody who may call a hub: strangers, hosts, employees, parties, and browsers with cookies that do not count.

use crate::organisations::register;
use anyhow::Context;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::{Host, UploadedDraft};
use tests::ceremony::party::Party;
use tests::sign_in;
use tests::venue::{Venue, script};

/// Where the readers of the rooms are written to.
const READER: &str = "reader@example.com";

/// Who calls. The host here is an account without special rights, and the super administrator of an organisation;
/// the operator hosts another contract.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
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
    /// 抄送, identified.
    Reader,
    Viewer,
    Stage,
    /// Came with a link that opens no more.
    ExpiredLink,
    /// A session that was good until its owner signed out.
    EndedCookie,
    UnknownCookie,
    GarbageCookie,
    UnknownSeat,
}

/// Everybody with their browser, and what they reach for.
pub struct Cast {
    _venue: Venue,
    pub people: Vec<(Who, Browser)>,
    contract: String,
    draft: String,
    organisation: String,
}

impl Cast {
    /// Brings everybody to a hub of their own.
    pub async fn gather() -> anyhow::Result<Self> {
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
            (Who::Reader, reader(&room).await?),
            (Who::Viewer, guest(&room, json!({"role": "viewer"})).await?),
            (Who::Stage, guest(&room, json!({"role": "stage"})).await?),
            (Who::ExpiredLink, expired_link(&room).await?),
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

    /// The browser of one of them.
    pub fn browser_of(&self, wanted: Who) -> anyhow::Result<&Browser> {
        let found = self.people.iter().find(|(who, _)| *who == wanted);
        found.map(|(_, browser)| browser).context("nobody of the kind")
    }

    /// The path of a row, with what this cast reaches for in its places.
    pub fn path(&self, pattern: &str) -> String {
        pattern
            .replace("{contract}", &self.contract)
            .replace("{draft}", &self.draft)
            .replace("{organisation}", &self.organisation)
            .replace("{department}", "1")
            .replace("{role}", "1")
            .replace("{member}", "2")
            .replace("{passkey}", "AAAA")
            .replace("{seal}", "00000000-0000-7000-8000-000000000001")
            .replace("{no}", "1")
            .replace("{download}", "00000000-0000-7000-8000-000000000001")
            .replace("{approval}", "00000000-0000-7000-8000-000000000001")
            .replace("{flow}", "1")
            .replace("{letter}", "1")
            .replace("{template}", "00000000-0000-7000-8000-000000000001")
            .replace("{exhibition}", "00000000-0000-7000-8000-000000000001")
            .replace("{booth}", "1")
            .replace("{hall}", "1")
            .replace("{list}", "booths")
            .replace("{exhibitor}", "1")
            .replace("{bulk}", "00000000-0000-7000-8000-000000000001")
            .replace("{code}", "00000000-0000-7000-8000-000000000001")
            .replace("{grant}", "1")
            .replace("{session}", &"0".repeat(32))
            .replace("{page}", "1")
            .replace("{party}", "1")
            .replace("{request}", "MAA=")
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

/// An account without special rights.
async fn signed_in(operator: &Browser, phone: &'static str) -> anyhow::Result<Browser> {
    let operator = operator.clone();
    blocking(move || sign_in::by_code(&operator, phone)).await
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
    let mut script = script(title, 2);
    script.shape = |body| body["readers"] = json!({"people": [{"name": "抄送人", "address": READER}]});
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

/// A reader of the room's contract who has shown that the address is theirs.
async fn reader(room: &Host) -> anyhow::Result<Browser> {
    let browser = guest(room, json!({"role": "reader", "reader": 1})).await?;
    let (host, outbox) = (
        room.browser.clone(),
        format!("/contracts/{}/outbox", room.contract),
    );
    blocking(move || {
        browser.post("/join/reader/code", &json!({}))?.ok()?;
        let code = sign_in::newest_code(&host.get(&outbox)?.ok()?.json()?, READER)?;
        browser
            .post("/join/reader/verify", &json!({"code": code}))?
            .ok()?;
        Ok(browser)
    })
    .await
}

/// Somebody who opens a party's link that opens once, after the party did.
async fn expired_link(room: &Host) -> anyhow::Result<Browser> {
    let token = room.link(json!({"role": "party", "party": 2})).await?;
    let (invited, path) = (
        room.browser.fresh(),
        format!("/contracts/{}/own-link", room.contract),
    );
    blocking(move || {
        let joined = invited.post("/join", &json!({"token": token}))?.ok()?.json()?;
        let invited = invited.seated(joined["seat"].as_str().context("no seat")?);
        let own = invited.post(&path, &json!({}))?.ok()?.json()?;
        let once = own["url"]
            .as_str()
            .and_then(|url| url.split_once('#'))
            .context("no secret")?
            .1;
        let token = json!({"token": once});
        invited.fresh().post("/join", &token)?.ok()?;
        let late = invited.fresh();
        let refused = late.post("/join", &token)?;
        anyhow::ensure!(refused.code() == "link_ended", "{}", refused.code());
        Ok(late)
    })
    .await
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
