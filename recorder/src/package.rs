//! The evidence package: one ASiC-E container that explains itself and verifies without a network (evidence 5).

pub mod asic_manifest;
pub mod assemble;
pub mod build;
pub mod description;
pub mod input;
pub mod layout;
pub mod manifest;
pub mod opening_lines;
pub mod session_record;
pub mod verify_text;
pub mod weak_points;
pub mod zip_form;
pub mod zip_reader;
pub mod zip_writer;
