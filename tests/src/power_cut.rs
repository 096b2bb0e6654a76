//! Power cuts, replayed: the calls of a running hub are recorded, and its disk is built again as a cut at any
//! moment may have left it. kill -9 cannot show a missing fsync, because the kernel keeps what was written.
//!
//! [`recording`] runs a hub under strace; [`trace_line`] and [`moment`] say what it did, in order; [`told`] what it
//! had told people by then; [`disk`] what a cut leaves; [`judge`] whether the hub then still knows it.

pub mod disk;
pub mod judge;
pub mod moment;
pub mod recording;
pub mod seeded;
pub mod told;
pub mod trace_line;
