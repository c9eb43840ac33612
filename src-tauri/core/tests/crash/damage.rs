//! Damage: flipped bits, zeroed blocks and truncations in every kind of file of a
//! book. Each is harmless, repaired, or told; none may be silent, none may hang.

use crate::workload::{Records, Weight, manifest, operations_done, perform};
use crate::{Dice, Tally, setting};
use regulars_core::store::{NoWatch, OpenOptions, Sidecar, Store, restore};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const SEED: u64 = 99;
const OPERATIONS: u64 = 120;
const PATIENCE: Duration = Duration::from_secs(20);

/// A closed book with an archive in the middle of its life, a sidecar, and a backup beside it.
fn make_book(dir: &Path) -> Records {
    let store = Store::create(dir, &manifest()).unwrap();
    let mut records = Records::default();
    for n in 1..=OPERATIONS {
        perform(&store, &mut records, SEED, n, Weight::Light).unwrap();
        if n == OPERATIONS / 2 {
            store.archive(&dir.join("archive/half.regulars"), &NoWatch).unwrap();
        }
    }
    store.write_sidecar(store.seq(), &mut |out| out.put(b"the read model")).unwrap();
    store.archive(&dir.with_extension("backup"), &NoWatch).unwrap();
    store.close().unwrap();
    // sled writes its snapshot when it opens something that was written before.
    Store::open(dir, &OpenOptions::default()).unwrap().close().unwrap();
    records
}

fn copy_dir(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Which file is damaged.
#[derive(Clone, Copy, Debug)]
enum Target {
    Journal,
    /// The journal, when nothing else can make up for it.
    JournalAlone,
    Store,
    Snapshot,
    Sidecar,
    /// The archive inside, when the store is gone as well.
    Archive,
    /// The backup outside, when it is restored.
    Backup,
    Mark,
    Manifest,
}

const TARGETS: [Target; 8] = [
    Target::Journal,
    Target::Store,
    Target::JournalAlone,
    Target::Snapshot,
    Target::Store,
    Target::Sidecar,
    Target::Archive,
    Target::Backup,
];

fn file_of(target: Target, dir: &Path) -> Option<PathBuf> {
    Some(match target {
        Target::Journal | Target::JournalAlone => dir.join("journal/00000001.log"),
        Target::Store => dir.join("store/db"),
        Target::Sidecar => dir.join("facts.cache"),
        Target::Archive => dir.join("archive/half.regulars"),
        Target::Backup => dir.with_extension("backup"),
        Target::Mark => dir.join("journal/mark"),
        Target::Manifest => dir.join("book.toml"),
        Target::Snapshot => {
            let entries = std::fs::read_dir(dir.join("store")).ok()?;
            let mut paths = entries.flatten().map(|entry| entry.path());
            paths.find(|path| {
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap."))
            })?
        }
    })
}

/// Damages a file in one of three ways; says which.
fn damage(path: &Path, dice: &mut Dice) -> &'static str {
    let mut bytes = std::fs::read(path).unwrap();
    let len = bytes.len() as u64;
    let at = dice.below(len) as usize;
    let how = match dice.below(3) {
        0 => {
            bytes[at] ^= 1 << dice.below(8);
            "bit"
        }
        1 => {
            let end = (at + 512).min(bytes.len());
            bytes[at..end].fill(0);
            "zeros"
        }
        _ => {
            bytes.truncate(at);
            "cut"
        }
    };
    std::fs::write(path, bytes).unwrap();
    how
}

/// What the owner gets to see after the damage.
struct Seen {
    records: Records,
    operations: u64,
    listed: usize,
    notices: Vec<String>,
    sidecar: Option<Sidecar>,
    check_ok: bool,
}

fn look(dir: &Path) -> regulars_core::Result<Seen> {
    let store = Store::open(dir, &OpenOptions::default())?;
    let sidecar = store.take_sidecar();
    let mut records = Records::default();
    store.load(&mut records)?;
    // A little work afterwards must go through, and stay.
    let mut after = records.clone();
    let next = operations_done(&store) + 1;
    let listed = store.operations()?.len();
    perform(&store, &mut after, SEED, next, Weight::Light)?;
    let check_ok = store.check(&NoWatch)?.ok;
    let notices: Vec<String> = store.notices().iter().map(ToString::to_string).collect();
    drop(store);
    let store = Store::open(dir, &OpenOptions::default())?;
    let mut again = Records::default();
    store.load(&mut again)?;
    assert_eq!(again.differences(&after), 0, "what is written after a repair stays: {notices:?}");
    Ok(Seen { records, operations: next - 1, listed, notices, sidecar, check_ok })
}

