//! The rules of a sale.

use super::rates::Rules;
use super::totals;
use super::{DocumentKind, Sale, SaleStatus, issued, lines};
use crate::book::{Source, Tx};
use crate::campaigns::offers;
use crate::entity::Kind;
use crate::follow_ups::recurrence;
use crate::say;
use crate::{Error, Result};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;

/// Fills lines from their products, works out the totals, gives the number and
/// the due date, and settles the status. A credit note that comes to a positive
/// total is turned (see [`totals::turn_credit_note`]), with the payments that were
/// typed with it; money that was recorded before stays as it was.
pub fn check(sale: &mut Sale, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    let before: Option<Sale> = if is_new { None } else { tx.get(sale.meta.id).ok() };
    sale.lines.retain(|l| l.product_id.is_some() || !l.description.is_empty() || !l.unit_price.is_zero());
    for (index, line) in sale.lines.iter().enumerate() {
        if let Some(product) = line.product_id
            && !tx.exists(Kind::Product, product)
        {
            return Err(Error::invalid(
                "sale",
                format!("lines.{index}.product_id"),
                say!("This product is not in the book."),
            ));
        }
        if line.discount > Decimal::ONE_HUNDRED || line.discount < Decimal::ZERO {
            return Err(Error::invalid(
                "sale",
                format!("lines.{index}.discount"),
                say!("A discount is a percentage between 0 and 100."),
            ));
        }
        crate::products::check::tax_rate("sale", format!("lines.{index}.tax_rate"), line.tax_rate)?;
    }
    lines::fill(sale, before.as_ref(), tx)?;
    if !matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        name_lines(sale);
    }
    // Files tell what happened elsewhere; they may also correct it.
    if let Some(before) = before.as_ref().filter(|_| tx.source() != Source::Import) {
        issued::check_unchanged(sale, before)?;
    }
    if !sale.recurrence.is_empty() {
        let first = sale.next_on.or(Some(sale.date).filter(|day| day.year() > 1)).unwrap_or(tx.today());
        if before.as_ref().is_none_or(|before| before.recurrence != sale.recurrence) {
            recurrence::check(&sale.recurrence, first)?;
        }
        sale.next_on = Some(first);
    }
    if sale.discount > Decimal::ONE_HUNDRED || sale.discount < Decimal::ZERO {
        return Err(Error::invalid(
            "sale",
            "discount",
            say!("A discount is a percentage between 0 and 100."),
        ));
    }
    if sale.shipping_tax_rate < Decimal::ZERO || sale.shipping_tax_rate > Decimal::ONE_HUNDRED {
        return crate::products::check::tax_rate("sale", "shipping_tax_rate", sale.shipping_tax_rate);
    }
    let settings = tx.facts().settings();
    let rules = Rules::of(&settings);
    figures(sale, before.as_ref(), &rules)?;
    for payment in &mut sale.payments {
        if payment.exchange_rate < Decimal::ZERO {
            return Err(Error::invalid(
                "sale",
                "payments",
                say!(
                    "The rate of a payment is how much one unit of its currency was worth, so it is above zero."
                ),
            ));
        }
        if sale.currency.is_empty() {
            payment.exchange_rate = Decimal::ZERO;
        }
    }
    // With a number of its own it comes from a file, or was dated by hand as well.
    let becomes = |b: &&Sale| {
        promises(b.document_kind) && b.document_kind != sale.document_kind && b.number == sale.number
    };
    let made_of = before.as_ref().filter(becomes);
    if made_of.is_some() && !tx.facts().sales.made_from(sale.meta.id).is_empty() {
        return Err(Error::invalid(
            "sale",
            "document_kind",
            say!(
                "Other documents were made from {} already, so it stays what it is. Make the next document from it instead.",
                sale.number
            ),
        ));
    }
    if made_of.is_some_and(|b| b.date == sale.date) {
        sale.date = tx.today();
    }
    if sale.date.year() == 1 && sale.date.ordinal() == 1 {
        sale.date = tx.today();
    }
    if sale.due_date.is_none() && sale.document_kind == DocumentKind::Invoice {
        let own = match sale.customer_id {
            Some(id) => tx.get::<crate::customers::Customer>(id).ok().and_then(|c| c.payment_terms_days),
            None => None,
        };
        let usual = own.unwrap_or(settings.payment_terms_days);
        // A campaign gives more time, never less.
        let offered = offers::terms(tx.facts(), sale).map_or(usual, |(days, _)| days.max(usual));
        let days = offered.clamp(0, 3650) as u64;
        sale.due_date = sale.date.checked_add_days(Days::new(days));
    }
    // Decided when it is issued; what files tell of moved its goods long ago.
    let begins = before
        .as_ref()
        .is_none_or(|b| b.status == SaleStatus::Draft || b.document_kind != sale.document_kind);
    if begins && tx.source() != Source::Import {
        sale.moves_stock = crate::stock::sync::moves(sale, tx);
    }
    number(sale, before.as_ref(), made_of.is_some(), tx)?;
    settle(sale);
    Ok(())
}

