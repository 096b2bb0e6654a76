//! Whose filing cabinet somebody works in, what may be filed there, and what sending a contract takes from it.

use crate::http::drafts::DraftBody;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use domain::cabinet::Cabinet;
use domain::contract::sending_organisation::shelf_of_organisation;
use domain::contract::state::ContractState;
use domain::day::Day;
use domain::ids::{AccountId, ContractId, OrganisationId};
use domain::organisation::permission::Permission;
use domain::ports::filing_cabinets::Refiling;

/// Somebody at a cabinet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FilingDesk {
    pub account: AccountId,
    /// Absent: the cabinet is the person's own.
    pub organisation: Option<OrganisationId>,
    /// May change types and folders.
    pub arranges: bool,
}

impl FilingDesk {
    /// # Errors
    /// The person does not belong to the organisation.
    pub async fn of(
        hub: &Hub,
        account: AccountId,
        organisation: Option<OrganisationId>,
    ) -> Result<Self, Problem> {
        let arranges = match organisation {
            None => true,
            Some(_) if !sender_side::belongs(hub, organisation, account).await? => {
                return Err(Problem::new("not_allowed"));
            }
            Some(id) => {
                let state = hub.organisation_state(id).await?;
                state.may(account, Permission::ManageContracts)
            }
        };
        Ok(Self {
            account,
            organisation,
            arranges,
        })
    }

    /// The owner of the cabinet.
    pub fn owner(&self) -> AccountId {
        cabinet_of(self.account, self.organisation)
    }

    pub async fn cabinet(&self, hub: &Hub) -> Result<Cabinet, Problem> {
        read(hub, self.owner()).await
    }

    /// Whether this contract lies in the cabinet, and the person may say where.
    pub async fn may_file(
        &self,
        hub: &Hub,
        contract: ContractId,
        state: &ContractState,
    ) -> Result<bool, Problem> {
        let Some(opened) = &state.opened else {
            return Ok(false);
        };
        let sender = opened.sender.as_ref().map(|sender| sender.organisation);
        let is_party = opened
            .parties
            .iter()
            .any(|party| party.account == Some(self.account));
        match self.organisation {
            None if is_party => Ok(true),
            Some(_) if sender != self.organisation => Ok(false),
            None if sender.is_some() => Ok(false),
            _ => {
                let side = sender_side::of(hub, contract, self.account).await?;
                Ok(side.is_some_and(|side| side.acts()))
            }
        }
    }
}

fn cabinet_of(account: AccountId, organisation: Option<OrganisationId>) -> AccountId {
    organisation.map_or(account, shelf_of_organisation)
}

async fn read(hub: &Hub, owner: AccountId) -> Result<Cabinet, Problem> {
    let cabinet = hub.store.cabinets.cabinet(owner).await;
    cabinet.map_err(|e| Problem::internal("read a filing cabinet", e))
}

/// Files a contract that is about to be sent under its draft's type, and gives it the number that the type's rule
/// says. Doing it again for the same contract gives the same number.
///
/// # Errors
/// `contract_type_unknown` where the sender chose a type that the cabinet does not have. One that a template names
/// and the cabinet does not know counts for none.
pub async fn file_for_sending(
    hub: &Hub,
    host: AccountId,
    contract: ContractId,
    body: &DraftBody,
) -> Result<Option<String>, Problem> {
    if body.policy.demo {
        return Ok(None);
    }
    let owner = cabinet_of(host, body.organisation);
    let cabinet = read(hub, owner).await?;
    let fixed = body
        .template
        .as_ref()
        .is_some_and(|template| template.contract_type.is_some());
    let chosen = match body.contract_type.as_deref() {
        None => cabinet.types.iter().find(|each| each.default),
        Some("") => None,
        Some(name) => match cabinet.type_called(name) {
            None if !fixed => return Err(Problem::new("contract_type_unknown").with("name", name)),
            found => found,
        },
    };
    let Some(chosen) = chosen else { return Ok(None) };
    let refiling = Refiling {
        kind: Some(chosen.no),
        ..Refiling::default()
    };
    let stream = hub.contract_stream(contract);
    let filed = hub.store.cabinets.file(owner, &[stream], refiling).await;
    filed.map_err(|e| Problem::internal("file a contract", e))?;
    let Some(rule) = &chosen.numbering else {
        return Ok(None);
    };
    let now = hub.clock.now();
    let day = Day::of(now, body.policy.offset_minutes);
    let day = day.ok_or_else(|| Problem::internal("number a contract", "no such day"))?;
    let series = rule.series(day);
    let running = hub
        .store
        .cabinets
        .give_number(owner, &series, contract, now)
        .await;
    let running = running.map_err(|e| Problem::internal("number a contract", e))?;
    Ok(Some(rule.written(&series, running)))
}
