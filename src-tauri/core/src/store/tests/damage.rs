//! Torn, flipped and missing bytes: what was confirmed is kept, or its loss is said.

use super::super::segment::path_of;
use super::super::testkit::{Model, bytes, manifest, open};
use super::super::*;
use std::path::PathBuf;

struct Shop {
    _home: tempfile::TempDir,
    dir: PathBuf,
    model: Model,
    /// The journal's length after each operation.
    ends: Vec<u64>,
}

/// A book with ten operations, closed properly.
fn shop() -> Shop {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    let store = Store::create(&dir, &manifest()).unwrap();
    let mut model = Model::default();
    let mut ends = vec![segment::HEADER];
    for round in 0..10u64 {
        model
            .commit(&store, &[(1, round, Some(bytes(round, 200))), (1, 100, Some(bytes(round + 50, 90)))])
            .unwrap();
        ends.push(segment::unpos(store.shared.view().end).1);
    }
    store.close().unwrap();
    Shop { _home: home, dir, model, ends }
}

impl Shop {
    fn journal(&self) -> PathBuf {
        path_of(&self.dir, 1)
    }

    fn truncate(&self, len: u64) {
        std::fs::OpenOptions::new().write(true).open(self.journal()).unwrap().set_len(len).unwrap();
    }

    fn flip(&self, at: u64) {
        let mut all = std::fs::read(self.journal()).unwrap();
        all[at as usize] ^= 4;
        std::fs::write(self.journal(), all).unwrap();
    }

    /// Forgets everything but the journal, as if the book had crashed before the
    /// store ever followed.
    fn journal_only(&self) {
        std::fs::remove_dir_all(self.dir.join("store")).unwrap();
        std::fs::remove_file(self.dir.join("journal/mark")).unwrap();
    }
}

/// Opens, compares, writes on, reopens quietly.
fn lives_on(shop: &mut Shop) -> Vec<crate::Sentence> {
    let store = open(&shop.dir);
    assert_eq!(Model::of(&store), shop.model, "all confirmed records are there");
    shop.model.commit(&store, &[(1, 3, Some(vec![3])), (1, 77, Some(vec![7]))]).unwrap();
    store.settle().unwrap();
    let notices = store.notices();
    drop(store);
    let again = open(&shop.dir);
    assert_eq!(Model::of(&again), shop.model, "and what is written afterwards too");
    assert_eq!(again.notices(), Vec::<crate::Sentence>::new(), "the owner is told once");
    notices
}

#[test]
fn a_torn_frame_that_was_never_confirmed_is_cut_off_silently() {
    for cut in [1, 10, 30, 150] {
        let mut shop = shop();
        shop.journal_only();
        let len = shop.ends[9] + cut;
        shop.truncate(len);
        let Shop { model, .. } = &mut shop;
        model.records.remove(&(1, testkit::id(9)));
        let store = open(&shop.dir);
        assert_eq!(store.seq(), 9);
        assert_eq!(Model::of(&store).records.len(), 10, "nine customers and the one that changes");
        store.settle().unwrap();
        assert!(
            !store.notices().iter().any(|note| note.to_string().contains("journal was damaged")),
            "{:?}",
            store.notices()
        );
    }
}

#[test]
fn a_confirmed_tail_that_is_missing_is_damage_and_the_store_is_kept() {
    for (len, flip) in [(7, None), (9, None), (10, Some(8)), (0, None)] {
        let mut shop = shop();
        shop.truncate(if len == 0 { 0 } else { shop.ends[len] - u64::from(len == 9) * 20 });
        if let Some(frame) = flip {
            shop.flip(shop.ends[frame] + 60);
        }
        let notices = lives_on(&mut shop);
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(notices[0].to_string().contains("as they were"), "{notices:?}");
    }
}

#[test]
fn a_bad_frame_in_the_middle_loses_its_history_only() {
    let mut shop = shop();
    shop.flip(shop.ends[4] + 100);
    let notices = lives_on(&mut shop);
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].to_string().contains("history of one saved step "), "{notices:?}");
    let store = open(&shop.dir);
    assert_eq!(store.operations().unwrap().len(), 10, "ten of eleven operations are still readable");
    assert!(store.replay_after(2, &mut |_, _, _| Ok(())).is_err(), "a replay over the gap would be wrong");
    store.replay_after(5, &mut |_, _, _| Ok(())).expect("after it, it is right");
    assert!(!store.check(&NoWatch).unwrap().ok, "the thorough check goes on saying so");
    drop(store);
    std::fs::remove_dir_all(shop.dir.join("store")).unwrap();
    assert_eq!(Model::of(&open(&shop.dir)), shop.model, "the archive taken after the repair bridges the gap");
}

