//! Where each part lies in a package (evidence 5.2). The six fixed names stand in [`super::zip_form`].

pub const MIMETYPE_CONTENT: &[u8] = b"application/vnd.etsi.asic-e+zip";

/// The session's lines, each followed by a line feed.
pub const EVENTS: &str = "session/events.jsonl";
/// Salts and values of the commitments in the lines, and which are absent and why.
pub const OPENINGS: &str = "session/openings.jsonl";

/// The clean PDF that was made of the upload.
pub const CLEAN_PDF: &str = "documents/clean.pdf";
/// Revision R0, which everyone was shown.
pub const R0_PDF: &str = "documents/r0.pdf";
/// The signed contract.
pub const CONTRACT_PDF: &str = "documents/contract.pdf";
/// Where the signing boxes lie, as prepared.
pub const SIGNING_PLAN: &str = "documents/signing-plan";
/// The authority that made the certificates in the PDF; for information, never for trust.
pub const CA_CHAIN: &str = "documents/ca-chain.pem";

/// Lists of the page images and page boxes, as hashed into the log.
pub const PAGE_IMAGES: &str = "pages/images.json";
pub const PAGE_BOXES: &str = "pages/boxes.json";
pub const FILM: &str = "media/film.mp4";

pub const OPEN_LEAF: &str = "log/open";
pub const CLOSE_LEAF: &str = "log/close";
pub const TIME_LEAF: &str = "log/time";
pub const LEAF: &str = ".leaf";
pub const PROOF: &str = ".tlog-proof";
pub const LOWER_CHECKPOINT: &str = "log/lower.checkpoint";
pub const UPPER_CHECKPOINT: &str = "log/upper.checkpoint";
pub const CONSISTENCY: &str = "log/consistency.txt";
/// The log's key; for information, never for trust.
pub const KEYS: &str = "log/keys.jsonl";

pub const LOWER_TOKEN: &str = "time/lower.tst";
pub const UPPER_TOKEN: &str = "time/upper.tst";
/// The time-stamp authority's certificates; for information, never for trust.
pub const TSA_CHAIN: &str = "time/tsa-chain.pem";

/// Page `number` (from 1) as everybody was shown it.
pub fn page_image(number: usize) -> String {
    format!("pages/{number:04}.png")
}

/// The text layer of page `number` (from 1).
pub fn page_text(number: usize) -> String {
    format!("pages/{number:04}.json")
}

/// The leaf made at line `n` while the session ran, without its extension.
pub fn head_leaf(n: u64) -> String {
    format!("log/head-{n:06}")
}

/// A leaf logged about the session besides open, heads and close; `number` from 1, without its extension.
pub fn annex_leaf(number: usize) -> String {
    format!("log/annex-{number:03}")
}

/// A text that parties agreed to, named by the first 16 hex digits of its SHA-256.
pub fn agreement(digest: &domain::hash::Sha256Hash) -> String {
    format!("agreements/{}.txt", &digest.to_hex()[..16])
}

/// A seal's signed record: CMS with the canonical JSON inside, named by the first 16 hex digits of its SHA-256.
pub fn seal_record(digest: &domain::hash::Sha256Hash) -> String {
    format!("seals/{}.p7m", &digest.to_hex()[..16])
}

/// The picture of a seal, a PNG or a drawing in JSON, named likewise.
pub fn seal_artwork(digest: &domain::hash::Sha256Hash) -> String {
    format!("seals/{}.artwork", &digest.to_hex()[..16])
}

/// Media type by extension, for the container manifest.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "mp4" => "video/mp4",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "txt" => "text/plain",
        "p7m" => "application/pkcs7-mime",
        "pem" => "application/x-pem-file",
        "tst" => "application/vnd.etsi.timestamp-token",
        _ => "application/octet-stream",
    }
}
