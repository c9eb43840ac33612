//! What the book knows about each customer from other records.

use super::Relation;
use crate::Id;
use crate::entity::{FieldType, Kind, Value, codec};
use crate::facts::{Computed, Facts, State};
use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

/// The tag of [`Customer::company_id`](super::Customer::company_id).
const COMPANY: u16 = 9;

/// The tag of [`Customer::relations`](super::Customer::relations).
const RELATIONS: u16 = 35;

/// Totals of one customer. Amounts are minor units without tax; days count from
/// the common era, 0 when there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerTotals {
    /// Invoices less credit notes, without tax.
    pub revenue: i64,
    /// How many invoices.
    pub sales: u32,
    /// Day of the first invoice.
    pub first: i32,
    /// Day of the last invoice.
    pub last: i32,
    /// What is still to be paid, with tax.
    pub balance: i64,
    /// Day of the earliest follow-up that is not done.
    pub next_follow_up: i32,
}

/// Totals and related rows per row of the customers' table.
#[derive(Default)]
pub struct CustomerFacts {
    totals: Vec<CustomerTotals>,
    sales: Vec<Vec<u32>>,
    follow_ups: Vec<Vec<u32>>,
    interactions: Vec<Vec<u32>>,
    cases: Vec<Vec<u32>>,
    members: Vec<Vec<u32>>,
    /// The rows of all that each customer belongs to, the company first.
    groups: Vec<Vec<u32>>,
}

/// The computed fields of a customer.
pub static COMPUTED: &[Computed] = &[
    Computed {
        name: "name",
        ty: FieldType::Text,
        listed: true,
        get: |f, row| Value::Text(f.title(Kind::Customer, row)),
    },
    Computed {
        name: "lifetime_value",
        ty: FieldType::Money,
        listed: true,
        get: |f, row| Value::Int(f.customers.totals(row).revenue),
    },
    Computed {
        name: "sales_count",
        ty: FieldType::Int,
        listed: true,
        get: |f, row| Value::Int(f.customers.totals(row).sales.into()),
    },
    Computed {
        name: "last_sale",
        ty: FieldType::Date,
        listed: true,
        get: |f, row| day(f.customers.totals(row).last),
    },
    Computed {
        name: "first_sale",
        ty: FieldType::Date,
        listed: false,
        get: |f, row| day(f.customers.totals(row).first),
    },
    Computed {
        name: "balance",
        ty: FieldType::Money,
        listed: true,
        get: |f, row| Value::Int(f.customers.totals(row).balance),
    },
    Computed {
        name: "next_follow_up",
        ty: FieldType::Date,
        listed: true,
        get: |f, row| day(f.customers.totals(row).next_follow_up),
    },
];

fn day(days: i32) -> Value {
    if days == 0 {
        Value::Null
    } else {
        NaiveDate::from_num_days_from_ce_opt(days).map_or(Value::Null, Value::Date)
    }
}

/// Days since the common era of a date, the form the columns keep.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// A list of related rows that a change moves a row out of or into.
#[derive(Clone, Copy)]
pub enum Related {
    /// Rows of the table of sales.
    Sales,
    /// Rows of the table of follow-ups.
    FollowUps,
    /// Rows of the table of interactions.
    Interactions,
    /// Rows of the table of cases.
    Cases,
    /// Rows of the people who belong to a company.
    Members,
}

impl CustomerFacts {
    /// Makes room for a customer.
    pub fn reserve(&mut self, row: u32) {
        let len = row as usize + 1;
        if self.totals.len() < len {
            self.totals.resize(len, CustomerTotals::default());
            self.sales.resize(len, Vec::new());
            self.follow_ups.resize(len, Vec::new());
            self.interactions.resize(len, Vec::new());
            self.cases.resize(len, Vec::new());
            self.members.resize(len, Vec::new());
            self.groups.resize(len, Vec::new());
        }
    }

    /// The totals of a customer.
    pub fn totals(&self, row: u32) -> &CustomerTotals {
        static NONE: CustomerTotals =
            CustomerTotals { revenue: 0, sales: 0, first: 0, last: 0, balance: 0, next_follow_up: 0 };
        self.totals.get(row as usize).unwrap_or(&NONE)
    }

    /// The rows of the customers with the highest revenue, most first.
    pub fn best(&self, count: usize) -> Vec<u32> {
        let key = |row: &u32| (std::cmp::Reverse(self.totals[*row as usize].revenue), *row);
        let mut rows: Vec<u32> = (0..self.totals.len() as u32).collect();
        if count < rows.len() {
            rows.select_nth_unstable_by_key(count, key);
            rows.truncate(count);
        }
        rows.sort_unstable_by_key(key);
        rows
    }

