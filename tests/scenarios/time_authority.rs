//! Time-stamps from an authority outside: what the hub believes of its answers, and how it says that it had to do
//! without.

use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use hub::clock::SystemClock;
use hub::egress::{Egress, TlsIdentity};
use hub::timestamps::external::{Checks, ExternalAuthority, ExternalFailure};
use pki::certificate::Certificate;
use std::time::Duration;
use tests::ceremony::{Played, blocking, play};
use tests::package_reader::{lines, of_kind};
use tests::stand_in_tsa::{Manner, StandInTsa};
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

fn checks(anchors: Vec<Certificate>) -> Checks {
    Checks {
        anchors,
        policy: None,
        timeout: Duration::from_secs(2),
        max_skew_ms: 5_000,
    }
}

fn anchors(tsa: &StandInTsa) -> Vec<Certificate> {
    Certificate::all_from_pem(&std::fs::read_to_string(tsa.root()).unwrap()).unwrap()
}

/// The code of what a fresh client makes of one answer; `good` for a token.
async fn outcome(tsa: &StandInTsa, checks: &Checks, off: i64) -> &'static str {
    let egress = Egress::new("127.0.0.0/8".parse().unwrap(), &TlsIdentity::default()).unwrap();
    let client = ExternalAuthority::new(&tsa.url(), egress);
    let imprint = Sha256Hash::of(b"stamped from outside");
    match client.stamp(imprint, checks, &OffClock(off)).await {
        Ok(_) => "good",
        Err(failure) => {
            let again = client.stamp(imprint, checks, &OffClock(off)).await;
            assert_eq!(again, Err(ExternalFailure::Resting));
            failure.code()
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_token_that_holds_in_every_point_is_taken() {
    let tsa = blocking(|| StandInTsa::start(Manner::Good)).await.unwrap();
    let checks = checks(anchors(&tsa));
    for (manner, expected) in [
        (Manner::Good, "good"),
        (Manner::OtherImprint, "tsa_bad_token"),
        (Manner::OtherNonce, "tsa_bad_token"),
        (Manner::Expired, "tsa_bad_token"),
        (Manner::Broken, "tsa_refused"),
        (Manner::OtherType, "tsa_refused"),
        (Manner::Refuses, "tsa_refused"),
        (Manner::Huge, "tsa_answer_too_long"),
    ] {
        tsa.behave(manner);
        assert_eq!(outcome(&tsa, &checks, 0).await, expected, "{manner:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clock_policy_anchor_and_patience_are_the_operators() {
    let tsa = blocking(|| StandInTsa::start(Manner::Good)).await.unwrap();
    let good = checks(anchors(&tsa));
    for off in [-60_000, 60_000] {
        assert_eq!(outcome(&tsa, &good, off).await, "tsa_time_off", "{off}");
    }
    let policy = |text: &str| Checks {
        policy: Some(text.parse().unwrap()),
        ..checks(anchors(&tsa))
    };
    assert_eq!(outcome(&tsa, &policy("1.2.3.4.2"), 0).await, "good");
    assert_eq!(outcome(&tsa, &policy("1.2.3.4.9"), 0).await, "tsa_refused");
    let stranger = blocking(|| StandInTsa::start(Manner::Good)).await.unwrap();
    assert_eq!(
        outcome(&tsa, &checks(anchors(&stranger)), 0).await,
        "tsa_bad_token"
    );
    tsa.behave(Manner::Silent);
    let impatient = Checks {
        timeout: Duration::from_millis(200),
        ..good
    };
    assert_eq!(outcome(&tsa, &impatient, 0).await, "tsa_timed_out");
}

/// A hub that asks `first` and then `second`, and a ceremony of two on it.
async fn played(first: &StandInTsa, second: &StandInTsa, private: &str) -> (Played, Report) {
    let urls = format!("{},{}", first.url(), second.url());
    let anchors = first.root().to_string_lossy().into_owned();
    let bundle = second.root();
    let private = private.to_owned();
    let venue = blocking(move || {
        let folder = tempfile::tempdir()?;
        let all = folder.path().join("anchors.pem");
        std::fs::write(
            &all,
            std::fs::read_to_string(anchors)? + &std::fs::read_to_string(bundle)?,
        )?;
        let all = all.to_string_lossy().into_owned();
        let venue = Venue::without_film(&[
            ("HUB_TIMESTAMP_URLS", &urls),
            ("HUB_TIMESTAMP_ANCHORS", &all),
            ("HUB_TIMESTAMP_TIMEOUT_MS", "3000"),
            ("HUB_EGRESS_PRIVATE_NETWORKS", &private),
        ])?;
        Ok(venue)
    })
    .await
    .unwrap();
    let played = play(venue.host.clone(), script("外部时间戳", 2)).await.unwrap();
    let policy = Policy::parse(&played.policy).unwrap();
    let report = verify::verify_package(&played.evidence, &policy);
    (played, report)
}

/// What the lines say of who gave the time, each once.
fn said(played: &Played) -> Vec<String> {
    let lines = lines(&played.evidence).unwrap();
    let kinds = ["hub.prepared.v1", "hub.party_signed.v1", "hub.preserved.v1"];
    let mut said: Vec<String> = kinds
        .iter()
        .flat_map(|kind| of_kind(&lines, kind))
        .map(|line| line["body"]["time_authority"]["kind"].to_string())
        .collect();
    assert_eq!(said.len(), 4);
    said.dedup();
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_authority_is_asked_where_the_first_fails() {
    let [first, second] = [Manner::Broken, Manner::Good]
        .map(|manner| std::thread::spawn(move || StandInTsa::start(manner)).join());
    let (first, second) = (first.unwrap().unwrap(), second.unwrap().unwrap());
    let (played, report) = played(&first, &second, "127.0.0.0/8").await;
    assert_eq!(said(&played), ["\"external\""]);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    for code in ["embedded_tsa", "tsa_fallback"] {
        assert!(
            !report.degraded.iter().any(|found| found == code),
            "{}",
            report.to_text()
        );
    }
    // Who trusts the embedded authority alone does not believe these tokens.
    let mut own: serde_json::Value = serde_json::from_str(&played.policy).unwrap();
    own["tsa_roots"].as_array_mut().unwrap().truncate(1);
    let own = Policy::parse(&own.to_string()).unwrap();
    let report = verify::verify_package(&played.evidence, &own);
    assert_ne!(report.exit_code, 10, "{}", report.to_text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_authority_stands_in_and_the_package_says_so() {
    let tsa = blocking(|| StandInTsa::start(Manner::OtherNonce)).await.unwrap();
    let (played, report) = played(&tsa, &tsa, "127.0.0.0/8").await;
    assert_eq!(said(&played), ["\"embedded_instead\""]);
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    for code in ["embedded_tsa", "tsa_fallback"] {
        assert!(
            report.degraded.iter().any(|found| found == code),
            "{code}: {}",
            report.to_text()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_address_is_not_called_unless_the_operator_says_so() {
    let tsa = blocking(|| StandInTsa::start(Manner::Good)).await.unwrap();
    let (played, _) = played(&tsa, &tsa, "").await;
    let lines = lines(&played.evidence).unwrap();
    let signed = of_kind(&lines, "hub.party_signed.v1").next().unwrap();
    let code = signed["body"]["time_authority"]["code"].as_str();
    assert!(
        matches!(code, Some("tsa_forbidden_address" | "tsa_resting")),
        "{code:?}"
    );
}
