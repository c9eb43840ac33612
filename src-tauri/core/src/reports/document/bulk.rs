//! Many letters for one run of the printer: reminders of all that is late, statements of
//! many customers.

use super::reminder;
use crate::Id;
use crate::Result;
use crate::entity::Kind;
use crate::facts::text::natural;
use crate::facts::{Facts, State};
use crate::payments::dunning;
use crate::reports::frame::Frame;
use crate::reports::nouns;
use crate::reports::value::Report;
use crate::sales::Sale;
use chrono::NaiveDate;

/// A reminder that is to go out: to whom, about which invoices, and the letter.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// The customer; `None` for a sale over the counter.
    pub customer: Option<Id>,
    /// The invoices whose level it raises.
    pub invoices: Vec<Id>,
    /// The level it has: 1 to 3.
    pub level: i64,
    /// The letter.
    pub report: Report,
}

/// The letters about invoices whose next reminder goes out now, one for each customer, in the
/// order in which the first of their invoices was due. The level of a letter is the highest
/// that its invoices get by it. `invoices` are those to be reminded of; none for all that are
/// due for it. Nothing is noted: [`dunning::remind`] does that once the letters are written.
pub fn reminders(facts: &Facts, today: NaiveDate, invoices: &[Id]) -> Result<Vec<Reminder>> {
    let due: Vec<Id> = match invoices {
        [] => dunning::late(facts, today).into_iter().map(|late| late.sale).collect(),
        chosen => chosen.to_vec(),
    };
    let mut letters: Vec<(Option<Id>, Vec<Sale>)> = Vec::new();
    for id in due {
        let sale: Sale = facts.get(id)?;
        let same = |letter: &&mut (Option<Id>, Vec<Sale>)| letter.0.is_some() && letter.0 == sale.customer_id;
        match letters.iter_mut().find(same) {
            Some((_, sales)) => sales.push(sale),
            None => letters.push((sale.customer_id, vec![sale])),
        }
    }
    letters.sort_by_key(|(customer, sales)| (sales.iter().map(|one| one.due_date).min(), *customer));
    letters
        .into_iter()
        .filter_map(|(customer, sales)| {
            let first = sales.first()?;
            let level = sales.iter().map(|one| one.dunning_level).max().unwrap_or_default() + 1;
            let frame = Frame::for_customer(facts, today, customer);
            let invoices = sales.iter().map(|one| one.meta.id).collect();
            let level = level.clamp(1, 3);
            Some(reminder::of_level(facts, &frame, first, level).map(|mut report| {
                nouns::in_own_words(&mut report, &facts.settings());
                Reminder { customer, invoices, level, report }
            }))
        })
        .collect()
}

/// The customers that owe something or have credit, by name: whom statements go to when
/// nobody is named.
pub fn with_balance(facts: &Facts) -> Vec<Id> {
    let table = facts.table(Kind::Customer);
    let mut rows: Vec<u32> = table
        .present_rows()
        .filter(|row| table.state(*row) != State::Trashed && facts.customers.totals(*row).balance != 0)
        .collect();
    rows.sort_by_cached_key(|row| (natural(&facts.title(Kind::Customer, *row)), table.id(*row)));
    rows.into_iter().map(|row| table.id(row)).collect()
}
