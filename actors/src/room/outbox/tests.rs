//! The outbox's bounds, order and wakes.

use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};

const LIMITS: OutboxLimits = OutboxLimits {
    messages: 3,
    bytes: 16,
    ink: 4,
    ink_per_stroke: 2,
};
const COUNT: SlotKey = SlotKey {
    kind: "count",
    party: None,
};

fn text(text: &str) -> Frame {
    Frame::text(text)
}

fn outbox() -> (Arc<Outbox>, Arc<AtomicUsize>) {
    let wakes = Arc::<AtomicUsize>::default();
    let counted = Arc::clone(&wakes);
    let wake = Arc::new(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    (Outbox::new(LIMITS, wake), wakes)
}

fn key(stroke: u32) -> InkKey {
    InkKey {
        party: PartyNo(1),
        field: FieldNo(1),
        stroke,
    }
}

fn taken(outbox: &Outbox) -> (Vec<Frame>, Option<Closing>) {
    let mut frames = Vec::new();
    let closing = outbox.take(&mut frames);
    (frames, closing)
}

#[test]
fn reliable_frames_keep_their_order_and_wake_once_until_taken() {
    let (outbox, wakes) = outbox();
    for frame in ["a", "b", "c"] {
        assert_eq!(outbox.push(text(frame)), Put::Waiting);
    }
    assert_eq!(wakes.load(Ordering::SeqCst), 1);
    assert_eq!(taken(&outbox), (vec![text("a"), text("b"), text("c")], None));
    outbox.push(text("d"));
    assert_eq!(wakes.load(Ordering::SeqCst), 2);
    assert_eq!(taken(&outbox).0, [text("d")]);
}

#[test]
fn one_frame_too_many_closes_as_slow_and_frees_what_waited() {
    let (outbox, _) = outbox();
    for frame in ["a", "b", "c"] {
        outbox.push(text(frame));
    }
    assert_eq!(outbox.push(text("d")), Put::Overflowed);
    assert_eq!(outbox.push(text("e")), Put::Closed);
    assert_eq!(taken(&outbox), (vec![], Some(Closing::Slow)));
    assert_eq!(Closing::Slow.code(), 4008);
}

#[test]
fn joined_messages_count_one_by_one_but_are_taken_by_an_empty_outbox() {
    let (outbox, _) = outbox();
    let four = Frame::joined(&["a", "b", "c", "d"].map(text)).unwrap();
    assert_eq!(outbox.push(four.clone()), Put::Waiting);
    assert_eq!(taken(&outbox), (vec![four], None));
    let two = Frame::joined(&["a", "b"].map(text)).unwrap();
    assert_eq!(outbox.push(two.clone()), Put::Waiting);
    assert_eq!(outbox.push(two), Put::Overflowed);
}

#[test]
fn too_many_bytes_close_as_slow_but_one_large_frame_alone_is_taken() {
    let (outbox, _) = outbox();
    assert_eq!(outbox.push(text("more than sixteen bytes")), Put::Waiting);
    assert_eq!(taken(&outbox).0.len(), 1);
    assert_eq!(outbox.push(text("1234567")), Put::Waiting);
    assert_eq!(outbox.push(text("890123")), Put::Overflowed);
}

#[test]
fn bytes_are_counted_anew_after_a_take() {
    let (outbox, _) = outbox();
    for _ in 0..20 {
        assert_eq!(outbox.push(text("123456789")), Put::Waiting);
        taken(&outbox);
    }
}

#[test]
fn a_slot_holds_the_latest_frame_and_never_closes() {
    let (outbox, _) = outbox();
    assert_eq!(outbox.replace(COUNT, text("0")), Put::Waiting);
    for count in 1..1_000 {
        assert_eq!(outbox.replace(COUNT, text(&count.to_string())), Put::Dropped);
    }
    assert_eq!(taken(&outbox), (vec![text("999")], None));
}

#[test]
fn ink_drops_the_oldest_of_its_stroke_then_the_oldest_of_all() {
    let (outbox, _) = outbox();
    let ink = |stroke, bytes: &'static str| outbox.ink(key(stroke), Frame::binary(bytes.as_bytes()));
    assert_eq!(
        (ink(1, "1a"), ink(1, "1b"), ink(1, "1c")),
        (Put::Waiting, Put::Waiting, Put::Dropped)
    );
    assert_eq!(
        (ink(2, "2a"), ink(2, "2b"), ink(3, "3a")),
        (Put::Waiting, Put::Waiting, Put::Dropped)
    );
    let frames: Vec<_> = taken(&outbox).0;
    let expected = ["1c", "2a", "2b", "3a"].map(|text| Frame::binary(text.as_bytes()));
    assert_eq!(frames, expected);
}

#[test]
fn what_waits_is_sent_before_an_ordinary_close_and_nothing_after_it() {
    let (outbox, wakes) = outbox();
    outbox.push(text("bye"));
    taken(&outbox);
    outbox.push(text("last"));
    outbox.close(Closing::Restarting);
    outbox.close(Closing::Over);
    assert_eq!(outbox.push(text("late")), Put::Closed);
    assert_eq!(taken(&outbox), (vec![text("last")], Some(Closing::Restarting)));
    assert_eq!(wakes.load(Ordering::SeqCst), 2);
}

#[test]
fn clearing_forgets_what_waits_but_not_the_close() {
    let (outbox, _) = outbox();
    outbox.push(text("a"));
    outbox.close(Closing::Replaced);
    outbox.clear();
    assert_eq!(taken(&outbox), (vec![], Some(Closing::Replaced)));
}
