//! The master key: from the setting, or from its file, which the first start makes.

use pki::master_key::{MasterKey, MasterKeyError};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use store::durable_file;

/// Name of the key file in the data directory.
pub const FILE: &str = "master.key";

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("主密钥不可用 / the master key cannot be used: {0}")]
    Key(#[from] MasterKeyError),
    #[error("无法读写主密钥文件 / the master key's file cannot be read or written: {0}")]
    File(#[from] std::io::Error),
    #[error(
        "数据目录里有数据却没有主密钥；请放回 master.key 或设置 HUB_MASTER_KEY / there are data but no master key: put master.key back or set HUB_MASTER_KEY"
    )]
    Missing,
}

/// A master key, and whether it was made just now.
pub struct FoundKey {
    pub key: Arc<MasterKey>,
    pub fresh: bool,
}

/// Reads the key, or makes it where there are no data yet.
pub fn find(setting: Option<&str>, data_dir: &Path, has_data: bool) -> Result<FoundKey, KeyFileError> {
    if let Some(text) = setting {
        return Ok(FoundKey {
            key: Arc::new(MasterKey::from_text(text)?),
            fresh: false,
        });
    }
    if let Some(key) = read(data_dir)? {
        let key = Arc::new(key);
        return Ok(FoundKey { key, fresh: false });
    }
    if has_data {
        return Err(KeyFileError::Missing);
    }
    let key = MasterKey::generate()?;
    let mut line = key.to_hex();
    line.push('\n');
    match durable_file::create(data_dir, FILE, line.as_bytes()) {
        Ok(()) => Ok(FoundKey {
            key: Arc::new(key),
            fresh: true,
        }),
        // Another hub was started in the same moment: its key is the one.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let key = Arc::new(read(data_dir)?.ok_or(KeyFileError::Missing)?);
            Ok(FoundKey { key, fresh: false })
        }
        Err(error) => Err(error.into()),
    }
}

fn read(data_dir: &Path) -> Result<Option<MasterKey>, KeyFileError> {
    match std::fs::read(data_dir.join(FILE)) {
        Ok(contents) => Ok(Some(MasterKey::from_file_contents(&contents)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
