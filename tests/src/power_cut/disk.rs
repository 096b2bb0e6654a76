//! The disk as the operating system promises it, and no better: a file's bytes are safe after its own fsync, a name
//! after the fsync of its folder. Everything else may be there or not after a power cut.

mod pending;

use super::moment::{DiskChange, Moment};
use super::seeded::Seeded;
use anyhow::{Context, bail};
use pending::{Change, Data, NameChange, Names, Node, Pending};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What becomes of the writes to a file that were not synced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Nothing,
    Everything,
    /// Each write by itself.
    Subset,
    /// All up to one, of which only some sectors.
    Torn,
}

/// The fates, to be chosen from.
pub const FATES: [Fate; 4] = [Fate::Nothing, Fate::Everything, Fate::Subset, Fate::Torn];

/// A disk that moments are played to.
pub struct Disk {
    root: PathBuf,
    files: Vec<Pending<Data>>,
    folders: Vec<Folder>,
    syncs: HashMap<usize, (Node, usize)>,
}

#[derive(Default)]
struct Folder {
    /// As programs see it.
    now: Names,
    names: Pending<NameChange>,
}

impl Disk {
    /// An empty disk whose `root` exists for good.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            files: Vec::new(),
            folders: vec![Folder::default()],
            syncs: HashMap::new(),
        }
    }

    /// Lets `moment` happen.
    ///
    /// # Errors
    /// It cannot have happened on this disk: the recording is incomplete.
    pub fn play(&mut self, moment: &Moment) -> anyhow::Result<()> {
        match moment {
            Moment::Changed(change) => self.change(change),
            Moment::SyncBegins { sync, path } => {
                let Some(node) = self.node(path)? else {
                    bail!("{} was synced, but never made", path.display())
                };
                let so_far = match node {
                    Node::File(file) => self.files[file].so_far(),
                    Node::Folder(folder) => self.folders[folder].names.so_far(),
                };
                self.syncs.insert(*sync, (node, so_far));
                Ok(())
            }
            Moment::SyncEnds { sync } => {
                match self.syncs.remove(sync) {
                    Some((Node::File(file), so_far)) => self.files[file].settle(so_far),
                    Some((Node::Folder(folder), so_far)) => self.folders[folder].names.settle(so_far),
                    None => bail!("a sync ended that never began"),
                }
                Ok(())
            }
            Moment::Sent { .. } => Ok(()),
        }
    }

    fn change(&mut self, change: &DiskChange) -> anyhow::Result<()> {
        match change {
            DiskChange::MakeFolder(path) => {
                let node = Node::Folder(self.folders.len());
                self.folders.push(Folder::default());
                self.name(path, |name| NameChange::Put(name, node))
            }
            DiskChange::MakeFile(path) => {
                if self.node(path)?.is_some() {
                    return Ok(());
                }
                let node = Node::File(self.files.len());
                self.files.push(Pending::default());
                self.name(path, |name| NameChange::Put(name, node))
            }
            DiskChange::Write { path, at, bytes } => {
                let (at, bytes) = (*at, bytes.clone());
                self.data(path, Data::Write { at, bytes })
            }
            DiskChange::Resize { path, len } => self.data(path, Data::Resize(*len)),
            DiskChange::Rename { from, to } => {
                anyhow::ensure!(from.parent() == to.parent(), "a rename between folders");
                let to = to.file_name().context("no name")?.to_owned();
                self.name(from, |name| NameChange::Rename(name, to))
            }
            DiskChange::Link { from, to } => {
                let node = self.node(from)?.context("a second name for nothing")?;
                self.name(to, |name| NameChange::Put(name, node))
            }
            DiskChange::Remove(path) => self.name(path, NameChange::Remove),
        }
    }

    fn data(&mut self, path: &Path, data: Data) -> anyhow::Result<()> {
        match self.node(path)? {
            Some(Node::File(file)) => self.files[file].changes.push(data),
            _ => bail!("{} was written, but never made", path.display()),
        }
        Ok(())
    }

    fn name(&mut self, path: &Path, change: impl FnOnce(OsString) -> NameChange) -> anyhow::Result<()> {
        let above = path.parent().context("no folder")?;
        let Some(Node::Folder(folder)) = self.node(above)? else {
            bail!("the folder {} was never made", above.display())
        };
        let change = change(path.file_name().context("no name")?.to_owned());
        let folder = &mut self.folders[folder];
        change.apply(&mut folder.now);
        folder.names.changes.push(change);
        Ok(())
    }

    /// What stands at a path as programs see it.
    fn node(&self, path: &Path) -> anyhow::Result<Option<Node>> {
        let mut node = Node::Folder(0);
        for name in path.strip_prefix(&self.root)? {
            let Node::Folder(folder) = node else {
                return Ok(None);
            };
            match self.folders[folder].now.get(name) {
                Some(found) => node = *found,
                None => return Ok(None),
            }
        }
        Ok(Some(node))
    }

    /// Writes to `folder` what a power cut now may leave: unsynced writes by `data`, unsynced names by `names`
    /// (of [`Fate::Subset`] and [`Fate::Torn`]: the first few in each folder).
    pub fn after_a_cut(
        &self,
        folder: &Path,
        data: Fate,
        names: Fate,
        random: &mut Seeded,
    ) -> anyhow::Result<()> {
        self.lay_out(0, folder, (data, names), random)
    }

    fn lay_out(&self, id: usize, to: &Path, fates: (Fate, Fate), random: &mut Seeded) -> anyhow::Result<()> {
        let pending = &self.folders[id].names;
        let kept = match fates.1 {
            Fate::Nothing => 0,
            Fate::Everything => pending.changes.len(),
            Fate::Subset | Fate::Torn => random.below(pending.changes.len() + 1),
        };
        let mut names = pending.safe.clone();
        for change in &pending.changes[..kept] {
            change.apply(&mut names);
        }
        for (name, node) in names {
            let path = to.join(name);
            match node {
                Node::File(file) => std::fs::write(path, self.files[file].after_a_cut(fates.0, random))?,
                Node::Folder(folder) => {
                    std::fs::create_dir(&path)?;
                    self.lay_out(folder, &path, fates, random)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
