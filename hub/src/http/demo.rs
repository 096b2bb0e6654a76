//! 一键体验: one call makes a demonstration host, a contract from the shipped file, and links for everybody.

use super::access::Visitor;
use super::drafts::{self, DraftField, DraftParty, create::new_draft};
use super::problem::Problem;
use super::sessions;
use crate::hub::Hub;
use crate::signing_link;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::event::Phase;
use domain::contract::plan::{PageRect, SignContent};
use domain::ids::{AccountId, ContractId, PartyNo};
use domain::ports::account_desk::{LinkRole, SessionSubject};
use pdf::intake::choice::IntakeChoice;
use serde_json::json;
use std::time::Duration;

/// The bilingual 战略合作框架协议 between two fictional companies.
const CONTRACT: &[u8] = include_bytes!("../../assets/demo-contract.pdf");
const PER_HOUR: u32 = 60;
const HOUR_MS: i64 = 3_600_000;
/// How long the page may take to prepare before the visitor is told to try again.
const PREPARING: Duration = Duration::from_secs(60);

pub async fn start(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    if !hub.config.ceremony.demo {
        return Err(in_language(Problem::new("demo_off")));
    }
    limit_rate(&hub).await.map_err(in_language)?;
    // Whoever is signed in hosts it; a stranger gets a host's account for it.
    let (visitor, account, cookie) = match visitor.account {
        Some(account) => (visitor, account, None),
        None => {
            let account = super::sign_in::account_of(&hub, &demo_phone(&hub)).await?;
            let subject = SessionSubject::Account {
                account,
                operator: false,
            };
            let (session, cookie) = sessions::begin(&hub, &request, subject, None).await?;
            let visitor = Visitor {
                session: Some(session),
                account: Some(account),
                ..Visitor::default()
            };
            (visitor, account, Some(cookie))
        }
    };
    let contract = open_demo(&hub, &visitor, account).await.map_err(in_language)?;
    let mut links = Vec::new();
    for role in [
        LinkRole::Party { party: PartyNo(1) },
        LinkRole::Party { party: PartyNo(2) },
        LinkRole::Stage,
        LinkRole::Viewer,
    ] {
        let link = signing_link::create(&hub, contract, role, None).await?;
        let mut entry = serde_json::to_value(role).map_err(|e| Problem::internal("write a link", e))?;
        entry["url"] = link.url.clone().into();
        entry["qr_svg"] = crate::qr_code::svg(&link.url).into();
        links.push(entry);
    }
    let mut response = HttpResponse::Created();
    if let Some(cookie) = cookie {
        response.cookie(cookie);
    }
    Ok(response.json(json!({"contract": contract, "links": links})))
}

/// Fills the draft as a host would, opens the room and waits for R0.
async fn open_demo(hub: &Hub, visitor: &Visitor, account: AccountId) -> Result<ContractId, Problem> {
    let draft = new_draft(hub, visitor, true).await?;
    drafts::upload::take_in(
        hub,
        draft.id,
        "战略合作框架协议（演示）.pdf",
        CONTRACT.to_vec(),
        IntakeChoice::default(),
        drafts::upload::Place::Instead,
    )
    .await?;
    let (draft, mut body) = drafts::load(hub, draft.id).await?;
    body.title = "战略合作框架协议（演示）".to_owned();
    body.host_name = "演示主持人".to_owned();
    body.parties = vec![
        party("甲方", "林望舒", "青屿新能源（虚构）有限公司", "13800000001"),
        party(
            "乙方",
            "陈以南",
            "北岸精密制造（虚构）股份有限公司",
            "13800000002",
        ),
    ];
    let last_page = body.document.as_ref().map_or(1, |document| document.pages.len());
    let boxed = |party, x| DraftField {
        party: PartyNo(party),
        page: u32::try_from(last_page).unwrap_or(1),
        rect: PageRect {
            x,
            y: 488_000,
            w: 185_000,
            h: 78_000,
        },
        content: SignContent::Ink,
        group: None,
    };
    body.fields = vec![boxed(1, 78_000), boxed(2, 309_000)];
    drafts::store(hub, &draft, draft.version, &body).await?;
    let contract = drafts::open::open_draft(hub, account, draft.id, hub.clock.command_id()).await?;
    wait_for_lobby(hub, contract).await?;
    Ok(contract)
}

fn party(label: &str, name: &str, organisation: &str, phone: &str) -> DraftParty {
    DraftParty {
        label: label.to_owned(),
        name: name.to_owned(),
        phone: phone.to_owned(),
        organisation: Some(organisation.to_owned()),
        paper: None,
        turn: None,
        demands: Default::default(),
        auto: None,
        any_of: Vec::new(),
    }
}

/// Waits until R0 is prepared: whoever follows the link finds the room open.
pub async fn wait_for_lobby(hub: &Hub, contract: ContractId) -> Result<(), Problem> {
    let waiting = async {
        let followed = hub.contract(contract).follow().await;
        let followed = followed.map_err(|e| Problem::internal("follow a contract", e))?;
        let Some((snapshot, mut feed)) = followed else {
            return Err(Problem::new("contract_not_found"));
        };
        let mut phase = snapshot.state.phase;
        while phase == Phase::Preparing {
            feed.next().await.ok_or_else(|| Problem::new("unavailable"))?;
            phase = hub.contract_state(contract).await?.state.phase;
        }
        if phase == Phase::CalledOff {
            Err(Problem::new("unavailable"))
        } else {
            Ok(())
        }
    };
    tokio::time::timeout(PREPARING, waiting)
        .await
        .unwrap_or_else(|_| Err(Problem::new("unavailable")))
}

/// `DELETE /demo/{contract}`: personal values and files go; the log keeps its empty lines.
pub async fn remove(hub: web::Data<Hub>, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let state = hub.contract_state(*contract).await?.state;
    let opened = state.opened.as_ref().filter(|opened| opened.policy.demo);
    let opened = opened.ok_or_else(|| Problem::new("not_allowed"))?;
    let stream = hub.contract_stream(*contract);
    let failed = |e: &dyn std::fmt::Display| Problem::internal("remove a demonstration", e);
    let parties = opened.parties.iter().map(|party| format!("party/{}", party.no));
    for subject in std::iter::once("host".to_owned()).chain(parties) {
        hub.store
            .log
            .erase(&stream, &subject)
            .await
            .map_err(|e| failed(&e))?;
    }
    let roles = opened.parties.iter().map(signing_link::place_of);
    for role in roles.chain([LinkRole::Viewer, LinkRole::Stage]) {
        hub.store
            .desk
            .revoke_links(*contract, role)
            .await
            .map_err(|e| failed(&e))?;
    }
    hub.store
        .blobs
        .remove_owner(&stream.to_string())
        .await
        .map_err(|e| failed(&e))?;
    Ok(HttpResponse::NoContent().finish())
}

/// A number that no network assigns: each demonstration has a host of its own.
fn demo_phone(hub: &Hub) -> String {
    let mut bytes = [0; 8];
    hub.clock.fill_random(&mut bytes);
    format!("000{:012}", u64::from_le_bytes(bytes) % 1_000_000_000_000)
}

async fn limit_rate(hub: &Hub) -> Result<(), Problem> {
    let now = hub.clock.now();
    let until = domain::timestamp::Timestamp((now.0 / HOUR_MS + 1) * HOUR_MS);
    let count = hub.store.desk.count("demo", now, until).await;
    let count = count.map_err(|e| Problem::internal("count demonstrations", e))?;
    if count > PER_HOUR {
        Err(Problem::new("too_many_requests"))
    } else {
        Ok(())
    }
}
