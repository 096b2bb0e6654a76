//! PostgreSQL, for several nodes: ownership of streams is fenced by a row beside the log.

mod database;
mod session;

pub use database::{Durability, Postgres};
