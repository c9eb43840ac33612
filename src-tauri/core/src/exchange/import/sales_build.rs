//! A document from what its rows say.
//!
//! Documents from elsewhere are history: unless the file says that one is open, it
//! counts as paid in full, on the day the file tells or its own, so that nobody seems to
//! owe their whole turnover. Returns come as credit notes with negative quantities. Where
//! the file says what a document comes to, it comes to that.

use super::record::apply;
use super::sales::Doc;
use super::sales_lines::{Goods, Missing, RowLine};
use crate::entity::{FieldValue, Kind};
use crate::exchange::csv::column::bool_of;
use crate::exchange::synonyms;
use crate::exchange::target::Special;
use crate::money::digits;
use crate::sales::rates::{Rules, currency_of_amount};
use crate::sales::{DocumentKind, Line, Payment, PaymentMethod, Sale, SaleStatus, totals};
use crate::say;
use crate::{Error, Id, Result};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a document is built with.
pub(super) struct Maker<'a> {
    /// Finds products.
    pub goods: &'a Goods,
    /// The products that will be made along with the document.
    pub missing: &'a Missing,
    /// The customer, when the book has the customer.
    pub customer: Option<Id>,
    /// What documents are worked out by.
    pub rules: &'a Rules,
    /// Whether the file has a column for the day of the payment: an empty cell of it says something too.
    pub tells_paid: bool,
}

/// The document from its rows and, when it is in the book already, from what it is
/// there: filled cells overwrite, and what the file does not carry stays.
pub(super) fn build(doc: &Doc, old: Option<&Sale>, maker: &Maker<'_>) -> Result<Sale> {
    let mut sale = old.cloned().unwrap_or_default();
    if old.is_none() {
        sale.tax_rounding = maker.rules.tax_rounding;
    }
    apply(&mut sale, &doc.head)?;
    // A list of what was taken in has the day of the payment and no other.
    if let (None, None, Some(paid)) = (doc.head.get("date"), old, paid_on(doc)) {
        sale.date = paid;
    } else if doc.head.get("date").is_none() {
        return Err(Error::invalid("sale", "date", say!("A sale needs the day on which it was made.")));
    }
    let said = doc.head.get("document_kind").is_some();
    if !old.is_some_and(|old| lines_stay(old, doc, maker.rules)) {
        sale.lines.clear();
        add_lines(&mut sale, doc, maker);
        settle_kind(&mut sale, doc);
        meet_total(&mut sale, doc, maker.rules)?;
        if !said && sale.total < 0 {
            sale.document_kind = DocumentKind::CreditNote;
        }
    }
    totals::compute(&mut sale, maker.rules)?;
    sale.customer_id = maker.customer.or(sale.customer_id);
    settle_payment(&mut sale, doc, old, maker.tells_paid);
    totals::compute(&mut sale, maker.rules)?;
    Ok(sale)
}

/// The decimals of what a document comes to.
pub(super) fn places(sale: &Sale, rules: &Rules) -> u32 {
    digits(currency_of_amount(Kind::Sale, "total", &sale.currency, rules.currency))
}

/// Whether the lines in the book say more than the file does and the same in sum.
fn lines_stay(old: &Sale, doc: &Doc, rules: &Rules) -> bool {
    let total = Decimal::new(old.total, places(old, rules)).abs();
    doc.lines.is_empty() && doc.amounts.first().is_none_or(|a| a.abs() == total)
}

fn add_lines(sale: &mut Sale, doc: &Doc, maker: &Maker<'_>) {
    for row in &doc.lines {
        let mut line = row.line.clone();
        if !row.has_quantity {
            line.quantity = Decimal::ONE;
        }
        line.product_id = maker.goods.find(&line, maker.missing);
        if line.description.is_empty() {
            line.description = if line.sku.is_empty() { "Sale".into() } else { line.sku.clone() };
        }
        price_from_amount(&mut line, row);
        let quantity = line.quantity;
        sale.lines.push(line);
        if let Some(off) = row.discount {
            let sign = if quantity.is_sign_negative() { Decimal::ONE } else { -Decimal::ONE };
            sale.lines.push(extra("Discount", off.abs() * sign));
        }
    }
}

/// Works the price of one unit out of what the line comes to.
fn price_from_amount(line: &mut Line, row: &RowLine) {
    let Some(amount) = row.amount.filter(|_| !row.has_price) else {
        return;
    };
    if line.quantity.is_zero() {
        line.quantity = Decimal::ONE;
    }
    match amount.checked_div(line.quantity).map(|p| p.round_dp(8)) {
        Some(price)
            if price.checked_mul(line.quantity).is_some_and(|p| p.round_dp(4) == amount.round_dp(4)) =>
        {
            line.unit_price = price;
        }
        // A third of something has no exact price; the line then is one piece.
        _ => {
            line.quantity = Decimal::ONE;
            line.unit_price = amount;
        }
    }
}

