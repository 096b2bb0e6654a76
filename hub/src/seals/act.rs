//! Seals in a party's act: which ones it may choose from, and the permits that its commit quotes.

use super::permit::{self, SealUseRequest};
use super::picture;
use crate::approvals::guard;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::event::{SealUse, SealedField};
use domain::contract::plan::{PlannedParty, SignContent, SigningField};
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ActId, CommandId, ContractId, FieldNo, OrganisationId, PartyNo, SealId};
use domain::ports::event_log::ListQuery;
use domain::seal::kind::{SealKind, SealOwner};
use domain::seal::state::MadeSeal;
use domain::seal::view::{HELD, SEALS, rows_of};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Nobody has more seals than this to choose from.
const MOST: u32 = 100;

/// The seal that a party chose for one of its controls.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ChosenSeal {
    pub field: FieldNo,
    pub seal: SealId,
}

/// The person who acts for a party: the account that owns its phone number.
pub fn account_of(state: &ContractState, party: PartyNo) -> Result<AccountId, Problem> {
    let planned = state.planned(party);
    planned
        .and_then(|planned| planned.account)
        .ok_or_else(|| Problem::new("account_not_found"))
}

/// Seals of the party's person, with the controls that each fits. Those that are not in use are named too, so that the
/// page can say what they wait for.
pub async fn offered(hub: &Hub, state: &ContractState, party: PartyNo) -> Result<Vec<Value>, Problem> {
    let account = account_of(state, party)?;
    let sealed: Vec<&SigningField> = state
        .fields_of(party)
        .filter(|field| field.content.is_sealed())
        .collect();
    if sealed.is_empty() {
        return Ok(Vec::new());
    }
    let mut offered = Vec::new();
    for seal in candidates(hub, account).await? {
        let snapshot = hub.seal_state(seal).await?;
        let Some(made) = snapshot.state.made.as_ref() else {
            continue;
        };
        if !is_of_party(hub, state, party, made).await? {
            continue;
        }
        let fields: Vec<FieldNo> = sealed
            .iter()
            .filter(|field| fits(&field.content, made.kind))
            .map(|field| field.no)
            .collect();
        if !fields.is_empty() {
            offered.push(json!({
                "id": seal,
                "name": made.name,
                "kind": made.kind,
                "artwork": made.picture.artwork,
                "width": made.picture.width,
                "height": made.picture.height,
                "standing": snapshot.state.standing,
                "needs_approval": snapshot.state.needs_approval,
                "fields": fields,
            }));
        }
    }
    Ok(offered)
}

/// Seals that this person owns, holds, or alone may use as a legal representative.
async fn candidates(hub: &Hub, account: AccountId) -> Result<Vec<SealId>, Problem> {
    let log = &hub.store.log;
    let failed = |e| Problem::internal("list seals", e);
    let mut rows = log
        .list(&ListQuery::first(SEALS, account, MOST))
        .await
        .map_err(failed)?;
    rows.extend(
        log.list(&ListQuery::first(HELD, account, MOST))
            .await
            .map_err(failed)?,
    );
    let organisations = log
        .list(&ListQuery::first("organisations", account, MOST))
        .await
        .map_err(failed)?;
    for organisation in &organisations {
        let Some(id) = text(organisation, "id").and_then(|id| id.parse().ok()) else {
            continue;
        };
        let all = log
            .list(&ListQuery::first(SEALS, rows_of(OrganisationId(id)), MOST))
            .await
            .map_err(failed)?;
        let of_representative = json!(SealKind::LegalRepresentative);
        rows.extend(all.into_iter().filter(|row| row["kind"] == of_representative));
    }
    let mut seals: Vec<SealId> = rows
        .iter()
        .filter_map(|row| text(row, "id")?.parse().ok())
        .collect();
    seals.sort_unstable();
    seals.dedup();
    Ok(seals)
}

fn text<'a>(row: &'a Value, key: &str) -> Option<&'a str> {
    row[key].as_str()
}

/// A person's own seal, or one of the organisation that the contract names for this party.
async fn is_of_party(
    hub: &Hub,
    state: &ContractState,
    party: PartyNo,
    made: &MadeSeal,
) -> Result<bool, Problem> {
    let organisation = match made.owner {
        SealOwner::Person(person) => return Ok(account_of(state, party)? == person),
        SealOwner::Organisation(organisation) => organisation,
    };
    let named = state
        .planned(party)
        .and_then(|planned: &PlannedParty| planned.organisation.as_ref());
    let Some(named) = named else { return Ok(false) };
    let known = hub.organisation_state(organisation).await?;
    Ok(known.is_called(named.text()))
}

fn fits(content: &SignContent, kind: SealKind) -> bool {
    content.takes(kind)
}

