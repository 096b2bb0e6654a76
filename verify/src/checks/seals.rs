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
use pki::seal_record::{SealRecordError, SignedSealRecord};
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
                let checked = check_use(contents, used, at, &trust)
                    .and_then(|record| check_certificate(&record, signed, signers.get(&party)));
                let of =
                    |what: String| format!("party {party}, the seal in control {}: {what}", sealed.field);
                match checked {
                    Ok(()) => ledger.pass(CheckId::V29),
                    Err(SealProblem::Wrong(what)) => ledger.fail(CheckId::V29, of(what)),
                    Err(SealProblem::Unknown(what)) => ledger.unknown(CheckId::V29, of(what)),
                }
            }
        }
    }
    for name in contents.names().filter(|name| name.starts_with("seals/")) {
        ledger.expect(CheckId::V29, known.contains(name), || {
            format!("{name} belongs to no seal that was used")
        });
    }
}

/// What keeps a use of a seal from being sound.
#[derive(Debug, PartialEq, Eq)]
enum SealProblem {
    Wrong(String),
    /// The record that the act names is signed in a way that this version cannot check.
    Unknown(String),
}

impl From<SealRecordError> for SealProblem {
    fn from(error: SealRecordError) -> Self {
        match error {
            SealRecordError::Algorithm(_) => Self::Unknown(error.to_string()),
            _ => Self::Wrong(error.to_string()),
        }
    }
}

impl From<&str> for SealProblem {
    fn from(what: &str) -> Self {
        Self::Wrong(what.to_owned())
    }
}

/// The record of a seal that was used at `at`, if it is whole and says what the act says.
fn check_use(
    contents: &Contents<'_>,
    used: &SealUse,
    at: Timestamp,
    trust: &Trust,
) -> Result<SignedSealRecord, SealProblem> {
    let file = |name: String, hash: Sha256Hash| {
        let found = contents.get(&name).filter(|bytes| Sha256Hash::of(bytes) == hash);
        let other = || SealProblem::Wrong(format!("{name} is missing, or another file than the act names"));
        found.ok_or_else(other)
    };
    file(layout::seal_artwork(&used.picture.artwork), used.picture.artwork)?;
    let der = file(layout::seal_record(&used.record), used.record)?;
    let signed = SignedSealRecord::verify(der, &trust.signers)?;
    let record = &signed.record;
    let hundredths = |micrometres: u32| micrometres.div_ceil(10);
    let same = record.seal == used.seal
        && serde_json::to_value(used.kind).is_ok_and(|kind| kind == record.kind)
        && record.picture.sha256 == used.picture.artwork
        && record.picture.width == hundredths(used.picture.width)
        && record.picture.height == hundredths(used.picture.height);
    if !same {
        Err("its record is that of another seal, or of another picture".into())
    } else if (record.valid_from..=record.valid_until).contains(&at) {
        Ok(signed)
    } else {
        Err("its record was not valid when it was used".into())
    }
}

/// An organisation's seal signs with a certificate that names it; a person's own seal, with the person's.
fn check_certificate(
    record: &SignedSealRecord,
    signed: Option<&PartySigned>,
    certificate: Option<&Certificate>,
) -> Result<(), SealProblem> {
    let (Some(signed), Some(_)) = (signed, &record.record.owner.credit_code) else {
        return Ok(());
    };
    let certificate = certificate.ok_or("the party's signature does not hold")?;
    record
        .check_use(certificate, signed.token_time)
        .map_err(|problem| SealProblem::Wrong(problem.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_algorithm_is_unknown_and_everything_else_is_wrong() {
        let sm2 = SealProblem::from(SealRecordError::Algorithm("cms_sm2_sm3".to_owned()));
        assert!(matches!(sm2, SealProblem::Unknown(what) if what.contains("cms_sm2_sm3")));
        for wrong in [
            SealRecordError::Version,
            SealRecordError::Maker,
            SealRecordError::Incomplete,
        ] {
            assert!(matches!(SealProblem::from(wrong), SealProblem::Wrong(_)));
        }
    }
}