#[test]
fn damage_that_no_store_makes_up_for_is_told() {
    let shop = shop();
    shop.journal_only();
    shop.flip(shop.ends[4] + 100);
    let store = open(&shop.dir);
    let found = Model::of(&store);
    assert_eq!(found.records.len(), 10, "everything but the customer of the damaged frame");
    store.settle().unwrap();
    let notices = store.notices().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert!(notices.contains("older state"), "losing a record is never silent: {notices}");
}

#[test]
fn a_closed_journal_file_that_rots_is_found_in_the_background() {
    let mut shop = shop();
    let store = open(&shop.dir);
    store.journal.as_ref().unwrap().lock().unwrap().segment_limit = 1;
    shop.model.commit(&store, &[(2, 1, Some(vec![1]))]).unwrap();
    store.close().unwrap();
    shop.flip(shop.ends[2] + 90);
    let store = open(&shop.dir);
    for _ in 0..400 {
        if !store.notices().is_empty() && shop.dir.join("archive/after-repair-11.regulars").exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(store.notices()[0].to_string().contains("older journal file"), "{:?}", store.notices());
    assert_eq!(Model::of(&store), shop.model);
    drop(store);
    std::fs::remove_dir_all(shop.dir.join("store")).unwrap();
    let store = open(&shop.dir);
    assert_eq!(Model::of(&store), shop.model, "the archive taken at once makes up for the damage");
}

#[test]
fn a_sidecar_that_cannot_be_brought_up_to_date_is_not_offered() {
    let mut shop = shop();
    let store = open(&shop.dir);
    store.write_sidecar(4, &mut |out| out.put(b"facts")).unwrap();
    store.journal.as_ref().unwrap().lock().unwrap().segment_limit = 1;
    shop.model.commit(&store, &[(2, 1, Some(vec![1]))]).unwrap();
    assert!(store.take_sidecar().is_some());
    store.close().unwrap();
    shop.flip(shop.ends[6] + 90);
    let store = open(&shop.dir);
    assert_eq!(store.take_sidecar(), None, "replaying after it would stop at the damage");
    assert_eq!(Model::of(&store), shop.model, "the store has everything");
}

#[test]
fn a_broken_store_is_put_aside_and_rebuilt() {
    let mut shop = shop();
    let db = shop.dir.join("store/db");
    let mut all = std::fs::read(&db).unwrap();
    all.iter_mut().for_each(|byte| *byte ^= 0x5a);
    std::fs::write(&db, all).unwrap();
    let notices = lives_on(&mut shop);
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].to_string().contains("rebuilt from the journal"), "{notices:?}");
    assert!(shop.dir.join("store-damaged-1/db").exists(), "what was damaged is kept");
}

#[test]
fn damaged_and_half_written_snapshots_are_no_obstacle() {
    let mut shop = shop();
    // sled writes its snapshot when it opens something that was written before.
    open(&shop.dir).close().unwrap();
    let mut damaged = 0;
    for entry in std::fs::read_dir(shop.dir.join("store")).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("snap.") {
            std::fs::write(entry.path(), [1, 2, 3]).unwrap();
            damaged += 1;
        }
    }
    assert!(damaged > 0, "there was a snapshot to damage");
    std::fs::write(shop.dir.join("store/snap.00000000000000FF.generating"), [1]).unwrap();
    assert_eq!(lives_on(&mut shop), Vec::<crate::Sentence>::new(), "sled's log alone is enough");
}

#[test]
fn an_interrupted_rebuild_is_begun_again() {
    let mut shop = shop();
    std::fs::write(shop.dir.join("store.unfinished"), "").unwrap();
    lives_on(&mut shop);
    assert!(!shop.dir.join("store-damaged-1").exists(), "half a store is nothing to keep");
}

#[test]
fn a_missing_journal_folder_is_not_the_end() {
    let mut shop = shop();
    std::fs::remove_dir_all(shop.dir.join("journal")).unwrap();
    std::fs::create_dir(shop.dir.join("journal")).unwrap();
    let store = open(&shop.dir);
    assert_eq!(Model::of(&store), shop.model);
    assert!(!store.notices().is_empty());
    shop.model.commit(&store, &[(1, 1, Some(vec![1]))]).unwrap();
    assert_eq!(Model::of(&store), shop.model);
}

