//! Independent validators agree with us: pyHanko (strict reader), pdfsig and qpdf judge what we sign.

use super::*;
use crate::font::FontSubset;
use crate::rehearsal::{Annotations, PLAIN, Rehearsal, Sample};
use pki::certificate::Certificate;
use std::path::Path;
use std::process::{Command, Output};

mod levels;

/// Runs a program that the test cannot do without.
pub(super) fn run(program: &str, needed: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output();
    output.unwrap_or_else(|error| panic!("{needed} is needed for this test ({program}: {error})"))
}

pub(super) fn pyhanko() -> String {
    std::env::var("HUIQIAN_PYHANKO").unwrap_or_else(|_| "pyhanko".to_owned())
}

pub(super) fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// All validators call all of `signatures` in `bytes` valid.
#[track_caller]
pub fn agreed(folder: &Path, rehearsal: &Rehearsal, bytes: &[u8], signatures: usize) {
    let (pdf, root) = (folder.join("signed.pdf"), folder.join("root.pem"));
    std::fs::write(&pdf, bytes).expect("a file");
    std::fs::write(&root, rehearsal.authority.root().to_pem()).expect("a file");
    let (pdf, root) = (pdf.to_string_lossy(), root.to_string_lossy());

    let report = validate(bytes, &rehearsal.trust(), rehearsal.now);
    assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");

    let checked = run("qpdf", "the package qpdf", &["--check", &pdf]);
    assert!(checked.status.success(), "{}", text(&checked));

    let judged = run("pdfsig", "the package poppler-utils", &["-nocert", &pdf]);
    let judged = text(&judged);
    assert_eq!(
        judged.matches("Signature is Valid.").count(),
        signatures,
        "{judged}"
    );
    let covers_all = |one: &&SignatureReport| one.covers_revision == Some(report.revisions);
    let whole = report.signatures.iter().filter(covers_all).count();
    assert_eq!(
        judged.matches("  - Total document signed").count(),
        whole,
        "{judged}"
    );

    let arguments = [
        "sign",
        "validate",
        "--trust",
        &root,
        "--trust-replace",
        "--pretty-print",
        &pdf,
    ];
    let judged = run(
        &pyhanko(),
        "pyHanko (HUIQIAN_PYHANKO names its program)",
        &arguments,
    );
    let judged = text(&judged);
    assert_eq!(
        judged.matches("The signature is judged VALID.").count(),
        signatures,
        "{judged}"
    );
    assert!(!judged.contains("INVALID"), "{judged}");
}

/// pyHanko's AdES process, with revocation data demanded and no network: what it says of each signature and of
/// document time-stamps.
fn ades(folder: &Path, rehearsal: &Rehearsal, bytes: &[u8]) -> String {
    let name = |file: &str| folder.join(file).to_string_lossy().into_owned();
    std::fs::write(name("ades.pdf"), bytes).expect("a file");
    std::fs::write(name("root.pem"), rehearsal.authority.root().to_pem()).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/validators/ades.py");
    let python = Path::new(&pyhanko()).with_file_name("python");
    let arguments = [script, &name("ades.pdf"), &name("root.pem")];
    let judged = run(&python.to_string_lossy(), "pyHanko as a library", &arguments);
    assert!(judged.status.success(), "{}", text(&judged));
    String::from_utf8_lossy(&judged.stdout).into_owned()
}

fn font(text: &str) -> FontSubset {
    let path = std::env::var("HUIQIAN_CJK_FONT")
        .unwrap_or_else(|_| "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc".to_owned());
    let file = std::fs::read(path).expect("the package fonts-wqy-microhei is needed for this test");
    FontSubset::new(&file, 0, text).expect("a subset")
}

