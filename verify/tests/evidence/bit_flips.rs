//! Single bits flipped at random in a real package: never verified, never valid, never a panic.

use crate::support::world::World;
use domain::hash::Sha256Hash;
use verify::policy::Policy;
use verify::report::Verdict;
use verify::verify_package;

const FLIPS: u64 = 1_500;

/// Where the `number`th flip happens.
fn place(number: u64, bits: u64) -> u64 {
    let Sha256Hash([a, b, c, d, e, f, g, h, ..]) = Sha256Hash::of(&number.to_be_bytes());
    u64::from_be_bytes([a, b, c, d, e, f, g, h]) % bits
}

#[test]
fn any_flipped_bit_is_found_with_and_without_a_policy() {
    let world = World::new();
    let mut package = world.package();
    let policies = [world.policy(), Policy::none()];
    let bits = package.len() as u64 * 8;
    let mut unnoticed = Vec::new();
    for number in 0..FLIPS {
        let bit = place(number, bits);
        let (byte, mask) = ((bit / 8) as usize, 1u8 << (bit % 8));
        package[byte] ^= mask;
        let report = verify_package(&package, &policies[(number % 2) as usize]);
        if !matches!(report.verdict, Verdict::Tampered | Verdict::NotCheckable) {
            unnoticed.push((byte, mask));
        }
        package[byte] ^= mask;
    }
    assert_eq!(unnoticed, [], "of {} bytes", package.len());
}

/// The last token is the only file that no manifest covers.
#[test]
fn every_bit_of_the_last_token_counts() {
    let world = World::new();
    let mut package = world.package();
    let name = b"META-INF/timestamp001.tst";
    let start = package
        .windows(name.len())
        .position(|window| window == name)
        .unwrap()
        + name.len();
    let at = package[start..]
        .windows(name.len())
        .position(|window| window == name)
        .unwrap();
    let start = start + at + name.len();
    let end = package
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    assert!(end - start > 500, "{start}..{end}");
    for byte in start..end {
        let mask = 1 << (byte % 8);
        package[byte] ^= mask;
        let verdict = verify_package(&package, &world.policy()).verdict;
        assert!(
            matches!(verdict, Verdict::Tampered | Verdict::NotCheckable),
            "byte {}",
            byte - start
        );
        package[byte] ^= mask;
    }
}
