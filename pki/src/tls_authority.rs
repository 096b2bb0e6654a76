//! The certificate authority of the hub's own HTTPS on a local network (`--lan`). It has nothing to do with the
//! signing authority: a phone that trusts it for the connection trusts no signature by it, and the reverse.

use crate::authority::{CertifiedKey, RecordError, YEAR_MS};
use crate::authority::{CertifiedKeyRecord, to_json};
use crate::certificate::{Certificate, to_pem};
use crate::certificate_template::{CertificateTemplate, IssueError, Issuer, Role};
use crate::distinguished_name::NameBuilder;
use crate::signing_key::SigningKey;
use der::asn1::Ia5String;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use x509_cert::ext::pkix::name::{GeneralName, GeneralNames};
use zeroize::Zeroizing;

const TYPE: &str = "hub.tls_authority.v1";
const DAY_MS: i64 = 86_400_000;
/// Browsers refuse server certificates of 398 days and more.
const SERVER_DAYS: i64 = 397;
const ROOT_YEARS: i64 = 10;
/// Phones whose clock is behind still connect.
const CLOCK_SKEW_MS: i64 = 3_600_000;

/// A self-signed root for TLS servers only.
#[derive(Debug)]
pub struct TlsAuthority {
    root: CertifiedKey,
}

/// A server's certificate and key as rustls and others read them.
pub struct TlsServerIdentity {
    /// Server certificate, then root, PEM.
    pub certificate_chain_pem: String,
    /// PKCS #8, PEM, cleared when dropped.
    pub private_key_pem: Zeroizing<String>,
    pub not_after: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TlsAuthorityRecord {
    #[serde(rename = "$t")]
    kind: String,
    root: CertifiedKeyRecord,
}

impl TlsAuthority {
    /// A fresh root, valid for 10 years.
    pub fn create(now: Timestamp, host_name: &str) -> Result<Self, IssueError> {
        let key = SigningKey::generate()?;
        let subject = NameBuilder::default()
            .organisation(host_name)?
            .unit("局域网连接 TLS")?
            .common_name("Huiqian Local TLS CA (connections only)")?
            .name();
        let certificate = CertificateTemplate {
            role: Role::Authority { below: 0 },
            subject: subject.clone(),
            public_key: key.public_key(),
            not_before: now.plus_millis(-CLOCK_SKEW_MS),
            not_after: now.plus_millis(ROOT_YEARS * YEAR_MS),
            alternative_names: Vec::new(),
            fetch: None,
        }
        .sign(Issuer {
            name: &subject,
            key: &key,
        })?;
        Ok(Self {
            root: CertifiedKey { key, certificate },
        })
    }

    /// The certificate that phones install.
    pub fn root(&self) -> &Certificate {
        &self.root.certificate
    }

    /// A fresh key and certificate for a server under these names and addresses, for 397 days or as long as the
    /// root is valid, whichever is shorter.
    pub fn issue_server(
        &self,
        now: Timestamp,
        dns_names: &[String],
        addresses: &[IpAddr],
    ) -> Result<TlsServerIdentity, IssueError> {
        let common_name = dns_names
            .first()
            .cloned()
            .or_else(|| addresses.first().map(IpAddr::to_string));
        let common_name = common_name.ok_or(IssueError::NoHost)?;
        let mut hosts: GeneralNames = addresses
            .iter()
            .map(|address| GeneralName::from(*address))
            .collect();
        for name in dns_names {
            hosts.push(GeneralName::DnsName(Ia5String::new(name)?));
        }
        let not_after = now
            .plus_millis(SERVER_DAYS * DAY_MS - CLOCK_SKEW_MS)
            .min(self.root().not_after());
        if !self.root().is_valid_at(now) {
            return Err(IssueError::OutsideIssuer);
        }
        let key = SigningKey::generate()?;
        let certificate = CertificateTemplate {
            role: Role::Server,
            subject: NameBuilder::default().common_name(&common_name)?.name(),
            public_key: key.public_key(),
            not_before: now.plus_millis(-CLOCK_SKEW_MS).max(self.root().not_before()),
            not_after,
            alternative_names: hosts,
            fetch: None,
        }
        .sign(self.root.as_issuer())?;
        Ok(TlsServerIdentity {
            certificate_chain_pem: certificate.to_pem() + &self.root().to_pem(),
            private_key_pem: Zeroizing::new(to_pem("PRIVATE KEY", &key.to_pkcs8()?)),
            not_after: certificate.not_after(),
        })
    }

    /// Key and certificate as JSON `hub.tls_authority.v1`: wrap it with the master key before storing it.
    pub fn to_record(&self) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        let record = TlsAuthorityRecord {
            kind: TYPE.to_owned(),
            root: self.root.to_record()?,
        };
        to_json(&record).ok_or(RecordError::Form)
    }

    /// Reads a record.
    pub fn from_record(record: &[u8]) -> Result<Self, RecordError> {
        let record: TlsAuthorityRecord = serde_json::from_slice(record).map_err(|_| RecordError::Form)?;
        if record.kind != TYPE {
            return Err(RecordError::Form);
        }
        Ok(Self {
            root: CertifiedKey::from_record(&record.root)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{self, ChainError, Purpose};

    const NOW: Timestamp = Timestamp(1_795_366_800_000);

    #[test]
    fn a_server_certificate_names_its_hosts_for_at_most_397_days() {
        let authority = TlsAuthority::create(NOW, "hub.local").unwrap();
        let server = authority
            .issue_server(NOW, &["hub.local".to_owned()], &["192.168.1.5".parse().unwrap()])
            .unwrap();
        let chain = Certificate::all_from_pem(&server.certificate_chain_pem).unwrap();
        assert_eq!(chain[1], *authority.root());
        assert!(chain[0].not_after().since(chain[0].not_before()) < 397 * DAY_MS + 1000);
        assert!(
            server
                .private_key_pem
                .starts_with("-----BEGIN PRIVATE KEY-----\n")
        );
        let late = NOW.plus_millis(10 * YEAR_MS - 1);
        let last = authority
            .issue_server(late, &["hub.local".to_owned()], &[])
            .unwrap();
        assert_eq!(last.not_after, authority.root().not_after());
    }

    #[test]
    fn it_signs_no_documents() {
        let authority = TlsAuthority::create(NOW, "hub.local").unwrap();
        let server = authority
            .issue_server(NOW, &["hub.local".to_owned()], &[])
            .unwrap();
        let leaf = Certificate::all_from_pem(&server.certificate_chain_pem)
            .unwrap()
            .remove(0);
        let trust = [authority.root().clone()];
        let result = chain::validate(&leaf, &[], &trust, Purpose::DocumentSigning, NOW);
        assert_eq!(result.unwrap_err(), ChainError::WrongPurpose(leaf.subject()));
    }

    #[test]
    fn a_record_brings_it_back_and_no_host_is_an_error() {
        let authority = TlsAuthority::create(NOW, "hub.local").unwrap();
        let again = TlsAuthority::from_record(&authority.to_record().unwrap()).unwrap();
        assert_eq!(again.root(), authority.root());
        assert!(again.issue_server(NOW, &["a.local".to_owned()], &[]).is_ok());
        assert_eq!(again.issue_server(NOW, &[], &[]).err(), Some(IssueError::NoHost));
        assert_eq!(TlsAuthority::from_record(b"{}").unwrap_err(), RecordError::Form);
    }
}
