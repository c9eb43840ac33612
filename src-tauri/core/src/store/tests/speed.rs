//! How long things take with a shop of 100,000 customers, 1,000,000 sale lines (in
//! 130,000 documents) and 250,000 other records. Run it on purpose:
//! `cargo test -p regulars-core --lib store::tests::speed -- --ignored --nocapture`.

use super::super::testkit::{bytes, id, manifest, op_head};
use super::super::*;
use std::time::Instant;

#[derive(Default)]
struct Count(u64, u64);

impl RecordSink for Count {
    fn record(&mut self, _kind: KindCode, _id: crate::ids::Id, _pos: u64, bytes: &[u8]) -> Result<()> {
        self.0 += 1;
        self.1 += bytes.len() as u64;
        Ok(())
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let clock = Instant::now();
    let result = work();
    println!("{:>10.1} ms  {what}", clock.elapsed().as_secs_f64() * 1000.0);
    result
}

fn size(dir: &Path) -> u64 {
    fsx::files_under(dir).unwrap().iter().map(|file| dir.join(file).metadata().unwrap().len()).sum::<u64>()
        >> 20
}

#[test]
#[ignore = "takes a minute and measures, proves nothing"]
fn a_big_shop() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    for (kind, count, len) in [(1u8, 100_000u64, 250usize), (2, 130_000, 500), (3, 250_000, 120)] {
        let make = |number| {
            let after = Some(bytes(number, len).into());
            Change { kind, id: id(number), prev: 0, before: None, after }
        };
        let changes: Vec<Change> = (0..count).map(make).collect();
        let what = format!("commit one operation of {count} records of {len} bytes");
        timed(&what, || store.commit(&op_head(1), changes, &NoWatch)).unwrap();
    }
    timed("the materialised store has followed", || store.settle()).unwrap();
    let mut times: Vec<f64> = Vec::new();
    for number in 0..1000 {
        let change = |kind| Change {
            kind,
            id: id(9_000_000 + number),
            prev: 0,
            before: None,
            after: Some([7; 300].into()),
        };
        let clock = Instant::now();
        store.commit(&op_head(2), vec![change(1), change(2), change(3)], &NoWatch).unwrap();
        times.push(clock.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("{:>10.2} ms  median of 1000 commits of 3 records, p99 {:.2} ms", times[500], times[990]);
    store.write_sidecar(store.seq(), &mut |out| out.put(&bytes(1, 33 << 20))).unwrap();
    timed("settle", || store.settle()).unwrap();
    let backup = home.path().join("backup");
    timed("archive, read back", || store.archive(&backup, &NoWatch)).unwrap();
    timed("close", || store.close()).unwrap();
    println!("{:>10} MB journal, {} MB store", size(&dir.join("journal")), size(&dir.join("store")));
    println!("{:>10} MB archive", backup.metadata().unwrap().len() >> 20);
    let store = timed("open until usable", || Store::open(&dir, &OpenOptions::default())).unwrap();
    timed("take the sidecar of 33 MB", || store.take_sidecar()).unwrap();
    timed("replay nothing after it", || store.replay_after(store.seq(), &mut |_, _, _| Ok(()))).unwrap();
    let mut count = Count::default();
    timed("load everything (waits for the store to be proven)", || store.load(&mut count)).unwrap();
    timed("load everything again", || store.load(&mut Count::default())).unwrap();
    println!("{:>10} records, {} MB", count.0, count.1 >> 20);
    timed("list all operations", || store.operations()).unwrap();
    timed("check", || store.check(&NoWatch)).unwrap();
    drop(store);
    std::fs::remove_dir_all(dir.join("store")).unwrap();
    let store = Store::open(&dir, &OpenOptions::default()).unwrap();
    timed("rebuild the store from the journal", || store.settle()).unwrap();
    timed("restore the archive", || restore(&backup, &home.path().join("copy"), &NoWatch)).unwrap();
}
