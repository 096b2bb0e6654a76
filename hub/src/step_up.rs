//! Step-up 再次确认: before somebody changes what opens their account or signs for them, they show once more that
//! it is them. It counts for this session and a few minutes.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::account::event::Confirmation;
use domain::hash::Sha256Hash;
use domain::ids::AccountId;
use domain::ports::account_desk::Ticket;

const LIFE_MS: i64 = 5 * 60_000;

/// Notes that the person of this session was proven just now.
pub async fn confirm(hub: &Hub, session: Sha256Hash, by: Confirmation) -> Result<(), Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("note a step-up", e);
    let ticket = Ticket {
        name: name(session),
        body: serde_json::to_string(&by).map_err(|e| failed(&e))?,
        expires: hub.clock.now().plus_millis(LIFE_MS),
    };
    hub.store.desk.put_ticket(ticket).await.map_err(|e| failed(&e))
}

/// Whether the person of this session was proven just now.
///
/// # Errors
/// `step_up_required` where they were not.
pub async fn require_proven(hub: &Hub, session: Sha256Hash) -> Result<(), Problem> {
    let noted = hub.store.desk.ticket(&name(session), hub.clock.now()).await;
    let noted = noted.map_err(|e| Problem::internal("read a step-up", e))?;
    noted.map(drop).ok_or_else(|| Problem::new("step_up_required"))
}

/// Who asks and how they were proven, or the refusal that makes the page ask for a proof.
pub async fn require(hub: &Hub, visitor: &Visitor) -> Result<(AccountId, Confirmation), Problem> {
    let account = visitor.require_account()?;
    let needed = || Problem::new("step_up_required");
    let session = visitor.session.as_ref().ok_or_else(needed)?;
    let noted = hub.store.desk.ticket(&name(session.token), hub.clock.now()).await;
    let noted = noted.map_err(|e| Problem::internal("read a step-up", e))?;
    let by = noted.and_then(|body| serde_json::from_str(&body).ok());
    Ok((account, by.ok_or_else(needed)?))
}

fn name(session: Sha256Hash) -> String {
    format!("step-up:{session}")
}
