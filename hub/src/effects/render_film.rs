//! Draws the film of a sealed session from its log, in the film worker's own process.

use super::{EffectFailed, Outcome, contract_of};
use crate::documents::film::FilmWorker;
use crate::hub::Services;
use actors::effects::{EffectJob, EffectOutcome};
use domain::aggregate::Recorded;
use domain::contract::Contract;
use domain::contract::command::ContractCommand;
use domain::contract::event::{ContractEvent, FilmRendered};
use domain::hash::Sha256Hash;
use recorder::film_script::{FilmOptions, film_script};
use std::sync::Arc;

/// A film that fails this often is given up, and the log says so.
const ATTEMPTS: u32 = 2;

pub(super) async fn render_film(
    services: &Arc<Services>,
    job: &EffectJob<Contract>,
    from_seq: u64,
    from_hash: Sha256Hash,
) -> Outcome {
    let missing = |code: &str| {
        EffectOutcome::Report(ContractCommand::RecordNoFilm {
            code: code.to_owned(),
        })
    };
    let Some(worker) = &services.film else {
        return Ok(missing("film_worker_missing"));
    };
    match rendered(services, worker, job, from_seq, from_hash).await {
        Ok(film) => Ok(EffectOutcome::Report(ContractCommand::RecordFilm(film))),
        Err(error) if job.attempt + 1 >= ATTEMPTS => {
            tracing::error!(stream = %job.stream, %error, "film given up");
            Ok(missing("film_failed"))
        }
        Err(error) => Err(error),
    }
}

async fn rendered(
    services: &Arc<Services>,
    worker: &FilmWorker,
    job: &EffectJob<Contract>,
    from_seq: u64,
    from_hash: Sha256Hash,
) -> Result<FilmRendered, EffectFailed> {
    let failed = EffectFailed::at("render a film");
    let events = job.entity.events_after(0).await.map_err(|e| failed(&e))?;
    let events: Vec<Recorded<ContractEvent>> = events.into_iter().filter(|e| e.seq <= from_seq).collect();
    let pages = services
        .pages_of(contract_of(job), &job.state)
        .await
        .map_err(|e| failed(&e))?;
    let script = film_script(&events, &pages, &FilmOptions::default()).map_err(|e| failed(&e))?;
    let owner = job.stream.to_string();
    let mut images = Vec::with_capacity(pages.images.len());
    for page in &pages.images {
        images.push((
            page.image,
            services.blob(&owner, page.image).await.map_err(|e| failed(&e))?,
        ));
    }
    let film = worker.render(&script, &images).await.map_err(|e| failed(&e))?;
    let hash = services
        .store
        .blobs
        .put(&owner, &film.bytes)
        .await
        .map_err(|e| failed(&e))?;
    Ok(FilmRendered {
        film: hash,
        length: film.bytes.len() as u64,
        duration_ms: film.duration_ms,
        renderer: film.renderer,
        from_seq,
        from_hash,
    })
}
