//! The world behind the ports of `domain`: SQLite or PostgreSQL, a folder of encrypted blobs, Redis.
//!
//! Start at [`open`], which puts a [`open::Store`] together. Every port that lives in a database is written
//! once, in [`sql`]; [`sqlite`] and [`postgres`] say what differs. [`memory`] has a working fake of every
//! port; the suites in `tests/contracts` hold all of them to the same behaviour.

pub mod open;

pub mod postgres;
pub mod sql;
pub mod sqlite;

pub mod blobs;
pub mod redis;

pub mod memory;

mod blank;
pub mod cipher;
pub mod durable_file;
