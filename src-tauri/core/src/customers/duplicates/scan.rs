//! Looking through the whole book for customers that are there twice.

use super::compare::{Names, compare};
use super::distinct;
use super::keys::keys;
use super::profile::Profile;
use super::{LIKELY, Pair, Reason};
use crate::customers::Customer;
use crate::entity::{Entity, Kind};
use crate::facts::{Facts, State};
use crate::store::Watch;
use crate::{Error, Id, Result};
use ahash::{AHashMap, AHashSet};
use chrono::{DateTime, Utc};
use rayon::prelude::*;

/// So many customers may share a key. More only share something that says little, and
/// those of them that are one share a rarer key too.
const LARGEST_BLOCK: usize = 40;

/// Customers, keys or pairs between two looks at whether to go on.
const STEP: usize = 20_000;

/// From this score on a pair may say something about a third customer.
const LINK: u8 = 60;

/// So many points a conclusion by way of a third customer counts less.
const LESS: u8 = 10;

/// A customer with more doubles than this is no one customer but a heading for many.
const MOST_LINKS: usize = 12;

/// What a scan found.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Customers looked at.
    pub customers: usize,
    /// Pairs that were compared.
    pub compared: usize,
    /// Pairs of at least the score that was asked for, the likeliest first.
    pub pairs: Vec<Pair>,
}

/// The customers of a book, ready to be compared. The book is only read while this is
/// made, so that nobody waits for the comparing.
pub struct Prepared {
    profiles: Vec<Profile>,
    apart: AHashSet<(Id, Id)>,
    since: i64,
}

impl Prepared {
    /// Takes every customer that is not in the trash apart.
    pub fn of(facts: &Facts) -> Result<Self> {
        let table = facts.table(Kind::Customer);
        let profiles = (0..table.len())
            .into_par_iter()
            .filter(|row| matches!(table.state(*row), State::Live | State::Archived))
            .map(|row| Customer::decode(table.id(row), table.bytes(row)).map(|c| Profile::of(&c)))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self { profiles, apart: distinct::all(facts), since: i64::MIN })
    }

    /// Only pairs with a customer that came into the book at that moment or later.
    pub fn since(self, moment: DateTime<Utc>) -> Self {
        Self { since: moment.timestamp_millis(), ..self }
    }

    /// Compares all that may be the same. `watch` sees the progress and may stop it.
    pub fn scan(&self, min_score: u8, watch: &dyn Watch) -> Result<Scan> {
        let profiles = &self.profiles;
        let names = Names::of(profiles.iter());
        // The same seeds each time, so that two scans of one book are the same.
        let state = ahash::RandomState::with_seeds(1, 2, 3, 4);
        let total = profiles.len() as u64;
        let go_on =
            |done: u64, total: u64| if watch.step(done, total) { Ok(()) } else { Err(Error::Cancelled) };
        let mut entries: Vec<(u64, u32)> = Vec::with_capacity(profiles.len() * 24);
        for (part, chunk) in profiles.chunks(STEP).enumerate() {
            go_on((part * STEP) as u64, total * 4)?;
            let start = (part * STEP) as u32;
            let found: Vec<Vec<(u64, u32)>> = chunk
                .par_iter()
                .enumerate()
                .map(|(i, p)| keys(p, &state).into_iter().map(|key| (key, start + i as u32)).collect())
                .collect();
            entries.extend(found.into_iter().flatten());
        }
        entries.par_sort_unstable();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let is_new = |row: u32| profiles[row as usize].created >= self.since;
        for block in
            entries.chunk_by(|a, b| a.0 == b.0).filter(|block| (2..=LARGEST_BLOCK).contains(&block.len()))
        {
            for (i, (_, a)) in block.iter().enumerate() {
                let wanted = block[i + 1..].iter().filter(|(_, b)| is_new(*a) || is_new(*b));
                pairs.extend(wanted.map(|(_, b)| (*a, *b)));
            }
        }
        drop(entries);
        go_on(total, total * 4)?;
        pairs.par_sort_unstable();
        pairs.dedup();
        let mut scan = Scan { customers: profiles.len(), compared: pairs.len(), pairs: Vec::new() };
        for (part, chunk) in pairs.chunks(STEP).enumerate() {
            let done = total + total * 3 * (part * STEP) as u64 / pairs.len().max(1) as u64;
            go_on(done, total * 4)?;
            let found: Vec<Pair> = chunk
                .par_iter()
                .filter_map(|(a, b)| {
                    let (a, b) = (&profiles[*a as usize], &profiles[*b as usize]);
                    if belong_together(a, b) || self.apart.contains(&distinct::pair(a.id, b.id)) {
                        return None;
                    }
                    let (score, reasons) = compare(a, b, &names, min_score.min(LIKELY))?;
                    Some(ordered(a, b, score, reasons))
                })
                .collect();
            scan.pairs.extend(found);
        }
        self.add_thirds(&mut scan.pairs);
        let new: AHashSet<Id> = profiles.iter().filter(|p| p.created >= self.since).map(|p| p.id).collect();
        scan.pairs.retain(|pair| pair.score >= min_score && (new.contains(&pair.a) || new.contains(&pair.b)));
        scan.pairs.sort_by(|x, y| y.score.cmp(&x.score).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
        go_on(total * 4, total * 4)?;
        Ok(scan)
    }

    /// Two that are both the same as a third are the same, even when they alone say too
    /// little: one lacks the birthday, the other has it and a mistyped name. Such a pair
    /// counts a little less than the weaker of the two it follows from.
    fn add_thirds(&self, pairs: &mut Vec<Pair>) {
        let mut likely: AHashMap<Id, Vec<(Id, u8)>> = AHashMap::new();
        let mut known: AHashMap<(Id, Id), usize> = AHashMap::new();
        for (index, pair) in pairs.iter().enumerate() {
            known.insert((pair.a, pair.b), index);
            if pair.score >= LINK {
                likely.entry(pair.a).or_default().push((pair.b, pair.score));
                likely.entry(pair.b).or_default().push((pair.a, pair.score));
            }
        }
        for links in likely.values().filter(|links| (2..=MOST_LINKS).contains(&links.len())) {
            for (i, (a, first)) in links.iter().enumerate() {
                for (b, second) in &links[i + 1..] {
                    let (a, b) = distinct::pair(*a, *b);
                    let score = (*first.min(second)).saturating_sub(LESS);
                    let reason = Reason { code: "same_third", points: i32::from(score) };
                    match known.get(&(a, b)) {
                        Some(index) if pairs[*index].score < score => {
                            pairs[*index].score = score;
                            pairs[*index].reasons.insert(0, reason);
                        }
                        None if !self.apart.contains(&(a, b)) => {
                            known.insert((a, b), pairs.len());
                            pairs.push(Pair { a, b, score, reasons: vec![reason] });
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Looks for customers that are in the book twice, with at least this score.
pub fn scan(facts: &Facts, min_score: u8, watch: &dyn Watch) -> Result<Scan> {
    Prepared::of(facts)?.scan(min_score, watch)
}

/// A company, household or association and somebody who belongs to it are two records on purpose.
pub(super) fn belong_together(a: &Profile, b: &Profile) -> bool {
    a.groups.contains(&b.id) || b.groups.contains(&a.id)
}

fn ordered(a: &Profile, b: &Profile, score: u8, reasons: Vec<Reason>) -> Pair {
    let (a, b) = distinct::pair(a.id, b.id);
    Pair { a, b, score, reasons }
}
