//! Power cuts at random moments of a ceremony, replayed from a recording of the real hub: whatever the disk had not
//! promised to keep is lost, and the hub still knows all that it had told anybody.

use domain::ids::StreamId;
use std::path::Path;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::ceremony::{Played, blocking, play};
use tests::hub_process::{HubOptions, HubProcess};
use tests::power_cut::disk::{Disk, FATES};
use tests::power_cut::judge::{self, Loss, Session};
use tests::power_cut::moment::Moment;
use tests::power_cut::recording::{DATA, RecordedHub, Recording};
use tests::power_cut::seeded::Seeded;
use tests::power_cut::told::{Told, told};
use tests::venue::script;

const PARTIES: usize = 2;
/// Cuts in the short run, and with `HUIQIAN_LONG`.
const CUTS: usize = 200;
const CUTS_LONG: usize = 10_000;
/// Cuts after which a whole hub is started.
const WHOLE_HUBS: usize = 4;
/// Each cut has a seed of its own, from this one on.
const SEED: u64 = 20_261_122;

/// A recorded ceremony.
struct Scene {
    recording: Recording,
    told: Vec<(usize, Told)>,
    session: Session,
    host: Browser,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_power_cut_takes_back_what_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let scene = recorded(folder.path()).await;
    let cuts = match std::env::var_os("HUIQIAN_LONG") {
        Some(_) => CUTS_LONG,
        None => CUTS,
    };
    let honest = |_: &Path| true;
    assert_eq!(first_loss(&scene, cuts, honest).await, None);
    whole_hubs_go_on(&scene).await;

    // The same recording on disks that lie about one kind of sync: each must be found out.
    let wal = |path: &Path| !path.ends_with("hub.sqlite-wal");
    let blobs = |path: &Path| !path.to_string_lossy().contains("/blobs/") || path.is_dir();
    let names = |path: &Path| !path.is_dir();
    let wal = first_loss(&scene, CUTS, wal)
        .await
        .expect("a WAL that is not synced");
    let blobs = first_loss(&scene, CUTS, blobs)
        .await
        .expect("blobs that are not synced");
    let names = first_loss(&scene, CUTS, names)
        .await
        .expect("folders that are not synced");
    println!(
        "{cuts} cuts of {} moments, {} things told; found out: WAL: {wal}; blobs: {blobs}; folders: {names}",
        scene.recording.moments.len(),
        scene.told.len()
    );
}

async fn recorded(folder: &Path) -> Scene {
    let place = folder.to_owned();
    let hub = blocking(move || RecordedHub::start(&place)).await.unwrap();
    let host = Host::set_up(
        Browser::new(&hub.process.url()),
        hub.process.setup_token.as_ref().unwrap(),
    )
    .unwrap();
    let played = play(host.clone(), script("断电的签约", PARTIES)).await.unwrap();
    let recording = blocking(move || hub.finish()).await.unwrap();
    let told = told(&recording.moments).unwrap();
    every_acknowledgement_was_seen_leaving(&played, &told);
    let stream = StreamId::new("contract", played.contract.parse().unwrap());
    let session = Session::read(&recording.root.join(DATA), stream).await.unwrap();
    Scene {
        recording,
        told,
        session,
        host,
    }
}

fn every_acknowledgement_was_seen_leaving(played: &Played, told: &[(usize, Told)]) {
    assert!(!played.acknowledged.is_empty());
    for heard in &played.acknowledged {
        let seen = told
            .iter()
            .any(|(_, said)| matches!(said, Told::Done { command, .. } if command.to_string() == heard.id));
        assert!(seen, "{heard:?} is not in the recording");
    }
}

/// Cuts the power at random moments, in the order of time, on a disk that keeps its word for the syncs of some paths.
async fn first_loss(scene: &Scene, cuts: usize, keeps: impl Fn(&Path) -> bool) -> Option<String> {
    let moments = &scene.recording.moments;
    let mut random = Seeded::new(SEED);
    let mut points: Vec<usize> = (0..cuts).map(|_| random.below(moments.len() + 1)).collect();
    points.sort_unstable();
    let mut disk = Disk::new(&scene.recording.root);
    let mut played = 0;
    let mut broken_promises = Vec::new();
    for (number, point) in (0..).zip(points) {
        for moment in &moments[played..point] {
            match moment {
                Moment::SyncBegins { sync, path } if !keeps(path) => broken_promises.push(*sync),
                Moment::SyncEnds { sync } if broken_promises.contains(sync) => {}
                moment => disk.play(moment).unwrap(),
            }
        }
        played = point;
        let folder = tempfile::tempdir().unwrap();
        cut(&disk, folder.path(), SEED + number);
        if let Err(loss) = judged(scene, point, folder.path()).await {
            return Some(format!("cut {number} at moment {point}: {loss}"));
        }
    }
    None
}

fn cut(disk: &Disk, folder: &Path, seed: u64) {
    let mut random = Seeded::new(seed);
    let (data, names) = (FATES[random.below(4)], FATES[random.below(4)]);
    disk.after_a_cut(folder, data, names, &mut random).unwrap();
}

async fn judged(scene: &Scene, point: usize, folder: &Path) -> Result<usize, Loss> {
    let before = scene.told.iter().take_while(|(at, _)| *at < point);
    let told: Vec<Told> = before.map(|(_, said)| said.clone()).collect();
    judge::judge(&folder.join(DATA), &told, &scene.session).await
}

/// After some cuts the program itself is started: it shows the host at least what the host had seen.
async fn whole_hubs_go_on(scene: &Scene) {
    let mut disk = Disk::new(&scene.recording.root);
    let first = scene.told.first().unwrap().0;
    let len = scene.recording.moments.len();
    let mut played = 0;
    for number in 1..=WHOLE_HUBS {
        let point = first + (len - first) * number / WHOLE_HUBS;
        for moment in &scene.recording.moments[played..point] {
            disk.play(moment).unwrap();
        }
        played = point;
        let folder = tempfile::tempdir().unwrap();
        cut(&disk, folder.path(), SEED + number as u64);
        let options = HubOptions {
            data_dir: folder.path().join(DATA),
            under: Vec::new(),
            log: folder.path().join("hub.log"),
            ..scene.recording.options.clone()
        };
        let hub = blocking(move || HubProcess::start(options)).await.unwrap();
        let shown = scene.told.iter().take_while(|(at, _)| *at < point);
        let shown = shown.map(|(_, Told::Line { seq, .. } | Told::Done { seq, .. })| *seq);
        let contract = scene.session.stream.id.to_string();
        let host = Host::enter(scene.host.clone(), contract).await.unwrap();
        let seq = host.socket.screen.borrow().seq;
        assert!(
            seq >= shown.max().unwrap(),
            "cut {number}: the hub shows line {seq}"
        );
        drop(hub);
    }
}
