//! What a certificate shall say, and the signing of it: one template, one role per kind of certificate.

use crate::certificate::Certificate;
use crate::random::{self, RandomFailed};
use crate::signing_key::{KeyError, SigningKey};
use crate::subject_key::SubjectKey;
use crate::x509_time;
use const_oid::db::rfc5280::{
    ID_AD_CA_ISSUERS, ID_AD_OCSP, ID_KP_EMAIL_PROTECTION, ID_KP_SERVER_AUTH, ID_KP_TIME_STAMPING,
};
use const_oid::{AssociatedOid, ObjectIdentifier};
use der::asn1::{BitString, Ia5String, OctetString};
use der::flagset::FlagSet;
use der::{Decode, Encode};
use domain::timestamp::Timestamp;
use spki::SubjectPublicKeyInfoOwned;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::crl::dp::DistributionPoint;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName, GeneralNames};
use x509_cert::ext::pkix::{
    AccessDescription, AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints,
    CrlDistributionPoints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectAltName, SubjectKeyIdentifier,
};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Validity;

/// id-kp-documentSigning (RFC 9336).
pub(crate) const ID_KP_DOCUMENT_SIGNING: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");

/// Why a certificate or list was not issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    #[error("a certificate needs a subject name")]
    NoName,
    #[error("{0:?} does not fit the serialNumber attribute: 1 to 64 printable ASCII characters")]
    SubjectSerial(String),
    #[error("the validity does not lie within that of the issuing certificate")]
    OutsideIssuer,
    #[error("a server certificate needs a host name or an address")]
    NoHost,
    #[error("the certificate could not be encoded: {0}")]
    Encoding(#[from] der::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Random(#[from] RandomFailed),
}

/// What the key of a certificate may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Signs certificates and revocation lists; at most `below` further authorities follow.
    Authority { below: u8 },
    /// Critical EKU timeStamping and nothing else (RFC 3161 section 2.3).
    TimestampAuthority,
    /// EKU documentSigning, and emailProtection for validators that know only that (poppler through NSS).
    DocumentSigner,
    /// TLS server.
    Server,
}

/// Where the issuer's certificate and revocation list can be fetched.
pub(crate) struct FetchUrls {
    pub certificate: String,
    pub revocation_list: String,
    /// Where single certificates can be asked about (RFC 6960).
    pub status: Option<String>,
}

/// Who signs: the issuer's name and key.
pub(crate) struct Issuer<'a> {
    pub name: &'a Name,
    pub key: &'a SigningKey,
}

/// A certificate before it is signed.
pub(crate) struct CertificateTemplate<'a> {
    pub role: Role,
    pub subject: Name,
    pub public_key: &'a SubjectKey,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    /// Other names of the subject: the hosts of a server, the seal behind an organisation; often empty.
    pub alternative_names: GeneralNames,
    pub fetch: Option<FetchUrls>,
}

