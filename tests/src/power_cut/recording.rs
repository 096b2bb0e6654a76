//! Running a hub under strace, which writes down every call that changes a file and every byte that leaves.

use super::moment::{self, Moment};
use crate::hub_process::{HubOptions, HubProcess};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The calls that are written down: those that the replay knows, and those that must not touch a watched file
/// because it does not know them.
const CALLS: &str = "openat,write,writev,pwrite64,ftruncate,lseek,mkdir,mkdirat,rename,unlink,unlinkat,rmdir,\
fsync,fdatasync,mmap,sendto,sendmsg,\
open,creat,pwritev,pwritev2,truncate,fallocate,renameat,renameat2,link,linkat,symlink,symlinkat,\
copy_file_range,sendfile,splice,sendmmsg,io_uring_setup";
/// Longest buffer that is written down whole, in bytes.
const LONGEST: usize = 64 << 20;

/// A hub that is being recorded. Its data directory is made by the hub itself.
pub struct RecordedHub {
    pub process: HubProcess,
    root: PathBuf,
    trace: PathBuf,
}

impl RecordedHub {
    /// Starts a hub on a new data directory inside `folder`.
    pub fn start(folder: &Path) -> anyhow::Result<Self> {
        // As the system spells it: so it stands in the trace.
        let folder = folder.canonicalize()?;
        let (root, trace) = (folder.join("disk"), folder.join("trace"));
        std::fs::create_dir(&root)?;
        let words = ["strace", "-f", "-y", "-xx", "--seccomp-bpf", "-e", "signal=none"];
        let mut under: Vec<OsString> = words.map(OsString::from).to_vec();
        under.extend([
            format!("-etrace={CALLS}").into(),
            format!("-s{LONGEST}").into(),
            "-o".into(),
        ]);
        under.push(trace.clone().into());
        let options = HubOptions {
            under,
            log: folder.join("hub.log"),
            ..HubOptions::new(&root.join(DATA))?.with("HUB_FILM_WORKER", "none")
        };
        Ok(Self {
            process: HubProcess::start(options)?,
            root,
            trace,
        })
    }

    /// Kills the hub and reads what was written down.
    pub fn finish(mut self) -> anyhow::Result<Recording> {
        self.process.kill()?;
        let trace = std::fs::read_to_string(&self.trace)?;
        Ok(Recording {
            moments: moment::moments(&trace, &self.root)?,
            options: self.process.options().clone(),
            root: self.root,
        })
    }
}

/// Name of the data directory on the watched disk.
pub const DATA: &str = "data";

/// What a hub did.
pub struct Recording {
    pub moments: Vec<Moment>,
    /// The folder that stands for the disk.
    pub root: PathBuf,
    /// How the hub was started.
    pub options: HubOptions,
}
