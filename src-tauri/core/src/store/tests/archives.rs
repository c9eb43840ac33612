//! Archives prove themselves, and a restored book is the book.

use super::super::testkit::{Model, bytes, manifest, open};
use super::super::*;

fn shop(dir: &Path) -> (Store, Model) {
    let store = Store::create(dir, &manifest()).unwrap();
    let mut model = Model::default();
    for round in 0..20u64 {
        model
            .commit(
                &store,
                &[(1, round, Some(bytes(round, 300))), (2, round % 5, Some(bytes(round, 70_000)))],
            )
            .unwrap();
    }
    model.commit(&store, &[(1, 3, None)]).unwrap();
    std::fs::create_dir_all(dir.join("files/ab")).unwrap();
    std::fs::write(dir.join("files/ab/picture"), bytes(1, 3_000_000)).unwrap();
    std::fs::write(dir.join("files/empty"), "").unwrap();
    (store, model)
}

#[test]
fn a_restored_book_has_records_history_and_attachments() {
    let home = tempfile::tempdir().unwrap();
    let (dir, copy, file) =
        (home.path().join("shop"), home.path().join("copy"), home.path().join("shop.backup"));
    let (store, model) = shop(&dir);
    let report = store.archive(&file, &NoWatch).unwrap();
    assert_eq!((report.seq, report.records, report.files, report.history), (21, 24, 2, true));
    assert_eq!(restore(&file, &copy, &NoWatch).unwrap(), report, "what was put in comes out");
    let mut model = model;
    let restored = open(&copy);
    assert_eq!(Model::of(&restored), model);
    assert_eq!(restored.notices(), Vec::<crate::Sentence>::new());
    assert_eq!(restored.operations().unwrap().len(), 21, "the history came along");
    assert_eq!(std::fs::read(copy.join("files/ab/picture")).unwrap(), bytes(1, 3_000_000));
    assert_eq!(std::fs::read(copy.join("files/empty")).unwrap(), b"");
    model.commit(&restored, &[(1, 50, Some(vec![1]))]).unwrap();
    drop(restored);
    assert_eq!(Model::of(&open(&copy)), model, "and it goes on from there");
    let refused = restore(&file, &copy, &NoWatch);
    assert!(refused.is_err(), "a book is never overwritten");
}

#[test]
fn an_archive_inside_the_book_restores_the_records() {
    let home = tempfile::tempdir().unwrap();
    let (dir, copy) = (home.path().join("shop"), home.path().join("copy"));
    let (store, mut model) = shop(&dir);
    let file = dir.join("archive/daily.regulars");
    let report = store.archive(&file, &NoWatch).unwrap();
    assert!(!report.history, "journal and files lie beside it already");
    restore(&file, &copy, &NoWatch).unwrap();
    let restored = open(&copy);
    assert_eq!(Model::of(&restored), model);
    let done = model.commit(&restored, &[(1, 0, Some(vec![7]))]).unwrap();
    assert_eq!(done.seq, 22, "numbers go on, so no position is used twice");
    drop(restored);
    std::fs::remove_dir_all(copy.join("store")).unwrap();
    let restored = open(&copy);
    assert_eq!(Model::of(&restored), model, "rebuilt from the archive that stayed with it");
}

#[test]
fn every_damaged_archive_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (dir, file) = (home.path().join("shop"), home.path().join("backup"));
    let (store, _) = shop(&dir);
    store.archive(&file, &NoWatch).unwrap();
    let whole = std::fs::read(&file).unwrap();
    let bad = home.path().join("bad");
    for step in 0..60 {
        let mut damaged = whole.clone();
        let at = step * whole.len() / 60;
        if step % 3 == 0 {
            damaged.truncate(at)
        } else {
            damaged[at] ^= 0x10
        }
        std::fs::write(&bad, damaged).unwrap();
        let target = home.path().join("target");
        assert!(restore(&bad, &target, &NoWatch).is_err(), "damage at byte {at} must not become a book");
        assert!(!target.exists(), "and nothing is left behind");
        assert!(!home.path().join("target.restoring").exists());
    }
}

#[test]
fn a_stopped_archive_leaves_nothing() {
    struct Stop;
    impl Watch for Stop {
        fn step(&self, _done: u64, _total: u64) -> bool {
            false
        }
    }
    let home = tempfile::tempdir().unwrap();
    let (store, _) = shop(&home.path().join("shop"));
    let file = home.path().join("backup");
    assert!(matches!(store.archive(&file, &Stop), Err(Error::Cancelled)));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "only the book is there");
}
