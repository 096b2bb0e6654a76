//! Bulk starts 批量发起: a sheet of people and values for one template, checked, begun, watched and told of in a file.

pub mod prepare;
pub mod read;
pub mod result_sheet;
pub mod steer;

use super::organisations::giver::Giver;
use super::problem::Problem;
use crate::hub::Hub;
use domain::aggregate::Aggregate;
use domain::bulk_start::sheet::Sheet;
use domain::bulk_start::state::BulkStartState;
use domain::bulk_start::{BulkStart, PreparedRows};
use domain::ids::StreamId;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Where one bulk start of the signed-in person is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub bulk: Uuid,
}

/// The stream of a bulk start, which also owns its rows.
fn stream(bulk: Uuid) -> StreamId {
    StreamId::new(BulkStart::KIND, bulk)
}

/// A bulk start of the signed-in person; nobody learns whether others have one of this id.
async fn find(giver: &Giver, bulk: Uuid) -> Result<(Arc<BulkStartState>, PreparedRows), Problem> {
    let account = giver.account()?;
    let snapshot = giver.hub.bulk_start(bulk).state().await;
    let snapshot = snapshot.map_err(|e| giver.problem(Problem::internal("read a bulk start", e)))?;
    let found = snapshot.and_then(|snapshot| {
        let prepared = snapshot.state.prepared.clone()?;
        (prepared.owner == account).then_some((snapshot.state, prepared))
    });
    found.ok_or_else(|| giver.problem(Problem::new("bulk_start_not_found")))
}

/// The rows as they were read.
async fn sheet(hub: &Hub, bulk: Uuid, prepared: &PreparedRows) -> Result<Sheet, Problem> {
    let bytes = hub.blob(&stream(bulk).to_string(), prepared.rows).await?;
    serde_json::from_slice(&bytes).map_err(|e| Problem::internal("read the rows of a sheet", e))
}
