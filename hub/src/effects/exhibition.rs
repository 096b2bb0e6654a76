//! Opens the contract of a reservation, and settles those that were not confirmed in time: whether the contract used one
//! stands in its log.

use super::bulk_start::is_passing;
use super::late_hub::LateHub;
use super::{EffectFailed, tell};
use crate::contract_for_visitor::{self, Said, Wanted};
use crate::http::drafts::DraftReservation;
use crate::http::drafts::remove::remove_with_files;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::contract::effect::ReservedStanding;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::contract_form::exhibitor_part;
use domain::exhibition::rejection::ExhibitionRejection;
use domain::exhibition::state::{ExhibitionState, Reservation};
use domain::exhibition::{Exhibition, ExhibitionEffect, opening_of_act};
use domain::hash::Sha256Hash;
use domain::ids::{ActId, ContractId, DraftId, StreamId};
use domain::quote::Quote;
use std::time::Duration;

/// Days that an exhibitor has for signing, after today.
const DAYS_TO_SIGN: u16 = 7;
/// How long after its end a reservation waits for a contract whose first line was being written at that moment.
const GRACE_MS: i64 = 60_000;

type Outcome = Result<EffectOutcome<ExhibitionCommand>, EffectFailed>;

/// An exhibition's effects.
#[derive(Clone, Default)]
pub struct ExhibitionEffects {
    pub hub: LateHub,
}

#[async_trait]
impl EffectHandler<Exhibition> for ExhibitionEffects {
    async fn run(&self, job: &EffectJob<Exhibition>) -> EffectOutcome<ExhibitionCommand> {
        let again = EffectOutcome::Retry {
            after: Duration::from_millis(500),
        };
        let Some(hub) = self.hub.get() else {
            return again;
        };
        let done = match job.effect {
            ExhibitionEffect::Open { act, said } => open(hub, &job.stream, act, said).await,
            ExhibitionEffect::Settle { act, contract } => settle(hub, &job.stream, act, contract).await,
        };
        done.unwrap_or_else(|error| {
            tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
            again
        })
    }
}

async fn open(hub: &Hub, stream: &StreamId, act: ActId, said: Sha256Hash) -> Outcome {
    let failed = EffectFailed::at("open an exhibitor's contract");
    let snapshot = hub.exhibition(stream.id).state().await.map_err(|e| failed(&e))?;
    let Some(state) = snapshot.map(|snapshot| snapshot.state) else {
        return Ok(EffectOutcome::Done);
    };
    // Settled meanwhile.
    let Some(reservation) = state.reservations.get(&act) else {
        return Ok(EffectOutcome::Done);
    };
    let said = hub.blob(&stream.to_string(), said).await;
    let said: Said = serde_json::from_slice(&said.map_err(|e| failed(&e))?).map_err(|e| failed(&e))?;
    match opened(hub, stream, act, &state, &said).await {
        Ok(()) => match confirmation(hub, act, reservation).await? {
            Some(confirm) => Ok(EffectOutcome::Report(confirm)),
            None => Err(failed(&"the opened contract does not quote its reservation")),
        },
        Err(problem) if is_passing(&problem) => Err(failed(&problem.code)),
        Err(problem) => {
            let removed = remove_with_files(hub, DraftId(reservation.contract.0)).await;
            removed.map_err(|e| failed(&e.code))?;
            let code = Some(as_exhibitors_read(problem.code));
            Ok(EffectOutcome::Report(ExhibitionCommand::ReleaseReservation {
                act,
                code,
            }))
        }
    }
}

/// Whoever stands at the desk can do nothing about what the organiser's organisation asks.
fn as_exhibitors_read(code: String) -> String {
    match code.as_str() {
        "approval_needed" | "approval_pending" => "exhibition_awaits_approval".to_owned(),
        "template_disabled" | "template_not_found" | "visitor_place_missing" => {
            "exhibition_offer_over".to_owned()
        }
        "not_allowed" => "exhibition_offerer_gone".to_owned(),
        _ => code,
    }
}

