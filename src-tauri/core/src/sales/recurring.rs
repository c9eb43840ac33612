//! Deposits on demand and invoices that come again by themselves.

use super::rates::Rules;
use super::{DocumentKind, Line, Sale, SaleStatus};
use crate::book::Tx;
use crate::entity::{Kind, Meta};
use crate::facts::State;
use crate::follow_ups::recurrence;
use crate::money::digits;
use crate::say;
use crate::{Error, Id, Result};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Makes a deposit invoice of so many percent of an order, one line per tax, worded
/// `label`. Later invoices made from the order take it off.
pub fn deposit(tx: &mut Tx<'_>, order: Id, percent: Decimal, label: &str) -> Result<Sale> {
    let order: Sale = tx.get(order)?;
    if order.document_kind != DocumentKind::Order || order.status != SaleStatus::Open {
        return Err(Error::Conflict(say!("A deposit can only be asked for on an open order.")));
    }
    if percent <= Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(Error::invalid(
            "sale",
            "percent",
            say!("A deposit is more than 0 and at most 100 percent."),
        ));
    }
    let rules = Rules::of(&tx.facts().settings());
    let places = digits(rules.currency_of(&order)?);
    let mut lines: Vec<Line> = Vec::new();
    for line in &order.lines {
        let amount = Decimal::new(if order.prices_include_tax { line.total } else { line.net }, places);
        let same = |l: &&mut Line| l.tax_class == line.tax_class && l.tax_rate == line.tax_rate;
        match lines.iter_mut().find(same) {
            Some(sum) => sum.unit_price += amount,
            None => lines.push(Line {
                description: label.to_owned(),
                quantity: Decimal::ONE,
                unit_price: amount,
                tax_class: line.tax_class.clone(),
                tax_rate: line.tax_rate,
                ..Line::default()
            }),
        }
    }
    for line in &mut lines {
        line.unit_price = (line.unit_price * percent / Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    }
    let mut invoice = Sale {
        meta: Meta::default(),
        document_kind: DocumentKind::Invoice,
        date: tx.today(),
        customer_id: order.customer_id,
        channel: order.channel.clone(),
        po_number: order.po_number.clone(),
        currency: order.currency.clone(),
        exchange_rate: order.exchange_rate,
        prices_include_tax: order.prices_include_tax,
        tax_rounding: order.tax_rounding,
        cash_rounding: order.cash_rounding,
        from_id: Some(order.meta.id),
        deposit: true,
        lines,
        ..Sale::default()
    };
    tx.save(&mut invoice)?;
    Ok(invoice)
}

/// Invoices of one order that are made in one go at the most; a rule that asks for more
/// is a mistake.
const MOST: usize = 120;

/// Makes the invoices that recurring orders ask for up to a day, each of its own day.
/// Returns their identities.
pub fn run(tx: &mut Tx<'_>, until: NaiveDate) -> Result<Vec<Id>> {
    let facts = tx.facts();
    let table = facts.table(Kind::Sale);
    let orders: Vec<Id> = facts
        .sales
        .all()
        .iter()
        .enumerate()
        .filter(|(row, sale)| sale.order && table.state(*row as u32) == State::Live)
        .map(|(row, _)| table.id(row as u32))
        .collect();
    let mut made = Vec::new();
    for id in orders {
        let mut order: Sale = tx.get(id)?;
        let mut count = 0;
        while let Some(on) = order.next_on.filter(|on| *on <= until && !order.recurrence.is_empty()) {
            count += 1;
            if count > MOST {
                return Err(Error::Conflict(say!(
                    "{} asks for more than {} invoices up to {}. Check how it repeats.",
                    order.number,
                    MOST,
                    until
                )));
            }
            made.push(invoice(tx, &order, on)?);
            match recurrence::next_day(&order.recurrence, on, on)? {
                Some((next, rest)) => (order.next_on, order.recurrence) = (Some(next), rest),
                None => (order.next_on, order.recurrence) = (None, String::new()),
            }
            tx.save(&mut order)?;
        }
    }
    Ok(made)
}

fn invoice(tx: &mut Tx<'_>, order: &Sale, on: NaiveDate) -> Result<Id> {
    let mut invoice = Sale {
        meta: Meta::default(),
        number: String::new(),
        external_number: String::new(),
        document_kind: DocumentKind::Invoice,
        status: SaleStatus::Open,
        date: on,
        due_date: None,
        from_id: Some(order.meta.id),
        recurrence: String::new(),
        next_on: None,
        payments: Vec::new(),
        dunning_level: 0,
        dunned_on: None,
        ..order.clone()
    };
    // What comes again is not taken off the order.
    invoice.lines.iter_mut().for_each(|line| (line.key, line.source_key) = (0, 0));
    tx.save(&mut invoice)
}
