//! C2SP signed notes: a text, an empty line, and signature lines `— name base64(keyid ‖ signature)`.

use super::verifier_key::VerifierKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Longest note that is read, in bytes.
const MAX_NOTE: usize = 64 * 1024;
/// Most signature lines that are read.
const MAX_SIGNATURES: usize = 100;
const LINE_START: &str = "\u{2014} ";

/// Signs notes; the hub's log key is one. Implementations hold the key, nobody else sees it.
pub trait NoteSigner: Send + Sync {
    /// The key that checks this signer's notes.
    fn verifier(&self) -> VerifierKey;
    /// Ed25519 signature over `message`; `None` where the key cannot be used.
    fn sign(&self, message: &[u8]) -> Option<[u8; 64]>;
}

/// One signature line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteSignature {
    pub name: String,
    pub key_id: [u8; 4],
    pub signature: Vec<u8>,
}

/// A note as read; [`SignedNote::to_bytes`] gives exactly the bytes it was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedNote {
    /// The signed text with its last line feed.
    pub text: String,
    pub signatures: Vec<NoteSignature>,
}

/// The bytes are not a signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    #[error("a note is longer than {MAX_NOTE} bytes")]
    TooLong,
    #[error("a note holds a control character or is not UTF-8")]
    Text,
    #[error("a note has no signatures")]
    Unsigned,
    #[error("a signature line is not written as the note format says")]
    SignatureLine,
    #[error("the key could not sign")]
    Signing,
}

impl SignedNote {
    /// Signs `text`, which must end with a line feed and hold no control character but line feeds.
    ///
    /// # Errors
    /// The text is none that a note can hold.
    pub fn sign(text: String, signer: &dyn NoteSigner) -> Result<Self, BadNote> {
        check_text(&text)?;
        let key = signer.verifier();
        let signature = signer.sign(text.as_bytes()).ok_or(BadNote::Signing)?.to_vec();
        let line = NoteSignature {
            name: key.name().to_owned(),
            key_id: key.key_id(),
            signature,
        };
        Ok(Self {
            text,
            signatures: vec![line],
        })
    }

    /// Reads a note strictly: the one spelling that [`Self::to_bytes`] writes.
    ///
    /// # Errors
    /// See [`BadNote`].
    pub fn parse(bytes: &[u8]) -> Result<Self, BadNote> {
        if bytes.len() > MAX_NOTE {
            return Err(BadNote::TooLong);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| BadNote::Text)?;
        let end = note.rfind("\n\n").ok_or(BadNote::Unsigned)?;
        let (text, lines) = (&note[..=end], &note[end + 2..]);
        check_text(text)?;
        let mut signatures = Vec::new();
        for line in lines.split_inclusive('\n') {
            let signature = line
                .strip_suffix('\n')
                .and_then(parse_line)
                .ok_or(BadNote::SignatureLine)?;
            signatures.push(signature);
            if signatures.len() > MAX_SIGNATURES {
                return Err(BadNote::TooLong);
            }
        }
        if signatures.is_empty() {
            return Err(BadNote::Unsigned);
        }
        let read = Self {
            text: text.to_owned(),
            signatures,
        };
        if read.to_bytes() == bytes {
            Ok(read)
        } else {
            Err(BadNote::SignatureLine)
        }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!("{}\n", self.text);
        for line in &self.signatures {
            let mut value = line.key_id.to_vec();
            value.extend_from_slice(&line.signature);
            out.push_str(&format!("{LINE_START}{} {}\n", line.name, STANDARD.encode(value)));
        }
        out.into_bytes()
    }

    /// Whether exactly one line names `key` and that line's signature is good.
    pub fn is_signed_by(&self, key: &VerifierKey) -> bool {
        let mut lines = self
            .signatures
            .iter()
            .filter(|line| line.name == key.name() && line.key_id == key.key_id());
        match (lines.next(), lines.next()) {
            (Some(line), None) => key.verifies(self.text.as_bytes(), &line.signature),
            _ => false,
        }
    }
}

fn parse_line(line: &str) -> Option<NoteSignature> {
    let (name, value) = line.strip_prefix(LINE_START)?.split_once(' ')?;
    let value = STANDARD.decode(value).ok()?;
    let (key_id, signature) = value.split_first_chunk::<4>()?;
    let named = !name.is_empty() && !name.contains('+') && !signature.is_empty();
    named.then(|| NoteSignature {
        name: name.to_owned(),
        key_id: *key_id,
        signature: signature.to_vec(),
    })
}

fn check_text(text: &str) -> Result<(), BadNote> {
    let clean = text.ends_with('\n') && text.chars().all(|c| c == '\n' || !c.is_control());
    if clean { Ok(()) } else { Err(BadNote::Text) }
}