/// Runs on another thread, so that a hang is an outcome.
fn look_with_patience(dir: &Path) -> Option<regulars_core::Result<Seen>> {
    let (sender, receiver) = mpsc::channel();
    let dir = dir.to_owned();
    std::thread::spawn(move || {
        let _ = sender.send(look(&dir));
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(seen) => Some(seen),
        Err(mpsc::RecvTimeoutError::Timeout) => None,
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("looking at the book panicked"),
    }
}

/// The outcome in a word; panics if something was lost silently.
fn judge(expected: &Records, seen: regulars_core::Result<Seen>) -> &'static str {
    let seen = match seen {
        Ok(seen) => seen,
        Err(error) => {
            assert!(error.to_string().len() > 20, "a refusal says why: {error}");
            return "refused with a sentence";
        }
    };
    if let Some(sidecar) = &seen.sidecar {
        assert_eq!(sidecar.sections, [b"the read model"], "a sidecar is whole or not there");
    }
    let records_equal = seen.records.differences(expected) == 0;
    let history_equal = seen.listed as u64 == OPERATIONS && seen.operations == OPERATIONS;
    match (records_equal, history_equal, seen.notices.is_empty()) {
        (true, true, true) => "harmless",
        (true, true, false) => "all there, repair told",
        (true, false, false) => "records there, lost history told",
        (false, _, false) => {
            let told = seen.notices.iter().any(|note| note.contains("older state"));
            assert!(told, "a record that shows an older state must be named as such: {:?}", seen.notices);
            "older state of some records told"
        }
        (true, false, true) => {
            panic!("history was lost silently ({} operations, check {})", seen.listed, seen.check_ok)
        }
        (false, _, true) => panic!("records were lost silently (check {})", seen.check_ok),
    }
}

fn restore_and_judge(backup: &Path, target: &Path, expected: &Records) -> &'static str {
    if let Err(error) = restore(backup, target, &NoWatch) {
        assert!(error.to_string().len() > 20, "a refusal says why: {error}");
        assert!(!target.exists(), "nothing half restored is left");
        return "refused with a sentence";
    }
    judge(expected, look(target))
}

#[test]
fn damage_is_harmless_repaired_or_told() {
    let trials = setting("REGULARS_DAMAGE", 40);
    let mut dice = Dice(setting("REGULARS_SEED", 7));
    let mut tally = Tally::default();
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    let home = tempfile::tempdir().unwrap();
    let original = home.path().join("shop");
    let expected = make_book(&original);
    for trial in 0..trials {
        let dir = home.path().join(format!("trial-{trial}"));
        copy_dir(&original, &dir);
        std::fs::copy(original.with_extension("backup"), dir.with_extension("backup")).unwrap();
        let target = match trial % 16 {
            14 => Target::Manifest,
            15 => Target::Mark,
            number => TARGETS[number as usize % TARGETS.len()],
        };
        let Some(file) = file_of(target, &dir) else {
            tally.count(format!("{target:?}: there is no such file"));
            continue;
        };
        let how = damage(&file, &mut dice);
        if matches!(target, Target::JournalAlone) {
            std::fs::remove_dir_all(dir.join("store")).unwrap();
            std::fs::remove_dir_all(dir.join("archive")).unwrap();
        }
        if matches!(target, Target::Archive) {
            std::fs::remove_dir_all(dir.join("store")).unwrap();
        }
        let clock = Instant::now();
        let outcome = match target {
            Target::Backup => restore_and_judge(&file, &dir.join("restored"), &expected),
            _ => match look_with_patience(&dir) {
                Some(seen) => judge(&expected, seen),
                None => panic!("trial {trial}: {target:?} {how}: no answer within {} s", PATIENCE.as_secs()),
            },
        };
        slowest = slowest.max(clock.elapsed());
        tally.count(format!("{target:?}, {how}: {outcome}"));
        let _ = std::fs::remove_dir_all(&dir);
    }
    tally.print(&format!(
        "damage: {trials} trials, 0 silent, 0 hung, slowest {} ms, {} s",
        slowest.as_millis(),
        begun.elapsed().as_secs()
    ));
}
