//! What the embedded authority calls itself. The common names say in plain words that it is no licensed CA.

use crate::distinguished_name::NameBuilder;
use x509_cert::name::Name;

const UNIT: &str = "内置CA";

/// The subjects of the four standing certificates. Common names end after 64 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityNames {
    /// Organisation in every subject: the host name of the hub, or who runs it.
    pub organisation: String,
    pub root: String,
    pub issuing: String,
    pub timestamping: String,
    pub certifier: String,
}

impl AuthorityNames {
    /// The default names of the hub on `host_name`.
    pub fn for_host(host_name: &str) -> Self {
        Self {
            organisation: host_name.to_owned(),
            root: "Huiqian Embedded Root CA (not a licensed CA)".to_owned(),
            issuing: "Huiqian Embedded Issuing CA (not a licensed CA)".to_owned(),
            timestamping: "Huiqian Embedded Time-Stamp Authority".to_owned(),
            certifier: "会签 Huiqian Platform Certifier".to_owned(),
        }
    }

    pub(super) fn root(&self) -> der::Result<Name> {
        self.subject(&self.root)
    }

    pub(super) fn issuing(&self) -> der::Result<Name> {
        self.subject(&self.issuing)
    }

    pub(super) fn timestamping(&self) -> der::Result<Name> {
        self.subject(&self.timestamping)
    }

    pub(super) fn certifier(&self) -> der::Result<Name> {
        self.subject(&self.certifier)
    }

    fn subject(&self, common_name: &str) -> der::Result<Name> {
        let name = NameBuilder::default();
        Ok(name
            .organisation(&self.organisation)?
            .unit(UNIT)?
            .common_name(common_name)?
            .name())
    }
}
