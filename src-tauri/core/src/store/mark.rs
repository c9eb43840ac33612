//! `journal/mark`: a sequence number that has certainly been confirmed. It is
//! written now and then, without syncing, so it may be old but never too high. A
//! journal that ends before it has lost something; one that is only torn has not.

use std::io::Write;
use std::path::{Path, PathBuf};

fn path(dir: &Path) -> PathBuf {
    dir.join("journal").join("mark")
}

/// Notes that everything up to `seq` is confirmed. A failure only makes the mark older.
pub(super) fn write(dir: &Path, seq: u64) {
    let mut bytes = seq.to_le_bytes().to_vec();
    bytes.extend_from_slice(&crc32c::crc32c(&seq.to_le_bytes()).to_le_bytes());
    // Twelve bytes within one disk block are written whole or not at all.
    let _ = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path(dir))
        .and_then(|mut file| file.write_all(&bytes));
}

/// The noted number; 0 if there is none or it is damaged.
pub(super) fn read(dir: &Path) -> u64 {
    let Ok(bytes) = std::fs::read(path(dir)) else { return 0 };
    let Some((seq, crc)) = bytes.split_first_chunk::<8>() else { return 0 };
    if crc == crc32c::crc32c(seq).to_le_bytes() { u64::from_le_bytes(*seq) } else { 0 }
}
