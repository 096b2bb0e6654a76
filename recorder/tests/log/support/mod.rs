//! Small stand-ins for the world around the log: rows in memory, a clock that is set, a stamper that writes text.

pub mod memory_leaf_store;
pub mod set_clock;
