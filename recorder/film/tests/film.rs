//! The film worker as the hub runs it: script and page images in, the same MP4 out every time.

mod ceremony;

use ceremony::{Ceremony, PARTIES, keep, plain_page, whole};
use domain::contract::event::{ContractEvent, Phase};
use domain::hash::Sha256Hash;
use domain::ids::PartyNo;
use domain::personal::{Personal, Seed};
use recorder::film_script::{FilmOptions, FilmScript, film_script};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Debian's fonts-wqy-microhei, which the hub uses too.
const FONT: &str = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc";

/// Small pictures and short cards: the same drawing, sooner.
fn quick() -> FilmOptions {
    FilmOptions {
        width: 320,
        height: 180,
        fps: 5,
        title_ms: 600,
        signed_frame_ms: 600,
        end_ms: 600,
        longest_pause_ms: 300,
        most_pauses_ms: 12_000,
        ..FilmOptions::default()
    }
}

struct Studio {
    folder: TempDir,
}

impl Studio {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn pages(&self, count: u32) -> Vec<(Sha256Hash, u32, u32)> {
        let page = |number| (keep(self.folder.path(), &plain_page(number, 248, 351)), 248, 351);
        (0..count).map(page).collect()
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], script: &[u8]) -> (i32, Value) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_huiqian-film"))
            .args(["--font", FONT])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // A worker that refuses its arguments may be gone before it reads.
        let _ = child.stdin.take().unwrap().write_all(script);
        let output = child.wait_with_output().unwrap();
        let said = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        (output.status.code().unwrap(), said)
    }

    fn film(&self, script: &FilmScript, name: &str) -> (i32, Value) {
        let (pages, out) = (self.folder.path().to_str().unwrap(), self.out(name));
        let arguments = ["--pages", pages, "--out", out.to_str().unwrap()];
        self.run(&arguments, &serde_json::to_vec(script).unwrap())
    }
}

fn scripted(ceremony: &Ceremony) -> FilmScript {
    film_script(&ceremony.lines, &ceremony.pages, &quick()).unwrap()
}

/// What ffprobe reads from the file: `codec_name`, `pix_fmt`, `nb_read_frames`, …
fn probe(film: &Path) -> Value {
    let output = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-count_frames",
            "-show_streams",
            "-show_format",
            "-of",
            "json",
        ])
        .arg(film)
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_same_script_gives_the_same_bytes_and_they_are_a_film() {
    let studio = Studio::new();
    let script = scripted(&whole(&studio.pages(3), Some(4)));
    let (code, first) = studio.film(&script, "first.mp4");
    assert_eq!(code, 0, "{first}");
    let (_, second) = studio.film(&script, "second.mp4");
    assert_eq!(first, second);
    let bytes = std::fs::read(studio.out("first.mp4")).unwrap();
    assert_eq!(bytes, std::fs::read(studio.out("second.mp4")).unwrap());
    assert_eq!(first["sha256"], Sha256Hash::of(&bytes).to_hex());
    assert_eq!(first["length"], bytes.len());

    let found = probe(&studio.out("first.mp4"));
    let video = &found["streams"][0];
    let pictures = (script.length_ms * 5).div_ceil(1000);
    assert_eq!(video["nb_read_frames"], pictures.to_string());
    assert_eq!(
        (&video["codec_name"], &video["pix_fmt"]),
        (&"h264".into(), &"yuv420p".into())
    );
    assert_eq!((&video["width"], &video["height"]), (&320.into(), &180.into()));
    assert_eq!(video["color_space"], "bt709");
    let seconds: f64 = found["format"]["duration"].as_str().unwrap().parse().unwrap();
    assert!((seconds * 1000.0 - first["duration_ms"].as_f64().unwrap()).abs() < 1.0);
    assert_eq!(found["format"]["tags"]["creation_time"], Value::Null);
    // The index stands before the pictures, so that a browser can begin at once.
    let at = |name: &[u8]| bytes.windows(4).position(|four| four == name).unwrap();
    assert!(at(b"moov") < at(b"mdat"));
}

