//! Certificates of organisation seals 印章证书: the subject is the organisation, and subject alternative names say
//! which seals they are. One is made for each act as for persons, or stands for as long as a key service keeps its key.

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
use x509_cert::name::Name;

/// A seal as a URN (RFC 9562).
const SEAL_URN: &str = "urn:uuid:";
/// A seal record as a hash of its bytes (RFC 6920).
const RECORD_URI: &str = "ni:///sha-256;";

/// Which seals sign, whose they are, and for how long the certificate stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealCertificateRequest {
    /// At least one. An act may use several seals of one organisation. A standing certificate is made before the record
    /// of its seal, which names it instead.
    pub seals: Vec<SealReference>,
    /// The organisation's registered name. Longer than 64 characters, it is cut and ends in `…`.
    pub organisation: String,
    pub credit_code: CreditCode,
    /// What they are called, for example `合同专用章`, likewise.
    pub seal_name: String,
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
        let subject = request.subject()?;
        let not_after = request.not_before.plus_millis(request.valid_for_ms);
        self.check_inside(request.not_before, not_after)?;
        let names = request.seals.iter().map(SealReference::names);
        let names: Vec<Vec<GeneralName>> = names.collect::<Result<_, _>>()?;
        CertificateTemplate {
            role: Role::DocumentSigner,
            subject,
            public_key,
            not_before: request.not_before,
            not_after,
            alternative_names: names.concat(),
            fetch: self.fetch_below_issuing(),
        }
        .sign(self.issuing_key().as_issuer())
    }
}

impl SealCertificateRequest {
    /// The subject: C, O, organizationIdentifier, OU, CN, serialNumber.
    pub(crate) fn subject(&self) -> Result<Name, IssueError> {
        if self.seals.is_empty() || self.organisation.trim().is_empty() || self.seal_name.trim().is_empty() {
            return Err(IssueError::NoName);
        }
        let code = self.credit_code.as_str();
        Ok(NameBuilder::default()
            .country("CN")?
            .organisation(&self.organisation)?
            .organisation_identifier(&format!("NTRCN-{code}"))?
            .unit(&self.seal_name)?
            .common_name(&self.organisation)?
            .serial_number(code)?
            .name())
    }
}

/// What a certificate says of a seal that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealReference {
    pub seal: SealId,
    /// SHA-256 of the seal's signed record, where the certificate names one.
    pub record: Option<Sha256Hash>,
}

impl SealReference {
    /// Reads the names of a certificate, in their order; none if it is not a seal's. A record belongs to the seal that
    /// is named before it.
    pub fn all_of(certificate: &Certificate) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for name in alternative_names(certificate).unwrap_or_default() {
            let GeneralName::UniformResourceIdentifier(uri) = &name else {
                continue;
            };
            if let Some(seal) = uri.as_str().strip_prefix(SEAL_URN).and_then(|id| id.parse().ok()) {
                found.push(Self { seal, record: None });
            } else if let (Some(last), Some(record)) = (found.last_mut(), record_of(uri.as_str())) {
                last.record = last.record.or(Some(record));
            }
        }
        found
    }

    fn names(&self) -> der::Result<Vec<GeneralName>> {
        let mut names = vec![uri(&format!("{SEAL_URN}{}", self.seal))?];
        if let Some(record) = self.record {
            names.push(uri(&format!("{RECORD_URI}{}", URL_SAFE_NO_PAD.encode(record.0)))?);
        }
        Ok(names)
    }
}

fn alternative_names(certificate: &Certificate) -> Option<Vec<GeneralName>> {
    let extensions = certificate.parsed().tbs_certificate.extensions.as_ref()?;
    let found = extensions.iter().find(|one| one.extn_id == SubjectAltName::OID)?;
    let names: SubjectAltName = strict_der::decode(found.extn_value.as_bytes()).ok()?;
    Some(names.0)
}

fn record_of(uri: &str) -> Option<Sha256Hash> {
    let bytes = URL_SAFE_NO_PAD.decode(uri.strip_prefix(RECORD_URI)?).ok()?;
    bytes.try_into().ok().map(Sha256Hash)
}

#[cfg(test)]
mod tests;
