//! The one way out: every call to a service outside goes through here. It reaches public addresses only, unless the
//! operator named a private network; the address that is checked is the one that is connected to, so that a name
//! which resolves differently the second time gains nothing. Redirects are not followed, proxies are not asked.

pub mod address;

use crate::config::egress::Networks;
use address::is_public;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::tls::{Certificate, ClientCert, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};

/// What is sent, and what may come back.
pub struct Call {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// From the first look-up to the last byte of the answer.
    pub timeout: Duration,
    /// Longest answer in bytes.
    pub max_answer: u64,
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    /// Lower case, without parameters; empty if there was none.
    pub content_type: String,
    /// Names in lower case; values that are not text are left out.
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EgressError {
    #[error("the address is not one that the hub may call")]
    Forbidden,
    #[error("the answer is too long")]
    TooLong,
    #[error("there was no answer in time")]
    TimedOut,
    #[error("the call failed: {0}")]
    Failed(String),
}

/// An HTTP client with the guard in front.
#[derive(Clone)]
pub struct Egress {
    agent: Agent,
}

/// Who the other side must be, and who the hub is to it, beyond the public web.
#[derive(Clone, Default)]
pub struct TlsIdentity {
    /// PEM of the authorities that the other side's certificate may come from, instead of the public ones.
    pub roots: Option<Vec<u8>>,
    /// PEM of the hub's certificate chain and private key for this service (mutual TLS).
    pub client: Option<(Vec<u8>, Vec<u8>)>,
}

/// A PEM file for TLS cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not certificates or a private key in PEM form")]
pub struct BadTlsIdentity;

impl Egress {
    /// `private` are the networks that may be called although they are not public.
    pub fn new(private: Networks, identity: &TlsIdentity) -> Result<Self, BadTlsIdentity> {
        let config = Config::builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(true)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .user_agent("huiqian")
            .tls_config(tls(identity)?)
            .build();
        let resolver = GuardedResolver { private };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Ok(Self { agent })
    }

    /// Posts and waits for the answer, whatever its status.
    pub async fn post(&self, call: Call) -> Result<Answer, EgressError> {
        let agent = self.agent.clone();
        let calling = tokio::task::spawn_blocking(move || post(&agent, &call));
        calling
            .await
            .map_err(|error| EgressError::Failed(error.to_string()))?
    }

    /// Asks without a body, and waits for the answer, whatever its status.
    pub async fn get(&self, call: Call) -> Result<Answer, EgressError> {
        let agent = self.agent.clone();
        let calling = tokio::task::spawn_blocking(move || get(&agent, &call));
        calling
            .await
            .map_err(|error| EgressError::Failed(error.to_string()))?
    }
}

fn tls(identity: &TlsIdentity) -> Result<TlsConfig, BadTlsIdentity> {
    let certificates = |pem: &[u8]| {
        let items = ureq::tls::parse_pem(pem).collect::<Result<Vec<_>, _>>();
        let found: Vec<Certificate<'static>> = items
            .map_err(|_| BadTlsIdentity)?
            .into_iter()
            .filter_map(|item| match item {
                ureq::tls::PemItem::Certificate(certificate) => Some(certificate),
                _ => None,
            })
            .collect();
        if found.is_empty() {
            Err(BadTlsIdentity)
        } else {
            Ok(found)
        }
    };
    let mut builder = TlsConfig::builder();
    if let Some(roots) = &identity.roots {
        builder = builder.root_certs(RootCerts::Specific(Arc::new(certificates(roots)?)));
    }
    if let Some((chain, key)) = &identity.client {
        let key = ureq::tls::PrivateKey::from_pem(key).map_err(|_| BadTlsIdentity)?;
        builder = builder.client_cert(Some(ClientCert::new_with_certs(&certificates(chain)?, key)));
    }
    Ok(builder.build())
}

fn post(agent: &Agent, call: &Call) -> Result<Answer, EgressError> {
    let mut request = agent.post(&call.url);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let request = request.config().timeout_global(Some(call.timeout)).build();
    let response = request.send(&call.body[..]).map_err(failed)?;
    read(response, call.max_answer)
}

fn get(agent: &Agent, call: &Call) -> Result<Answer, EgressError> {
    let mut request = agent.get(&call.url);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let request = request.config().timeout_global(Some(call.timeout)).build();
    read(request.call().map_err(failed)?, call.max_answer)
}

fn read(mut response: Response<Body>, max_answer: u64) -> Result<Answer, EgressError> {
    // Nobody follows it: where it leads was not checked.
    if response.status().is_redirection() {
        return Err(EgressError::Failed("the answer leads elsewhere".to_owned()));
    }
    let status = response.status().as_u16();
    let content_type = response.body().mime_type().unwrap_or_default().to_lowercase();
    let headers = response.headers().iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    let headers = headers.collect();
    let body = response.body_mut().with_config().limit(max_answer);
    Ok(Answer {
        status,
        content_type,
        headers,
        body: body.read_to_vec().map_err(failed)?,
    })
}

fn failed(error: Error) -> EgressError {
    match error {
        Error::Timeout(_) => EgressError::TimedOut,
        Error::BodyExceedsLimit(_) => EgressError::TooLong,
        Error::Io(inner) if inner.kind() == std::io::ErrorKind::PermissionDenied => EgressError::Forbidden,
        other => EgressError::Failed(other.to_string()),
    }
}

/// Looks names up and keeps the addresses that may be called. What it returns is connected to as it is.
struct GuardedResolver {
    private: Networks,
}

impl GuardedResolver {
    fn may_call(&self, address: &SocketAddr) -> bool {
        is_public(address.ip()) || self.private.contains(address.ip())
    }
}

impl fmt::Debug for GuardedResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuardedResolver")
    }
}

impl Resolver for GuardedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| self.may_call(address)) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            Err(Error::Io(std::io::ErrorKind::PermissionDenied.into()))
        } else {
            Ok(allowed)
        }
    }
}

#[cfg(test)]
mod tests;
