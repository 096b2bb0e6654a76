//! A successor takes over what somebody who left had open: contracts sent for the organisation, and parts in its name.

use super::{EffectFailed, tell};
use crate::hub::Services;
use crate::open_contracts::{self, Part};
use actors::effects::EffectJob;
use actors::registry::EntityRegistry;
use domain::account::Account;
use domain::aggregate::{Aggregate, Refusal};
use domain::contract::Contract;
use domain::contract::command::{ContractCommand, DraftParty};
use domain::contract::demands::Demands;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ContractId, OrganisationId, StreamId};
use domain::organisation::Organisation;
use domain::organisation::event::MemberNo;
use domain::personal::Personal;
use domain::ports::rows::Draft;
use domain::quote::Quote;
use domain::seal::Seal;
use std::sync::{Arc, OnceLock};

/// The entities beside the organisation.
pub struct Entities {
    pub contracts: EntityRegistry<Contract>,
    pub accounts: EntityRegistry<Account>,
    /// Set as soon as there are any: seals ask their organisation, and so come after it.
    pub seals: Arc<OnceLock<EntityRegistry<Seal>>>,
}

impl Entities {
    /// The seals of this node.
    ///
    /// # Errors
    /// The hub is still starting.
    pub fn seals(&self) -> Result<&EntityRegistry<Seal>, EffectFailed> {
        let failed = EffectFailed::at("find the seals");
        self.seals.get().ok_or_else(|| failed(&"the hub is starting"))
    }
}

/// Whoever takes over.
struct Successor {
    no: MemberNo,
    account: AccountId,
    name: String,
    phone: String,
}

/// Hands everything over that is open now; `left` is the organisation's line that says so. What was handed over
/// before is not found again.
pub async fn hand_over(
    services: &Services,
    entities: &Entities,
    job: &EffectJob<Organisation>,
    (from, to): (MemberNo, MemberNo),
    (seq, hash): (u64, Sha256Hash),
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("hand over contracts");
    let leaver = job.state.members.get(&from).and_then(|member| member.account);
    let (Some(leaver), Some(successor)) = (leaver, successor(entities, job, to).await?) else {
        return Ok(());
    };
    let organisation = OrganisationId(job.stream.id);
    let left = Quote {
        stream: job.stream.clone(),
        seq,
        hash,
    };
    drafts(services, organisation, leaver, successor.account).await?;
    let log = services.store.log.as_ref();
    let open = open_contracts::of_member(log, organisation, &job.state, leaver).await;
    for part in open.map_err(|e| failed(&e))? {
        let (contract, command) = command(part, &successor, &job.state.name, &left);
        let entity = entities
            .contracts
            .handle(StreamId::new(Contract::KIND, contract.0));
        // A part whose name stands in a document that others have signed stays with the leaver.
        if let Err(rejection) = tell(&entity, command, "hand over a contract").await? {
            tracing::warn!(%contract, code = rejection.code(), "a contract was not handed over");
        }
    }
    Ok(())
}

/// Drafts that the leaver wrote for the organisation; those for themselves stay theirs.
async fn drafts(
    services: &Services,
    organisation: OrganisationId,
    from: AccountId,
    to: AccountId,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("hand over drafts");
    let rows = &services.store.rows;
    let all = rows.drafts(from).await.map_err(|e| failed(&e))?;
    let written_for = |draft: &&Draft| draft.body["organisation"] == serde_json::json!(organisation);
    for draft in all.iter().filter(written_for) {
        rows.hand_over_draft(draft.id, from, to)
            .await
            .map_err(|e| failed(&e))?;
    }
    Ok(())
}

fn command(part: Part, to: &Successor, organisation: &str, left: &Quote) -> (ContractId, ContractCommand) {
    match part {
        Part::Sender(contract) => (
            contract,
            ContractCommand::ReplaceSender {
                to: to.account,
                member: to.no,
                name: to.name.clone(),
                left: left.clone(),
            },
        ),
        Part::Party(contract, party) => (
            contract,
            ContractCommand::HandOverPart {
                party,
                details: DraftParty {
                    label: String::new(),
                    name: to.name.clone(),
                    phone: to.phone.clone(),
                    organisation: Some(organisation.to_owned()),
                    paper: None,
                    turn: None,
                    account: Some(to.account),
                    demands: Demands::default(),
                    auto: None,
                    any_of: Vec::new(),
                },
                left: left.clone(),
            },
        ),
    }
}

/// The successor with the phone number of their account; nobody where that person is erased.
async fn successor(
    entities: &Entities,
    job: &EffectJob<Organisation>,
    no: MemberNo,
) -> Result<Option<Successor>, EffectFailed> {
    let Some(member) = job.state.members.get(&no) else {
        return Ok(None);
    };
    let Some(account) = member.account else {
        return Ok(None);
    };
    let entity = entities.accounts.handle(StreamId::new(Account::KIND, account.0));
    let failed = EffectFailed::at("read the successor's account");
    let snapshot = entity.state().await.map_err(|e| failed(&e))?;
    let phone = snapshot.and_then(|found| {
        let phone = found.state.phone.as_ref().and_then(Personal::value);
        phone.map(str::to_owned)
    });
    Ok(phone.map(|phone| Successor {
        no,
        account,
        name: member.name.text().to_owned(),
        phone,
    }))
}
