//! The seals in the acts: each is the one in its signed record, and the organisation's signature was made with a
//! certificate that names it (V29).

use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::trust::Trust;
use domain::contract::event::{PartySigned, SealUse};
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::PartyNo;
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::seal_record::SignedSealRecord;
use recorder::package::layout;
use std::collections::{BTreeMap, BTreeSet};

/// `signers`: the certificates that parties signed with.
pub(super) fn check(
    contents: &Contents<'_>,
    state: &ContractState,
    signers: &BTreeMap<PartyNo, Certificate>,
    policy: &Policy,
    ledger: &mut Ledger,
) {
    let mut known = BTreeSet::new();
    let acts = state.parties.iter().filter_map(|party| {
        let act = party.committed.as_deref()?;
        (!act.seals.is_empty()).then_some((party.no, party.committed_at, act))
    });
    let acts: Vec<_> = acts.collect();
    if !acts.is_empty() {
        let ca_chain = contents.get(layout::CA_CHAIN);
        let trust = Trust::of(policy, ca_chain, None, CheckId::V29, ledger);
        for (party, at, act) in acts {
            let signed = state.signatures.iter().find(|signed| signed.party == party);
            for sealed in &act.seals {
                let used = &sealed.used;
                known.extend([
                    layout::seal_record(&used.record),
                    layout::seal_artwork(&used.picture.artwork),
                ]);
                let problem = check_use(contents, used, at, &trust)
                    .and_then(|record| check_certificate(&record, signed, signers.get(&party)))
                    .err();
                ledger.expect(CheckId::V29, problem.is_none(), || {
                    let field = sealed.field;
                    format!(
                        "party {party}, the seal in control {field}: {}",
                        problem.unwrap_or_default()
                    )
                });
            }
        }
    }
    for name in contents.names().filter(|name| name.starts_with("seals/")) {
        ledger.expect(CheckId::V29, known.contains(name), || {
            format!("{name} belongs to no seal that was used")
        });
    }
}

/// The record of a seal that was used at `at`, if it is whole and says what the act says.
fn check_use(
    contents: &Contents<'_>,
    used: &SealUse,
    at: Timestamp,
    trust: &Trust,
) -> Result<SignedSealRecord, String> {
    let file = |name: String, hash: Sha256Hash| {
        let found = contents.get(&name).filter(|bytes| Sha256Hash::of(bytes) == hash);
        found.ok_or_else(|| format!("{name} is missing, or another file than the act names"))
    };
    file(layout::seal_artwork(&used.picture.artwork), used.picture.artwork)?;
    let der = file(layout::seal_record(&used.record), used.record)?;
    let signed = SignedSealRecord::verify(der, &trust.signers).map_err(|problem| problem.to_string())?;
    let record = &signed.record;
    let hundredths = |micrometres: u32| micrometres.div_ceil(10);
    let same = record.seal == used.seal
        && serde_json::to_value(used.kind).is_ok_and(|kind| kind == record.kind)
        && record.picture.sha256 == used.picture.artwork
        && record.picture.width == hundredths(used.picture.width)
        && record.picture.height == hundredths(used.picture.height);
    if !same {
        Err("its record is that of another seal, or of another picture".to_owned())
    } else if (record.valid_from..=record.valid_until).contains(&at) {
        Ok(signed)
    } else {
        Err("its record was not valid when it was used".to_owned())
    }
}

/// An organisation's seal signs with a certificate that names it; a person's own seal, with the person's.
fn check_certificate(
    record: &SignedSealRecord,
    signed: Option<&PartySigned>,
    certificate: Option<&Certificate>,
) -> Result<(), String> {
    let (Some(signed), Some(_)) = (signed, &record.record.owner.credit_code) else {
        return Ok(());
    };
    let certificate = certificate.ok_or("the party's signature does not hold")?;
    record
        .check_use(certificate, signed.token_time)
        .map_err(|problem| problem.to_string())
}
