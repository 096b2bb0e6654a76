//! The upload as a file that can be read as it is written: decrypted with the sender's password, or with its
//! cross-references rebuilt where nothing can have been lost, and with an object and a size for every page.

use super::choice::{IntakeChoice, Password};
use super::qpdf::{Qpdf, Rewritten};
use super::refusal::IntakeRefusal;
use super::{IntakeError, IntakeLimits, load, page_tree};
use crate::incremental::scanner::Scanner;
use crate::incremental::syntax::Value;
use lopdf::Document;
use std::borrow::Cow;
use std::path::Path;

/// The end of a file that was not cut stands this close to its last byte.
const TAIL: usize = 2048;

/// A readable upload.
pub struct Opened<'a> {
    pub bytes: Cow<'a, [u8]>,
    pub document: Document,
    pub decrypted: bool,
    /// Something of the file's structure was wrong and was put right.
    pub repaired: bool,
}

/// Opens an upload; files are written to `folder` where a rewrite is needed.
///
/// What lopdf cannot read is rewritten by `qpdf`, which reads more. If it had to repair something, the file must at
/// least be whole: one that was cut off may have lost its last pages. A page that the tree names several times becomes
/// as many; pages without a size get the one with which readers show them. Both count as repaired.
pub fn open<'a>(
    upload: &'a [u8],
    limits: &IntakeLimits,
    choice: &IntakeChoice,
    qpdf: &Qpdf,
    folder: &Path,
) -> Result<Opened<'a>, IntakeError> {
    let mut opened = readable(upload, limits, choice, qpdf, folder)?;
    if page_tree::has_page_twice(&opened.document, limits) {
        opened = opened.put_right(qpdf.part_pages(&opened.bytes, folder)?, limits)?;
    }
    let Some(root) = page_tree::without_size(&opened.document, limits) else {
        return Ok(opened);
    };
    let sized = qpdf.give_size(&opened.bytes, root, folder)?;
    opened.put_right(sized, limits)
}

impl Opened<'_> {
    /// The same upload, of which `bytes` is a better spelling.
    fn put_right<'b>(&self, bytes: Vec<u8>, limits: &IntakeLimits) -> Result<Opened<'b>, IntakeError> {
        Ok(Opened {
            document: load(&bytes, limits)?,
            bytes: Cow::Owned(bytes),
            decrypted: self.decrypted,
            repaired: true,
        })
    }
}

fn readable<'a>(
    upload: &'a [u8],
    limits: &IntakeLimits,
    choice: &IntakeChoice,
    qpdf: &Qpdf,
    folder: &Path,
) -> Result<Opened<'a>, IntakeError> {
    match load(upload, limits) {
        Ok(document) => Ok(Opened {
            bytes: Cow::Borrowed(upload),
            document,
            decrypted: false,
            repaired: false,
        }),
        Err(IntakeRefusal::Encrypted) => {
            let password = choice.password.as_ref().ok_or(IntakeRefusal::Encrypted)?;
            rewritten(upload, limits, Some(password), qpdf, folder)
        }
        // A damaged file may turn out to be encrypted only when qpdf has read it.
        Err(IntakeRefusal::Broken) => rewritten(upload, limits, choice.password.as_ref(), qpdf, folder),
        Err(refusal) => Err(refusal.into()),
    }
}

fn rewritten(
    upload: &[u8],
    limits: &IntakeLimits,
    password: Option<&Password>,
    qpdf: &Qpdf,
    folder: &Path,
) -> Result<Opened<'static>, IntakeError> {
    let Rewritten { bytes, repaired } = qpdf.open(upload, password, folder)?;
    if repaired && !is_whole(upload) {
        return Err(IntakeRefusal::Broken.into());
    }
    Ok(Opened {
        document: load(&bytes, limits)?,
        bytes: Cow::Owned(bytes),
        decrypted: password.is_some(),
        repaired,
    })
}

/// Whether the file ends as a PDF does (ISO 32000-2, 7.5.5), or with a trailer behind which nothing is missing but where
/// the cross-references begin.
fn is_whole(upload: &[u8]) -> bool {
    let tail = &upload[upload.len().saturating_sub(TAIL)..];
    let has = |word: &[u8]| tail.windows(word.len()).any(|window| window == word);
    (has(b"%%EOF") && has(b"startxref")) || ends_with_trailer(tail)
}

/// Whether the last trailer dictionary is complete, names a catalog, and only the marks of the end follow: every object of
/// the file stands before it.
fn ends_with_trailer(tail: &[u8]) -> bool {
    let mark = b"trailer";
    let Some(at) = tail.windows(mark.len()).rposition(|window| window == mark) else {
        return false;
    };
    let Ok(node) = Scanner::new(tail, at + mark.len()).value() else {
        return false;
    };
    let catalog = node
        .value
        .as_dictionary()
        .and_then(|trailer| trailer.get(b"Root"));
    let rest = String::from_utf8_lossy(&tail[node.span.end..]);
    let mut words = rest.split_ascii_whitespace();
    let is_end =
        |word: &str| matches!(word, "startxref" | "%%EOF") || word.bytes().all(|b| b.is_ascii_digit());
    catalog.and_then(Value::as_reference).is_some() && words.all(is_end)
}
