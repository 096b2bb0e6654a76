//! The exclusive lock on the data directory: two hubs on one SQLite file would both think they own it.

use crate::durable_file;
use crate::open::OpenError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Held as long as anything may still write to the data directory; the system gives it up with the process.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

impl DataLock {
    /// Makes the directory where it is missing and takes the lock in `hub.lock`.
    ///
    /// # Errors
    /// Another process holds it, or the directory cannot be written.
    pub fn take(directory: &Path) -> Result<Self, OpenError> {
        let failed = |error: std::io::Error| OpenError::Directory {
            directory: directory.to_owned(),
            reason: error.to_string(),
        };
        durable_file::create_data_folder(directory).map_err(failed)?;
        let path = directory.join("hub.lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse {
                directory: directory.to_owned(),
            }),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
