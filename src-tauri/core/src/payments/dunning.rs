//! Reminders for invoices that are late, from friendly to last.

use crate::book::Tx;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::sales::{DocumentKind, Sale};
use crate::{Error, Id, Result, say};
use chrono::NaiveDate;

/// An invoice that is to be reminded of.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// The invoice.
    pub sale: Id,
    /// Days since it was due.
    pub days: i64,
    /// The level of the last reminder; 0 for none yet.
    pub level: i64,
    /// The level it should have by now.
    pub next: i64,
}

/// The levels of a number of days late: `days` are the days after which each begins.
fn level(days: &[i64], late: i64) -> i64 {
    days.iter().filter(|after| late >= **after).count() as i64
}

/// Days after the due day on which the reminders go out, as the settings say (`7, 21, 35`).
pub fn steps(facts: &Facts) -> Vec<i64> {
    let text = facts.settings().dunning_days;
    let mut days: Vec<i64> =
        text.split([',', ';', ' ']).filter_map(|part| part.trim().parse().ok()).collect();
    if days.is_empty() {
        days = vec![7, 21, 35];
    }
    days.sort_unstable();
    days
}

/// The invoices whose next reminder is due, the latest first.
pub fn late(facts: &Facts, today: NaiveDate) -> Vec<Late> {
    let steps = steps(facts);
    let table = facts.table(Kind::Sale);
    let open = facts.sales.all().iter().enumerate().filter(|(_, sale)| sale.invoice && sale.due > 0);
    let mut late: Vec<Late> = open
        .filter_map(|(row, _)| facts.get::<Sale>(table.id(row as u32)).ok())
        .filter_map(|sale| {
            let days = (today - sale.due_date?).num_days();
            let next = level(&steps, days);
            (next > sale.dunning_level).then_some(Late {
                sale: sale.meta.id,
                days,
                level: sale.dunning_level,
                next,
            })
        })
        .collect();
    late.sort_by_key(|late| (std::cmp::Reverse(late.days), late.sale));
    late
}

/// Notes that a reminder of the next level went out on a day.
pub fn remind(tx: &mut Tx<'_>, sale: Id, on: Option<NaiveDate>) -> Result<Sale> {
    let mut sale: Sale = tx.get(sale)?;
    if sale.document_kind != DocumentKind::Invoice || !sale.counts() || sale.due <= 0 {
        return Err(Error::Conflict(say!("{} owes nothing, so there is nothing to remind of.", sale.number)));
    }
    sale.dunning_level += 1;
    sale.dunned_on = Some(on.unwrap_or(tx.today()));
    tx.save(&mut sale)?;
    Ok(sale)
}
