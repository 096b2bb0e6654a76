//! What a cut may leave, on small disks.

use super::pending::SECTOR;
use super::*;
use std::collections::{BTreeMap, BTreeSet};

const ROOT: &str = "/r";

fn at(name: &str) -> PathBuf {
    Path::new(ROOT).join(name)
}

fn made(name: &str) -> Moment {
    Moment::Changed(DiskChange::MakeFile(at(name)))
}

fn written(name: &str, place: usize, bytes: &[u8]) -> Moment {
    Moment::Changed(DiskChange::Write {
        path: at(name),
        at: place,
        bytes: bytes.to_vec(),
    })
}

fn synced(sync: usize, name: &str) -> [Moment; 2] {
    [
        Moment::SyncBegins { sync, path: at(name) },
        Moment::SyncEnds { sync },
    ]
}

fn disk(moments: impl IntoIterator<Item = Moment>) -> Disk {
    let mut disk = Disk::new(Path::new(ROOT));
    for moment in moments {
        disk.play(&moment).unwrap();
    }
    disk
}

/// Name and contents of every file that is left.
fn left(disk: &Disk, data: Fate, names: Fate, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    disk.after_a_cut(folder.path(), data, names, &mut Seeded::new(seed))
        .unwrap();
    let entries = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    let read = |entry: std::fs::DirEntry| {
        (
            entry.file_name().into_string().unwrap(),
            std::fs::read(entry.path()).unwrap(),
        )
    };
    entries.map(read).collect()
}

fn one(name: &str, bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([(name.to_owned(), bytes.to_vec())])
}

#[test]
fn a_synced_file_without_a_synced_name_may_be_gone() {
    let mut disk = disk(
        [made("a"), written("a", 0, b"x")]
            .into_iter()
            .chain(synced(1, "a")),
    );
    assert_eq!(left(&disk, Fate::Everything, Fate::Nothing, 1), BTreeMap::new());
    assert_eq!(left(&disk, Fate::Nothing, Fate::Everything, 1), one("a", b"x"));
    for moment in synced(2, "") {
        disk.play(&moment).unwrap();
    }
    assert_eq!(left(&disk, Fate::Nothing, Fate::Nothing, 1), one("a", b"x"));
}

#[test]
fn a_rename_may_come_before_the_bytes_that_were_not_synced() {
    let renamed = DiskChange::Rename {
        from: at("a.tmp"),
        to: at("a"),
    };
    let disk = disk([made("a.tmp"), written("a.tmp", 0, b"x"), Moment::Changed(renamed)]);
    assert_eq!(left(&disk, Fate::Nothing, Fate::Everything, 1), one("a", b""));
}

#[test]
fn a_sync_means_only_what_was_written_before_it_began() {
    let [begins, ends] = synced(1, "a");
    let moments = [
        made("a"),
        written("a", 0, b"x"),
        begins,
        written("a", 1, b"y"),
        ends,
    ];
    let disk = disk(moments.into_iter().chain(synced(2, "")));
    assert_eq!(left(&disk, Fate::Nothing, Fate::Nothing, 1), one("a", b"x"));
    assert_eq!(left(&disk, Fate::Everything, Fate::Nothing, 1), one("a", b"xy"));
}

#[test]
fn a_torn_write_loses_whole_sectors_and_nothing_that_was_synced() {
    let before = [1; 3 * SECTOR];
    let moments = [made("a"), written("a", 0, &before)];
    let after = [written("a", 0, &[2; 3 * SECTOR])];
    let moments = moments
        .into_iter()
        .chain(synced(1, "a"))
        .chain(synced(2, ""))
        .chain(after);
    let disk = disk(moments);
    let mut seen = BTreeSet::new();
    for seed in 0..64 {
        let left = left(&disk, Fate::Torn, Fate::Nothing, seed);
        let sectors: Vec<u8> = left["a"]
            .chunks(SECTOR)
            .map(|sector| {
                assert!(sector.iter().all(|byte| *byte == sector[0]));
                sector[0]
            })
            .collect();
        seen.insert(sectors);
    }
    assert_eq!(seen.len(), 8, "every choice of three sectors");
}

#[test]
fn of_unsynced_writes_any_may_be_missing() {
    let moments = [made("a"), written("a", 0, b"x"), written("a", 1, b"y")];
    let disk = disk(moments.into_iter().chain(synced(1, "")));
    let seen: BTreeSet<Vec<u8>> = (0..64)
        .map(|seed| left(&disk, Fate::Subset, Fate::Nothing, seed)["a"].clone())
        .collect();
    let all = [&b""[..], b"x", b"\0y", b"xy"].map(<[u8]>::to_vec);
    assert_eq!(seen, all.into_iter().collect());
}

#[test]
fn a_sync_of_what_was_never_made_is_an_incomplete_recording() {
    let mut disk = Disk::new(Path::new(ROOT));
    assert!(disk.play(&synced(1, "a")[0]).is_err());
    assert!(disk.play(&written("a", 0, b"x")).is_err());
}
