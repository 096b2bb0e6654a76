//! The log and the container, against other libraries and a world that fails.

mod support;

mod evidence_log;
mod merkle_cross;
mod zip_form;
