//! Rules of approvals.

mod random;
mod run;
mod steps;
