//! Mailboxes around the rules: who may touch an entity, when, and what follows (design 2.2, 2.5).
//!
//! Read in this order: [`registry`] (how the rest of the hub reaches an entity), [`entity`] (the one actor
//! behind every aggregate), [`effects`] and [`timers`] (what follows from events), [`room`] (live sessions).
//! Handles have plain async methods and may be used from any thread; no actor address leaves this crate.

pub mod arbiter_pool;
pub mod effects;
pub mod entity;
pub mod registry;
pub mod room;
pub mod timers;
