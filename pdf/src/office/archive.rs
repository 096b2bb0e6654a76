//! A reader for ZIP archives of strangers: only what Office programs write, and never more than the limits.
//!
//! Two readers of one archive must not see different files, so everything that could be read in two ways is refused:
//! names that occur twice or lead elsewhere, headers that contradict each other, entries that overlap
//! (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4).

use super::refusal::OfficeRefusal;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;

const MOST_ENTRIES: usize = 10_000;
/// What one entry may unpack to, in bytes.
const ENTRY_BYTES: u64 = 128 << 20;
/// What all entries together may unpack to, in bytes.
const ALL_BYTES: u64 = 384 << 20;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// General purpose flags: encrypted, patched, strongly encrypted, masked headers.
const UNREADABLE_FLAGS: u16 = 1 | 1 << 5 | 1 << 6 | 1 << 13;

/// An archive whose entries have all been unpacked once and are sound.
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    is_deflated: bool,
    checksum: u32,
    packed: Range<usize>,
    length: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory and unpacks every entry once, keeping nothing.
    pub fn open(bytes: &'a [u8]) -> Result<Self, OfficeRefusal> {
        let (count, mut at) = end_of_directory(bytes).ok_or(OfficeRefusal::Broken)?;
        if count > MOST_ENTRIES {
            return Err(OfficeRefusal::OverLimit);
        }
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            let (entry, next) = entry(bytes, at)?;
            entries.push(entry);
            at = next;
        }
        let archive = Self { bytes, entries };
        archive.check()?;
        Ok(archive)
    }

    /// Names of the entries, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// An entry's bytes; `None` where there is no such entry.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, OfficeRefusal> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else {
            return Ok(None);
        };
        let mut content = Vec::new();
        self.unpack(entry, |piece| content.extend_from_slice(piece))?;
        Ok(Some(content))
    }

    fn check(&self) -> Result<(), OfficeRefusal> {
        let mut names = BTreeSet::new();
        if !self
            .entries
            .iter()
            .all(|entry| names.insert(entry.name.to_lowercase()))
        {
            return Err(OfficeRefusal::Broken);
        }
        let mut places: Vec<&Range<usize>> = self.entries.iter().map(|entry| &entry.packed).collect();
        places.sort_by_key(|place| place.start);
        if places.windows(2).any(|pair| pair[0].end > pair[1].start) {
            return Err(OfficeRefusal::Broken);
        }
        let claimed = self.entries.iter().map(|entry| entry.length).sum::<u64>();
        if claimed > ALL_BYTES || self.entries.iter().any(|entry| entry.length > ENTRY_BYTES) {
            return Err(OfficeRefusal::OverLimit);
        }
        self.entries
            .iter()
            .try_for_each(|entry| self.unpack(entry, |_| ()))
    }

    /// Hands over what an entry holds, at most as much as it claims; then compares length and checksum.
    fn unpack(&self, entry: &Entry, mut take: impl FnMut(&[u8])) -> Result<(), OfficeRefusal> {
        let packed = self
            .bytes
            .get(entry.packed.clone())
            .ok_or(OfficeRefusal::Broken)?;
        let mut source: Box<dyn Read + '_> = if entry.is_deflated {
            Box::new(DeflateDecoder::new(packed))
        } else {
            Box::new(packed)
        };
        let (mut checksum, mut piece, mut left) = (Crc::new(), [0; 16 << 10], entry.length);
        loop {
            let length = source.read(&mut piece).map_err(|_| OfficeRefusal::Broken)?;
            if length == 0 {
                break;
            }
            // More than it claims: an archive that lies about its size is a bomb.
            left = left.checked_sub(length as u64).ok_or(OfficeRefusal::OverLimit)?;
            checksum.update(&piece[..length]);
            take(&piece[..length]);
        }
        if left == 0 && checksum.sum() == entry.checksum {
            Ok(())
        } else {
            Err(OfficeRefusal::Broken)
        }
    }
}

/// Number of entries, and where the directory begins. The directory must end where its end record begins.
fn end_of_directory(bytes: &[u8]) -> Option<(usize, usize)> {
    let earliest = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let at = (earliest..=last).rev().find(|at| {
        let comment = short(bytes, at + 20);
        bytes[*at..].starts_with(END) && comment.map(usize::from) == Some(last - at)
    })?;
    let count = short(bytes, at + 10)?;
    let (length, start) = (long(bytes, at + 12)? as usize, long(bytes, at + 16)? as usize);
    let is_one_disk = long(bytes, at + 4)? == 0 && short(bytes, at + 8)? == count;
    (is_one_disk && start.checked_add(length)? == at).then_some((usize::from(count), start))
}

/// The entry whose central header begins at `at`, and where the next one begins.
fn entry(bytes: &[u8], at: usize) -> Result<(Entry, usize), OfficeRefusal> {
    let header = read_central(bytes, at).ok_or(OfficeRefusal::Broken)?;
    if header.flags & UNREADABLE_FLAGS != 0 {
        return Err(OfficeRefusal::Encrypted);
    }
    let name = std::str::from_utf8(header.name).map_err(|_| OfficeRefusal::Broken)?;
    let packed = packed_place(bytes, &header).ok_or(OfficeRefusal::Broken)?;
    if !is_honest_name(name) || !matches!(header.method, STORED | DEFLATED) {
        return Err(OfficeRefusal::Broken);
    }
    let entry = Entry {
        name: name.to_owned(),
        is_deflated: header.method == DEFLATED,
        checksum: header.checksum,
        packed,
        length: u64::from(header.length),
    };
    Ok((entry, header.next))
}

struct CentralHeader<'a> {
    flags: u16,
    method: u16,
    checksum: u32,
    packed: usize,
    length: u32,
    local: usize,
    name: &'a [u8],
    next: usize,
}

fn read_central(bytes: &[u8], at: usize) -> Option<CentralHeader<'_>> {
    if !bytes.get(at..)?.starts_with(CENTRAL) {
        return None;
    }
    let name_end = at + CENTRAL_LENGTH + usize::from(short(bytes, at + 28)?);
    Some(CentralHeader {
        flags: short(bytes, at + 8)?,
        method: short(bytes, at + 10)?,
        checksum: long(bytes, at + 16)?,
        packed: long(bytes, at + 20)? as usize,
        length: long(bytes, at + 24)?,
        local: long(bytes, at + 42)? as usize,
        name: bytes.get(at + CENTRAL_LENGTH..name_end)?,
        next: name_end + usize::from(short(bytes, at + 30)?) + usize::from(short(bytes, at + 32)?),
    })
}

/// Where an entry's packed bytes are; its local header must tell the same name and method.
fn packed_place(bytes: &[u8], header: &CentralHeader<'_>) -> Option<Range<usize>> {
    let at = header.local;
    let is_same = bytes.get(at..)?.starts_with(LOCAL)
        && short(bytes, at + 6)? & UNREADABLE_FLAGS == 0
        && short(bytes, at + 8)? == header.method;
    let name_end = at + LOCAL_LENGTH + usize::from(short(bytes, at + 26)?);
    let has_same_name = bytes.get(at + LOCAL_LENGTH..name_end)? == header.name;
    let start = name_end + usize::from(short(bytes, at + 28)?);
    let place = start..start.checked_add(header.packed)?;
    (is_same && has_same_name && place.end <= bytes.len()).then_some(place)
}

/// A plain path below the archive's root; folders end in `/`.
fn is_honest_name(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    !name.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && name.len() < 512
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
