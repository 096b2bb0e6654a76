//! The contract's rules, given / when / then, one behaviour a test; and random sessions that must never break them.

mod approvals;
mod auto_sign;
pub(crate) mod cast;
pub(crate) mod given;
pub(crate) mod session;

mod any_of;
mod colleagues;
mod demands;
mod ending;
mod filling;
mod following;
mod ink;
mod opening;
mod opinions;
mod papers;
mod people;
mod phases;
mod readers;
mod reading;
mod rights;
mod routine;
mod sealing;
mod seen;
mod signing;
mod stale;
mod views;

mod golden_lines;
mod golden_sessions;
mod random;
