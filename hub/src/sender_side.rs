//! What an account may do on the sender's side of a contract: the sender itself, or a colleague of the organisation
//! that it was sent for. Asked anew for every request and every command, so that a suspension counts at once.

use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::command::ContractCommand;
use domain::contract::sending_organisation::shelf_of_organisation;
use domain::contract::state::ContractState;
use domain::ids::{AccountId, ContractId, OrganisationId};
use domain::organisation::permission::Permission;
use domain::quote::Quote;

/// The place of an account on the sender's side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SenderSide {
    /// Sent it, and still belongs to the organisation that it was sent for, where there is one.
    Sender,
    /// May manage it: the organisation's data scope reaches it. The line is where the organisation stood.
    Manages(Quote),
    /// May read it.
    Reads,
}

impl SenderSide {
    /// Whether more than reading is allowed.
    pub fn acts(&self) -> bool {
        !matches!(self, Self::Reads)
    }

    /// The command as the log is to have it.
    ///
    /// # Errors
    /// A colleague who only reads gives no commands.
    pub fn command(self, command: ContractCommand) -> Result<ContractCommand, Problem> {
        match self {
            Self::Sender => Ok(command),
            Self::Manages(line) => Ok(ContractCommand::AsColleague {
                line,
                command: Box::new(command),
            }),
            Self::Reads => Err(Problem::new("not_allowed")),
        }
    }
}

/// The account's place in this contract; `None` where it has none, or there is no such contract.
///
/// # Errors
/// The organisation could not be read.
pub async fn of(hub: &Hub, contract: ContractId, account: AccountId) -> Result<Option<SenderSide>, Problem> {
    let Ok(snapshot) = hub.contract_state(contract).await else {
        return Ok(None);
    };
    let Some(opened) = &snapshot.state.opened else {
        return Ok(None);
    };
    if is_cleaned_away(hub, contract, account, &snapshot.state).await? {
        return Ok(None);
    }
    let is_host = opened.host == account;
    let Some(sent) = &opened.sender else {
        return Ok(is_host.then_some(SenderSide::Sender));
    };
    let organisation = hub.organisation_snapshot(sent.organisation).await?;
    let state = &organisation.state;
    if state.active_member(account).is_none() {
        return Ok(None);
    }
    Ok(if is_host {
        Some(SenderSide::Sender)
    } else if state.reaches(account, Permission::ManageContracts, sent) {
        Some(SenderSide::Manages(Quote {
            stream: sent.line.stream.clone(),
            seq: organisation.head.seq,
            hash: organisation.head.hash,
        }))
    } else if state.reaches(account, Permission::ViewContracts, sent) {
        Some(SenderSide::Reads)
    } else {
        None
    })
}

/// Whether the account, or the organisation that sent the contract, has cleaned it away. Only contracts that came to
/// nothing can be.
async fn is_cleaned_away(
    hub: &Hub,
    contract: ContractId,
    account: AccountId,
    state: &ContractState,
) -> Result<bool, Problem> {
    if !state.phase.is_ended_unsigned() {
        return Ok(false);
    }
    let organisation = state
        .sender()
        .map(|sent| shelf_of_organisation(sent.organisation));
    let owners: Vec<AccountId> = organisation.into_iter().chain([account]).collect();
    let stream = hub.contract_stream(contract);
    let hidden = hub.store.cabinets.is_hidden(&owners, &stream).await;
    hidden.map_err(|e| Problem::internal("look whether a contract was cleaned away", e))
}

/// Whether an account still belongs to the organisation that a draft is written for; drafts for oneself always pass.
///
/// # Errors
/// The organisation could not be read.
pub async fn belongs(
    hub: &Hub,
    organisation: Option<OrganisationId>,
    account: AccountId,
) -> Result<bool, Problem> {
    let Some(organisation) = organisation else {
        return Ok(true);
    };
    match hub.organisation_state(organisation).await {
        Ok(state) => Ok(state.active_member(account).is_some()),
        Err(problem) if problem.code == "organisation_not_found" => Ok(false),
        Err(problem) => Err(problem),
    }
}
