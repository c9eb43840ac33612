//! Attached files: taken into the book's folder under the hash of their content,
//! and synced there before any record can name them.

use super::fsx::{at, files_under, sync_dir};
use super::types::{CheckReport, Watch};
use super::{Store, worker};
use crate::error::{Error, Result};
use crate::say;
use crate::sentence::by_count;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How much is read between two looks at the watch.
const CHUNK: usize = 256 * 1024;
/// The ending of what is not whole yet.
const UNFINISHED: &str = "incoming";

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// SHA-256 of the content in hexadecimal digits.
    pub hash: String,
    /// Its bytes.
    pub size: u64,
}

impl Store {
    /// Copies what `source` gives into the book; `total` bytes are expected, for the
    /// watch. When this returns, the file survives a power cut. Errors name `origin`
    /// when it cannot be read, and the book when it cannot be written.
    pub fn keep_file(
        &self,
        origin: &Path,
        source: &mut dyn Read,
        total: u64,
        watch: &dyn Watch,
    ) -> Result<Kept> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        if self.journal.is_none() {
            return Err(worker::read_only(self.dir()));
        }
        let folder = self.dir().join("files");
        at(&folder, fs::create_dir_all(&folder))?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let temp = folder.join(format!("{number}.{UNFINISHED}"));
        let done = copy(origin, source, &temp, total, watch).and_then(|kept| {
            let place = self.place_of(&kept.hash);
            if let Some(parent) = place.parent() {
                at(parent, fs::create_dir_all(parent))?;
                at(&place, fs::rename(&temp, &place))?;
                sync_dir(parent)?;
            }
            sync_dir(&folder)?;
            Ok(kept)
        });
        if done.is_err() {
            let _ = fs::remove_file(&temp);
        }
        done
    }

    /// Where the file with this hash lies; `None` when it is not in the book.
    pub fn file(&self, hash: &str) -> Option<PathBuf> {
        Some(self.place_of(hash)).filter(|place| is_hash(hash) && place.is_file())
    }

    fn place_of(&self, hash: &str) -> PathBuf {
        self.dir().join("files").join(hash.get(..2).unwrap_or_default()).join(hash)
    }

    /// Reads every attached file back and compares it with its hash.
    pub(super) fn check_files(&self, report: &mut CheckReport, watch: &dyn Watch) -> Result<()> {
        let mut sound = 0_u64;
        for file in whole_files(self.dir())? {
            let path = self.dir().join(&file);
            let hash = at(&path, File::open(&path)).and_then(|mut file| {
                let mut hash = Sha256::new();
                each_chunk(&path, &mut file, &mut |chunk| {
                    hash.update(chunk);
                    if watch.step(0, 0) { Ok(()) } else { Err(Error::Cancelled) }
                })?;
                Ok(in_hex(&hash.finalize()))
            });
            match hash {
                Err(Error::Cancelled) => return Err(Error::Cancelled),
                Ok(hash) if path.file_name().is_some_and(|name| *name == *hash) => sound += 1,
                _ => {
                    report.ok = false;
                    report.sentences.push(say!(
                        "The attached file {} is damaged. Attach it again, or take it from a backup.",
                        path.display().to_string()
                    ));
                }
            }
        }
        if sound > 0 {
            report.sentences.push(by_count(
                sound,
                say!("One attached file read back completely."),
                say!("{} attached files read back completely.", sound),
            ));
        }
        Ok(())
    }
}

/// The attached files of the book in `dir` that are whole, as paths from there.
pub(super) fn whole_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files_under(&dir.join("files"))?;
    files.retain(|file| file.extension().is_none_or(|ending| ending != UNFINISHED));
    Ok(files.into_iter().map(|file| Path::new("files").join(file)).collect())
}

/// Removes what a crash left half copied; nothing names it.
pub(super) fn remove_unfinished(dir: &Path) {
    let folder = dir.join("files");
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn copy(origin: &Path, source: &mut dyn Read, temp: &Path, total: u64, watch: &dyn Watch) -> Result<Kept> {
    let mut file = at(temp, File::create(temp))?;
    let mut hash = Sha256::new();
    let mut size = 0_u64;
    each_chunk(origin, source, &mut |chunk| {
        hash.update(chunk);
        at(temp, file.write_all(chunk))?;
        size += chunk.len() as u64;
        if watch.step(size, total.max(size)) { Ok(()) } else { Err(Error::Cancelled) }
    })?;
    at(temp, file.sync_all())?;
    Ok(Kept { hash: in_hex(&hash.finalize()), size })
}

fn each_chunk(origin: &Path, source: &mut dyn Read, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match source.read(&mut chunk) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            other => at(origin, other)?,
        };
        if read == 0 {
            return Ok(());
        }
        each(chunk.get(..read).unwrap_or_default())?;
    }
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Only such a name may become part of a path.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
