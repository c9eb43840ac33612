//! Closed books: what was reported to the tax office does not change any more.

use super::{CashEntry, Receipt};
use crate::customers::MERGED_INTO;
use crate::customers::merge::follow;
use crate::entity::{Entity, Kind, codec};
use crate::facts::Facts;
use crate::sales::{PaymentMethod, Sale};
use crate::settings::{CLOSED_UNTIL, SETTINGS_ID};
use crate::stock::StockMovement;
use crate::{Error, Id, Result, say};
use ahash::AHashMap;
use chrono::NaiveDate;

/// A record with its bytes before and after a transaction.
pub(crate) type Changing<'a> = (Kind, Id, Option<&'a [u8]>, Option<&'a [u8]>);

/// Refuses a transaction that changes anything of a day up to which the books are closed,
/// whichever way it comes: typed, from a file, or by undoing. Two customers that become one,
/// or are taken apart again, change no figure of that time: what was the one's is the other's.
pub(crate) fn check<'a>(facts: &Facts, changes: impl Iterator<Item = Changing<'a>> + Clone) -> Result<()> {
    let settings = facts.table(Kind::Settings);
    let closed = |row| settings.typed::<Option<NaiveDate>>(row, CLOSED_UNTIL);
    let Some(until) = settings.present(SETTINGS_ID).and_then(closed) else { return Ok(()) };
    let merging: AHashMap<Id, Id> = changes
        .clone()
        .filter(|(kind, ..)| *kind == Kind::Customer)
        .filter_map(|(_, id, _, after)| Some((id, codec::typed_field::<Option<Id>>(after?, MERGED_INTO)?)))
        .collect();
    let customers = facts.table(Kind::Customer);
    let earlier = |id| customers.present(id).and_then(|row| customers.typed::<Option<Id>>(row, MERGED_INTO));
    let whose = |id| follow(id, |id| merging.get(&id).copied().or_else(|| earlier(id)));
    for (kind, id, before, after) in changes {
        let part =
            |bytes: Option<&[u8]>| bytes.map(|bytes| closed_part(kind, id, bytes, until, &whose)).transpose();
        let (old, new) = (part(before)?.unwrap_or_default(), part(after)?.unwrap_or_default());
        if old != new {
            let number = after.or(before).map(|bytes| title(kind, bytes)).unwrap_or_default();
            return Err(Error::Conflict(say!(
                "The books are closed up to {}, so nothing of that time can change ({}). Use a later day, or open the books again in the settings.",
                until,
                number
            )));
        }
    }
    Ok(())
}

fn title(kind: Kind, bytes: &[u8]) -> String {
    let tag = if kind == Kind::CashEntry { 4 } else { 1 };
    match kind {
        Kind::Sale | Kind::Receipt | Kind::CashEntry => codec::typed_field(bytes, tag),
        _ => kind.name().replace('_', " "),
    }
}

/// What of a record belongs to the closed time, in a form that can be compared.
fn closed_part(
    kind: Kind,
    id: Id,
    bytes: &[u8],
    until: NaiveDate,
    whose: &impl Fn(Id) -> Id,
) -> Result<Vec<String>> {
    Ok(match kind {
        Kind::Sale => of_sale(&Sale::decode(id, bytes)?, until, whose),
        Kind::Receipt => {
            let r = Receipt::decode(id, bytes)?;
            // Putting a credit onto a document later changes nothing of the day it came.
            let part = (r.date <= until && r.meta.trashed_at.is_none())
                .then(|| format!("{} {:?} {} {:?}", r.date, r.method, r.amount, r.customer_id.map(whose)));
            part.into_iter().collect()
        }
        Kind::CashEntry => {
            let e = CashEntry::decode(id, bytes)?;
            let part = (e.date <= until && e.meta.trashed_at.is_none())
                .then(|| format!("{} {:?} {} {}", e.date, e.entry_kind, e.amount, e.what));
            part.into_iter().collect()
        }
        Kind::StockMovement => {
            let m = StockMovement::decode(id, bytes)?;
            let part = (m.date <= until && m.meta.trashed_at.is_none()).then(|| {
                let places = (&m.location, &m.to_location);
                format!(
                    "{} {:?} {} {:?} {} {places:?}",
                    m.date, m.reason, m.quantity, m.unit_cost, m.product_id
                )
            });
            part.into_iter().collect()
        }
        _ => Vec::new(),
    })
}

fn of_sale(sale: &Sale, until: NaiveDate, whose: &impl Fn(Id) -> Id) -> Vec<String> {
    let mut parts = Vec::new();
    if !sale.counts() || sale.meta.trashed_at.is_some() {
        return parts;
    }
    if sale.date <= until {
        let figures = (sale.in_book().net, sale.in_book().tax, sale.in_book().total);
        parts.push(format!(
            "{} {} {:?} {figures:?} {:?}",
            sale.number,
            sale.date,
            sale.customer_id.map(whose),
            sale.taxes
        ));
    }
    // The payments of receipts are the receipt's.
    let own = sale.payments.iter().filter(|p| p.date <= until && p.receipt_id.is_none());
    let word = |method: PaymentMethod| method.word();
    parts.extend(own.map(|p| format!("{} {} {} {}", p.date, word(p.method), p.amount, p.exchange_rate)));
    parts.sort_unstable();
    parts
}
