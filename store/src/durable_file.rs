//! Writing a file so that a power cut leaves either all of it or nothing: temporary name, sync, rename,
//! sync the folder (research/reliability-security.md 4.5).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Extension of files that were not finished; nobody reads them.
pub const UNFINISHED: &str = "tmp";

/// Writes `bytes` to `name` in `folder`, for this user only; what stood there before is replaced.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    publish(folder, name, bytes, |temporary, target| {
        fs::rename(temporary, target)
    })
}

/// As [`write`], but never replaces.
///
/// # Errors
/// Of kind `AlreadyExists` where the name is taken; among others.
pub fn create(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    publish(folder, name, bytes, |temporary, target| {
        fs::hard_link(temporary, target)?;
        fs::remove_file(temporary)
    })
}

fn publish(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    under_its_name: impl Fn(&Path, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = folder.join(format!("{name}.{}.{UNFINISHED}", uuid::Uuid::new_v4().simple()));
    let written =
        write_synced(&temporary, bytes).and_then(|()| under_its_name(&temporary, &folder.join(name)));
    if written.is_err() {
        // The first error is the one to tell; a left-over is swept later.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    sync_folder(folder)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the folder and those missing between it and `root`, and makes their names durable, also where a process
/// that was killed had made them but not got so far.
pub fn create_folder(root: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for above in folder.ancestors().skip(1) {
        sync_folder(above)?;
        if above == root {
            break;
        }
    }
    Ok(())
}

/// As [`create_folder`], up to the first folder above that is there: the place where a hub keeps its data.
pub fn create_data_folder(folder: &Path) -> io::Result<()> {
    let was_there = folder.is_dir();
    let here = Path::new("");
    let mut above = folder.ancestors().skip(1);
    let root = above
        .find(|above| *above == here || above.is_dir())
        .unwrap_or(here);
    match create_folder(root, folder) {
        // Somebody else made it, in a folder that is closed to this user.
        Err(error) if was_there && error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        made => made,
    }
}

/// Makes the names in a folder survive a power cut.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let here = folder.as_os_str().is_empty();
    File::open(if here { Path::new(".") } else { folder })?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_stays_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path(), "key", b"first").unwrap();
        let second = create(folder.path(), "key", b"second").unwrap_err();
        assert_eq!(second.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(folder.path().join("key")).unwrap(), b"first");
        write(folder.path(), "key", b"third").unwrap();
        assert_eq!(fs::read(folder.path().join("key")).unwrap(), b"third");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left over"
        );
    }

    #[test]
    fn a_data_folder_is_made_with_what_is_missing_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        create_data_folder(&deep).unwrap();
        create_data_folder(&deep).unwrap();
        assert!(deep.is_dir());
    }
}
