//! Who stands in a party's certificate: the person, or the organisation whose seals the act uses.

use crate::effects::EffectFailed;
use crate::hub::Services;
use crate::issuance::{CertificateSubject, IssuanceRequest};
use crate::seals::record;
use actors::effects::EffectJob;
use domain::contract::Contract;
use domain::contract::event::{Committed, IdentityMethod};
use domain::contract::plan::PlannedParty;
use domain::contract::state::PartyState;
use domain::hash::Sha256Hash;
use domain::ids::SealId;
use domain::timestamp::Timestamp;
use pki::event_certificate::EventCertificateRequest;
use pki::seal_certificate::{SealCertificateRequest, SealReference};
use pki::seal_record::SignedSealRecord;
use std::collections::BTreeMap;

/// How long the certificate of one act stands; the token in the signature proves that it was used within.
const VALID_FOR_MS: i64 = 24 * 3_600_000;

/// What is asked of the authority for a party that has committed.
pub(super) async fn request(
    services: &Services,
    planned: &PlannedParty,
    job: &EffectJob<Contract>,
) -> Result<IssuanceRequest, EffectFailed> {
    let failed = EffectFailed::at("ask for a certificate");
    let party = job.state.party(planned.no);
    let identified = |party: &PartyState| match &party.verified {
        Some(verified) => Some((verified.method, verified.at)),
        // A part that signed by itself: nobody came, the organisation agreed beforehand.
        None => planned
            .auto
            .map(|_| (IdentityMethod::StandingAgreement, job.state.opened_at)),
    };
    let found = party.and_then(|party| Some((identified(party)?, party.committed.as_deref()?)));
    let ((method, verified_at), act) =
        found.ok_or_else(|| failed(&"a party is not identified, or has not committed"))?;
    let not_before = services.clock.now();
    let of_organisation = seals(services, &job.stream.to_string(), act, not_before).await?;
    let of_person = || EventCertificateRequest {
        common_name: planned.name.text().to_owned(),
        organisation: planned.organisation.as_ref().map(|o| o.text().to_owned()),
        subject_serial: format!("{}/{}", job.stream.id, planned.no),
        not_before,
        valid_for_ms: VALID_FOR_MS,
    };
    Ok(IssuanceRequest {
        subject: match of_organisation {
            Some(seals) => CertificateSubject::Seals(seals),
            None => CertificateSubject::Person(of_person()),
        },
        stream: job.stream.clone(),
        party: planned.no,
        method,
        verified_at,
        activation: Sha256Hash::of(act.activation.as_bytes()),
    })
}

/// The organisation's seals in an act, as their signed records have them; `None` where it uses none but the person's.
async fn seals(
    services: &Services,
    stream: &str,
    act: &Committed,
    not_before: Timestamp,
) -> Result<Option<SealCertificateRequest>, EffectFailed> {
    let mut records: BTreeMap<SealId, SignedSealRecord> = BTreeMap::new();
    for sealed in &act.seals {
        let record = record::of_use(services, stream, &sealed.used).await;
        let record = record.map_err(|e| EffectFailed::at("read a seal record")(&e))?;
        records.insert(sealed.used.seal, record);
    }
    records.retain(|_, signed| signed.record.owner.credit_code.is_some());
    let owner = records.values().next().map(|signed| signed.record.owner.clone());
    let Some((owner, credit_code)) = owner.and_then(|owner| Some((owner.name, owner.credit_code?))) else {
        return Ok(None);
    };
    let names: Vec<&str> = records
        .values()
        .map(|signed| signed.record.name.as_str())
        .collect();
    let references = records.iter().map(|(seal, signed)| SealReference {
        seal: *seal,
        record: Some(signed.sha256()),
    });
    Ok(Some(SealCertificateRequest {
        seals: references.collect(),
        organisation: owner,
        credit_code,
        seal_name: names.join("、"),
        not_before,
        valid_for_ms: VALID_FOR_MS,
    }))
}
