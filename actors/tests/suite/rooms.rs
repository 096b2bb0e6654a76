//! Live rooms: who sees what and when, and that nobody waits for anybody.

use crate::support::hall::{Guest, Hall, OTHER, PARTY, stroke};
use crate::support::pot::PotCommand;
use crate::support::world::{settle, until};
use actors::room::codec::Audience;
use actors::room::frame::Frame;
use actors::room::live_rooms::{JoinError, RoomOptions};
use actors::room::outbox::{Closing, Outbox, OutboxLimits};
use domain::ids::StreamId;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::sleep;
use uuid::Uuid;

#[actix_rt::test]
async fn a_guest_begins_with_a_snapshot_and_gets_every_event_after_it_in_its_class() {
    let hall = Hall::open(RoomOptions::default()).await;
    let viewer = hall.guest(Audience::Viewer).await;
    assert_eq!(viewer.joined.snapshot.head.seq, 1);
    hall.world.send(PotCommand::Put(2)).await.unwrap();
    settle().await;
    let stage = hall.guest(Audience::Stage).await;
    assert_eq!(
        (stage.joined.snapshot.head.seq, &stage.joined.snapshot.state.coins),
        (2, &vec![1, 2])
    );
    let host = hall.guest(Audience::Host).await;
    until("the host is reported", || {
        hall.world.log.line_count(&hall.world.stream) == 3
    })
    .await;
    hall.world.send(PotCommand::Put(3)).await.unwrap();
    settle().await;
    assert_eq!(viewer.read(), ["2 Public", "4 Public"]);
    assert_eq!(stage.read(), ["4 Public"]);
    assert_eq!(host.read(), ["3 Host", "4 Host"]);
}

#[actix_rt::test]
async fn a_guest_that_comes_back_gets_the_whole_gap_then_the_tail() {
    let hall = Hall::open(RoomOptions::default()).await;
    let keeper = hall.guest(Audience::Viewer).await;
    for coin in 2..=5 {
        hall.world.send(PotCommand::Put(coin)).await.unwrap();
    }
    until("the room has shown them", || {
        hall.metrics.delivered.load(Ordering::SeqCst) >= 4
    })
    .await;
    let back = hall.guest(Audience::Viewer).await;
    hall.world.send(PotCommand::Put(6)).await.unwrap();
    settle().await;
    let gap: Vec<_> = back
        .joined
        .gap(2)
        .await
        .unwrap()
        .iter()
        .map(|event| event.seq)
        .collect();
    assert_eq!((gap, back.read()), (vec![3, 4, 5], vec!["6 Public".to_owned()]));
    drop(keeper);
}

#[actix_rt::test]
async fn a_connection_that_joins_anew_begins_anew() {
    let hall = Hall::open(RoomOptions::default()).await;
    let viewer = hall.guest(Audience::Viewer).await;
    hall.world.send(PotCommand::Put(2)).await.unwrap();
    settle().await;
    let outbox = Arc::clone(&viewer.outbox);
    let again = hall
        .rooms
        .join(&hall.world.stream, Audience::Viewer, outbox)
        .await
        .unwrap();
    assert_eq!((again.snapshot.head.seq, viewer.read()), (2, vec![]));
    let Guest {
        joined: before,
        outbox,
        ..
    } = viewer;
    drop(before);
    hall.world.send(PotCommand::Put(3)).await.unwrap();
    settle().await;
    let mut frames = Vec::new();
    outbox.take(&mut frames);
    let events = frames
        .iter()
        .filter(|frame| **frame == Frame::text("3 Public"))
        .count();
    assert_eq!(events, 1);
}

#[actix_rt::test]
async fn there_is_no_room_for_a_session_that_never_was() {
    let hall = Hall::open(RoomOptions::default()).await;
    let nowhere = StreamId::new("pot", Uuid::from_u128(99));
    let outbox = Outbox::new(OutboxLimits::default(), Arc::new(|| {}));
    let joined = hall.rooms.join(&nowhere, Audience::Viewer, outbox).await;
    assert_eq!(joined.map(|_| ()), Err(JoinError::Unknown));
}