#[test]
fn an_empty_journal_without_witnesses_is_not_taken_for_a_new_book() {
    let shop = shop();
    shop.journal_only();
    shop.truncate(0);
    let refused = Store::open(&shop.dir, &OpenOptions::default()).err().unwrap().to_string();
    assert!(refused.contains("Restore the book from a backup"), "{refused}");
}

#[test]
fn a_store_that_knows_more_than_the_journal_stops_writing_until_reopened() {
    let mut shop = shop();
    shop.truncate(shop.ends[8]);
    // No witness but the store itself, which is read behind the window.
    std::fs::remove_file(shop.dir.join("journal/mark")).unwrap();
    let store = open(&shop.dir);
    let refused = store.load(&mut Model::default()).unwrap_err().to_string();
    assert!(refused.contains("open it again"), "{refused}");
    assert!(
        shop.model.clone().commit(&store, &[(1, 1, Some(vec![1]))]).is_err(),
        "nothing is written over it"
    );
    drop(store);
    let notices = lives_on(&mut shop);
    assert!(notices[0].to_string().contains("history of 2 saved steps"), "{notices:?}");
}

#[test]
fn a_damaged_identity_is_noticed() {
    let shop = shop();
    let path = shop.dir.join("book.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let other = text.replacen(&manifest().book_id.to_string(), &testkit::id(77).to_string(), 1);
    std::fs::write(&path, other).unwrap();
    let store = open(&shop.dir);
    assert_eq!(store.manifest(), &manifest(), "the copy belongs to the journal, the damaged file does not");
    assert_eq!(Model::of(&store), shop.model);
}

#[test]
fn closing_does_not_wait_for_a_rebuild() {
    let mut shop = shop();
    let store = open(&shop.dir);
    let many: Vec<_> = (0..30_000).map(|number| (4, number, Some(bytes(number, 100)))).collect();
    shop.model.commit(&store, &many).unwrap();
    store.close().unwrap();
    std::fs::remove_dir_all(shop.dir.join("store")).unwrap();
    drop(open(&shop.dir));
    assert_eq!(Model::of(&open(&shop.dir)), shop.model, "it is begun again at the next opening");
}

/// A copy of the book as a crash leaves it: the journal with the room it had made.
fn crashed_copy(shop: &Shop, store: &Store) -> Shop {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("shop");
    std::fs::create_dir_all(dir.join("journal")).unwrap();
    for file in ["book.toml", "journal/00000001.log"] {
        std::fs::copy(shop.dir.join(file), dir.join(file)).unwrap();
    }
    let mut ends = shop.ends.clone();
    ends.push(segment::unpos(store.shared.view().end).1);
    Shop { _home: home, dir, model: shop.model.clone(), ends }
}

#[test]
fn room_that_a_crash_leaves_in_the_journal_is_no_damage() {
    let mut shop = shop();
    let store = open(&shop.dir);
    shop.model.commit(&store, &[(1, 5, Some(bytes(5, 300)))]).unwrap();
    let mut crashed = crashed_copy(&shop, &store);
    let length = |shop: &Shop| std::fs::metadata(shop.journal()).unwrap().len();
    let end = *crashed.ends.last().unwrap();
    assert!(length(&crashed) > end, "room was made, so that syncing is quick");
    store.close().unwrap();
    assert_eq!(length(&shop), end, "a closed book gives it back");
    let notices = lives_on(&mut crashed);
    // Only the store is told of, which the copy never had.
    assert!(
        notices.iter().all(|note| !note.to_string().contains("journal was")),
        "nothing was damaged: {notices:?}"
    );
    assert!(length(&crashed) > end, "writing went on in the same file");
}

#[test]
fn an_unreadable_operation_before_that_room_is_noticed() {
    let mut shop = shop();
    let store = open(&shop.dir);
    shop.model.commit(&store, &[(1, 5, Some(bytes(5, 300)))]).unwrap();
    store.settle().unwrap();
    let mut crashed = crashed_copy(&shop, &store);
    std::fs::copy(shop.dir.join("journal/mark"), crashed.dir.join("journal/mark")).unwrap();
    // Zeros up to the end look like room; only the mark knows that something was there.
    let mut all = std::fs::read(crashed.journal()).unwrap();
    all[crashed.ends[10] as usize..].fill(0);
    std::fs::write(crashed.journal(), all).unwrap();
    let opened = open(&crashed.dir);
    let _ = opened.settle();
    assert!(!opened.notices().is_empty(), "a confirmed change is gone, and the owner must hear of it");
    drop(opened);
    crashed.model = Model::of(&open(&crashed.dir));
    lives_on(&mut crashed);
}
