//! The small corpus that `scripts/corpus-samples` writes: every file is signed and good for all judges, or refused
//! by its rule.

use domain::timestamp::Timestamp;
use pdf::raster::fallback_fonts::DEFAULT_FONT;
use pdf::worker::client::Worker;
use pdf::worker::settings::WorkerSettings;
use std::path::Path;
use std::process::Command;
use tests::corpus::signing::Signatory;
use tests::corpus::{Outcome, run};
use tests::hub_process::built_program;

#[test]
fn every_sample_is_signed_well_or_refused_by_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/corpus-samples");
    let written = Command::new("python3")
        .arg(script)
        .arg(folder.path())
        .status()
        .expect("this test needs python3");
    assert!(written.success());
    let program = built_program("pdf-worker").unwrap();
    let worker = Worker::new(program, Vec::new(), WorkerSettings::default());
    let signatory = Signatory::new(worker, Path::new(DEFAULT_FONT), now()).unwrap();

    let tried = run(folder.path(), 2, &signatory, None).unwrap();
    assert!(tried.len() > 80, "{} samples", tried.len());
    let signed = tried.iter().filter(|one| one.path.starts_with("signed"));
    assert!(
        signed.count() > 30,
        "files that others signed: does HUIQIAN_PYHANKO name pyHanko?"
    );
    for one in &tried {
        let path = one.path.to_string_lossy();
        let expected = match path.as_ref() {
            "refuse/encrypted.pdf" | "refuse/restricted.pdf" => Some("encrypted"),
            "refuse/attachment.pdf" | "refuse/attachment-untyped.pdf" => Some("embedded_files"),
            "refuse/layers-off.pdf" => Some("hidden_layers"),
            "refuse/launch.pdf" => Some("launch_or_other_action"),
            "refuse/no-pages.pdf" => Some("no_pages"),
            "refuse/script.pdf" => Some("javascript"),
            "refuse/xfa.pdf" => Some("xfa"),
            "signed/certified-p1.pdf" => Some("signed_no_changes"),
            "signed/locked-all.pdf" | "signed/locked-exclude.pdf" => Some("signed_locked"),
            "signed/altered.pdf" | "signed/flipped.pdf" => Some("signed_not_intact"),
            _ => None,
        };
        match (&one.outcome, expected) {
            (Outcome::Refused(code), Some(expected)) => assert_eq!(code, expected, "{path}"),
            (Outcome::Signed, None) => {}
            // What chance has damaged may be beyond reading.
            (Outcome::Refused(_), None) if path.starts_with("damaged/") => {}
            (outcome, _) => panic!("{path}: {outcome:?}"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the judges go by the machine's clock")]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Timestamp(i64::try_from(since.unwrap().as_millis()).unwrap())
}