#[actix_rt::test]
async fn a_guest_that_does_not_read_is_dropped_and_delays_nobody() {
    let hall = Hall::open(RoomOptions::default()).await;
    let jammed = hall.guest(Audience::Viewer).await;
    let reading = hall.guest(Audience::Viewer).await;
    let mut read = Vec::new();
    for coin in 0..300 {
        hall.world.send(PotCommand::Put(coin)).await.unwrap();
        until("it has arrived", || {
            read.extend(reading.read());
            read.len() == coin as usize + 1
        })
        .await;
    }
    assert_eq!(
        read,
        (2..=301).map(|seq| format!("{seq} Public")).collect::<Vec<_>>()
    );
    assert_eq!(jammed.outbox.closing(), Some(Closing::Slow));
    assert_eq!(reading.outbox.closing(), None);
    assert!(jammed.read_all().is_empty(), "a slow reader keeps memory");
    assert_eq!(hall.metrics.slow.load(Ordering::SeqCst), 1);
}

#[actix_rt::test]
async fn the_ink_of_several_goes_to_everybody_else_at_the_pace_of_their_lane() {
    let hall = Hall::open(RoomOptions {
        viewer_beat: Duration::from_millis(80),
        ..RoomOptions::default()
    })
    .await;
    tokio::time::pause();
    let (party, host) = (hall.guest(PARTY).await, hall.guest(Audience::Host).await);
    let (other, viewer) = (hall.guest(OTHER).await, hall.guest(Audience::Viewer).await);
    sleep(Duration::from_secs(2)).await;
    for guest in [&party, &other, &host, &viewer] {
        guest.read_all();
    }
    party.ink(stroke(1, 1), "a");
    sleep(Duration::from_millis(2)).await;
    assert_eq!(
        (host.read(), viewer.read()),
        (vec!["a".to_owned()], vec!["a".to_owned()]),
        "not at once"
    );
    other.ink(stroke(2, 1), "o");
    for text in ["b", "c", "d"] {
        party.ink(stroke(1, 1), text);
        sleep(Duration::from_millis(5)).await;
    }
    assert!(
        host.read().is_empty() && viewer.read().is_empty(),
        "faster than its lane"
    );
    sleep(Duration::from_millis(30)).await;
    let both = vec!["o".to_owned(), "bcd".to_owned()];
    assert_eq!((host.read(), viewer.read()), (both.clone(), vec![]));
    sleep(Duration::from_millis(50)).await;
    assert_eq!(viewer.read(), both);
    assert_eq!(
        (party.read(), other.read()),
        (vec!["o".to_owned()], vec!["a".to_owned(), "bcd".to_owned()])
    );
}

#[actix_rt::test]
async fn one_pen_alone_does_not_wait_for_a_beat() {
    let hall = Hall::open(RoomOptions::default()).await;
    tokio::time::pause();
    let (party, viewer) = (hall.guest(PARTY).await, hall.guest(Audience::Viewer).await);
    sleep(Duration::from_secs(2)).await;
    for guest in [&party, &viewer] {
        guest.read_all();
    }
    for text in ["a", "b", "c"] {
        party.ink(stroke(1, 1), text);
        sleep(Duration::from_millis(10)).await;
        assert_eq!(viewer.read(), [text]);
    }
    assert!(party.read().is_empty(), "its own ink came back");
}

#[actix_rt::test]
async fn without_a_beat_every_ink_frame_goes_out_at_once() {
    let none = RoomOptions {
        near_beat: Duration::ZERO,
        viewer_beat: Duration::ZERO,
        ..RoomOptions::default()
    };
    let hall = Hall::open(none).await;
    let (party, viewer) = (hall.guest(PARTY).await, hall.guest(Audience::Viewer).await);
    for text in ["a", "b", "c"] {
        party.ink(stroke(1, 1), text);
        until("it has arrived", || viewer.outbox_holds(text)).await;
    }
}

