//! A contract of a template for somebody who stands in front of us: what they type becomes the sender's values before the
//! contract exists, and the contract opens complete. By sign code ([`crate::effects::sign_code`]) and at exhibitions
//! ([`crate::effects::exhibition`]).

use crate::http::drafts::open::{check_room, open_draft, operator_of};
use crate::http::drafts::{self, DraftBody, DraftPurpose, DraftReservation, DraftValue};
use crate::http::problem::Problem;
use crate::http::templates;
use crate::http::templates::start::{Person, Start, draft_of};
use crate::hub::Hub;
use domain::contract::plan::{FillControl, PageBox};
use domain::day::Day;
use domain::ids::{AccountId, CommandId, ContractId, DraftId, OrganisationId, PartyNo, TemplateId};
use domain::quote::Quote;
use domain::sign_code::conditions::PlannedPart;
use domain::template::state::MadeTemplate;
use domain::value::{self, KnownFact, ValueKind};
use serde::{Deserialize, Serialize};

/// Characters that a fact may have where it fills itself in.
const KNOWN: u16 = 80;

/// What a visitor said, a file beside the log of whatever asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    pub name: String,
    pub phone: String,
    /// Whom they sign for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    pub values: Vec<DraftValue>,
}

/// The contract that is wanted.
pub struct Wanted<'a> {
    pub owner: AccountId,
    /// For which organisation; absent: for the owner alone.
    pub organisation: Option<OrganisationId>,
    /// The line of the template's version.
    pub template: &'a Quote,
    /// Which of the template's parties the visitor is.
    pub visitor: fn(&[PlannedPart]) -> Option<PartyNo>,
    pub title: String,
    pub said: &'a Said,
    pub days_to_sign: u16,
    pub reservation: Option<DraftReservation>,
    /// The id of the draft, and so of the contract.
    pub draft: DraftId,
    /// The id of the command that opens it.
    pub command: CommandId,
}

/// Makes the draft and opens it. What was done before a crash is found, not done again.
///
/// # Errors
/// `template_not_found`, `visitor_place_missing`, and whatever keeps a draft from being opened.
pub async fn open(hub: &Hub, wanted: &Wanted<'_>) -> Result<(), Problem> {
    match hub.contract_state(ContractId(wanted.draft.0)).await {
        Ok(_) => return Ok(()),
        Err(problem) if problem.code == "contract_not_found" => {}
        Err(problem) => return Err(problem),
    }
    let made = templates::quoted(hub, wanted.template).await?;
    let made = made.ok_or_else(|| Problem::new("template_not_found"))?;
    let stored = hub.store.rows.draft(wanted.draft).await;
    if stored
        .map_err(|e| Problem::internal("read a draft", e))?
        .is_none()
    {
        make_draft(hub, wanted, &made).await?;
    }
    let (stored, mut body) = drafts::load(hub, wanted.draft).await?;
    let visitor = (wanted.visitor)(&parts_of(&body));
    take_over(&mut body, visitor, wanted.said);
    body.reservation.clone_from(&wanted.reservation);
    drafts::store(hub, &stored, stored.version, &body).await?;
    open_draft(hub, wanted.owner, wanted.draft, wanted.command)
        .await
        .map(drop)
}

async fn make_draft(hub: &Hub, wanted: &Wanted<'_>, made: &MadeTemplate) -> Result<(), Problem> {
    let template = TemplateId(wanted.template.stream.id);
    let body = templates::body_of(hub, template, &made.latest.content).await?;
    let parts = parts_of(&body);
    let visitor = (wanted.visitor)(&parts).ok_or_else(|| Problem::new("visitor_place_missing"))?;
    let mut people = Vec::with_capacity(parts.len());
    for ((no, part), party) in (1u8..).zip(&parts).zip(&body.parties) {
        people.push(if no == visitor.0 {
            let said = wanted.said;
            Person {
                name: said.name.clone(),
                phone: said.phone.clone(),
                organisation: said.organisation.clone().filter(|_| part.organisation),
            }
        } else if part.auto {
            nobody()
        } else {
            own_side(hub, wanted, party).await?
        });
    }
    let today = Day::of(hub.clock.now(), body.policy.offset_minutes);
    let last = today.and_then(|today| today.plus(i64::from(wanted.days_to_sign)));
    let start = Start {
        purpose: DraftPurpose::Start,
        title: Some(wanted.title.clone()),
        people,
        values: wanted.said.values.clone(),
        deadline: last.map(|day| day.to_string()),
    };
    let organisation = wanted.organisation;
    let made = draft_of(
        hub,
        wanted.owner,
        template,
        made,
        start,
        organisation,
        wanted.draft,
    );
    made.await.map(drop)
}

