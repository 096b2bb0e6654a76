//! One room with everybody who may trouble it: malformed clients, lost networks, readers who stop reading, commands
//! that come twice, commits that must not count, second devices, a party who is removed.

use anyhow::{Context, ensure};
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::InkPoint;
use domain::ink::frame::{self, InkFrame};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::ceremony::script::Script;
use tests::ceremony::watcher::seat;
use tests::live_socket::{LiveSocket, fresh_id, upgrade_of};
use tests::venue::{Venue, script};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

/// Ink that is sent past a viewer who does not read: far more than the kernel's buffers hold.
const FLOOD_ROUNDS: u32 = 60;
/// Frames in each round; the hub keeps eight of one stroke between two sendings.
const FRAMES: u32 = 6;
const POINTS: u32 = 2000;
/// How long the hub has to answer before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_room_bears_everybody_in_it() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let script = script("不安静的房间", 2);
    let (mut room, mut parties) = signing(&venue.host, &script).await.unwrap();
    let viewer = seat(&room, "viewer").await.unwrap();
    malformed_messages_end_the_socket(&room, &viewer).await.unwrap();
    a_command_that_comes_twice_is_answered_twice_and_done_once(&room)
        .await
        .unwrap();
    a_lost_network_leaves_no_gap(&room, &viewer).await.unwrap();
    let mut second = parties.pop().unwrap();
    let mut first = parties.pop().unwrap();
    a_reader_who_stops_delays_nobody(&room, &viewer, &first)
        .await
        .unwrap();
    commits_that_must_not_count_are_refused(&room, &mut first, &script)
        .await
        .unwrap();
    a_second_device_takes_the_place(&room, &mut first).await.unwrap();
    a_removed_party_can_no_longer_act(&mut room, &mut second, &script)
        .await
        .unwrap();
}

/// A room in which two parties may sign.
async fn signing(host: &Browser, script: &Script) -> anyhow::Result<(Host, Vec<Party>)> {
    let draft = Host::upload(host, script).await?;
    let contract = Host::open(host, &draft, script).await?;
    let mut room = Host::enter(host.clone(), contract).await?;
    room.socket
        .until("R0 is prepared", |screen| screen.phase == "lobby")
        .await?;
    let pages = room.socket.screen.borrow().view["images"]
        .as_array()
        .map(Vec::len);
    ensure!(pages > Some(0), "R0 came without its pages: {pages:?}");
    let mut parties = Vec::new();
    for (no, plan) in (1u8..).zip(&script.parties) {
        parties.push(Party::join(&room, no, plan).await?);
    }
    room.lead_to_signing(&mut parties, script).await?;
    Ok((room, parties))
}

async fn malformed_messages_end_the_socket(room: &Host, viewer: &Browser) -> anyhow::Result<()> {
    let command = json!({"type": "command", "id": "not-an-id", "name": "pause", "body": {}});
    let text = |text: &str| Message::text(text.to_owned());
    let malformed = [
        (text("{"), 4010),
        (text("[]"), 4010),
        (text("{\"type\":\"hallo\"}"), 4010),
        (text(&command.to_string()), 4010),
        (text("{\"type\":\"hello\",\"last_seq\":-1}"), 4010),
        (
            text(&format!(
                "{{\"type\":\"ping\",\"t\":0,\"x\":\"{}\"}}",
                "x".repeat(70_000)
            )),
            4010,
        ),
        // A viewer may not draw at all.
        (Message::binary(vec![1, 2, 3]), 4003),
    ];
    for (message, expected) in malformed {
        let (mut socket, _) = connect_async(upgrade_of(viewer, &room.contract)?).await?;
        let shown: String = message.to_string().chars().take(80).collect();
        socket.send(message).await?;
        let code = close_code(&mut socket).await;
        ensure!(
            code == Some(expected),
            "{shown}: closed with {code:?}, not {expected}"
        );
    }
    Ok(())
}

/// The code of the hub's close frame, if it sends one.
async fn close_code<S>(socket: &mut tokio_tungstenite::WebSocketStream<S>) -> Option<u16>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let reading = async {
        while let Some(Ok(message)) = socket.next().await {
            if let Message::Close(frame) = message {
                return frame.map(|frame| u16::from(frame.code));
            }
        }
        None
    };
    tokio::time::timeout(PATIENCE, reading).await.ok().flatten()
}

