//! Writing a file so that a power cut leaves either all of it or nothing: temporary name, sync, rename,
//! sync the folder (research/reliability-security.md 4.5).

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Extension of files that were not finished; nobody reads them.
pub const UNFINISHED: &str = "tmp";

/// Writes `bytes` to `name` in `folder`; what stood there before is replaced.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{name}.{}.{UNFINISHED}", uuid::Uuid::new_v4().simple()));
    let written = write_and_rename(&temporary, &folder.join(name), bytes);
    if written.is_err() {
        // The first error is the one to tell; a left-over is swept later.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    sync_folder(folder)
}

fn write_and_rename(temporary: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(temporary, target)
}

/// Makes the folder and those above it, up to `root`, and makes their names durable.
pub fn create_folder(root: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    for above in folder.ancestors().skip(1) {
        sync_folder(above)?;
        if above == root {
            break;
        }
    }
    Ok(())
}

/// Makes the names in a folder survive a power cut.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
