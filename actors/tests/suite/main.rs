//! The actors against an in-memory log that can be slow, refuse, lie and fail.

mod effects;
mod entity;
mod faults;
mod feeds;
mod interleavings;
mod rooms;
mod support;
mod timers;
