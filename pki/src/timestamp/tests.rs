//! Tests of tokens: what a good one says, and that no bit, byte or certificate of one can change.

use super::request::{RequestRefusal, TimestampRequest};
use super::verify::{TokenError, TokenInfo, verify_token};
use super::*;
use crate::authority::AuthorityNames;
use crate::certificate::Certificate;
use crate::chain::ChainError;
use crate::signed_data::attribute;
use crate::signed_data::open::{ContentIs, SignedDataError, open};
use const_oid::db::rfc5911::ID_DATA;
use const_oid::db::rfc5912::ID_SHA_512;
use der::{Any, Decode};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp(1_795_366_800_123);

fn authority() -> Authority {
    Authority::create(
        NOW.plus_millis(-5000),
        &AuthorityNames::for_host("localhost"),
        None,
    )
    .unwrap()
}

fn imprint() -> Sha256Hash {
    Sha256Hash::of(b"checkpoint")
}

fn trust(authority: &Authority) -> [Certificate; 1] {
    [authority.root().clone()]
}

#[test]
fn a_token_says_when_for_what_and_by_whom() {
    let authority = authority();
    let nonce = Nonce::from_bytes(&[0x81, 0x02]).unwrap();
    let token = authority.timestamp(imprint(), Some(&nonce), NOW).unwrap();
    let info = verify_token(&token.der, imprint(), &trust(&authority)).unwrap();
    assert_eq!(info.time, NOW);
    assert_eq!(token.time, NOW);
    assert_eq!(info.accuracy_ms, Some(1000));
    assert_eq!(info.authority, *authority.timestamping());
    assert_eq!(info.chain.len(), 3);
    assert_eq!(info.nonce.as_deref(), Some(&[0x00, 0x81, 0x02][..]));
    assert_eq!(info.serial_hex.len(), 32);
}

/// Evidence case 43: no slack byte anywhere.
#[test]
fn every_flipped_bit_of_a_token_is_found() {
    let authority = authority();
    let trust = trust(&authority);
    let token = authority.timestamp(imprint(), None, NOW).unwrap().der;
    assert!(verify_token(&token, imprint(), &trust).is_ok());
    for bit in 0..token.len() * 8 {
        let mut changed = token.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(
            verify_token(&changed, imprint(), &trust).is_err(),
            "byte {} bit {}",
            bit / 8,
            bit % 8
        );
    }
}

#[test]
fn bytes_added_or_missing_are_found() {
    let authority = authority();
    let trust = trust(&authority);
    let token = authority.timestamp(imprint(), None, NOW).unwrap().der;
    let longer = [&token[..], &[0]].concat();
    assert!(verify_token(&longer, imprint(), &trust).is_err());
    for length in 0..token.len() {
        assert!(
            verify_token(&token[..length], imprint(), &trust).is_err(),
            "length {length}"
        );
    }
}

#[test]
fn another_digest_or_another_root_is_refused() {
    let (authority, other) = (authority(), authority());
    let token = authority.timestamp(imprint(), None, NOW).unwrap().der;
    let wrong = verify_token(&token, Sha256Hash::of(b"another"), &trust(&authority));
    assert_eq!(wrong.unwrap_err(), TokenError::Imprint);
    // Same names, other keys.
    let foreign = verify_token(&token, imprint(), &trust(&other)).unwrap_err();
    assert_eq!(
        foreign,
        TokenError::Chain(ChainError::Signature(authority.issuing().subject()))
    );
    let nobody = verify_token(&token, imprint(), &[]).unwrap_err();
    assert_eq!(
        nobody,
        TokenError::Chain(ChainError::NoIssuer(authority.issuing().subject()))
    );
}

/// The TSTInfo of a good token, to be signed again with something odd around it.
fn good_info(authority: &Authority) -> Vec<u8> {
    let token = authority.timestamp(imprint(), None, NOW).unwrap().der;
    open(&token, ID_CT_TST_INFO, &ContentIs::Embedded)
        .unwrap()
        .content
}

