//! The ordinary life of a book.

use super::super::testkit::{self, Model, bytes, id, manifest, op_head, open};
use super::super::*;

#[test]
fn what_was_confirmed_is_there_after_reopening() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    model.commit(&store, &[(1, 1, Some(b"Anna".to_vec())), (2, 1, Some(vec![]))]).unwrap();
    model.commit(&store, &[(1, 1, Some(b"Anna B.".to_vec())), (1, 2, Some(bytes(3, 200_000)))]).unwrap();
    model.commit(&store, &[(2, 1, None), (1, 2, Some(bytes(4, 130_000)))]).unwrap();
    assert_eq!(Model::of(&store), model, "records of every size come back, removed ones do not");
    store.close().unwrap();
    let store = open(&dir);
    assert_eq!(store.seq(), 3);
    assert_eq!(Model::of(&store), model, "closing and opening changes nothing");
    assert_eq!(store.notices(), Vec::<crate::Sentence>::new(), "a healthy book has nothing to report");
    let report = store.check(&NoWatch).unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!((report.operations, report.records), (3, 2));
}

#[test]
fn history_is_the_journal_read_back() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    for version in 1..=5u64 {
        model.commit(&store, &[(1, 1, Some(bytes(version, 50))), (1, 10 + version, Some(vec![1]))]).unwrap();
    }
    let mut pos = model.records[&(1, id(1))].0;
    let mut versions = Vec::new();
    while pos != 0 {
        let (head, seq, change) = store.read_change(pos, 1, id(1)).unwrap();
        assert_eq!(head, op_head(seq));
        versions.push(change.after.unwrap().to_vec());
        pos = change.prev;
    }
    let expected: Vec<_> = (1..=5).rev().map(|version| bytes(version, 50)).collect();
    assert_eq!(versions, expected, "the chain of a record leads back to its beginning");
    let operations = store.operations().unwrap();
    assert_eq!(operations.len(), 5);
    let (head, changes) = store.read_operation(operations[2].first_pos).unwrap();
    assert_eq!((head, changes.len() as u64), (op_head(3), operations[2].records));
    let mut seen = Vec::new();
    store
        .replay_after(3, &mut |_, seq, changes| {
            seen.push((seq, changes.len()));
            Ok(())
        })
        .unwrap();
    assert_eq!(seen, [(4, 2), (5, 2)], "only what is after the given operation is replayed");
    assert!(
        store.read_change(model.records[&(1, id(1))].0, 1, id(77)).is_err(),
        "another record is not made up"
    );
    assert!(store.read_operation(99).is_err());
}

#[test]
fn a_big_operation_over_several_segments_is_one_operation() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    store.journal.as_ref().unwrap().lock().unwrap().segment_limit = 2 << 20;
    let mut model = Model::default();
    model.commit(&store, &[(1, 0, Some(vec![9]))]).unwrap();
    let writes: Vec<_> = (0..6000).map(|number| (1, number, Some(bytes(number, 1500)))).collect();
    let done = model.commit(&store, &writes).unwrap();
    assert!(done.seq > 5, "it takes several frames: {}", done.seq);
    assert!(store.shared.view().segments.len() > 2, "and several segments");
    model.commit(&store, &[(1, 3, Some(vec![1]))]).unwrap();
    assert_eq!(Model::of(&store), model);
    let operations = store.operations().unwrap();
    assert_eq!(operations.iter().map(|op| op.records).collect::<Vec<_>>(), [1, 6000, 1]);
    let (_, seq, _) = store.read_change(model.records[&(1, id(5))].0, 1, id(5)).unwrap();
    assert_eq!(seq, done.seq, "a part of an operation names the operation");
    drop(store);
    std::fs::remove_dir_all(dir.join("store")).unwrap();
    let store = open(&dir);
    assert_eq!(Model::of(&store), model, "the journal alone is enough to have everything");
    assert_eq!(store.notices().len(), 1, "{:?}", store.notices());
}

struct StopAt(u64);

impl Watch for StopAt {
    fn step(&self, done: u64, _total: u64) -> bool {
        done < self.0
    }
}

#[test]
fn cancelling_and_a_full_disk_leave_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let faults = {
        let mut journal = store.journal.as_ref().unwrap().lock().unwrap();
        journal.segment_limit = 1 << 20;
        journal.faults.clone()
    };
    let mut model = Model::default();
    model.commit(&store, &[(1, 1, Some(vec![1]))]).unwrap();
    let before = store.shared.view();
    let many: Vec<Change> = (0..4000)
        .map(|number| Change {
            kind: 1,
            id: id(number),
            prev: 0,
            before: None,
            after: Some(bytes(number, 1000).into()),
        })
        .collect();
    let cancelled = store.commit(&op_head(2), many.clone(), &StopAt(2500));
    assert!(matches!(cancelled, Err(Error::Cancelled)));
    for writes in 0..4 {
        faults.full_after.store(writes, std::sync::atomic::Ordering::SeqCst);
        let full = store.commit(&op_head(2), many.clone(), &NoWatch);
        assert!(matches!(full, Err(Error::DiskFull { .. })), "a full disk has its own sentence");
    }
    assert_eq!(store.shared.view().end, before.end);
    assert_eq!(segment::list(&dir).unwrap(), [1], "segments begun by a failed operation are gone");
    assert_eq!(Model::of(&store), model);
    model.commit(&store, &[(1, 2, Some(vec![2]))]).expect("the book stays usable");
    drop(store);
    assert_eq!(Model::of(&open(&dir)), model);
}

