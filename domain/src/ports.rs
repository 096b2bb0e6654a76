//! What the rules need from the world, as small traits; each says its order, durability and errors.
//!
//! Every port has a working in-memory fake in `store::memory` and one contract suite in `tests/contracts`
//! that runs on the fake and on the real thing.

pub mod account_desk;
pub mod blob_store;
pub mod certificate_register;
pub mod clock;
pub mod credential_shelf;
pub mod event_log;
pub mod face_check;
pub mod filing_cabinets;
pub mod frame_bus;
pub mod key_store;
pub mod leaf_store;
pub mod rows;
pub mod wechat_login;
