//! Certificates from a licensed authority outside: what the hub believes of its answers, that no act is lost while it
//! fails, and that nothing stands in for it unless the operator said so.

use domain::contract::event::IdentityMethod;
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, PartyNo, SealId, StreamId};
use domain::organisation::credit_code::CreditCode;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use hub::clock::SystemClock;
use hub::config::signing::IssuingService;
use hub::egress::{Egress, TlsIdentity};
use hub::issuance::remote::RemoteIssuer;
use hub::issuance::{CertificateSubject, IssuanceRequest};
use pki::certificate::Certificate;
use pki::event_certificate::EventCertificateRequest;
use pki::seal_certificate::{SealCertificateRequest, SealReference};
use pki::signing_key::SigningKey;
use std::sync::Arc;
use std::time::Duration;
use tests::ceremony::{Played, blocking, play, play_watched};
use tests::live_socket::Screen;
use tests::package_reader::{lines, of_kind};
use tests::stand_in_ca::{KEY_ID, Manner, SECRET, StandInCa};
use tests::venue::{Venue, script};
use verify::policy::Policy;
use verify::report::Report;

/// A clock that is off by some milliseconds.
struct OffClock(i64);

impl Clock for OffClock {
    fn now(&self) -> Timestamp {
        SystemClock::default().now().plus_millis(self.0)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        SystemClock::default().fill_random(bytes);
    }
}

async fn outcome(ca: &StandInCa, secret: &str, off: i64) -> &'static str {
    asked(ca, secret, off, false).await
}

