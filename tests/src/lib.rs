//! What tests, the demonstration and the benchmarks play with: a hub as a process, and people as sockets.
//!
//! [`hub_process`] starts the real program; [`browser`] speaks HTTP as one browser would; [`live_socket`] is one
//! person's WebSocket that comes back and repeats its commands; [`ceremony`] plays a whole session with them.

pub mod browser;
pub mod ceremony;
pub mod device;
pub mod handwriting;
pub mod hub_process;
pub mod live_socket;
