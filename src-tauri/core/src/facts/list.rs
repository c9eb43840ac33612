//! Lists: filtered, searched, sorted, one page at a time.

use super::find::similar;
use super::table::State;
use super::text::fold;
use super::{Facts, Field, field};
use crate::entity::Kind;
use crate::filter::Compiled;
use crate::say;
use crate::{Error, Result};
use rayon::prelude::*;

/// What a list shows.
pub struct ListQuery<'a> {
    /// Which kind.
    pub kind: Kind,
    /// Only rows for which this holds.
    pub filter: Option<&'a Compiled>,
    /// Only rows with all these words.
    pub search: &'a str,
    /// The field to sort by; `None` for the kind's usual order.
    pub sort: Option<&'a str>,
    /// Downwards instead of upwards.
    pub descending: bool,
    /// Further fields for rows that are equal so far, each with whether downwards.
    pub then: &'a [(String, bool)],
    /// What the words of the search most likely mean comes first, where no field is named to sort by.
    pub nearest: bool,
    /// Which part of the book.
    pub state: State,
    /// Rows to skip.
    pub offset: usize,
    /// Rows to return at the most.
    pub limit: usize,
}

/// One page of a list.
pub struct Listed {
    /// The rows of the page.
    pub rows: Vec<u32>,
    /// How many rows the whole list has.
    pub total: usize,
    /// Nothing has the words as they were typed; these have similar ones.
    pub similar: bool,
}

/// How a kind is sorted when nothing is said: the field, and whether downwards.
pub(super) fn usual_order(kind: Kind) -> (&'static str, bool) {
    match kind {
        Kind::Customer | Kind::Product | Kind::Series | Kind::View | Kind::Staff => ("name", false),
        Kind::Sale => ("date", true),
        Kind::FollowUp => ("due_date", false),
        Kind::Interaction => ("at", true),
        Kind::Campaign => ("start_date", true),
        Kind::StockMovement | Kind::Receipt | Kind::CashEntry => ("date", true),
        Kind::Settings | Kind::Target | Kind::Distinct => ("created_at", false),
        Kind::Deal => ("created_at", true),
        Kind::Case => ("promised", false),
        Kind::Track | Kind::CallScript | Kind::FormTemplate => ("name", false),
        Kind::CustomField => ("position", false),
    }
}

/// The field of a kind to sort by; [`Error::Filter`] when there is none of this name.
pub(crate) fn sort_field(facts: &Facts, kind: Kind, name: &str) -> Result<Field> {
    facts.field(kind, name).ok_or_else(|| {
        if let Some(label) = crate::custom_fields::removed(facts, kind, name) {
            return Error::Filter(say!("The field “{}” was removed. Sort by another one.", label));
        }
        let kind = crate::entity::said::one(kind.name());
        Error::Filter(say!("There is no field “{}” to sort a {} by.", name, kind))
    })
}

impl Facts {
    /// One page of a list. [`Error::Filter`] when the sort field does not exist.
    pub fn list(&self, query: &ListQuery<'_>) -> Result<Listed> {
        let (usual, usual_down) = usual_order(query.kind);
        let (name, down) = query.sort.map_or((usual, usual_down), |name| (name, query.descending));
        let sort = sort_field(self, query.kind, name)?;
        let then = query
            .then
            .iter()
            .map(|(name, down)| Ok((sort_field(self, query.kind, name)?, *down)))
            .collect::<Result<Vec<_>>>()?;
        let table = self.table(query.kind);
        let (wanted, similar) = self.matching(query);
        let order = self.order(query.kind, sort);
        let total = match &wanted {
            None => table.count(query.state) as usize,
            Some(rows) => rows.iter().filter(|yes| **yes).count(),
        };
        let keep = |row: &u32| match &wanted {
            None => table.state(*row) == query.state,
            Some(rows) => rows[*row as usize],
        };
        let rows = order.rows();
        let upwards = rows.iter().copied();
        let sorted: Box<dyn Iterator<Item = u32>> =
            if down { Box::new(upwards.rev().filter(keep)) } else { Box::new(upwards.filter(keep)) };
        let page = if query.nearest && query.sort.is_none() && !query.search.trim().is_empty() {
            let mut sorted: Vec<u32> = sorted.collect();
            self.put_nearest_first(query.kind, query.search, &mut sorted);
            sorted.into_iter().skip(query.offset).take(query.limit).collect()
        } else if then.is_empty() {
            sorted.skip(query.offset).take(query.limit).collect()
        } else {
            let window = query.offset..query.offset.saturating_add(query.limit);
            self.settle_ties(query.kind, &sorted.collect::<Vec<_>>(), window, sort, &then)
        };
        Ok(Listed { rows: page, total, similar })
    }

    /// Which rows match search and filter, `None` when there is neither; and whether they only have words like
    /// those that were typed, since none has these.
    fn matching(&self, query: &ListQuery<'_>) -> (Option<Vec<bool>>, bool) {
        let table = self.table(query.kind);
        let words = fold(query.search);
        let searching = !words.trim().is_empty();
        if !searching && query.filter.is_none() {
            return (None, false);
        }
        let mut rows = vec![!searching; table.len() as usize];
        if searching {
            table.search.find_all(&words).iter().for_each(|row| rows[*row as usize] = true);
            self.add_rows_of_customers(query.kind, &words, &mut rows);
        }
        let narrow = |rows: &mut Vec<bool>| {
            rows.par_iter_mut().enumerate().for_each(|(row, yes)| {
                let row = row as u32;
                *yes = *yes
                    && table.state(row) == query.state
                    && query.filter.is_none_or(|filter| filter.matches(self, row));
            });
        };
        narrow(&mut rows);
        if !searching || query.state != State::Live || rows.contains(&true) {
            return (Some(rows), false);
        }
        for row in similar(self, query.kind, &words) {
            rows[row as usize] = true;
        }
        narrow(&mut rows);
        let found = rows.contains(&true);
        (Some(rows), found)
    }

    /// Whoever types a customer's name into the list of sales wants their sales.
    fn add_rows_of_customers(&self, kind: Kind, words: &str, rows: &mut [bool]) {
        if !matches!(kind, Kind::Sale | Kind::FollowUp | Kind::Case) {
            return;
        }
        for &customer in self.table(Kind::Customer).search.find_all(words).iter() {
            let related = match kind {
                Kind::Sale => self.customers.sales(customer),
                Kind::Case => self.customers.cases(customer),
                _ => self.customers.follow_ups(customer),
            };
            related.iter().for_each(|row| rows[*row as usize] = true);
        }
    }

    /// The rows of a kind that a filter matches, trashed ones aside.
    pub fn select(&self, kind: Kind, filter: Option<&Compiled>) -> Vec<u32> {
        let table = self.table(kind);
        (0..table.len())
            .into_par_iter()
            .filter(|row| {
                matches!(table.state(*row), State::Live) && filter.is_none_or(|f| f.matches(self, *row))
            })
            .collect()
    }

    /// The field a list of this kind is usually sorted by.
    pub fn usual_sort(kind: Kind) -> Option<Field> {
        field(kind, usual_order(kind).0)
    }
}
