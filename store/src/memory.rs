//! A working fake of every port, in memory: for tests of what stands above the ports.
//!
//! The suites in `tests/contracts` hold them to the same behaviour as the real ones.

pub mod account_desk;
pub mod blob_store;
pub mod certificate_register;
pub mod credential_shelf;
pub mod event_log;
pub mod filing_cabinets;
pub mod frame_bus;
pub mod key_store;
pub mod leaf_store;
pub mod rows;
