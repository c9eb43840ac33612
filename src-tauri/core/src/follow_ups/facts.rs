//! Columns over follow-ups.

use crate::Id;
use crate::customers::facts::{Related, day_number};
use crate::entity::{Kind, codec};
use crate::facts::{Facts, State, Touched};
use chrono::NaiveDate;

/// What the columns say of one follow-up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FollowUpRow {
    /// Due on this day, counted from the common era.
    pub due: i32,
    /// Row of the customer; `u32::MAX` for none.
    pub customer: u32,
    /// Still to be done.
    pub open: bool,
}

const EMPTY: FollowUpRow = FollowUpRow { due: 0, customer: u32::MAX, open: false };

/// Columns over follow-ups, by row.
#[derive(Default)]
pub struct FollowUpFacts {
    rows: Vec<FollowUpRow>,
}

impl FollowUpFacts {
    /// The columns of one follow-up.
    pub fn get(&self, row: u32) -> FollowUpRow {
        self.rows.get(row as usize).copied().unwrap_or(EMPTY)
    }

    /// The day on which it is due, if it is still to be done.
    pub fn open_due(&self, row: u32) -> Option<i32> {
        let row = self.get(row);
        row.open.then_some(row.due)
    }

    /// Every follow-up, in the order of the rows.
    pub fn all(&self) -> &[FollowUpRow] {
        &self.rows
    }
}

/// Reads the columns of a follow-up and moves it to its customer.
pub fn derive(facts: &mut Facts, row: u32, touched: &mut Touched) {
    let before = facts.follow_ups.get(row);
    let table = facts.table(Kind::FollowUp);
    let bytes = table.bytes(row);
    let live = table.state(row) == State::Live;
    let due: NaiveDate = codec::typed_field(bytes, 5);
    let done: bool = codec::typed_field(bytes, 11);
    let customer: Option<Id> = codec::typed_field(bytes, 2);
    let present = matches!(table.state(row), State::Live | State::Archived);
    let customer =
        customer.filter(|_| present).map_or(u32::MAX, |id| facts.table_mut(Kind::Customer).reserve(id));
    if facts.follow_ups.rows.len() <= row as usize {
        facts.follow_ups.rows.resize(row as usize + 1, EMPTY);
    }
    facts.follow_ups.rows[row as usize] = FollowUpRow { due: day_number(due), customer, open: live && !done };
    facts.customers.relate(Related::FollowUps, row, before.customer, customer);
    touched.customers.extend([before.customer, customer].into_iter().filter(|c| *c != u32::MAX));
}
