//! The embedded certificate authority 内置CA: a root, an issuing authority below it, and two certificates of
//! the platform itself: the time-stamp authority and the certifier of prepared documents.

mod names;
mod record;

use crate::certificate::Certificate;
pub use crate::certificate_template::IssueError;
use crate::certificate_template::{CertificateTemplate, FetchUrls, Issuer, Role};
use crate::signing_key::SigningKey;
use domain::timestamp::Timestamp;
pub use names::AuthorityNames;
pub use record::RecordError;
pub(crate) use record::{CertifiedKeyRecord, to_json};
use x509_cert::name::Name;

/// Milliseconds of a year of 365.25 days.
pub(crate) const YEAR_MS: i64 = 31_557_600_000;
const ROOT_YEARS: i64 = 20;
const ISSUING_YEARS: i64 = 10;
const PLATFORM_YEARS: i64 = 5;

/// A certificate with its private key.
#[derive(Debug)]
pub struct CertifiedKey {
    pub key: SigningKey,
    pub certificate: Certificate,
}

/// The four standing keys of a hub and their certificates, all P-256.
#[derive(Debug)]
pub struct Authority {
    root: CertifiedKey,
    issuing: CertifiedKey,
    timestamping: CertifiedKey,
    certifier: CertifiedKey,
    /// Public address under which certificates and lists can be fetched, without a final slash.
    base_url: Option<String>,
}

impl Authority {
    /// Makes all keys and certificates. Validity from `now`: root 20 years, issuing authority 10, time-stamp
    /// authority and certifier 5. Without `base_url` no certificate names a place to fetch anything from.
    pub fn create(
        now: Timestamp,
        names: &AuthorityNames,
        base_url: Option<&str>,
    ) -> Result<Self, IssueError> {
        let base_url = base_url.map(|url| url.trim_end_matches('/').to_owned());
        let below_root = FetchUrls::of("root", base_url.as_deref());
        let below_issuing = || FetchUrls::of("issuing", base_url.as_deref());
        let until = |years: i64| now.plus_millis(years * YEAR_MS);

        let root_key = SigningKey::generate()?;
        let root = CertificateTemplate {
            role: Role::Authority { below: 1 },
            subject: names.root()?,
            public_key: root_key.public_key(),
            not_before: now,
            not_after: until(ROOT_YEARS),
            alternative_names: Vec::new(),
            fetch: None,
        }
        .sign(Issuer {
            name: &names.root()?,
            key: &root_key,
        })?;
        let root = CertifiedKey {
            key: root_key,
            certificate: root,
        };

        let made = |role, subject: Name, years, issuer: &CertifiedKey, fetch| {
            let key = SigningKey::generate()?;
            let certificate = CertificateTemplate {
                role,
                subject,
                public_key: key.public_key(),
                not_before: now,
                not_after: until(years),
                alternative_names: Vec::new(),
                fetch,
            }
            .sign(issuer.as_issuer())?;
            Ok::<_, IssueError>(CertifiedKey { key, certificate })
        };
        let issuing = made(
            Role::Authority { below: 0 },
            names.issuing()?,
            ISSUING_YEARS,
            &root,
            below_root,
        )?;
        let timestamping = made(
            Role::TimestampAuthority,
            names.timestamping()?,
            PLATFORM_YEARS,
            &issuing,
            below_issuing(),
        )?;
        let certifier = made(
            Role::DocumentSigner,
            names.certifier()?,
            PLATFORM_YEARS,
            &issuing,
            below_issuing(),
        )?;
        Ok(Self {
            root,
            issuing,
            timestamping,
            certifier,
            base_url,
        })
    }

    /// Certifies another key of the platform's own signer, for 5 years from `now`.
    pub fn certify_platform(
        &self,
        key: SigningKey,
        now: Timestamp,
        names: &AuthorityNames,
    ) -> Result<CertifiedKey, IssueError> {
        let subject = names.certifier()?;
        self.certify(key, now, Role::DocumentSigner, subject)
    }

