//! A synthetic session that follows the rules, the world it is anchored in, and the tools of a forger.

pub mod ceremony;
pub mod device;
pub mod documents;
pub mod forger;
pub mod world;

#[path = "../../../../recorder/tests/log/support/memory_leaf_store.rs"]
pub mod memory_leaf_store;
#[path = "../../../../recorder/tests/log/support/set_clock.rs"]
pub mod set_clock;
