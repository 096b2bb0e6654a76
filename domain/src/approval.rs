//! The approval 审批: one run of consent that an organisation asks of its own people before a guarded act.
//!
//! A run keeps the steps it began with. Who may act in a step is asked of the organisation at that moment
//! ([`turn::Turn`]); the outcome is good for exactly one use, on the subject and document it was asked for.
//! These are the rules alone: no stream of this kind is written yet, and no path asks for one.

pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod rejection;
pub mod state;
pub mod step;
pub mod turn;

#[cfg(test)]
mod tests;