/// Gives the lines of a document that can still change names that others can call them by.
fn name_lines(sale: &mut Sale) {
    let mut taken: Vec<i64> = Vec::with_capacity(sale.lines.len());
    let mut next = sale.lines.iter().map(|line| line.key).max().unwrap_or_default().max(0);
    for line in &mut sale.lines {
        if line.key <= 0 || taken.contains(&line.key) {
            next += 1;
            line.key = next;
        }
        taken.push(line.key);
    }
}

/// Works out what the document comes to. The figures of one that is issued stay to the
/// cent as they were printed, unless what they are made of changes.
fn figures(sale: &mut Sale, before: Option<&Sale>, rules: &Rules) -> Result<()> {
    if let Some(before) = before.filter(|b| b.counts() && totals::same_inputs(b, sale)) {
        totals::keep(sale, before, rules);
        return Ok(());
    }
    totals::compute(sale, rules)?;
    if totals::turn_credit_note(sale) {
        if before.is_none_or(|b| b.payments.is_empty()) {
            sale.payments.iter_mut().for_each(|p| p.amount = p.amount.saturating_abs().saturating_neg());
        }
        totals::compute(sale, rules)?;
    }
    let fits = |off: i64, whole: i128| {
        off == 0 || i128::from(off).signum() == whole.signum() && i128::from(off).abs() <= whole.abs()
    };
    let lines: i128 = sale.lines.iter().map(|line| i128::from(line.amount)).sum();
    if !fits(sale.discount_amount, lines) {
        return Err(Error::invalid(
            "sale",
            "discount_amount",
            say!("The discount is more than all lines together. Give a smaller one."),
        ));
    }
    for (index, line) in sale.lines.iter().enumerate() {
        if !fits(line.discount_amount, i128::from(line.amount) + i128::from(line.discount_amount)) {
            return Err(Error::invalid(
                "sale",
                format!("lines.{index}.discount_amount"),
                say!("The discount is more than the line itself. Give a smaller one."),
            ));
        }
    }
    Ok(())
}

/// Whether a document only says what may be sold, so that it can become another one.
fn promises(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Quote | DocumentKind::Order)
}

/// Gives a document the next number of its series. One that was made of a quote or
/// an order gets a new one too, or the numbers of the invoices would have gaps; the
/// old one is kept as the external number when there is none yet.
fn number(sale: &mut Sale, before: Option<&Sale>, made_of: bool, tx: &mut Tx<'_>) -> Result<()> {
    let old = before.map_or("", |b| b.number.as_str());
    if made_of {
        if sale.external_number.is_empty() {
            sale.external_number = old.to_owned();
        }
        sale.number.clear();
    } else if sale.number.is_empty() && !old.is_empty() {
        return Err(Error::invalid(
            "sale",
            "number",
            say!("This document is known as {}. Give it another number, or leave it that one.", old),
        ));
    }
    // A draft may still be thrown away, and would leave a gap among the invoices.
    let waits = sale.status == SaleStatus::Draft
        && matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote);
    if sale.number.is_empty() && !waits {
        let prefixes = tx.facts().prefixes();
        let prefix = match sale.document_kind {
            DocumentKind::Quote => prefixes.quote,
            DocumentKind::Order => prefixes.order,
            DocumentKind::Invoice => prefixes.invoice,
            DocumentKind::CreditNote => prefixes.credit_note,
            DocumentKind::Delivery => prefixes.delivery,
        };
        sale.number = tx.next_number(Kind::Sale, &format!("{prefix}-{}", sale.date.year()), 4)?;
    }
    Ok(())
}

/// `open` and `paid` follow from the payments; `draft` and `cancelled` are said.
fn settle(sale: &mut Sale) {
    let counts = matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote);
    if counts && matches!(sale.status, SaleStatus::Open | SaleStatus::Paid) {
        let settled = sale.due == 0 && (!sale.payments.is_empty() || sale.total == 0);
        sale.status = if settled { SaleStatus::Paid } else { SaleStatus::Open };
    }
}
