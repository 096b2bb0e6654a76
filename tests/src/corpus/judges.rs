//! The programs that judge: qpdf, pdfsig and pdftotext run per file, pyHanko's strict reader as one process that stays.

use super::signing::{SIGNATURES, Signatory, SignedFile};
use crate::independent_validators::PYHANKO;
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

/// What pyHanko says of a file: of each signature, or why of none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Read { signatures: Vec<Judged> },
    Unread { error: String },
}

#[derive(Deserialize)]
struct Judged {
    field: String,
    /// Intact and explained, whoever made it.
    sound: bool,
    /// And below the root of this run.
    valid: bool,
    summary: String,
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

    /// What is wrong with a signed file, by judge; empty if nothing is. Signatures that the upload came with must be as
    /// good as they were in it.
    pub fn after(&mut self, signed: &SignedFile, upload: &Path) -> anyhow::Result<Vec<String>> {
        let file = self.folder.path().join("signed.pdf");
        std::fs::write(&file, &signed.bytes)?;
        let came = upload;
        let upload = signed.kept.then_some(upload);
        let mut faults = Vec::new();
        let checked = Command::new("timeout")
            .args([PATIENCE, "qpdf", "--check"])
            .arg(&file)
            .output()?;
        // What qpdf would repair in a file that was kept as it is, it still would.
        let repaired = upload.map(|upload| self.before(upload)).transpose()? == Some(Before::Warnings);
        match checked.status.code() {
            Some(0) => {}
            Some(3) if repaired => {}
            Some(TIMED_OUT) => faults.push("qpdf: too slow".to_owned()),
            _ => faults.push(format!("qpdf: {}", first_line(&checked.stderr))),
        }
        let earlier = upload.map(pdfsig).transpose()?.map_or(0, |said| said.valid);
        let said = pdfsig(&file)?;
        if said.valid != earlier + SIGNATURES || said.whole != 1 {
            let Pdfsig { valid, whole } = said;
            faults.push(format!(
                "pdfsig: {valid} valid signatures ({earlier} before), {whole} over the whole file"
            ));
        }
        faults.extend(self.pyhanko_faults(&file, upload)?);
        for (page, words) in &signed.readable {
            // Where poppler finds no such page in the upload either, it cannot judge.
            let said = text_of(&file, *page)?.map(|text| text.contains(&without_space(words)));
            if said == Some(false) || (said.is_none() && text_of(came, *page)?.is_some()) {
                faults.push(format!("pdftotext: page {page} lacks {words}"));
            }
        }
        Ok(faults)
    }

    fn pyhanko_faults(&mut self, file: &Path, upload: Option<&Path>) -> anyhow::Result<Vec<String>> {
        let before = match upload.map(|upload| self.ask_pyhanko(upload)).transpose()? {
            Some(Answer::Read { signatures }) => signatures,
            Some(Answer::Unread { .. }) | None => Vec::new(),
        };
        let after = match self.ask_pyhanko(file)? {
            Answer::Read { signatures } => signatures,
            Answer::Unread { error } => return Ok(vec![format!("pyhanko: {error}")]),
        };
        let mut faults = Vec::new();
        let mut ours = 0;
        for one in &after {
            match before.iter().find(|was| was.field == one.field) {
                Some(was) if was.sound && !one.sound => {
                    faults.push(format!("pyhanko: {} was sound: {}", one.field, one.summary));
                }
                Some(_) => {}
                None if one.valid => ours += 1,
                None => faults.push(format!("pyhanko: {}: {}", one.field, one.summary)),
            }
        }
        if before
            .iter()
            .any(|was| !after.iter().any(|one| one.field == was.field))
        {
            faults.push("pyhanko: an earlier signature is gone".to_owned());
        }
        if faults.is_empty() && ours != SIGNATURES {
            faults.push(format!("pyhanko: {ours} valid signatures of this run"));
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

/// The letters of a page in the order in which they are written, without space; `None` where poppler has no such page.
fn text_of(file: &Path, page: u32) -> anyhow::Result<Option<String>> {
    let page = page.to_string();
    let mut command = Command::new("timeout");
    command.args([PATIENCE, "pdftotext", "-raw", "-f", &page, "-l", &page]);
    let said = command.arg(file).arg("-").output()?;
    let text = String::from_utf8_lossy(&said.stdout);
    Ok(said.status.success().then(|| without_space(&text)))
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

fn first_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.lines().next().unwrap_or("no word").trim().to_owned()
}

/// What pdfsig counts in a file.
struct Pdfsig {
    /// Signatures that are valid.
    valid: usize,
    /// Signatures that cover all of it.
    whole: usize,
}

fn pdfsig(file: &Path) -> anyhow::Result<Pdfsig> {
    let mut command = Command::new("timeout");
    let said = command.args([PATIENCE, "pdfsig", "-nocert"]).arg(file).output()?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    Ok(Pdfsig {
        valid: said.matches("Signature Validation: Signature is Valid.").count(),
        whole: said.matches("  - Total document signed").count(),
    })
}
