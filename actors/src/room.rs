//! Live rooms: who is in a session right now, and what they are shown (design 2.2, 2.5). Never persisted.
//!
//! [`outbox`] is the seam to a connection, [`codec`] what a room must be told about frames, [`live_rooms`] how
//! a connection joins. Inside: `live_room` is the actor, `fan_out` the members and their frames, `ink` the
//! merging of ink in flight, `pens` who draws, `presence` who is to be reported as here or gone.

pub mod codec;
pub mod frame;
pub mod live_rooms;
pub mod metrics;
pub mod outbox;

mod fan_out;
mod ink;
mod live_room;
mod pens;
mod presence;
