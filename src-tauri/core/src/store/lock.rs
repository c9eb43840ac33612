//! One process per book: an advisory lock on `<book>/lock`. The operating system
//! drops it with the process, so a file left behind by a crash is no obstacle.

use super::fsx::at;
use crate::error::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Holds the book while it lives.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the book, or says who has it ([`Error::Locked`]).
    pub fn take(dir: &Path) -> Result<Self> {
        let path = dir.join("lock");
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = at(&path, opened)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder's line is a courtesy; without it the message is still true.
                let _ = file.read_to_string(&mut holder);
                let holder = match holder.trim() {
                    "" => "another program".to_owned(),
                    text => text.to_owned(),
                };
                return Err(Error::Locked { path: dir.into(), holder });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(path, &error)),
        }
        let line = format!("process {} on {}\n", std::process::id(), host());
        // A full disk must not keep the owner out of the book, so a failure to
        // leave the courtesy line is ignored.
        let _ = file
            .set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| file.write_all(line.as_bytes()));
        Ok(Self { _file: file })
    }
}

/// This computer's name as far as the system tells it in a file.
fn host() -> String {
    ["/proc/sys/kernel/hostname", "/etc/hostname"]
        .iter()
        .find_map(|path| std::fs::read_to_string(path).ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_opener_hears_who_has_the_book() {
        let dir = tempfile::tempdir().unwrap();
        let held = Lock::take(dir.path()).unwrap();
        match Lock::take(dir.path()) {
            Err(Error::Locked { holder, .. }) => {
                let pid = std::process::id().to_string();
                assert!(holder.contains(&pid), "the owner must be able to find the other window: {holder}");
            }
            _ => panic!("two writers would destroy the book"),
        }
        drop(held);
        Lock::take(dir.path()).expect("a lock file of a closed window is no obstacle");
    }

    #[test]
    fn a_lock_file_left_by_a_crash_is_no_obstacle() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("lock"), "process 1 on elsewhere\n").unwrap();
        Lock::take(dir.path()).expect("nobody holds it any more");
    }
}
