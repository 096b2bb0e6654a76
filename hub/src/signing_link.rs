//! Signing links: 256 random bits in the address's fragment, stored as a hash, bound to contract and role.

use crate::http::problem::Problem;
use crate::http::sessions::random_text;
use crate::hub::Services;
use domain::hash::Sha256Hash;
use domain::ids::ContractId;
use domain::ports::account_desk::{LinkRole, SigningLink};
use domain::timestamp::Timestamp;

/// A month.
const AFTER_DEADLINE_MS: i64 = 31 * 86_400_000;

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
        LinkRole::Party { .. } => "s",
        LinkRole::Viewer => "v",
        LinkRole::Stage => "stage",
    };
    Ok(HandedLink {
        url: format!("{}/{page}#{secret}", hub.origin()),
        expires,
    })
}

/// What a link's secret opens now.
pub async fn open(hub: &Services, secret: &str) -> Result<Option<SigningLink>, Problem> {
    let token = Sha256Hash::of(secret.as_bytes());
    hub.store
        .desk
        .link(token, hub.clock.now())
        .await
        .map_err(|e| Problem::internal("read a link", e))
}
