//! Whole ways through the real hub, over HTTP and WebSockets, as people and strangers take them.

mod access_matrix;
mod accounts;
mod anchored_logs;
mod approvals;
mod benchmarks;
mod ceremony;
mod company_changes;
mod filing;
mod issuing_service;
mod live;
mod office_files;
mod ordinary;
mod organisations;
mod own_certificate;
mod postgres;
mod proofs;
mod renewal;
mod restart;
mod revocation;
mod rsa_profile;
mod seals;
mod sent_for_organisation;
mod signed_files;
mod templates;
mod time_authority;
mod uploads;
