//! Pictures in controls 图片: sent before the values that name them by their hash. What is kept was drawn anew by the
//! worker. A party can name only what it has sent itself: the contract keeps other pictures, too, such as seals.

use crate::documents;
use crate::http::drafts::blob_owner;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::plan::FillControl;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, DraftId, PartyNo};
use domain::ports::account_desk::Ticket;
use domain::value::ValueKind;

/// Largest upload, in bytes.
pub const MOST_BYTES: u64 = 20 << 20;
/// How long a party's picture waits for the values that name it.
const WAITS_MS: i64 = 400 * 86_400_000;

/// Keeps a picture of the sender with the draft.
pub async fn keep_in_draft(hub: &Hub, draft: DraftId, upload: Vec<u8>) -> Result<Sha256Hash, Problem> {
    let png = documents::picture::picture(hub, upload).await?;
    put(hub, &blob_owner(draft), &png).await
}

/// Keeps a picture of a party with the contract.
pub async fn keep(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
    upload: Vec<u8>,
) -> Result<Sha256Hash, Problem> {
    let png = documents::picture::picture(hub, upload).await?;
    let picture = put(hub, &hub.contract_stream(contract).to_string(), &png).await?;
    let ticket = Ticket {
        name: ticket(contract, party, picture),
        body: "{}".to_owned(),
        expires: hub.clock.now().plus_millis(WAITS_MS),
    };
    let noted = hub.store.desk.put_ticket(ticket).await;
    noted.map_err(|e| Problem::internal("note a picture", e))?;
    Ok(picture)
}

/// Whether the party has sent this picture for this contract.
pub async fn is_of(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
    picture: Sha256Hash,
) -> Result<bool, Problem> {
    let name = ticket(contract, party, picture);
    let noted = hub.store.desk.ticket(&name, hub.clock.now()).await;
    let noted = noted.map_err(|e| Problem::internal("look for a picture", e))?;
    Ok(noted.is_some())
}

/// Whether it stands in a control of the contract.
pub fn is_filled_in(state: &ContractState, picture: Sha256Hash) -> bool {
    let controls = state.opened.iter().flat_map(|opened| &opened.controls);
    controls
        .filter(|control| matches!(control.kind, ValueKind::Picture {}))
        .filter_map(|control| state.value_of(control.no))
        .any(|filled| filled.value.value() == Some(picture.to_hex().as_str()))
}

/// Refuses a value that names no picture of the party's own.
///
/// # Errors
/// `control_value` with the control's name.
pub async fn require_own(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
    control: &FillControl,
    typed: &str,
) -> Result<(), Problem> {
    let Some(picture) = named(control, typed) else {
        return Ok(());
    };
    match is_of(hub, contract, party, picture).await? {
        true => Ok(()),
        false => Err(unknown(control)),
    }
}

/// The sender's picture in a draft goes with the contract.
///
/// # Errors
/// `control_value` where the draft has no such picture.
pub async fn take_along(
    hub: &Hub,
    draft: DraftId,
    contract: ContractId,
    control: &FillControl,
    typed: &str,
) -> Result<(), Problem> {
    let Some(picture) = named(control, typed) else {
        return Ok(());
    };
    let to = hub.contract_stream(contract).to_string();
    let copied = hub.store.blobs.copy(&blob_owner(draft), &to, picture).await;
    match copied.map_err(|e| Problem::internal("store a contract's picture", e))? {
        true => Ok(()),
        false => Err(unknown(control)),
    }
}

/// The picture that a control's value names; what is no hash is the rules' to refuse.
fn named(control: &FillControl, typed: &str) -> Option<Sha256Hash> {
    match control.kind {
        ValueKind::Picture {} => typed.trim().parse().ok(),
        _ => None,
    }
}

fn unknown(control: &FillControl) -> Problem {
    Problem::new("control_value")
        .with("name", &control.name)
        .with("problem", "value_not_a_picture")
}

async fn put(hub: &Hub, owner: &str, png: &[u8]) -> Result<Sha256Hash, Problem> {
    let stored = hub.store.blobs.put(owner, png).await;
    stored.map_err(|e| Problem::internal("store a picture", e))
}

fn ticket(contract: ContractId, party: PartyNo, picture: Sha256Hash) -> String {
    format!("filled-picture:{contract}/{party}/{picture}")
}
