//! Asking an authority outside for a certificate: PKCS #10 (RFC 2986).

use crate::certificate_template::IssueError;
use crate::event_certificate::EventCertificateRequest;
use crate::seal_certificate::SealCertificateRequest;
use crate::signing_key::SigningKey;
use der::asn1::{BitString, SetOfVec};
use der::{Decode, Encode};
use spki::SubjectPublicKeyInfoOwned;
use x509_cert::name::Name;
use x509_cert::request::{CertReq, CertReqInfo, Version};

impl EventCertificateRequest {
    /// The request as an authority outside takes it: a CertificationRequest for `key`, DER.
    pub fn to_csr(&self, key: &SigningKey) -> Result<Vec<u8>, IssueError> {
        certificate_request(key, self.subject()?)
    }
}

impl SealCertificateRequest {
    /// As [`EventCertificateRequest::to_csr`]; which seals they are goes beside it.
    pub fn to_csr(&self, key: &SigningKey) -> Result<Vec<u8>, IssueError> {
        certificate_request(key, self.subject()?)
    }
}

/// Times and evidence go beside it.
fn certificate_request(key: &SigningKey, subject: Name) -> Result<Vec<u8>, IssueError> {
    let info = CertReqInfo {
        version: Version::V1,
        subject,
        public_key: SubjectPublicKeyInfoOwned::from_der(key.public_key().spki_der())?,
        attributes: SetOfVec::new(),
    };
    let signature = key.sign(&info.to_der()?)?;
    let request = CertReq {
        info,
        algorithm: key.algorithm(),
        signature: BitString::from_bytes(&signature)?,
    };
    Ok(request.to_der()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::to_pem;
    use crate::signing_key::KeyKind;
    use domain::timestamp::Timestamp;
    use std::process::Command;

    #[test]
    fn openssl_takes_requests_for_both_kinds_of_key() {
        let request = EventCertificateRequest {
            common_name: "张三".to_owned(),
            organisation: Some("北京某某科技有限公司".to_owned()),
            subject_serial: "contract/1".to_owned(),
            not_before: Timestamp(1_795_366_800_000),
            valid_for_ms: 600_000,
        };
        let folder = tempfile::tempdir().unwrap();
        for kind in [KeyKind::P256, KeyKind::Rsa3072] {
            let key = SigningKey::generate_as(kind).unwrap();
            let der = request.to_csr(&key).unwrap();
            let path = folder.path().join("csr.pem");
            std::fs::write(&path, to_pem("CERTIFICATE REQUEST", &der)).unwrap();
            let output = Command::new("openssl")
                .args(["req", "-verify", "-noout", "-subject", "-nameopt", "utf8", "-in"])
                .arg(&path)
                .output()
                .unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            assert!(output.status.success() && said.contains("张三"), "{said}");
        }
    }
}
