//! TLS: an own certificate, or one from the local TLS authority for the devices in the hall.

use crate::config::http::Http;
use domain::ports::clock::Clock;
use domain::ports::key_store::{KeyStore, KeyStoreError};
use pki::master_key::{MasterKey, WrapError};
use pki::tls_authority::TlsAuthority;
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::net::{IpAddr, UdpSocket};
use std::sync::Arc;

const RECORD: &str = "tls-authority";
const VERSION: u32 = 1;

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("证书或私钥文件无法读取 / the certificate or key file cannot be read: {0}")]
    File(String),
    #[error("证书与私钥不可用 / the certificate and key cannot be used: {0}")]
    Rustls(#[from] rustls::Error),
    #[error("the local TLS authority could not be made: {0}")]
    Issue(#[from] pki::authority::IssueError),
    #[error("the stored TLS authority could not be read: {0}")]
    Record(#[from] pki::authority::RecordError),
    #[error(transparent)]
    Store(#[from] KeyStoreError),
    #[error(transparent)]
    Wrap(#[from] WrapError),
    #[error("设置了证书却没有私钥 / a certificate is set without its private key")]
    NoKey,
}

/// A server configuration, and the root that devices must trust for it.
pub struct Tls {
    pub config: ServerConfig,
    /// PEM; `None` for an own certificate.
    pub root: Option<String>,
}

/// The address that phones on the local network reach this machine under. Nothing is sent.
pub fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    // A documentation address (RFC 5737): connecting a datagram socket only chooses a route.
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified()).then_some(address)
}

/// TLS as the settings ask for it; `None` where they do not.
pub async fn load(
    http: &Http,
    keys: &dyn KeyStore,
    master: &MasterKey,
    clock: &dyn Clock,
) -> Result<Option<Tls>, TlsError> {
    if let Some(certificate) = &http.certificate {
        let key = http.private_key.as_ref().ok_or(TlsError::NoKey)?;
        let read = |path: &std::path::Path| std::fs::read(path).map_err(|e| TlsError::File(e.to_string()));
        return Ok(Some(Tls {
            config: config(&read(certificate)?, &read(key)?)?,
            root: None,
        }));
    }
    if !http.lan {
        return Ok(None);
    }
    let record = match keys.load(RECORD).await? {
        Some(record) => record,
        None => {
            let fresh = TlsAuthority::create(clock.now(), "Huiqian")?;
            keys.create(
                RECORD,
                &master.wrap(RECORD, VERSION, "standing key", &fresh.to_record()?)?,
            )
            .await?
        }
    };
    let authority = TlsAuthority::from_record(&master.unwrap(RECORD, VERSION, "standing key", &record)?)?;
    let addresses: Vec<IpAddr> = [Some(IpAddr::from([127, 0, 0, 1])), lan_address()]
        .into_iter()
        .flatten()
        .collect();
    let identity = authority.issue_server(clock.now(), &["localhost".to_owned()], &addresses)?;
    let config = config(
        identity.certificate_chain_pem.as_bytes(),
        identity.private_key_pem.as_bytes(),
    )?;
    Ok(Some(Tls {
        config,
        root: Some(authority.root().to_pem()),
    }))
}

fn config(certificates: &[u8], key: &[u8]) -> Result<ServerConfig, TlsError> {
    let unreadable = |e: rustls_pki_types::pem::Error| TlsError::File(e.to_string());
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(certificates)
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(unreadable)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = builder.with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
