//! 自动签署: the seal of a part that signs by itself, with the same permits and passages as an act by hand [G03–G06].
//!
//! Done again after a crash it takes new permits: the contract takes one act, and those that it does not quote are given
//! back or run out.

use super::{EffectFailed, Outcome, contract_of};
use crate::approvals::own_signature;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::seals::act::{self, ChosenSeal};
use actors::effects::{EffectJob, EffectOutcome};
use actors::entity::outcome::CommandError;
use domain::aggregate::{Caller, Refusal};
use domain::contract::Contract;
use domain::contract::auto_sign::AutoSign;
use domain::contract::command::{AutoCommit, ContractCommand};
use domain::contract::event::Phase;
use domain::contract::rejection::ContractRejection;
use domain::contract::state::ContractState;
use domain::ids::{ContractId, PartyNo};
use domain::organisation::event::Service;

pub(super) async fn sign(hub: &Hub, job: &EffectJob<Contract>, no: PartyNo) -> Outcome {
    let state = &job.state;
    let (Some(auto), Some(party)) = (state.auto_of(no), state.party(no)) else {
        return Ok(EffectOutcome::Done);
    };
    let waits = party.committed.is_none() && party.awaits_approval.is_none();
    if state.phase != Phase::Signing || !waits || !state.is_turn_of(no) {
        return Ok(EffectOutcome::Done);
    }
    if party.unapproved {
        return Ok(hand_back(no, "approval_sent_back"));
    }
    let contract = contract_of(job);
    let act = match prepare(hub, contract, state, no, auto).await {
        Ok(act) => act,
        Err(problem) => return refused(no, &problem),
    };
    let seals = act.seals.clone();
    let command = ContractCommand::AutoCommit(Box::new(act));
    match job.entity.send(job.entity.envelope(Caller::Hub, command)).await {
        Ok(_) => Ok(EffectOutcome::Done),
        Err(CommandError::Refused(rejection)) => {
            act::release_unused(hub, contract, &seals).await;
            Ok(match rejection {
                // It has been done, or something came first that brings it here again or ends it.
                ContractRejection::AlreadyCommitted
                | ContractRejection::WrongPhase(_)
                | ContractRejection::NotGranted
                | ContractRejection::NotYourTurn
                | ContractRejection::DeadlinePassed
                | ContractRejection::OtherDocument => EffectOutcome::Done,
                other => hand_back(no, other.code()),
            })
        }
        // Whether it was taken is not known: the next run sees.
        Err(error) => Err(EffectFailed::at("seal a part that signs by itself")(&error)),
    }
}

/// The organisation's yes, asked now, and the seal's permits.
async fn prepare(
    hub: &Hub,
    contract: ContractId,
    state: &ContractState,
    no: PartyNo,
    auto: AutoSign,
) -> Result<AutoCommit, Problem> {
    let sender = state.sender().ok_or_else(|| Problem::new("auto_foreign"))?;
    let organisation = hub.organisation_state(sender.organisation).await?;
    if !organisation.has_service(Service::SilentSigning) {
        return Err(Problem::new("auto_off"));
    }
    let r0 = state.r0().ok_or_else(|| Problem::new("not_ready"))?;
    let passage = own_signature::passage(hub, contract, state, no).await?;
    let sealed = state.fields_of(no).filter(|field| field.content.is_sealed());
    let chosen: Vec<ChosenSeal> = sealed
        .map(|field| ChosenSeal {
            field: field.no,
            seal: auto.seal,
        })
        .collect();
    let command = hub.clock.command_id();
    let seals = act::permits(hub, contract, state, no, command, &chosen).await?;
    Ok(AutoCommit {
        party: no,
        r0,
        seals,
        passage,
    })
}

fn refused(no: PartyNo, problem: &Problem) -> Outcome {
    match problem.code.as_str() {
        // The approval brings it here again when it is settled.
        "approval_asked" | "approval_pending" => Ok(EffectOutcome::Done),
        "internal" | "busy" | "moved" | "unavailable" | "seal_changed" | "approval_changed" => {
            Err(EffectFailed::at("seal a part that signs by itself")(problem))
        }
        code => {
            tracing::info!(party = %no, code, "hands a part that signs by itself back to its operator");
            Ok(hand_back(no, code))
        }
    }
}

/// The operator signs by hand.
fn hand_back(party: PartyNo, code: &str) -> EffectOutcome<ContractCommand> {
    let code = code.to_owned();
    EffectOutcome::Report(ContractCommand::HandBackAuto { party, code })
}
