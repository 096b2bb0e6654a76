//! Making SignedData: signed attributes contentType, messageDigest and signingCertificateV2, nothing else.

use super::{ID_AA_SIGNING_CERTIFICATE_V2, SignedData, SignerInfo, attribute, version_for};
use crate::algorithm;
use crate::certificate::Certificate;
use crate::der_set::DerSet;
use crate::signing_certificate::SigningCertificateV2;
use crate::signing_key::{KeyError, SigningKey};
use cms::cert::IssuerAndSerialNumber;
use cms::content_info::ContentInfo;
use cms::signed_data::EncapsulatedContentInfo;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::asn1::OctetString;
use der::{Any, Decode, Encode};
use domain::hash::Sha256Hash;
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attribute;

/// SignedData could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MakeError {
    #[error("the private key does not belong to the signer's certificate")]
    KeyMismatch,
    #[error("the signature could not be encoded: {0}")]
    Encoding(#[from] der::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What is signed and by whom.
pub(crate) struct Content<'a> {
    pub content_type: ObjectIdentifier,
    /// The content itself; `None` when it is kept elsewhere (detached).
    pub embedded: Option<&'a [u8]>,
    /// SHA-256 of the content.
    pub digest: Sha256Hash,
    pub key: &'a SigningKey,
    pub signer: &'a Certificate,
    /// Certificates to put in; those of the signer and of the authorities above, or none.
    pub certificates: Vec<&'a Certificate>,
}

/// A signature made, before its unsigned attributes are known: a time-stamp covers the signature value. The key is
/// no longer needed.
pub(crate) struct Signed {
    pub content_type: ObjectIdentifier,
    pub embedded: Option<Vec<u8>>,
    pub signer: Certificate,
    pub certificates: Vec<Certificate>,
    pub algorithm: AlgorithmIdentifierOwned,
    pub attributes: DerSet<Attribute>,
    pub signature: Vec<u8>,
}

impl Content<'_> {
    /// Signs the DER of the signed attributes.
    pub fn sign(self) -> Result<Signed, MakeError> {
        if self.signer.public_key().ok().as_ref() != Some(self.key.public_key()) {
            return Err(MakeError::KeyMismatch);
        }
        let digest = OctetString::new(self.digest.0)?;
        let certificate = SigningCertificateV2::of(self.signer)?;
        let attributes = DerSet::sorted(vec![
            attribute(ID_CONTENT_TYPE, Any::encode_from(&self.content_type)?)?,
            attribute(ID_MESSAGE_DIGEST, Any::encode_from(&digest)?)?,
            attribute(ID_AA_SIGNING_CERTIFICATE_V2, Any::encode_from(&certificate)?)?,
        ])?;
        let signature = self.key.sign(&attributes.to_der()?)?;
        Ok(Signed {
            content_type: self.content_type,
            embedded: self.embedded.map(<[u8]>::to_vec),
            signer: self.signer.clone(),
            certificates: self.certificates.into_iter().cloned().collect(),
            algorithm: self.key.algorithm(),
            attributes,
            signature,
        })
    }
}

impl Signed {
    /// The whole ContentInfo, DER.
    pub fn finish(self, unsigned_attribute: Option<Attribute>) -> Result<Vec<u8>, MakeError> {
        let Self {
            content_type,
            embedded,
            signer,
            certificates,
            ..
        } = self;
        let embedded = embedded.map(OctetString::new).transpose()?;
        let certificates = certificates
            .iter()
            .map(|c| Any::from_der(c.der()))
            .collect::<der::Result<Vec<_>>>()?;
        let tbs = &signer.parsed().tbs_certificate;
        let signer_info = SignerInfo {
            version: 1,
            sid: IssuerAndSerialNumber {
                issuer: tbs.issuer.clone(),
                serial_number: tbs.serial_number.clone(),
            },
            digest_algorithm: algorithm::sha256(),
            signed_attributes: self.attributes,
            signature_algorithm: self.algorithm,
            signature: OctetString::new(self.signature)?,
            unsigned_attributes: unsigned_attribute.map(|a| DerSet::sorted(vec![a])).transpose()?,
        };
        let signed_data = SignedData {
            version: version_for(content_type),
            digest_algorithms: DerSet::sorted(vec![algorithm::sha256()])?,
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: content_type,
                econtent: embedded.map(|octets| Any::encode_from(&octets)).transpose()?,
            },
            certificates: if certificates.is_empty() {
                None
            } else {
                Some(DerSet::sorted(certificates)?)
            },
            signer_infos: DerSet::sorted(vec![signer_info])?,
        };
        let content = Any::encode_from(&signed_data)?;
        Ok(ContentInfo {
            content_type: ID_SIGNED_DATA,
            content,
        }
        .to_der()?)
    }
}
