//! The option that names the settings file, for every command that works on a hub's data.

use crate::config::{Config, Source};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct SettingFile {
    /// 设置文件 Settings file (default: huiqian.toml, if it exists).
    #[arg(long)]
    config: Option<PathBuf>,
}

impl SettingFile {
    /// Reads the file and the environment over it.
    ///
    /// # Errors
    /// A setting is wrong; the sentence names it.
    pub fn read(self) -> anyhow::Result<Config> {
        let default = PathBuf::from("huiqian.toml");
        let file = self.config.or_else(|| default.exists().then_some(default));
        let source = Source::read(file.as_deref(), |name| std::env::var(name).ok())?;
        Ok(Config::from_source(&source)?)
    }
}
