//! One browser: HTTP calls with its cookie and seat, as the pages make them.

use anyhow::Context;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio_tungstenite::Connector;
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Body, RequestExt};

/// Pause of a patient person between two attempts.
const AGAIN: Duration = Duration::from_millis(100);

/// A browser's state. Cheap to clone; clones share cookies.
#[derive(Clone)]
pub struct Browser {
    agent: Agent,
    origin: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    seat: Option<String>,
    /// What it says it is.
    user_agent: Option<&'static str>,
    /// For sockets; calls have it in their agent.
    tls: Option<Arc<ClientConfig>>,
    /// How long a hub that cannot be reached is tried again.
    patience: Duration,
}

/// An answer: status, and the body as JSON where it is JSON.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_slice(&self.body).with_context(|| {
            format!(
                "not JSON ({}): {}",
                self.status,
                String::from_utf8_lossy(&self.body)
            )
        })
    }

    /// The problem's code, where the answer is one.
    pub fn code(&self) -> String {
        self.json()
            .ok()
            .and_then(|json| json["code"].as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The answer, if its status is a good one.
    pub fn ok(self) -> anyhow::Result<Self> {
        anyhow::ensure!(
            (200..300).contains(&self.status),
            "status {}: {}",
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        Ok(self)
    }
}

impl Browser {
    /// A browser on plain HTTP, or with the roots of the public web.
    pub fn new(origin: &str) -> Self {
        Self::with(origin, TlsConfig::default(), None)
    }

    /// A browser that trusts these roots only (PEM), as a phone does that has installed the hall's certificate.
    pub fn trusting(origin: &str, roots_pem: &[u8]) -> anyhow::Result<Self> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut store = RootCertStore::empty();
        let mut roots = Vec::new();
        for root in CertificateDer::pem_slice_iter(roots_pem) {
            let root = root.context("no PEM certificates")?;
            roots.push(Certificate::from_der(&root).to_owned());
            store.add(root)?;
        }
        let calls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::clone(&provider))
            .build();
        let sockets = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(store)
            .with_no_client_auth();
        Ok(Self::with(origin, calls, Some(Arc::new(sockets))))
    }

    fn with(origin: &str, calls: TlsConfig, sockets: Option<Arc<ClientConfig>>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(180)))
            .tls_config(calls)
            .build();
        Self {
            agent: config.into(),
            origin: origin.to_owned(),
            cookies: Arc::default(),
            seat: None,
            user_agent: None,
            tls: sockets,
            patience: Duration::ZERO,
        }
    }

    /// How a socket of this browser is encrypted.
    pub fn connector(&self) -> Option<Connector> {
        self.tls.clone().map(Connector::Rustls)
    }

    /// The same browser, speaking for a seat.
    #[must_use]
    pub fn seated(&self, seat: &str) -> Self {
        Self {
            seat: Some(seat.to_owned()),
            ..self.clone()
        }
    }

    /// The same browser, of a person who reloads until the hub is back.
    #[must_use]
    pub fn patient(&self, patience: Duration) -> Self {
        Self {
            patience,
            ..self.clone()
        }
    }

    /// A browser with no cookies of the same person.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self {
            cookies: Arc::default(),
            seat: None,
            ..self.clone()
        }
    }

    /// The same browser, saying what it is.
    #[must_use]
    pub fn named(&self, user_agent: &'static str) -> Self {
        Self {
            user_agent: Some(user_agent),
            ..self.clone()
        }
    }

    /// This browser with one more cookie.
    #[must_use]
    pub fn with_cookie(self, name: &str, value: &str) -> Self {
        if let Ok(mut cookies) = self.cookies.lock() {
            cookies.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub fn seat(&self) -> Option<&str> {
        self.seat.as_deref()
    }

    pub fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.call("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.call(
            "POST",
            path,
            Some(("application/json", body.to_string().into_bytes())),
        )
    }

    pub fn put(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.call(
            "PUT",
            path,
            Some(("application/json", body.to_string().into_bytes())),
        )
    }

    pub fn delete(&self, path: &str) -> anyhow::Result<Answer> {
        self.call("DELETE", path, None)
    }

    pub fn upload(&self, path: &str, media_type: &'static str, bytes: Vec<u8>) -> anyhow::Result<Answer> {
        self.call("POST", path, Some((media_type, bytes)))
    }

    /// The `Cookie` header of this browser.
    pub fn cookie_header(&self) -> String {
        let cookies = self
            .cookies
            .lock()
            .map(|cookies| cookies.clone())
            .unwrap_or_default();
        cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// One call; `path` below `/api/v1`. Made again while the hub cannot be reached and patience lasts.
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing tells a person that the hub is back"
    )]
    pub fn call(&self, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> anyhow::Result<Answer> {
        let begun = Instant::now();
        loop {
            match self.call_once(method, path, body.clone()) {
                Err(_) if begun.elapsed() < self.patience => std::thread::sleep(AGAIN),
                outcome => return outcome,
            }
        }
    }

    fn call_once(&self, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> anyhow::Result<Answer> {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/api/v1{path}", self.origin))
            .header("Origin", &self.origin)
            .header("Accept-Language", "zh")
            .header("Cookie", self.cookie_header());
        if method != "GET" {
            request = request.header("X-Huiqian", "1");
        }
        if let Some(seat) = &self.seat {
            request = request.header("X-Huiqian-Seat", seat);
        }
        if let Some(user_agent) = self.user_agent {
            request = request.header("User-Agent", user_agent);
        }
        let response = match body {
            Some((media_type, bytes)) => {
                let request = request.header("Content-Type", media_type).body(bytes)?;
                request.with_agent(&self.agent).run()
            }
            None => request.body(())?.with_agent(&self.agent).run(),
        };
        self.read(response.with_context(|| format!("{method} {path}"))?)
    }

    fn read(&self, mut response: Response<Body>) -> anyhow::Result<Answer> {
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let (Some((name, value)), Ok(mut cookies)) = (pair.split_once('='), self.cookies.lock()) {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let status = response.status().as_u16();
        let body = response
            .body_mut()
            .with_config()
            .limit(512 * 1024 * 1024)
            .read_to_vec()?;
        Ok(Answer { status, body })
    }
}
