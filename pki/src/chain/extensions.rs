//! The extensions that path validation understands; a critical one outside this list refuses the certificate.

use super::Purpose;
use crate::certificate::Certificate;
use crate::certificate_template::ID_KP_DOCUMENT_SIGNING;
use crate::strict_der::{self, NotStrictDer};
use const_oid::db::rfc5280::{
    ID_CE_AUTHORITY_KEY_IDENTIFIER, ID_CE_CERTIFICATE_POLICIES, ID_CE_SUBJECT_ALT_NAME,
    ID_CE_SUBJECT_KEY_IDENTIFIER, ID_KP_EMAIL_PROTECTION, ID_KP_OCSP_SIGNING, ID_KP_TIME_STAMPING,
};
use const_oid::{AssociatedOid, ObjectIdentifier};
use der::{Decode, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

/// Extensions that say nothing we must act on; they may even be critical.
const WITHOUT_CONSEQUENCE: [ObjectIdentifier; 4] = [
    ID_CE_SUBJECT_KEY_IDENTIFIER,
    ID_CE_AUTHORITY_KEY_IDENTIFIER,
    ID_CE_SUBJECT_ALT_NAME,
    ID_CE_CERTIFICATE_POLICIES,
];

/// What is wrong with the extensions of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtensionError {
    #[error("extension {0} is critical and unknown")]
    UnknownCritical(ObjectIdentifier),
    #[error("extension {0} appears twice")]
    Twice(ObjectIdentifier),
    #[error("extension {oid} cannot be read")]
    Unreadable {
        oid: ObjectIdentifier,
        source: NotStrictDer,
    },
}

/// Whether a certificate may answer for its issuer what was taken back (EKU OCSPSigning, RFC 6960 section 4.2.2.2).
pub(crate) fn may_answer(certificate: &Certificate) -> bool {
    KnownExtensions::read(certificate).is_ok_and(|known| {
        known
            .extended_key_usage
            .is_some_and(|(usage, _)| usage.0.contains(&ID_KP_OCSP_SIGNING))
    })
}

/// The extensions that decide what a key may do.
pub(super) struct KnownExtensions {
    basic_constraints: Option<BasicConstraints>,
    key_usage: Option<KeyUsage>,
    /// Purposes, and whether the extension is critical.
    extended_key_usage: Option<(ExtendedKeyUsage, bool)>,
}

impl KnownExtensions {
    pub fn read(certificate: &Certificate) -> Result<Self, ExtensionError> {
        let empty = Vec::new();
        let extensions = certificate
            .parsed()
            .tbs_certificate
            .extensions
            .as_ref()
            .unwrap_or(&empty);
        let mut known = Self {
            basic_constraints: None,
            key_usage: None,
            extended_key_usage: None,
        };
        for (n, extension) in extensions.iter().enumerate() {
            let oid = extension.extn_id;
            if extensions[..n].iter().any(|earlier| earlier.extn_id == oid) {
                return Err(ExtensionError::Twice(oid));
            }
            match oid {
                BasicConstraints::OID => known.basic_constraints = Some(read(extension)?),
                KeyUsage::OID => known.key_usage = Some(read(extension)?),
                ExtendedKeyUsage::OID => {
                    known.extended_key_usage = Some((read(extension)?, extension.critical));
                }
                _ if extension.critical && !WITHOUT_CONSEQUENCE.contains(&oid) => {
                    return Err(ExtensionError::UnknownCritical(oid));
                }
                _ => {}
            }
        }
        Ok(known)
    }

    /// An authority with `below` further authorities between it and the leaf.
    pub fn check_authority(&self, below: usize) -> Result<(), ()> {
        let constraints = self
            .basic_constraints
            .as_ref()
            .filter(|constraints| constraints.ca)
            .ok_or(())?;
        let long_enough = constraints
            .path_len_constraint
            .is_none_or(|limit| below <= usize::from(limit));
        let may_sign = self.key_usage.as_ref().is_some_and(KeyUsage::key_cert_sign);
        if long_enough && may_sign { Ok(()) } else { Err(()) }
    }

    /// A leaf that is no authority and whose key may do what `purpose` asks.
    pub fn check_leaf(&self, purpose: Purpose) -> Result<(), ()> {
        let usage = self.key_usage.as_ref().ok_or(())?;
        let is_authority = self
            .basic_constraints
            .as_ref()
            .is_some_and(|constraints| constraints.ca)
            || usage.key_cert_sign();
        let (purposes, critical) = self
            .extended_key_usage
            .as_ref()
            .map(|(usage, critical)| (&usage.0, *critical))
            .ok_or(())?;
        let fits = match purpose {
            Purpose::DocumentSigning => {
                usage.non_repudiation()
                    && purposes
                        .iter()
                        .any(|p| [ID_KP_DOCUMENT_SIGNING, ID_KP_EMAIL_PROTECTION].contains(p))
            }
            Purpose::TimeStamping => {
                (usage.digital_signature() || usage.non_repudiation())
                    && critical
                    && *purposes == [ID_KP_TIME_STAMPING]
            }
        };
        if fits && !is_authority { Ok(()) } else { Err(()) }
    }
}

fn read<T>(extension: &Extension) -> Result<T, ExtensionError>
where
    T: for<'a> Decode<'a> + Encode,
{
    strict_der::decode(extension.extn_value.as_bytes()).map_err(|source| ExtensionError::Unreadable {
        oid: extension.extn_id,
        source,
    })
}
