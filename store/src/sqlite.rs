//! SQLite, the embedded default: one process, one writer connection, a pool of readers.

mod data_lock;
mod database;
mod session;

pub use data_lock::DataLock;
pub use database::Sqlite;
