//! The way on which a use of a seal is permitted: read the seal, check its record, ask the organisation, ask the seal.

use super::record;
use crate::approvals::guard::{self, GuardedAct};
use crate::http::problem::Problem;
use crate::hub::Hub;
use actors::entity::outcome::CommandError;
use domain::aggregate::{Aggregate, Caller};
use domain::approval::flow::Facts;
use domain::approval::step::{Guarded, Subject};
use domain::contract::event::SealUse;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ActId, CommandId, ContractId, OrganisationId, SealId, StreamId};
use domain::organisation::Organisation;
use domain::organisation::warrant::{SealAct, Warrant};
use domain::quote::Quote;
use domain::seal::command::SealCommand;
use domain::seal::kind::SealOwner;
use domain::seal::permit::PermitRequest;
use domain::seal::rejection::SealRejection;
use domain::timestamp::Timestamp;

/// How often the questions are put again where the seal changed between them.
const ATTEMPTS: usize = 3;

/// One use that somebody asks for.
#[derive(Clone, Debug)]
pub struct SealUseRequest {
    pub seal: SealId,
    /// The same act again gets the same permit.
    pub act: ActId,
    pub contract: ContractId,
    /// What is sealed: R0, or for several files the hash of the ordered list.
    pub document: Sha256Hash,
    pub account: AccountId,
    /// Also as slices across pages.
    pub cross_page: bool,
}

/// Asks for one use of a seal. The answer is what the contract quotes in its own line; then [`confirm`] or [`release`]
/// it.
///
/// # Errors
/// The organisation or the seal says no, with their own codes; `seal_changed` after several tries.
pub async fn permit(hub: &Hub, request: &SealUseRequest) -> Result<SealUse, Problem> {
    for _ in 0..ATTEMPTS {
        if let Some(permit) = try_permit(hub, request).await? {
            return Ok(permit);
        }
    }
    Err(Problem::new("seal_changed"))
}

/// The use as the organisation's flows see it; `always` where the seal itself demands an approval.
pub fn guarded(request: &SealUseRequest, organisation: OrganisationId, always: bool) -> GuardedAct {
    GuardedAct {
        organisation,
        account: request.account,
        subject: Subject {
            act: Guarded::SealUse,
            id: request.contract.0,
            document: request.document,
            seal: Some(request.seal),
        },
        facts: Facts {
            always,
            ..Facts::default()
        },
    }
}

/// `None` where the seal changed while the organisation was asked.
async fn try_permit(hub: &Hub, request: &SealUseRequest) -> Result<Option<SealUse>, Problem> {
    let snapshot = hub.seal_state(request.seal).await?;
    let state = &snapshot.state;
    let made = state
        .made
        .as_ref()
        .ok_or_else(|| Problem::new("seal_not_found"))?;
    let record = record::checked(hub, request.seal, state).await?;
    let warrant = match made.owner {
        SealOwner::Person(_) => None,
        SealOwner::Organisation(organisation) => {
            let question = SealAct::Use {
                kind: made.kind,
                cross_page: request.cross_page,
                seal_seq: snapshot.head.seq,
            };
            Some(warrant(hub, organisation, request.account, question).await?)
        }
    };
    let passage = match made.owner {
        SealOwner::Person(_) => None,
        SealOwner::Organisation(organisation) => {
            let act = guarded(request, organisation, state.needs_approval);
            Some(Box::new(guard::passage(hub, &act).await?))
        }
    };
    let entity = hub.seal(request.seal);
    let command = SealCommand::Permit(PermitRequest {
        seal: request.seal,
        act: request.act,
        contract: request.contract,
        document: request.document,
        account: request.account,
        cross_page: request.cross_page,
        warrant,
        passage,
        record: record.sha256(),
    });
    let mut envelope = entity.envelope(Caller::Hub, command);
    // The act's id: asked again after a crash, it is the same command with the same answer.
    envelope.id = CommandId(request.act.0);
    match entity.send(envelope).await {
        Ok(outcome) => Ok(Some(SealUse {
            seal: request.seal,
            act: request.act,
            permit: Quote {
                stream: entity.stream().clone(),
                seq: outcome.seq,
                hash: outcome.hash,
            },
            record: record.sha256(),
            kind: made.kind,
            picture: made.picture,
        })),
        Err(CommandError::Refused(SealRejection::Changed)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Tells the seal that the contract has quoted the permit in its line `used`, at `used_at`.
///
/// # Errors
/// As for every command; may be repeated.
pub async fn confirm(
    hub: &Hub,
    seal: SealId,
    act: ActId,
    used: Quote,
    used_at: Timestamp,
) -> Result<(), Problem> {
    tell(hub, seal, SealCommand::ConfirmPermit { act, used, used_at }).await
}

/// Gives a permit back that the contract did not quote.
///
/// # Errors
/// As for every command; may be repeated.
pub async fn release(hub: &Hub, seal: SealId, act: ActId) -> Result<(), Problem> {
    tell(hub, seal, SealCommand::ReleasePermit { act }).await
}

async fn tell(hub: &Hub, seal: SealId, command: SealCommand) -> Result<(), Problem> {
    let entity = hub.seal(seal);
    let envelope = entity.envelope(Caller::Hub, command);
    entity.send(envelope).await.map(drop).map_err(Problem::from)
}

/// The organisation's yes to an act on one of its seals, from its state at this moment.
///
/// # Errors
/// The organisation says no, or cannot be read.
pub async fn warrant(
    hub: &Hub,
    organisation: OrganisationId,
    account: AccountId,
    act: SealAct,
) -> Result<Warrant, Problem> {
    let snapshot = hub.organisation(organisation).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read an organisation", e))?;
    let snapshot = snapshot.ok_or_else(|| Problem::new("organisation_not_found"))?;
    let stream = StreamId::new(Organisation::KIND, organisation.0);
    let now = hub.clock.now();
    let answer = snapshot.state.warrant(&stream, snapshot.head, account, act, now);
    answer.map_err(|rejection| Problem::refused(&rejection))
}
