//! Sealing: one digital signature per party, each with a key made here and destroyed here (design 2.9, 5), then
//! what later judges need: validation data and a document time-stamp ([`preserve`]).
//!
//! Every signature is a revision of its own and is recorded before the next begins. After a crash the plan is
//! run again from R0: revisions that are recorded are taken from their blobs, the rest are made anew.

mod artworks;
mod certificate;
pub(super) mod preserve;
pub(super) mod revision;

use super::{EffectFailed, Outcome};
use crate::documents::certify::stamped;
use crate::documents::opinions;
use crate::hub::Services;
use crate::issuance::{IssuanceError, IssuanceRequest, IssuedEventCertificate};
use actors::effects::{EffectJob, EffectOutcome};
use actors::entity::outcome::CommandError;
use domain::aggregate::Caller;
use domain::contract::Contract;
use domain::contract::authority_used::AuthorityUsed;
use domain::contract::command::ContractCommand;
use domain::contract::event::{Committed, PartySigned};
use domain::contract::plan::PlannedParty;
use domain::contract::rejection::ContractRejection;
use domain::contract::state::{ContractState, PartyState};
use domain::hash::Sha256Hash;
use domain::ink;
use domain::timestamp::Timestamp;
use pdf::seal::artwork::SealArtwork;
use pdf::sign::plan::{BoxContent, SigningPlan};
use pdf::sign::{InkedBox, SignatureRequest, UnsignedRevision, append_signature};
use pki::cms_signature::sign_unstamped;
use pki::signing_key::SigningKey;
use revision::Revision;
use std::sync::Arc;
use std::time::Duration;

/// Shortest wait before an authority outside is asked again.
const WAIT: Duration = Duration::from_secs(2);

pub(super) async fn seal(services: &Arc<Services>, job: &EffectJob<Contract>) -> Outcome {
    let failed = EffectFailed::at("seal a contract");
    let state = &job.state;
    let (Some(opened), Some(prepared)) = (&state.opened, &state.prepared) else {
        return Ok(EffectOutcome::Done);
    };
    let owner = job.stream.to_string();
    let plan = services
        .blob(&owner, prepared.plan)
        .await
        .map_err(|e| failed(&e))?;
    let plan = serde_json::from_slice(&plan).map_err(|e| failed(&e))?;
    let r0 = services.blob(&owner, prepared.r0).await.map_err(|e| failed(&e))?;
    let mut revision = Revision::new(r0, plan);
    let mut last_token = None;
    for planned in &opened.parties {
        let seals = artworks::of_party(services, &owner, state, planned.no)
            .await
            .map_err(|e| failed(&e))?;
        let request = request(services, state, planned, &revision.plan, seals);
        let request = request.ok_or_else(|| failed(&"a party has not committed"))?;
        let appended = append_signature(&revision.bytes, &revision.plan, &request);
        let (unsigned, next) = appended.map_err(|e| failed(&e))?;
        let earlier = state.signatures.iter().find(|signed| signed.party == planned.no);
        revision = match earlier {
            Some(signed) => {
                last_token = last_token.max(Some(signed.token_time));
                let bytes = services
                    .blob(&owner, signed.revision)
                    .await
                    .map_err(|e| failed(&e))?;
                Revision::new(bytes, next)
            }
            None => {
                let base = revision.hash;
                let asking = certificate::request(services, planned, job).await?;
                let (next, issued) = match sign(services, asking, revision, unsigned, next).await {
                    Ok(made) => made,
                    Err(SignFailure::Failed(error)) => return Err(error),
                    Err(SignFailure::Waiting(code)) => return wait(job, code).await,
                };
                last_token = last_token.max(Some(issued.token_time));
                record(services.as_ref(), job, &next, base, planned, issued).await?;
                next
            }
        };
    }
    let revision = preserve::preserve(services, job, revision, last_token).await?;
    let length = revision.bytes.len() as u64;
    Ok(EffectOutcome::Report(ContractCommand::RecordSealed {
        document: revision.hash,
        length,
    }))
}

/// What a signature leaves behind.
struct Issued {
    certificate: Sha256Hash,
    serial: String,
    token: Sha256Hash,
    token_time: Timestamp,
    time_authority: Option<AuthorityUsed>,
    issuer: Option<AuthorityUsed>,
}

/// Says that sealing waits, and for what; it is tried again.
async fn wait(job: &EffectJob<Contract>, code: &str) -> Outcome {
    let failed = EffectFailed::at("say that sealing waits");
    let code = code.to_owned();
    let told = tell(job, ContractCommand::RecordSealingWaiting { code }).await;
    told.map_err(|e| failed(&e))?;
    Ok(EffectOutcome::Retry { after: WAIT })
}

