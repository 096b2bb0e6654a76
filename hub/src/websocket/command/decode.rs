//! Commands that say everything themselves: their bodies are read without a look at the hub's state.

use crate::http::problem::Problem;
use crate::websocket::message::ClientCommand;
use domain::contract::command::ContractCommand;
use domain::contract::event::{ConsentKind, Phase};
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::timestamp::Timestamp;
use domain::{agreements, ink};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
struct OfParty {
    party: PartyNo,
}

#[derive(Deserialize)]
struct OfPhase {
    phase: Phase,
}

#[derive(Deserialize)]
struct OfReason {
    reason: String,
}

#[derive(Deserialize)]
struct Removal {
    party: PartyNo,
    reason: String,
}

#[derive(Deserialize)]
struct ConsentBody {
    kind: ConsentKind,
    given: bool,
    version: String,
    text: Sha256Hash,
}

#[derive(Deserialize)]
struct Reading {
    page: u32,
    millis: u64,
}

#[derive(Deserialize)]
struct Stroke {
    field: FieldNo,
    stroke: u32,
    ink: String,
    /// It comes from the signature that the person had saved.
    #[serde(default)]
    saved: bool,
}

#[derive(Deserialize)]
struct OfField {
    field: FieldNo,
}

#[derive(Deserialize)]
struct Deadline {
    deadline: Timestamp,
}

#[derive(Deserialize)]
struct Reminder {
    #[serde(default)]
    party: Option<PartyNo>,
}

/// The contract's command, or `None` for a name that is not read here.
pub fn complete(command: &ClientCommand) -> Result<Option<ContractCommand>, Problem> {
    Ok(Some(match command.name.as_str() {
        "admit" => ContractCommand::Admit {
            party: body::<OfParty>(command)?.party,
        },
        "enter_phase" => ContractCommand::EnterPhase {
            phase: body::<OfPhase>(command)?.phase,
        },
        "grant" => ContractCommand::Grant {
            party: body::<OfParty>(command)?.party,
        },
        "withdraw_grant" => ContractCommand::WithdrawGrant {
            party: body::<OfParty>(command)?.party,
        },
        "pause" => ContractCommand::Pause {
            reason: body::<OfReason>(command)?.reason,
        },
        "resume" => ContractCommand::Resume,
        "remove" => {
            let Removal { party, reason } = body(command)?;
            ContractCommand::Remove { party, reason }
        }
        "call_off" => ContractCommand::CallOff {
            reason: body::<OfReason>(command)?.reason,
        },
        "end" => ContractCommand::End,
        "consent" => consent(body(command)?)?,
        "report_reading" => {
            let Reading { page, millis } = body(command)?;
            ContractCommand::ReportReading { page, millis }
        }
        "draw_stroke" => draw_stroke(body(command)?)?,
        "clear_ink" => ContractCommand::ClearInk {
            field: body::<OfField>(command)?.field,
        },
        "revoke" => ContractCommand::Revoke {
            reason: body::<OfReason>(command)?.reason,
        },
        "extend_deadline" => ContractCommand::ExtendDeadline {
            deadline: body::<Deadline>(command)?.deadline,
        },
        "remind" => ContractCommand::Remind {
            party: body::<Reminder>(command)?.party,
        },
        "refuse" => ContractCommand::Refuse {
            reason: body::<OfReason>(command)?.reason,
        },
        _ => return Ok(None),
    }))
}

/// Only a text that was in force can have been shown.
fn consent(consent: ConsentBody) -> Result<ContractCommand, Problem> {
    let ConsentBody {
        kind,
        given,
        version,
        text,
    } = consent;
    if !agreements::is_text_of(kind, &version, text) {
        return Err(Problem::new("agreement_changed"));
    }
    Ok(ContractCommand::Consent {
        kind,
        given,
        version,
        text,
    })
}

fn draw_stroke(stroke: Stroke) -> Result<ContractCommand, Problem> {
    let decoded = ink::encoded_stroke::from_text(&stroke.ink).map_err(|_| Problem::new("ink_malformed"))?;
    let encoded = ink::encoded_stroke::encode(&decoded).map_err(|_| Problem::new("ink_malformed"))?;
    Ok(ContractCommand::DrawStroke {
        field: stroke.field,
        stroke: stroke.stroke,
        points: u32::try_from(decoded.points.len()).unwrap_or(u32::MAX),
        digest: Sha256Hash::of(&encoded),
        ink: stroke.ink,
        saved: stroke.saved,
    })
}

/// The body as what the command's name asks for.
pub(super) fn body<T: DeserializeOwned>(command: &ClientCommand) -> Result<T, Problem> {
    T::deserialize(&command.body).map_err(|error| Problem::new("malformed_request").with("reason", error))
}
