//! Evidence: the keeper of the Merkle log, and the package of one contract.

pub mod anchored_logs;
pub mod keeper;
pub mod package;
