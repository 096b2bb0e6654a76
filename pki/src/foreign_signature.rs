//! Reading CMS signatures that others made. Everything that is no attack is read, whatever its order of sets and its
//! attributes; in exchange the outcome is only that the bytes are those which this certificate's key signed. Whom to
//! trust, and the strictness that leaves no byte uncovered, are [`crate::cms_signature::verify`]'s.

use crate::certificate::Certificate;
use crate::signed_data::ID_AA_SIGNING_CERTIFICATE_V2;
use crate::signing_certificate::SigningCertificateV2;
use crate::timestamp::ID_CT_TST_INFO;
use crate::timestamp::tst_info::TstInfo;
use crate::verifying_key::{self, DigestAlgorithm};
use cms::cert::IssuerAndSerialNumber;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode, Encode, Header, Reader, SliceReader, Tag, TagNumber, Tagged};
use domain::timestamp::Timestamp;
use spki::AlgorithmIdentifierOwned;

/// Why such a signature proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ForeignError {
    #[error("the signature is of a form or algorithm that is not read here")]
    Form,
    #[error("there is not exactly one signer")]
    Signers,
    #[error("the signer's certificate is not included")]
    NoSignerCertificate,
    #[error("a signed attribute is missing, repeated, or says something else than the signature")]
    SignedAttributes,
    #[error("the digest of the content is another one")]
    Digest,
    #[error("the signature does not belong to the signer's key")]
    Signature,
}

impl ForeignError {
    /// Whether it could not be read, rather than being wrong.
    pub fn is_unread(self) -> bool {
        matches!(self, Self::Form | Self::Signers | Self::NoSignerCertificate)
    }
}

impl From<der::Error> for ForeignError {
    fn from(_: der::Error) -> Self {
        Self::Form
    }
}

/// A signature over the given bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForeignSignature {
    pub signer: Certificate,
    /// All other certificates inside.
    pub others: Vec<Certificate>,
}

/// The parts of a SignerInfo, as they were written.
struct SignerParts<'a> {
    sid: AnyRef<'a>,
    digest: DigestAlgorithm,
    /// With the tag that they stand under.
    attributes: Option<&'a [u8]>,
    algorithm: AlgorithmIdentifierOwned,
    signature: &'a [u8],
}

/// Checks a detached signature over `content`, whose pieces follow each other.
pub fn check(cms: &[u8], content: &[&[u8]]) -> Result<ForeignSignature, ForeignError> {
    let data = signed_data(cms)?;
    // The content must be elsewhere: a second one inside would be signed instead.
    if data.content_type != ID_DATA || data.content.is_some() {
        return Err(ForeignError::Form);
    }
    check_signer(&data, content)
}

/// Checks a time-stamp token over `content`: its signature, and that it is a token of these bytes. Returns who signed
/// it and the time it states.
pub fn check_token(cms: &[u8], content: &[&[u8]]) -> Result<(ForeignSignature, Timestamp), ForeignError> {
    let data = signed_data(cms)?;
    let inside = data.content.ok_or(ForeignError::Form)?;
    if data.content_type != ID_CT_TST_INFO {
        return Err(ForeignError::Form);
    }
    let info = TstInfo::from_der(inside)?;
    let imprint = &info.message_imprint;
    let digest = DigestAlgorithm::read(&imprint.hash_algorithm).map_err(|_| ForeignError::Form)?;
    if digest.digest(content) != imprint.hashed_message.as_bytes() {
        return Err(ForeignError::Digest);
    }
    Ok((check_signer(&data, &[inside])?, info.gen_time.time()))
}

/// Checks the one signer against `content`.
fn check_signer(data: &Parts<'_>, content: &[&[u8]]) -> Result<ForeignSignature, ForeignError> {
    let signer_parts = signer_parts(data.signers)?;
    let mut all = Vec::new();
    let mut reader = SliceReader::new(data.certificates)?;
    while !reader.is_finished() {
        let der = reader.tlv_bytes()?;
        // Attribute certificates and other kinds of choices are nothing to a signature.
        if let Ok(certificate) = Certificate::from_der(der) {
            all.push(certificate);
        }
    }
    let position = all.iter().position(|one| is_named(one, signer_parts.sid));
    let signer = all.remove(position.ok_or(ForeignError::NoSignerCertificate)?);
    let message = match signer_parts.attributes {
        None => content.concat(),
        Some(attributes) => {
            check_attributes(
                attributes,
                data.content_type,
                signer_parts.digest,
                content,
                &signer,
            )?;
            // What is signed is a SET OF, not the tag that it stands under.
            [&[0x31], &attributes[1..]].concat()
        }
    };
    let SignerParts {
        digest,
        algorithm,
        signature,
        ..
    } = &signer_parts;
    verifying_key::verify(&signer, algorithm, Some(*digest), &message, signature)
        .map_err(|_| ForeignError::Form)?
        .map_err(|_| ForeignError::Signature)?;
    Ok(ForeignSignature { signer, others: all })
}

/// What SignedData holds, as it was written.
struct Parts<'a> {
    content_type: ObjectIdentifier,
    /// The octets of the content, where it is inside.
    content: Option<&'a [u8]>,
    certificates: &'a [u8],
    signers: &'a [u8],
}

