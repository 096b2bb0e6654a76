//! A real package of which one file was changed: `HUIQIAN_FUZZ_PACKAGE` and `HUIQIAN_FUZZ_POLICY` name it. The first
//! byte of the input says which file, the next three where; the rest is written there. Every change must be found.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recorder::package::zip_reader::read_zip;
use recorder::package::zip_writer::{Entry, write_zip};
use std::borrow::Cow;
use std::sync::LazyLock;
use verify::policy::Policy;

struct Real {
    package: Vec<u8>,
    policy: Policy,
}

static REAL: LazyLock<Real> = LazyLock::new(|| {
    let named = |name: &str| std::fs::read(std::env::var(name).expect(name)).expect(name);
    let policy = String::from_utf8(named("HUIQIAN_FUZZ_POLICY")).expect("a policy in UTF-8");
    Real {
        package: named("HUIQIAN_FUZZ_PACKAGE"),
        policy: Policy::parse(&policy).expect("a policy"),
    }
});

fuzz_target!(|input: &[u8]| {
    let [file, high, middle, low, change @ ..] = input else {
        return;
    };
    let entries = read_zip(&REAL.package).expect("the real package");
    let chosen = usize::from(*file) % entries.len();
    let changed = changed(entries[chosen].data, u32::from_be_bytes([0, *high, *middle, *low]), change);
    if changed == entries[chosen].data {
        return;
    }
    let written: Vec<Entry<'_>> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| Entry {
            name: entry.name.to_owned(),
            data: Cow::Borrowed(if index == chosen { &changed } else { entry.data }),
        })
        .collect();
    let mut package = Vec::new();
    if write_zip(&written, &mut package).is_err() {
        return;
    }
    let report = verify::verify_package(&package, &REAL.policy);
    assert!(matches!(report.exit_code, 20 | 30), "{}: {}", entries[chosen].name, report.to_text());
});

/// Writes `change` over the file from a place in it on; what goes beyond its end makes it longer. Without a change
/// the file ends at that place.
fn changed(file: &[u8], place: u32, change: &[u8]) -> Vec<u8> {
    let place = place as usize % (file.len() + 1);
    let mut changed = file[..place].to_vec();
    changed.extend_from_slice(change);
    if !change.is_empty() {
        changed.extend_from_slice(file.get(place + change.len()..).unwrap_or_default());
    }
    changed
}
