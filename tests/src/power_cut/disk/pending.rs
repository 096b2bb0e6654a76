//! What is safe of a file or a folder, and the changes since, which a cut may lose.

use super::Fate;
use crate::power_cut::seeded::Seeded;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// What a disk writes whole or not at all, in bytes.
pub const SECTOR: usize = 512;

/// A change of something that can be synced.
pub trait Change {
    /// What is changed.
    type Of: Clone + Default;

    fn apply(&self, to: &mut Self::Of);
}

/// The safe state, and what came after it.
pub struct Pending<C: Change> {
    pub safe: C::Of,
    pub changes: Vec<C>,
    /// How many changes became safe before these.
    settled: usize,
}

impl<C: Change> Default for Pending<C> {
    fn default() -> Self {
        Self {
            safe: C::Of::default(),
            changes: Vec::new(),
            settled: 0,
        }
    }
}

impl<C: Change> Pending<C> {
    /// How many changes there were until now.
    pub fn so_far(&self) -> usize {
        self.settled + self.changes.len()
    }

    /// Makes the first `so_far` changes safe.
    pub fn settle(&mut self, so_far: usize) {
        let count = so_far.saturating_sub(self.settled).min(self.changes.len());
        for change in self.changes.drain(..count) {
            change.apply(&mut self.safe);
        }
        self.settled += count;
    }
}

/// A change of a file's bytes.
pub enum Data {
    Write { at: usize, bytes: Vec<u8> },
    Resize(usize),
}

impl Change for Data {
    type Of = Vec<u8>;

    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Resize(len) => to.resize(*len, 0),
            Self::Write { at, bytes } => put(to, *at, bytes),
        }
    }
}

impl Data {
    /// Only some sectors of a write, by chance.
    fn tear(&self, to: &mut Vec<u8>, random: &mut Seeded) {
        let Self::Write { at, bytes } = self else {
            return;
        };
        let mut from = 0;
        while from < bytes.len() {
            let len = (SECTOR - (at + from) % SECTOR).min(bytes.len() - from);
            if random.coin() {
                put(to, at + from, &bytes[from..from + len]);
            }
            from += len;
        }
    }
}

/// Writes into a file; what it must be longer for is zeros.
fn put(to: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    to[at..end].copy_from_slice(bytes);
}

impl Pending<Data> {
    /// The file's bytes after a cut.
    pub fn after_a_cut(&self, fate: Fate, random: &mut Seeded) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        let torn = random.below(self.changes.len());
        for (index, change) in self.changes.iter().enumerate() {
            match fate {
                Fate::Nothing => break,
                Fate::Everything => change.apply(&mut bytes),
                Fate::Subset if random.coin() => change.apply(&mut bytes),
                Fate::Subset => {}
                Fate::Torn if index < torn => change.apply(&mut bytes),
                Fate::Torn => {
                    change.tear(&mut bytes, random);
                    break;
                }
            }
        }
        bytes
    }
}

/// What a name stands for: the number of a file or of a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Node {
    File(usize),
    Folder(usize),
}

/// The names in a folder.
pub type Names = BTreeMap<OsString, Node>;

/// A change of a folder's names.
pub enum NameChange {
    Put(OsString, Node),
    Remove(OsString),
    Rename(OsString, OsString),
}

impl Change for NameChange {
    type Of = Names;

    fn apply(&self, names: &mut Names) {
        match self {
            Self::Put(name, node) => drop(names.insert(name.clone(), *node)),
            Self::Remove(name) => drop(names.remove(name)),
            Self::Rename(from, to) => {
                if let Some(node) = names.remove(from) {
                    names.insert(to.clone(), node);
                }
            }
        }
    }
}