fn signed_data(cms: &[u8]) -> Result<Parts<'_>, ForeignError> {
    let mut outer = sequence(cms)?;
    let is_signed_data = outer.decode::<ObjectIdentifier>()? == ID_SIGNED_DATA;
    let explicit = contents(&mut outer, context(0))?;
    if !is_signed_data || !outer.is_finished() {
        return Err(ForeignError::Form);
    }
    let mut data = sequence(explicit)?;
    let _version: u8 = data.decode()?;
    contents(&mut data, Tag::Set)?;
    let mut encapsulated = sequence(data.tlv_bytes()?)?;
    let content_type = encapsulated.decode::<ObjectIdentifier>()?;
    let content = if encapsulated.is_finished() {
        None
    } else {
        let mut inside = SliceReader::new(contents(&mut encapsulated, context(0))?)?;
        Some(contents(&mut inside, Tag::OctetString)?)
    };
    if data.peek_tag()? != context(0) {
        return Err(ForeignError::NoSignerCertificate);
    }
    let certificates = contents(&mut data, context(0))?;
    if data.peek_tag()? == context(1) {
        contents(&mut data, context(1))?;
    }
    let signers = contents(&mut data, Tag::Set)?;
    if data.is_finished() && encapsulated.is_finished() {
        Ok(Parts {
            content_type,
            content,
            certificates,
            signers,
        })
    } else {
        Err(ForeignError::Form)
    }
}

fn signer_parts(signers: &[u8]) -> Result<SignerParts<'_>, ForeignError> {
    let mut all = SliceReader::new(signers)?;
    let only = all.tlv_bytes().map_err(|_| ForeignError::Signers)?;
    if !all.is_finished() {
        return Err(ForeignError::Signers);
    }
    let mut signer = sequence(only)?;
    let _version: u8 = signer.decode()?;
    let sid = signer.decode()?;
    let digest = DigestAlgorithm::read(&signer.decode()?).map_err(|_| ForeignError::Form)?;
    let attributes = if signer.peek_tag()? == context(0) {
        Some(signer.tlv_bytes()?)
    } else {
        None
    };
    Ok(SignerParts {
        sid,
        digest,
        attributes,
        algorithm: signer.decode()?,
        signature: signer.decode::<OctetStringRef<'_>>()?.as_bytes(),
    })
}

fn check_attributes(
    attributes: &[u8],
    expected_type: ObjectIdentifier,
    algorithm: DigestAlgorithm,
    content: &[&[u8]],
    signer: &Certificate,
) -> Result<(), ForeignError> {
    let mut reader = SliceReader::new(attributes)?;
    let inner = contents(&mut reader, context(0))?;
    let mut reader = SliceReader::new(inner)?;
    let (mut content_type, mut digest) = (None, None);
    while !reader.is_finished() {
        let mut attribute = sequence(reader.tlv_bytes()?)?;
        let oid: ObjectIdentifier = attribute.decode()?;
        let values = contents(&mut attribute, Tag::Set)?;
        let place = match oid {
            ID_CONTENT_TYPE => &mut content_type,
            ID_MESSAGE_DIGEST => &mut digest,
            ID_AA_SIGNING_CERTIFICATE_V2 => {
                let named = SigningCertificateV2::from_der(values)?;
                if named.is_sha256() && !named.names(signer) {
                    return Err(ForeignError::SignedAttributes);
                }
                continue;
            }
            _ => continue,
        };
        if place.replace(values).is_some() {
            return Err(ForeignError::SignedAttributes);
        }
    }
    let is_data = content_type.is_some_and(|value| ObjectIdentifier::from_der(value) == Ok(expected_type));
    let digest = digest.ok_or(ForeignError::SignedAttributes)?;
    let digest = OctetStringRef::from_der(digest)?;
    if !is_data {
        Err(ForeignError::SignedAttributes)
    } else if digest.as_bytes() != algorithm.digest(content) {
        Err(ForeignError::Digest)
    } else {
        Ok(())
    }
}

/// Whether `sid` names the certificate, by issuer and serial number or by its subject key identifier.
fn is_named(certificate: &Certificate, sid: AnyRef<'_>) -> bool {
    let tbs = &certificate.parsed().tbs_certificate;
    let by_issuer = |sid: AnyRef<'_>| {
        let der = sid.to_der().ok()?;
        let id = IssuerAndSerialNumber::from_der(&der).ok()?;
        Some(id.issuer == tbs.issuer && id.serial_number == tbs.serial_number)
    };
    by_issuer(sid).unwrap_or_else(|| {
        sid.tag()
            == Tag::ContextSpecific {
                constructed: false,
                number: TagNumber::N0,
            }
            && certificate.key_identifier().as_deref() == Some(sid.value())
    })
}

fn context(number: u8) -> Tag {
    Tag::ContextSpecific {
        constructed: true,
        number: TagNumber::new(number),
    }
}

/// Reads the contents of a SEQUENCE that fills `der`.
fn sequence(der: &[u8]) -> Result<SliceReader<'_>, ForeignError> {
    let mut reader = SliceReader::new(der)?;
    let inner = contents(&mut reader, Tag::Sequence)?;
    if reader.is_finished() {
        Ok(SliceReader::new(inner)?)
    } else {
        Err(ForeignError::Form)
    }
}

/// Reads one value of the given tag.
fn contents<'a>(reader: &mut SliceReader<'a>, tag: Tag) -> Result<&'a [u8], ForeignError> {
    let header = Header::decode(reader)?;
    if header.tag == tag {
        Ok(reader.read_slice(header.length)?)
    } else {
        Err(ForeignError::Form)
    }
}
