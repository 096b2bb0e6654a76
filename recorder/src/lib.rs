//! What happened, kept so that it can be proven: the Merkle log, signed checkpoints, and the evidence package.
//!
//! Read in this order: [`merkle`] (RFC 6962 trees and proofs), [`note`] (signed checkpoints and proof files),
//! [`leaf`] (what a session puts into the log), [`evidence_log`] (the one keeper of the log),
//! [`package`] (the file that a court gets). [`film_script`] turns a log into what the film worker draws.

pub mod evidence_log;
pub mod film_script;
pub mod leaf;
pub mod merkle;
pub mod note;
pub mod package;
