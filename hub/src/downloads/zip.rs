//! A ZIP of stored files (APPNOTE 6.3 sections 4.3 to 4.5), written one file after the other; names are UTF-8.

use flate2::Crc;
use std::io::Write;

/// The ZIP would pass 4 GiB or 65,535 files, or could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ZipFull {
    #[error("a ZIP without further extensions holds 4 GiB and 65535 files")]
    TooLarge,
    #[error("the ZIP could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// "Version needed" 2.0; bit 11: the name is UTF-8; method 0: stored; no time; 1980-01-01.
const COMMON: [u8; 10] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];

pub struct ZipWriter<W> {
    out: W,
    offset: u32,
    files: u16,
    directory: Vec<u8>,
}

impl<W: Write> ZipWriter<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            offset: 0,
            files: 0,
            directory: Vec::new(),
        }
    }

    /// # Errors
    /// See [`ZipFull`]; the ZIP is of no use after one.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ZipFull> {
        let size = u32::try_from(bytes.len()).map_err(|_| ZipFull::TooLarge)?;
        let length = u16::try_from(name.len()).map_err(|_| ZipFull::TooLarge)?;
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut facts = COMMON.to_vec();
        facts.extend(crc.sum().to_le_bytes());
        facts.extend(size.to_le_bytes());
        facts.extend(size.to_le_bytes());
        facts.extend(length.to_le_bytes());
        // No extra field.
        facts.extend([0, 0]);
        let mut header = b"PK\x03\x04".to_vec();
        header.extend(&facts);
        header.extend(name.as_bytes());
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&facts);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(self.offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.out.write_all(&header)?;
        self.out.write_all(bytes)?;
        let written = u32::try_from(header.len())
            .ok()
            .and_then(|length| length.checked_add(size));
        let offset = written.and_then(|written| self.offset.checked_add(written));
        self.offset = offset.ok_or(ZipFull::TooLarge)?;
        self.files = self.files.checked_add(1).ok_or(ZipFull::TooLarge)?;
        Ok(())
    }

    /// Writes the directory; the length of the whole ZIP in bytes.
    ///
    /// # Errors
    /// See [`ZipFull`].
    pub fn finish(mut self) -> Result<u64, ZipFull> {
        let length = u32::try_from(self.directory.len()).map_err(|_| ZipFull::TooLarge)?;
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(self.files.to_le_bytes());
        end.extend(self.files.to_le_bytes());
        end.extend(length.to_le_bytes());
        end.extend(self.offset.to_le_bytes());
        end.extend([0, 0]);
        self.out.write_all(&self.directory)?;
        self.out.write_all(&end)?;
        self.out.flush()?;
        Ok(u64::from(self.offset) + u64::from(length) + end.len() as u64)
    }
}
