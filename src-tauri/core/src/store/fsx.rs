//! Files and folders as the store needs them: durable renames, folder syncs,
//! whole small files. Every error names its file.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Turns an I/O error into ours, with the path.
pub(super) fn at<T>(path: &Path, result: std::io::Result<T>) -> Result<T> {
    result.map_err(|error| Error::io(path, &error))
}

/// Makes the names in a folder durable (a new or renamed file is lost without it).
/// Only Unix can and needs to do this.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    #[cfg(unix)]
    at(dir, File::open(dir).and_then(|folder| folder.sync_all()))?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Makes the name of a file durable in its folder.
pub(super) fn sync_parent(path: &Path) -> Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_dir(parent),
        _ => sync_dir(Path::new(".")),
    }
}

/// `name` → `name.suffix` in the same folder.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().map(|name| name.to_os_string()).unwrap_or_default();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Writes a whole file so that after a crash either the old or the new one is there.
pub(super) fn write_whole(path: &Path, parts: &[&[u8]]) -> Result<()> {
    write_through(path, &mut |file| parts.iter().try_for_each(|part| at(path, file.write_all(part))))
}

/// [`write_whole`] for a file that `fill` writes piece by piece.
pub(super) fn write_through(path: &Path, fill: &mut dyn FnMut(&mut File) -> Result<()>) -> Result<()> {
    let temp = beside(path, "new");
    let written = (|| {
        let mut file = at(&temp, File::create(&temp))?;
        fill(&mut file)?;
        at(&temp, file.sync_all())?;
        drop(file);
        at(path, fs::rename(&temp, path))?;
        sync_parent(path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temp);
    }
    written
}

/// A name for something put aside: `<stem>-1`, `<stem>-2`, … the first that is free.
pub(super) fn free_name(dir: &Path, stem: &str) -> PathBuf {
    let mut number = 1u32;
    loop {
        let candidate = dir.join(format!("{stem}-{number}"));
        if !candidate.exists() {
            return candidate;
        }
        number += 1;
    }
}

/// All plain files under a folder, as sorted paths relative to it. A folder that
/// is not there holds none.
pub(super) fn files_under(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(relative) = waiting.pop() {
        let dir = root.join(&relative);
        let entries = match fs::read_dir(&dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => at(&dir, other)?,
        };
        for entry in entries {
            let entry = at(&dir, entry)?;
            let kind = at(&entry.path(), entry.file_type())?;
            let path = relative.join(entry.file_name());
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the disk has more than `bytes` left; where the system does not say, it is
/// taken to have.
pub(super) fn has_room(dir: &Path, bytes: u64) -> bool {
    fs4::available_space(dir).map_or(true, |free| free > bytes)
}

/// Whether the folder can take a few more kilobytes; tells a full disk from damage.
pub(super) fn is_full(dir: &Path) -> bool {
    let probe = dir.join("space.probe");
    let full = File::create(&probe)
        .and_then(|mut file| file.write_all(&[0x55; 64 * 1024]).and_then(|()| file.sync_all()))
        .is_err_and(|error| matches!(Error::io(dir, &error), Error::DiskFull { .. }));
    let _ = fs::remove_file(&probe);
    full
}
