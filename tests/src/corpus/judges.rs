//! The programs that judge: qpdf and pdfsig run per file, pyHanko's strict reader as one process that stays.

use super::signing::{SIGNATURES, Signatory};
use crate::independent_validators::{self, PYHANKO};
use anyhow::Context;
use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// Asks pyHanko about one file per line.
const PYHANKO_JUDGE: &str = include_str!("pyhanko_judge.py");
/// How long qpdf and pdfsig may take, in seconds.
const PATIENCE: &str = "60";
/// Exit status of `timeout` when it had to end the program.
const TIMED_OUT: i32 = 124;

/// What qpdf says of an upload as it comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Before {
    Clean,
    /// It can be read with repairs.
    Warnings,
    Errors,
}

/// The judges of one thread.
pub struct Judges {
    folder: TempDir,
    pyhanko: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

#[derive(Deserialize)]
struct Answer {
    valid: usize,
    faults: Vec<String>,
}

impl Judges {
    pub fn start(signatory: &Signatory) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().join("root.pem");
        std::fs::write(&root, signatory.root().to_pem())?;
        let script = folder.path().join("pyhanko_judge.py");
        std::fs::write(&script, PYHANKO_JUDGE)?;
        let program = std::env::var_os(PYHANKO)
            .with_context(|| format!("{PYHANKO} does not name the pyhanko program: use scripts/corpus"))?;
        // The interpreter of the environment that pyHanko is installed in.
        let mut pyhanko = Command::new(PathBuf::from(program).with_file_name("python3"))
            .arg(script)
            .arg(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("pyHanko's Python cannot be started")?;
        let questions = pyhanko.stdin.take().context("no standard input")?;
        let answers = BufReader::new(pyhanko.stdout.take().context("no standard output")?);
        Ok(Self {
            folder,
            pyhanko,
            questions,
            answers,
        })
    }

    /// What qpdf says of an upload.
    pub fn before(&self, upload: &Path) -> anyhow::Result<Before> {
        let mut command = Command::new("timeout");
        command.args([PATIENCE, "qpdf", "--check"]).arg(upload);
        Ok(match command.output()?.status.code() {
            Some(0) => Before::Clean,
            Some(3) => Before::Warnings,
            _ => Before::Errors,
        })
    }

    /// What is wrong with a signed file, by judge; empty if nothing is.
    pub fn after(&mut self, signed: &[u8]) -> anyhow::Result<Vec<String>> {
        let file = self.folder.path().join("signed.pdf");
        std::fs::write(&file, signed)?;
        let mut faults = Vec::new();
        let checked = Command::new("timeout")
            .args([PATIENCE, "qpdf", "--check"])
            .arg(&file)
            .output()?;
        match checked.status.code() {
            Some(0) => {}
            Some(TIMED_OUT) => faults.push("qpdf: too slow".to_owned()),
            _ => faults.push(format!("qpdf: {}", first_line(&checked.stderr))),
        }
        match independent_validators::pdfsig(&file) {
            Ok(SIGNATURES) => {}
            Ok(count) => faults.push(format!("pdfsig: {count} valid signatures")),
            Err(error) => faults.push(format!("pdfsig: {}", last_line(&error.to_string()))),
        }
        let answer = self.ask_pyhanko(&file)?;
        faults.extend(answer.faults.iter().map(|fault| format!("pyhanko: {fault}")));
        if answer.faults.is_empty() && answer.valid != SIGNATURES {
            faults.push(format!("pyhanko: {} valid signatures", answer.valid));
        }
        Ok(faults)
    }

    fn ask_pyhanko(&mut self, file: &Path) -> anyhow::Result<Answer> {
        writeln!(self.questions, "{}", file.display())?;
        self.questions.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).with_context(|| format!("pyHanko answered {line:?}"))
    }
}

impl Drop for Judges {
    fn drop(&mut self) {
        // It may be gone already; nothing is to be saved.
        _ = self.pyhanko.kill();
        _ = self.pyhanko.wait();
    }
}

fn first_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.lines().next().unwrap_or("no word").trim().to_owned()
}

fn last_line(text: &str) -> &str {
    text.trim().lines().last().unwrap_or("no word").trim()
}