/// A line for something that is no product. Money back is a negative quantity.
fn extra(description: &str, amount: Decimal) -> Line {
    let sign = if amount.is_sign_negative() { -Decimal::ONE } else { Decimal::ONE };
    Line { description: description.into(), quantity: sign, unit_price: amount.abs(), ..Line::default() }
}

/// A return is a credit note, whichever way the file says so.
fn settle_kind(sale: &mut Sale, doc: &Doc) {
    let negative = !sale.lines.is_empty() && sale.lines.iter().all(|l| !l.quantity.is_sign_positive());
    let mut number = sale.external_number.chars();
    let marked = number.next().is_some_and(|c| matches!(c, 'C' | 'c'))
        && number.next().is_some_and(|c| c.is_ascii_digit());
    if doc.head.get("document_kind").is_none() && negative && marked {
        sale.document_kind = DocumentKind::CreditNote;
    }
    let positive =
        sale.lines.iter().all(|l| !l.quantity.is_sign_negative() && !l.unit_price.is_sign_negative());
    if sale.document_kind == DocumentKind::CreditNote && positive {
        sale.lines.iter_mut().for_each(|l| l.quantity = -l.quantity);
    }
}

/// Makes the document come to what the file says it does.
fn meet_total(sale: &mut Sale, doc: &Doc, rules: &Rules) -> Result<()> {
    let off = doc.head.amount(Special::Discount).filter(|d| !d.is_zero());
    let tax = doc.head.amount(Special::Tax).filter(|d| !d.is_zero());
    let total = document_total(sale, doc);
    let priced = doc.lines.iter().any(|l| l.has_price || l.amount.is_some());
    if let (Some(total), false) = (total, priced) {
        let total = if sale.document_kind == DocumentKind::CreditNote { -total.abs() } else { total };
        return put_amount(sale, total, rules);
    }
    totals::compute(sale, rules)?;
    let shown = |sale: &Sale| Decimal::new(sale.total, places(sale, rules));
    let wanted = total.map(|t| t.round_dp(places(sale, rules)));
    if wanted == Some(shown(sale)) {
        return Ok(());
    }
    if let Some(off) = off {
        sale.lines.push(extra("Discount", -off.abs()));
        totals::compute(sale, rules)?;
    }
    // Prices with tax in them already come to the total without it.
    if let Some(tax) = tax.filter(|_| wanted != Some(shown(sale)) && sale.tax == 0) {
        sale.lines.push(extra("Tax", tax));
        totals::compute(sale, rules)?;
    }
    if let Some(wanted) = wanted.filter(|w| *w != shown(sale)) {
        let rest = wanted - shown(sale);
        sale.lines.push(extra("Difference to the total in the file", rest));
        totals::compute(sale, rules)?;
    }
    Ok(())
}

/// What the file says the document comes to. Amounts that differ from row to row
/// are those of the lines, and their sum is the document's.
fn document_total(sale: &mut Sale, doc: &Doc) -> Option<Decimal> {
    let first = *doc.amounts.first()?;
    let same = doc.amounts.iter().all(|a| *a == first);
    let per_line = doc.amounts.len() > 1 && doc.amounts.len() == doc.lines.len() && !same;
    if per_line {
        let bare = doc.lines.iter().all(|l| !l.has_price && l.amount.is_none());
        if bare && sale.lines.len() == doc.amounts.len() {
            for (line, amount) in sale.lines.iter_mut().zip(&doc.amounts) {
                let row = RowLine {
                    day: None,
                    line: line.clone(),
                    has_quantity: true,
                    has_price: false,
                    amount: Some(*amount),
                    discount: None,
                    has_tax: false,
                };
                price_from_amount(line, &row);
            }
        }
        return doc.amounts.iter().try_fold(Decimal::ZERO, |sum, a| sum.checked_add(*a));
    }
    Some(first)
}

/// Puts a total on a document whose lines have no prices.
fn put_amount(sale: &mut Sale, total: Decimal, rules: &Rules) -> Result<()> {
    totals::compute(sale, rules)?;
    if Decimal::new(sale.total, places(sale, rules)) == total.round_dp(places(sale, rules))
        && !sale.lines.is_empty()
    {
        return Ok(());
    }
    // Shipping is in the total and in no line.
    let rest = total - Decimal::new(sale.total, places(sale, rules));
    match sale.lines.as_mut_slice() {
        [] => sale.lines.push(extra("Sale", rest)),
        [line] if line.unit_price.is_zero() => {
            let row = RowLine {
                day: None,
                line: line.clone(),
                has_quantity: true,
                has_price: false,
                amount: Some(rest),
                discount: None,
                has_tax: false,
            };
            price_from_amount(line, &row);
        }
        _ => sale.lines.push(extra("Total of the order", rest)),
    }
    totals::compute(sale, rules)
}