#[actix_rt::test]
async fn a_party_has_one_connection_and_the_newer_one_stays() {
    let hall = Hall::open(RoomOptions::default()).await;
    let (old, other) = (hall.guest(PARTY).await, hall.guest(OTHER).await);
    let new = hall.guest(PARTY).await;
    assert_eq!(old.outbox.closing(), Some(Closing::Replaced));
    assert_eq!((new.outbox.closing(), other.outbox.closing()), (None, None));
    drop(old);
    hall.world.send(PotCommand::Put(2)).await.unwrap();
    settle().await;
    assert!(new.read().iter().any(|frame| frame.ends_with("Party")));
    tokio::time::pause();
    sleep(Duration::from_secs(60)).await;
    let state = hall.world.pot().state().await.unwrap().unwrap().state;
    assert_eq!(state.present, [1, 2], "the old connection's end counted");
}

#[actix_rt::test]
async fn presence_is_reported_when_they_come_and_after_a_grace_when_they_go() {
    let hall = Hall::open(RoomOptions::default()).await;
    tokio::time::pause();
    let present = async || {
        hall.world
            .pot()
            .state()
            .await
            .unwrap()
            .unwrap()
            .state
            .present
            .clone()
    };
    let (host, party) = (hall.guest(Audience::Host).await, hall.guest(PARTY).await);
    sleep(Duration::from_millis(10)).await;
    assert_eq!(present().await, [0, 1]);
    let lines = hall.world.log.line_count(&hall.world.stream);
    // Gone and back within the grace: nobody notices.
    drop(party);
    sleep(Duration::from_secs(4)).await;
    let party = hall.guest(PARTY).await;
    sleep(Duration::from_secs(60)).await;
    assert_eq!(hall.world.log.line_count(&hall.world.stream), lines);
    drop(party);
    sleep(Duration::from_millis(4_900)).await;
    assert_eq!(present().await, [0, 1], "reported gone too early");
    sleep(Duration::from_millis(200)).await;
    assert_eq!(present().await, [0]);
    drop(host);
    until("the room closes", || hall.rooms.open_rooms() == 0).await;
    assert_eq!(present().await, [0; 0]);
}

#[actix_rt::test]
async fn those_who_do_not_come_back_after_a_restart_are_reported_gone() {
    let before = Hall::open(RoomOptions::default()).await;
    let _party = before.guest(PARTY).await;
    let _other = before.guest(OTHER).await;
    until("both are reported", || {
        before.world.log.line_count(&before.world.stream) == 3
    })
    .await;
    let after = Hall::of(before.world.restarted(), RoomOptions::default());
    tokio::time::pause();
    let _back = after.guest(OTHER).await;
    sleep(Duration::from_secs(6)).await;
    assert_eq!(
        after.world.pot().state().await.unwrap().unwrap().state.present,
        [2]
    );
}

#[actix_rt::test]
async fn a_report_that_nobody_could_take_is_made_later() {
    let hall = Hall::open(RoomOptions::default()).await;
    tokio::time::pause();
    let _viewer = hall.guest(Audience::Viewer).await;
    hall.world.log.fail_reads(u32::MAX);
    let _ = hall.world.send(PotCommand::Panic).await;
    let _party = hall.guest(PARTY).await;
    sleep(Duration::from_secs(3)).await;
    hall.world.log.fail_reads(0);
    until("it is reported", || {
        hall.world.log.line_count(&hall.world.stream) == 2
    })
    .await;
}

