//! CMS SignedData (RFC 5652) with exactly one signer, as time-stamp tokens and PDF signatures use it:
//! the structures, and reading them with no slack. Making them is in [`make`], opening them in [`open`].

pub mod make;
pub mod open;

use crate::der_set::DerSet;
use cms::cert::IssuerAndSerialNumber;
use cms::signed_data::EncapsulatedContentInfo;
use const_oid::ObjectIdentifier;
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Sequence};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attribute;

/// id-aa-signingCertificateV2 (RFC 5035).
pub(crate) const ID_AA_SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// SignedData with sets in true DER order and certificates left as bytes. Revocation lists are not part of
/// what we make or accept.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SignedData {
    version: u8,
    digest_algorithms: DerSet<AlgorithmIdentifierOwned>,
    encap_content_info: EncapsulatedContentInfo,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    certificates: Option<DerSet<Any>>,
    signer_infos: DerSet<SignerInfo>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct SignerInfo {
    version: u8,
    sid: IssuerAndSerialNumber,
    digest_algorithm: AlgorithmIdentifierOwned,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", constructed = "true")]
    signed_attributes: DerSet<Attribute>,
    signature_algorithm: AlgorithmIdentifierOwned,
    signature: OctetString,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    unsigned_attributes: Option<DerSet<Attribute>>,
}

/// An attribute with one value.
pub(crate) fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}

/// SignedData.version (RFC 5652 section 5.1): 1 for id-data, 3 for any other content.
fn version_for(content_type: ObjectIdentifier) -> u8 {
    if content_type == const_oid::db::rfc5911::ID_DATA {
        1
    } else {
        3
    }
}

#[cfg(test)]
mod tests;
