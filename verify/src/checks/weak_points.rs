//! The package must name its own weak points; they are computed again from what it holds (V27).

use super::log::LogFindings;
use super::openings::Absent;
use super::time::Times;
use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::session::SessionLine;
use recorder::package::description::Provider;
use recorder::package::weak_points::{Support, providers, weak_points};

pub(super) fn check(
    contents: &Contents<'_>,
    lines: &[SessionLine<'_>],
    log: &LogFindings<'_>,
    times: &Times,
    absent: Absent,
    policy: &Policy,
    ledger: &mut Ledger,
) {
    let said = &contents.description;
    let support = Support {
        certificates: said.certificates,
        time: said.time,
        cosignatures: log.cosignatures,
        lower_bound: log.lower.is_some(),
        anchors: 0,
        erased: absent.erased,
        withheld: absent.withheld,
    };
    let (certificates, time) = providers(lines.iter().map(|line| &line.event));
    let claims = [(said.certificates, certificates), (said.time, time)];
    ledger.expect(
        CheckId::V27,
        claims
            .iter()
            .all(|(said, found)| *said != Provider::External || said == found),
        || "the package calls external what its own record does not".to_owned(),
    );
    let found = weak_points(lines.iter().map(|line| &line.event), &support);
    for code in found.iter().filter(|code| !said.degraded.contains(code)) {
        ledger.fail(
            CheckId::V27,
            format!("the package does not name its weak point {code}"),
        );
    }
    ledger.pass(CheckId::V27);
    ledger.degraded.extend(found);
    ledger.degraded.extend(said.degraded.iter().cloned());
    // Whether an authority is independent is for the policy to say, not for the package.
    if !times.independent() {
        ledger.degraded.insert("embedded_tsa".to_owned());
    }
    if !policy.ca_roots.iter().any(|root| root.independent) {
        ledger.degraded.insert("embedded_ca".to_owned());
    }
}
