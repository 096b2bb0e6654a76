//! Issuing the certificates of signers 证书签发: one port with two implementations, the embedded authority and a licensed
//! authority's service outside. Which one is used is the operator's choice; the embedded one stands in for the other
//! only if the operator said so, and then the record says it too.

pub mod remote;

use crate::config::signing::Signing;
use crate::egress::{Egress, TlsIdentity};
use crate::revocations::{self, RevocationError};
use crate::signer::Signer;
use async_trait::async_trait;
use domain::contract::authority_used::AuthorityUsed;
use domain::contract::event::IdentityMethod;
use domain::hash::Sha256Hash;
use domain::ids::{PartyNo, StreamId};
use domain::ports::certificate_register::{CertificateKind, CertificateRegister};
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use pki::authority::IssueError;
use pki::certificate::Certificate;
use pki::event_certificate::EventCertificateRequest;
use pki::seal_certificate::SealCertificateRequest;
use pki::signing_key::SigningKey;
use remote::{RemoteFailure, RemoteIssuer};
use std::sync::Arc;

/// Whose name stands in a certificate.
#[derive(Clone, Debug)]
pub enum CertificateSubject {
    /// A person, who signs by hand or with a seal of his own.
    Person(EventCertificateRequest),
    /// An organisation, whose seals the act uses.
    Seals(SealCertificateRequest),
}

impl CertificateSubject {
    pub fn common_name(&self) -> &str {
        match self {
            Self::Person(person) => &person.common_name,
            Self::Seals(seals) => &seals.organisation,
        }
    }

    fn kind(&self) -> CertificateKind {
        match self {
            Self::Person(_) => CertificateKind::Event,
            Self::Seals(_) => CertificateKind::Seal,
        }
    }
}

/// Who asks for a certificate, and what speaks for it. The evidence itself stays in the log; hashes go out.
#[derive(Clone, Debug)]
pub struct IssuanceRequest {
    pub subject: CertificateSubject,
    pub stream: StreamId,
    pub party: PartyNo,
    /// How the person was identified, and when.
    pub method: IdentityMethod,
    pub verified_at: Timestamp,
    /// SHA-256 of the activation that the person's device signed.
    pub activation: Sha256Hash,
}

/// A certificate, and who gave it; `None`: the embedded authority, because no other is configured.
#[derive(Clone, Debug)]
pub struct IssuedEventCertificate {
    pub certificate: Certificate,
    /// Authorities between it and its trust anchor.
    pub chain: Vec<Certificate>,
    pub issuer: Option<AuthorityUsed>,
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum IssuanceError {
    /// The authority outside does not answer, or not well: sealing waits and asks again.
    #[error("the authority outside gave no certificate: {0}")]
    Waiting(#[from] RemoteFailure),
    #[error(transparent)]
    Embedded(#[from] IssueError),
    #[error(transparent)]
    Register(#[from] RevocationError),
}

/// An authority that issues event certificates. A call may be repeated with the same key and request.
#[async_trait]
pub trait CertificateIssuer: Send + Sync {
    async fn issue(
        &self,
        request: &IssuanceRequest,
        key: &SigningKey,
    ) -> Result<IssuedEventCertificate, IssuanceError>;
}

/// The hub's own authority. What it issues is in the register before anybody sees it.
pub struct EmbeddedIssuer {
    pub signer: Arc<Signer>,
    pub register: Arc<dyn CertificateRegister>,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl CertificateIssuer for EmbeddedIssuer {
    async fn issue(
        &self,
        request: &IssuanceRequest,
        key: &SigningKey,
    ) -> Result<IssuedEventCertificate, IssuanceError> {
        let authority = &self.signer.authority;
        let certificate = match &request.subject {
            CertificateSubject::Person(person) => authority.issue(key.public_key(), person)?,
            CertificateSubject::Seals(seals) => authority.issue_seal(key.public_key(), seals)?,
        };
        let (kind, stream) = (request.subject.kind(), request.stream.to_string());
        let now = self.clock.now();
        revocations::register(self.register.as_ref(), &certificate, kind, &stream, now).await?;
        Ok(IssuedEventCertificate {
            certificate,
            chain: authority.chain().to_vec(),
            issuer: None,
        })
    }
}

/// A licensed authority outside, and the embedded one behind it where the operator allows that.
pub struct ConfiguredIssuer {
    remote: RemoteIssuer,
    fallback: Option<EmbeddedIssuer>,
}

#[async_trait]
impl CertificateIssuer for ConfiguredIssuer {
    async fn issue(
        &self,
        request: &IssuanceRequest,
        key: &SigningKey,
    ) -> Result<IssuedEventCertificate, IssuanceError> {
        let failure = match self.remote.issue(request, key).await {
            Ok(issued) => return Ok(issued),
            Err(failure) => failure,
        };
        tracing::warn!(stream = %request.stream, error = %failure, "no certificate from outside");
        let Some(embedded) = &self.fallback else {
            return Err(failure.into());
        };
        let code = failure.code().to_owned();
        let issued = embedded.issue(request, key).await?;
        Ok(IssuedEventCertificate {
            issuer: Some(AuthorityUsed::EmbeddedInstead { code }),
            ..issued
        })
    }
}

/// The issuer that the settings name, and the trust anchors of an authority outside.
///
/// # Errors
/// A file cannot be read, or something that an authority outside needs is missing.
pub fn configured(
    settings: &Signing,
    networks: crate::config::egress::Networks,
    embedded: EmbeddedIssuer,
) -> anyhow::Result<(Arc<dyn CertificateIssuer>, Vec<Certificate>)> {
    let Some(service) = &settings.issuer else {
        return Ok((Arc::new(embedded), Vec::new()));
    };
    let anchors = Certificate::all_from_pem(&std::fs::read_to_string(&service.anchors)?)?;
    let read = |path: &Option<std::path::PathBuf>| path.as_ref().map(std::fs::read).transpose();
    let identity = TlsIdentity {
        roots: None,
        client: read(&service.client_certificate)?.zip(read(&service.client_key)?),
    };
    let egress = Egress::new(networks, &identity)?;
    let clock = Arc::clone(&embedded.clock);
    let remote = RemoteIssuer::new(service.clone(), anchors.clone(), egress, clock);
    let fallback = settings.issuer_fallback.then_some(embedded);
    Ok((Arc::new(ConfiguredIssuer { remote, fallback }), anchors))
}
