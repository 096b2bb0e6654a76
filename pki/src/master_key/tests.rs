//! Tests of the master key: what is taken as one, and that a wrapped secret opens in its own place only.

use super::*;
use base64::engine::general_purpose;
use proptest::prelude::*;

fn key() -> MasterKey {
    MasterKey::generate().unwrap()
}

#[test]
fn every_written_form_gives_the_same_key() {
    let key = key();
    let standard = general_purpose::STANDARD.encode(key.0);
    let forms = [
        key.to_hex().to_string(),
        key.to_hex().to_uppercase(),
        standard.clone(),
        standard.trim_end_matches('=').to_owned(),
        general_purpose::URL_SAFE_NO_PAD.encode(key.0),
        format!("  {standard}\n"),
    ];
    for form in forms {
        assert_eq!(MasterKey::from_text(&form).unwrap().0, key.0, "{form}");
        assert_eq!(
            MasterKey::from_file_contents(form.as_bytes()).unwrap().0,
            key.0,
            "{form}"
        );
    }
    assert_eq!(MasterKey::from_file_contents(&key.0).unwrap().0, key.0);
}

#[test]
fn other_lengths_are_refused() {
    for text in [
        "",
        "00ff",
        &"ab".repeat(31),
        &"ab".repeat(33),
        "not a key at all!",
    ] {
        assert_eq!(
            MasterKey::from_text(text).unwrap_err(),
            MasterKeyError::NotThirtyTwoBytes,
            "{text}"
        );
    }
    assert_eq!(
        MasterKey::from_file_contents(&[0xff; 31]).unwrap_err(),
        MasterKeyError::NotThirtyTwoBytes
    );
}

#[test]
fn keys_that_nobody_rolled_are_refused() {
    let counting: [u8; 32] = std::array::from_fn(|i| 200 + i as u8);
    let by_sevens: [u8; 32] = std::array::from_fn(|i| (i as u8).wrapping_mul(7));
    let half = key().0;
    let mut repeated = [0; 32];
    repeated[..16].copy_from_slice(&half[..16]);
    repeated[16..].copy_from_slice(&half[..16]);
    let mut few = [0x80; 32];
    few[..18].copy_from_slice(&half[..18]);
    for weak in [
        [0; 32],
        [0xff; 32],
        counting,
        by_sevens,
        repeated,
        few,
        *b"correct horse battery staple 123",
    ] {
        let refused = MasterKey::from_text(&hex::encode(weak)).unwrap_err();
        assert_eq!(refused, MasterKeyError::NotRandom, "{weak:02x?}");
    }
}

#[test]
fn a_secret_opens_in_its_own_place_only() {
    let key = key();
    let wrapped = key.wrap("authority", 1, "signing", b"secret").unwrap();
    assert_eq!(
        key.unwrap("authority", 1, "signing", &wrapped)
            .unwrap()
            .as_slice(),
        b"secret"
    );
    let closed = Err(WrapError::DoesNotOpen);
    assert_eq!(key.unwrap("authority2", 1, "signing", &wrapped), closed);
    assert_eq!(key.unwrap("authority", 2, "signing", &wrapped), closed);
    assert_eq!(key.unwrap("authority", 1, "tls", &wrapped), closed);
    assert_eq!(key.unwrap("authoritys", 1, "igning", &wrapped), closed);
    assert_eq!(
        MasterKey::generate()
            .unwrap()
            .unwrap("authority", 1, "signing", &wrapped),
        closed
    );
}

#[test]
fn every_flipped_bit_and_every_cut_is_found() {
    let key = key();
    let wrapped = key.wrap("n", 1, "p", b"0123456789").unwrap();
    for bit in 0..wrapped.len() * 8 {
        let mut changed = wrapped.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(key.unwrap("n", 1, "p", &changed).is_err(), "bit {bit}");
    }
    for length in 0..wrapped.len() {
        assert!(
            key.unwrap("n", 1, "p", &wrapped[..length]).is_err(),
            "length {length}"
        );
    }
}

#[test]
fn two_wraps_of_one_secret_differ() {
    let key = key();
    assert_ne!(
        key.wrap("n", 1, "p", b"same").unwrap(),
        key.wrap("n", 1, "p", b"same").unwrap()
    );
}

proptest! {
    #[test]
    fn anything_goes_there_and_back(name in ".*", version: u32, purpose in ".*", plain: Vec<u8>) {
        let key = key();
        let wrapped = key.wrap(&name, version, &purpose, &plain).unwrap();
        prop_assert_eq!(wrapped.len(), plain.len() + 29);
        prop_assert_eq!(&*key.unwrap(&name, version, &purpose, &wrapped).unwrap(), &plain);
    }

    #[test]
    fn unwrapping_noise_is_an_error(noise: Vec<u8>) {
        prop_assert!(key().unwrap("n", 1, "p", &noise).is_err());
    }
}
