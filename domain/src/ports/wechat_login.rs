//! Signing in with WeChat 微信登录: who somebody is at the open platform, said by a service outside.

use async_trait::async_trait;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WechatError {
    /// The code is unknown, too old or was used before. The person begins again.
    #[error("the code does not count: {0}")]
    Code(String),
    /// The service does not take the call: settings or limits. Repeating it changes nothing.
    #[error("the open platform refused: {0}")]
    Refused(String),
    /// Nobody knows, and the code is spent or not; the person begins again.
    #[error("the open platform did not answer: {0}")]
    Unavailable(String),
}

/// A website that is registered at the open platform. A code can be traded once.
#[async_trait]
pub trait WechatLogin: Send + Sync {
    /// Where the browser goes; the person comes back to `back` with `code` and this `state`.
    fn page(&self, back: &str, state: &str) -> String;
    /// The person's unionid, the same for everything of this operator.
    async fn union_id(&self, code: &str) -> Result<String, WechatError>;
}