fn content<'a>(authority: &'a Authority, info: &'a [u8]) -> Content<'a> {
    let key = authority.timestamping_key();
    Content {
        content_type: ID_CT_TST_INFO,
        embedded: Some(info),
        digest: Sha256Hash::of(info),
        key: &key.key,
        signer: &key.certificate,
        certificates: vec![&key.certificate, authority.issuing()],
    }
}

fn verify(authority: &Authority, content: Content<'_>) -> Result<(), TokenError> {
    let token = content.sign().unwrap().finish(None).unwrap();
    verify_token(&token, imprint(), &trust(authority)).map(|_| ())
}

#[test]
fn unsigned_attributes_are_refused() {
    let authority = authority();
    let info = good_info(&authority);
    let odd = attribute(ID_DATA, Any::null()).unwrap();
    let token = content(&authority, &info)
        .sign()
        .unwrap()
        .finish(Some(odd))
        .unwrap();
    assert_eq!(
        verify_token(&token, imprint(), &trust(&authority)).unwrap_err(),
        TokenError::SignedData(SignedDataError::UnsignedAttributes)
    );
}

#[test]
fn certificates_inside_are_the_chain_and_nothing_else() {
    let authority = authority();
    let info = good_info(&authority);
    let with = |certificates| Content {
        certificates,
        ..content(&authority, &info)
    };
    let (own, issuing, root) = (authority.timestamping(), authority.issuing(), authority.root());
    let stray = &authority.certifier().certificate;
    assert_eq!(verify(&authority, with(vec![own, issuing])), Ok(()));
    assert_eq!(verify(&authority, with(vec![own, issuing, root])), Ok(()));
    assert_eq!(
        verify(&authority, with(vec![own, issuing, stray])),
        Err(TokenError::StrayCertificate)
    );
    assert_eq!(
        verify(&authority, with(vec![own])),
        Err(TokenError::Chain(ChainError::NoIssuer(own.subject())))
    );
    assert_eq!(
        verify(&authority, with(vec![])),
        Err(TokenError::SignedData(SignedDataError::NoSignerCertificate))
    );
}

#[test]
fn a_signer_that_is_no_time_stamp_authority_is_refused() {
    let authority = authority();
    let info = good_info(&authority);
    let certifier = authority.certifier();
    let content = Content {
        key: &certifier.key,
        signer: &certifier.certificate,
        certificates: vec![&certifier.certificate, authority.issuing()],
        ..content(&authority, &info)
    };
    assert_eq!(
        verify(&authority, content),
        Err(TokenError::Chain(ChainError::WrongPurpose(
            certifier.certificate.subject()
        )))
    );
}

#[test]
fn a_token_whose_content_was_exchanged_is_refused() {
    let authority = authority();
    let info = good_info(&authority);
    let exchanged = Content {
        digest: Sha256Hash::of(b"other content"),
        ..content(&authority, &info)
    };
    assert_eq!(
        verify(&authority, exchanged),
        Err(TokenError::SignedData(SignedDataError::Digest))
    );
}

/// What verification says to a token whose TSTInfo was changed before it was signed.
fn verify_changed(change: impl FnOnce(&mut TstInfo)) -> Result<TokenInfo, TokenError> {
    let authority = authority();
    let mut info = TstInfo::from_der(&good_info(&authority)).unwrap();
    change(&mut info);
    let info = info.to_der().unwrap();
    let token = content(&authority, &info).sign().unwrap().finish(None).unwrap();
    verify_token(&token, imprint(), &trust(&authority))
}

#[test]
fn another_digest_algorithm_or_an_extension_is_refused() {
    assert!(verify_changed(|_| {}).is_ok());
    let sha512 = verify_changed(|info| info.message_imprint.hash_algorithm.oid = ID_SHA_512);
    assert_eq!(sha512.unwrap_err(), TokenError::ImprintAlgorithm);
    let extended = verify_changed(|info| info.extensions = Some(Vec::new()));
    assert_eq!(extended.unwrap_err(), TokenError::Extensions);
}

