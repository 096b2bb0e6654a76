//! Port contracts: one suite per port, run on the in-memory fake and on every real implementation.
//!
//! `scripts/test` starts the PostgreSQL and Redis that these tests need; without them they fail and say so.

mod chain;
mod world;

mod append;
mod chaining;
mod durability;
mod effects;
mod erasure;
mod fencing;
mod group_commit;
mod lists;
mod timers;

mod account_desk;
mod blob_store;
mod certificate_register;
mod credential_shelf;
mod filing_cabinets;
mod frame_bus;
mod key_store;
mod leaf_store;
mod rows;

mod large;
mod opening;
