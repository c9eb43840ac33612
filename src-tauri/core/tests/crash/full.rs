//! A disk that really fills up: a small file system in memory, in a name space of
//! our own. Where the system does not allow that, the test says so and passes.

use crate::workload::{Records, Weight, manifest, operations_done, perform};
use regulars_core::error::Error;
use regulars_core::store::{NoWatch, OpenOptions, Store};
use std::io::Write;
use std::path::Path;
use std::process::Command;

const SEED: u64 = 5;
/// What the disk holds besides the book. A store that hangs keeps the space of its
/// files until the program ends, so there must be room for some more once it goes.
const BALLAST: u64 = 224 << 20;
/// How much of it is taken away each time the disk is full.
const STEP: u64 = 4 << 20;

/// Takes what is left of the disk, to the last byte.
fn fill(path: &Path) {
    let mut file = std::fs::File::create(path).unwrap();
    for size in [1 << 20, 4096, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
}

/// Runs inside the name space, on the small disk.
#[test]
fn child_on_a_small_disk() {
    let Ok(disk) = std::env::var("REGULARS_CRASH_DISK") else { return };
    let dir = Path::new(&disk).join("shop");
    let ballast = Path::new(&disk).join("ballast");
    std::fs::write(&ballast, vec![1; BALLAST as usize]).unwrap();
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut records = Records::default();
    let mut n = 0;
    // Filled and freed several times, each time to the last byte.
    for round in 0..3u64 {
        let refused = loop {
            match perform(&store, &mut records, SEED, n + 1, Weight::Light) {
                Ok(()) => n += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, Error::DiskFull { .. }), "round {round}: {refused}");
        fill(&ballast.with_extension("rest"));
        let again = perform(&store, &mut records, SEED, n + 1, Weight::Light).unwrap_err();
        assert!(matches!(again, Error::DiskFull { .. }), "round {round}: {again}");
        let archive = store.archive(&dir.join("archive/full.regulars"), &NoWatch);
        assert!(archive.is_err(), "an archive that does not fit is not made");
        assert!(!dir.join("archive/full.regulars.new").exists(), "and takes no space");
        assert_eq!(store.operations().unwrap().len() as u64, n, "reading goes on while the disk is full");
        std::fs::remove_file(ballast.with_extension("rest")).unwrap();
        let file = std::fs::OpenOptions::new().write(true).open(&ballast).unwrap();
        file.set_len(BALLAST - (round + 1) * STEP).unwrap();
        n += 1;
        perform(&store, &mut records, SEED, n, Weight::Light).expect("with space again, writing works again");
    }
    std::fs::remove_file(&ballast).unwrap();
    store.settle().expect("the store catches up");
    drop(store);
    let store = Store::open(&dir, &OpenOptions::default()).unwrap();
    let mut found = Records::default();
    store.load(&mut found).unwrap();
    assert_eq!(operations_done(&store), n);
    assert_eq!(found.differences(&records), 0, "every confirmed record is there: {:?}", store.notices());
    assert!(store.check(&NoWatch).unwrap().ok);
    println!("DISK TEST DONE, {n} operations, notices: {:?}", store.notices());
}

#[test]
fn a_full_disk_refuses_and_recovers() {
    let home = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=256m tmpfs \"$REGULARS_CRASH_DISK\" || exit 77; exec \"$0\" \"$@\"";
    let done = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "full::child_on_a_small_disk", "--nocapture"])
        .env("REGULARS_CRASH_DISK", home.path())
        .output();
    let Ok(done) = done else {
        println!("disk full: skipped, there is no unshare here");
        return;
    };
    let out = String::from_utf8_lossy(&done.stdout);
    let error = String::from_utf8_lossy(&done.stderr);
    if done.status.code() == Some(77) || error.contains("unshare failed") {
        println!("disk full: skipped, this system allows no file system of our own ({})", error.trim());
        return;
    }
    assert!(done.status.success(), "{out}\n{error}");
    let line = out.lines().find(|line| line.contains("DISK TEST DONE"));
    println!("\ndisk full: {}", line.expect("the child ran to its end"));
}
