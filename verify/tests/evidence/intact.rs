//! Packages that nobody touched: what the verifier says with and without a policy.

use crate::support::world::World;
use verify::ledger::Outcome;
use verify::policy::Policy;
use verify::report::Verdict;
use verify::verify_package;

#[test]
fn a_whole_package_is_verified_to_its_policy() {
    let world = World::new();
    let report = verify_package(&world.package(), &world.policy());
    assert_eq!(report.verdict, Verdict::Verified, "{}", report.to_text());
    assert_eq!(report.exit_code, 0);
    let facts = report.facts.unwrap();
    assert_eq!(facts.title.as_deref(), Some("战略合作框架协议"));
    assert_eq!(facts.parties[1].name.as_deref(), Some("李四"));
    assert!(facts.not_before.unwrap() < facts.opened_at.unwrap().plus_millis(1000));
    assert!(facts.closed_at.unwrap() < facts.not_after.unwrap());
}

#[test]
fn without_a_policy_the_same_package_is_sound_but_its_trust_is_not_pinned() {
    let world = World::new();
    let report = verify_package(&world.package(), &Policy::none());
    assert_eq!(report.verdict, Verdict::BelowPolicy, "{}", report.to_text());
    assert_eq!(report.exit_code, 10);
    assert!(
        report
            .reasons
            .iter()
            .any(|reason| reason.contains("trust is not pinned")),
        "{:?}",
        report.reasons
    );
    for id in ["V15", "V17", "V25"] {
        assert_eq!(report.check(id).unwrap().outcome, Outcome::Degraded, "{id}");
    }
}

#[test]
fn a_weak_point_that_the_policy_does_not_accept_lowers_the_verdict_and_is_named() {
    let world = World::new();
    let report = verify_package(
        &world.package(),
        &world.policy_accepting(&["embedded_ca", "embedded_tsa"]),
    );
    assert_eq!(report.verdict, Verdict::BelowPolicy);
    assert!(
        report
            .reasons
            .contains(&"薄弱点 weak point: no_witness".to_owned()),
        "{:?}",
        report.reasons
    );
    assert_eq!(
        report.degraded,
        [
            "embedded_ca",
            "embedded_tsa",
            "no_external_anchor",
            "no_witness",
            "outbox",
            "outbox_codes"
        ]
    );
}
