//! A face check 人脸核身 from its beginning to its result, kept under one name meanwhile: for an account's identity
//! and for a party's act.

use crate::attempts;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::ports::account_desk::Ticket;
use domain::ports::face_check::{FaceCheck, FaceCheckError, FaceOutcome, FaceRequest};
use serde::{Deserialize, Serialize};

const DAY_MS: i64 = 86_400_000;
/// Checks that may be begun under one name in a day; each is paid for.
const PER_DAY: u32 = 5;
/// How long a check that has begun is waited for.
const WAIT_MS: i64 = 3_600_000;

/// A check that has begun; of the person only keyed digests.
#[derive(Serialize, Deserialize)]
struct Begun {
    token: String,
    reference: String,
    person: String,
}

/// What an inquiry came to.
pub enum Answered {
    /// None has begun, or it was answered before.
    None,
    Waiting,
    Failed,
    /// This person, alive; `receipt` is the service's name for the check.
    Passed {
        name: String,
        number: String,
        receipt: String,
    },
}

/// Begins a check of this person under `name`; where the person goes with a phone. `back`: where the browser goes
/// afterwards.
///
/// # Errors
/// `face_check_off` where no service is configured, `face_check_refused`, `face_check_unavailable`, and
/// `too_many_requests` after five in a day.
pub async fn begin(hub: &Hub, name: &str, person: (&str, &str), back: String) -> Result<String, Problem> {
    let service = configured(hub)?;
    let (person_name, number) = person;
    attempts::count(hub, name, PER_DAY, DAY_MS).await?;
    let reference = crate::http::sessions::random_text(hub, 16);
    let wanted = FaceRequest {
        name: person_name.to_owned(),
        number: number.to_owned(),
        reference: reference.clone(),
        back,
    };
    let page = service.begin(wanted).await.map_err(refused)?;
    let begun = Begun {
        token: page.token,
        reference,
        person: digest(hub, person_name, number),
    };
    let failed = |e: &dyn std::fmt::Display| Problem::internal("note a face check", e);
    let ticket = Ticket {
        name: name.to_owned(),
        body: serde_json::to_string(&begun).map_err(|e| failed(&e))?,
        expires: hub.clock.now().plus_millis(WAIT_MS),
    };
    hub.store.desk.put_ticket(ticket).await.map_err(|e| failed(&e))?;
    Ok(page.url)
}

/// What the check under `name` came to. A result is told once.
///
/// # Errors
/// As [`begin`].
pub async fn outcome(hub: &Hub, name: &str) -> Result<Answered, Problem> {
    let service = configured(hub)?;
    let failed = |e: &dyn std::fmt::Display| Problem::internal("read a face check", e);
    let desk = &hub.store.desk;
    let noted = desk.ticket(name, hub.clock.now()).await.map_err(|e| failed(&e))?;
    let Some(noted) = noted else {
        return Ok(Answered::None);
    };
    let begun: Begun = serde_json::from_str(&noted).map_err(|e| failed(&e))?;
    let outcome = service.outcome(&begun.token).await.map_err(refused)?;
    if outcome == FaceOutcome::Waiting {
        return Ok(Answered::Waiting);
    }
    let taken = desk.take_ticket(name, hub.clock.now()).await;
    if taken.map_err(|e| failed(&e))?.is_none() {
        return Ok(Answered::None);
    }
    let FaceOutcome::Passed {
        name: person,
        number,
        reference,
    } = outcome
    else {
        return Ok(Answered::Failed);
    };
    // Another check's result, or another person's, shows nothing here.
    if reference != begun.reference || digest(hub, &person, &number) != begun.person {
        tracing::warn!(check = name, "a face check came back for somebody else");
        return Ok(Answered::Failed);
    }
    Ok(Answered::Passed {
        name: person,
        number,
        receipt: begun.token,
    })
}

fn configured(hub: &Hub) -> Result<&dyn FaceCheck, Problem> {
    hub.face_check
        .as_deref()
        .ok_or_else(|| Problem::new("face_check_off"))
}

fn refused(error: FaceCheckError) -> Problem {
    tracing::error!(%error, "a face check failed");
    Problem::new(match error {
        FaceCheckError::Refused(_) => "face_check_refused",
        FaceCheckError::Unavailable(_) => "face_check_unavailable",
    })
}

/// Keyed, so that the ticket alone tells nothing.
fn digest(hub: &Hub, name: &str, number: &str) -> String {
    hub.blind_index(&format!("{name}\0{number}"))
}