async fn a_command_that_comes_twice_is_answered_twice_and_done_once(room: &Host) -> anyhow::Result<()> {
    let id = fresh_id();
    let body = json!({"reason": "喝水"});
    let first = room
        .socket
        .command_as(&id, "pause", body.clone(), None, None)
        .await??;
    let resumed = room
        .socket
        .command_as(&fresh_id(), "resume", json!({}), None, None)
        .await??;
    let again = room.socket.command_as(&id, "pause", body, None, None).await??;
    ensure!(
        first == again && resumed == first + 1,
        "{first}, {resumed}, {again}"
    );
    // Refusals are remembered as well.
    let id = fresh_id();
    let wrong = || {
        room.socket
            .command_as(&id, "turn_page", json!({"page": 4000}), None, None)
    };
    let refused = [wrong().await?, wrong().await?].map(|answer| answer.err().map(|refused| refused.code));
    ensure!(refused[0].is_some() && refused[0] == refused[1], "{refused:?}");
    Ok(())
}

/// Two lines that every screen shows.
async fn interrupt(room: &Host) -> anyhow::Result<u64> {
    room.command("pause", json!({"reason": "测试"})).await?;
    room.command("resume", json!({})).await
}

async fn a_lost_network_leaves_no_gap(room: &Host, viewer: &Browser) -> anyhow::Result<()> {
    let mut socket = LiveSocket::open(viewer, &room.contract, None);
    let begun = socket
        .until("the viewer is welcomed", |screen| screen.seq > 0)
        .await?
        .seq;
    for _ in 0..3 {
        let connections = socket.screen.borrow().connections;
        socket.cut();
        let last = interrupt(room).await?;
        socket
            .until("the gap is healed", |s| {
                s.seq >= last && s.connections > connections
            })
            .await?;
    }
    let screen = socket.screen.borrow().clone();
    let seen: Vec<u64> = screen.kinds.keys().copied().collect();
    ensure!(
        seen == (begun + 1..=screen.seq).collect::<Vec<_>>(),
        "after {begun}: {seen:?}"
    );
    Ok(())
}

async fn a_reader_who_stops_delays_nobody(
    room: &Host,
    viewer: &Browser,
    party: &Party,
) -> anyhow::Result<()> {
    let _stalled = stop_reading(viewer, &room.contract).await?;
    let (frames, mut arrived) = tokio::sync::mpsc::unbounded_channel();
    let mut other = LiveSocket::open(&seat(room, "viewer").await?, &room.contract, Some(frames));
    other
        .until("the other viewer is welcomed", |screen| screen.seq > 0)
        .await?;
    let field = *party.fields()?.first().context("no box")?;
    // The first frame only asks whether the party may draw; frames get through once it may.
    let ink = flood(field)?;
    loop {
        party.socket.ink(ink.clone());
        if tokio::time::timeout(Duration::from_millis(200), arrived.recv())
            .await
            .is_ok()
        {
            break;
        }
    }
    for _ in 0..FLOOD_ROUNDS {
        for _ in 0..FRAMES {
            party.socket.ink(ink.clone());
        }
        let next = tokio::time::timeout(PATIENCE, arrived.recv()).await;
        next.context("ink no longer reaches a viewer who reads")?
            .context("the viewer's socket ended")?;
    }
    let last = interrupt(room).await?;
    other
        .until("events arrive beside a reader who stopped", |screen| {
            screen.seq >= last
        })
        .await
        .map(drop)
}

/// Ink that is awkward to compress away: points all over the box.
fn flood(field: u16) -> anyhow::Result<Vec<u8>> {
    let point = |i: u32| InkPoint {
        x: (i * 7919 % 65_521) as u16,
        y: (i * 104_729 % 65_519) as u16,
        t: i,
        w: 512,
    };
    let points = (0..POINTS).map(point).collect();
    let frame = InkFrame {
        party: PartyNo(0),
        field: FieldNo(field),
        stroke: 1,
        first: 0,
        points,
    };
    Ok(frame::encode(&frame)?)
}

/// A viewer by hand: upgrades, says hello, and reads nothing after the answer's head.
async fn stop_reading(viewer: &Browser, contract: &str) -> anyhow::Result<TcpStream> {
    let address = viewer.origin().trim_start_matches("http://");
    let seat = viewer.seat().context("no seat")?;
    let mut stream = TcpStream::connect(address).await?;
    let head = format!(
        "GET /api/v1/contracts/{contract}/live?seat={seat} HTTP/1.1\r\nHost: {address}\r\nOrigin: {}\r\n\
         Cookie: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: huiqian.v1\r\n\r\n",
        viewer.origin(),
        viewer.cookie_header()
    );
    stream.write_all(head.as_bytes()).await?;
    let mut status = [0; 12];
    stream.read_exact(&mut status).await?;
    ensure!(&status == b"HTTP/1.1 101", "the upgrade is refused");
    let hello = br#"{"type":"hello","last_seq":0,"lang":"zh"}"#;
    // RFC 6455 5.2: final text frame, masked with zeros.
    let mut frame = vec![0x81, 0x80 | hello.len() as u8, 0, 0, 0, 0];
    frame.extend_from_slice(hello);
    stream.write_all(&frame).await?;
    Ok(stream)
}

