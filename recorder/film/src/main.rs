//! `huiqian-film`: reads a film script and writes the film. One line of JSON on standard output says how it went.

use clap::Parser;
use domain::hash::Sha256Hash;
use film::failure::Failure;
use film::{limits, reel, renderer};
use recorder::film_script::FilmScript;
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Longest script that is read, in bytes.
const LONGEST_SCRIPT: u64 = 64 << 20;

/// Draws the film of a ceremony from its script.
#[derive(Parser)]
#[command(name = "huiqian-film", version)]
struct Arguments {
    /// TrueType or OpenType file or collection that text is drawn with.
    #[arg(long)]
    font: PathBuf,
    /// Print the renderer id and draw nothing.
    #[arg(long)]
    renderer_id: bool,
    /// The film script, JSON; `-` reads it from standard input.
    #[arg(long, default_value = "-")]
    script: PathBuf,
    /// Folder with the page images, each as `<sha256>.png`.
    #[arg(long, required_unless_present = "renderer_id")]
    pages: Option<PathBuf>,
    /// Where the MP4 goes; what stands there is replaced.
    #[arg(long, required_unless_present = "renderer_id")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (said, code) = match run(&arguments) {
        Ok(result) => (result, 0),
        Err(failure) => (
            json!({"error": failure.code(), "message": failure.to_string()}),
            failure.exit_code(),
        ),
    };
    println!("{said}");
    ExitCode::from(code)
}

fn run(arguments: &Arguments) -> Result<Value, Failure> {
    limits::limit_this_process()?;
    ffmpeg_next::init()?;
    ffmpeg_next::log::set_level(ffmpeg_next::log::Level::Error);
    let font = read(&arguments.font)?;
    let renderer = renderer::renderer_id(&font)?;
    let (Some(pages), Some(out)) = (&arguments.pages, &arguments.out) else {
        return Ok(json!({"renderer": renderer}));
    };
    let script = script(&arguments.script)?;
    let pictures = reel::shoot(&script, &font, pages, out)?;
    let film = read(out)?;
    Ok(json!({
        "sha256": Sha256Hash::of(&film),
        "length": film.len(),
        "duration_ms": pictures * 1000 / u64::from(script.fps),
        "pictures": pictures,
        "renderer": renderer,
    }))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|source| Failure::Read {
        path: path.to_owned(),
        source,
    })
}

fn script(path: &Path) -> Result<FilmScript, Failure> {
    let failed = |source| Failure::Read {
        path: path.to_owned(),
        source,
    };
    let mut text = Vec::new();
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(LONGEST_SCRIPT + 1)
            .read_to_end(&mut text)
            .map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(LONGEST_SCRIPT + 1)
            .read_to_end(&mut text)
            .map_err(failed)?;
    }
    if text.len() as u64 > LONGEST_SCRIPT {
        return Err(Failure::Script("it is longer than 64 MiB".into()));
    }
    serde_json::from_slice(&text).map_err(|error| Failure::Script(error.to_string()))
}
