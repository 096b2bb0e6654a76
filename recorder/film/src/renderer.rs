//! The renderer id: names everything that decides the bytes of a film, so that a verifier knows whether drawing it
//! again must give the same (design 2.8).

use crate::failure::Failure;
use crate::mp4;
use domain::hash::Sha256Hash;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Libraries that draw or encode, by the beginning of their file's name: the codecs, x264, and the C library with
/// its arithmetic.
const LIBRARIES: [&str; 7] = [
    "libavcodec",
    "libavformat",
    "libavutil",
    "libx264",
    "libm.",
    "libm-",
    "libc.so",
];

/// SHA-256 over a text of one line each: this program, the versions and files of the libraries, the font, the
/// encoder's options.
pub fn renderer_id(font: &[u8]) -> Result<Sha256Hash, Failure> {
    let program = std::env::current_exe().map_err(|source| Failure::Read {
        path: "this program".into(),
        source,
    })?;
    let mut text = String::from("hub.renderer.v1\n");
    text.push_str(&format!("program {}\n", file_hash(&program)?));
    text.push_str(&format!(
        "avcodec {} {}\n",
        ffmpeg_next::codec::version(),
        ffmpeg_next::codec::configuration()
    ));
    text.push_str(&format!("avformat {}\n", ffmpeg_next::format::version()));
    for library in loaded_libraries()? {
        let name = library
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        text.push_str(&format!("library {name} {}\n", file_hash(&library)?));
    }
    text.push_str(&format!("font {}\n", Sha256Hash::of(font)));
    text.push_str(&format!("encoder {}\n", mp4::options()));
    Ok(Sha256Hash::of(text.as_bytes()))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

fn file_hash(path: &Path) -> Result<Sha256Hash, Failure> {
    Ok(Sha256Hash::of(&read(path)?))
}

/// The files of [`LIBRARIES`] that this process runs with.
fn loaded_libraries() -> Result<BTreeSet<PathBuf>, Failure> {
    let maps = read(Path::new("/proc/self/maps"))?;
    let maps = String::from_utf8_lossy(&maps).into_owned();
    let files = maps
        .lines()
        .filter_map(|line| line.find('/').map(|start| PathBuf::from(&line[start..])));
    let wanted = files.filter(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        LIBRARIES.iter().any(|library| name.starts_with(library))
    });
    Ok(wanted.collect())
}
