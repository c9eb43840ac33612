//! What a sale asks for later: service at the product's interval, and a look before its
//! warranty ends.

use super::FollowUp;
use crate::book::{Source, Tx};
use crate::customers::Customer;
use crate::customers::reach::may_be_reached;
use crate::entity::Kind;
use crate::facts::State;
use crate::products::{Product, ProductKind};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use chrono::{Days, Months, NaiveDate};

/// So long before the warranty ends somebody should look whether all is well.
const BEFORE_WARRANTY_ENDS: Days = Days::new(30);

/// Plans what an invoice asks for, once: when it is issued to a customer. What files tell
/// of happened long ago and plans nothing.
pub(crate) fn plan(tx: &mut Tx<'_>, sale: &Sale) -> Result<()> {
    let issued = sale.document_kind == DocumentKind::Invoice
        && !matches!(sale.status, SaleStatus::Draft | SaleStatus::Cancelled);
    let by_hand = matches!(tx.source(), Source::Window | Source::CommandLine);
    let Some(customer) = sale.customer_id.filter(|_| issued && by_hand) else { return Ok(()) };
    // Nobody could do it for somebody who wants to be left alone.
    if tx.get::<Customer>(customer).is_ok_and(|customer| !may_be_reached(&customer)) {
        return Ok(());
    }
    let OwnWords { service, warranty_ends: warranty, .. } = OwnWords::of(&tx.facts().settings().language);
    let (mut wanted, mut planned): (Vec<Id>, Vec<Id>) = Default::default();
    for id in
        sale.lines.iter().filter(|line| line.quantity.is_sign_positive()).filter_map(|line| line.product_id)
    {
        let product: Product = tx.get(id)?;
        // A bundle wants what it wants itself and what its parts want.
        let bundle = product.product_kind == ProductKind::Bundle;
        let parts = product.components.iter().filter(|_| bundle).map(|part| part.product_id);
        wanted.extend([id].into_iter().chain(parts.filter(|part| tx.exists(Kind::Product, *part))));
    }
    for id in wanted {
        if planned.contains(&id) {
            continue;
        }
        let product: Product = tx.get(id)?;
        planned.push(id);
        if let Some(months) = product.service_interval_months.filter(|months| (1..=600).contains(months)) {
            let rule = format!("FREQ=MONTHLY;INTERVAL={months}");
            task(tx, sale, customer, format!("{service}: {}", product.name), later(sale.date, months), rule)?;
        }
        if let Some(months) = product.warranty_months.filter(|months| (2..=600).contains(months)) {
            let day = later(sale.date, months).checked_sub_days(BEFORE_WARRANTY_ENDS).unwrap_or(sale.date);
            task(tx, sale, customer, format!("{warranty}: {}", product.name), day, String::new())?;
        }
    }
    Ok(())
}

fn later(day: NaiveDate, months: i64) -> NaiveDate {
    day.checked_add_months(Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(day)
}

/// Saves a follow-up unless this sale has brought one of that name before.
fn task(
    tx: &mut Tx<'_>,
    sale: &Sale,
    customer: Id,
    subject: String,
    due_date: NaiveDate,
    recurrence: String,
) -> Result<()> {
    let facts = tx.facts();
    if let Some(row) = facts.table(Kind::Customer).present(customer) {
        let table = facts.table(Kind::FollowUp);
        let same = |row: &&u32| {
            table.state(**row) != State::Gone
                && table.text(**row, 1) == subject
                && table.typed::<Option<Id>>(**row, 3) == Some(sale.meta.id)
        };
        if facts.customers.follow_ups(row).iter().any(|row| same(&row)) {
            return Ok(());
        }
    }
    let mut task = FollowUp {
        subject,
        customer_id: Some(customer),
        sale_id: Some(sale.meta.id),
        due_date,
        recurrence,
        ..FollowUp::default()
    };
    tx.save(&mut task).map(|_| ())
}
