//! Where the hub listens, and under which address people reach it.

use super::{ConfigError, Setting, Source};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The `[http]` section.
#[derive(Clone, Debug)]
pub struct Http {
    pub listen: SocketAddr,
    /// Decides cookies, origins, links and QR codes; `None`: derived from `listen`.
    pub public_url: Option<String>,
    /// Listen on the local network with TLS from the embedded CA.
    pub lan: bool,
    /// PEM files of an own certificate.
    pub certificate: Option<PathBuf>,
    pub private_key: Option<PathBuf>,
    /// A proxy in front terminates TLS.
    pub behind_proxy: bool,
    pub workers: usize,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            lan: false,
            certificate: None,
            private_key: None,
            behind_proxy: false,
            workers: 2,
        }
    }
}

impl Http {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let default = Self::default();
        let http = Self {
            listen: source.get("http.listen", "HUB_LISTEN")?.unwrap_or(default.listen),
            public_url: source
                .get::<String>("http.public_url", "HUB_PUBLIC_URL")?
                .map(|mut url| {
                    url.truncate(url.trim_end_matches('/').len());
                    url
                }),
            lan: source.get("http.lan", "HUB_LAN")?.unwrap_or(default.lan),
            certificate: source.get("http.certificate", "HUB_CERTIFICATE")?,
            private_key: source.get("http.private_key", "HUB_PRIVATE_KEY")?,
            behind_proxy: source
                .get("http.behind_proxy", "HUB_BEHIND_PROXY")?
                .unwrap_or(default.behind_proxy),
            workers: source
                .get("http.workers", "HUB_WORKERS")?
                .unwrap_or(default.workers)
                .max(1),
        };
        http.check()?;
        Ok(http)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if let Some(url) = &self.public_url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return Err(ConfigError::Value {
                key: "http.public_url",
                value: url.clone(),
                reason: "需以 http:// 或 https:// 开头 / it must begin with http:// or https://".into(),
            });
        }
        if !self.listen.ip().is_loopback() && !self.uses_tls() && !self.behind_proxy {
            return Err(ConfigError::Value {
                key: "http.listen",
                value: self.listen.to_string(),
                reason: "非本机地址必须使用 TLS：设置 http.lan、http.certificate，或声明 http.behind_proxy / \
                         any address but loopback needs TLS: set http.lan, http.certificate, or http.behind_proxy"
                    .into(),
            });
        }
        Ok(())
    }

    /// Whether the hub terminates TLS itself.
    pub fn uses_tls(&self) -> bool {
        self.lan || self.certificate.is_some()
    }

    /// The origin that pages are reached under, without a trailing slash. `port` is the bound one.
    pub fn origin(&self, port: u16, lan_address: Option<std::net::IpAddr>) -> String {
        if let Some(url) = &self.public_url {
            return url.clone();
        }
        let scheme = if self.uses_tls() { "https" } else { "http" };
        match lan_address.filter(|_| self.lan) {
            Some(address) => format!("{scheme}://{address}:{port}"),
            None if self.listen.ip().is_loopback() => format!("{scheme}://{}:{port}", self.listen.ip()),
            None => format!("{scheme}://localhost:{port}"),
        }
    }
}

pub(super) fn reference() -> Vec<Setting> {
    let default = Http::default();
    let setting = |key, variable, default: String, zh, en| Setting {
        key,
        variable,
        default,
        zh,
        en,
    };
    vec![
        setting(
            "http.listen",
            "HUB_LISTEN",
            default.listen.to_string(),
            "监听地址",
            "address to listen on",
        ),
        setting(
            "http.public_url",
            "HUB_PUBLIC_URL",
            "(listen)".into(),
            "对外网址；决定 Cookie、链接和二维码",
            "public address; decides cookies, links and QR codes",
        ),
        setting(
            "http.lan",
            "HUB_LAN",
            "false".into(),
            "在局域网上以内置证书提供 TLS",
            "serve the local network with TLS from the embedded CA",
        ),
        setting(
            "http.certificate",
            "HUB_CERTIFICATE",
            "-".into(),
            "自有证书（PEM）",
            "own certificate, PEM",
        ),
        setting(
            "http.private_key",
            "HUB_PRIVATE_KEY",
            "-".into(),
            "证书私钥（PEM）",
            "its private key, PEM",
        ),
        setting(
            "http.behind_proxy",
            "HUB_BEHIND_PROXY",
            "false".into(),
            "前置代理负责 TLS",
            "a proxy in front terminates TLS",
        ),
        setting(
            "http.workers",
            "HUB_WORKERS",
            default.workers.to_string(),
            "工作线程数",
            "worker threads",
        ),
    ]
}
