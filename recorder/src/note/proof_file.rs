//! C2SP tlog-proof: one text file from which a leaf's place in the log can be checked without a network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::hash::Sha256Hash;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2^63 leaves needs no more steps.
const MAX_STEPS: usize = 63;

/// A leaf's index, its inclusion proof, and the checkpoint that the proof leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProofFile {
    pub index: u64,
    /// From the leaf's sibling up to the root's child.
    pub path: Vec<Sha256Hash>,
    /// The signed note, verbatim.
    pub checkpoint: Vec<u8>,
}

/// The bytes are not a proof file of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a proof file of the form tlog-proof@v1 without extra data")]
pub struct BadProofFile;

impl ProofFile {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("{FIRST_LINE}\nindex {}\n", self.index);
        for step in &self.path {
            head.push_str(&STANDARD.encode(step.0));
            head.push('\n');
        }
        head.push('\n');
        [head.as_bytes(), &self.checkpoint].concat()
    }

    /// Reads a proof file strictly. Unauthenticated `extra` data is refused: we never write any.
    ///
    /// # Errors
    /// The bytes are not what [`Self::to_bytes`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadProofFile> {
        let end = bytes
            .windows(2)
            .position(|pair| pair == b"\n\n")
            .ok_or(BadProofFile)?;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| BadProofFile)?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(BadProofFile);
        }
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .ok_or(BadProofFile)?;
        let index = index.parse().map_err(|_| BadProofFile)?;
        let mut path = Vec::new();
        for line in lines {
            let step = STANDARD
                .decode(line)
                .ok()
                .and_then(|step| step.try_into().ok())
                .ok_or(BadProofFile)?;
            path.push(Sha256Hash(step));
            if path.len() > MAX_STEPS {
                return Err(BadProofFile);
            }
        }
        let read = Self {
            index,
            path,
            checkpoint: bytes[end + 2..].to_vec(),
        };
        if read.to_bytes() == bytes {
            Ok(read)
        } else {
            Err(BadProofFile)
        }
    }
}
