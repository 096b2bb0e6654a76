//! One time-stamp authority outside: asking over HTTP (RFC 3161 section 3.4), and believing nothing of the answer that
//! is not checked.

use crate::egress::{Call, Egress, EgressError};
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use pki::certificate::Certificate;
use pki::timestamp::policy_id::PolicyId;
use pki::timestamp::request::TimestampRequest;
use pki::timestamp::response::{ResponseError, token_in};
use pki::timestamp::verify::{TokenError, verify_token};
use pki::timestamp::{Nonce, TimestampError, TimestampToken};
use std::time::Duration;

/// Longest token that has its place in a signature (see `pdf::sign::signature_dictionary`), in bytes.
const MAX_TOKEN: usize = 7_500;
/// Longest answer that is read, in bytes.
const MAX_ANSWER: u64 = 64 * 1024;
/// How long an authority that failed is left alone, in milliseconds.
const REST_MS: i64 = 30_000;

/// What a good token must be.
pub struct Checks {
    pub anchors: Vec<Certificate>,
    /// Asked for and required, where given.
    pub policy: Option<PolicyId>,
    pub timeout: Duration,
    /// How far the token's time may be from the hub's clock, before or after the whole call.
    pub max_skew_ms: i64,
}

/// Why an authority's token is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExternalFailure {
    #[error("it failed a moment ago and is left alone")]
    Resting,
    #[error(transparent)]
    Egress(#[from] EgressError),
    #[error("it answered with status {0}")]
    Status(u16),
    #[error("it answered with another type of content")]
    ContentType,
    #[error(transparent)]
    Response(#[from] ResponseError),
    #[error("the token does not hold: {0}")]
    Token(#[from] TokenError),
    #[error("the token has another nonce")]
    Nonce,
    #[error("the token is of another policy")]
    Policy,
    #[error("the token's time is {0} ms away from the hub's clock")]
    Skew(i64),
    #[error("the certificate of the authority is not valid now")]
    Expired,
    #[error("the token is too long for its place in a document")]
    TooLong,
    #[error("the request could not be made: {0}")]
    Request(#[from] TimestampError),
}

impl ExternalFailure {
    /// The code that stands in records.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Resting => "tsa_resting",
            Self::Egress(EgressError::Forbidden) => "tsa_forbidden_address",
            Self::Egress(EgressError::TimedOut) => "tsa_timed_out",
            Self::Egress(EgressError::TooLong) | Self::TooLong => "tsa_answer_too_long",
            Self::Egress(EgressError::Failed(_)) => "tsa_unreachable",
            Self::Status(_) | Self::ContentType | Self::Response(_) => "tsa_refused",
            Self::Skew(_) => "tsa_time_off",
            Self::Token(_) | Self::Nonce | Self::Policy | Self::Expired => "tsa_bad_token",
            Self::Request(_) => "tsa_no_request",
        }
    }
}

/// An authority and how it last did.
pub struct ExternalAuthority {
    url: String,
    name: String,
    egress: Egress,
    resting_until: Mutex<Timestamp>,
}

impl ExternalAuthority {
    /// Its name in records is the host of its address.
    pub fn new(url: &str, egress: Egress) -> Self {
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let name = after_scheme.split(['/', '?']).next().unwrap_or_default();
        Self {
            url: url.to_owned(),
            name: name.to_owned(),
            egress,
            resting_until: Mutex::new(Timestamp(0)),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Asks for a token over `imprint` and checks it.
    pub async fn stamp(
        &self,
        imprint: Sha256Hash,
        checks: &Checks,
        clock: &dyn Clock,
    ) -> Result<TimestampToken, ExternalFailure> {
        if clock.now() < *self.resting_until.lock() {
            return Err(ExternalFailure::Resting);
        }
        let outcome = self.ask(imprint, checks, clock).await;
        if outcome.is_err() {
            *self.resting_until.lock() = clock.now().plus_millis(REST_MS);
        }
        outcome
    }

    async fn ask(
        &self,
        imprint: Sha256Hash,
        checks: &Checks,
        clock: &dyn Clock,
    ) -> Result<TimestampToken, ExternalFailure> {
        let nonce = Nonce::random()?;
        let request = TimestampRequest {
            imprint,
            nonce: Some(nonce.clone()),
            certificates: true,
        };
        let body = request
            .to_der(checks.policy.as_ref())
            .map_err(TimestampError::from)?;
        let before = clock.now();
        let answer = self
            .egress
            .post(Call {
                url: self.url.clone(),
                headers: vec![("Content-Type", "application/timestamp-query".to_owned())],
                body,
                timeout: checks.timeout,
                max_answer: MAX_ANSWER,
            })
            .await?;
        let after = clock.now();
        if answer.status != 200 {
            return Err(ExternalFailure::Status(answer.status));
        }
        if answer.content_type != "application/timestamp-reply" {
            return Err(ExternalFailure::ContentType);
        }
        let der = token_in(&answer.body)?;
        if der.len() > MAX_TOKEN {
            return Err(ExternalFailure::TooLong);
        }
        // Imprint, signature, chain to an anchor, and the one critical purpose are judged here.
        let info = verify_token(&der, imprint, &checks.anchors)?;
        if info.nonce.as_deref() != Some(nonce.as_bytes()) {
            return Err(ExternalFailure::Nonce);
        }
        if checks
            .policy
            .as_ref()
            .is_some_and(|policy| *policy != info.policy)
        {
            return Err(ExternalFailure::Policy);
        }
        if !info
            .chain
            .iter()
            .all(|certificate| certificate.is_valid_at(after))
        {
            return Err(ExternalFailure::Expired);
        }
        // Whole seconds are cut off by most authorities.
        let early = before.since(info.time) - 999;
        let late = info.time.since(after);
        let off = early.max(late);
        if off > checks.max_skew_ms {
            return Err(ExternalFailure::Skew(off));
        }
        Ok(TimestampToken { der, time: info.time })
    }
}
