//! Approvals as the hub handles them: the guard before an act, and what the organisation is told of the act.

pub mod facts;
pub mod guard;
pub mod own_signature;
