//! The blocks an archive file is made of:
//!
//! ```text
//! file  = "RGARCHIV" | version u32 | block…
//! block = tag u8 | raw_len u32 | len u32 | crc u32 | len bytes (zstd)
//! ```
//!
//! `crc` is the CRC32C of tag, raw_len, len and the bytes. The last block names
//! the chained checksum of all before it, so none can be missing or swapped.

use super::codec::{Reader, Writer};
use super::fsx::at;
use crate::error::{Error, Result};
use crate::say;
use crc32c::{crc32c, crc32c_append};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"RGARCHIV";
const VERSION: u32 = 1;
/// No block holds more than this, unpacked.
pub(super) const MAX_BLOCK: usize = 16 << 20;

/// Writes an archive's blocks.
pub(super) struct BlockWriter {
    path: PathBuf,
    out: BufWriter<File>,
    /// Checksum over the checksums of all blocks so far.
    pub chain: u32,
}

impl BlockWriter {
    pub fn create(path: &Path) -> Result<Self> {
        let mut out = BufWriter::new(at(path, File::create(path))?);
        at(path, out.write_all(MAGIC).and_then(|()| out.write_all(&VERSION.to_le_bytes())))?;
        Ok(Self { path: path.into(), out, chain: 0 })
    }

    pub fn block(&mut self, tag: u8, raw: &[u8]) -> Result<()> {
        let packed = at(&self.path, zstd::bulk::compress(raw, 3))?;
        let mut head = Writer::default();
        head.u8(tag);
        head.u32(raw.len() as u32);
        head.u32(packed.len() as u32);
        let crc = crc32c_append(crc32c(&head.bytes), &packed);
        head.u32(crc);
        self.chain = crc32c_append(self.chain, &crc.to_le_bytes());
        let written = self.out.write_all(&head.bytes).and_then(|()| self.out.write_all(&packed));
        at(&self.path, written)
    }

    /// Brings everything to the disk.
    pub fn finish(mut self) -> Result<()> {
        at(&self.path, self.out.flush().and_then(|()| self.out.get_ref().sync_all()))
    }
}

/// Reads an archive's blocks and checks every byte.
pub(super) struct BlockReader {
    path: PathBuf,
    input: BufReader<File>,
    /// The file's length in bytes.
    pub len: u64,
    /// Bytes read so far.
    pub done: u64,
    /// Checksum over the checksums of all blocks before the last one read.
    pub chain: u32,
    last: u32,
}

impl BlockReader {
    pub fn open(path: &Path) -> Result<Self> {
        let file = at(path, File::open(path))?;
        let meta = at(path, file.metadata())?;
        if meta.is_dir() {
            return Err(Error::io(path, &std::io::ErrorKind::IsADirectory.into()));
        }
        let mut reader = Self {
            path: path.into(),
            input: BufReader::new(file),
            len: meta.len(),
            done: 0,
            chain: 0,
            last: 0,
        };
        let start = reader.exactly(12)?.ok_or_else(|| reader.no_archive())?;
        if &start[..8] != MAGIC {
            return Err(reader.no_archive());
        }
        let found = Reader::new(&start[8..]).u32().unwrap_or_default();
        if found != VERSION {
            return Err(Error::NewerFormat { path: path.into(), found, known: VERSION });
        }
        Ok(reader)
    }

    /// The next block: tag and contents. `None` at the end of the file.
    pub fn next(&mut self) -> Result<Option<(u8, Vec<u8>)>> {
        if self.done == self.len {
            return Ok(None);
        }
        let head = self.exactly(13)?.ok_or_else(|| self.damaged())?;
        let mut input = Reader::new(&head);
        let fields = (|| Some((input.u8()?, input.u32()?, input.u32()?, input.u32()?)))();
        let (tag, raw_len, len, crc) = fields.ok_or_else(|| self.damaged())?;
        if raw_len as usize > MAX_BLOCK || u64::from(len) > self.len - self.done {
            return Err(self.damaged());
        }
        let packed = self.exactly(len as usize)?.ok_or_else(|| self.damaged())?;
        if crc32c_append(crc32c(&head[..9]), &packed) != crc {
            return Err(self.damaged());
        }
        let raw = zstd::bulk::decompress(&packed, raw_len as usize).map_err(|_| self.damaged())?;
        if raw.len() != raw_len as usize {
            return Err(self.damaged());
        }
        self.chain = self.last;
        self.last = crc32c_append(self.last, &crc.to_le_bytes());
        Ok(Some((tag, raw)))
    }

    fn exactly(&mut self, len: usize) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::with_capacity(len.min(MAX_BLOCK));
        let got = at(&self.path, (&mut self.input).take(len as u64).read_to_end(&mut bytes))?;
        self.done += got as u64;
        Ok((got == len).then_some(bytes))
    }

    fn no_archive(&self) -> Error {
        Error::File {
            path: self.path.clone(),
            message: say!("This is not an archive of Regulars. Choose a file made by its backup."),
        }
    }

    /// The error for an archive with a wrong byte.
    pub fn damaged(&self) -> Error {
        Error::Damaged {
            path: self.path.clone(),
            message: say!(
                "This archive is damaged or incomplete (near byte {} of {}), so it cannot be trusted. Use another \
                 backup.",
                self.done,
                self.len
            ),
        }
    }
}
