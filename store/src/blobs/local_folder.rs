//! Blobs in a folder of this machine: `<root>/<kind>/<uuid>/<sha-256>`, beside them the owner's wrapped key.

use super::chunked;
use crate::cipher::{CipherError, DataKey, MasterKey, Place};
use crate::durable_file;
use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use domain::ports::blob_store::{BlobError, BlobStore};
use parking_lot::Mutex;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The owner's data key, wrapped by the master key.
const KEY_FILE: &str = "owner.key";

/// [`BlobStore`] on a local folder.
pub struct LocalFolder {
    inner: Arc<Inner>,
}

struct Inner {
    root: PathBuf,
    master: MasterKey,
    /// Held while an owner's key is made or destroyed, so that there is never a second one.
    keys: Mutex<()>,
}

impl LocalFolder {
    /// Uses `root`, and makes it where it is missing.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(root: PathBuf, master: MasterKey) -> io::Result<Self> {
        if let Some(above) = root.parent() {
            durable_file::create_folder(above, &root)?;
        }
        Ok(Self {
            inner: Arc::new(Inner {
                root,
                master,
                keys: Mutex::new(()),
            }),
        })
    }

    /// Runs file work where it may block.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, BlobError> + Send + 'static,
    ) -> Result<T, BlobError> {
        let inner = self.inner.clone();
        let done = tokio::task::spawn_blocking(move || work(&inner)).await;
        done.unwrap_or_else(|error| Err(BlobError::Failed(error.to_string())))
    }
}

#[async_trait]
impl BlobStore for LocalFolder {
    async fn put(&self, owner: &str, bytes: &[u8]) -> Result<Sha256Hash, BlobError> {
        let (owner, bytes) = (Owner::parse(owner)?, bytes.to_vec());
        self.blocking(move |inner| inner.put(&owner, &bytes)).await
    }

    async fn get(&self, owner: &str, hash: Sha256Hash) -> Result<Option<Vec<u8>>, BlobError> {
        let owner = Owner::parse(owner)?;
        self.blocking(move |inner| inner.get(&owner, hash)).await
    }

    async fn copy(&self, from: &str, to: &str, hash: Sha256Hash) -> Result<bool, BlobError> {
        let (from, to) = (Owner::parse(from)?, Owner::parse(to)?);
        let copy = move |inner: &Inner| match inner.get(&from, hash)? {
            None => Ok(false),
            Some(bytes) => inner.put(&to, &bytes).map(|_| true),
        };
        self.blocking(copy).await
    }

    async fn remove_owner(&self, owner: &str) -> Result<(), BlobError> {
        let owner = Owner::parse(owner)?;
        self.blocking(move |inner| inner.remove_owner(&owner)).await
    }

    async fn sweep(&self, owner: &str, keep: &[Sha256Hash], min_age_ms: i64) -> Result<u64, BlobError> {
        let (owner, keep) = (Owner::parse(owner)?, keep.to_vec());
        self.blocking(move |inner| inner.sweep(&owner, &keep, min_age_ms))
            .await
    }
}

/// An owner's name in its one spelling, `kind/uuid`: it becomes a path, so nothing else is let through.
struct Owner(String);

impl Owner {
    fn parse(text: &str) -> Result<Self, BlobError> {
        let plain_kind =
            |kind: &str| !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        match StreamId::try_from(text.to_owned()) {
            Ok(stream) if plain_kind(&stream.kind) => Ok(Self(stream.to_string())),
            _ => Err(BlobError::Failed(format!(
                "{text:?} is not an owner; owners are written kind/uuid"
            ))),
        }
    }

    fn key_place(&self) -> Place {
        Place::new("blob_owner", &[self.0.as_bytes()])
    }
}

impl Inner {
    fn folder(&self, owner: &Owner) -> PathBuf {
        self.root.join(&owner.0)
    }

    fn put(&self, owner: &Owner, bytes: &[u8]) -> Result<Sha256Hash, BlobError> {
        let hash = Sha256Hash::of(bytes);
        let key = self.load_or_create_key(owner)?;
        let sealed = chunked::seal(&key, &owner.0, hash, bytes).map_err(cipher_failed)?;
        durable_file::write(&self.folder(owner), &hash.to_hex(), &sealed).map_err(failed)?;
        Ok(hash)
    }

