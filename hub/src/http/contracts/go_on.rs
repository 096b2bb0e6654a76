//! `POST /contracts/{contract}/go-on`: a contract that came to nothing becomes a draft again, with everything in it; a
//! ceremony that was called off goes on as an ordinary contract (`docs/decisions/0137-what-came-to-nothing-goes-on.md`).

use crate::http::drafts::{self, DraftBody, DraftCandidate, DraftField, DraftParty, DraftValue};
use crate::http::drafts::{create, upload};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::contract::event::Opened;
use domain::contract::paper::Paper;
use domain::contract::plan::{Course, PlannedParty};
use domain::contract::readers::{NamedReader, NamedReaders, Readers};
use domain::contract::signed_source::SignedSource;
use domain::contract::state::ContractState;
use domain::day::Day;
use domain::ids::{ContractId, DraftId};
use domain::value::ValueKind;
use pdf::intake::choice::{IntakeChoice, SignedUpload};
use serde_json::json;

/// Days in which it can be signed, unless the sender says otherwise.
const OPEN_DAYS: i64 = 365;

pub async fn go_on(giver: Giver, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let made = make(&giver, *contract).await;
    let draft = made.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({"draft": draft})))
}

async fn make(giver: &Giver, contract: ContractId) -> Result<DraftId, Problem> {
    let hub = &giver.hub;
    let owner = giver.account()?;
    let state = hub.contract_state(contract).await?.state;
    let opened = state.opened.as_ref().filter(|_| state.phase.is_ended_unsigned());
    let opened = opened.ok_or_else(|| Problem::new("go_on_not_ended"))?;
    let mut body = body(hub, &state, opened);
    let organisation = opened.sender.as_ref().map(|sender| sender.organisation);
    create::send_for(hub, owner, organisation, &mut body).await?;
    // With an `Idempotency-Key`, the key is the draft's id: asked again, it is refused and not made twice.
    let id = DraftId(giver.command_id().0);
    create::store_new(hub, id, owner, body.clone()).await?;
    take_file(hub, contract, opened, id).await?;
    // Taking the file in leaves boxes where they were.
    let (draft, stored) = drafts::load(hub, id).await?;
    body.document = stored.document;
    drafts::store(hub, &draft, draft.version, &body).await?;
    Ok(id)
}

/// The contract's clean file; what was said of signatures in the upload holds for it.
async fn take_file(hub: &Hub, contract: ContractId, opened: &Opened, id: DraftId) -> Result<(), Problem> {
    let owner = hub.contract_stream(contract).to_string();
    let clean = hub.blob(&owner, opened.clean).await?;
    let signed = match SignedSource::is_further(opened.signed_source.as_ref()) {
        true => SignedUpload::Further,
        false => SignedUpload::default(),
    };
    let choice = IntakeChoice {
        signed,
        ..IntakeChoice::default()
    };
    let name = format!("{}.pdf", opened.title.text());
    let place = upload::Place::Instead;
    upload::take_in(hub, id, &name, clean, choice, place)
        .await
        .map(drop)
}

/// Parties as they were known last, places, and what the sender had filled in; number, template and reservation stay with
/// the contract that had them.
fn body(hub: &Hub, state: &ContractState, opened: &Opened) -> DraftBody {
    let mut body = drafts::empty_body(hub, false);
    let offset = body.policy.offset_minutes;
    let last = Day::of(hub.clock.now(), offset).and_then(|day| day.plus(OPEN_DAYS));
    body.title = opened.title.text().to_owned();
    body.host_name = opened.host_name.text().to_owned();
    body.policy.order = opened.policy.order;
    body.policy.course = Course::Routine;
    body.deadline = last.map(|day| day.to_string());
    body.reminders = opened.reminders;
    body.readers = named(&opened.readers);
    body.parties = opened.parties.iter().map(party).collect();
    body.fields = opened
        .fields
        .iter()
        .map(|field| DraftField {
            party: field.party,
            page: field.page,
            rect: field.rect,
            content: field.content.clone(),
            group: field.group,
        })
        .collect();
    body.controls.clone_from(&opened.controls);
    // Pictures are files of the contract; the sender sends them anew.
    let own = state.controls_of(None);
    let own = own.filter(|control| !matches!(control.kind, ValueKind::Picture {}));
    let own = own.filter_map(|control| state.value_of(control.no));
    body.values = own
        .map(|filled| DraftValue {
            no: filled.no,
            text: filled.value.text().to_owned(),
        })
        .collect();
    body
}

fn party(planned: &PlannedParty) -> DraftParty {
    let others = planned.any_of.iter();
    let others = others.filter(|person| planned.account != Some(person.account));
    DraftParty {
        label: planned.label.clone(),
        name: planned.name.text().to_owned(),
        phone: planned.phone.text().to_owned(),
        organisation: planned.organisation.as_ref().map(|name| name.text().to_owned()),
        paper: planned
            .paper
            .as_ref()
            .and_then(|paper| Paper::of_text(paper.text())),
        turn: planned.turn,
        demands: planned.demands,
        auto: planned.auto,
        any_of: others
            .map(|person| DraftCandidate {
                name: person.name.text().to_owned(),
                phone: person.phone.text().to_owned(),
            })
            .collect(),
    }
}

fn named(readers: &Readers) -> NamedReaders {
    let people = readers.people.iter();
    NamedReaders {
        at_sending: readers.at_sending,
        people: people
            .map(|reader| NamedReader {
                name: reader.name.text().to_owned(),
                address: reader.address.text().to_owned(),
            })
            .collect(),
    }
}