async fn opened(
    hub: &Hub,
    stream: &StreamId,
    act: ActId,
    state: &ExhibitionState,
    said: &Said,
) -> Result<(), Problem> {
    let over = || Problem::new("exhibition_offer_over");
    let reservation = state.reservations.get(&act).ok_or_else(over)?;
    let founded = state.founded.as_ref().ok_or_else(over)?;
    let offered = state.offers.get(&reservation.offer).ok_or_else(over)?;
    let wanted = Wanted {
        owner: offered.by.ok_or_else(over)?,
        organisation: Some(founded.organiser),
        template: &offered.offer.template,
        visitor: exhibitor_part,
        title: title(&offered.offer.name, reservation.number, said),
        said,
        days_to_sign: DAYS_TO_SIGN,
        reservation: Some(DraftReservation {
            line: line_of(stream, reservation),
            until: reservation.until,
        }),
        draft: DraftId(reservation.contract.0),
        command: opening_of_act(stream, act),
    };
    contract_for_visitor::open(hub, &wanted).await
}

/// 展位合同-017-启明机电: told apart in a list by number and company.
fn title(offer: &str, number: u32, said: &Said) -> String {
    let who = said.organisation.as_ref().unwrap_or(&said.name);
    format!("{offer}-{number:03}-{who}").chars().take(100).collect()
}

fn line_of(stream: &StreamId, reservation: &Reservation) -> Quote {
    Quote {
        stream: stream.clone(),
        seq: reservation.seq,
        hash: reservation.hash,
    }
}

/// The contract's first line, where it quotes this reservation.
async fn confirmation(
    hub: &Hub,
    act: ActId,
    reservation: &Reservation,
) -> Result<Option<ExhibitionCommand>, EffectFailed> {
    let failed = EffectFailed::at("look whether a contract quotes its reservation");
    let state = match hub.contract_state(reservation.contract).await {
        Ok(snapshot) => snapshot.state,
        Err(problem) if problem.code == "contract_not_found" => return Ok(None),
        Err(problem) => return Err(failed(&problem.code)),
    };
    let quoted = state
        .opened
        .as_ref()
        .and_then(|opened| opened.reservation.as_ref());
    if quoted.map(|line| line.hash) != Some(reservation.hash) {
        return Ok(None);
    }
    let stream = hub.contract_stream(reservation.contract);
    let lines = hub.store.log.lines(&stream, 0, 1).await.map_err(|e| failed(&e))?;
    let first = lines.first().ok_or_else(|| failed(&"no first line"))?;
    Ok(Some(ExhibitionCommand::Confirm {
        act,
        used: Quote {
            stream,
            seq: first.seq,
            hash: first.hash,
        },
        used_at: state.opened_at,
    }))
}

/// After the grace no contract can quote it any more: a contract's first line is refused once the time is over.
async fn settle(hub: &Hub, stream: &StreamId, act: ActId, contract: ContractId) -> Outcome {
    let failed = EffectFailed::at("settle a reservation");
    let snapshot = hub.exhibition(stream.id).state().await.map_err(|e| failed(&e))?;
    let reservation = snapshot.and_then(|snapshot| snapshot.state.reservations.get(&act).cloned());
    let Some(reservation) = reservation.filter(|known| known.contract == contract) else {
        return Ok(EffectOutcome::Done);
    };
    if let Some(confirm) = confirmation(hub, act, &reservation).await? {
        return Ok(EffectOutcome::Report(confirm));
    }
    let left = reservation.until.plus_millis(GRACE_MS).since(hub.clock.now());
    if let Ok(left @ 1..) = u64::try_from(left) {
        return Ok(EffectOutcome::Retry {
            after: Duration::from_millis(left),
        });
    }
    Ok(EffectOutcome::Report(ExhibitionCommand::ReleaseReservation {
        act,
        code: Some("reservation_spent".to_owned()),
    }))
}

/// Tells an exhibition how a contract stands that it gave the right to; `line` says so.
pub(super) async fn tell_exhibition(
    hub: &Hub,
    exhibition: &StreamId,
    contract: ContractId,
    standing: ReservedStanding,
    by_line: Quote,
) -> Result<(), EffectFailed> {
    let command = match standing {
        ReservedStanding::Signed => ExhibitionCommand::RecordSigned { contract, by_line },
        ReservedStanding::Ended => ExhibitionCommand::EndContract { contract, by_line },
    };
    let entity = hub.exhibition(exhibition.id);
    match tell(&entity, command, "tell an exhibition of a contract").await? {
        Ok(()) => Ok(()),
        // It has not confirmed the reservation yet.
        Err(rejection @ ExhibitionRejection::NoContract) => {
            Err(EffectFailed::at("tell an exhibition of a contract")(&rejection))
        }
        Err(_) => Ok(()),
    }
}
