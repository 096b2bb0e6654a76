//! Keys, certificates, time-stamps and signatures: everything between a private key and a validator.
//!
//! Read in this order: [`public_key`] and [`signing_key`] (P-256 and RSA), [`master_key`] (how keys rest on disk),
//! [`certificate`] and [`chain`] (X.509), [`authority`] (the embedded CA), [`timestamp`] (RFC 3161),
//! [`cms_signature`] (what stands in a PDF). The `cms`, `der`, `spki` and `x509-*` crates give types only;
//! every key, signature and random byte comes from aws-lc-rs. Time is always a parameter.

pub mod device_signature;
pub mod ed25519_key;
pub mod master_key;
pub mod passkey;
pub mod public_key;
pub mod random;
pub mod signing_key;
pub mod subject_key;
pub mod verifying_key;

mod algorithm;
pub mod certificate;
mod certificate_template;
pub mod chain;
pub mod crl;
mod der_set;
mod distinguished_name;
pub mod ocsp;
pub mod revocation_data;
pub mod strict_der;
pub mod trust_anchors;
mod x509_time;

pub mod authority;
pub mod certificate_request;
pub mod event_certificate;
pub mod seal_certificate;
pub mod seal_record;
pub mod tls_authority;

pub mod cms_signature;
pub mod foreign_signature;
pub mod signed_data;
mod signing_certificate;
pub mod timestamp;

#[cfg(test)]
mod openssl_tests;
