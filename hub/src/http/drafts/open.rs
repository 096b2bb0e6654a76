//! `POST /drafts/{draft}/open`: the draft becomes a contract, whose log begins with the draft's hash.

use super::{DraftBody, DraftPurpose, DraftTemplate, contract_files, load};
use crate::approvals::facts;
use crate::approvals::guard::{self, GuardedAct};
use crate::documents::values;
use crate::filing_desk;
use crate::http::access::Visitor;
use crate::http::contracts::void;
use crate::http::idempotency_key::IdempotencyKey;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::contract::auto_sign::AutoSign;
use domain::contract::command::{
    ContractCommand, DraftCandidate, DraftField, DraftParty, Open, ReservedRight, TypedValue,
};
use domain::contract::decide::opening;
use domain::contract::demands::FaceRule;
use domain::contract::plan::{FillControl, PageBox};
use domain::contract::sending_organisation::SendingOrganisation;
use domain::day::Day;
use domain::ids::{AccountId, ApprovalId, CommandId, ContractId, DraftId, OrganisationId};
use domain::organisation::event::Service;
use domain::ports::rows::Draft;
use domain::seal::kind::SealOwner;
use domain::timestamp::Timestamp;
use domain::value;
use serde_json::json;

pub async fn open(
    hub: web::Data<Hub>,
    visitor: Visitor,
    draft: web::Path<DraftId>,
    key: IdempotencyKey,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    send(&hub, account, *draft, key.or_fresh(&hub), &request).await
}

/// Opens the contract of a draft, or asks for the approval that the organisation demands before.
pub async fn send(
    hub: &Hub,
    account: AccountId,
    draft: DraftId,
    command: CommandId,
    request: &HttpRequest,
) -> Result<HttpResponse, Problem> {
    match open_draft(hub, account, draft, command).await {
        Ok(contract) => Ok(HttpResponse::Created().json(json!({"contract": contract}))),
        Err(problem) if problem.code == "approval_needed" => {
            let approval = request_approval(hub, account, draft, command).await;
            let approval = approval.map_err(|problem| problem.in_language_of(request))?;
            let (_, body) = load(hub, draft).await?;
            let answer = json!({"approval": approval, "organisation": body.organisation});
            Ok(HttpResponse::Accepted().json(answer))
        }
        Err(problem) => Err(problem.in_language_of(request)),
    }
}

/// Asks for the approval that the sender's organisation demands; the contract goes out when it is given.
pub async fn request_approval(
    hub: &Hub,
    account: AccountId,
    id: DraftId,
    command: CommandId,
) -> Result<ApprovalId, Problem> {
    let (draft, body) = load(hub, id).await?;
    let act = guarded(account, &draft, &body).ok_or_else(|| Problem::new("approval_not_needed"))?;
    guard::request(hub, &act, &body.title, command).await
}

/// The act that the organisation is asked about, where it is an organisation that sends.
fn guarded(account: AccountId, draft: &Draft, body: &DraftBody) -> Option<GuardedAct> {
    Some(GuardedAct {
        organisation: body.organisation?,
        account,
        subject: facts::subject_of(draft),
        facts: facts::of_draft(body),
    })
}

