//! Opening SignedData: every byte of it is either covered by the signature or compared with the one value
//! that it may have. The chain of the signer is the caller's to check, at a time the caller knows.

use super::{ID_AA_SIGNING_CERTIFICATE_V2, SignedData, SignerInfo, version_for};
use crate::certificate::Certificate;
use crate::der_set::DerSet;
use crate::signing_certificate::SigningCertificateV2;
use crate::strict_der::{self, NotStrictDer};
use crate::verifying_key::{self, DigestAlgorithm};
use cms::content_info::ContentInfo;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::asn1::OctetString;
use der::{Any, Decode, Encode};
use domain::hash::Sha256Hash;
use x509_cert::attr::Attribute;

/// Why SignedData is refused before anybody asks who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedDataError {
    #[error("the signature is not strict DER of a SignedData without lists")]
    Der(#[from] NotStrictDer),
    #[error("the content is not of the expected type")]
    ContentType,
    #[error("the content is missing, or is there although it should be detached")]
    Content,
    #[error("the version of the structure does not fit its content")]
    Version,
    #[error("an algorithm is not on the list")]
    Algorithm,
    #[error("there is not exactly one signer")]
    Signers,
    #[error("the signer's certificate is not included")]
    NoSignerCertificate,
    #[error("a signed attribute is missing, repeated or not allowed")]
    SignedAttributes,
    #[error("the digest of the content is another one")]
    Digest,
    #[error("the signed attributes name another certificate")]
    SigningCertificate,
    #[error("the signature does not belong to the signer's key")]
    Signature,
    #[error("there are unsigned attributes that nothing covers")]
    UnsignedAttributes,
}

impl SignedDataError {
    /// Whether the signature is certainly wrong, whatever its form.
    pub fn is_wrong(&self) -> bool {
        use SignedDataError::{Content, Digest, Signature};
        matches!(self, Content | Digest | Signature)
    }

    /// Whether the structure is of a form or algorithm that is not read here, rather than wrong.
    pub fn is_unknown_form(&self) -> bool {
        use SignedDataError::{Algorithm, ContentType, Der, Signers, Version};
        matches!(self, Algorithm | ContentType | Der(_) | Signers | Version)
    }
}

/// Where the content is.
pub(crate) enum ContentIs {
    Embedded,
    /// Kept elsewhere, with this SHA-256.
    Detached(Sha256Hash),
}

/// SignedData whose signature is right.
pub(crate) struct Opened {
    /// The embedded content; empty if detached.
    pub content: Vec<u8>,
    pub signer: Certificate,
    /// All other certificates inside.
    pub others: Vec<Certificate>,
    pub signature: Vec<u8>,
    /// Types of the signed attributes.
    pub signed_attributes: Vec<ObjectIdentifier>,
    pub unsigned_attributes: Option<DerSet<Attribute>>,
}

/// Reads a ContentInfo and checks everything but the chain and the unsigned attributes.
pub(crate) fn open(
    der: &[u8],
    content_type: ObjectIdentifier,
    content_is: &ContentIs,
) -> Result<Opened, SignedDataError> {
    let content_info: ContentInfo = strict_der::decode(der)?;
    if content_info.content_type != ID_SIGNED_DATA {
        return Err(SignedDataError::ContentType);
    }
    let inner = content_info.content.to_der().map_err(|_| NotStrictDer)?;
    let data: SignedData = strict_der::decode(&inner)?;
    let signer_info = data.signer_infos.single().ok_or(SignedDataError::Signers)?;
    if data.version != version_for(content_type) || signer_info.version != 1 {
        return Err(SignedDataError::Version);
    }
    let algorithm = digest_algorithm(&data, signer_info)?;
    let (content, digest) = content(&data, content_type, content_is, algorithm)?;
    let (signer, others) = certificates(&data, signer_info)?;
    check_signed_attributes(&signer_info.signed_attributes, content_type, &digest, &signer)?;
    check_signature(signer_info, algorithm, &signer)?;
    Ok(Opened {
        content,
        signer,
        others,
        signature: signer_info.signature.as_bytes().to_vec(),
        signed_attributes: signer_info
            .signed_attributes
            .as_slice()
            .iter()
            .map(|a| a.oid)
            .collect(),
        unsigned_attributes: signer_info.unsigned_attributes.clone(),
    })
}

/// The one digest that the structure and its signer name.
fn digest_algorithm(data: &SignedData, signer: &SignerInfo) -> Result<DigestAlgorithm, SignedDataError> {
    if data.digest_algorithms.single() == Some(&signer.digest_algorithm) {
        DigestAlgorithm::read(&signer.digest_algorithm).map_err(|_| SignedDataError::Algorithm)
    } else {
        Err(SignedDataError::Algorithm)
    }
}

