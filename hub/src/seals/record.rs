//! The signed record of a seal: made when it comes into use, checked at every permit.

use super::picture::{blob_owner, media_type};
use crate::effects::EffectFailed;
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::event::SealUse;
use domain::hash::Sha256Hash;
use domain::ids::SealId;
use domain::seal::state::{MadeSeal, SealState};
use domain::timestamp::Timestamp;
use pki::seal_record::{SealOwner, SealPicture, SealRecord, SealRecordError, SignedSealRecord};

/// How long a seal may be used before it must be made anew, in milliseconds: three years.
const VALID_FOR: i64 = 3 * 365 * 86_400_000;

/// Makes, signs and stores the record; its hash, and when it runs out.
pub async fn make(
    services: &Services,
    seal: SealId,
    made: &MadeSeal,
    owner: SealOwner,
) -> Result<(Sha256Hash, Timestamp), EffectFailed> {
    let now = services.clock.now();
    let until = now.plus_millis(VALID_FOR);
    let kind = serde_json::to_value(made.kind).map_err(|e| EffectFailed::at("name a kind of seal")(&e))?;
    let hundredths = |micrometres: u32| micrometres.div_ceil(10);
    let record = SealRecord {
        seal,
        name: made.name.clone(),
        kind: kind.as_str().unwrap_or_default().to_owned(),
        owner,
        picture: SealPicture {
            sha256: made.picture.artwork,
            media_type: media_type(made.source).to_owned(),
            width: hundredths(made.picture.width),
            height: hundredths(made.picture.height),
        },
        made_at: made.at,
        valid_from: now,
        valid_until: until,
        certificate: None,
    };
    let signed = sign(services, record, now).map_err(|e| EffectFailed::at("sign a seal record")(&e))?;
    let stored = services.store.blobs.put(&blob_owner(seal), &signed.der).await;
    let hash = stored.map_err(|e| EffectFailed::at("store a seal record")(&e))?;
    Ok((hash, until))
}

/// Reads the record that the contract of this stream keeps of a seal in an act.
pub async fn of_use(services: &Services, stream: &str, used: &SealUse) -> Result<SignedSealRecord, Problem> {
    let der = services.blob(stream, used.record).await?;
    let trust = [services.signer.authority.root().clone()];
    SignedSealRecord::verify(&der, &trust).map_err(|e| Problem::internal("check a seal record", e))
}

fn sign(
    services: &Services,
    record: SealRecord,
    now: Timestamp,
) -> Result<SignedSealRecord, SealRecordError> {
    let authority = &services.signer.authority;
    let maker = authority.certifier();
    record.sign(&maker.key, &maker.certificate, authority.chain(), |imprint| {
        authority.timestamp(imprint, None, now)
    })
}

/// Reads the record of a seal that came into use, and checks that it is whole, ours, and about this seal and picture.
pub async fn checked(
    services: &Services,
    seal: SealId,
    state: &SealState,
) -> Result<SignedSealRecord, Problem> {
    let (Some(made), Some(signed)) = (&state.made, &state.record) else {
        return Err(Problem::new("seal_not_in_use"));
    };
    let der = services.blob(&blob_owner(seal), signed.record).await?;
    let trust = [services.signer.authority.root().clone()];
    let record =
        SignedSealRecord::verify(&der, &trust).map_err(|e| Problem::internal("check a seal record", e))?;
    let fits = record.record.seal == seal && record.record.picture.sha256 == made.picture.artwork;
    if fits {
        Ok(record)
    } else {
        Err(Problem::internal("check a seal record", "it is another seal's"))
    }
}