impl CertificateTemplate<'_> {
    /// Signs with the issuer's key, under a random serial number of 16 bytes.
    pub fn sign(self, issuer: Issuer<'_>) -> Result<Certificate, IssueError> {
        let extensions = self.extensions(issuer.key.public_key())?;
        let tbs_certificate = x509_cert::TbsCertificate {
            version: x509_cert::Version::V3,
            serial_number: SerialNumber::new(&random::serial_number()?)?,
            signature: issuer.key.algorithm(),
            issuer: issuer.name.clone(),
            validity: Validity {
                not_before: x509_time::to_time(self.not_before)?,
                not_after: x509_time::to_time(self.not_after)?,
            },
            subject: self.subject,
            subject_public_key_info: SubjectPublicKeyInfoOwned::from_der(self.public_key.spki_der())?,
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(extensions),
        };
        let signature = issuer.key.sign(&tbs_certificate.to_der()?)?;
        let certificate = x509_cert::Certificate {
            tbs_certificate,
            signature_algorithm: issuer.key.algorithm(),
            signature: BitString::from_bytes(&signature)?,
        };
        let der = certificate.to_der()?;
        Certificate::from_der(&der).map_err(|_| IssueError::Encoding(der::ErrorKind::Failed.into()))
    }

    fn extensions(&self, issuer_key: &SubjectKey) -> der::Result<Vec<Extension>> {
        let mut extensions = Vec::with_capacity(8);
        if let Role::Authority { below } = self.role {
            let constraints = BasicConstraints {
                ca: true,
                path_len_constraint: Some(below),
            };
            extensions.push(extension(&constraints, true)?);
        }
        extensions.push(extension(&KeyUsage(self.role.key_usage()), true)?);
        let purposes = self.role.extended_key_usage();
        if !purposes.is_empty() {
            let critical = self.role == Role::TimestampAuthority;
            extensions.push(extension(&ExtendedKeyUsage(purposes), critical)?);
        }
        if !self.alternative_names.is_empty() {
            extensions.push(extension(&SubjectAltName(self.alternative_names.clone()), false)?);
        }
        extensions.push(extension(
            &SubjectKeyIdentifier(key_identifier(self.public_key)?),
            false,
        )?);
        let authority = AuthorityKeyIdentifier {
            key_identifier: Some(key_identifier(issuer_key)?),
            authority_cert_issuer: None,
            authority_cert_serial_number: None,
        };
        extensions.push(extension(&authority, false)?);
        if let Some(urls) = &self.fetch {
            extensions.push(extension(&revocation_lists(&urls.revocation_list)?, false)?);
            extensions.push(extension(&access(urls)?, false)?);
        }
        Ok(extensions)
    }
}

impl Role {
    fn key_usage(self) -> FlagSet<KeyUsages> {
        match self {
            Self::Authority { .. } => KeyUsages::KeyCertSign | KeyUsages::CRLSign,
            Self::TimestampAuthority | Self::Server => KeyUsages::DigitalSignature.into(),
            Self::DocumentSigner => KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
        }
    }

    fn extended_key_usage(self) -> Vec<ObjectIdentifier> {
        match self {
            Self::Authority { .. } => Vec::new(),
            Self::TimestampAuthority => vec![ID_KP_TIME_STAMPING],
            Self::DocumentSigner => vec![ID_KP_DOCUMENT_SIGNING, ID_KP_EMAIL_PROTECTION],
            Self::Server => vec![ID_KP_SERVER_AUTH],
        }
    }
}

pub(crate) fn extension<T: AssociatedOid + Encode>(value: &T, critical: bool) -> der::Result<Extension> {
    Ok(Extension {
        extn_id: T::OID,
        critical,
        extn_value: OctetString::new(value.to_der()?)?,
    })
}

/// The key's identifier as extensions hold it.
pub(crate) fn key_identifier(key: &SubjectKey) -> der::Result<OctetString> {
    OctetString::new(key.identifier())
}

/// An address or other URI as a name.
pub(crate) fn uri(text: &str) -> der::Result<GeneralName> {
    Ok(GeneralName::UniformResourceIdentifier(Ia5String::new(text)?))
}

fn revocation_lists(at: &str) -> der::Result<CrlDistributionPoints> {
    Ok(CrlDistributionPoints(vec![DistributionPoint {
        distribution_point: Some(DistributionPointName::FullName(vec![uri(at)?])),
        reasons: None,
        crl_issuer: None,
    }]))
}

fn access(urls: &FetchUrls) -> der::Result<AuthorityInfoAccessSyntax> {
    let description = |access_method, at: &str| {
        Ok::<_, der::Error>(AccessDescription {
            access_method,
            access_location: uri(at)?,
        })
    };
    let mut descriptions = vec![description(ID_AD_CA_ISSUERS, &urls.certificate)?];
    if let Some(status) = &urls.status {
        descriptions.push(description(ID_AD_OCSP, status)?);
    }
    Ok(AuthorityInfoAccessSyntax(descriptions))
}