    /// Rows of the customer's sales, in the order they came into the book.
    pub fn sales(&self, row: u32) -> &[u32] {
        self.sales.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of the customer's follow-ups.
    pub fn follow_ups(&self, row: u32) -> &[u32] {
        self.follow_ups.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of the customer's interactions.
    pub fn interactions(&self, row: u32) -> &[u32] {
        self.interactions.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of the customer's cases.
    pub fn cases(&self, row: u32) -> &[u32] {
        self.cases.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows of the people who belong to this company.
    pub fn members(&self, row: u32) -> &[u32] {
        self.members.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The rows of all that a person belongs to: the company first, then further households and associations.
    pub fn groups(&self, row: u32) -> &[u32] {
        self.groups.get(row as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Makes the customers' lists of sales anew from each sale's customer.
    pub(crate) fn relate_all_sales(&mut self, customers: impl Iterator<Item = u32> + Clone) {
        let mut counts = vec![0_u32; self.sales.len()];
        for customer in customers.clone() {
            if let Some(count) = counts.get_mut(customer as usize) {
                *count += 1;
            }
        }
        self.sales = counts.into_iter().map(|count| Vec::with_capacity(count as usize)).collect();
        for (row, customer) in customers.enumerate() {
            if let Some(list) = self.sales.get_mut(customer as usize) {
                list.push(row as u32);
            }
        }
    }

    /// Moves a related row from one customer to another (`u32::MAX` for none).
    pub fn relate(&mut self, what: Related, row: u32, from: u32, to: u32) {
        if from == to {
            return;
        }
        if to != u32::MAX {
            self.reserve(to);
        }
        let lists = match what {
            Related::Sales => &mut self.sales,
            Related::FollowUps => &mut self.follow_ups,
            Related::Interactions => &mut self.interactions,
            Related::Cases => &mut self.cases,
            Related::Members => &mut self.members,
        };
        if let Some(list) = lists.get_mut(from as usize)
            && let Ok(at) = list.binary_search(&row)
        {
            list.remove(at);
        }
        if let Some(list) = lists.get_mut(to as usize) {
            let at = list.partition_point(|other| *other < row);
            list.insert(at, row);
        }
    }
}

/// Moves a person to all that they belong to.
pub fn derive(facts: &mut Facts, row: u32) {
    facts.customers.reserve(row);
    let table = facts.table(Kind::Customer);
    let present = matches!(table.state(row), State::Live | State::Archived);
    let mut ids: Vec<Id> = Vec::new();
    if present {
        let bytes = table.bytes(row);
        ids.extend(codec::typed_field::<Option<Id>>(bytes, COMPANY));
        // Hardly anybody has relations, and reading them of everybody would take time.
        if codec::raw_field(bytes, RELATIONS).is_some() {
            let all: Vec<Relation> = codec::typed_field(bytes, RELATIONS);
            ids.extend(all.into_iter().filter(|one| one.member).map(|one| one.customer_id));
        }
    }
    let mut to: Vec<u32> = Vec::with_capacity(ids.len());
    for id in ids {
        let group = facts.table_mut(Kind::Customer).reserve(id);
        if !to.contains(&group) {
            to.push(group);
        }
    }
    let from = std::mem::take(&mut facts.customers.groups[row as usize]);
    for gone in from.iter().filter(|group| !to.contains(group)) {
        facts.customers.relate(Related::Members, row, *gone, u32::MAX);
    }
    for new in to.iter().filter(|group| !from.contains(group)) {
        facts.customers.relate(Related::Members, row, u32::MAX, *new);
    }
    facts.customers.groups[row as usize] = to;
}

/// Works a customer's totals out anew from their own few records.
pub fn recompute(facts: &mut Facts, row: u32) {
    let totals = totals_of(facts, row);
    facts.customers.reserve(row);
    facts.customers.totals[row as usize] = totals;
}

/// [`recompute`] for every customer, on all processors.
pub fn recompute_all(facts: &mut Facts) {
    let rows = 0..facts.table(Kind::Customer).len();
    facts.customers.totals = rows.into_par_iter().map(|row| totals_of(facts, row)).collect();
}

fn totals_of(facts: &Facts, row: u32) -> CustomerTotals {
    let mut totals = CustomerTotals::default();
    for sale in facts.customers.sales(row) {
        let sale = facts.sales.get(*sale);
        totals.balance += sale.due;
        if sale.counts {
            totals.revenue += sale.net;
            if sale.invoice {
                totals.sales += 1;
                totals.first = if totals.first == 0 { sale.day } else { totals.first.min(sale.day) };
                totals.last = totals.last.max(sale.day);
            }
        }
    }
    totals.balance -= facts.payments.credit(row);
    let open = facts.customers.follow_ups(row).iter().filter_map(|f| facts.follow_ups.open_due(*f));
    totals.next_follow_up = open.min().unwrap_or(0);
    totals
}
