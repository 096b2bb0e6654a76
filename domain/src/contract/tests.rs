//! The contract's rules, given / when / then, one behaviour a test; and random sessions that must never break them.

mod approvals;
mod auto_sign;
mod cast;
mod given;
mod session;

mod colleagues;
mod demands;
mod ending;
mod filling;
mod following;
mod ink;
mod opening;
mod people;
mod phases;
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
