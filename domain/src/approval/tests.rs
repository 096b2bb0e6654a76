//! Rules of approvals.

mod absences;
mod flows;
mod random;
mod run;
pub(crate) mod samples;
mod steps;
