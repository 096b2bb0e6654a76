//! HTTP: one file per operation, one table of routes, one place that decides access.

pub mod access;
pub mod agreements;
pub mod approvals;
pub mod certificates;
pub mod console_files;
pub mod contracts;
pub mod demo;
pub mod drafts;
pub mod filing;
pub mod health;
pub mod idempotency_key;
pub mod join;
pub mod me;
pub mod organisations;
pub mod outbox;
pub mod problem;
pub mod renewals;
pub mod routes;
pub mod seals;
pub mod security_headers;
pub mod sessions;
pub mod setup;
pub mod sign_in;
pub mod templates;
pub mod trust;
pub mod verify;
