//! From a client's command to a contract's: names, forms, and the checks that need more than the rules know.

pub mod decode;

use super::message::ClientCommand;
use crate::approvals::own_signature;
use crate::batch_signing;
use crate::documents::opinions;
use crate::filled_pictures;
use crate::http::drafts::open::{check_room, with_account};
use crate::http::join::device;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::known_facts;
use crate::seals::act::{self, ChosenSeal};
use crate::sender_side::{self, SenderSide};
use crate::step_up;
use actors::entity::outcome::{CommandError, CommandOutcome};
use decode::body;
use domain::aggregate::{Caller, Envelope};
use domain::contract::command::{Commit, ContractCommand, DraftParty, TypedValue};
use domain::contract::demands::Demands;
use domain::contract::event::IdentityMethod;
use domain::contract::opinion::WrittenOpinion;
use domain::contract::paper::Paper;
use domain::contract::view::Audience;
use domain::hash::Sha256Hash;
use domain::ids::{CommandId, ContractId, FieldNo, PartyNo};
use serde::Deserialize;

/// A permit is quoted at once or not at all: it must not run out on the way into the log.
const PERMIT_IN_HAND_MS: i64 = 60_000;

/// Runs one command of a connection and returns where the log then stands.
pub async fn run(
    hub: &Hub,
    contract: ContractId,
    audience: Audience,
    by: Caller,
    session: Sha256Hash,
    command: ClientCommand,
) -> Result<CommandOutcome, Problem> {
    let side = match by {
        Caller::Account(account) => {
            let side = sender_side::of(hub, contract, account).await?;
            Some(
                side.filter(SenderSide::acts)
                    .ok_or_else(|| Problem::new("not_allowed"))?,
            )
        }
        _ => None,
    };
    // 撤销: whoever takes a contract back shows once more who it is.
    if command.name == "revoke" {
        step_up::require_proven(hub, session).await?;
    }
    let asked = hub.clock.now();
    let body = translate(hub, contract, audience, &command).await?;
    let body = match side {
        Some(side) => side.command(body)?,
        None => body,
    };
    let seals = match &body {
        ContractCommand::Commit(commit) => commit.seals.clone(),
        _ => Vec::new(),
    };
    let confirmed = match &body {
        ContractCommand::VerifyParty { party, .. } => Some(*party),
        _ => None,
    };
    let envelope = Envelope {
        id: command.id,
        at: hub.clock.now(),
        by,
        seed: hub.clock.seed(),
        expected_seq: command.expected_seq,
        seen: command.seen,
        answers: None,
        body,
    };
    if !seals.is_empty() && envelope.at.since(asked) > PERMIT_IN_HAND_MS {
        act::release_unused(hub, contract, &seals).await;
        return Err(Problem::new("busy"));
    }
    let sent = hub.contract(contract).send(envelope).await;
    if let Err(CommandError::Refused(_)) = sent {
        act::release_unused(hub, contract, &seals).await;
    }
    let outcome = sent.map_err(Problem::from)?;
    if let Some(party) = confirmed {
        device::let_in(hub, contract, party).await?;
    }
    Ok(outcome)
}

#[derive(Deserialize)]
struct OfPage {
    page: u32,
}

#[derive(Deserialize)]
struct Confirmation {
    party: PartyNo,
    id_seen: String,
    #[serde(default)]
    photo: Option<Sha256Hash>,
}

/// Who acts for a party from now on.
#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    party: Option<PartyNo>,
    name: String,
    phone: String,
    #[serde(default)]
    organisation: Option<String>,
    /// The identity document that it is named by.
    #[serde(default)]
    paper: Option<Paper>,
}

impl Details {
    fn into_party(self) -> DraftParty {
        DraftParty {
            label: String::new(),
            name: self.name,
            phone: self.phone.chars().filter(|c| !matches!(c, ' ' | '-')).collect(),
            organisation: self.organisation.filter(|name| !name.trim().is_empty()),
            paper: self.paper.filter(|paper| !paper.number.trim().is_empty()),
            turn: None,
            account: None,
            demands: Demands::default(),
            auto: None,
            any_of: Vec::new(),
        }
    }
}

#[derive(Deserialize)]
struct Values {
    values: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    no: FieldNo,
    text: String,
}

#[derive(Deserialize)]
struct CommitBody {
    r0: Sha256Hash,
    ink: Sha256Hash,
    activation: String,
    signature: String,
    /// A seal for each sealed control of the party.
    #[serde(default)]
    seals: Vec<ChosenSeal>,
    /// What is written in each control for an opinion.
    #[serde(default)]
    opinions: Vec<WrittenOpinion>,
}