#[actix_rt::test]
async fn viewers_are_a_count_told_at_most_once_a_second() {
    let hall = Hall::open(RoomOptions::default()).await;
    tokio::time::pause();
    let host = hall.guest(Audience::Host).await;
    sleep(Duration::from_secs(2)).await;
    host.read_all();
    let mut viewers = Vec::new();
    for _ in 0..20 {
        viewers.push(hall.guest(Audience::Viewer).await);
    }
    sleep(Duration::from_millis(500)).await;
    assert!(host.read_all().is_empty());
    sleep(Duration::from_millis(600)).await;
    assert_eq!(host.read_all(), ["viewers 20"]);
    viewers.truncate(15);
    sleep(Duration::from_secs(2)).await;
    assert_eq!(host.read_all(), ["viewers 15"]);
    assert_eq!(hall.metrics.members.load(Ordering::SeqCst), 16);
}

#[actix_rt::test]
async fn an_event_can_end_connections_after_its_frame() {
    let hall = Hall::open(RoomOptions::default()).await;
    let (stays, goes) = (hall.guest(PARTY).await, hall.guest(OTHER).await);
    until("both are reported", || {
        hall.world.log.line_count(&hall.world.stream) == 3
    })
    .await;
    hall.world.send(PotCommand::Seal).await.unwrap();
    settle().await;
    assert_eq!(goes.read().last().unwrap(), "4 Party");
    assert_eq!(
        (goes.outbox.closing(), stays.outbox.closing()),
        (Some(Closing::NotAllowed), None)
    );
}

#[actix_rt::test]
async fn a_room_follows_its_entity_through_a_panic() {
    let hall = Hall::open(RoomOptions::default()).await;
    let viewer = hall.guest(Audience::Viewer).await;
    let _ = hall.world.send(PotCommand::Panic).await;
    hall.world.send(PotCommand::Put(2)).await.unwrap();
    let mut read = Vec::new();
    until("it has arrived", || {
        read.extend(viewer.read());
        !read.is_empty()
    })
    .await;
    assert_eq!(read, ["2 Public"]);
}

#[actix_rt::test]
async fn a_drain_says_goodbye_and_touches_no_presence() {
    let hall = Hall::open(RoomOptions::default()).await;
    let (party, viewer) = (hall.guest(PARTY).await, hall.guest(Audience::Viewer).await);
    until("the party is reported", || {
        hall.world.log.line_count(&hall.world.stream) == 2
    })
    .await;
    hall.rooms.drain(8_000).await;
    for guest in [&party, &viewer] {
        assert_eq!(guest.read().last().unwrap(), "bye 8000");
        assert_eq!(guest.outbox.closing(), Some(Closing::Restarting));
    }
    let outbox = Outbox::new(OutboxLimits::default(), Arc::new(|| {}));
    let late = hall
        .rooms
        .join(&hall.world.stream, Audience::Viewer, outbox)
        .await;
    assert_eq!(late.map(|_| ()), Err(JoinError::Unavailable));
    tokio::time::pause();
    drop((party, viewer));
    sleep(Duration::from_secs(60)).await;
    assert_eq!(hall.world.log.line_count(&hall.world.stream), 2);
}

#[actix_rt::test]
async fn a_thousand_viewers_share_one_frame_and_are_woken_once_each() {
    let none = RoomOptions {
        viewer_beat: Duration::ZERO,
        ..RoomOptions::default()
    };
    let hall = Hall::open(none).await;
    let party = hall.guest(PARTY).await;
    let mut viewers = Vec::new();
    for _ in 0..1_000 {
        let viewer = hall.guest(Audience::Viewer).await;
        viewer.read_all();
        viewers.push(viewer);
    }
    tokio::time::pause();
    sleep(Duration::from_secs(2)).await;
    viewers.iter().for_each(|viewer| drop(viewer.read_all()));
    let woken = |viewers: &[Guest]| {
        viewers
            .iter()
            .map(|v| v.wakes.load(Ordering::SeqCst))
            .sum::<usize>()
    };
    let before = woken(&viewers);
    for _ in 0..5 {
        party.ink(stroke(1, 1), "ink");
        sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(woken(&viewers) - before, 1_000);
    for viewer in &viewers {
        assert_eq!(viewer.read(), ["ink"; 5]);
    }
}
