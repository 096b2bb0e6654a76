//! TLS from end to end, with a certificate of the operator's own: links, cookies, sockets and files over `https`.

use anyhow::Context;
use domain::ports::clock::Clock;
use hub::clock::SystemClock;
use pki::tls_authority::TlsAuthority;
use std::net::IpAddr;
use std::path::Path;
use tests::browser::Browser;
use tests::ceremony::host::Host;
use tests::ceremony::{blocking, play};
use tests::hub_process::{HubOptions, HubProcess};
use tests::venue::script;

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().to_owned();
    let (_hub, host) = blocking(move || encrypted(&data_dir)).await.unwrap();
    let cookies = host.cookie_header();
    assert!(cookies.starts_with("__Host-"), "{cookies}");
    let played = play(host, script("加密的会场", 2)).await.unwrap();
    assert_eq!(played.figures.strokes, played.drawn.len());
    assert!(played.document.starts_with(b"%PDF-"));
}

/// A hub with a certificate for 127.0.0.1, and its operator, who trusts that certificate's root alone.
fn encrypted(data_dir: &Path) -> anyhow::Result<(HubProcess, Browser)> {
    let now = SystemClock::default().now();
    let authority = TlsAuthority::create(now, "Own")?;
    let identity = authority.issue_server(now, &[], &[IpAddr::from([127, 0, 0, 1])])?;
    let (certificate, key) = (data_dir.join("tls.pem"), data_dir.join("tls.key"));
    std::fs::write(&certificate, &identity.certificate_chain_pem)?;
    std::fs::write(&key, identity.private_key_pem.as_bytes())?;
    let mut options = HubOptions::new(&data_dir.join("data"))?;
    let origin = format!("https://127.0.0.1:{}", options.port);
    for (name, value) in [
        ("HUB_CERTIFICATE", certificate.display().to_string()),
        ("HUB_PRIVATE_KEY", key.display().to_string()),
        ("HUB_PUBLIC_URL", origin.clone()),
        ("HUB_FILM_WORKER", "none".to_owned()),
    ] {
        options = options.with(name, value);
    }
    let hub = HubProcess::start(options)?;
    let token = hub.setup_token.clone().context("no set-up link")?;
    let stranger = TlsAuthority::create(now, "Other")?.root().to_pem();
    let fooled = Browser::trusting(&origin, stranger.as_bytes())?.get("/health");
    anyhow::ensure!(fooled.is_err(), "a certificate of another root was trusted");
    let browser = Browser::trusting(&origin, authority.root().to_pem().as_bytes())?;
    Ok((hub, Host::set_up(browser, &token)?))
}