async fn commits_that_must_not_count_are_refused(
    room: &Host,
    party: &mut Party,
    script: &Script,
) -> anyhow::Result<()> {
    let ink = party.draw_name(script).await?;
    let stale = party.socket.screen.borrow().clone();
    interrupt(room).await?;
    let last = interrupt(room).await?;
    party
        .socket
        .until("the party sees all", |screen| screen.seq >= last)
        .await?;
    let screen = party.socket.screen.borrow().clone();
    let good = party.commitment(&ink, &screen)?;
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let other = Sha256Hash::of(b"another document");
    let signature = good["signature"].as_str().context("no signature")?;
    let forged = format!("{}{}", &signature[1..], &signature[..1]);
    let mut signed_for_other_ink = party.commitment(&other, &screen)?;
    signed_for_other_ink["ink"] = json!(ink);
    let refused = [
        ("other_document", with("r0", json!(other)), &screen),
        ("other_ink", with("ink", json!(other)), &screen),
        ("signature_wrong", with("signature", json!(forged)), &screen),
        ("bad_activation", signed_for_other_ink, &screen),
        ("stale_view", party.commitment(&ink, &stale)?, &stale),
    ];
    for (code, body, screen) in refused {
        let seen = json!({"n": screen.seq, "hash": screen.hash});
        let answer = party
            .socket
            .command_as(&fresh_id(), "commit", body, Some(screen.material_seq), Some(seen))
            .await?;
        let got = answer.err().map(|refused| refused.code);
        ensure!(got.as_deref() == Some(code), "{code} was due, came {got:?}");
    }
    party.commit(&ink).await
}

async fn a_second_device_takes_the_place(room: &Host, party: &mut Party) -> anyhow::Result<()> {
    let mut second = LiveSocket::open(party.browser(), &room.contract, None);
    second
        .until("the second device is welcomed", |screen| screen.seq > 0)
        .await?;
    party
        .socket
        .until("the first device is told", |screen| {
            screen.last_close == Some(4009)
        })
        .await?;
    let last = interrupt(room).await?;
    second
        .until("the second device sees what happens", |screen| screen.seq >= last)
        .await
        .map(drop)
}

/// Sent out, a party may open its link again as anybody in the lobby; it cannot act until it is admitted again.
async fn a_removed_party_can_no_longer_act(
    room: &mut Host,
    party: &mut Party,
    script: &Script,
) -> anyhow::Result<()> {
    room.command("remove", json!({"party": party.no, "reason": "未到场"}))
        .await?;
    party
        .socket
        .until("the party is sent out", |screen| screen.last_close == Some(4003))
        .await?;
    let connections = party.socket.screen.borrow().connections;
    ensure!(connections == 1, "the removed party's socket came back by itself");
    let (browser, path) = (
        party.browser().clone(),
        format!("/contracts/{}/pages/1.png", room.contract),
    );
    let (closed, path) = blocking(move || Ok((browser.get(&path)?.code(), path))).await?;
    ensure!(
        closed == "not_allowed",
        "a removed party still reads the contract: {closed:?}"
    );
    // Admitted again, it is back with the right to be there, and may draw only with a new grant.
    room.command("admit", json!({"party": party.no})).await?;
    let browser = party.browser().clone();
    let open = blocking(move || Ok(browser.get(&path)?.status)).await?;
    ensure!(open == 200, "a party that was admitted again cannot read: {open}");
    party.socket = LiveSocket::open(party.browser(), &room.contract, None);
    party
        .socket
        .until("the party is back", |screen| screen.seq > 0)
        .await?;
    let refused = party
        .draw_name(script)
        .await
        .err()
        .context("a party without a grant drew its name")?;
    let refused = format!("{refused:#}");
    // Its presence may not have reached the log yet; either way it has no right to draw.
    let denied = ["not_granted", "party_not_present"];
    ensure!(denied.iter().any(|code| refused.contains(code)), "{refused}");
    Ok(())
}
