//! Making a new book's folder: all of it or nothing.

use super::FORMAT;
use super::fsx::{at, beside, sync_parent};
use super::journal::Journal;
use super::manifest::Manifest;
use crate::error::{Error, Result};
use crate::say;
use std::fs;
use std::path::Path;

/// Creates an empty book in a folder that does not exist or is empty.
pub(super) fn create(dir: &Path, manifest: &Manifest) -> Result<()> {
    must_be_free(dir)?;
    let work = beside(dir, "creating");
    remove_leftover(&work)?;
    let made = (|| {
        at(&work, fs::create_dir(&work))?;
        skeleton(&work)?;
        drop(Journal::begin(&work, manifest.book_id, 1, 1)?);
        let manifest = Manifest { format: FORMAT, ..manifest.clone() };
        manifest.write(&work)?;
        put_in_place(&work, dir)
    })();
    if made.is_err() {
        let _ = fs::remove_dir_all(&work);
    }
    made
}

/// Refuses anything but a free name or an empty folder.
pub(super) fn must_be_free(dir: &Path) -> Result<()> {
    match fs::read_dir(dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::io(dir, &error)),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Error::File {
                path: dir.into(),
                message: say!(
                    "There is already something in this folder. Choose an empty folder or a new name."
                ),
            }),
        },
    }
}

/// Removes what an interrupted attempt of ours left under its own name.
pub(super) fn remove_leftover(work: &Path) -> Result<()> {
    match fs::remove_dir_all(work) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(work, &error)),
        _ => Ok(()),
    }
}

/// The folders inside a book.
pub(super) fn skeleton(work: &Path) -> Result<()> {
    for name in ["journal", "files", "archive"] {
        let folder = work.join(name);
        at(&folder, fs::create_dir_all(&folder))?;
    }
    Ok(())
}

/// Gives a finished folder its name; an empty folder of that name gives way.
pub(super) fn put_in_place(work: &Path, dir: &Path) -> Result<()> {
    super::fsx::sync_dir(work)?;
    if dir.exists() {
        at(dir, fs::remove_dir(dir))?;
    }
    at(dir, fs::rename(work, dir))?;
    sync_parent(dir)
}
