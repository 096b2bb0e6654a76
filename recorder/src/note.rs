//! C2SP texts around the log: signed notes, checkpoints, verifier keys and offline proof files (evidence 1.1).

pub mod checkpoint;
pub mod log_key;
pub mod proof_file;
pub mod signed_note;
pub mod verifier_key;