async fn asked(ca: &StandInCa, secret: &str, off: i64, of_seals: bool) -> &'static str {
    let service = IssuingService {
        url: ca.url(),
        key_id: KEY_ID.to_owned(),
        secret: secret.to_owned(),
        anchors: ca.root(),
        client_certificate: None,
        client_key: None,
        timeout: Duration::from_secs(5),
    };
    let anchors = Certificate::all_from_pem(&std::fs::read_to_string(ca.root()).unwrap()).unwrap();
    let egress = Egress::new("127.0.0.0/8".parse().unwrap(), &TlsIdentity::default()).unwrap();
    let issuer = RemoteIssuer::new(service, anchors, egress, Arc::new(OffClock(off)));
    let seal = SealReference {
        seal: SealId::default(),
        record: Some(Sha256Hash::of(b"record")),
    };
    let seals = CertificateSubject::Seals(SealCertificateRequest {
        seals: vec![seal],
        organisation: "北京某某科技有限公司".to_owned(),
        credit_code: CreditCode::parse("91350100M000100Y43").unwrap(),
        seal_name: "合同专用章".to_owned(),
        not_before: SystemClock::default().now(),
        valid_for_ms: 86_400_000,
    });
    let person = CertificateSubject::Person(EventCertificateRequest {
        common_name: "张三".to_owned(),
        organisation: Some("北京某某科技有限公司".to_owned()),
        subject_serial: "contract/1".to_owned(),
        not_before: SystemClock::default().now(),
        valid_for_ms: 86_400_000,
    });
    let request = IssuanceRequest {
        subject: if of_seals { seals } else { person },
        stream: StreamId::new("contract", ContractId::default().0),
        party: PartyNo(1),
        method: IdentityMethod::PhoneCode,
        verified_at: SystemClock::default().now(),
        activation: Sha256Hash::of(b"activation"),
    };
    let key = SigningKey::generate().unwrap();
    match issuer.issue(&request, &key).await {
        Ok(issued) => {
            assert_eq!(issued.certificate.public_key().as_ref(), Ok(key.public_key()));
            "good"
        }
        Err(failure) => failure.code(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_certificate_that_holds_in_every_point_is_taken() {
    let ca = blocking(|| StandInCa::start(Manner::Good)).await.unwrap();
    for (manner, expected) in [
        (Manner::Good, "good"),
        (Manner::LosesFirstAnswer, "good"),
        (Manner::Down, "ca_failed"),
        (Manner::Refuses, "ca_refused"),
        (Manner::UnsignedAnswer, "ca_bad_answer"),
        (Manner::OtherKey, "ca_bad_certificate"),
        (Manner::OtherName, "ca_bad_certificate"),
    ] {
        ca.behave(manner);
        assert_eq!(outcome(&ca, SECRET, 0).await, expected, "{manner:?}");
    }
    ca.behave(Manner::Good);
    let (_, issued) = ca.counts();
    // The lost answer was given again, not made again.
    assert_eq!(issued, 5);
    assert_eq!(outcome(&ca, "another secret", 0).await, "ca_failed");
    assert_eq!(outcome(&ca, SECRET, 600_000).await, "ca_failed");
    assert_eq!(ca.counts().1, issued);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_for_seals_names_them() {
    let ca = blocking(|| StandInCa::start(Manner::Good)).await.unwrap();
    assert_eq!(asked(&ca, SECRET, 0, true).await, "good");
    ca.behave(Manner::NoSeals);
    assert_eq!(asked(&ca, SECRET, 0, true).await, "ca_bad_certificate");
    assert_eq!(outcome(&ca, SECRET, 0).await, "good");
}

async fn venue(ca: &StandInCa, fallback: &'static str) -> Venue {
    let (url, root) = (ca.url(), ca.root().to_string_lossy().into_owned());
    blocking(move || {
        Venue::without_film(&[
            ("HUB_ISSUER_URL", &url),
            ("HUB_ISSUER_KEY_ID", KEY_ID),
            ("HUB_ISSUER_SECRET", SECRET),
            ("HUB_ISSUER_ANCHORS", &root),
            ("HUB_ISSUER_FALLBACK", fallback),
            ("HUB_EGRESS_PRIVATE_NETWORKS", "127.0.0.0/8"),
        ])
    })
    .await
    .unwrap()
}

fn verified(played: &Played) -> Report {
    verify::verify_package(&played.evidence, &Policy::parse(&played.policy).unwrap())
}

/// What the lines say of who issued the certificates, each once.
fn issuers(played: &Played) -> Vec<String> {
    let lines = lines(&played.evidence).unwrap();
    let mut said: Vec<String> = of_kind(&lines, "hub.party_signed.v1")
        .map(|line| line["body"]["issuer"]["kind"].to_string())
        .collect();
    said.dedup();
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn sealing_waits_in_sight_and_goes_on_when_the_authority_is_back() {
    let ca = blocking(|| StandInCa::start(Manner::Down)).await.unwrap();
    let venue = venue(&ca, "false").await;
    let ca = Arc::new(ca);
    let waking = Arc::clone(&ca);
    let played = play_watched(
        venue.host.clone(),
        script("等待签发", 2),
        move |mut screen| {
            tokio::spawn(async move {
                let waits =
                    |screen: &Screen| screen.kinds.values().any(|kind| kind == "hub.sealing_waiting.v1");
                if screen.wait_for(waits).await.is_ok() {
                    waking.behave(Manner::Good);
                }
            });
        },
    )
    .await
    .unwrap();
    let lines = lines(&played.evidence).unwrap();
    assert_eq!(of_kind(&lines, "hub.sealing_waiting.v1").count(), 1);
    assert_eq!(issuers(&played), ["\"external\""]);
    let report = verified(&played);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    for code in ["embedded_ca", "ca_fallback"] {
        assert!(!report.degraded.iter().any(|found| found == code), "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_authority_stands_in_only_where_the_operator_allows_it() {
    let ca = blocking(|| StandInCa::start(Manner::OtherKey)).await.unwrap();
    let venue = venue(&ca, "true").await;
    let played = play(venue.host.clone(), script("代为签发", 2)).await.unwrap();
    assert_eq!(issuers(&played), ["\"embedded_instead\""]);
    let report = verified(&played);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    for code in ["embedded_ca", "ca_fallback"] {
        assert!(report.degraded.iter().any(|found| found == code), "{code}");
    }
}