/// `openssl ts` on the token of the last signature dictionary of `bytes`, a document time-stamp, whatever we think of it.
fn openssl_ts(folder: &Path, rehearsal: &Rehearsal, bytes: &[u8]) -> Output {
    let at = |word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    let range = at(b"/ByteRange [").expect("a byte range") + "/ByteRange [".len();
    let numbers = String::from_utf8_lossy(&bytes[range..range + 60]);
    let numbers = numbers.split(']').next().expect("numbers").split_whitespace();
    let numbers: Vec<usize> = numbers.map(|number| number.parse().expect("a number")).collect();
    let [from, length, after, tail] = numbers[..] else {
        panic!("{numbers:?}")
    };
    let hexadecimal = &bytes[from + length + 1..after - 1];
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("a digit") as u8;
    let token = hexadecimal
        .chunks(2)
        .map(|pair| 16 * digit(pair[0]) + digit(pair[1]));
    let covered = [&bytes[from..from + length], &bytes[after..after + tail]].concat();
    let place = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let chain = [rehearsal.authority.timestamping(), rehearsal.authority.issuing()];
    let chain: String = chain.map(Certificate::to_pem).concat();
    std::fs::write(place("token.der"), token.collect::<Vec<u8>>()).expect("a file");
    std::fs::write(place("covered"), covered).expect("a file");
    std::fs::write(place("chain.pem"), chain).expect("a file");
    std::fs::write(place("root.pem"), rehearsal.authority.root().to_pem()).expect("a file");
    let arguments = [
        "ts",
        "-verify",
        "-token_in",
        "-in",
        &place("token.der"),
        "-data",
        &place("covered"),
        "-CAfile",
        &place("root.pem"),
        "-untrusted",
        &place("chain.pem"),
    ];
    run("openssl", "the package openssl", &arguments)
}

/// This poppler does not check document time-stamps; `openssl ts` does.
#[test]
fn openssl_accepts_the_document_timestamp_and_sees_a_changed_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rehearsal = Rehearsal::signed(&PLAIN.pdf(), 2, 2, None);
    rehearsal.preserve();
    let judged = openssl_ts(folder.path(), &rehearsal, rehearsal.file());
    assert!(text(&judged).contains("Verification: OK"), "{}", text(&judged));
    let mut changed = rehearsal.file().to_vec();
    changed[20] ^= 1;
    let judged = openssl_ts(folder.path(), &rehearsal, &changed);
    assert!(!judged.status.success(), "{}", text(&judged));
    assert!(text(&judged).contains("imprint mismatch"), "{}", text(&judged));
}

#[test]
fn on_pages_of_every_geometry() {
    let folder = tempfile::tempdir().expect("a folder");
    let samples = [
        Sample {
            rotate: 90,
            annotations: Annotations::Inline,
            ..PLAIN
        },
        Sample {
            rotate: 180,
            crop: "/CropBox [20 30 500 700]",
            ..PLAIN
        },
        Sample {
            rotate: 270,
            user_unit: "/UserUnit 2",
            annotations: Annotations::Shared,
            ..PLAIN
        },
    ];
    for sample in samples {
        let rehearsal = Rehearsal::signed(&sample.pdf(), 1, 2, None);
        agreed(folder.path(), &rehearsal, rehearsal.file(), 2);
    }
}

/// A contract as a browser prints it, rewritten by qpdf as the intake does.
#[test]
fn on_a_contract_printed_by_a_browser() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let paragraph = "<p>甲乙双方经友好协商，达成如下协议。 The parties agree as follows.</p>".repeat(9);
    let pages: String = (1..=10)
        .map(|no| format!("<h1 style='break-before:page'>第{no}条</h1>{paragraph}"))
        .collect();
    let html = format!("<meta charset=utf-8><title>战略合作框架协议</title>{pages}");
    std::fs::write(place("contract.html"), html).expect("a file");
    let print = format!("--print-to-pdf={}", place("printed.pdf"));
    let profile = format!("--user-data-dir={}", place("profile"));
    let switches = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        &profile,
        &print,
        &place("contract.html"),
    ];
    let chromium = std::env::var("HUIQIAN_CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let printed = run(
        &chromium,
        "Chromium (HUIQIAN_CHROMIUM names its program)",
        &switches,
    );
    assert!(printed.status.success(), "{}", text(&printed));
    let arguments = [
        "--object-streams=disable",
        &place("printed.pdf"),
        &place("clean.pdf"),
    ];
    let rewritten = run("qpdf", "the package qpdf", &arguments);
    assert!(rewritten.status.success(), "{}", text(&rewritten));

    let clean = std::fs::read(place("clean.pdf")).expect("a file");
    let rehearsal = Rehearsal::signed(&clean, 5, 10, Some(font("甲方张三")));
    agreed(folder.path(), &rehearsal, rehearsal.file(), 6);
}
