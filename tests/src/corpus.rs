//! Takes foreign PDFs through the whole of a signing and has programs that are not ours judge what comes out:
//! intake in the limited worker, values, preparation, certification, a signature with a seal and its slices over the
//! edges of all pages, and one by hand.
//!
//! Every file ends in one of three ways: signed and good for all judges, refused with a code of the catalogue, or
//! failed, which is a defect of ours. `scripts/corpus` runs this on a folder.

pub mod judges;
pub mod pages;
pub mod signing;
pub mod table;
pub mod wishes;

use domain::catalogue;
use judges::{Before, Judges};
use pdf::worker::client::WorkerError;
use signing::{Signatory, SigningError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{fs, thread};

/// How one file ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    Signed,
    /// With the refusal's code, which has a sentence in the catalogue.
    Refused(String),
    /// With what went wrong. `crashed` where the worker died instead of answering.
    Failed {
        reason: String,
        crashed: bool,
    },
}

/// A file and how it ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    /// Relative to the folder.
    pub path: PathBuf,
    pub before: Before,
    pub outcome: Outcome,
}

/// Tries every PDF below `folder` with `jobs` files at a time; the answer is sorted by path.
///
/// `keep` is a folder for the signed files that a judge faults.
pub fn run(
    folder: &Path,
    jobs: usize,
    signatory: &Signatory,
    keep: Option<&Path>,
) -> anyhow::Result<Vec<Tried>> {
    let files = pdfs(folder)?;
    let next = AtomicUsize::new(0);
    let tried = Mutex::new(Vec::with_capacity(files.len()));
    thread::scope(|scope| {
        let one = || -> anyhow::Result<()> {
            let mut judges = Judges::start(signatory)?;
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (before, outcome) = attempt(file, signatory, &mut judges, keep)?;
                let path = file.strip_prefix(folder).unwrap_or(file).to_owned();
                let one = Tried {
                    path,
                    before,
                    outcome,
                };
                tried.lock().unwrap_or_else(PoisonError::into_inner).push(one);
            }
            Ok(())
        };
        let threads: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(one)).collect();
        for thread in threads {
            thread
                .join()
                .map_err(|_| anyhow::anyhow!("the corpus runner panicked"))??;
        }
        anyhow::Ok(())
    })?;
    let mut tried = tried.into_inner().unwrap_or_else(PoisonError::into_inner);
    tried.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(tried)
}

fn attempt(
    file: &Path,
    signatory: &Signatory,
    judges: &mut Judges,
    keep: Option<&Path>,
) -> anyhow::Result<(Before, Outcome)> {
    let before = judges.before(file)?;
    let signed = match signatory.sign(&fs::read(file)?) {
        Ok(signed) => signed,
        Err(SigningError::Worker(
            error @ (WorkerError::Refused { .. } | WorkerError::TimedOut | WorkerError::OverLimit(_)),
        )) if catalogue::has(error.code()) => {
            return Ok((before, Outcome::Refused(error.code().to_owned())));
        }
        Err(error) => {
            let crashed = matches!(
                error,
                SigningError::Worker(WorkerError::Crashed(_) | WorkerError::BadAnswer(_))
            );
            let reason = error.to_string();
            return Ok((before, Outcome::Failed { reason, crashed }));
        }
    };
    let faults = judges.after(&signed, file)?;
    if faults.is_empty() {
        return Ok((before, Outcome::Signed));
    }
    if let (Some(keep), Some(name)) = (keep, file.file_name()) {
        fs::create_dir_all(keep)?;
        fs::write(keep.join(name), &signed.bytes)?;
    }
    let reason = faults.join("; ");
    Ok((
        before,
        Outcome::Failed {
            reason,
            crashed: false,
        },
    ))
}

/// Every file below `folder` that is called a PDF; links are not followed.
fn pdfs(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let (mut open, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file()
                && path
                    .extension()
                    .is_some_and(|end| end.eq_ignore_ascii_case("pdf"))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
