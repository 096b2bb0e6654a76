//! LibreOffice for uploads from Word and Excel: found once at the start, used by few at a time, in processes of its own.

use super::in_worker;
use super::intake_board::{Step, Ticket};
use crate::config::Config;
use crate::http::problem::Problem;
use crate::hub::Services;
use pdf::office::conversion::Conversion;
use pdf::worker::client::Worker;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What `documents.office` says where Office files are not wanted.
const NONE: &str = "none";

/// LibreOffice on this machine.
pub struct OfficeDesk {
    worker: Worker,
    /// As it names itself, such as `7.4.7.2`.
    pub version: String,
    /// One for each conversion that may run at the same time.
    places: Arc<Semaphore>,
}

impl OfficeDesk {
    /// Tries the LibreOffice that the settings name. `None`, and a line in the log that says what to do, where it
    /// cannot run; everything else works without it.
    pub fn find(config: &Config, worker: &Worker) -> Option<Self> {
        let documents = &config.documents;
        if documents.office.as_os_str() == NONE {
            return None;
        }
        let worker = Worker::office(
            worker.program.clone(),
            worker.arguments.clone(),
            documents.office.clone(),
        );
        match worker.check_office() {
            Ok(version) => Some(Self {
                worker,
                version,
                places: Arc::new(Semaphore::new(documents.office_at_once.max(1) as usize)),
            }),
            Err(error) => {
                tracing::warn!(%error, "office files are refused: install libreoffice-writer-nogui and \
                    libreoffice-calc-nogui, or name soffice.bin in documents.office");
                None
            }
        }
    }
}

/// Looks through an Office file, waits for a place, and converts it to a PDF, which is still foreign.
pub async fn convert(
    services: &Services,
    upload: Arc<Vec<u8>>,
    ticket: &Ticket,
) -> Result<(Vec<u8>, Conversion), Problem> {
    let desk = services
        .office
        .as_ref()
        .ok_or_else(|| Problem::new("office_unavailable"))?;
    let reader = services.worker.cancelled_by(ticket.cancellation());
    let read = Arc::clone(&upload);
    let file = in_worker(reader, move |worker| worker.inspect_office(&read)).await?;
    ticket.step(Step::Queued);
    let place = Arc::clone(&desk.places).acquire_owned().await;
    let place = place.map_err(|e| Problem::internal("wait for LibreOffice", e))?;
    ticket.step(Step::Converting);
    let converter = desk.worker.cancelled_by(ticket.cancellation());
    in_worker(converter, move |worker| {
        // The place is free when the process has ended, whether or not somebody still waits for it.
        let _place = place;
        worker.convert_office(&upload, file)
    })
    .await
}
