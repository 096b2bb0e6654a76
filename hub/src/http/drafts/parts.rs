//! `PUT /drafts/{draft}/document/parts`: the files of a document in another order, or fewer of them.

use super::assemble::{self, PartWithPages};
use super::document::DraftDocument;
use super::{DraftBody, DraftValue, load, store};
use crate::documents::intake_board::Ticket;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::plan::FillControl;
use domain::hash::Sha256Hash;
use domain::ids::{DraftId, FieldNo};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Arrange {
    /// The document that was looked at, by its clean file.
    clean: Sha256Hash,
    /// Which of its parts stay, from 0, in their new order.
    order: Vec<usize>,
}

pub async fn arrange(
    hub: web::Data<Hub>,
    id: web::Path<DraftId>,
    request: HttpRequest,
    arrange: web::Json<Arrange>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let ticket = hub.intake.begin(*id).map_err(in_language)?;
    let document = arranged(&hub, *id, &arrange, &ticket)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::Ok().json(json!({"document": document})))
}

/// Boxes go with their pages; those of a file that goes are dropped.
async fn arranged(
    hub: &Hub,
    id: DraftId,
    arrange: &Arrange,
    ticket: &Ticket,
) -> Result<Option<DraftDocument>, Problem> {
    let (draft, mut body) = load(hub, id).await?;
    let document = body
        .document
        .ok_or_else(|| Problem::new("draft_without_document"))?;
    if document.clean != arrange.clean {
        return Err(Problem::new("draft_changed"));
    }
    let counts: Vec<usize> = document.parts().iter().map(|part| part.pages).collect();
    let pages = moved_pages(&counts, &arrange.order)
        .ok_or_else(|| Problem::new("malformed_request").with("reason", "order"))?;
    let parts: Vec<PartWithPages> = document
        .parts()
        .into_iter()
        .zip(document.pages_by_part())
        .collect();
    let kept: Vec<PartWithPages> = arrange.order.iter().map(|index| parts[*index].clone()).collect();
    body.document = match kept.is_empty() {
        true => None,
        false => Some(assemble::assemble(hub, id, kept, ticket).await?),
    };
    move_places(&mut body, &pages);
    store(hub, &draft, draft.version, &body).await?;
    Ok(body.document)
}

/// Puts boxes and values onto the pages where theirs went, by [`moved_pages`]; what stood on pages that go, goes.
/// Places for values are numbered anew behind the boxes, and values keep to theirs.
fn move_places(body: &mut DraftBody, pages: &[Option<u32>]) {
    let moved = |page: u32| pages.get(page.checked_sub(1)? as usize).copied().flatten();
    body.fields
        .retain_mut(|field| moved(field.page).map(|page| field.page = page).is_some());
    let first = u16::try_from(body.fields.len() + 1).unwrap_or(u16::MAX);
    let mut kept: Vec<FillControl> = Vec::new();
    let mut values = Vec::new();
    for mut control in std::mem::take(&mut body.controls) {
        let Some(page) = moved(control.page) else {
            continue;
        };
        let no = FieldNo(first.saturating_add(u16::try_from(kept.len()).unwrap_or(u16::MAX)));
        let own = body.values.iter().filter(|value| value.no == control.no).cloned();
        values.extend(own.map(|value| DraftValue { no, ..value }));
        (control.page, control.no) = (page, no);
        kept.push(control);
    }
    (body.controls, body.values) = (kept, values);
}

/// For each page of the document, its number (from 1) after parts of `counts` pages were put into `order`; `None`
/// for pages that go. `None` altogether where `order` names a part twice, or one that is not there.
fn moved_pages(counts: &[usize], order: &[usize]) -> Option<Vec<Option<u32>>> {
    let mut first_pages: Vec<Option<usize>> = vec![None; counts.len()];
    let mut next = 0;
    for index in order {
        let first = first_pages.get_mut(*index).filter(|first| first.is_none())?;
        *first = Some(next);
        next += counts[*index];
    }
    let numbers = counts.iter().zip(first_pages).flat_map(|(count, first)| {
        (0..*count).map(move |page| first.and_then(|first| u32::try_from(first + page + 1).ok()))
    });
    Some(numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn places_go_with_their_pages_and_are_numbered_without_gaps() {
        let rect = json!({"x": 0, "y": 0, "w": 1, "h": 1});
        let field = |page| json!({"party": 1, "page": page, "rect": rect});
        let control = |no, page| json!({"no": no, "page": page, "rect": rect, "name": "x", "required": true, "kind": {"kind": "phone"}});
        let policy = json!({"order": "together", "may_refuse_recording": true, "grant_minutes": 5, "demo": false, "offset_minutes": 0});
        let body = json!({
            "fields": [field(1), field(3)],
            "controls": [control(3, 2), control(4, 1), control(5, 3)],
            "values": [{"no": 3, "text": "goes"}, {"no": 5, "text": "stays"}],
            "policy": policy,
        });
        let mut body: DraftBody = serde_json::from_value(body).unwrap();
        // The second of three pages goes, the others change places.
        move_places(&mut body, &[Some(2), None, Some(1)]);
        let body: Value = serde_json::to_value(&body).unwrap();
        let all = |list: &str, key: &str| -> Vec<Value> {
            body[list]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item[key].clone())
                .collect()
        };
        assert_eq!(all("fields", "page"), [2, 1]);
        assert_eq!(
            (all("controls", "no"), all("controls", "page")),
            (vec![json!(3), json!(4)], vec![json!(2), json!(1)])
        );
        assert_eq!(
            (all("values", "no"), all("values", "text")),
            (vec![json!(4)], vec![json!("stays")])
        );
    }

    #[test]
    fn pages_go_with_their_part() {
        let moved = moved_pages(&[2, 1, 3], &[2, 0]).unwrap();
        assert_eq!(moved, [Some(4), Some(5), None, Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn an_order_that_is_none_is_not_followed() {
        assert_eq!(moved_pages(&[1, 1], &[0, 0]), None);
        assert_eq!(moved_pages(&[1, 1], &[2]), None);
        assert_eq!(moved_pages(&[1, 1], &[]), Some(vec![None, None]));
    }
}