/// Why a party's signature was not made.
enum SignFailure {
    Failed(EffectFailed),
    /// The authority outside gives no certificate now.
    Waiting(&'static str),
}

/// Makes the key, the certificate and the signature; the key is gone when this returns. The certificate is in the
/// register before the signature exists.
async fn sign(
    services: &Arc<Services>,
    request: IssuanceRequest,
    base: Revision,
    unsigned: UnsignedRevision,
    next: SigningPlan,
) -> Result<(Revision, Issued), SignFailure> {
    let failed =
        |error: &dyn std::fmt::Display| SignFailure::Failed(EffectFailed::at("sign for a party")(error));
    let kind = services.config.signing.key;
    let key = tokio::task::spawn_blocking(move || SigningKey::generate_as(kind)).await;
    let key = key.map_err(|e| failed(&e))?.map_err(|e| failed(&e))?;
    let issued = services
        .issuer
        .issue(&request, &key)
        .await
        .map_err(|error| match error {
            IssuanceError::Waiting(failure) => SignFailure::Waiting(failure.code()),
            error => failed(&error),
        })?;
    let IssuedEventCertificate {
        certificate,
        chain,
        issuer,
    } = issued;
    let digest = unsigned.digest(&base.hasher).map_err(|e| failed(&e))?;
    let unstamped = sign_unstamped(digest, &key, &certificate, &chain).map_err(|e| failed(&e))?;
    // The key is gone before anybody outside is asked for the time.
    drop(key);
    let (signed, time_authority) = stamped(services, unstamped).await.map_err(|e| failed(&e))?;
    let tail = unsigned.complete(&signed.der).map_err(|e| failed(&e))?;
    let issued = Issued {
        certificate: certificate.sha256(),
        serial: certificate.serial_hex(),
        token: signed.token_sha256,
        token_time: signed.token_time,
        time_authority,
        issuer,
    };
    Ok((base.continued(&tail, next), issued))
}

/// Stores the revision, then the line that names it. Whoever continued another revision is told so.
async fn record(
    services: &Services,
    job: &EffectJob<Contract>,
    revision: &Revision,
    base: Sha256Hash,
    planned: &PlannedParty,
    issued: Issued,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("record a signature");
    let owner = job.stream.to_string();
    let stored = services
        .store
        .blobs
        .put(&owner, &revision.bytes)
        .await
        .map_err(|e| failed(&e))?;
    let command = ContractCommand::RecordPartySigned(PartySigned {
        party: planned.no,
        base,
        revision: stored,
        length: revision.bytes.len() as u64,
        certificate: issued.certificate,
        serial: issued.serial,
        token: issued.token,
        token_time: issued.token_time,
        time_authority: issued.time_authority,
        issuer: issued.issuer,
    });
    tell(job, command).await.map_err(|e| failed(&e))
}

/// Reports to the contract what was done.
async fn tell(
    job: &EffectJob<Contract>,
    command: ContractCommand,
) -> Result<(), CommandError<ContractRejection>> {
    let envelope = job.entity.envelope(Caller::Hub, command);
    job.entity.send(envelope).await.map(drop)
}

/// What the party's revision looks like; the same every time it is asked.
fn request(
    services: &Services,
    state: &ContractState,
    planned: &PlannedParty,
    plan: &SigningPlan,
    seals: Vec<SealArtwork>,
) -> Option<SignatureRequest> {
    let party = state.party(planned.no)?;
    let act: &Committed = party.committed.as_deref()?;
    let offset_minutes = state.opened.as_ref()?.policy.offset_minutes;
    let (opinions, opinion_fonts) = opinions::for_signature(services, act);
    Some(SignatureRequest {
        party: planned.no,
        label: planned.label.clone(),
        name: planned.name.text().to_owned(),
        time_text: party.committed_at.civil(offset_minutes).to_string(),
        at: party.committed_at,
        offset_minutes,
        reason: Some(format!("R0 {}", &act.r0.to_hex()[..16])),
        location: None,
        date_text: date_text(party.committed_at, offset_minutes),
        boxes: inked_boxes(party, plan),
        seals,
        opinions,
        opinion_fonts,
        contents_reserve: pdf::sign::signature_dictionary::DEFAULT_RESERVE,
    })
}

/// The day as contracts write it: `2026年11月22日`.
fn date_text(at: Timestamp, offset_minutes: i32) -> String {
    let civil = at.civil(offset_minutes);
    format!("{}年{}月{}日", civil.year, civil.month, civil.day)
}

fn inked_boxes(party: &PartyState, plan: &SigningPlan) -> Vec<InkedBox> {
    let planned = plan
        .party(party.no)
        .map(|fields| fields.boxes.as_slice())
        .unwrap_or_default();
    planned
        .iter()
        .filter(|planned| planned.content == BoxContent::Ink)
        .map(|planned| {
            let frame = planned.frame();
            let standing = party
                .ink_in(planned.field)
                .map(|ink| ink.strokes.as_slice())
                .unwrap_or_default();
            let polygons = standing
                .iter()
                .filter_map(|stroke| ink::encoded_stroke::from_text(stroke.ink.as_deref()?).ok())
                .map(|stroke| ink::outline::outline(&stroke, frame.width, frame.height))
                .collect();
            InkedBox {
                field: planned.field,
                polygons,
            }
        })
        .collect()
}
