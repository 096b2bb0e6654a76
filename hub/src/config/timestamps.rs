//! Which time-stamp authorities outside are asked, and what is believed of them.

use super::{ConfigError, Setting, Source};
use pki::timestamp::policy_id::PolicyId;
use std::path::PathBuf;
use std::time::Duration;

/// The `[timestamps]` section.
#[derive(Clone, Debug)]
pub struct Timestamps {
    /// Asked in this order; none: the embedded authority.
    pub urls: Vec<String>,
    /// PEM file of the anchors that their certificates must chain to.
    pub anchors: Option<PathBuf>,
    /// Policy to ask for.
    pub policy: Option<PolicyId>,
    /// For one call to one authority.
    pub timeout: Duration,
    /// How far a token's time may be from the hub's clock, in milliseconds.
    pub max_skew_ms: i64,
}

impl Default for Timestamps {
    fn default() -> Self {
        Self {
            urls: Vec::new(),
            anchors: None,
            policy: None,
            timeout: Duration::from_secs(5),
            max_skew_ms: 60_000,
        }
    }
}

impl Timestamps {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let default = Self::default();
        let urls: String = source
            .get("timestamps.urls", "HUB_TIMESTAMP_URLS")?
            .unwrap_or_default();
        let urls: Vec<String> = urls
            .split(',')
            .map(|url| url.trim().to_owned())
            .filter(|url| !url.is_empty())
            .collect();
        let wrong = urls
            .iter()
            .find(|url| !url.starts_with("https://") && !url.starts_with("http://"));
        if let Some(url) = wrong {
            return Err(ConfigError::Value {
                key: "timestamps.urls",
                value: url.clone(),
                reason: "需以 http:// 或 https:// 开头 / it must begin with http:// or https://".into(),
            });
        }
        Ok(Self {
            urls,
            anchors: source.get("timestamps.anchors", "HUB_TIMESTAMP_ANCHORS")?,
            policy: source.get("timestamps.policy", "HUB_TIMESTAMP_POLICY")?,
            timeout: source
                .get("timestamps.timeout_ms", "HUB_TIMESTAMP_TIMEOUT_MS")?
                .map_or(default.timeout, Duration::from_millis),
            max_skew_ms: source
                .get("timestamps.max_skew_ms", "HUB_TIMESTAMP_MAX_SKEW_MS")?
                .unwrap_or(default.max_skew_ms),
        })
    }
}

pub(super) fn reference() -> Vec<Setting> {
    let default = Timestamps::default();
    let setting = |key, variable, default: String, zh, en| Setting {
        key,
        variable,
        default,
        zh,
        en,
    };
    vec![
        setting(
            "timestamps.urls",
            "HUB_TIMESTAMP_URLS",
            "(embedded)".into(),
            "外部时间戳服务（RFC 3161）地址，按顺序尝试，以逗号分隔",
            "RFC 3161 authorities, tried in order, separated by commas",
        ),
        setting(
            "timestamps.anchors",
            "HUB_TIMESTAMP_ANCHORS",
            "-".into(),
            "外部时间戳服务的信任锚（PEM）",
            "trust anchors of those authorities, PEM",
        ),
        setting(
            "timestamps.policy",
            "HUB_TIMESTAMP_POLICY",
            "-".into(),
            "要求的时间戳策略（OID）",
            "time-stamp policy to ask for, an OID",
        ),
        setting(
            "timestamps.timeout_ms",
            "HUB_TIMESTAMP_TIMEOUT_MS",
            default.timeout.as_millis().to_string(),
            "每次请求的时限（毫秒）",
            "time for one request, milliseconds",
        ),
        setting(
            "timestamps.max_skew_ms",
            "HUB_TIMESTAMP_MAX_SKEW_MS",
            default.max_skew_ms.to_string(),
            "时间戳与本机时钟允许的差（毫秒）",
            "how far a token's time may be from this clock, milliseconds",
        ),
    ]
}
