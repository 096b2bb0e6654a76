//! Blobs: encrypted files named by owner and content.

pub mod local_folder;

mod chunked;