/// The embedded bytes (none if detached) and the digest that the signature must name. Detached content is known by
/// its SHA-256 alone.
fn content(
    data: &SignedData,
    content_type: ObjectIdentifier,
    content_is: &ContentIs,
    algorithm: DigestAlgorithm,
) -> Result<(Vec<u8>, Vec<u8>), SignedDataError> {
    let info = &data.encap_content_info;
    if info.econtent_type != content_type {
        return Err(SignedDataError::ContentType);
    }
    match (content_is, &info.econtent) {
        (ContentIs::Detached(digest), None) if algorithm == DigestAlgorithm::Sha256 => {
            Ok((Vec::new(), digest.0.to_vec()))
        }
        (ContentIs::Detached(_), None) => Err(SignedDataError::Algorithm),
        (ContentIs::Embedded, Some(any)) => {
            let octets: OctetString = any.decode_as().map_err(|_| NotStrictDer)?;
            let bytes = octets.into_bytes();
            let digest = algorithm.digest(&[&bytes]);
            Ok((bytes, digest))
        }
        _ => Err(SignedDataError::Content),
    }
}

/// The signer's certificate, named by issuer and serial number, and the others.
fn certificates(
    data: &SignedData,
    signer: &SignerInfo,
) -> Result<(Certificate, Vec<Certificate>), SignedDataError> {
    let included = data
        .certificates
        .as_ref()
        .map(DerSet::as_slice)
        .unwrap_or_default();
    let mut all = included
        .iter()
        .map(|any| {
            let der = any.to_der().map_err(|_| NotStrictDer)?;
            Certificate::from_der(&der).map_err(|_| NotStrictDer)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let is_signer = |certificate: &Certificate| {
        let tbs = &certificate.parsed().tbs_certificate;
        tbs.issuer == signer.sid.issuer && tbs.serial_number == signer.sid.serial_number
    };
    let position = all
        .iter()
        .position(is_signer)
        .ok_or(SignedDataError::NoSignerCertificate)?;
    let signer = all.remove(position);
    Ok((signer, all))
}

fn check_signed_attributes(
    attributes: &DerSet<Attribute>,
    content_type: ObjectIdentifier,
    digest: &[u8],
    signer: &Certificate,
) -> Result<(), SignedDataError> {
    let all = attributes.as_slice();
    let repeated = all
        .iter()
        .enumerate()
        .any(|(n, a)| all[..n].iter().any(|earlier| earlier.oid == a.oid));
    if repeated {
        return Err(SignedDataError::SignedAttributes);
    }
    if single_value::<ObjectIdentifier>(all, ID_CONTENT_TYPE)? != content_type {
        return Err(SignedDataError::ContentType);
    }
    if single_value::<OctetString>(all, ID_MESSAGE_DIGEST)?.as_bytes() != digest {
        return Err(SignedDataError::Digest);
    }
    if !single_value::<SigningCertificateV2>(all, ID_AA_SIGNING_CERTIFICATE_V2)?.names(signer) {
        return Err(SignedDataError::SigningCertificate);
    }
    Ok(())
}

fn single_value<T>(attributes: &[Attribute], oid: ObjectIdentifier) -> Result<T, SignedDataError>
where
    T: for<'a> Decode<'a> + Encode,
{
    let attribute = attributes
        .iter()
        .find(|a| a.oid == oid)
        .ok_or(SignedDataError::SignedAttributes)?;
    let value = single(attribute).ok_or(SignedDataError::SignedAttributes)?;
    Ok(strict_der::decode(&value.to_der().map_err(|_| NotStrictDer)?)?)
}

/// The only value of an attribute.
pub(crate) fn single(attribute: &Attribute) -> Option<&Any> {
    if attribute.values.len() == 1 {
        attribute.values.get(0)
    } else {
        None
    }
}

fn check_signature(
    signer_info: &SignerInfo,
    digest: DigestAlgorithm,
    signer: &Certificate,
) -> Result<(), SignedDataError> {
    // The signature covers the attributes as SET OF, not with the context tag they stand under.
    let signed = signer_info.signed_attributes.to_der().map_err(|_| NotStrictDer)?;
    let (algorithm, signature) = (&signer_info.signature_algorithm, signer_info.signature.as_bytes());
    verifying_key::verify(signer, algorithm, Some(digest), &signed, signature)
        .map_err(|_| SignedDataError::Algorithm)?
        .map_err(|_| SignedDataError::Signature)
}
