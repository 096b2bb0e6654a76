//! From a trace to what happened to the disk and on the sockets, in the order in which it happened.

use super::trace_line::{self, Descriptor, Entry, TraceLine};
use anyhow::{Context, bail};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Something that happened at one point of the recording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The system has taken a change over; a power cut may still lose it.
    Changed(DiskChange),
    /// A file or folder begins to be synced: what was changed before is meant.
    SyncBegins { sync: usize, path: PathBuf },
    /// From here on what was meant survives.
    SyncEnds { sync: usize },
    /// Bytes left for a socket, which has this name in the system.
    Sent { socket: String, bytes: Vec<u8> },
}

/// A change below the watched folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiskChange {
    MakeFolder(PathBuf),
    /// Makes a file where there is none.
    MakeFile(PathBuf),
    Write {
        path: PathBuf,
        at: usize,
        bytes: Vec<u8>,
    },
    Resize {
        path: PathBuf,
        len: usize,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    /// A second name for a file, in the same folder.
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Remove(PathBuf),
}

/// Reads a whole trace; `root` is the watched folder.
///
/// # Errors
/// A line cannot be read, or something changed a watched file in a way that the replay does not know.
pub fn moments(trace: &str, root: &Path) -> anyhow::Result<Vec<Moment>> {
    let mut reader = Reader {
        root,
        moments: Vec::new(),
        begun: HashMap::new(),
        positions: HashMap::new(),
        syncs: 0,
    };
    for line in trace.lines() {
        let short = line.get(..line.len().min(300)).unwrap_or_default();
        reader.line(line).with_context(|| short.to_owned())?;
    }
    Ok(reader.moments)
}

/// What the beginning of a call left to be finished at its end.
enum Opened {
    Sync(usize),
    Send { moment: usize },
    Nothing,
}