#[test]
fn another_word_of_the_script_gives_another_film() {
    let studio = Studio::new();
    let mut script = scripted(&Ceremony::begin("合同", &PARTIES[..1], &studio.pages(1)));
    let (_, one) = studio.film(&script, "one.mp4");
    script.title = "另一份合同".into();
    let (_, other) = studio.film(&script, "other.mp4");
    assert_ne!(one["sha256"], other["sha256"]);
    assert_eq!(one["renderer"], other["renderer"]);
}

#[test]
fn the_renderer_id_is_the_same_before_and_after() {
    let studio = Studio::new();
    let (code, said) = studio.run(&["--renderer-id"], b"");
    assert_eq!(code, 0);
    let id: Sha256Hash = serde_json::from_value(said["renderer"].clone()).unwrap();
    let (_, film) = studio.film(
        &scripted(&Ceremony::begin("合同", &PARTIES[..1], &studio.pages(1))),
        "a.mp4",
    );
    assert_eq!(film["renderer"], id.to_hex());
}

#[test]
fn a_session_without_ink_that_was_called_off_has_a_film() {
    let studio = Studio::new();
    let mut ceremony = Ceremony::begin("合同", &PARTIES[..2], &studio.pages(2));
    let reason = Personal::commit(&Seed([1; 32]), "reason", "");
    ceremony.arrive(1, true).phase(100, Phase::Opening);
    ceremony.after(
        900,
        ContractEvent::Paused {
            reason: reason.clone(),
        },
    );
    ceremony.after(900, ContractEvent::Resumed {});
    ceremony.after(900, ContractEvent::PartyAbsent { party: PartyNo(1) });
    ceremony.after(900, ContractEvent::CalledOff { reason });
    let script = scripted(&ceremony);
    assert_eq!(
        script.signed_frame_from_ms, script.end_from_ms,
        "nothing was signed"
    );
    let (code, said) = studio.film(&script, "off.mp4");
    assert_eq!(code, 0, "{said}");
    assert_eq!(probe(&studio.out("off.mp4"))["streams"][0]["codec_name"], "h264");
}

#[test]
fn five_hundred_pages_fifty_parties_and_endless_names_are_drawn() {
    let studio = Studio::new();
    let endless = "欧阳Maximiliana ".repeat(40);
    let parties = vec![("长长长长长长长长的一方", endless.as_str(), endless.as_str()); 50];
    let page = studio.pages(1)[0];
    let mut ceremony = Ceremony::begin(&endless, &parties, &vec![page; 500]);
    for turn in 1..=500 {
        ceremony.turn(4000, turn);
    }
    ceremony
        .phase(100, Phase::Signing)
        .sign(&[1, 27, 50], 900)
        .seal(&[1, 27, 50]);
    let (code, said) = studio.film(&scripted(&ceremony), "many.mp4");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn what_cannot_be_drawn_is_refused_by_name() {
    let studio = Studio::new();
    let script = scripted(&Ceremony::begin("合同", &PARTIES[..1], &studio.pages(1)));
    let refused = |script: &FilmScript| {
        let (code, said) = studio.film(script, "never.mp4");
        (code, said["error"].as_str().unwrap().to_owned())
    };
    let mut wrong = script.clone();
    wrong.version = 99;
    assert_eq!(refused(&wrong), (11, "film_bad_script".into()));
    let mut wrong = script.clone();
    wrong.width = 321;
    assert_eq!(refused(&wrong), (11, "film_bad_script".into()));
    let mut wrong = script.clone();
    wrong.clock.reverse();
    assert_eq!(refused(&wrong), (11, "film_bad_script".into()));
    let mut wrong = script;
    wrong.pages[0].image = Sha256Hash::of(b"nowhere");
    assert_eq!(refused(&wrong), (10, "film_unreadable_input".into()));
    std::fs::write(studio.out(&format!("{}.png", wrong.pages[0].image)), b"nowhere").unwrap();
    assert_eq!(refused(&wrong), (12, "film_bad_page_image".into()));
    let pages = studio.folder.path().to_str().unwrap();
    let (code, said) = studio.run(&["--pages", pages, "--out", "/dev/null"], b"{}");
    assert_eq!((code, said["error"].as_str()), (11, Some("film_bad_script")));
    let (code, _) = studio.run(&[], b"");
    assert_eq!(code, 2, "without pages and out there is nothing to do");
}
