//! Answers of the issuing authority about single certificates (RFC 6960, profile of RFC 5019): good unless revoked.
//! The authority signs for itself, so no responder certificate is needed.

use crate::algorithm;
use crate::authority::{Authority, CertifiedKey};
use crate::certificate::Certificate;
use crate::certificate_template::IssueError;
use crate::crl::{RevocationReason, Revoked};
use crate::strict_der;
use crate::x509_time;
use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use const_oid::db::rfc5912::{ID_SHA_1, ID_SHA_256};
use const_oid::db::rfc6960::ID_PKIX_OCSP_NONCE;
use der::Encode;
use der::asn1::{BitString, Null, OctetString};
use domain::timestamp::Timestamp;
use x509_cert::ext::pkix::CrlReason;
use x509_cert::serial_number::SerialNumber;
use x509_ocsp::{
    BasicOcspResponse, CertId, CertStatus, OcspGeneralizedTime, OcspRequest, OcspResponse, ResponderId,
    ResponseData, RevokedInfo, SingleResponse,
};

/// The longest request that is read, in bytes.
pub const MAX_REQUEST_LEN: usize = 4096;
/// Certificates that may be asked about at once.
const MAX_ASKED: usize = 16;

impl Authority {
    /// Answers an OCSPRequest with an OCSPResponse, both DER. The answer is good from `now` until `valid_for_ms`
    /// later. A request that cannot be read is answered with malformedRequest; a certificate of somebody else's
    /// is unknown.
    pub fn ocsp_response(
        &self,
        request: &[u8],
        revoked: &[Revoked],
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<Vec<u8>, IssueError> {
        let asked = strict_der::decode::<OcspRequest>(request)
            .ok()
            .filter(|asked| (1..=MAX_ASKED).contains(&asked.tbs_request.request_list.len()))
            .filter(|_| request.len() <= MAX_REQUEST_LEN);
        let Some(asked) = asked else {
            return Ok(OcspResponse::malformed_request().to_der()?);
        };
        let ids: Vec<CertId> = asked
            .tbs_request
            .request_list
            .into_iter()
            .map(|one| one.req_cert)
            .collect();
        let nonce = asked
            .tbs_request
            .request_extensions
            .unwrap_or_default()
            .into_iter();
        let nonce = nonce
            .filter(|extension| extension.extn_id == ID_PKIX_OCSP_NONCE)
            .take(1);
        let mut data = self.answers(ids, revoked, now, valid_for_ms)?;
        data.response_extensions = Some(nonce.collect::<Vec<_>>()).filter(|found| !found.is_empty());
        self.signed_response(data)
    }

    /// An answer about one certificate that this authority issued, without anybody asking: for keeping beside its
    /// signature. OCSPResponse, DER.
    pub fn ocsp_response_about(
        &self,
        certificate: &Certificate,
        revoked: &[Revoked],
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<Vec<u8>, IssueError> {
        let serial = certificate.parsed().tbs_certificate.serial_number.clone();
        let id = self.own_id(ID_SHA_1, serial)?;
        let data = self.answers(vec![id], revoked, now, valid_for_ms)?;
        self.signed_response(data)
    }

    fn answers(
        &self,
        ids: Vec<CertId>,
        revoked: &[Revoked],
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<ResponseData, IssueError> {
        let at = |time| x509_time::to_time(time).map(OcspGeneralizedTime::from);
        let responses = ids.into_iter().map(|id| {
            Ok(SingleResponse {
                cert_status: self.status(&id, revoked)?,
                cert_id: id,
                this_update: at(now)?,
                next_update: Some(at(now.plus_millis(valid_for_ms))?),
                single_extensions: None,
            })
        });
        let issuer = &self.issuing().parsed().tbs_certificate;
        Ok(ResponseData {
            version: x509_ocsp::Version::V1,
            responder_id: ResponderId::ByName(issuer.subject.clone()),
            produced_at: at(now)?,
            responses: responses.collect::<der::Result<_>>()?,
            response_extensions: None,
        })
    }

    fn status(&self, id: &CertId, revoked: &[Revoked]) -> der::Result<CertStatus> {
        let algorithm = &id.hash_algorithm;
        let known = [ID_SHA_1, ID_SHA_256].contains(&algorithm.oid)
            && algorithm.parameters.as_ref().is_none_or(|given| given.is_null());
        let own = known && {
            let own = self.own_id(algorithm.oid, id.serial_number.clone())?;
            own.issuer_name_hash == id.issuer_name_hash && own.issuer_key_hash == id.issuer_key_hash
        };
        if !own {
            return Ok(CertStatus::Unknown(Null));
        }
        let entry = revoked
            .iter()
            .find(|one| one.serial == id.serial_number.as_bytes());
        entry.map_or(Ok(CertStatus::Good(Null)), |entry| {
            Ok(CertStatus::Revoked(RevokedInfo {
                revocation_time: x509_time::to_time(entry.at)?.into(),
                revocation_reason: Some(reason(entry.reason)),
            }))
        })
    }

    /// The name of a certificate of ours. SHA-1 only names here, it protects nothing.
    fn own_id(&self, hash: const_oid::ObjectIdentifier, serial: SerialNumber) -> der::Result<CertId> {
        let issuer = &self.issuing().parsed().tbs_certificate;
        let algorithm = if hash == ID_SHA_256 {
            &SHA256
        } else {
            &SHA1_FOR_LEGACY_USE_ONLY
        };
        let hashed = |bytes: &[u8]| OctetString::new(digest::digest(algorithm, bytes).as_ref());
        Ok(CertId {
            hash_algorithm: spki::AlgorithmIdentifierOwned {
                oid: hash,
                parameters: Some(der::Any::null()),
            },
            issuer_name_hash: hashed(&issuer.subject.to_der()?)?,
            issuer_key_hash: hashed(issuer.subject_public_key_info.subject_public_key.raw_bytes())?,
            serial_number: serial,
        })
    }

    fn signed_response(&self, data: ResponseData) -> Result<Vec<u8>, IssueError> {
        let CertifiedKey { key, .. } = self.issuing_key();
        let signature = key.sign(&data.to_der()?)?;
        let response = BasicOcspResponse {
            tbs_response_data: data,
            signature_algorithm: algorithm::ecdsa_with_sha256(),
            signature: BitString::from_bytes(&signature)?,
            certs: None,
        };
        Ok(OcspResponse::successful(response)?.to_der()?)
    }
}

/// The reason as both revocation lists and answers state it.
pub(crate) fn reason(reason: RevocationReason) -> CrlReason {
    match reason {
        RevocationReason::KeyCompromise => CrlReason::KeyCompromise,
        RevocationReason::AffiliationChanged => CrlReason::AffiliationChanged,
        RevocationReason::Superseded => CrlReason::Superseded,
        RevocationReason::CessationOfOperation => CrlReason::CessationOfOperation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::AuthorityNames;
    use der::Decode;

    const NOW: Timestamp = Timestamp(1_795_366_800_000);
    const DAY_MS: i64 = 86_400_000;

    fn authority() -> Authority {
        Authority::create(NOW, &AuthorityNames::for_host("h"), None).unwrap()
    }

    fn basic(response: &[u8]) -> BasicOcspResponse {
        let response = OcspResponse::from_der(response).unwrap();
        BasicOcspResponse::from_der(response.response_bytes.unwrap().response.as_bytes()).unwrap()
    }

    #[test]
    fn a_certificate_is_good_until_it_is_revoked() {
        let authority = authority();
        let certificate = authority.timestamping();
        let about = |revoked: &[Revoked]| {
            let der = authority
                .ocsp_response_about(certificate, revoked, NOW, DAY_MS)
                .unwrap();
            basic(&der)
        };
        let good = about(&[]);
        assert_eq!(
            good.tbs_response_data.responses[0].cert_status,
            CertStatus::Good(Null)
        );
        let signed = good.tbs_response_data.to_der().unwrap();
        let key = authority.issuing().public_key().unwrap();
        assert_eq!(key.verify(&signed, good.signature.as_bytes().unwrap()), Ok(()));
        let revoked = Revoked {
            serial: hex::decode(certificate.serial_hex()).unwrap(),
            at: NOW,
            reason: RevocationReason::KeyCompromise,
        };
        let status = about(&[revoked]).tbs_response_data.responses[0].cert_status;
        assert!(
            matches!(status, CertStatus::Revoked(info) if info.revocation_reason == Some(CrlReason::KeyCompromise))
        );
    }

    #[test]
    fn what_is_not_a_request_is_malformed_and_other_issuers_are_unknown() {
        let (authority, other) = (authority(), authority());
        let answer = authority.ocsp_response(b"\x30\x00", &[], NOW, DAY_MS).unwrap();
        assert_eq!(
            OcspResponse::from_der(&answer).unwrap(),
            OcspResponse::malformed_request()
        );
        let serial = other
            .timestamping()
            .parsed()
            .tbs_certificate
            .serial_number
            .clone();
        let foreign = other.own_id(ID_SHA_256, serial).unwrap();
        assert_eq!(authority.status(&foreign, &[]), Ok(CertStatus::Unknown(Null)));
        assert_eq!(other.status(&foreign, &[]), Ok(CertStatus::Good(Null)));
    }
}
