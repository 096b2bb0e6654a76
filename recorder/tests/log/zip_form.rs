//! The one ZIP form: what is written is read back, and nothing else is read.

use proptest::prelude::*;
use recorder::package::zip_reader::{BadZip, read_zip};
use recorder::package::zip_writer::{Entry, ZipError, write_zip};
use std::borrow::Cow;

fn entry(name: &str, data: &[u8]) -> Entry<'static> {
    Entry {
        name: name.to_owned(),
        data: Cow::Owned(data.to_vec()),
    }
}

fn written(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    write_zip(entries, &mut out).unwrap();
    out
}

#[test]
fn the_order_of_writing_does_not_matter() {
    let entries = [
        entry("mimetype", b"m"),
        entry("log/a", b""),
        entry("package.json", b"{}"),
        entry("log/b", b"b"),
    ];
    let mut backwards = entries.to_vec();
    backwards.reverse();
    assert_eq!(written(&entries), written(&backwards));
    let bytes = written(&entries);
    let read = read_zip(&bytes).unwrap();
    assert_eq!(
        read.iter().map(|entry| entry.name).collect::<Vec<_>>(),
        ["mimetype", "package.json", "log/a", "log/b"]
    );
    assert_eq!(read[3].data, b"b");
}

#[test]
fn names_that_a_file_system_could_read_in_another_way_are_refused() {
    for name in [
        "../a",
        "/a",
        "a//b",
        "a/",
        "",
        ".a",
        "-a",
        "A",
        "a b",
        "a\\b",
        "é",
        "meta-inf/x\n",
        &"a".repeat(121),
    ] {
        let refused = write_zip(&[entry(name, b"")], &mut Vec::new());
        assert!(matches!(refused, Err(ZipError::Name(_))), "{name:?}");
    }
    let twice = write_zip(&[entry("a", b"1"), entry("a", b"2")], &mut Vec::new());
    assert!(matches!(twice, Err(ZipError::Twice(_))));
}

#[test]
fn a_cut_file_is_told_from_a_changed_one() {
    let bytes = written(&[entry("mimetype", b"m"), entry("a", &[7; 100])]);
    for length in 4..bytes.len() {
        assert!(
            matches!(read_zip(&bytes[..length]), Err(BadZip::Truncated(_))),
            "{length}"
        );
    }
    assert_eq!(read_zip(b""), Err(BadZip::NotAZip));
    assert_eq!(read_zip(b"%PDF-1.7"), Err(BadZip::NotAZip));
    let mut more = bytes.clone();
    more.push(0);
    assert_eq!(read_zip(&more), Err(BadZip::Form(bytes.len())));
}

proptest! {
    #[test]
    fn any_flipped_bit_is_refused(data in proptest::collection::vec(any::<u8>(), 0..200), place in any::<prop::sample::Index>()) {
        let mut bytes = written(&[entry("mimetype", b"m"), entry("media/x", &data)]);
        let bit = place.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(read_zip(&bytes).is_err());
    }

    #[test]
    fn no_input_makes_the_reader_panic(mut data in proptest::collection::vec(any::<u8>(), 0..300), as_zip in any::<bool>()) {
        if as_zip {
            data.splice(..0, *b"PK\x03\x04");
        }
        let _ = read_zip(&data);
    }
}
