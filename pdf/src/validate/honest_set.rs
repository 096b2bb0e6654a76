//! Honest files: ours at every level and of every geometry, and others' as pyHanko makes them. None may be called
//! tampered or malformed.

use super::independent::{pyhanko, run, text};
use super::*;
use crate::rehearsal::{Annotations, PLAIN, Rehearsal, Sample, file};
use std::path::Path;

/// Every revision of contracts of one to four parties on pages of every geometry.
fn ours() -> Vec<(String, Rehearsal)> {
    let mut all = Vec::new();
    for rotate in [0, 90, 180, 270] {
        for (annotations, crop) in [
            (Annotations::Absent, ""),
            (Annotations::Inline, "/CropBox [20 30 500 700]"),
            (Annotations::Shared, ""),
        ] {
            let parties = 1 + rotate as u8 / 90;
            let sample = Sample {
                rotate,
                crop,
                annotations,
                ..PLAIN
            };
            let mut rehearsal = Rehearsal::signed(&sample.pdf(), parties, 2, None);
            rehearsal.preserve();
            all.push((format!("{rotate}° {annotations:?} {parties}"), rehearsal));
        }
    }
    all
}

#[test]
fn our_own_files_are_ours_after_every_revision() {
    let mut files = 0;
    for (name, rehearsal) in ours() {
        for bytes in &rehearsal.revisions {
            let report = validate(bytes, &rehearsal.trust(), rehearsal.now);
            assert_eq!(report.verdict, Verdict::IntactOurs, "{name}: {report:#?}");
            files += 1;
        }
    }
    assert!(files >= 50, "{files}");
}

#[test]
fn files_that_others_signed_are_intact_and_not_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = Rehearsal::prepare(&PLAIN.pdf(), 1, 2, None);
    let (mut files, mut alarms) = (0, Vec::new());
    for (kind, source) in [
        ("table", PLAIN.pdf()),
        ("stream", packed(folder.path(), &PLAIN.pdf())),
    ] {
        let (input, out) = (folder.path().join("input.pdf"), folder.path().join(kind));
        std::fs::write(&input, source).expect("a file");
        std::fs::create_dir(&out).expect("a folder");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/validators/honest.py");
        let python = Path::new(&pyhanko()).with_file_name("python");
        let arguments = [script, &input.to_string_lossy(), &out.to_string_lossy()];
        let made = run(&python.to_string_lossy(), "pyHanko as a library", &arguments);
        assert!(made.status.success(), "{}", text(&made));
        for entry in std::fs::read_dir(&out).expect("a folder") {
            let path = entry.expect("an entry").path();
            let report = validate(&std::fs::read(&path).expect("a file"), &ours.trust(), ours.now);
            let honest = |one: &SignatureReport| one.intact && !one.trusted;
            if report.verdict != Verdict::IntactSomeOurs || !report.signatures.iter().all(honest) {
                let problems = report.signatures.iter().filter_map(|one| one.problem.clone());
                let problems: Vec<String> = problems.chain(report.reasons).collect();
                alarms.push(format!("{kind} {path:?}: {:?} {problems:?}", report.verdict));
            }
            files += 1;
        }
    }
    assert!(alarms.is_empty(), "{} of {files}: {alarms:#?}", alarms.len());
    assert!(files >= 200, "{files}");
}

/// The same document with its objects and cross-references in compressed streams.
fn packed(folder: &Path, clean: &[u8]) -> Vec<u8> {
    let place = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(place("clean.pdf"), clean).expect("a file");
    let arguments = [
        "--object-streams=generate",
        &place("clean.pdf"),
        &place("packed.pdf"),
    ];
    let rewritten = run("qpdf", "the package qpdf", &arguments);
    assert!(rewritten.status.success(), "{}", text(&rewritten));
    std::fs::read(place("packed.pdf")).expect("a file")
}

/// Others make forms in ways that we do not: without any, inside the catalog, or with the fields in a list of its own.
#[test]
fn an_unsigned_file_with_a_form_is_unsigned() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields 4 0 R /SigFlags 3 >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] >>".to_owned(),
        "[5 0 R]".to_owned(),
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (one) /Rect [0 0 0 0] /P 3 0 R >>".to_owned(),
        "null".to_owned(),
        "<< /Title (Sample) >>".to_owned(),
    ];
    let rehearsal = Rehearsal::prepare(&PLAIN.pdf(), 1, 2, None);
    let report = validate(&file(&objects), &rehearsal.trust(), rehearsal.now);
    assert_eq!(
        (report.verdict, report.unsigned_fields),
        (Verdict::Unsigned, vec!["one".to_owned()])
    );
}
