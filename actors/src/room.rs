//! Live rooms: who is in a session right now, and what they are shown (design 2.2, 2.5). Never persisted.
//!
//! [`outbox`] is the seam to a connection, [`codec`] what a room must be told about frames, [`live_room`] how
//! a connection comes and goes.

pub mod codec;
pub mod outbox;