    fn get(&self, owner: &Owner, hash: Sha256Hash) -> Result<Option<Vec<u8>>, BlobError> {
        let Some(sealed) = read(&self.folder(owner).join(hash.to_hex()))? else {
            return Ok(None);
        };
        let Some(key) = self.load_key(owner)? else {
            return Err(BlobError::Damaged(hash));
        };
        match chunked::open(&key, &owner.0, hash, &sealed) {
            Ok(plain) => Ok(Some(plain)),
            Err(CipherError::DoesNotOpen) => Err(BlobError::Damaged(hash)),
            Err(CipherError::Failed) => Err(cipher_failed(CipherError::Failed)),
        }
    }

    fn load_key(&self, owner: &Owner) -> Result<Option<DataKey>, BlobError> {
        let Some(wrapped) = read(&self.folder(owner).join(KEY_FILE))? else {
            return Ok(None);
        };
        self.master
            .unwrap(&owner.key_place(), &wrapped)
            .map(Some)
            .map_err(cipher_failed)
    }

    /// The key is durable before the first blob that needs it.
    fn load_or_create_key(&self, owner: &Owner) -> Result<DataKey, BlobError> {
        let _held = self.keys.lock();
        if let Some(key) = self.load_key(owner)? {
            return Ok(key);
        }
        let key = DataKey::random().map_err(cipher_failed)?;
        let wrapped = self
            .master
            .wrap(&owner.key_place(), &key)
            .map_err(cipher_failed)?;
        let folder = self.folder(owner);
        durable_file::create_folder(&self.root, &folder).map_err(failed)?;
        durable_file::write(&folder, KEY_FILE, &wrapped).map_err(failed)?;
        Ok(key)
    }

    fn remove_owner(&self, owner: &Owner) -> Result<(), BlobError> {
        let _held = self.keys.lock();
        let folder = self.folder(owner);
        let key = folder.join(KEY_FILE);
        // The key first: from here on nothing of the owner can be read, whatever else stays on disk.
        if let Some(wrapped) = read(&key)? {
            overwrite(&key, wrapped.len()).map_err(failed)?;
        }
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            done => done.map_err(failed)?,
        }
        folder
            .parent()
            .map_or(Ok(()), durable_file::sync_folder)
            .map_err(failed)
    }

    fn sweep(&self, owner: &Owner, keep: &[Sha256Hash], min_age_ms: i64) -> Result<u64, BlobError> {
        let min_age = Duration::from_millis(u64::try_from(min_age_ms).unwrap_or(0));
        let folder = self.folder(owner);
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            entries => entries.map_err(failed)?,
        };
        let mut removed = 0;
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if may_go(&path, keep) && age(&path).map_err(failed)? >= min_age {
                fs::remove_file(&path).map_err(failed)?;
                removed += u64::from(!is_unfinished(&path));
            }
        }
        durable_file::sync_folder(&folder).map_err(failed)?;
        Ok(removed)
    }
}

fn is_unfinished(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == durable_file::UNFINISHED)
}

/// Left-overs of interrupted writes, and blobs that nobody names.
fn may_go(path: &Path, keep: &[Sha256Hash]) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let hash = name.and_then(|name| name.parse::<Sha256Hash>().ok());
    is_unfinished(path) || hash.is_some_and(|hash| !keep.contains(&hash))
}

/// Zero for a file from the future: a clock that stepped back removes nothing.
fn age(path: &Path) -> io::Result<Duration> {
    Ok(fs::metadata(path)?.modified()?.elapsed().unwrap_or_default())
}

fn overwrite(path: &Path, len: usize) -> io::Result<()> {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    file.write_all(&vec![0; len])?;
    file.sync_all()
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, BlobError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: io::Error) -> BlobError {
    BlobError::Failed(error.to_string())
}

fn cipher_failed(error: CipherError) -> BlobError {
    BlobError::Failed(error.to_string())
}
