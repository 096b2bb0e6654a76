//! Which flow counts, and when an act needs none.

use super::run::{Run, step};
use crate::approval::flow::{Conditions, Facts, Flow, FlowNo};
use crate::approval::passage::{Blocked, Passage};
use crate::approval::step::{Consent::AnyOne, Guarded};
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::rejection::OrganisationRejection;
use crate::organisation::tests::company::person;
use crate::timestamp::Timestamp;

/// The flow that applies to person 2 sending, if any.
fn flow_for(run: &Run, facts: &Facts) -> Option<FlowNo> {
    let clearance = run.clearance(2, facts).unwrap();
    clearance.demand().map(|demand| demand.flow)
}

/// With flow 1 for every contract, and flow 2 for those from a million yuan on.
fn two_flows() -> Run {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    let flow = Flow {
        name: "大额".to_owned(),
        act: Guarded::Start,
        conditions: Conditions {
            at_least: Some(100_000_000),
            ..Conditions::default()
        },
        steps: vec![step(AnyOne, &[1])],
        own_request: false,
        days: 7,
    };
    run.company.by(1, Office::SetFlow { no: None, flow }).unwrap();
    run
}

fn amount(fen: u64) -> Facts {
    Facts {
        amount: Some(fen),
        ..Facts::default()
    }
}

#[test]
fn the_flow_with_more_conditions_counts() {
    let run = two_flows();
    assert_eq!(flow_for(&run, &amount(99_999_999)), Some(FlowNo(1)));
    assert_eq!(flow_for(&run, &amount(100_000_000)), Some(FlowNo(2)));
}

#[test]
fn an_amount_that_is_not_known_gains_nothing() {
    assert_eq!(flow_for(&two_flows(), &Facts::default()), Some(FlowNo(2)));
}

#[test]
fn without_a_flow_nothing_is_demanded_unless_the_thing_itself_does() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    let off = Office::TurnFlow {
        no: FlowNo(1),
        on: false,
    };
    run.company.by(1, off).unwrap();
    assert_eq!(flow_for(&run, &Facts::default()), None);
    let always = Facts {
        always: true,
        ..Facts::default()
    };
    assert_eq!(flow_for(&run, &always), Some(FlowNo(0)));
}

#[test]
fn whoever_may_not_send_is_not_cleared_at_all() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    run.company.employ(5, &[]);
    let refused = run.clearance(5, &Facts::default());
    assert_eq!(refused.err(), Some(OrganisationRejection::NotAllowed));
}

#[test]
fn a_clearance_alone_opens_nothing_that_needs_consent_and_nothing_once_it_is_old() {
    let run = two_flows();
    let at = run.now;
    let passage = |facts: &Facts| Passage {
        clearance: run.clearance(2, facts).unwrap(),
        consented: None,
    };
    let subject = super::run::subject();
    let opened = passage(&amount(1)).open(&subject, person(2), at);
    assert_eq!(opened, Err(Blocked::ApprovalNeeded));
    let late = Timestamp(at.0 + 30_001);
    let opened = passage(&amount(1)).open(&subject, person(2), late);
    assert_eq!(opened, Err(Blocked::Stale));
    let opened = passage(&amount(1)).open(&subject, person(3), at);
    assert_eq!(opened, Err(Blocked::OtherAct));
}

#[test]
fn a_flow_names_only_what_is_there() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    let flow = Flow {
        name: "错".to_owned(),
        act: Guarded::Start,
        conditions: Conditions::default(),
        steps: vec![step(AnyOne, &[99])],
        own_request: false,
        days: 7,
    };
    let refused = run.company.by(1, Office::SetFlow { no: None, flow });
    assert_eq!(refused, Err(OrganisationRejection::BadFlow));
}
