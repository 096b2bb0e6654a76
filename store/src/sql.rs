//! Every port that lives in a database, written once in SQL that SQLite and PostgreSQL both understand.
//!
//! What differs between the two stands behind [`database::Database`]; see the decision record in
//! `migrations/README.md`.

pub mod database;
pub mod group_commit;
pub mod session;

pub mod event_log;

pub mod agenda;
pub mod append;
pub mod erase;
pub mod history;
pub mod line_rows;
pub mod list_row;
pub mod stream_rows;
pub mod subject_key;

pub mod account_desk;
pub mod certificate_register;
pub mod credential_shelf;
pub mod filing_cabinets;
pub mod key_store;
pub mod leaf_store;
pub mod outbox_message;
pub mod rows;
