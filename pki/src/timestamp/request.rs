//! Requests to the time-stamp authority over HTTP (`application/timestamp-query`).

use super::Nonce;
use super::policy_id::PolicyId;
use crate::algorithm;
use crate::strict_der;
use der::asn1::{Int, OctetString};
use der::{Encode, Sequence};
use domain::hash::Sha256Hash;
use x509_cert::ext::Extensions;
use x509_tsp::{MessageImprint, TspVersion};

/// The longest request that is read, in bytes. One with SHA-256 and a nonce of 160 bits has about 80.
pub const MAX_REQUEST_LEN: usize = 1024;

/// Why a request is refused: the PKIFailureInfo bits of RFC 3161 section 2.4.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    #[error("only SHA-256 imprints are stamped")]
    BadAlgorithm,
    #[error("the request is not a TimeStampReq")]
    BadDataFormat,
    #[error("the requested policy is not ours")]
    UnacceptedPolicy,
    #[error("request extensions are not supported")]
    UnacceptedExtension,
    #[error("the authority could not make a token")]
    SystemFailure,
}

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampRequest {
    pub imprint: Sha256Hash,
    pub nonce: Option<Nonce>,
    /// Whether the token shall hold the authority's certificates.
    pub certificates: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct TimeStampReq {
    version: TspVersion,
    message_imprint: MessageImprint,
    #[asn1(optional = "true")]
    policy: Option<PolicyId>,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(default = "Default::default")]
    cert_req: bool,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

impl TimestampRequest {
    /// Writes a TimeStampReq, DER. `policy` is the one that the authority shall work under.
    pub fn to_der(&self, policy: Option<&PolicyId>) -> der::Result<Vec<u8>> {
        TimeStampReq {
            version: TspVersion::V1,
            message_imprint: MessageImprint {
                hash_algorithm: algorithm::sha256_with_null(),
                hashed_message: OctetString::new(self.imprint.0)?,
            },
            policy: policy.cloned(),
            nonce: self.nonce.as_ref().map(|nonce| nonce.0.clone()),
            cert_req: self.certificates,
            extensions: None,
        }
        .to_der()
    }

    /// Reads a TimeStampReq, strict DER.
    pub fn parse(der: &[u8]) -> Result<Self, RequestRefusal> {
        if der.len() > MAX_REQUEST_LEN {
            return Err(RequestRefusal::BadDataFormat);
        }
        let request: TimeStampReq = strict_der::decode(der).map_err(|_| RequestRefusal::BadDataFormat)?;
        if !algorithm::is_sha256(&request.message_imprint.hash_algorithm) {
            return Err(RequestRefusal::BadAlgorithm);
        }
        if request.policy.is_some_and(|policy| policy != PolicyId::ours()) {
            return Err(RequestRefusal::UnacceptedPolicy);
        }
        if request.extensions.is_some() {
            return Err(RequestRefusal::UnacceptedExtension);
        }
        let imprint = request.message_imprint.hashed_message.as_bytes();
        Ok(Self {
            imprint: Sha256Hash(imprint.try_into().map_err(|_| RequestRefusal::BadDataFormat)?),
            nonce: request.nonce.map(Nonce),
            certificates: request.cert_req,
        })
    }
}