/// Takes a permit for every seal of an act, each once, and copies their pictures to the contract. What was taken
/// before one was refused is given back. `command` is the client's: sent again, it asks for the same permits, or finds
/// what the party has committed with them.
pub async fn permits(
    hub: &Hub,
    contract: ContractId,
    state: &ContractState,
    party: PartyNo,
    command: CommandId,
    chosen: &[ChosenSeal],
) -> Result<Vec<SealedField>, Problem> {
    let act = act_of(contract, party, command);
    let committed = state.party(party).and_then(|party| party.committed.as_deref());
    if let Some(done) = committed
        && done.seals.iter().any(|sealed| sealed.used.act == act)
    {
        return Ok(done.seals.clone());
    }
    let mut taken: BTreeMap<SealId, SealUse> = BTreeMap::new();
    for choice in chosen {
        if taken.contains_key(&choice.seal) {
            continue;
        }
        match one(hub, contract, state, party, chosen, choice.seal, act).await {
            Ok(used) => drop(taken.insert(choice.seal, used)),
            Err(problem) => {
                release(hub, taken.values()).await;
                return Err(problem);
            }
        }
    }
    let mut sealed: Vec<SealedField> = chosen
        .iter()
        .filter_map(|choice| {
            Some(SealedField {
                field: choice.field,
                used: taken.get(&choice.seal)?.clone(),
            })
        })
        .collect();
    sealed.sort_by_key(|sealed| sealed.field);
    Ok(sealed)
}

/// The act is named by whose it is as well: nobody spends the act of another by guessing a command's id.
fn act_of(contract: ContractId, party: PartyNo, command: CommandId) -> ActId {
    let parts: [&[u8]; 4] = [
        b"seal-act\0",
        contract.0.as_bytes(),
        &[party.0],
        command.0.as_bytes(),
    ];
    ActId(Sha256Hash::of_parts(&parts).as_id())
}

async fn one(
    hub: &Hub,
    contract: ContractId,
    state: &ContractState,
    party: PartyNo,
    chosen: &[ChosenSeal],
    seal: SealId,
    act: ActId,
) -> Result<SealUse, Problem> {
    let document = state.r0().ok_or_else(|| Problem::new("not_ready"))?;
    let snapshot = hub.seal_state(seal).await?;
    let made = snapshot.state.made.as_ref();
    let made = made.ok_or_else(|| Problem::new("seal_not_found"))?;
    if !is_of_party(hub, state, party, made).await? {
        return Err(Problem::new("seal_not_permitted"));
    }
    let crosses = |choice: &ChosenSeal| {
        let mut fields = state.fields_of(party);
        choice.seal == seal
            && fields.any(|field| {
                field.no == choice.field && matches!(field.content, SignContent::Straddle { .. })
            })
    };
    let request = SealUseRequest {
        seal,
        act,
        contract,
        document,
        account: account_of(state, party)?,
        cross_page: chosen.iter().any(crosses),
    };
    let used = match permit::permit(hub, &request).await {
        Err(problem) if problem.code == "approval_needed" => {
            return Err(ask_for_approval(hub, state, &request, snapshot.state.needs_approval, made).await?);
        }
        permitted => permitted?,
    };
    if let Err(problem) = keep(hub, contract, &used).await {
        release(hub, std::iter::once(&used)).await;
        return Err(problem);
    }
    Ok(used)
}

/// The contract keeps what it shows and what that is, whatever becomes of the seal.
async fn keep(hub: &Hub, contract: ContractId, used: &SealUse) -> Result<(), Problem> {
    let (from, to) = (
        picture::blob_owner(used.seal),
        hub.contract_stream(contract).to_string(),
    );
    for file in [used.picture.artwork, used.record] {
        match hub.store.blobs.copy(&from, &to, file).await {
            Ok(true) => {}
            outcome => return Err(Problem::internal("copy a seal", format_args!("{outcome:?}"))),
        }
    }
    Ok(())
}

/// Has the use approved first; the answer says that it was asked for.
async fn ask_for_approval(
    hub: &Hub,
    state: &ContractState,
    request: &SealUseRequest,
    always: bool,
    made: &MadeSeal,
) -> Result<Problem, Problem> {
    let SealOwner::Organisation(organisation) = made.owner else {
        return Ok(Problem::new("approval_needed"));
    };
    let act = permit::guarded(request, organisation, always);
    let title = state.opened.as_ref().map(|opened| opened.title.text());
    guard::request(hub, &act, title.unwrap_or_default(), hub.clock.command_id()).await?;
    Ok(Problem::new("approval_asked"))
}

/// Gives permits back. One that cannot be given back now expires by itself.
pub async fn release(hub: &Hub, uses: impl Iterator<Item = &SealUse>) {
    for used in uses {
        if let Err(problem) = permit::release(hub, used.seal, used.act).await {
            tracing::warn!(seal = %used.seal, act = %used.act, ?problem, "a permit was not given back");
        }
    }
}

/// Gives back what a refused commit had taken, unless the contract quotes it after all.
pub async fn release_unused(hub: &Hub, contract: ContractId, seals: &[SealedField]) {
    let quoted = |state: &ContractState, act: ActId| {
        let acts = state
            .parties
            .iter()
            .filter_map(|party| party.committed.as_deref());
        acts.flat_map(|act| &act.seals)
            .any(|sealed| sealed.used.act == act)
    };
    let Ok(snapshot) = hub.contract_state(contract).await else {
        return;
    };
    let mut uses: BTreeMap<SealId, &SealUse> = BTreeMap::new();
    for sealed in seals {
        if !quoted(&snapshot.state, sealed.used.act) {
            uses.insert(sealed.used.seal, &sealed.used);
        }
    }
    release(hub, uses.into_values()).await;
}