/// Opens the contract of a draft. The contract's id is the draft's, so that opening twice is opening once.
pub async fn open_draft(
    hub: &Hub,
    host: AccountId,
    id: DraftId,
    command: CommandId,
) -> Result<ContractId, Problem> {
    let contract = ContractId(id.0);
    let (draft, body) = load(hub, id).await?;
    let Some(document) = &body.document else {
        return Err(Problem::new("draft_without_document"));
    };
    if !document.is_confirmed() {
        return Err(Problem::new("conversion_unconfirmed"));
    }
    if !document.is_decided() {
        return Err(Problem::new("signed_undecided"));
    }
    let revises = |template: &DraftTemplate| template.purpose == DraftPurpose::Revise;
    if body.template.as_ref().is_some_and(revises) {
        return Err(Problem::new("draft_revises_template"));
    }
    if let Some(voids) = &body.voids {
        void::require_none(hub, voids.contract).await?;
        let parties: Vec<DraftParty> = body.parties.iter().map(as_party).collect();
        void::require_parties(hub, voids.contract, &parties).await?;
    }
    let entity = hub.contract(contract);
    let boxes: Vec<PageBox> = document.pages.iter().map(|page| page.page_box).collect();
    let pages_blob = contract_files::store_files(hub, id, contract, document, &boxes).await?;
    let images = contract_files::store_images(hub, id, contract, &body, document).await?;
    let typed = senders_values(hub, &body, &boxes)?;
    contract_files::store_pictures(hub, id, contract, &body).await?;
    let mut parties = Vec::with_capacity(body.parties.len());
    for party in &body.parties {
        let party = match (party.auto, body.organisation) {
            (Some(auto), Some(organisation)) => signing_itself(hub, host, organisation, party, auto).await?,
            _ => as_party(party),
        };
        parties.push(with_account(hub, party).await?);
    }
    let passage = match guarded(host, &draft, &body) {
        Some(act) => Some(guard::passage(hub, &act).await?),
        None => None,
    };
    let mut nonce = [0; 32];
    hub.clock.fill_random(&mut nonce);
    let open = Open {
        host,
        passage,
        sender: sender(hub, host, &body).await?,
        host_name: host_name(hub, host, &body).await?,
        title: body.title.clone(),
        draft: facts::hash_of(&draft),
        uploaded: document.uploaded,
        clean: document.clean,
        signed_source: document.signed_source(),
        pages: boxes,
        pages_blob,
        parties,
        fields: body
            .fields
            .iter()
            .map(|field| DraftField {
                party: field.party,
                page: field.page,
                rect: field.rect,
                content: field.content.clone(),
                group: field.group,
            })
            .collect(),
        controls: body.controls.clone(),
        values: typed,
        images,
        deadline: deadline(&body)?,
        template: body.template.as_ref().map(|template| template.line.clone()),
        face: face_rule(hub, &body).await?,
        number: filing_desk::file_for_sending(hub, host, contract, &body).await?,
        voids: body.voids.as_ref().map(|voids| voids.line.clone()),
        reservation: body.reservation.as_ref().map(|right| ReservedRight {
            line: right.line.clone(),
            until: right.until,
        }),
        reminders: body.reminders.filter(|_| !body.policy.course.is_live()),
        alone: body.alone,
        readers: body.readers.clone(),
        policy: body.policy,
        origin: hub.evidence.origin().to_owned(),
        build: hub.build,
        degraded: hub.degraded(),
        nonce: base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, nonce),
    };
    let mut envelope = entity.envelope(Caller::Account(host), ContractCommand::Open(Box::new(open)));
    envelope.id = command;
    entity.send(envelope).await.map_err(Problem::from)?;
    hub.store
        .rows
        .remove_draft(id)
        .await
        .map_err(|e| Problem::internal("remove an opened draft", e))?;
    Ok(contract)
}

/// The organisation's yes to starting a contract, asked anew.
async fn sender(
    hub: &Hub,
    host: AccountId,
    body: &DraftBody,
) -> Result<Option<SendingOrganisation>, Problem> {
    let Some(organisation) = body.organisation else {
        return Ok(None);
    };
    let snapshot = hub.organisation_snapshot(organisation).await?;
    let stream = hub.organisation_stream(organisation);
    let sending = snapshot.state.sending(&stream, snapshot.head, host);
    sending.map(Some).map_err(|refused| Problem::refused(&refused))
}

/// Signers of an ordinary contract show their face by default, where the hub can have it compared [D04, G13].
async fn face_rule(hub: &Hub, body: &DraftBody) -> Result<Option<FaceRule>, Problem> {
    if body.policy.course.is_live() {
        return Ok(None);
    }
    if let Some(organisation) = body.organisation {
        let state = hub.organisation_state(organisation).await?;
        if state.has_service(Service::PhoneVerification) {
            return Ok(Some(FaceRule::PhoneCode));
        }
    }
    Ok(Some(match hub.face_check {
        Some(_) => FaceRule::Asked,
        None => FaceRule::NoService,
    }))
}

fn as_party(party: &super::DraftParty) -> DraftParty {
    DraftParty {
        label: party.label.clone(),
        name: party.name.clone(),
        phone: dialled(&party.phone),
        organisation: party
            .organisation
            .clone()
            .filter(|organisation| !organisation.trim().is_empty()),
        paper: party
            .paper
            .clone()
            .filter(|paper| !paper.number.trim().is_empty()),
        turn: party.turn,
        account: None,
        demands: party.demands,
        auto: party.auto,
        any_of: party
            .any_of
            .iter()
            .map(|person| DraftCandidate {
                name: person.name.clone(),
                phone: dialled(&person.phone),
                account: None,
            })
            .collect(),
    }
}

fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| !matches!(c, ' ' | '-')).collect()
}