async fn translate(
    hub: &Hub,
    contract: ContractId,
    audience: Audience,
    command: &ClientCommand,
) -> Result<ContractCommand, Problem> {
    if let Some(complete) = decode::complete(command)? {
        return Ok(complete);
    }
    Ok(match command.name.as_str() {
        "turn_page" => {
            let page = body::<OfPage>(command)?.page;
            ContractCommand::TurnPage {
                page,
                image: image_of(hub, contract, page).await?,
            }
        }
        "confirm_party" => confirm_party(hub, contract, audience, body(command)?).await?,
        "fill" => fill(hub, contract, audience, body(command)?).await?,
        "correct_party" => {
            let details: Details = body(command)?;
            ContractCommand::CorrectParty {
                party: details.party.ok_or_else(|| Problem::new("malformed_request"))?,
                details: with_account(hub, details.into_party()).await?,
            }
        }
        "transfer" => ContractCommand::Transfer {
            details: with_account(hub, body::<Details>(command)?.into_party()).await?,
        },
        "commit" => commit(hub, contract, audience, command.id, body(command)?).await?,
        other => {
            return Err(
                Problem::new("unknown_command").with("name", other.chars().take(40).collect::<String>())
            );
        }
    })
}

async fn image_of(hub: &Hub, contract: ContractId, page: u32) -> Result<Sha256Hash, Problem> {
    let state = hub.contract_state(contract).await?.state;
    let pages = hub.pages_of(contract, &state).await?;
    let image = page
        .checked_sub(1)
        .and_then(|index| pages.images.get(index as usize))
        .map(|page| page.image);
    image.ok_or_else(|| Problem::new("no_such_page").with("page", page))
}

/// 主持人当面核验: the host vouches for the person; the key is the one the party's device has sent.
async fn confirm_party(
    hub: &Hub,
    contract: ContractId,
    audience: Audience,
    confirmation: Confirmation,
) -> Result<ContractCommand, Problem> {
    if audience != Audience::Host {
        return Err(Problem::new("not_allowed"));
    }
    let key = device::waiting_key(hub, contract, confirmation.party).await?;
    Ok(ContractCommand::VerifyParty {
        party: confirmation.party,
        method: IdentityMethod::HostFaceToFace,
        device_key: key.ok_or_else(|| Problem::new("device_unknown"))?,
        id_seen: Some(confirmation.id_seen),
        photo: confirmation.photo,
    })
}

/// Each value must also have room in its place; the rules decide the rest.
async fn fill(
    hub: &Hub,
    contract: ContractId,
    audience: Audience,
    filled: Values,
) -> Result<ContractCommand, Problem> {
    let Audience::Party(party) = audience else {
        return Err(Problem::new("not_allowed"));
    };
    let state = hub.contract_state(contract).await?.state;
    let pages = hub.pages_of(contract, &state).await?;
    for value in &filled.values {
        let control = state
            .controls_of(Some(party))
            .find(|control| control.no == value.no);
        let control = control.ok_or_else(|| Problem::new("not_your_control"))?;
        check_room(hub, control, &value.text, &pages.boxes)?;
        filled_pictures::require_own(hub, contract, party, control, &value.text).await?;
    }
    let known = known_facts::of(hub, &state, party).await?;
    known_facts::check_room(hub, &state, party, &known, &pages.boxes)?;
    Ok(ContractCommand::Fill {
        known,
        values: filled
            .values
            .into_iter()
            .map(|value| TypedValue {
                no: value.no,
                text: value.text,
            })
            .collect(),
    })
}

/// The device's signature is checked here, against the key that the log names for this party.
async fn commit(
    hub: &Hub,
    contract: ContractId,
    audience: Audience,
    command: CommandId,
    commit: CommitBody,
) -> Result<ContractCommand, Problem> {
    let Audience::Party(party) = audience else {
        return Err(Problem::new("not_allowed"));
    };
    let state = hub.contract_state(contract).await?.state;
    let verified = state.party(party).and_then(|party| party.verified.clone());
    let device_key = verified
        .ok_or_else(|| Problem::new("party_not_verified"))?
        .device_key;
    pki::device_signature::verify_p256(&device_key, commit.activation.as_bytes(), &commit.signature)
        .map_err(|_| Problem::new("signature_wrong"))?;
    let passage = own_signature::passage(hub, contract, &state, party).await?;
    batch_signing::require_service(hub, &commit.activation, passage.as_ref()).await?;
    let CommitBody {
        r0,
        ink,
        activation,
        signature,
        seals: chosen,
        opinions: written,
    } = commit;
    if !written.is_empty() {
        let pages = hub.pages_of(contract, &state).await?;
        opinions::check_room(hub, &state, party, &written, &pages.boxes)?;
    }
    let seals = act::permits(hub, contract, &state, party, command, &chosen).await?;
    Ok(ContractCommand::Commit(Box::new(Commit {
        party,
        r0,
        ink,
        activation,
        signature,
        device_key,
        seals,
        opinions: written,
        passage,
    })))
}
