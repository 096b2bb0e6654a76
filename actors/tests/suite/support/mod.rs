//! A tiny aggregate, a log with faults, a clock to be set, and a world that puts them together.

pub mod clock;
pub mod faulty_log;
pub mod hall;
pub mod pot;
pub mod world;
