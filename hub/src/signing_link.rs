//! Signing links: 256 random bits in the address's fragment, stored as a hash, bound to contract and role.

use crate::http::problem::Problem;
use crate::http::sessions::random_text;
use crate::hub::Services;
use domain::contract::plan::PlannedParty;
use domain::hash::Sha256Hash;
use domain::ids::ContractId;
use domain::ports::account_desk::{LinkRole, SigningLink, Ticket};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A month.
const AFTER_DEADLINE_MS: i64 = 31 * 86_400_000;
/// How long a link for another device waits to be opened: ten minutes.
const ONCE_MS: i64 = 10 * 60_000;

/// A link as it is handed out.
pub struct HandedLink {
    pub url: String,
    pub expires: Timestamp,
}

/// Makes a link that lives as long as the settings say, and to a month after `deadline` where there is one: what was
/// signed is read and downloaded through it. Earlier links of the role stay valid.
pub async fn create(
    hub: &Services,
    contract: ContractId,
    role: LinkRole,
    deadline: Option<Timestamp>,
) -> Result<HandedLink, Problem> {
    let secret = random_text(hub, 32);
    let hours = i64::from(hub.config.ceremony.link_hours);
    let expires = hub.clock.now().plus_millis(hours * 3_600_000);
    let expires = expires.max(deadline.map_or(expires, |deadline| deadline.plus_millis(AFTER_DEADLINE_MS)));
    let link = SigningLink {
        token: Sha256Hash::of(secret.as_bytes()),
        contract,
        role,
        expires,
    };
    hub.store
        .desk
        .put_link(link)
        .await
        .map_err(|e| Problem::internal("store a link", e))?;
    let page = match role {
        LinkRole::Party { .. } | LinkRole::OneOf { .. } => "s",
        LinkRole::Reader { .. } => "r",
        LinkRole::Viewer => "v",
        LinkRole::Stage => "stage",
    };
    Ok(HandedLink {
        url: format!("{}/{page}#{secret}", hub.origin()),
        expires,
    })
}

/// The place that whoever acts for a party now has in the contract.
pub fn place_of(planned: &PlannedParty) -> LinkRole {
    let party = planned.no;
    match planned.account {
        Some(account) if !planned.any_of.is_empty() => LinkRole::OneOf { party, account },
        _ => LinkRole::Party { party },
    }
}

/// Makes a link by which a place is gone on with at another device: it opens once, and soon.
pub async fn create_once(
    hub: &Services,
    contract: ContractId,
    role: LinkRole,
) -> Result<HandedLink, Problem> {
    let secret = random_text(hub, 32);
    let expires = hub.clock.now().plus_millis(ONCE_MS);
    let noted = Once { contract, role };
    let ticket = Ticket {
        name: once(Sha256Hash::of(secret.as_bytes())),
        body: serde_json::to_string(&noted).map_err(|e| Problem::internal("note a link", e))?,
        expires,
    };
    let stored = hub.store.desk.put_ticket(ticket).await;
    stored.map_err(|e| Problem::internal("store a link", e))?;
    Ok(HandedLink {
        url: format!("{}/s#{secret}", hub.origin()),
        expires,
    })
}

/// What a link's secret opens now; one of [`create_once`] is used up by it.
pub async fn open(hub: &Services, secret: &str) -> Result<Option<SigningLink>, Problem> {
    let token = Sha256Hash::of(secret.as_bytes());
    let now = hub.clock.now();
    let failed = |e| Problem::internal("read a link", e);
    let link = hub.store.desk.link(token, now).await.map_err(failed)?;
    if link.is_some() {
        return Ok(link);
    }
    let taken = hub.store.desk.take_ticket(&once(token), now).await;
    let noted = taken
        .map_err(failed)?
        .and_then(|body| serde_json::from_str::<Once>(&body).ok());
    Ok(noted.map(|Once { contract, role }| SigningLink {
        token,
        contract,
        role,
        expires: now,
    }))
}

/// A place that is gone on with at another device, while it waits.
#[derive(Serialize, Deserialize)]
struct Once {
    contract: ContractId,
    role: LinkRole,
}

fn once(token: Sha256Hash) -> String {
    format!("own-link:{token}")
}
