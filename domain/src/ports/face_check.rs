//! Comparing a face with the picture that the register has of somebody: done by a service outside.

use async_trait::async_trait;

/// Who is to be looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaceRequest {
    pub name: String,
    /// 公民身份号码, in its one spelling.
    pub number: String,
    /// What comes back with the result, so that one person's result is not taken for another's.
    pub reference: String,
    /// Where the person's browser goes afterwards.
    pub back: String,
}

/// A check that has begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacePage {
    /// What the service calls it.
    pub token: String,
    /// Where the person shows their face, on a phone.
    pub url: String,
}

/// What a check came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FaceOutcome {
    /// A living face, the one of the register's picture of this name and number.
    Passed {
        name: String,
        number: String,
        reference: String,
    },
    /// The service's own words for the reason.
    Failed { reason: String },
    /// The person has not been there yet.
    Waiting,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaceCheckError {
    /// The service does not take the call: settings, balance, limits. Repeating it changes nothing.
    #[error("the face check was refused: {0}")]
    Refused(String),
    /// Nobody knows; may be repeated.
    #[error("the face check service did not answer: {0}")]
    Unavailable(String),
}

/// Beginning a check costs money where the service counts them; asking for a result may be repeated for three days.
#[async_trait]
pub trait FaceCheck: Send + Sync {
    async fn begin(&self, request: FaceRequest) -> Result<FacePage, FaceCheckError>;
    async fn outcome(&self, token: &str) -> Result<FaceOutcome, FaceCheckError>;
}
