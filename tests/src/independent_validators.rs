//! Programs that are not ours and judge our PDFs: pdfsig (poppler), qpdf and pyHanko.

use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

/// Names the pyHanko program; `scripts/test` sets it.
pub const PYHANKO: &str = "HUIQIAN_PYHANKO";

/// Output of a program that must succeed.
fn output(command: &mut Command) -> anyhow::Result<String> {
    let what = format!("{command:?}");
    let output = command
        .output()
        .with_context(|| format!("{what} cannot run: use scripts/test, which installs it"))?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    anyhow::ensure!(output.status.success(), "{what} says:\n{said}");
    Ok(said)
}

/// How many signatures `pdfsig` calls valid; an error if it calls one anything else, or misses the last bytes.
pub fn pdfsig(document: &Path) -> anyhow::Result<usize> {
    let said = output(Command::new("pdfsig").arg(document))?;
    let count = said.matches("Signature Type: ETSI.CAdES.detached").count();
    let valid = said.matches("Signature Validation: Signature is Valid.").count();
    let total = said.matches("  - Total document signed").count();
    anyhow::ensure!(count == valid && total == 1, "pdfsig says:\n{said}");
    Ok(valid)
}

/// `qpdf --check`, which also reads every stream.
pub fn qpdf(document: &Path) -> anyhow::Result<()> {
    output(Command::new("qpdf").arg("--check").arg(document)).map(drop)
}

/// How many signatures pyHanko's strict reader judges valid under `root` alone; an error if it doubts one.
pub fn pyhanko(document: &Path, root: &Path) -> anyhow::Result<usize> {
    let Ok(program) = std::env::var(PYHANKO) else {
        bail!("{PYHANKO} does not name the pyhanko program: run scripts/test, which installs it");
    };
    let mut command = Command::new(program);
    command.args([
        "sign",
        "validate",
        "--pretty-print",
        "--no-revocation-check",
        "--trust",
    ]);
    let said = output(command.arg(root).arg(document))?;
    let valid = said.matches("The signature is judged VALID.").count();
    anyhow::ensure!(!said.contains("INVALID"), "pyhanko says:\n{said}");
    Ok(valid)
}

/// Outcomes of pyHanko's AdES process for long-term signatures, without a network and with revocation data demanded, one
/// line for each signature and document time-stamp.
pub fn ades(document: &Path, root: &Path) -> anyhow::Result<Vec<String>> {
    let Ok(program) = std::env::var(PYHANKO) else {
        bail!("{PYHANKO} does not name the pyhanko program: run scripts/test, which installs it");
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/validators/ades.py");
    let mut command = Command::new(Path::new(&program).with_file_name("python"));
    let said = output(command.arg(script).arg(document).arg(root))?;
    let is_outcome = |line: &&str| line.contains("AdES") || line.contains("document-timestamp");
    Ok(said
        .lines()
        .filter(is_outcome)
        .filter(|line| !line.contains(" - INFO - "))
        .map(str::to_owned)
        .collect())
}
