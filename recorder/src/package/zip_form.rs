//! The one ZIP form of a package: entries stored, dated 1980-01-01, without extra fields or comments, in one order.
//!
//! There is exactly one sequence of bytes for given entries, so a verifier can rebuild it and compare.

/// Most entries of a package.
pub const MAX_ENTRIES: usize = 10_000;
/// Longest entry name in bytes.
pub const MAX_NAME: usize = 120;
/// Bytes of a local header without its name.
pub const LOCAL_LENGTH: usize = 30;
/// Bytes of the record that ends the file.
pub const END_LENGTH: usize = 22;

/// First entry, so that programs know the container by its first bytes (ETSI EN 319 162-1 annex A).
pub const MIMETYPE: &str = "mimetype";
pub const VERIFY_TEXT: &str = "VERIFY.txt";
pub const DESCRIPTION: &str = "package.json";
pub const MANIFEST: &str = "manifest-sha256.txt";
pub const ASIC_MANIFEST: &str = "META-INF/ASiCManifest001.xml";
pub const ASIC_TOKEN: &str = "META-INF/timestamp001.tst";

const VERSION: u16 = 20;
/// 1980-01-01 in MS-DOS form; the time is 0.
const DATE: u16 = 0x0021;

/// What a header says of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sum {
    pub crc: u32,
    pub size: u32,
}

impl Sum {
    /// CRC-32 and length of `data`; none from 4 GiB on.
    pub fn of(data: &[u8]) -> Option<Self> {
        let mut crc = flate2::Crc::new();
        crc.update(data);
        Some(Self {
            crc: crc.sum(),
            size: u32::try_from(data.len()).ok()?,
        })
    }
}

/// Entries stand in ascending order of this.
pub fn place(name: &str) -> (u8, &str) {
    let group = match name {
        MIMETYPE => 0,
        VERIFY_TEXT => 1,
        DESCRIPTION => 2,
        MANIFEST => 3,
        ASIC_MANIFEST => 5,
        ASIC_TOKEN => 6,
        _ => 4,
    };
    (group, name)
}

/// Lower-case letters, digits, `.`, `-`, `_` in folders; besides them only the six fixed names. So there are
/// no case twins, no `..`, no absolute paths, and nothing that a file system spells in another way.
pub fn is_name(name: &str) -> bool {
    if place(name).0 != 4 {
        return true;
    }
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '-'])
            && part
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_'))
    };
    name.len() <= MAX_NAME && name.split('/').all(part)
}

pub fn local_header(name: &str, sum: Sum) -> Vec<u8> {
    let mut out = Vec::with_capacity(LOCAL_LENGTH + name.len());
    out.extend_from_slice(b"PK\x03\x04");
    put_shared_fields(&mut out, name, sum);
    out.extend_from_slice(name.as_bytes());
    out
}

pub fn central_header(name: &str, sum: Sum, offset: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(46 + name.len());
    out.extend_from_slice(b"PK\x01\x02");
    out.extend_from_slice(&VERSION.to_le_bytes());
    put_shared_fields(&mut out, name, sum);
    // comment length, disk, internal and external attributes
    out.extend_from_slice(&[0; 10]);
    out.extend_from_slice(&offset.to_le_bytes());
    out.extend_from_slice(name.as_bytes());
    out
}

pub fn end_record(entries: u16, directory_length: u32, directory_offset: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(END_LENGTH);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&entries.to_le_bytes());
    out.extend_from_slice(&entries.to_le_bytes());
    out.extend_from_slice(&directory_length.to_le_bytes());
    out.extend_from_slice(&directory_offset.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    out
}

/// The fields that local and central headers share: version to extra length (APPNOTE 4.3.7, 4.3.12).
fn put_shared_fields(out: &mut Vec<u8>, name: &str, sum: Sum) {
    let name_length = u16::try_from(name.len()).unwrap_or(u16::MAX);
    for short in [VERSION, 0, 0, 0, DATE] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    for long in [sum.crc, sum.size, sum.size] {
        out.extend_from_slice(&long.to_le_bytes());
    }
    out.extend_from_slice(&name_length.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
}
