//! Rules of approvals.

mod random;
mod run;
pub(crate) mod samples;
mod steps;
