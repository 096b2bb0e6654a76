//! Certificates of organisation seals 印章证书: the subject is the organisation, and a subject alternative name says
//! which seal it is. One is made for each act as for persons, or stands for as long as a key service keeps its key.

use crate::authority::Authority;
use crate::certificate::Certificate;
use crate::certificate_template::{CertificateTemplate, IssueError, Role, uri};
use crate::distinguished_name::NameBuilder;
use crate::strict_der;
use crate::subject_key::SubjectKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use const_oid::AssociatedOid;
use domain::hash::Sha256Hash;
use domain::ids::SealId;
use domain::organisation::credit_code::CreditCode;
use domain::timestamp::Timestamp;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

/// A seal as a URN (RFC 9562).
const SEAL_URN: &str = "urn:uuid:";
/// A seal record as a hash of its bytes (RFC 6920).
const RECORD_URI: &str = "ni:///sha-256;";

/// Which seal signs, whose it is, and for how long the certificate stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealCertificateRequest {
    pub seal: SealId,
    /// The organisation's registered name. Longer than 64 characters, it is cut and ends in `…`.
    pub organisation: String,
    pub credit_code: CreditCode,
    /// What the seal is called, for example `合同专用章`, likewise.
    pub seal_name: String,
    /// SHA-256 of the signed seal record. A standing certificate is made before the record, which names it instead.
    pub record: Option<Sha256Hash>,
    /// Rounded down to the second.
    pub not_before: Timestamp,
    /// Milliseconds.
    pub valid_for_ms: i64,
}

impl Authority {
    /// Issues a seal's certificate below the issuing authority. Subject: C=CN, O and CN the organisation, OU the
    /// seal's name, organizationIdentifier `NTRCN-` and serialNumber the credit code (ETSI EN 319 412-1). Key usages
    /// are those of an event certificate.
    pub fn issue_seal(
        &self,
        public_key: &SubjectKey,
        request: &SealCertificateRequest,
    ) -> Result<Certificate, IssueError> {
        if request.organisation.trim().is_empty() || request.seal_name.trim().is_empty() {
            return Err(IssueError::NoName);
        }
        let not_after = request.not_before.plus_millis(request.valid_for_ms);
        self.check_inside(request.not_before, not_after)?;
        let code = request.credit_code.as_str();
        let subject = NameBuilder::default()
            .country("CN")?
            .organisation(&request.organisation)?
            .organisation_identifier(&format!("NTRCN-{code}"))?
            .unit(&request.seal_name)?
            .common_name(&request.organisation)?
            .serial_number(code)?
            .name();
        let reference = SealReference {
            seal: request.seal,
            record: request.record,
        };
        CertificateTemplate {
            role: Role::DocumentSigner,
            subject,
            public_key,
            not_before: request.not_before,
            not_after,
            alternative_names: reference.names()?,
            fetch: self.fetch_below_issuing(),
        }
        .sign(self.issuing_key().as_issuer())
    }
}

/// What a certificate says of the seal that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealReference {
    pub seal: SealId,
    /// SHA-256 of the seal's signed record, where the certificate names one.
    pub record: Option<Sha256Hash>,
}

impl SealReference {
    /// Reads the names of a certificate; `None` if it is not a seal's.
    pub fn of(certificate: &Certificate) -> Option<Self> {
        let extensions = certificate.parsed().tbs_certificate.extensions.as_ref()?;
        let found = extensions.iter().find(|one| one.extn_id == SubjectAltName::OID)?;
        let names: SubjectAltName = strict_der::decode(found.extn_value.as_bytes()).ok()?;
        let uris = || {
            names.0.iter().filter_map(|name| match name {
                GeneralName::UniformResourceIdentifier(uri) => Some(uri.as_str()),
                _ => None,
            })
        };
        let seal = uris().find_map(|uri| uri.strip_prefix(SEAL_URN)?.parse().ok())?;
        let record = uris().find_map(|uri| {
            let bytes = URL_SAFE_NO_PAD.decode(uri.strip_prefix(RECORD_URI)?).ok()?;
            bytes.try_into().ok().map(Sha256Hash)
        });
        Some(Self { seal, record })
    }

    fn names(&self) -> der::Result<Vec<GeneralName>> {
        let mut names = vec![uri(&format!("{SEAL_URN}{}", self.seal))?];
        if let Some(record) = self.record {
            names.push(uri(&format!("{RECORD_URI}{}", URL_SAFE_NO_PAD.encode(record.0)))?);
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests;
