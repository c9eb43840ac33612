//! Sorting by several columns: rows that the first column leaves equal are put in order
//! by the next ones, and only where somebody looks.

use super::order::sort_key;
use super::{Facts, Field};
use crate::entity::Kind;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// A further column to sort by, and whether downwards.
pub(super) type Then = (Field, bool);

impl Facts {
    /// The part `window` of `rows`, which are sorted by `first`, with rows that are equal
    /// in it sorted by `then`. Only the runs of equal rows that the window touches are sorted.
    pub(super) fn settle_ties(
        &self,
        kind: Kind,
        rows: &[u32],
        window: Range<usize>,
        first: Field,
        then: &[Then],
    ) -> Vec<u32> {
        let window = window.start.min(rows.len())..window.end.min(rows.len());
        let key = |index: usize| sort_key(&self.sorted_by(kind, rows[index], first));
        let mut page = Vec::with_capacity(window.len());
        let mut at = window.start;
        while at < window.end {
            let own = key(at);
            let same = |index: &usize| key(*index) == own;
            let begin =
                if page.is_empty() { (0..at).rev().take_while(same).last().unwrap_or(at) } else { at };
            let end = (at + 1..rows.len()).take_while(same).last().map_or(at + 1, |last| last + 1);
            let run = self.sorted_run(kind, &rows[begin..end], then);
            let upto = end.min(window.end);
            page.extend_from_slice(&run[at - begin..upto - begin]);
            at = upto;
        }
        page
    }

    fn sorted_run(&self, kind: Kind, rows: &[u32], then: &[Then]) -> Vec<u32> {
        let mut run: Vec<(Vec<Box<[u8]>>, usize)> = rows
            .par_iter()
            .enumerate()
            .map(|(place, row)| {
                (then.iter().map(|(field, _)| sort_key(&self.sorted_by(kind, *row, *field))).collect(), place)
            })
            .collect();
        run.par_sort_unstable_by(|(a, first), (b, second)| {
            a.iter()
                .zip(b)
                .zip(then)
                .map(|((a, b), (_, down))| if *down { b.cmp(a) } else { a.cmp(b) })
                .find(|order| *order != Ordering::Equal)
                // What nothing tells apart keeps its place, so that pages never overlap.
                .unwrap_or_else(|| first.cmp(second))
        });
        run.into_iter().map(|(_, place)| rows[place]).collect()
    }
}
