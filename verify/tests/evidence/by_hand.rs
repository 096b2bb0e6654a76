//! The same package through programs that are not ours: unzip, Python, sha256sum, OpenSSL, and the commands of VERIFY.txt.

use crate::support::world::World;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn unpacked(world: &World) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("evidence.zip"), world.package()).unwrap();
    run(folder.path(), "unzip", &["-q", "evidence.zip", "-d", "evidence"]);
    std::fs::write(
        folder.path().join("evidence/root.pem"),
        world.authority.root().to_pem(),
    )
    .unwrap();
    folder
}

#[track_caller]
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {text}");
    text
}

#[test]
fn unzip_and_python_read_the_container() {
    let world = World::new();
    let folder = unpacked(&world);
    run(folder.path(), "unzip", &["-tq", "evidence.zip"]);
    let script = "import zipfile; z = zipfile.ZipFile('evidence.zip'); assert z.testzip() is None; \
                  i = z.infolist()[0]; assert i.filename == 'mimetype' and i.compress_type == 0 and not i.extra; \
                  print(z.read('mimetype').decode())";
    assert_eq!(
        run(folder.path(), "python3", &["-c", script]).trim(),
        "application/vnd.etsi.asic-e+zip"
    );
}

#[test]
fn sha256sum_checks_the_manifest() {
    let folder = unpacked(&World::new());
    let inside = folder.path().join("evidence");
    let text = run(&inside, "sha256sum", &["-c", "--strict", "manifest-sha256.txt"]);
    assert!(text.contains("documents/contract.pdf: OK"), "{text}");
    std::fs::write(inside.join("documents/contract.pdf"), b"other").unwrap();
    let broken = Command::new("sha256sum")
        .args(["-c", "manifest-sha256.txt"])
        .current_dir(&inside)
        .output();
    assert!(!broken.unwrap().status.success());
}

#[test]
fn openssl_checks_every_token() {
    let folder = unpacked(&World::new());
    let inside = folder.path().join("evidence");
    for (data, token) in [
        ("META-INF/ASiCManifest001.xml", "META-INF/timestamp001.tst"),
        ("log/lower.checkpoint", "time/lower.tst"),
        ("log/upper.checkpoint", "time/upper.tst"),
    ] {
        let arguments = [
            "ts",
            "-verify",
            "-data",
            data,
            "-in",
            token,
            "-token_in",
            "-CAfile",
            "root.pem",
        ];
        // The package's tokens are from the test's own day, which OpenSSL must be told.
        let at = (crate::support::world::NOON / 1000).to_string();
        let text = run(&inside, "openssl", &[&arguments[..], &["-attime", &at]].concat());
        assert!(text.contains("Verification: OK"), "{data}: {text}");
    }
}

#[test]
fn the_shell_commands_of_verify_txt_work() {
    let folder = unpacked(&World::new());
    let inside = folder.path().join("evidence");
    let script = r#"
        set -eu
        first=$(sed -n 1p session/events.jsonl | tr -d '\n' | sha256sum | cut -c1-64)
        sed -n 2p session/events.jsonl | grep -q "\"prev\":\"$first\""
        document=$(sha256sum documents/contract.pdf | cut -c1-64)
        grep -q "\"document\":\"$document\"" session/events.jsonl
        images=$(sha256sum pages/images.json | cut -c1-64)
        grep -q "\"images\":\"$images\"" session/events.jsonl
        grep -q "$(sha256sum time/lower.tst | cut -c1-64)" log/time.leaf
        line=$(grep '"path":"title"' session/openings.jsonl)
        salt=$(echo "$line" | sed 's/.*"salt":"\([0-9a-f]*\)".*/\1/')
        value=$(echo "$line" | sed 's/.*"value":"\([^"]*\)".*/\1/')
        opened=$(printf 'hub.commit.v1\0%s\0%s' title "$value" \
            | openssl dgst -sha256 -mac hmac -macopt hexkey:$salt | sed 's/.*= //')
        sed -n 1p session/events.jsonl | grep -q "\"title\":\"$opened\""
        echo done
    "#;
    assert!(run(&inside, "sh", &["-c", script]).contains("done"));
}
