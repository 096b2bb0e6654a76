//! WeChat sign-in for websites (微信开放平台 网站应用, OAuth 2.0 with the scope `snsapi_login`): the page where somebody
//! agrees, the code that comes back traded for a token, and the token for the person's unionid.

use crate::config::Config;
use crate::egress::{Call, Egress};
use async_trait::async_trait;
use domain::ports::wechat_login::{WechatError, WechatLogin};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(5);
const LONGEST_ANSWER: u64 = 64 * 1024;
/// `invalid code`, `code been used`, `code expired`.
const ABOUT_THE_CODE: [i64; 3] = [40_029, 40_163, 42_003];
/// `system error`: theirs, and passing.
const BUSY: i64 = -1;

/// [`WechatLogin`] by the open platform.
pub struct Wechat {
    /// `https://open.weixin.qq.com`, where people agree.
    pub pages: String,
    /// `https://api.weixin.qq.com`, where codes are traded.
    pub api: String,
    pub app_id: String,
    pub secret: String,
    pub egress: Egress,
}

/// Every answer of the platform; which parts are there depends on the call.
#[derive(Deserialize)]
struct Answered {
    #[serde(default)]
    errcode: i64,
    #[serde(default)]
    errmsg: String,
    access_token: Option<String>,
    openid: Option<String>,
    unionid: Option<String>,
}

impl Wechat {
    /// The website as it is configured, if it is.
    pub fn configured(config: &Config, egress: &Egress) -> Option<Arc<dyn WechatLogin>> {
        let settings = config.identity.wechat.clone()?;
        Some(Arc::new(Self {
            pages: settings.pages,
            api: settings.api,
            app_id: settings.app_id,
            secret: settings.secret,
            egress: egress.clone(),
        }))
    }

    async fn ask(&self, path: &str, query: &[(&str, &str)]) -> Result<Answered, WechatError> {
        let url = format!("{}{path}?{}", self.api, written(query));
        let call = Call {
            url,
            headers: Vec::new(),
            body: Vec::new(),
            timeout: TIMEOUT,
            max_answer: LONGEST_ANSWER,
        };
        let answer = self.egress.get(call).await;
        let answer = answer.map_err(|error| WechatError::Unavailable(error.to_string()))?;
        // The platform says `text/plain` of its JSON, and 200 of its refusals.
        let answered: Answered = serde_json::from_slice(&answer.body)
            .map_err(|_| WechatError::Unavailable("the answer is not of the published form".to_owned()))?;
        match answered.errcode {
            0 => Ok(answered),
            BUSY => Err(WechatError::Unavailable(answered.errmsg)),
            code if ABOUT_THE_CODE.contains(&code) => Err(WechatError::Code(answered.errmsg)),
            code => Err(WechatError::Refused(format!("{code}: {}", answered.errmsg))),
        }
    }
}

#[async_trait]
impl WechatLogin for Wechat {
    fn page(&self, back: &str, state: &str) -> String {
        let query = [
            ("appid", self.app_id.as_str()),
            ("redirect_uri", back),
            ("response_type", "code"),
            ("scope", "snsapi_login"),
            ("state", state),
        ];
        format!(
            "{}/connect/qrconnect?{}#wechat_redirect",
            self.pages,
            written(&query)
        )
    }

    async fn union_id(&self, code: &str) -> Result<String, WechatError> {
        let query = [
            ("appid", self.app_id.as_str()),
            ("secret", self.secret.as_str()),
            ("code", code),
            ("grant_type", "authorization_code"),
        ];
        let traded = self.ask("/sns/oauth2/access_token", &query).await?;
        if let Some(known) = traded.unionid.filter(|id| !id.is_empty()) {
            return Ok(known);
        }
        let form = || WechatError::Unavailable("the answer is not of the published form".to_owned());
        let token = traded.access_token.ok_or_else(form)?;
        let openid = traded.openid.ok_or_else(form)?;
        let query = [("access_token", token.as_str()), ("openid", openid.as_str())];
        let person = self.ask("/sns/userinfo", &query).await?;
        // Without one the website is bound to no account of the open platform.
        let union_id = person.unionid.filter(|id| !id.is_empty());
        union_id.ok_or_else(|| WechatError::Refused("the platform gave no unionid".to_owned()))
    }
}

fn written(query: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    pairs.join("&")
}

/// Percent-encoding of everything but the unreserved characters (RFC 3986 section 2.3).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