/// The organisation's own part: its operator is the sender and nobody else [G09].
async fn signing_itself(
    hub: &Hub,
    host: AccountId,
    organisation: OrganisationId,
    party: &super::DraftParty,
    auto: AutoSign,
) -> Result<DraftParty, Problem> {
    let operator = operator_of(hub, organisation, host).await?;
    let seal = hub.seal_state(auto.seal).await?;
    let made = seal
        .state
        .made
        .as_ref()
        .ok_or_else(|| Problem::new("seal_not_found"))?;
    if made.owner != SealOwner::Organisation(organisation) {
        return Err(Problem::new("seal_not_permitted"));
    }
    let named = as_party(party);
    Ok(DraftParty {
        name: operator.name,
        phone: operator.phone,
        paper: None,
        organisation: named.organisation.clone().or(Some(operator.organisation)),
        ..named
    })
}

/// Who acts for an organisation, as a contract names them.
pub struct Operator {
    pub name: String,
    pub phone: String,
    pub organisation: String,
}

/// A member with what the organisation and the account know of them.
pub async fn operator_of(
    hub: &Hub,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Operator, Problem> {
    let state = hub.organisation_state(organisation).await?;
    let member = state
        .active_member(account)
        .ok_or_else(|| Problem::new("not_allowed"))?;
    let account = hub.account_state(account).await?;
    let phone = account.phone.as_ref().and_then(|phone| phone.value());
    Ok(Operator {
        name: member.name.text().to_owned(),
        phone: phone.unwrap_or_default().to_owned(),
        organisation: state.name.clone(),
    })
}

/// The party with the account that owns its phone number; whoever signs in with that number finds the contract.
pub async fn with_account(hub: &Hub, party: DraftParty) -> Result<DraftParty, Problem> {
    let account = account_of(hub, &party.phone).await?;
    let mut any_of = Vec::with_capacity(party.any_of.len());
    for person in party.any_of {
        let account = account_of(hub, &person.phone).await?;
        any_of.push(DraftCandidate { account, ..person });
    }
    Ok(DraftParty {
        account,
        any_of,
        ..party
    })
}

async fn account_of(hub: &Hub, phone: &str) -> Result<Option<AccountId>, Problem> {
    if !opening::is_phone(phone) {
        return Ok(None);
    }
    let fresh = AccountId(hub.clock.command_id().0);
    let account = hub
        .store
        .rows
        .account_of_phone(&hub.blind_index(phone), fresh)
        .await;
    account
        .map(Some)
        .map_err(|e| Problem::internal("find an account", e))
}

/// 24:00 of the last day, where the hub's people are.
fn deadline(body: &DraftBody) -> Result<Option<Timestamp>, Problem> {
    let Some(text) = body.deadline.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    let day = Day::parse(text).ok_or_else(|| Problem::new("deadline_wrong"))?;
    Ok(Some(day.end(body.policy.offset_minutes)))
}

/// The sender's values, each of which has room in its place.
fn senders_values(hub: &Hub, body: &DraftBody, pages: &[PageBox]) -> Result<Vec<TypedValue>, Problem> {
    for value in &body.values {
        let control = body.controls.iter().find(|control| control.no == value.no);
        let Some(control) = control else { continue };
        check_room(hub, control, &value.text, pages)?;
    }
    Ok(body
        .values
        .iter()
        .map(|value| TypedValue {
            no: value.no,
            text: value.text.clone(),
        })
        .collect())
}

/// Whether a typed value has room in its place. What the rules do not take is theirs to refuse.
pub fn check_room(hub: &Hub, control: &FillControl, typed: &str, pages: &[PageBox]) -> Result<(), Problem> {
    let page = control
        .page
        .checked_sub(1)
        .and_then(|index| pages.get(index as usize));
    match (value::check(&control.kind, typed), page) {
        (Ok(text), Some(page)) => values::fits(hub, control, &text, page),
        _ => Ok(()),
    }
}

/// The name that the host goes by: as written in the draft, else the masked phone number.
async fn host_name(hub: &Hub, host: AccountId, body: &DraftBody) -> Result<String, Problem> {
    if !body.host_name.trim().is_empty() {
        return Ok(body.host_name.trim().chars().take(50).collect());
    }
    let state = hub
        .account(host)
        .state()
        .await
        .map_err(|e| Problem::internal("read an account", e))?;
    let phone = state.and_then(|s| s.state.phone.as_ref().map(|phone| phone.text().to_owned()));
    Ok(crate::http::me::masked(&phone.unwrap_or_default()))
}
