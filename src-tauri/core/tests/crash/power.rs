//! Power cuts: a run is recorded call by call; at random moments the disk is
//! rebuilt with everything that was not synced lost, kept or torn, and opened.

use crate::disk::{Disk, Event, read_log};
use crate::workload::{Records, Weight, operations_done};
use crate::{Dice, Tally, setting};
use regulars_core::store::{NoWatch, OpenOptions, Store};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// One recording is cut at this many moments.
const CUTS_PER_RUN: u64 = 20;
const OPERATIONS: u64 = 130;

fn shim(home: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/shim.c");
    let library = home.join("shim.so");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .args(["-ldl", "-lpthread"])
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the recorder needs a C compiler (cc)");
    library
}

/// Runs the child under the recorder and answers what it did.
fn recorded_run(home: &Path, library: &Path, root: &Path, seed: u64) -> Vec<Event> {
    let log = home.join("log");
    let _ = std::fs::remove_file(&log);
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "workload::child_process", "--nocapture", "--test-threads=1"])
        .env("LD_PRELOAD", library)
        .env("SHIM_ROOT", root)
        .env("SHIM_LOG", &log)
        .env("REGULARS_CRASH_BOOK", root.join("shop"))
        .env("REGULARS_CRASH_ACKS", root.join("acks"))
        .env("REGULARS_CRASH_SEED", seed.to_string())
        .env("REGULARS_CRASH_COUNT", OPERATIONS.to_string())
        .env("REGULARS_CRASH_LIGHT", "1")
        .output()
        .unwrap();
    assert!(done.status.success(), "the recorded run failed: {}", String::from_utf8_lossy(&done.stderr));
    read_log(&log)
}

/// The operation number in an acknowledgement.
fn acknowledged(event: &Event) -> Option<u64> {
    if event.kind != b'A' {
        return None;
    }
    std::str::from_utf8(&event.bytes).ok()?.trim().strip_prefix("A ")?.parse().ok()
}

#[test]
fn a_power_cut_loses_nothing_that_was_confirmed() {
    let cuts = setting("REGULARS_CUTS", 10);
    let mut dice = Dice(setting("REGULARS_SEED", 4711));
    let mut tally = Tally::default();
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    let home = tempfile::tempdir().unwrap();
    let library = shim(home.path());
    let mut left = cuts;
    while left > 0 {
        let root = home.path().join("root");
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir(&root).unwrap();
        let seed = dice.roll();
        let mut disk = Disk::new(&root);
        let events = recorded_run(home.path(), &library, &root, seed);
        let acks = events.iter().filter_map(acknowledged).count() as u64;
        assert_eq!(acks, OPERATIONS, "the recording is complete");
        let now = left.min(CUTS_PER_RUN);
        left -= now;
        let mut moments: Vec<usize> = (0..now).map(|_| dice.below(events.len() as u64) as usize).collect();
        moments.sort_unstable();
        let (mut at, mut acked) = (0, 0);
        for moment in moments {
            for event in &events[at..=moment.max(at)] {
                acked = acknowledged(event).unwrap_or(acked);
                disk.apply(event);
            }
            at = moment.max(at) + 1;
            let target = home.path().join("disk");
            let _ = std::fs::remove_dir_all(&target);
            disk.cut(&mut dice, &target);
            let clock = Instant::now();
            tally.count(judge(&target.join("shop"), seed, acked));
            slowest = slowest.max(clock.elapsed());
        }
    }
    tally.print(&format!(
        "power cuts: {cuts} cuts, slowest open and compare {} ms, {} s",
        slowest.as_millis(),
        begun.elapsed().as_secs()
    ));
}

/// Opens the book after a cut and compares every record.
fn judge(dir: &Path, seed: u64, acked: u64) -> String {
    if acked == 0 && !dir.exists() {
        return "cut before the book existed".into();
    }
    let store = match Store::open(dir, &OpenOptions::default()) {
        Ok(store) => store,
        Err(error) => panic!("after {acked} acknowledged operations the book does not open: {error}"),
    };
    let mut found = Records::default();
    store.load(&mut found).unwrap_or_else(|error| panic!("after {acked}: {error}"));
    let done = operations_done(&store);
    let notices: Vec<String> = store.notices().iter().map(ToString::to_string).collect();
    assert!(done >= acked, "{acked} operations were acknowledged, {done} are there: {notices:?}");
    assert!(done <= acked + 1, "only the operation under way may be there unacknowledged");
    let expected = Records::after(seed, done, Weight::Light);
    assert_eq!(found.differences(&expected), 0, "every record as after operation {done}: {notices:?}");
    let report = store.check(&NoWatch).unwrap();
    assert!(report.ok, "{:?}", report.sentences);
    if notices.is_empty() { "all there".into() } else { format!("all there, told: {}", short(&notices)) }
}

fn short(notices: &[String]) -> &'static str {
    if notices.iter().any(|note| note.contains("journal was damaged")) { "journal" } else { "store rebuilt" }
}
