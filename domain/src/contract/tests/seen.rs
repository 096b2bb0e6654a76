//! A head that a client says it has displayed must be one of this log.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Caller, Seen};
use crate::contract::command::ContractCommand as Command;
use crate::contract::evolve::REMEMBERED_HEADS;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::hash::Sha256Hash;

fn read() -> Command {
    Command::ReportReading { page: 1, millis: 1 }
}

#[test]
fn every_head_of_the_log_may_have_been_seen() {
    let mut session = given::reading(&together(1));
    for index in 0..session.lines.len() {
        let line = &session.lines[index];
        let seen = Seen {
            n: line.seq,
            hash: line.hash,
        };
        let mut envelope = session.envelope(party(P1), read());
        envelope.seen = Some(seen);
        session.deliver(&envelope).gives(&["page_read"]);
    }
}

#[test]
fn a_head_need_not_be_named() {
    let mut session = given::reading(&together(1));
    let mut envelope = session.envelope(party(P1), read());
    envelope.seen = None;
    session.deliver(&envelope).gives(&["page_read"]);
}

#[test]
fn a_head_that_is_not_in_the_log_was_not_seen() {
    let mut session = given::reading(&together(1));
    let last = session.seen().unwrap();
    let earlier = session.lines[2].hash;
    for seen in [
        Seen {
            n: last.n + 1,
            hash: last.hash,
        },
        Seen {
            n: u64::MAX,
            hash: last.hash,
        },
        Seen {
            n: last.n,
            hash: digest("another line"),
        },
        Seen {
            n: last.n,
            hash: earlier,
        },
        Seen {
            n: 0,
            hash: Sha256Hash::ZERO,
        },
    ] {
        let mut envelope = session.envelope(party(P1), read());
        envelope.seen = Some(seen);
        session.deliver(&envelope).is_refused(Rejection::StaleView);
    }
}

#[test]
fn nothing_was_seen_before_the_first_line() {
    for n in [0, 1, u64::MAX] {
        let mut session = Session::new();
        let mut envelope = session.envelope(host(), open(&together(1)));
        envelope.seen = Some(Seen {
            n,
            hash: Sha256Hash::ZERO,
        });
        session.deliver(&envelope).is_refused(Rejection::StaleView);
    }
}

#[test]
fn a_head_too_long_ago_is_remembered_no_more() {
    let mut session = given::lobby(&together(1));
    let last = session.seen().unwrap();
    let toggle = |present| Command::SetHostPresence { present };
    for round in 1..REMEMBERED_HEADS {
        given::done(&mut session, Caller::Hub, toggle(round % 2 == 1));
    }
    let mut envelope = session.envelope(Caller::Hub, toggle(false));
    envelope.seen = Some(last);
    session.deliver(&envelope).gives(&["host_absent"]);
    let mut envelope = session.envelope(Caller::Hub, toggle(true));
    envelope.seen = Some(last);
    session.deliver(&envelope).is_refused(Rejection::StaleView);
    assert_eq!(session.state.recent.len(), REMEMBERED_HEADS);
}
