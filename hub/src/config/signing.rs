//! What kind of key signs, and who issues the certificates of signers.

use super::{ConfigError, Setting, Source};
use pki::signing_key::KeyKind;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// The `[signing]` section.
#[derive(Clone, Debug, Default)]
pub struct Signing {
    /// Of signers and of the platform's certification.
    pub key: KeyKind,
    /// A licensed authority outside; none: the embedded one.
    pub issuer: Option<IssuingService>,
    /// Whether the embedded authority stands in where that one fails.
    pub issuer_fallback: bool,
}

/// A licensed authority's issuing service.
#[derive(Clone)]
pub struct IssuingService {
    pub url: String,
    /// The name under which the service knows the hub, and the secret that both share.
    pub key_id: String,
    pub secret: String,
    /// PEM file of the anchors that its certificates must chain to.
    pub anchors: PathBuf,
    /// PEM files for mutual TLS.
    pub client_certificate: Option<PathBuf>,
    pub client_key: Option<PathBuf>,
    /// For one call.
    pub timeout: Duration,
}

impl fmt::Debug for IssuingService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuingService")
            .field("url", &self.url)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

impl IssuingService {
    /// Host and port of the address: its name in records.
    pub fn host(&self) -> String {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default().to_owned()
    }

    /// Path and query of the address.
    pub fn path(&self) -> String {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..]).to_owned()
    }
}

const TIMEOUT_MS: u64 = 10_000;

impl Signing {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        Ok(Self {
            key: source.get("signing.key", "HUB_SIGNING_KEY")?.unwrap_or_default(),
            issuer: issuer(source)?,
            issuer_fallback: source
                .get("signing.issuer_fallback", "HUB_ISSUER_FALLBACK")?
                .unwrap_or(false),
        })
    }
}

fn issuer(source: &Source) -> Result<Option<IssuingService>, ConfigError> {
    let Some(url) = source.get::<String>("signing.issuer_url", "HUB_ISSUER_URL")? else {
        return Ok(None);
    };
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(ConfigError::Value {
            key: "signing.issuer_url",
            value: url,
            reason: "需以 http:// 或 https:// 开头 / it must begin with http:// or https://".into(),
        });
    }
    let needed = |key: &'static str, variable: &str| {
        let value = source.get::<String>(key, variable)?;
        value.ok_or_else(|| ConfigError::Value {
            key,
            value: String::new(),
            reason: "设置了 signing.issuer_url 就必须提供 / it is needed with signing.issuer_url".into(),
        })
    };
    Ok(Some(IssuingService {
        url,
        key_id: needed("signing.issuer_key_id", "HUB_ISSUER_KEY_ID")?,
        secret: needed("signing.issuer_secret", "HUB_ISSUER_SECRET")?,
        anchors: needed("signing.issuer_anchors", "HUB_ISSUER_ANCHORS")?.into(),
        client_certificate: source.get(
            "signing.issuer_client_certificate",
            "HUB_ISSUER_CLIENT_CERTIFICATE",
        )?,
        client_key: source.get("signing.issuer_client_key", "HUB_ISSUER_CLIENT_KEY")?,
        timeout: Duration::from_millis(
            source
                .get("signing.issuer_timeout_ms", "HUB_ISSUER_TIMEOUT_MS")?
                .unwrap_or(TIMEOUT_MS),
        ),
    }))
}

pub(super) fn reference() -> Vec<Setting> {
    let setting = |key, variable, default: &str, zh, en| Setting {
        key,
        variable,
        default: default.to_owned(),
        zh,
        en,
    };
    vec![
        setting(
            "signing.key",
            "HUB_SIGNING_KEY",
            "p256",
            "签名密钥：p256 或 rsa3072（PKCS#1 v1.5）",
            "keys that sign: p256, or rsa3072 with PKCS #1 v1.5",
        ),
        setting(
            "signing.issuer_url",
            "HUB_ISSUER_URL",
            "(embedded)",
            "持牌CA的签发服务地址",
            "a licensed authority's issuing service",
        ),
        setting(
            "signing.issuer_key_id",
            "HUB_ISSUER_KEY_ID",
            "-",
            "该服务分配的密钥标识",
            "the name under which it knows this hub",
        ),
        setting(
            "signing.issuer_secret",
            "HUB_ISSUER_SECRET",
            "-",
            "与该服务共享的密钥",
            "the secret shared with it",
        ),
        setting(
            "signing.issuer_anchors",
            "HUB_ISSUER_ANCHORS",
            "-",
            "该CA的信任锚（PEM）",
            "its trust anchors, PEM",
        ),
        setting(
            "signing.issuer_client_certificate",
            "HUB_ISSUER_CLIENT_CERTIFICATE",
            "-",
            "双向 TLS 的客户端证书（PEM）",
            "client certificate for mutual TLS, PEM",
        ),
        setting(
            "signing.issuer_client_key",
            "HUB_ISSUER_CLIENT_KEY",
            "-",
            "其私钥（PEM）",
            "its private key, PEM",
        ),
        setting(
            "signing.issuer_timeout_ms",
            "HUB_ISSUER_TIMEOUT_MS",
            "10000",
            "每次请求的时限（毫秒）",
            "time for one request, milliseconds",
        ),
        setting(
            "signing.issuer_fallback",
            "HUB_ISSUER_FALLBACK",
            "false",
            "该服务不可用时改用内置CA（会写入证据）；默认等待",
            "let the embedded CA stand in, which the record says; by default sealing waits",
        ),
    ]
}
