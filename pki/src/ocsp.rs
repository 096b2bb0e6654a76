//! Answers of the issuing authority about single certificates (RFC 6960, profile of RFC 5019): good only if it was
//! issued and not taken back, unknown if it never was. The authority signs for itself, so no responder certificate is needed.

use crate::algorithm;
use crate::authority::{Authority, CertifiedKey};
use crate::certificate_template::IssueError;
use crate::strict_der;
use crate::x509_time;
use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use const_oid::db::rfc5912::{ID_SHA_1, ID_SHA_256};
use const_oid::db::rfc6960::ID_PKIX_OCSP_NONCE;
use der::Encode;
use der::asn1::{BitString, Null, OctetString};
use domain::ports::certificate_register::{Revocation, RevocationReason, SerialNumber};
use domain::timestamp::Timestamp;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::CrlReason;
use x509_cert::serial_number;
use x509_ocsp::{
    BasicOcspResponse, CertId, CertStatus, OcspGeneralizedTime, OcspRequest, OcspResponse, ResponderId,
    ResponseData, RevokedInfo, SingleResponse,
};

/// The longest request that is read, in bytes.
pub const MAX_REQUEST_LEN: usize = 4096;
/// Certificates that may be asked about at once.
const MAX_ASKED: usize = 16;

/// What somebody wants to know.
#[derive(Clone, Debug)]
pub struct OcspQuestion {
    ids: Vec<CertId>,
    /// The number that the answer repeats.
    nonce: Option<Extension>,
}

/// An issued certificate as the register has it now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownCertificate {
    pub serial: SerialNumber,
    pub revoked: Option<Revocation>,
}

impl OcspQuestion {
    /// Reads an OCSPRequest, strict DER, at most [`MAX_REQUEST_LEN`] bytes about at most 16 certificates. `None`:
    /// answer with [`malformed_request`].
    pub fn read(request: &[u8]) -> Option<Self> {
        if request.len() > MAX_REQUEST_LEN {
            return None;
        }
        let asked = strict_der::decode::<OcspRequest>(request).ok()?.tbs_request;
        if !(1..=MAX_ASKED).contains(&asked.request_list.len()) {
            return None;
        }
        let mut extensions = asked.request_extensions.unwrap_or_default().into_iter();
        Some(Self {
            ids: asked.request_list.into_iter().map(|one| one.req_cert).collect(),
            nonce: extensions.find(|extension| extension.extn_id == ID_PKIX_OCSP_NONCE),
        })
    }

    /// The serial numbers asked about, whoever issued them.
    pub fn serials(&self) -> Vec<SerialNumber> {
        self.ids
            .iter()
            .filter_map(|id| SerialNumber::from_bytes(id.serial_number.as_bytes()).ok())
            .collect()
    }
}

/// The unsigned answer to what cannot be read, DER.
pub fn malformed_request() -> der::Result<Vec<u8>> {
    OcspResponse::malformed_request().to_der()
}