struct Reader<'a> {
    root: &'a Path,
    moments: Vec<Moment>,
    begun: HashMap<u32, (Entry<'a>, Opened)>,
    /// Where the next `write` through a descriptor goes.
    positions: HashMap<i64, usize>,
    syncs: usize,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) -> anyhow::Result<()> {
        let (thread, line) = trace_line::parse(line)?;
        match line {
            TraceLine::Other => Ok(()),
            TraceLine::Begun(entry) => {
                let opened = self.begin(&entry)?;
                self.begun.insert(thread, (entry, opened));
                Ok(())
            }
            TraceLine::Ended { returned } => {
                let (entry, opened) = self.begun.remove(&thread).context("an end without a beginning")?;
                self.end(&entry, opened, returned)
            }
            TraceLine::Whole { entry, returned } => {
                let opened = self.begin(&entry)?;
                self.end(&entry, opened, returned)
            }
        }
    }

    fn begin(&mut self, entry: &Entry<'_>) -> anyhow::Result<Opened> {
        match entry.name {
            "fsync" | "fdatasync" => {
                let Some(path) = self.watched(entry.descriptor(0)?) else {
                    return Ok(Opened::Nothing);
                };
                self.syncs += 1;
                let sync = self.syncs;
                self.moments.push(Moment::SyncBegins { sync, path });
                Ok(Opened::Sync(sync))
            }
            "write" | "writev" | "sendto" | "sendmsg" => {
                let socket = entry
                    .descriptor(0)?
                    .and_then(|to| to.name.to_str().map(str::to_owned));
                let Some(socket) = socket.filter(|name| name.starts_with("socket:")) else {
                    return Ok(Opened::Nothing);
                };
                let bytes = entry.bytes(1)?;
                self.moments.push(Moment::Sent { socket, bytes });
                let moment = self.moments.len() - 1;
                Ok(Opened::Send { moment })
            }
            _ => Ok(Opened::Nothing),
        }
    }

    fn end(&mut self, entry: &Entry<'_>, opened: Opened, returned: &str) -> anyhow::Result<()> {
        let given: Option<usize> = returned
            .split(['<', ' '])
            .next()
            .and_then(|number| number.parse().ok());
        match opened {
            // Of a send, what the system took counts.
            Opened::Send { moment } => {
                if let Some(Moment::Sent { bytes, .. }) = self.moments.get_mut(moment) {
                    bytes.truncate(given.unwrap_or(0));
                }
                Ok(())
            }
            Opened::Sync(sync) => {
                if given == Some(0) {
                    self.moments.push(Moment::SyncEnds { sync });
                }
                Ok(())
            }
            // What failed changed nothing.
            Opened::Nothing => given.map_or(Ok(()), |given| self.done(entry, given)),
        }
    }

    fn done(&mut self, entry: &Entry<'_>, given: usize) -> anyhow::Result<()> {
        match entry.name {
            "openat" => self.opened(
                &entry.path(Some(0), 1)?,
                entry.argument(2)?,
                i64::try_from(given)?,
            ),
            "mkdir" => self.changed(DiskChange::MakeFolder(entry.path(None, 0)?)),
            "mkdirat" => self.changed(DiskChange::MakeFolder(entry.path(Some(0), 1)?)),
            "unlink" | "rmdir" => self.changed(DiskChange::Remove(entry.path(None, 0)?)),
            "unlinkat" => self.changed(DiskChange::Remove(entry.path(Some(0), 1)?)),
            "rename" => {
                let (from, to) = (entry.path(None, 0)?, entry.path(None, 1)?);
                self.changed(DiskChange::Rename { from, to })
            }
            "linkat" => {
                let (from, to) = (entry.path(Some(0), 1)?, entry.path(Some(2), 3)?);
                self.changed(DiskChange::Link { from, to })
            }
            "write" | "writev" => self.written(entry, given),
            "pwrite64" => {
                let Some(path) = self.watched(entry.descriptor(0)?) else {
                    return Ok(());
                };
                let mut bytes = entry.bytes(1)?;
                bytes.truncate(given);
                let at = entry.number(3)?;
                self.changed(DiskChange::Write { path, at, bytes })
            }
            "ftruncate" => match self.watched(entry.descriptor(0)?) {
                Some(path) => {
                    let len = entry.number(1)?;
                    self.changed(DiskChange::Resize { path, len })
                }
                None => Ok(()),
            },
            "lseek" => {
                if let Some(file) = entry.descriptor(0)? {
                    self.positions.insert(file.number, given);
                }
                Ok(())
            }
            "mmap" => self.mapped(entry),
            "sendto" | "sendmsg" => Ok(()),
            "io_uring_setup" => bail!("writes through io_uring are not seen"),
            _ => self.unknown(entry),
        }
    }

    fn opened(&mut self, path: &Path, flags: &str, number: i64) -> anyhow::Result<()> {
        self.positions.insert(number, 0);
        if !trace_line::is_within(self.root, path) {
            return Ok(());
        }
        let has = |flag| flags.split('|').any(|found| found == flag);
        if has("O_TMPFILE") || (has("O_APPEND") && !has("O_RDONLY")) {
            bail!("the replay does not know files that are opened so");
        }
        if has("O_CREAT") {
            self.changed(DiskChange::MakeFile(path.to_owned()))?;
        }
        if has("O_TRUNC") {
            let (path, len) = (path.to_owned(), 0);
            self.changed(DiskChange::Resize { path, len })?;
        }
        Ok(())
    }

    /// A write at the descriptor's own place.
    fn written(&mut self, entry: &Entry<'_>, given: usize) -> anyhow::Result<()> {
        let to = entry.descriptor(0)?;
        let number = to.as_ref().map_or(-1, |to| to.number);
        let Some(path) = self.watched(to) else {
            return Ok(());
        };
        let position = self.positions.get_mut(&number);
        let position = position.context("a file that nobody was seen to open")?;
        let at = *position;
        *position += given;
        let mut bytes = entry.bytes(1)?;
        bytes.truncate(given);
        self.changed(DiskChange::Write { path, at, bytes })
    }

    /// Only SQLite's index of the WAL is written through memory: it is made anew after a cut.
    fn mapped(&self, entry: &Entry<'_>) -> anyhow::Result<()> {
        let Some(path) = self.watched(entry.descriptor(4)?) else {
            return Ok(());
        };
        let index = path.to_string_lossy().ends_with("-shm");
        let writes = entry.argument(2)?.contains("PROT_WRITE") && entry.argument(3)?.contains("MAP_SHARED");
        anyhow::ensure!(
            index || !writes,
            "{} is written through memory, which is not seen",
            path.display()
        );
        Ok(())
    }

    fn unknown(&self, entry: &Entry<'_>) -> anyhow::Result<()> {
        for index in 0..entry.arguments.len() {
            let named = entry.path(None, index).unwrap_or_default();
            let held = entry.descriptor(index).ok().flatten();
            if trace_line::is_within(self.root, &named) || self.watched(held).is_some() {
                bail!("the replay does not know the call {}", entry.name);
            }
        }
        Ok(())
    }

    fn watched(&self, descriptor: Option<Descriptor>) -> Option<PathBuf> {
        descriptor
            .filter(|found| !found.deleted && trace_line::is_within(self.root, &found.name))
            .map(|found| found.name)
    }

    fn changed(&mut self, change: DiskChange) -> anyhow::Result<()> {
        let path = match &change {
            DiskChange::MakeFolder(path) | DiskChange::MakeFile(path) | DiskChange::Remove(path) => path,
            DiskChange::Write { path, .. } | DiskChange::Resize { path, .. } => path,
            DiskChange::Rename { from, to } | DiskChange::Link { from, to } => {
                let inside = trace_line::is_within(self.root, from);
                anyhow::ensure!(
                    inside == trace_line::is_within(self.root, to),
                    "a file came from elsewhere"
                );
                from
            }
        };
        if trace_line::is_within(self.root, path) {
            self.moments.push(Moment::Changed(change));
        }
        Ok(())
    }
}