#[test]
fn accuracy_is_optional_and_within_range() {
    let with = |seconds, millis, micros| {
        let accuracy = Accuracy {
            seconds,
            millis,
            micros,
        };
        verify_changed(|info| info.accuracy = Some(accuracy)).map(|info| info.accuracy_ms)
    };
    assert_eq!(
        verify_changed(|info| info.accuracy = None).unwrap().accuracy_ms,
        None
    );
    assert_eq!(with(None, Some(999), None), Ok(Some(999)));
    assert_eq!(with(Some(2), None, Some(1)), Ok(Some(2001)));
    for (millis, micros) in [
        (Some(0), None),
        (Some(1000), None),
        (Some(-1), None),
        (None, Some(1000)),
    ] {
        assert_eq!(with(None, millis, micros), Err(TokenError::Accuracy));
    }
    assert_eq!(with(Some(u64::MAX), None, None), Err(TokenError::Accuracy));
}

#[test]
fn outside_its_certificate_the_authority_stamps_nothing() {
    let authority = authority();
    for years in [-1, 6] {
        let then = NOW.plus_millis(years * crate::authority::YEAR_MS);
        assert_eq!(
            authority.timestamp(imprint(), None, then).unwrap_err(),
            TimestampError::ClockOutsideCertificate
        );
    }
}

#[test]
fn requests_that_cannot_be_met_are_refused_by_name() {
    // From `openssl ts -query`: SHA-256 of "abc", nonce 314cfce4e0651827, no certificates asked for.
    let query = "30400201013031300d060960864801650304020105000420ba7816bf8f01cfea414140de5dae2223\
                 b00361a396177a9cb410ff61f20015ad0208314cfce4e0651827";
    let parse = |text: &str| TimestampRequest::parse(&hex::decode(text).unwrap());
    let request = parse(query).unwrap();
    assert_eq!(request.imprint, Sha256Hash::of(b"abc"));
    assert_eq!(
        request.nonce.unwrap().as_bytes(),
        hex::decode("314cfce4e0651827").unwrap()
    );
    assert!(!request.certificates);

    assert_eq!(
        parse(&query.replace("0402010500", "0402020500")),
        Err(RequestRefusal::BadAlgorithm)
    );
    assert_eq!(
        parse(&query.replace("3040020101", "3040020102")),
        Err(RequestRefusal::BadDataFormat)
    );
    assert_eq!(parse(&format!("{query}00")), Err(RequestRefusal::BadDataFormat));
    assert_eq!(parse(""), Err(RequestRefusal::BadDataFormat));
    let with_policy = query
        .replace("3040020101", "3045020101")
        .replace("0208314c", "06032a03040208314c");
    assert_eq!(parse(&with_policy), Err(RequestRefusal::UnacceptedPolicy));
    let own_policy = query
        .replace("3040020101", "3056020101")
        .replace("0208314c", "061469839bd9e796d8c282969399a9bee899e6c4f00c0208314c");
    assert!(parse(&own_policy).is_ok());
    // An empty list of extensions in [0].
    let extended = query.replace("3040020101", "3042020101") + "a000";
    assert_eq!(parse(&extended), Err(RequestRefusal::UnacceptedExtension));
    // A good request but for the 2,000 bytes of its nonce.
    let long = query
        .replace("3040020101", "3082080a020101")
        .replace("0208314cfce4e0651827", "")
        + "028207d0"
        + &"11".repeat(2000);
    assert_eq!(parse(&long), Err(RequestRefusal::BadDataFormat));
}

#[test]
fn a_refusal_is_an_answer_too() {
    let authority = authority();
    let answer = authority.timestamp_response(b"nonsense", NOW).unwrap();
    // status 2 (rejection), a sentence, bit 5 (badDataFormat) with two unused bits.
    assert_eq!(hex::encode(&answer[4..7]), "020102");
    assert_eq!(hex::encode(&answer[answer.len() - 4..]), "03020204");
}

proptest! {
    #[test]
    fn noise_is_no_token(noise: Vec<u8>) {
        prop_assert!(verify_token(&noise, Sha256Hash::ZERO, &[]).is_err());
    }
}
