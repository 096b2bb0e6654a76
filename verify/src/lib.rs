//! The offline verifier: takes an evidence package and a policy, trusts nothing else, and names every check.
//!
//! Trust (log keys, authorities, witnesses) comes from the [`policy`] alone, never from the package (evidence 5.2).
//! Whatever cannot be read is a finding, never a crash.

pub mod check;
pub mod ledger;
pub mod policy;
pub mod report;

mod checks;
mod container;
mod session;
mod signed_revision;
mod tokens;
mod trust;

use check::CheckId;
use ledger::Ledger;
use policy::Policy;
use report::{Report, Verdict};

/// Verifies an evidence package. Needs memory for one copy of its lines besides `bytes`; no network, no clock.
pub fn verify_package(bytes: &[u8], policy: &Policy) -> Report {
    let mut ledger = Ledger::default();
    let Some(contents) = container::open(bytes, &mut ledger) else {
        return Report::conclude(ledger, policy, None, None);
    };
    let (facts, pdf) = checks::run(&contents, policy, &mut ledger);
    Report::conclude(ledger, policy, Some(facts), pdf)
}

/// Verifies what a person dropped on the verify page: a package, or a signed PDF by itself.
pub fn verify_file(bytes: &[u8], policy: &Policy) -> Report {
    if !bytes.starts_with(b"%PDF-") {
        return verify_package(bytes, policy);
    }
    let mut ledger = Ledger::default();
    ledger.degrade(
        CheckId::V14,
        "a PDF by itself: the log, the record and the time bounds are not checked",
    );
    let pdf = checks::pdf_signatures::check_alone(bytes, policy, &mut ledger);
    Report::conclude(ledger, policy, None, Some(pdf))
}

/// Exit code of the command line for a verdict (evidence 9).
pub fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Verified => 0,
        Verdict::BelowPolicy => 10,
        Verdict::Tampered => 20,
        Verdict::NotCheckable => 30,
    }
}