/// A part that signs by itself finds its operator when the draft is opened.
fn nobody() -> Person {
    Person {
        name: String::new(),
        phone: String::new(),
        organisation: None,
    }
}

/// Who signs by hand for our side: whom the template names, else the owner.
async fn own_side(
    hub: &Hub,
    wanted: &Wanted<'_>,
    party: &crate::http::drafts::DraftParty,
) -> Result<Person, Problem> {
    let named = !party.name.trim().is_empty() && !party.phone.trim().is_empty();
    match wanted.organisation {
        Some(organisation) if !named => {
            let operator = operator_of(hub, organisation, wanted.owner).await?;
            Ok(Person {
                name: operator.name,
                phone: operator.phone,
                organisation: party.organisation.as_ref().map(|_| operator.organisation),
            })
        }
        _ => Ok(Person {
            name: party.name.clone(),
            phone: party.phone.clone(),
            organisation: None,
        }),
    }
}

/// The parts that a template plans.
pub fn parts_of(body: &DraftBody) -> Vec<PlannedPart> {
    let part = |party: &crate::http::drafts::DraftParty| PlannedPart {
        organisation: party.organisation.is_some(),
        auto: party.auto.is_some(),
        turn: party.turn,
    };
    body.parties.iter().map(part).collect()
}

/// What must be typed before the contract stands, where it does not follow from anything: the visitor's controls, and
/// the sender's.
pub fn asked(controls: &[FillControl], visitor: Option<PartyNo>) -> impl Iterator<Item = &FillControl> {
    let asked = move |control: &&FillControl| {
        (control.party.is_none() || control.party == visitor) && !control.kind.is_derived()
    };
    controls.iter().filter(asked)
}

/// The visitor's values as their controls take them, each with room in its place.
///
/// # Errors
/// What is wrong with a value, or `visitor_value_missing`, each with the control's `no` and `name`.
pub fn checked(
    hub: &Hub,
    template: &DraftBody,
    visitor: Option<PartyNo>,
    typed: &[DraftValue],
) -> Result<Vec<DraftValue>, Problem> {
    let document = template.document.as_ref();
    let boxes: Vec<PageBox> = document
        .iter()
        .flat_map(|document| &document.pages)
        .map(|page| page.page_box)
        .collect();
    let mut values = Vec::new();
    for control in asked(&template.controls, visitor) {
        let typed = typed.iter().find(|value| value.no == control.no);
        let typed = typed.map_or("", |value| value.text.as_str());
        let at = |problem: Problem| problem.with("no", control.no).with("name", &control.name);
        let text = value::check(&control.kind, typed).map_err(|problem| at(Problem::new(problem.code())))?;
        if text.is_empty() {
            if control.required {
                return Err(at(Problem::new("visitor_value_missing")));
            }
            continue;
        }
        check_room(hub, control, typed, &boxes).map_err(at)?;
        values.push(DraftValue {
            no: control.no,
            text: typed.to_owned(),
        });
    }
    Ok(values)
}

/// The visitor's controls become the sender's, with what was typed: the contract opens complete. Done twice it is
/// done once. What follows from the person is written out, for the sender is somebody else.
fn take_over(body: &mut DraftBody, visitor: Option<PartyNo>, said: &Said) {
    for control in &mut body.controls {
        if control.party.is_none() || control.party != visitor {
            continue;
        }
        control.party = None;
        let known = match control.kind {
            ValueKind::Known {
                fact: KnownFact::Name,
            } => Some(&said.name),
            ValueKind::Known {
                fact: KnownFact::Phone,
            } => Some(&said.phone),
            ValueKind::Known {
                fact: KnownFact::Organisation,
            } => said.organisation.as_ref(),
            // Typed by the visitor, whom nobody here knows yet.
            ValueKind::Known { .. } => {
                control.kind = ValueKind::Line { max: KNOWN };
                None
            }
            _ => None,
        };
        let Some(known) = known else { continue };
        control.kind = ValueKind::Line { max: KNOWN };
        body.values.push(DraftValue {
            no: control.no,
            text: known.clone(),
        });
    }
}