#[test]
fn after_a_failed_sync_nothing_more_is_promised() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    model.commit(&store, &[(1, 1, Some(vec![1]))]).unwrap();
    let faults = store.journal.as_ref().unwrap().lock().unwrap().faults.clone();
    faults.sync_fails_after.store(0, std::sync::atomic::Ordering::SeqCst);
    let mut lost = model.clone();
    assert!(
        lost.commit(&store, &[(1, 2, Some(vec![2]))]).is_err(),
        "an unconfirmed change is not acknowledged"
    );
    let refused = lost.commit(&store, &[(1, 3, Some(vec![3]))]).unwrap_err().to_string();
    assert!(refused.contains("open it again"), "the sentence says what to do: {refused}");
    assert_eq!(Model::of(&store), model, "reading goes on");
    drop(store);
    let store = open(&dir);
    assert!(store.seq() >= 1, "what was confirmed is there");
    lost.commit(&store, &[(1, 4, Some(vec![4]))]).expect("and writing works again");
}

#[test]
fn the_sidecar_is_whole_or_not_there() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    assert_eq!(store.take_sidecar(), None);
    model.commit(&store, &[(1, 1, Some(vec![1]))]).unwrap();
    store.write_sidecar(1, &mut |out| out.put(b"facts")).unwrap();
    assert_eq!(store.take_sidecar(), Some(Sidecar { seq: 1, sections: vec![b"facts".to_vec()] }));
    store.write_sidecar(9, &mut |out| out.put(b"future")).unwrap();
    assert_eq!(store.take_sidecar(), None, "a sidecar of operations that never happened is worthless");
    store.write_sidecar(1, &mut |out| out.put(b"facts")).unwrap();
    let path = dir.join("facts.cache");
    let mut damaged = std::fs::read(&path).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    std::fs::write(&path, damaged).unwrap();
    assert_eq!(store.take_sidecar(), None, "one flipped bit is enough to build it anew");
}

#[test]
fn the_wrong_place_is_refused_in_plain_words() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let text = |result: Result<Store>| result.err().map(|error| error.to_string()).unwrap_or_default();
    let open = |dir: &Path| Store::open(dir, &OpenOptions::default());
    assert!(text(open(&dir)).contains("no such file"), "a missing folder");
    std::fs::write(home.path().join("file"), "x").unwrap();
    assert!(text(open(&home.path().join("file"))).contains("not a book"), "a file");
    assert!(text(open(home.path())).contains("no book.toml"), "a folder that is none");
    assert!(text(Store::create(home.path(), &manifest())).contains("already something"));
    assert!(!home.path().join("shop.creating").exists(), "nothing half-made is left");
    let store = Store::create(&dir, &manifest()).unwrap();
    assert!(matches!(open(&dir), Err(Error::Locked { .. })), "one window per book");
    drop(store);
    let old = OpenOptions { program_format: 1, ..OpenOptions::default() };
    assert!(matches!(Store::open(&dir, &old), Err(Error::NewerFormat { found: 2, known: 1, .. })));
}

#[test]
fn a_book_can_be_looked_at_without_touching_it() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    model.commit(&store, &[(1, 1, Some(vec![1])), (3, 1, Some(vec![2]))]).unwrap();
    model.commit(&store, &[(3, 1, None)]).unwrap();
    let looking = OpenOptions { read_only: true, ..OpenOptions::default() };
    let reader = Store::open(&dir, &looking).expect("also while the book is open elsewhere");
    assert_eq!(Model::of(&reader), model);
    assert!(testkit::Model::default().commit(&reader, &[(1, 5, Some(vec![]))]).is_err());
}

#[test]
fn a_damaged_description_is_replaced_by_its_copy() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    drop(Store::create(&dir, &manifest()).unwrap());
    std::fs::write(dir.join("book.toml"), [0u8; 40]).unwrap();
    let store = open(&dir);
    assert_eq!(store.manifest(), &manifest());
    assert_eq!(store.notices().len(), 1, "the owner is told");
    drop(store);
    assert_eq!(open(&dir).notices().len(), 0, "and it is repaired");
}
