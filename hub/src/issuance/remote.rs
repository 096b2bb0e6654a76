//! The client of a licensed authority's issuing service, by the contract in `docs/reference/issuing-service.md`: a
//! PKCS #10 request with references to the identity evidence, signed with a shared secret, answered with a chain.

use super::{CertificateSubject, IssuanceRequest, IssuedEventCertificate};
use crate::config::signing::IssuingService;
use crate::egress::{Answer, Call, Egress, EgressError};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contract::authority_used::AuthorityUsed;
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use pki::authority::IssueError;
use pki::certificate::Certificate;
use pki::chain::{self, ChainError, Purpose};
use pki::seal_certificate::SealReference;
use pki::signing_key::SigningKey;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Longest answer that is read, in bytes.
const MAX_ANSWER: u64 = 64 * 1024;
/// How often one request is sent, each time with the same id.
const TRIES: u32 = 2;
/// What is signed begins with these.
const REQUEST_CONTEXT: &str = "huiqian-issue-v1";
const ANSWER_CONTEXT: &str = "huiqian-issued-v1";

/// Why a service gave no certificate that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteFailure {
    #[error(transparent)]
    Egress(#[from] EgressError),
    #[error("it answered with status {0}")]
    Status(u16),
    #[error("it refused: {0}")]
    Refused(String),
    #[error("its answer is not signed with the shared secret")]
    AnswerSignature,
    #[error("its answer is not the one to this request")]
    Answer,
    #[error("the certificate is for another key, another name or another seal")]
    OtherSubject,
    #[error("the certificate does not hold: {0}")]
    Chain(#[from] ChainError),
    #[error("the request could not be made: {0}")]
    Request(#[from] IssueError),
}

impl RemoteFailure {
    /// The code that stands in records.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Egress(EgressError::Forbidden) => "ca_forbidden_address",
            Self::Egress(EgressError::TimedOut) => "ca_timed_out",
            Self::Egress(_) => "ca_unreachable",
            Self::Status(_) => "ca_failed",
            Self::Refused(_) => "ca_refused",
            Self::AnswerSignature | Self::Answer => "ca_bad_answer",
            Self::OtherSubject | Self::Chain(_) => "ca_bad_certificate",
            Self::Request(_) => "ca_no_request",
        }
    }

    /// Whether asking the same again may help at once.
    fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Egress(EgressError::TimedOut | EgressError::Failed(_)) | Self::Status(500..)
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuedAnswer {
    #[serde(rename = "$t")]
    kind: String,
    request_id: String,
    /// Leaf first, DER in base64url.
    certificates: Vec<String>,
}

#[derive(Deserialize)]
struct RefusedAnswer {
    code: String,
}

/// A seal as the service is told of it.
fn described(seal: &SealReference) -> Value {
    json!({"seal": seal.seal, "record_sha256": seal.record})
}

/// A licensed authority's service.
pub struct RemoteIssuer {
    service: IssuingService,
    anchors: Vec<Certificate>,
    egress: Egress,
    clock: Arc<dyn Clock>,
}

impl RemoteIssuer {
    pub fn new(
        service: IssuingService,
        anchors: Vec<Certificate>,
        egress: Egress,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            service,
            anchors,
            egress,
            clock,
        }
    }

    /// Asks for a certificate and checks it. The request's id follows from the party and the key: sent again it is the
    /// same request, and a new key after a crash is a new one.
    pub async fn issue(
        &self,
        request: &IssuanceRequest,
        key: &SigningKey,
    ) -> Result<IssuedEventCertificate, RemoteFailure> {
        let csr = match &request.subject {
            CertificateSubject::Person(person) => person.to_csr(key)?,
            CertificateSubject::Seals(seals) => seals.to_csr(key)?,
        };
        let own_key = Sha256Hash::of(key.public_key().spki_der()).to_hex();
        let id = format!("{}/{}/{}", request.stream, request.party, &own_key[..32]);
        let body = self.body(&id, &csr, request);
        let mut tries = 1;
        let answer = loop {
            match self.send(&body).await {
                Err(failure) if failure.is_passing() && tries < TRIES => tries += 1,
                outcome => break outcome?,
            }
        };
        let (certificate, chain) = self.read(&answer, &id)?;
        let same_key = certificate.public_key().ok().as_ref() == Some(key.public_key());
        let same_name = certificate.common_name() == request.subject.common_name().trim();
        let same_seals = match &request.subject {
            CertificateSubject::Person(_) => true,
            CertificateSubject::Seals(asked) => SealReference::all_of(&certificate) == asked.seals,
        };
        if !same_key || !same_name || !same_seals {
            return Err(RemoteFailure::OtherSubject);
        }
        let now = self.clock.now();
        let path = chain::validate(&certificate, &chain, &self.anchors, Purpose::DocumentSigning, now)?;
        let between = path[1..path.len() - 1].to_vec();
        Ok(IssuedEventCertificate {
            certificate,
            chain: between,
            issuer: Some(AuthorityUsed::External {
                name: self.service.host(),
            }),
        })
    }

    fn body(&self, id: &str, csr: &[u8], request: &IssuanceRequest) -> Vec<u8> {
        let (organisation, seals, valid_for_ms) = match &request.subject {
            CertificateSubject::Person(person) => {
                (person.organisation.as_ref(), json!([]), person.valid_for_ms)
            }
            CertificateSubject::Seals(seals) => (
                Some(&seals.organisation),
                seals.seals.iter().map(described).collect(),
                seals.valid_for_ms,
            ),
        };
        json!({
            "$t": "hub.issue.v1",
            "request_id": id,
            "csr": URL_SAFE_NO_PAD.encode(csr),
            "common_name": request.subject.common_name(),
            "organisation": organisation,
            "seals": seals,
            "valid_for_ms": valid_for_ms,
            "evidence": {
                "stream": request.stream.to_string(),
                "party": request.party,
                "method": request.method,
                "verified_at": request.verified_at,
                "activation_sha256": request.activation,
            },
        })
        .to_string()
        .into_bytes()
    }

    /// Sends once, with a fresh nonce, and checks who answered.
    async fn send(&self, body: &[u8]) -> Result<Answer, RemoteFailure> {
        let mut random = [0; 16];
        self.clock.fill_random(&mut random);
        let nonce = hex::encode(random);
        let time = self.clock.now().0.to_string();
        let digest = Sha256Hash::of(body).to_hex();
        let path = self.service.path();
        let signed = [REQUEST_CONTEXT, "POST", &path, &time, &nonce, &digest].join("\n");
        let headers = vec![
            ("Content-Type", "application/json".to_owned()),
            ("Huiqian-Key", self.service.key_id.clone()),
            ("Huiqian-Time", time),
            ("Huiqian-Nonce", nonce.clone()),
            ("Huiqian-Signature", hex::encode(self.mac(&signed))),
        ];
        let call = Call {
            url: self.service.url.clone(),
            headers,
            body: body.to_vec(),
            timeout: self.service.timeout,
            max_answer: MAX_ANSWER,
        };
        let answer = self.egress.post(call).await?;
        if answer.status == 422 {
            let refused: Option<RefusedAnswer> = serde_json::from_slice(&answer.body).ok();
            return Err(RemoteFailure::Refused(
                refused.map(|one| one.code).unwrap_or_default(),
            ));
        }
        if answer.status != 200 {
            return Err(RemoteFailure::Status(answer.status));
        }
        let signed = [ANSWER_CONTEXT, &nonce, &Sha256Hash::of(&answer.body).to_hex()].join("\n");
        let signature = answer.header("huiqian-signature").unwrap_or_default();
        let signature = hex::decode(signature).unwrap_or_default();
        hmac::verify(&self.secret(), signed.as_bytes(), &signature)
            .map_err(|_| RemoteFailure::AnswerSignature)?;
        Ok(answer)
    }

    fn read(&self, answer: &Answer, id: &str) -> Result<(Certificate, Vec<Certificate>), RemoteFailure> {
        let issued: IssuedAnswer = serde_json::from_slice(&answer.body).map_err(|_| RemoteFailure::Answer)?;
        if issued.kind != "hub.issued.v1" || issued.request_id != id {
            return Err(RemoteFailure::Answer);
        }
        let certificates = issued.certificates.iter().map(|text| {
            let der = URL_SAFE_NO_PAD.decode(text).ok()?;
            Certificate::from_der(&der).ok()
        });
        let mut certificates = certificates
            .collect::<Option<Vec<_>>>()
            .filter(|certificates| !certificates.is_empty())
            .ok_or(RemoteFailure::Answer)?;
        let leaf = certificates.remove(0);
        Ok((leaf, certificates))
    }

    fn mac(&self, text: &str) -> Vec<u8> {
        hmac::sign(&self.secret(), text.as_bytes()).as_ref().to_vec()
    }

    fn secret(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, self.service.secret.as_bytes())
    }
}
