//! kill -9 at every kind of moment of a ceremony: nothing acknowledged is lost or doubled, and the outcome is the
//! same contract. Everybody's sockets come back by themselves and repeat their commands.

use domain::hash::Sha256Hash;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tests::ceremony::host::Host;
use tests::ceremony::{Played, blocking, play_watched};
use tests::hub_process::{HubOptions, HubProcess};
use tests::independent_validators;
use tests::live_socket::Screen;
use tests::package_reader::{lines, of_kind};
use tests::venue::script;
use tokio::sync::watch;
use verify::policy::Policy;

const PARTIES: usize = 2;
/// The script turns to the first page, which is shown already, and twice to the last.
const PAGES_ALREADY_SHOWN: usize = 2;
/// How long people try again to reach a hub that was killed.
const PATIENCE: Duration = Duration::from_secs(60);
/// Kinds that a ceremony of the default script cannot do without: each must have been a moment of killing.
const MOMENTS: [&str; 13] = [
    "hub.host_present.v1",
    "hub.party_verified.v1",
    "hub.party_present.v1",
    "hub.party_admitted.v1",
    "hub.consented.v1",
    "hub.phase_entered.v1",
    "hub.page_turned.v1",
    "hub.page_read.v1",
    "hub.granted.v1",
    "hub.ink_stroke.v1",
    "hub.committed.v1",
    "hub.sealed.v1",
    "hub.closed.v1",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_survives_a_kill_after_each_kind_of_event() {
    let folder = tempfile::tempdir().unwrap();
    let options = HubOptions::new(folder.path())
        .unwrap()
        .with("HUB_FILM_WORKER", "none");
    let starting = options.clone();
    let hub = blocking(move || HubProcess::start(starting)).await.unwrap();
    let host = Host::set_up(
        tests::browser::Browser::new(&hub.url()),
        hub.setup_token.as_ref().unwrap(),
    )
    .unwrap()
    .patient(PATIENCE);
    let mut killer = None;
    let script = script("杀不死的签约", PARTIES);
    let played = play_watched(host.clone(), script, |screen| {
        killer = Some(tokio::spawn(kill_at_each_kind(hub, options, screen)));
    });
    let played = played.await.unwrap();
    let (killed, _hub) = killer.unwrap().await.unwrap();
    for moment in MOMENTS {
        assert!(
            killed.contains(moment),
            "{moment} was no moment of killing: {killed:?}"
        );
    }
    the_package_verifies(&played);
    let lines = lines(&played.evidence).unwrap();
    every_acknowledged_command_is_there_once(&played, &lines);
    the_contract_is_the_same(&played, &lines);
    let root = blocking(move || host.get("/trust/root.pem")?.ok())
        .await
        .unwrap()
        .body;
    one_signature_per_party(&played, &root);
}

/// Kills the hub when the host sees a kind of event for the first time (with `HUIQIAN_LONG`: at every event), and
/// starts it again on the same port and data. Ends with the log's last line.
async fn kill_at_each_kind(
    mut hub: HubProcess,
    options: HubOptions,
    mut screen: watch::Receiver<Screen>,
) -> (BTreeSet<String>, HubProcess) {
    let every = std::env::var_os("HUIQIAN_LONG").is_some();
    let mut killed = BTreeSet::new();
    let mut last = 0;
    loop {
        let is_new = |(n, kind): &(&u64, &String)| **n > last && (every || !killed.contains(*kind));
        let seen = screen
            .wait_for(|screen| screen.kinds.iter().any(|event| is_new(&event)))
            .await;
        let Ok(seen) = seen.map(|screen| screen.clone()) else {
            return (killed, hub);
        };
        let Some((n, kind)) = seen.kinds.iter().find(is_new) else {
            continue;
        };
        last = *n;
        killed.insert(kind.clone());
        let again = options.clone();
        hub = blocking(move || {
            hub.kill()?;
            HubProcess::start(again)
        })
        .await
        .unwrap();
        if kind == "hub.closed.v1" {
            return (killed, hub);
        }
    }
}

fn the_package_verifies(played: &Played) {
    let report = verify::verify_package(&played.evidence, &Policy::parse(&played.policy).unwrap());
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    assert_eq!(
        report.facts.unwrap().document,
        Some(Sha256Hash::of(&played.document))
    );
}

/// The line that an acknowledgement names was written by that command, and no two appends carry one command.
fn every_acknowledged_command_is_there_once(played: &Played, lines: &[Value]) {
    assert!(!played.acknowledged.is_empty());
    let by_seq: BTreeMap<u64, &Value> = lines
        .iter()
        .map(|line| (line["n"].as_u64().unwrap(), line))
        .collect();
    let mut changed_nothing = 0;
    for command in &played.acknowledged {
        let line = by_seq.get(&command.seq);
        let line =
            line.unwrap_or_else(|| panic!("{command:?} was acknowledged, but the log has no such line"));
        if command.name == "turn_page" && line["cmd"] != command.id {
            changed_nothing += 1;
            continue;
        }
        assert_eq!(
            line["cmd"], command.id,
            "{command:?} was acknowledged, but the line is {line}"
        );
    }
    assert_eq!(changed_nothing, PAGES_ALREADY_SHOWN);
    let mut earlier: BTreeMap<&str, u64> = BTreeMap::new();
    for (n, line) in &by_seq {
        let before = earlier.insert(line["cmd"].as_str().unwrap(), *n);
        assert!(
            before.is_none_or(|before| before + 1 == *n),
            "a command was carried out twice: {line}"
        );
    }
}

/// One R0 for everybody, the ink that was drawn, one commitment and one signature per party.
fn the_contract_is_the_same(played: &Played, lines: &[Value]) {
    let prepared: Vec<&Value> = of_kind(lines, "hub.prepared.v1").collect();
    let [prepared] = prepared[..] else {
        panic!("prepared {} times", prepared.len())
    };
    let all: Vec<u64> = (1..=PARTIES as u64).collect();
    let parties = |kind| {
        let mut parties: Vec<u64> = of_kind(lines, kind)
            .filter_map(|line| line["body"]["party"].as_u64())
            .collect();
        parties.sort_unstable();
        parties
    };
    assert_eq!(parties("hub.committed.v1"), all);
    assert_eq!(parties("hub.party_signed.v1"), all);
    assert_eq!(of_kind(lines, "hub.sealed.v1").count(), 1);
    assert_eq!(of_kind(lines, "hub.closed.v1").count(), 1);
    for committed in of_kind(lines, "hub.committed.v1") {
        assert_eq!(committed["body"]["r0"], prepared["body"]["r0"]);
    }
    let stored: BTreeMap<_, _> = of_kind(lines, "hub.ink_stroke.v1")
        .map(|line| {
            let body = &line["body"];
            let number = |name: &str| body[name].as_u64().unwrap();
            let key = (
                number("party") as u8,
                number("field") as u16,
                number("stroke") as u32,
            );
            (
                key,
                body["digest"].as_str().unwrap().parse::<Sha256Hash>().unwrap(),
            )
        })
        .collect();
    assert_eq!(stored, played.drawn);
    assert_eq!(of_kind(lines, "hub.ink_stroke.v1").count(), played.drawn.len());
}

fn one_signature_per_party(played: &Played, root: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let (document, trusted) = (folder.path().join("contract.pdf"), folder.path().join("root.pem"));
    std::fs::write(&document, &played.document).unwrap();
    std::fs::write(&trusted, root).unwrap();
    assert_eq!(independent_validators::pdfsig(&document).unwrap(), PARTIES + 1);
    assert_eq!(
        independent_validators::pyhanko(&document, &trusted).unwrap(),
        PARTIES + 1
    );
}