    fn certify(
        &self,
        key: SigningKey,
        now: Timestamp,
        role: Role,
        subject: Name,
    ) -> Result<CertifiedKey, IssueError> {
        let not_after = now.plus_millis(PLATFORM_YEARS * YEAR_MS);
        let not_after = not_after.min(self.issuing.certificate.not_after());
        self.check_inside(now, not_after)?;
        let certificate = CertificateTemplate {
            role,
            subject,
            public_key: key.public_key(),
            not_before: now,
            not_after,
            alternative_names: Vec::new(),
            fetch: self.fetch_below_issuing(),
        }
        .sign(self.issuing.as_issuer())?;
        Ok(CertifiedKey { key, certificate })
    }

    /// Certifies another key of the time-stamp authority, for 5 years from `now` or until the issuing authority ends.
    pub fn certify_timestamping(
        &self,
        key: SigningKey,
        now: Timestamp,
        names: &AuthorityNames,
    ) -> Result<CertifiedKey, IssueError> {
        let subject = names.timestamping()?;
        self.certify(key, now, Role::TimestampAuthority, subject)
    }

    /// The trust anchor: what people install and verifiers pin.
    pub fn root(&self) -> &Certificate {
        &self.root.certificate
    }

    /// The authority that issues event certificates.
    pub fn issuing(&self) -> &Certificate {
        &self.issuing.certificate
    }

    /// The certificate of the embedded time-stamp authority, with the first of its keys.
    pub fn timestamping(&self) -> &Certificate {
        &self.timestamping.certificate
    }

    /// The years that have passed since the time-stamp authority's first key was made: it has a new one every year.
    pub fn timestamping_year(&self, now: Timestamp) -> i64 {
        let first = self.timestamping.certificate.not_before();
        now.since(first).div_euclid(YEAR_MS).max(0)
    }

    /// The platform's own signer, for the certification (DocMDP) of prepared documents.
    pub fn certifier(&self) -> &CertifiedKey {
        &self.certifier
    }

    /// The certificates between a signer and the trust anchor, to be embedded in signatures.
    pub fn chain(&self) -> &[Certificate] {
        std::slice::from_ref(&self.issuing.certificate)
    }

    pub(crate) fn root_key(&self) -> &CertifiedKey {
        &self.root
    }

    pub(crate) fn issuing_key(&self) -> &CertifiedKey {
        &self.issuing
    }

    pub(crate) fn timestamping_key(&self) -> &CertifiedKey {
        &self.timestamping
    }

    /// Whether the issuing authority may give a certificate for this time, both ends included.
    pub(crate) fn check_inside(&self, not_before: Timestamp, not_after: Timestamp) -> Result<(), IssueError> {
        let issuer = &self.issuing.certificate;
        let inside = issuer.is_valid_at(not_before) && issuer.is_valid_at(not_after);
        if inside && not_before <= not_after {
            Ok(())
        } else {
            Err(IssueError::OutsideIssuer)
        }
    }

    pub(crate) fn fetch_below_issuing(&self) -> Option<FetchUrls> {
        FetchUrls::of("issuing", self.base_url.as_deref())
    }
}

impl CertifiedKey {
    pub(crate) fn as_issuer(&self) -> Issuer<'_> {
        Issuer {
            name: &self.certificate.parsed().tbs_certificate.subject,
            key: &self.key,
        }
    }
}

impl FetchUrls {
    /// `<base>/api/v1/pki/<authority>.cer` and `.crl`, both DER; the issuing authority also answers at `…/pki/ocsp`.
    fn of(authority: &str, base_url: Option<&str>) -> Option<Self> {
        let folder = format!("{}/api/v1/pki", base_url?);
        Some(Self {
            certificate: format!("{folder}/{authority}.cer"),
            revocation_list: format!("{folder}/{authority}.crl"),
            status: (authority == "issuing").then(|| format!("{folder}/ocsp")),
        })
    }
}

#[cfg(test)]
mod tests;
