//! The one-time link that makes the platform operator: printed at the first start, used once.

use crate::http::problem::Problem;
use crate::http::sessions::random_text;
use crate::hub::Hub;
use domain::hash::Sha256Hash;
use domain::ids::AccountId;

const TOKEN: &str = "operator_setup_token";
const CLAIMED: &str = "operator_setup_claimed";

/// The secret of the link, while nobody has used it; made at the first call, shown at each start until used.
pub async fn pending_token(hub: &Hub) -> Result<Option<String>, Problem> {
    let rows = &hub.store.rows;
    let failed = |e| Problem::internal("read the set-up link", e);
    if rows.setting(CLAIMED).await.map_err(failed)?.is_some() {
        return Ok(None);
    }
    let fresh = random_text(hub, 24);
    rows.claim_setting(TOKEN, &fresh).await.map(Some).map_err(failed)
}

/// Whether `token` is the link's secret and nobody has used it. Compared as hashes: the time taken tells nothing.
pub async fn fits(hub: &Hub, token: &str) -> Result<bool, Problem> {
    let rows = &hub.store.rows;
    let failed = |e| Problem::internal("read the set-up link", e);
    if rows.setting(CLAIMED).await.map_err(failed)?.is_some() {
        return Ok(false);
    }
    let stored = rows.setting(TOKEN).await.map_err(failed)?;
    Ok(stored.is_some_and(|s| Sha256Hash::of(s.as_bytes()) == Sha256Hash::of(token.as_bytes())))
}

/// Whether `account` is the one that this link makes operator; the first claim stands for ever.
pub async fn claim(hub: &Hub, account: AccountId) -> Result<bool, Problem> {
    let winner = hub.store.rows.claim_setting(CLAIMED, &account.to_string()).await;
    let winner = winner.map_err(|e| Problem::internal("claim the set-up link", e))?;
    Ok(winner == account.to_string())
}
