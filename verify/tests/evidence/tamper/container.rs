//! The container and its manifests; packages that cannot be checked at all.

use super::{caught, replace};
use crate::support::forger::{Forged, assert_caught, assert_caught_only, token_over};
use crate::support::world::World;
use recorder::package::zip_form::{ASIC_MANIFEST, MANIFEST};
use verify::report::Verdict;
use verify::verify_package;

#[test]
fn case_00_repacking_without_a_change_is_accepted() {
    let world = World::new();
    let package = Forged::open(&world.package()).repack(&world);
    assert_eq!(
        verify_package(&package, &world.policy()).verdict,
        Verdict::Verified
    );
}

#[test]
fn case_35_file_added_outside_the_manifest() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    forged.put("agreements/0000000000000000.txt", b"never agreed to");
    let report = assert_caught(&forged.zip(), &world.policy(), "V01");
    assert!(report.check("V01").unwrap().detail.contains("is not listed"));
    caught("V08", |_, forged| {
        forged.put("agreements/0000000000000000.txt", b"never agreed to");
    });
}

#[test]
fn case_42_package_token_or_its_manifest_edited() {
    let world = World::new();
    let package = world.package();
    let mut forged = Forged::open(&package);
    forged.file(ASIC_MANIFEST)[200] ^= 1;
    assert_caught(&forged.zip(), &world.policy(), "V25");
    let mut forged = Forged::open(&package);
    let other = token_over(&world, b"another manifest");
    forged.put("META-INF/timestamp001.tst", &other);
    assert_caught_only(&forged.zip(), &world.policy(), &["V25"]);
}

#[test]
fn case_44_the_container_has_one_form_only() {
    let world = World::new();
    let package = world.package();
    let find = |needle: &[u8]| {
        package
            .windows(needle.len())
            .position(|window| window == needle)
            .unwrap()
    };
    let name_at = find(b"documents/r0.pdf");
    let directory_at = find(b"PK\x01\x02");
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = package.clone();
        change(&mut bytes);
        assert_caught(&bytes, &world.policy(), "V01");
    };
    changed(&|bytes| bytes[name_at..name_at + 3].copy_from_slice(b"../"));
    changed(&|bytes| bytes[name_at] = b'D');
    changed(&|bytes| bytes[directory_at + 46] = b'M');
    changed(&|bytes| bytes[10] = 1);
    changed(&|bytes| bytes[directory_at + 38] = 0xa0);
    changed(&|bytes| bytes.extend_from_slice(b"appended"));
    changed(&|bytes| *bytes.last_mut().unwrap() = 1);
    changed(&|bytes| {
        let first: Vec<u8> = bytes[..30 + 8 + 31].to_vec();
        bytes.splice(..0, first);
    });
    // Without its mimetype in front it is no ASiC-E container.
    let mut forged = Forged::open(&package);
    forged.remove("mimetype");
    assert_caught(&forged.repack(&world), &world.policy(), "V01");
}

#[test]
fn case_45_container_manifest_omits_a_file_or_names_another_algorithm() {
    for (from, to) in [
        ("xmlenc#sha256", "xmlenc#sha512"),
        ("<asic:DataObjectReference URI=\"VERIFY.txt\"", "<X"),
    ] {
        let world = World::new();
        let mut forged = Forged::open(&world.package());
        replace(forged.file(ASIC_MANIFEST), from, to);
        let token = token_over(&world, &forged.file(ASIC_MANIFEST).clone());
        forged.put("META-INF/timestamp001.tst", &token);
        assert_caught_only(&forged.zip(), &world.policy(), &["V25"]);
    }
}

#[test]
fn case_66_a_policy_inside_the_package_is_never_read() {
    caught("V01", |_, forged| forged.put("policy.json", b"{}"));
}

#[test]
fn case_68_a_package_that_was_cut_is_not_checkable() {
    let world = World::new();
    let package = world.package();
    for length in [0, 10, 31, 5_000, package.len() / 2, package.len() - 1] {
        let report = verify_package(&package[..length], &world.policy());
        assert_eq!(
            report.verdict,
            Verdict::NotCheckable,
            "{length}: {}",
            report.to_text()
        );
        assert_eq!(report.exit_code, 30);
    }
}

#[test]
fn a_later_format_is_not_checkable() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    replace(forged.file("package.json"), "hub.package.v1", "hub.package.v2");
    let report = verify_package(&forged.repack(&world), &world.policy());
    assert_eq!(report.verdict, Verdict::NotCheckable, "{}", report.to_text());
}

#[test]
fn manifest_lines_in_another_order_are_no_manifest() {
    let world = World::new();
    let mut forged = Forged::open(&world.package());
    let text = String::from_utf8(forged.file(MANIFEST).clone()).unwrap();
    let backwards: String = text.lines().rev().map(|line| format!("{line}\n")).collect();
    forged.put(MANIFEST, backwards.as_bytes());
    assert_caught(&forged.zip(), &world.policy(), "V01");
}
