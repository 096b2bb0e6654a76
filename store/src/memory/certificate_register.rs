//! The register of issued certificates in memory.

use async_trait::async_trait;
use domain::ports::certificate_register::{
    CertificateRegister, IssuedCertificate, RegisterError, RegisteredCertificate, Revocation, RevokeOutcome,
    SerialNumber,
};
use parking_lot::Mutex;
use std::collections::BTreeMap;

/// [`CertificateRegister`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryCertificateRegister {
    certificates: Mutex<BTreeMap<SerialNumber, RegisteredCertificate>>,
}

#[async_trait]
impl CertificateRegister for MemoryCertificateRegister {
    async fn register(&self, certificate: IssuedCertificate) -> Result<(), RegisterError> {
        let mut certificates = self.certificates.lock();
        let fresh = || RegisteredCertificate {
            issued: certificate.clone(),
            revoked: None,
        };
        certificates
            .entry(certificate.serial.clone())
            .or_insert_with(fresh);
        Ok(())
    }

    async fn find(&self, serial: &SerialNumber) -> Result<Option<RegisteredCertificate>, RegisterError> {
        Ok(self.certificates.lock().get(serial).cloned())
    }

    async fn revoke(
        &self,
        serial: &SerialNumber,
        revocation: Revocation,
    ) -> Result<RevokeOutcome, RegisterError> {
        let mut certificates = self.certificates.lock();
        let Some(found) = certificates.get_mut(serial) else {
            return Ok(RevokeOutcome::Unknown);
        };
        Ok(match found.revoked {
            Some(earlier) => RevokeOutcome::Already(earlier),
            None => {
                found.revoked = Some(revocation);
                RevokeOutcome::Revoked
            }
        })
    }

    async fn revoked(&self) -> Result<Vec<(SerialNumber, Revocation)>, RegisterError> {
        let certificates = self.certificates.lock();
        let mut revoked: Vec<_> = certificates
            .iter()
            .filter_map(|(serial, found)| Some((serial.clone(), found.revoked?)))
            .collect();
        revoked.sort_by(|a, b| (a.1.at, &a.0).cmp(&(b.1.at, &b.0)));
        Ok(revoked)
    }
}