/// Pays a document of the past in full, on the day that the file tells. One that is in the book
/// keeps its payments; only the one that was assumed here when it came in follows the new total.
fn settle_payment(sale: &mut Sale, doc: &Doc, old: Option<&Sale>, tells_paid: bool) {
    let cancelled = doc.head.special(Special::Cancelled).is_some_and(|text| bool_of(text) != Some(false));
    if cancelled {
        sale.status = SaleStatus::Cancelled;
    }
    let method = method(doc);
    let paid = paid_on(doc);
    let assumed = old.is_some_and(|old| {
        let on = |day| old.payments == [in_full(old, method, day)];
        sale.payments == old.payments && (on(old.date) || paid.is_some_and(on))
    });
    let said = doc.head.get("status").is_some();
    // Where the file has the days of payments, a document without one is still to be paid.
    let past = (old.is_none() || assumed) && (paid.is_some() || !tells_paid);
    let counts = matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote);
    let settled = match sale.status {
        SaleStatus::Paid => past || said,
        SaleStatus::Open => paid.is_some() || past && !said,
        SaleStatus::Draft | SaleStatus::Cancelled => false,
    };
    if !counts || !settled || !(assumed || sale.payments.is_empty()) || sale.total == 0 {
        return;
    }
    sale.status = SaleStatus::Open;
    sale.payments = vec![in_full(sale, method, paid.unwrap_or(sale.date))];
}

fn in_full(sale: &Sale, method: PaymentMethod, date: NaiveDate) -> Payment {
    Payment { date, method, amount: sale.total, ..Payment::default() }
}

/// The day on which the document was paid, as far as the file tells.
pub(super) fn paid_on(doc: &Doc) -> Option<NaiveDate> {
    doc.head.special(Special::PaidOn)?.parse().ok()
}

pub(super) fn method(doc: &Doc) -> PaymentMethod {
    doc.head
        .special(Special::PaymentMethod)
        .and_then(|text| synonyms::choice(text, PaymentMethod::CHOICES))
        .and_then(|word| PaymentMethod::ALL.iter().copied().find(|m| m.word() == word))
        .unwrap_or(PaymentMethod::Other)
}

/// Whether a document that says nothing of it brings goods back: a negative number of a product was in a hand once.
pub(super) fn brings_goods(sale: &Sale, doc: &Doc) -> bool {
    let back = |line: &Line| line.product_id.is_some() && line.quantity.is_sign_negative();
    sale.document_kind == DocumentKind::CreditNote
        && doc.head.get("returns_goods").is_none()
        && sale.lines.iter().any(back)
}

/// The credit note for what was paid back on a sale, as its document tells it.
pub(super) fn refund(sale: &Sale, doc: &Doc, rules: &Rules) -> Result<Option<Sale>> {
    match doc.head.amount(Special::Refunded) {
        Some(back) => refund_note(sale, back.abs(), sale.total, rules),
        None => Ok(None),
    }
}

/// The credit note for so many minor units, below zero, that were paid back on a sale of the book, of which so much
/// was left; none when nothing was.
pub(super) fn refund_of(sale: &Sale, amount: i64, left: i64, rules: &Rules) -> Result<Option<Sale>> {
    refund_note(sale, -Decimal::new(amount.min(0), places(sale, rules)), left, rules)
}

/// Whoever got all back that was left is taken to have brought the goods back.
fn refund_note(sale: &Sale, back: Decimal, left: i64, rules: &Rules) -> Result<Option<Sale>> {
    if back.is_zero() {
        return Ok(None);
    }
    let mut note = Sale {
        document_kind: DocumentKind::CreditNote,
        customer_id: sale.customer_id,
        date: sale.date,
        channel: sale.channel.clone(),
        currency: sale.currency.clone(),
        exchange_rate: sale.exchange_rate,
        external_number: match sale.external_number.as_str() {
            "" => String::new(),
            number => format!("{number} refund"),
        },
        lines: vec![extra("Refund", -back)],
        ..Sale::default()
    };
    totals::compute(&mut note, rules)?;
    note.returns_goods = sale.total > 0 && note.total + left <= 0;
    let amount = note.total;
    note.payments.push(Payment {
        date: note.date,
        method: PaymentMethod::Other,
        amount,
        ..Payment::default()
    });
    Ok(Some(note))
}
