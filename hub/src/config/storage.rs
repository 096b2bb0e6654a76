//! Where the hub keeps its data and its master key.

use super::{ConfigError, Setting, Source};
use std::path::PathBuf;

/// The `[storage]` section.
#[derive(Clone, Debug)]
pub struct Storage {
    pub data_dir: PathBuf,
    /// PostgreSQL address; `None`: SQLite in the data directory.
    pub database_url: Option<String>,
    /// Redis address for the bus between nodes; `None`: this process alone.
    pub redis_url: Option<String>,
    /// For tests only: take a PostgreSQL that would lose commits in a power cut.
    pub database_may_forget: bool,
    /// The 32-byte master key as 64 hex digits, instead of the file in the data directory.
    pub master_key: Option<String>,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            database_url: None,
            redis_url: None,
            database_may_forget: false,
            master_key: None,
        }
    }
}

impl Storage {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let default = Self::default();
        Ok(Self {
            data_dir: source
                .get("storage.data_dir", "HUB_DATA_DIR")?
                .unwrap_or(default.data_dir),
            database_url: source.get("storage.database_url", "HUB_DATABASE_URL")?,
            redis_url: source.get("storage.redis_url", "HUB_REDIS_URL")?,
            database_may_forget: source
                .get("storage.database_may_forget", "HUB_DATABASE_MAY_FORGET")?
                .unwrap_or(default.database_may_forget),
            master_key: source.get("storage.master_key", "HUB_MASTER_KEY")?,
        })
    }
}

impl Storage {
    /// Whether the database must survive a power cut.
    pub fn durability(&self) -> store::postgres::Durability {
        if self.database_may_forget {
            store::postgres::Durability::NotForRealData
        } else {
            store::postgres::Durability::Required
        }
    }
}

pub(super) fn reference() -> Vec<Setting> {
    let setting = |key, variable, default: &str, zh, en| Setting {
        key,
        variable,
        default: default.to_owned(),
        zh,
        en,
    };
    vec![
        setting(
            "storage.data_dir",
            "HUB_DATA_DIR",
            "data",
            "数据目录",
            "data directory",
        ),
        setting(
            "storage.database_url",
            "HUB_DATABASE_URL",
            "(SQLite)",
            "PostgreSQL 地址",
            "address of a PostgreSQL database",
        ),
        setting(
            "storage.redis_url",
            "HUB_REDIS_URL",
            "-",
            "Redis 地址（多节点）",
            "address of Redis, for several nodes",
        ),
        setting(
            "storage.database_may_forget",
            "HUB_DATABASE_MAY_FORGET",
            "false",
            "仅供测试：接受不落盘的数据库",
            "tests only: take a database that does not sync",
        ),
        setting(
            "storage.master_key",
            "HUB_MASTER_KEY",
            "(data_dir/master.key)",
            "主密钥（64 位十六进制）；丢失则内容无法恢复",
            "master key, 64 hex digits; without it contents are lost",
        ),
    ]
}
