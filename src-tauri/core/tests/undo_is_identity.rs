//! Anything can be undone: taking an operation back leaves every record byte for
//! byte as it was, and bringing it back leaves it as the operation had.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod steps;

use proptest::prelude::*;
use regulars_core::book::Unwatched;
use steps::{Step, apply, book, by, contents, step};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn undo_after_do_is_the_identity(steps in prop::collection::vec(step(), 1..30)) {
        let dir = tempfile::tempdir().unwrap();
        let book = book(&dir.path().join("shop"));
        for step in &steps {
            let before = contents(&book);
            let changed = apply(&book, step).unwrap_or(false);
            if !changed || matches!(step, Step::Undo | Step::Redo) {
                continue;
            }
            let after = contents(&book);
            let undone = book.undo(&by(), None, &Unwatched).unwrap();
            let numbers_only = undone.kept.iter().all(|kept| kept.to_string().contains("its number is neither missing"));
            prop_assert!(numbers_only, "nothing came after it: {:?}", undone.kept);
            prop_assert_eq!(&contents(&book), &before, "undo of {:?}", step);
            book.redo(&by(), &Unwatched).unwrap();
            prop_assert_eq!(&contents(&book), &after, "redo of {:?}", step);
        }
    }

    #[test]
    fn undoing_everything_leads_back_to_the_empty_book(steps in prop::collection::vec(step(), 1..25)) {
        let dir = tempfile::tempdir().unwrap();
        let book = book(&dir.path().join("shop"));
        let mut history = vec![contents(&book)];
        for step in steps.iter().filter(|step| !matches!(step, Step::Undo | Step::Redo)) {
            if apply(&book, step).unwrap_or(false) {
                history.push(contents(&book));
            }
        }
        while history.len() > 1 {
            history.pop();
            book.undo(&by(), None, &Unwatched).unwrap();
            prop_assert_eq!(&contents(&book), &history[history.len() - 1]);
        }
    }
}
