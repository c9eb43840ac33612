//! `kill -9` at a random moment: during edits, imports, archives, or opening.

use crate::workload::{Records, Weight, operations_done};
use crate::{Dice, Tally, setting};
use regulars_core::store::{NoWatch, OpenOptions, Store, restore};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A new book is begun after this many kills, so that the trials stay quick.
const KILLS_PER_BOOK: u64 = 20;

/// Runs the child, kills it after `life`, and answers the last acknowledged operation.
fn run_and_kill(dir: &Path, seed: u64, life: Duration) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "workload::child_process", "--nocapture", "--test-threads=1"])
        .env("REGULARS_CRASH_BOOK", dir)
        .env("REGULARS_CRASH_SEED", seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(life);
    let early = child.try_wait().unwrap();
    child.kill().unwrap();
    let out = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&out.stderr);
    assert!(early.is_none(), "the child ended by itself: {error}");
    let lines = BufReader::new(&out.stdout[..]).lines().map_while(Result::ok);
    // A line cut in the middle by the kill was not acknowledged.
    lines.filter_map(|line| line.split_once("A ")?.1.parse().ok()).max().unwrap_or(0)
}

#[test]
fn killing_the_program_loses_nothing_that_was_confirmed() {
    let kills = setting("REGULARS_KILLS", 20);
    let mut dice = Dice(setting("REGULARS_SEED", 20_261_122));
    let mut tally = Tally::default();
    let begun = Instant::now();
    let (mut acknowledged, mut slowest) = (0, Duration::ZERO);
    let mut home = tempfile::tempdir().unwrap();
    let (mut seed, mut last) = (0, 0);
    let mut expected = Records::default();
    for trial in 0..kills {
        if trial % KILLS_PER_BOOK == 0 {
            home = tempfile::tempdir().unwrap();
            (seed, last, expected) = (dice.roll(), 0, Records::default());
        }
        let dir = home.path().join("shop");
        let acked = run_and_kill(&dir, seed, Duration::from_millis(15 + dice.below(700)));
        if !dir.exists() {
            tally.count("killed before the book existed");
            continue;
        }
        let clock = Instant::now();
        let store = Store::open(&dir, &OpenOptions::default()).expect("a killed book opens");
        let mut found = Records::default();
        store.load(&mut found).unwrap();
        slowest = slowest.max(clock.elapsed());
        let done = operations_done(&store);
        let least = acked.max(last);
        assert!(done >= least, "trial {trial}: operation {least} was acknowledged, {done} are there");
        assert!(done <= least + 1, "trial {trial}: only the operation under way may be there unacknowledged");
        (last + 1..=done).for_each(|n| expected.apply(seed, n, Weight::Heavy));
        assert_eq!(found.differences(&expected), 0, "trial {trial}: every record as after operation {done}");
        acknowledged += acked.saturating_sub(last);
        last = done;
        let notices = store.notices();
        let told = if notices.is_empty() { "nothing to tell" } else { "store rebuilt, told" };
        tally.count(format!("all there, {told}"));
        if trial % 10 == 9 {
            let report = store.check(&NoWatch).unwrap();
            assert!(report.ok, "trial {trial}: {:?}", report.sentences);
        }
        let backup = dir.with_extension("backup");
        if trial % 5 == 4 && backup.exists() {
            let copy = home.path().join(format!("copy-{trial}"));
            let report = restore(&backup, &copy, &NoWatch).expect("an archive with its name is whole");
            let restored = Store::open(&copy, &OpenOptions::default()).unwrap();
            let mut records = Records::default();
            restored.load(&mut records).unwrap();
            let then = Records::after(seed, operations_done(&restored), Weight::Heavy);
            assert_eq!(records.differences(&then), 0, "the archive at {} holds its moment", report.seq);
            tally.count("archive restored and equal");
        }
    }
    tally.print(&format!(
        "kill -9: {kills} kills, {acknowledged} acknowledged operations, 0 lost, slowest open and load {} ms, {} s",
        slowest.as_millis(),
        begun.elapsed().as_secs()
    ));
}
