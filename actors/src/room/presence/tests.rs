//! When presence is reported.

use super::*;
use domain::ids::PartyNo;

const GRACE: Duration = Duration::from_secs(5);
const PARTY: Audience = Audience::Party(PartyNo(1));
const HERE: Report = Report {
    who: PARTY,
    present: true,
};
const GONE: Report = Report {
    who: PARTY,
    present: false,
};

fn begin(believed: Vec<Audience>) -> (Presence, Instant) {
    let now = Instant::now();
    (Presence::new(GRACE, believed, now), now)
}

#[test]
fn a_visit_is_reported_at_once_and_its_end_after_the_grace() {
    let (mut presence, now) = begin(vec![]);
    presence.came(PARTY);
    assert_eq!(presence.due(now), (vec![HERE], None));
    assert_eq!(presence.due(now), (vec![], None), "reported twice");
    presence.settled(HERE);
    presence.left(PARTY, now);
    assert_eq!(presence.due(now), (vec![], Some(now + GRACE)));
    assert_eq!(presence.due(now + GRACE), (vec![GONE], None));
    presence.settled(GONE);
    assert!(presence.quiet());
}

#[test]
fn a_second_connection_keeps_a_guest_here() {
    let (mut presence, now) = begin(vec![]);
    presence.came(PARTY);
    presence.came(PARTY);
    presence.due(now);
    presence.settled(HERE);
    presence.left(PARTY, now);
    assert_eq!(presence.due(now + GRACE * 2), (vec![], None));
}

#[test]
fn a_visit_shorter_than_its_report_ends_after_the_grace() {
    let (mut presence, now) = begin(vec![]);
    presence.came(PARTY);
    assert_eq!(presence.due(now).0, [HERE]);
    presence.left(PARTY, now);
    presence.settled(HERE);
    assert_eq!(presence.due(now), (vec![], Some(now + GRACE)));
    assert_eq!(presence.due(now + GRACE).0, [GONE]);
}

#[test]
fn a_postponed_report_is_made_again_later() {
    let (mut presence, now) = begin(vec![]);
    presence.came(PARTY);
    presence.due(now);
    presence.postponed(HERE, now);
    let (reports, again) = presence.due(now);
    assert!(reports.is_empty());
    assert_eq!(presence.due(again.unwrap()).0, [HERE]);
}

#[test]
fn whoever_was_believed_here_has_the_grace_to_come_back() {
    let (mut presence, now) = begin(vec![PARTY, Audience::Host]);
    presence.came(Audience::Host);
    assert_eq!(presence.due(now), (vec![], Some(now + GRACE)));
    assert_eq!(presence.due(now + GRACE).0, [GONE]);
    assert!(!presence.quiet());
}
