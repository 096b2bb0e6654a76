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
            self.stamp(request.imprint, request.nonce.as_ref(), now, request.certificates)
                .map_err(|_| RequestRefusal::SystemFailure)
        });
        match token {
            Ok(token) => granted(&token.der),
            Err(refusal) => rejected(refusal),
        }
    }
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
