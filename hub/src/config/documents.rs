//! Limits of uploaded documents, and the programs and fonts that read them.

use super::{ConfigError, Setting, Source};
use std::path::PathBuf;

/// The `[documents]` section.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Largest upload in bytes.
    pub max_bytes: u64,
    pub max_pages: u32,
    /// A TrueType font or collection with 中文, for names and for pages that embed none.
    pub font: PathBuf,
    /// The program that reads foreign files under limits; `None`: the hub's own.
    pub worker_program: Option<PathBuf>,
    /// The film worker; `None`: beside the hub's own program.
    pub film_worker: Option<PathBuf>,
}

impl Default for Documents {
    fn default() -> Self {
        Self {
            max_bytes: 50 * 1024 * 1024,
            max_pages: 500,
            font: PathBuf::from("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
            worker_program: None,
            film_worker: None,
        }
    }
}

impl Documents {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        let default = Self::default();
        Ok(Self {
            max_bytes: source
                .get("documents.max_bytes", "HUB_MAX_BYTES")?
                .unwrap_or(default.max_bytes),
            max_pages: source
                .get("documents.max_pages", "HUB_MAX_PAGES")?
                .unwrap_or(default.max_pages),
            font: source.get("documents.font", "HUB_FONT")?.unwrap_or(default.font),
            worker_program: source.get("documents.worker_program", "HUB_WORKER_PROGRAM")?,
            film_worker: source.get("documents.film_worker", "HUB_FILM_WORKER")?,
        })
    }
}

pub(super) fn reference() -> Vec<Setting> {
    let default = Documents::default();
    let setting = |key, variable, default: String, zh, en| Setting {
        key,
        variable,
        default,
        zh,
        en,
    };
    vec![
        setting(
            "documents.max_bytes",
            "HUB_MAX_BYTES",
            default.max_bytes.to_string(),
            "上传文件大小上限（字节）",
            "largest upload, bytes",
        ),
        setting(
            "documents.max_pages",
            "HUB_MAX_PAGES",
            default.max_pages.to_string(),
            "页数上限",
            "most pages of a document",
        ),
        setting(
            "documents.font",
            "HUB_FONT",
            default.font.display().to_string(),
            "中文字体",
            "font with 中文",
        ),
        setting(
            "documents.worker_program",
            "HUB_WORKER_PROGRAM",
            "(the hub)".into(),
            "受限文档处理程序",
            "program that reads foreign files",
        ),
        setting(
            "documents.film_worker",
            "HUB_FILM_WORKER",
            "(beside the hub)".into(),
            "影像生成程序",
            "program that renders films",
        ),
    ]
}