impl Authority {
    /// Answers with an OCSPResponse, DER, good from `now` until `valid_for_ms` later. `known` are those of the
    /// certificates asked about that are in the register; all others, and somebody else's, are unknown.
    pub fn ocsp_response(
        &self,
        question: OcspQuestion,
        known: &[KnownCertificate],
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<Vec<u8>, IssueError> {
        let mut data = self.answers(question.ids, known, now, valid_for_ms)?;
        data.response_extensions = question.nonce.map(|nonce| vec![nonce]);
        self.signed_response(data)
    }

    /// An answer about one certificate that this authority issued, without anybody asking: for keeping beside its
    /// signature. OCSPResponse, DER.
    pub fn ocsp_response_about(
        &self,
        certificate: &KnownCertificate,
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<Vec<u8>, IssueError> {
        let serial = serial_number::SerialNumber::new(certificate.serial.as_bytes())?;
        let id = self.own_id(ID_SHA_1, serial)?;
        let data = self.answers(vec![id], std::slice::from_ref(certificate), now, valid_for_ms)?;
        self.signed_response(data)
    }

    fn answers(
        &self,
        ids: Vec<CertId>,
        known: &[KnownCertificate],
        now: Timestamp,
        valid_for_ms: i64,
    ) -> Result<ResponseData, IssueError> {
        let at = |time| x509_time::to_time(time).map(OcspGeneralizedTime::from);
        let responses = ids.into_iter().map(|id| {
            Ok(SingleResponse {
                cert_status: self.status(&id, known)?,
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

    fn status(&self, id: &CertId, known: &[KnownCertificate]) -> der::Result<CertStatus> {
        let algorithm = &id.hash_algorithm;
        let readable = [ID_SHA_1, ID_SHA_256].contains(&algorithm.oid)
            && algorithm.parameters.as_ref().is_none_or(|given| given.is_null());
        let own = readable && {
            let own = self.own_id(algorithm.oid, id.serial_number.clone())?;
            own.issuer_name_hash == id.issuer_name_hash && own.issuer_key_hash == id.issuer_key_hash
        };
        let serial = SerialNumber::from_bytes(id.serial_number.as_bytes()).ok();
        let found = known
            .iter()
            .find(|one| own && Some(&one.serial) == serial.as_ref());
        let Some(found) = found else {
            return Ok(CertStatus::Unknown(Null));
        };
        found.revoked.map_or(Ok(CertStatus::Good(Null)), |revocation| {
            Ok(CertStatus::Revoked(RevokedInfo {
                revocation_time: x509_time::to_time(revocation.at)?.into(),
                revocation_reason: Some(reason(revocation.reason)),
            }))
        })
    }

    /// The name of a certificate of ours. SHA-1 only names here, it protects nothing.
    fn own_id(
        &self,
        hash: const_oid::ObjectIdentifier,
        serial: serial_number::SerialNumber,
    ) -> der::Result<CertId> {
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
    use crate::certificate::Certificate;
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

    fn known(certificate: &Certificate, revoked: Option<Revocation>) -> KnownCertificate {
        KnownCertificate {
            serial: certificate.serial().unwrap(),
            revoked,
        }
    }

    #[test]
    fn a_certificate_is_good_until_it_is_revoked() {
        let authority = authority();
        let certificate = authority.timestamping();
        let about = |revoked| {
            let known = known(certificate, revoked);
            basic(&authority.ocsp_response_about(&known, NOW, DAY_MS).unwrap())
        };
        let good = about(None);
        assert_eq!(
            good.tbs_response_data.responses[0].cert_status,
            CertStatus::Good(Null)
        );
        let signed = good.tbs_response_data.to_der().unwrap();
        let key = authority.issuing().public_key().unwrap();
        assert_eq!(key.verify(&signed, good.signature.as_bytes().unwrap()), Ok(()));
        let revocation = Revocation {
            at: NOW,
            reason: RevocationReason::KeyCompromise,
        };
        let status = about(Some(revocation)).tbs_response_data.responses[0].cert_status;
        assert!(
            matches!(status, CertStatus::Revoked(info) if info.revocation_reason == Some(CrlReason::KeyCompromise))
        );
    }

    #[test]
    fn what_is_not_a_request_is_not_read() {
        assert!(OcspQuestion::read(b"\x30\x00").is_none());
        assert!(OcspQuestion::read(&[0; MAX_REQUEST_LEN + 1]).is_none());
        assert_eq!(
            OcspResponse::from_der(&malformed_request().unwrap()).unwrap(),
            OcspResponse::malformed_request()
        );
    }

    #[test]
    fn other_issuers_and_serials_that_were_never_issued_are_unknown() {
        let (authority, other) = (authority(), authority());
        let serial = |of: &Authority| of.timestamping().parsed().tbs_certificate.serial_number.clone();
        let registered = [known(other.timestamping(), None)];
        let id = other.own_id(ID_SHA_256, serial(&other)).unwrap();
        assert_eq!(authority.status(&id, &registered), Ok(CertStatus::Unknown(Null)));
        assert_eq!(other.status(&id, &registered), Ok(CertStatus::Good(Null)));
        assert_eq!(other.status(&id, &[]), Ok(CertStatus::Unknown(Null)));
        let never = other.own_id(ID_SHA_256, serial(&authority)).unwrap();
        assert_eq!(other.status(&never, &registered), Ok(CertStatus::Unknown(Null)));
    }
}
