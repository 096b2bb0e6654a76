//! How ceremonies run unless a host says otherwise.

use super::{ConfigError, Setting, Source};

/// The `[ceremony]` section.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// How long a granted right to sign lasts.
    pub grant_minutes: u32,
    /// How long a signing link lives.
    pub link_hours: u32,
    /// Offer 一键体验 on the first page.
    pub demo: bool,
    /// Minutes from UTC in which times are printed; Asia/Shanghai is 480.
    pub offset_minutes: i32,
}

impl Default for Ceremony {
    fn default() -> Self {
        Self {
            grant_minutes: 15,
            link_hours: 72,
            demo: true,
            offset_minutes: 480,
        }
    }
}

impl Ceremony {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let default = Self::default();
        Ok(Self {
            grant_minutes: source
                .get("ceremony.grant_minutes", "HUB_GRANT_MINUTES")?
                .unwrap_or(default.grant_minutes),
            link_hours: source
                .get("ceremony.link_hours", "HUB_LINK_HOURS")?
                .unwrap_or(default.link_hours),
            demo: source.get("ceremony.demo", "HUB_DEMO")?.unwrap_or(default.demo),
            offset_minutes: source
                .get("ceremony.offset_minutes", "HUB_OFFSET_MINUTES")?
                .unwrap_or(default.offset_minutes),
        })
    }
}

pub(super) fn reference() -> Vec<Setting> {
    let default = Ceremony::default();
    let setting = |key, variable, default: String, zh, en| Setting {
        key,
        variable,
        default,
        zh,
        en,
    };
    vec![
        setting(
            "ceremony.grant_minutes",
            "HUB_GRANT_MINUTES",
            default.grant_minutes.to_string(),
            "签署权有效分钟数",
            "minutes that a right to sign lasts",
        ),
        setting(
            "ceremony.link_hours",
            "HUB_LINK_HOURS",
            default.link_hours.to_string(),
            "签署链接有效小时数",
            "hours that a signing link lives",
        ),
        setting(
            "ceremony.demo",
            "HUB_DEMO",
            default.demo.to_string(),
            "首页提供一键体验",
            "offer the demonstration",
        ),
        setting(
            "ceremony.offset_minutes",
            "HUB_OFFSET_MINUTES",
            default.offset_minutes.to_string(),
            "显示时间与 UTC 相差的分钟数",
            "minutes from UTC in which times are shown",
        ),
    ]
}
