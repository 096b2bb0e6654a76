//! Services that say who somebody is: 腾讯云慧眼 and WeChat sign-in. What has no keys here is not offered.

use super::{ConfigError, Setting, Source};

/// The `[identity]` section.
#[derive(Clone, Debug, Default)]
pub struct IdentitySettings {
    pub face_id: Option<FaceIdSettings>,
    pub wechat: Option<WechatSettings>,
}

/// What the hub is to the WeChat open platform 微信开放平台: a registered website.
#[derive(Clone)]
pub struct WechatSettings {
    pub pages: String,
    pub api: String,
    pub app_id: String,
    pub secret: String,
}

impl std::fmt::Debug for WechatSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WechatSettings({}, {})", self.api, self.app_id)
    }
}

/// What the hub is to 腾讯云慧眼.
#[derive(Clone)]
pub struct FaceIdSettings {
    pub endpoint: String,
    pub secret_id: String,
    pub secret_key: String,
    pub rule_id: String,
}

impl std::fmt::Debug for FaceIdSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FaceIdSettings({}, {})", self.endpoint, self.secret_id)
    }
}

const FACE_ID: &str = "https://faceid.tencentcloudapi.com";
const WECHAT_PAGES: &str = "https://open.weixin.qq.com";
const WECHAT_API: &str = "https://api.weixin.qq.com";

impl IdentitySettings {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let face_id = match source.get::<String>("identity.faceid_secret_id", "HUB_FACEID_SECRET_ID")? {
            None => None,
            Some(secret_id) => Some(FaceIdSettings {
                endpoint: endpoint(source, "identity.faceid_endpoint", "HUB_FACEID_ENDPOINT", FACE_ID)?,
                secret_key: required(source, "identity.faceid_secret_key", "HUB_FACEID_SECRET_KEY")?,
                rule_id: required(source, "identity.faceid_rule_id", "HUB_FACEID_RULE_ID")?,
                secret_id,
            }),
        };
        let wechat = match source.get::<String>("identity.wechat_app_id", "HUB_WECHAT_APP_ID")? {
            None => None,
            Some(app_id) => Some(WechatSettings {
                pages: endpoint(source, "identity.wechat_pages", "HUB_WECHAT_PAGES", WECHAT_PAGES)?,
                api: endpoint(source, "identity.wechat_api", "HUB_WECHAT_API", WECHAT_API)?,
                secret: required(source, "identity.wechat_secret", "HUB_WECHAT_SECRET")?,
                app_id,
            }),
        };
        Ok(Self { face_id, wechat })
    }
}

fn endpoint(source: &Source, key: &'static str, variable: &str, usual: &str) -> Result<String, ConfigError> {
    let given = source.get::<String>(key, variable)?;
    let given = given.unwrap_or_else(|| usual.to_owned());
    if given.starts_with("https://") || given.starts_with("http://") {
        return Ok(given.trim_end_matches('/').to_owned());
    }
    Err(ConfigError::Value {
        key,
        value: given,
        reason: "需以 http:// 或 https:// 开头 / it must begin with http:// or https://".into(),
    })
}

fn required(source: &Source, key: &'static str, variable: &str) -> Result<String, ConfigError> {
    source.get(key, variable)?.ok_or_else(|| ConfigError::Value {
        key,
        value: String::new(),
        reason: "与同组的账号一起设置 / it is needed beside the id that is set".into(),
    })
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
            "identity.faceid_secret_id",
            "HUB_FACEID_SECRET_ID",
            "-",
            "腾讯云 SecretId；不设则不提供人脸核身",
            "Tencent Cloud SecretId; without it no face check is offered",
        ),
        setting(
            "identity.faceid_secret_key",
            "HUB_FACEID_SECRET_KEY",
            "-",
            "腾讯云 SecretKey",
            "Tencent Cloud SecretKey",
        ),
        setting(
            "identity.faceid_rule_id",
            "HUB_FACEID_RULE_ID",
            "-",
            "慧眼控制台里的业务流程 ID（RuleId）",
            "RuleId of the flow in the FaceID console",
        ),
        setting(
            "identity.faceid_endpoint",
            "HUB_FACEID_ENDPOINT",
            FACE_ID,
            "慧眼接口地址",
            "address of the FaceID API",
        ),
        setting(
            "identity.wechat_app_id",
            "HUB_WECHAT_APP_ID",
            "-",
            "微信开放平台网站应用的 AppID；不设则不提供微信登录",
            "AppID of the website at the WeChat open platform; without it there is no sign-in with WeChat",
        ),
        setting(
            "identity.wechat_secret",
            "HUB_WECHAT_SECRET",
            "-",
            "该网站应用的 AppSecret",
            "the website's AppSecret",
        ),
        setting(
            "identity.wechat_pages",
            "HUB_WECHAT_PAGES",
            WECHAT_PAGES,
            "微信授权页面的地址",
            "address of the pages on which people agree",
        ),
        setting(
            "identity.wechat_api",
            "HUB_WECHAT_API",
            WECHAT_API,
            "微信开放平台接口地址",
            "address of the open platform's API",
        ),
    ]
}
