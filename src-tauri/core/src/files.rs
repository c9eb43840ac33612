//! Writing a file for somebody else, whole or not at all.

use crate::{Error, Result};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes `bytes` beside `path`, syncs, and puts them in its place, so that an older
/// file is never half overwritten. The errors name `path`.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let at = |e: &std::io::Error| Error::io(path, e);
    if path.is_dir() {
        return Err(at(&std::io::ErrorKind::IsADirectory.into()));
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| fs::rename(&part, path));
    placed.map_err(|e| {
        // What was begun is of no use to anybody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
        at(&e)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_a_wrong_place_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("report.csv");
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left lying beside it");
        let sentence = write_whole(dir.path(), b"x").unwrap_err().to_string();
        assert!(sentence.contains("This is a folder"), "{sentence}");
        let sentence = write_whole(&dir.path().join("none/report.csv"), b"x").unwrap_err().to_string();
        assert!(sentence.contains("no such file or folder"), "{sentence}");
    }
}
