//! The hub's own letters: a blank of ours, what is written into it, and the hub's certification, so that anybody can
//! have it checked.

use super::certify::certify;
use super::intake::limits;
use super::prepare_request::CERTIFIER;
use super::{in_worker, values};
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::working_days::SHANGHAI;
use pdf::fill::FilledField;
use pdf::intake::choice::IntakeChoice;
use pdf::prepare::{Certification, PrepareRequest};
use pdf::sign::signature_dictionary::DEFAULT_RESERVE;

/// The blank with its values, certified now.
pub async fn letter(
    services: &Services,
    blank: &'static [u8],
    filled: Vec<FilledField>,
) -> Result<Vec<u8>, Problem> {
    let texts = values::texts(&filled);
    let fonts = services
        .fonts
        .subset(texts.iter().map(|(face, text)| (*face, text.as_str())));
    let request = PrepareRequest {
        parties: Vec::new(),
        certification: Certification {
            name: CERTIFIER.to_owned(),
            reason: None,
            location: None,
            at: services.clock.now(),
            offset_minutes: SHANGHAI,
            contents_reserve: DEFAULT_RESERVE,
        },
        filled,
        fonts: fonts.map_err(|e| Problem::internal("choose the letters of a letter", e))?,
    };
    let limits = limits(services);
    let prepared = in_worker(services.worker.clone(), move |worker| {
        let clean = worker.intake(blank, limits, IntakeChoice::default())?;
        worker.prepare(&clean.bytes, request)
    });
    Ok(certify(services, prepared.await?).await?.bytes)
}
