//! The one actor behind every aggregate: load, decide, append, evolve, publish, run effects (design 2.2).
//!
//! [`handle`] is how others reach it, [`outcome`] what they get, [`feed`] how they follow it;
//! the actor's own parts are `actor`, `batch`, `store_batch`, `load` and `recent`.

pub mod handle;
pub mod outcome;

pub mod feed;

pub(crate) mod actor;
mod batch;
mod load;
pub(crate) mod message;
mod recent;
mod settle;
mod store_batch;
