//! `/organisations/{organisation}/letters`: letters of authority 授权委托书, filed with their paper, accepted, refused and
//! withdrawn. The paper is kept as it came and never read here.

use super::giver::Giver;
use crate::http::drafts::upload::read_limited;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::MemberNo;
use domain::organisation::letter::{Letter, LetterNo, LetterScope};
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::json;

/// Longest paper, in bytes.
const MOST_BYTES: u64 = 10 << 20;
/// How files of the kinds that are taken begin, with their media types and the ends of their names.
const KINDS: [(&[u8], &str, &str); 3] = [
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
];

#[derive(Deserialize)]
pub struct Filed {
    member: MemberNo,
    #[serde(flatten)]
    scope: LetterScope,
    from: Timestamp,
    until: Timestamp,
    /// As the upload answered.
    document: Sha256Hash,
}

#[derive(Deserialize)]
pub struct Refusal {
    reason: String,
}

type Place = web::Path<(OrganisationId, LetterNo)>;

/// `POST …/letters/paper`: the signed and stamped paper; answers with its hash, which the filing names.
pub async fn upload(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let stored = async {
        let paper = read_limited(payload, MOST_BYTES).await?;
        if kind_of(&paper).is_none() {
            return Err(Problem::new("letter_file"));
        }
        let stored = giver
            .hub
            .store
            .blobs
            .put(&owner(&giver.hub, *organisation), &paper)
            .await;
        stored.map_err(|e| Problem::internal("keep a letter of authority", e))
    };
    let document = stored.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(json!({"document": document})))
}

/// `POST …/letters`: waits for the super administrator from here on.
pub async fn file(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Filed>,
) -> Result<HttpResponse, Problem> {
    let Filed {
        member,
        scope,
        from,
        until,
        document,
    } = body.into_inner();
    let kept = giver
        .hub
        .store
        .blobs
        .get(&owner(&giver.hub, *organisation), document)
        .await;
    let kept = kept.map_err(|e| Problem::internal("find a letter of authority", e))?;
    if kept.is_none_or(|paper| kind_of(&paper).is_none()) {
        return Err(giver.problem(Problem::new("letter_file")));
    }
    let letter = Letter {
        member,
        scope,
        from,
        until,
        document,
    };
    giver
        .give(*organisation, OrganisationCommand::FileLetter { letter })
        .await
}

/// `GET …/letters/{letter}/paper`: as it came, for those who see the letter; to anybody else there is none.
pub async fn paper(giver: Giver, place: Place) -> Result<HttpResponse, Problem> {
    let (organisation, no) = place.into_inner();
    let (state, account) = (
        giver.hub.organisation_state(organisation).await?,
        giver.account()?,
    );
    let kept = state
        .letters
        .get(&no)
        .filter(|kept| state.shows_letter(account, &kept.letter));
    let kept = kept.ok_or_else(|| giver.problem(Problem::new("letter_not_found")))?;
    let paper = giver
        .hub
        .blob(&owner(&giver.hub, organisation), kept.letter.document)
        .await?;
    let (media_type, end) = kind_of(&paper).ok_or_else(|| giver.problem(Problem::new("letter_file")))?;
    let name = format!("attachment; filename=\"letter-of-authority-{}.{end}\"", no.0);
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header(("Cache-Control", "no-store"))
        .body(paper))
}

/// `POST …/letters/{letter}/accept`.
pub async fn accept(giver: Giver, place: Place) -> Result<HttpResponse, Problem> {
    let (organisation, no) = place.into_inner();
    giver
        .give(organisation, OrganisationCommand::AcceptLetter { no })
        .await
}

/// `POST …/letters/{letter}/refuse`.
pub async fn refuse(giver: Giver, place: Place, body: web::Json<Refusal>) -> Result<HttpResponse, Problem> {
    let (organisation, no) = place.into_inner();
    let reason = body.into_inner().reason;
    giver
        .give(organisation, OrganisationCommand::RefuseLetter { no, reason })
        .await
}

/// `POST …/letters/{letter}/withdraw`.
pub async fn withdraw(giver: Giver, place: Place) -> Result<HttpResponse, Problem> {
    let (organisation, no) = place.into_inner();
    giver
        .give(organisation, OrganisationCommand::WithdrawLetter { no })
        .await
}

fn kind_of(paper: &[u8]) -> Option<(&'static str, &'static str)> {
    let found = KINDS.iter().find(|(begins, ..)| paper.starts_with(begins));
    found.map(|(_, media_type, end)| (*media_type, *end))
}

/// Owner of the organisation's papers among the blobs.
fn owner(hub: &Hub, organisation: OrganisationId) -> String {
    hub.organisation_stream(organisation).to_string()
}
