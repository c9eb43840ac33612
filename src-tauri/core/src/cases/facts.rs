//! Columns over cases, and what follows from them.

use super::CaseStatus;
use crate::Id;
use crate::clock::day_on;
use crate::customers::facts::Related;
use crate::entity::{FieldType, Kind, Value, codec};
use crate::facts::{Computed, Facts, State, Touched};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// What was promised to a customer next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// By when.
    pub by: DateTime<Utc>,
    /// Whether it is a first answer; otherwise it is to be settled.
    pub answer: bool,
}

/// What the columns say of one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseRow {
    /// Row of the customer; `u32::MAX` for none.
    pub customer: u32,
    /// Still to be settled.
    pub open: bool,
    /// What was promised next; nothing once it is settled.
    pub promise: Option<Promise>,
}

const EMPTY: CaseRow = CaseRow { customer: u32::MAX, open: false, promise: None };

/// Columns over cases, by row.
#[derive(Default)]
pub struct CaseFacts {
    rows: Vec<CaseRow>,
    /// The promises that are still to be kept, in the order of their moments.
    promised: BTreeSet<(DateTime<Utc>, u32)>,
}

impl CaseFacts {
    /// The columns of one case.
    pub fn get(&self, row: u32) -> CaseRow {
        self.rows.get(row as usize).copied().unwrap_or(EMPTY)
    }

    /// The rows of the cases of which something was promised up to the end of a day on a wall, what comes
    /// first in front. Those that are settled, or promised nothing, are not looked at.
    pub fn promised_by(&self, day: NaiveDate, zone: Tz) -> impl Iterator<Item = u32> {
        let promised = self.promised.iter();
        promised.take_while(move |(by, _)| day_on(*by, zone) <= day).map(|(_, row)| *row)
    }

    /// Every case, in the order of the rows.
    pub fn all(&self) -> &[CaseRow] {
        &self.rows
    }
}

/// The computed fields of a case.
pub static COMPUTED: &[Computed] = &[
    Computed {
        name: "promised",
        ty: FieldType::Instant,
        listed: true,
        get: |f, row| f.cases.get(row).promise.map_or(Value::Null, |promise| Value::Instant(promise.by)),
    },
    // Whether what was promised next is an answer; else it is that the case is settled.
    Computed {
        name: "promised_answer",
        ty: FieldType::Bool,
        listed: false,
        get: |f, row| f.cases.get(row).promise.map_or(Value::Null, |promise| Value::Bool(promise.answer)),
    },
];

/// Reads the columns of a case and moves it to its customer.
pub fn derive(facts: &mut Facts, row: u32, _touched: &mut Touched) {
    let before = facts.cases.get(row);
    let table = facts.table(Kind::Case);
    let bytes = table.bytes(row);
    let state = table.state(row);
    let status: CaseStatus = codec::typed_field(bytes, 5);
    let moment = |tag| codec::typed_field::<Option<DateTime<Utc>>>(bytes, tag);
    let open = state == State::Live && !status.is_done();
    let answer = moment(14).filter(|_| moment(16).is_none()).map(|by| Promise { by, answer: true });
    let settled = moment(15).map(|by| Promise { by, answer: false });
    // Of two promises the earlier one comes next, and an answer before its solution.
    let promise = answer.into_iter().chain(settled).min_by_key(|promise| (promise.by, !promise.answer));
    let customer: Id = codec::typed_field(bytes, 7);
    let present = matches!(state, State::Live | State::Archived) && !customer.is_nil();
    let customer = match present {
        true => facts.table_mut(Kind::Customer).reserve(customer),
        false => u32::MAX,
    };
    if facts.cases.rows.len() <= row as usize {
        facts.cases.rows.resize(row as usize + 1, EMPTY);
    }
    let promise = promise.filter(|_| open);
    facts.cases.rows[row as usize] = CaseRow { customer, open, promise };
    if let Some(before) = before.promise {
        facts.cases.promised.remove(&(before.by, row));
    }
    if let Some(promise) = promise {
        facts.cases.promised.insert((promise.by, row));
    }
    facts.customers.relate(Related::Cases, row, before.customer, customer);
}
