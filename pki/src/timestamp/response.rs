//! Answers of the time-stamp authority over HTTP (`application/timestamp-reply`).

use super::request::{RequestRefusal, TimestampRequest};
use crate::authority::Authority;
use cms::content_info::ContentInfo;
use der::asn1::BitString;
use der::{Decode, Encode, Sequence};
use domain::timestamp::Timestamp;

const GRANTED: u8 = 0;
const REJECTION: u8 = 2;

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct PkiStatusInfo {
    status: u8,
    /// SEQUENCE OF UTF8String: a sentence for people.
    #[asn1(optional = "true")]
    status_string: Option<Vec<String>>,
    #[asn1(optional = "true")]
    fail_info: Option<BitString>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct TimeStampResp {
    status: PkiStatusInfo,
    #[asn1(optional = "true")]
    token: Option<ContentInfo>,
}

impl Authority {
    /// Answers a TimeStampReq with a TimeStampResp (both DER): a token, or the refusal with its failure bit.
    pub fn timestamp_response(&self, request: &[u8], now: Timestamp) -> der::Result<Vec<u8>> {
        let token = TimestampRequest::parse(request).and_then(|request| {
            self.stamp(
                self.timestamping_key(),
                request.imprint,
                request.nonce.as_ref(),
                now,
                request.certificates,
            )
            .map_err(|_| RequestRefusal::SystemFailure)
        });
        match token {
            Ok(token) => granted(&token.der),
            Err(refusal) => rejected(refusal),
        }
    }
}

/// Why an answer holds no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    #[error("the answer is not a TimeStampResp")]
    Form,
    #[error("the authority refused with status {status}: {said}")]
    Refused { status: u8, said: String },
}

/// The token in a TimeStampResp, DER. Nothing of it is checked yet.
pub fn token_in(response: &[u8]) -> Result<Vec<u8>, ResponseError> {
    let response = TimeStampResp::from_der(response).map_err(|_| ResponseError::Form)?;
    let status = response.status.status;
    // 1 is granted with modifications (RFC 3161 section 2.4.2).
    if status > 1 {
        let said = response.status.status_string.unwrap_or_default().join(" ");
        return Err(ResponseError::Refused { status, said });
    }
    let token = response.token.ok_or(ResponseError::Form)?;
    token.to_der().map_err(|_| ResponseError::Form)
}

fn granted(token: &[u8]) -> der::Result<Vec<u8>> {
    let status = PkiStatusInfo {
        status: GRANTED,
        status_string: None,
        fail_info: None,
    };
    TimeStampResp {
        status,
        token: Some(ContentInfo::from_der(token)?),
    }
    .to_der()
}

fn rejected(refusal: RequestRefusal) -> der::Result<Vec<u8>> {
    let status = PkiStatusInfo {
        status: REJECTION,
        status_string: Some(vec![refusal.to_string()]),
        fail_info: Some(failure_bit(refusal)?),
    };
    TimeStampResp { status, token: None }.to_der()
}

/// PKIFailureInfo as a named bit list: DER drops the zero bits after the one that is set.
fn failure_bit(refusal: RequestRefusal) -> der::Result<BitString> {
    let bit: u8 = match refusal {
        RequestRefusal::BadAlgorithm => 0,
        RequestRefusal::BadDataFormat => 5,
        RequestRefusal::UnacceptedPolicy => 15,
        RequestRefusal::UnacceptedExtension => 16,
        RequestRefusal::SystemFailure => 25,
    };
    let mut bytes = vec![0; usize::from(bit / 8) + 1];
    bytes[usize::from(bit / 8)] = 0x80 >> (bit % 8);
    BitString::new(7 - bit % 8, bytes)
}
