//! The sheet of a template, and a filled-in one that becomes a bulk start.

use super::stream;
use crate::documents;
use crate::http::drafts::open::check_room;
use crate::http::drafts::upload::read_limited;
use crate::http::me::organisation;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::http::templates::{self, Place, as_quoted};
use crate::hub::Hub;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::bulk_start::sheet::{CellProblem, RowPerson, Sheet, SheetForm, SheetProblem};
use domain::bulk_start::{BulkStartCommand, PreparedRows};
use domain::contract::plan::{FillControl, PageBox};
use domain::template::state::MadeTemplate;
use serde::Deserialize;
use serde_json::json;

/// Longest file, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// What spreadsheet programs take as a sign of UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `GET /templates/{template}/bulk-sheet.csv`: the headings, to be filled in below.
pub async fn form(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (made, body) = templates::with_body(&giver, place.template).await?;
    let form = form_of(&made, &body.controls).map_err(|problem| giver.problem(problem))?;
    let headings: Vec<String> = form
        .columns()
        .iter()
        .map(|column| {
            if column.required {
                format!("{}*", column.heading)
            } else {
                column.heading.clone()
            }
        })
        .collect();
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"sheet.csv\""))
        .body(format!("{BYTE_ORDER_MARK}{}\r\n", headings.join(","))))
}

fn form_of(made: &MadeTemplate, controls: &[FillControl]) -> Result<SheetForm, Problem> {
    SheetForm::of(&made.latest.content.roles, controls).map_err(|problem| in_words(&problem))
}

fn in_words(problem: &SheetProblem) -> Problem {
    let said = Problem::new(problem.code());
    match problem {
        SheetProblem::Missing(names) | SheetProblem::Twice(names) | SheetProblem::NotText(names) => {
            said.with("name", names)
        }
        SheetProblem::Empty | SheetProblem::TooLong => said,
    }
}

#[derive(Debug, Deserialize)]
pub struct Always {
    /// JSON: whoever plays each role where a row names nobody; absent where every row does.
    #[serde(default)]
    people: Option<String>,
}

/// `POST /templates/{template}/bulk-starts`: reads an `xlsx` or `csv`; 201 with the id. Nothing is started yet.
pub async fn prepare(
    giver: Giver,
    place: web::Path<Place>,
    always: web::Query<Always>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let (made, body) = templates::with_body(&giver, place.template).await?;
    let prepared = async {
        if !made.enabled {
            return Err(Problem::new("template_disabled").with("name", &made.name));
        }
        let people = people(&always)?;
        let file = read_limited(payload, MOST_BYTES).await?;
        let rows = documents::sheet_rows(&giver.hub, file).await?;
        let rows: Vec<(u32, Vec<String>)> = rows.into_iter().map(|row| (row.line, row.cells)).collect();
        let form = form_of(&made, &body.controls)?;
        let sheet = form.read(&rows, &people).map_err(|problem| in_words(&problem))?;
        let document = body
            .document
            .as_ref()
            .ok_or_else(|| Problem::new("draft_without_document"))?;
        let boxes = document.pages.iter().map(|page| page.page_box).collect();
        let sheet = with_room(&giver.hub, sheet, body.controls.clone(), boxes).await?;
        store(&giver, &place, &made, &sheet).await
    };
    let bulk = prepared.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({"bulk_start": bulk})))
}

fn people(always: &Always) -> Result<Vec<RowPerson>, Problem> {
    let Some(text) = &always.people else {
        return Ok(Vec::new());
    };
    serde_json::from_str(text).map_err(|e| Problem::new("malformed_request").with("reason", e))
}

/// Also says which values have no room in their places.
async fn with_room(
    hub: &web::Data<Hub>,
    mut sheet: Sheet,
    controls: Vec<FillControl>,
    pages: Vec<PageBox>,
) -> Result<Sheet, Problem> {
    let hub = hub.clone();
    let looked = web::block(move || {
        for line in &mut sheet.lines {
            for control in &controls {
                let Some(text) = line.row.values.get(&control.no) else {
                    continue;
                };
                if let Err(problem) = check_room(&hub, control, text, &pages) {
                    let mut parameters = problem.parameters.iter();
                    let exact = parameters.find(|(name, _)| *name == "problem");
                    line.problems.push(CellProblem {
                        heading: control.name.clone(),
                        code: exact.map_or(problem.code.clone(), |(_, code)| code.clone()),
                    });
                }
            }
        }
        sheet
    });
    looked
        .await
        .map_err(|e| Problem::internal("look at the rows of a sheet", e))
}

async fn store(
    giver: &Giver,
    place: &Place,
    made: &MadeTemplate,
    sheet: &Sheet,
) -> Result<uuid::Uuid, Problem> {
    let (hub, owner) = (&giver.hub, giver.account()?);
    // With an `Idempotency-Key`, the key is its id: sent again, it is the same bulk start.
    let bulk = giver.command_id().0;
    let bytes = serde_json::to_vec(sheet).map_err(|e| Problem::internal("write the rows of a sheet", e))?;
    let rows = hub.store.blobs.put(&stream(bulk).to_string(), &bytes).await;
    let good = sheet.good().count();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let prepared = PreparedRows {
        owner,
        organisation: organisation::chosen(hub, owner).await?,
        template: as_quoted(place.template, &made.latest),
        template_name: made.name.clone(),
        rows: rows.map_err(|e| Problem::internal("store the rows of a sheet", e))?,
        good: count(good),
        bad: count(sheet.lines.len() - good),
    };
    let entity = hub.bulk_start(bulk);
    let mut envelope = entity.envelope(Caller::Account(owner), BulkStartCommand::Prepare(prepared));
    envelope.id = domain::ids::CommandId(bulk);
    entity.send(envelope).await?;
    Ok(bulk)
}
