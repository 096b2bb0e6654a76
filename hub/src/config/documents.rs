//! Limits of uploaded documents, and the programs and fonts that read them.

use super::{ConfigError, Setting, Source};
use pdf::font::shelf;
use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

/// The `[documents]` section.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Largest upload in bytes.
    pub max_bytes: u64,
    pub max_pages: u32,
    /// A TrueType font or collection with 中文, for names and for pages that embed none.
    pub font: PathBuf,
    /// Asked one after the other for characters that `font` does not have.
    pub font_fallback: PathList,
    /// 宋体, 楷体 and 仿宋 for what is filled in; `font` is 黑体 and asked last.
    pub font_song: PathList,
    pub font_kai: PathList,
    pub font_fangsong: PathList,
    /// The program that reads foreign files under limits; `None`: the hub's own.
    pub worker_program: Option<PathBuf>,
    /// LibreOffice's `soffice.bin`, which converts Word and Excel files; `none`: they are refused.
    pub office: PathBuf,
    /// Conversions that may run at the same time.
    pub office_at_once: u32,
    /// The film worker; `None`: beside the hub's own program.
    pub film_worker: Option<PathBuf>,
}

/// Paths separated by colons; files that are not there are passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathList(pub Vec<PathBuf>);

impl FromStr for PathList {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let paths = text.split(':').filter(|path| !path.is_empty());
        Ok(Self(paths.map(PathBuf::from).collect()))
    }
}

impl PathList {
    /// As it stands in a setting.
    fn to_setting(&self) -> String {
        let paths: Vec<String> = self.0.iter().map(|path| path.display().to_string()).collect();
        paths.join(":")
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self {
            max_bytes: 100_000_000,
            max_pages: 1000,
            font: PathBuf::from("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
            font_fallback: path_list(&shelf::RARE),
            font_song: path_list(&[shelf::SONG]),
            font_kai: path_list(&[shelf::KAI]),
            font_fangsong: path_list(&[shelf::FANG_SONG, shelf::KAI]),
            worker_program: None,
            office: PathBuf::from("/usr/lib/libreoffice/program/soffice.bin"),
            office_at_once: 2,
            film_worker: None,
        }
    }
}

fn path_list(paths: &[&str]) -> PathList {
    PathList(paths.iter().map(PathBuf::from).collect())
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
            font_fallback: source
                .get("documents.font_fallback", "HUB_FONT_FALLBACK")?
                .unwrap_or(default.font_fallback),
            font_song: source
                .get("documents.font_song", "HUB_FONT_SONG")?
                .unwrap_or(default.font_song),
            font_kai: source
                .get("documents.font_kai", "HUB_FONT_KAI")?
                .unwrap_or(default.font_kai),
            font_fangsong: source
                .get("documents.font_fangsong", "HUB_FONT_FANGSONG")?
                .unwrap_or(default.font_fangsong),
            worker_program: source.get("documents.worker_program", "HUB_WORKER_PROGRAM")?,
            office: source
                .get("documents.office", "HUB_OFFICE")?
                .unwrap_or(default.office),
            office_at_once: source
                .get("documents.office_at_once", "HUB_OFFICE_AT_ONCE")?
                .unwrap_or(default.office_at_once),
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
            "documents.font_fallback",
            "HUB_FONT_FALLBACK",
            default.font_fallback.to_setting(),
            "生僻字的后备字体，以冒号分隔",
            "fonts for rare characters, separated by colons",
        ),
        setting(
            "documents.font_song",
            "HUB_FONT_SONG",
            default.font_song.to_setting(),
            "宋体",
            "fonts for 宋体",
        ),
        setting(
            "documents.font_kai",
            "HUB_FONT_KAI",
            default.font_kai.to_setting(),
            "楷体",
            "fonts for 楷体",
        ),
        setting(
            "documents.font_fangsong",
            "HUB_FONT_FANGSONG",
            default.font_fangsong.to_setting(),
            "仿宋",
            "fonts for 仿宋",
        ),
        setting(
            "documents.worker_program",
            "HUB_WORKER_PROGRAM",
            "(the hub)".into(),
            "受限文档处理程序",
            "program that reads foreign files",
        ),
        setting(
            "documents.office",
            "HUB_OFFICE",
            default.office.display().to_string(),
            "LibreOffice 的 soffice.bin，用于转换 Word 与 Excel；none 为不转换",
            "soffice.bin of LibreOffice, which converts Word and Excel; none: not converted",
        ),
        setting(
            "documents.office_at_once",
            "HUB_OFFICE_AT_ONCE",
            default.office_at_once.to_string(),
            "同时转换的文件数",
            "conversions at the same time",
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
