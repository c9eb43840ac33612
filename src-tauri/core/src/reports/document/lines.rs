//! The lines of a document and what they come to, as tables.

use super::words::PaperWords;
use crate::money::{Currency, Money};
use crate::reports::format;
use crate::reports::frame::{Frame, filled};
use crate::reports::ledger::words;
use crate::reports::value::{Cell, Column, Table};
use crate::sales::{DocumentKind, Line, Sale, TaxSum};
use rust_decimal::Decimal;

/// A rate with the decimals it has: `19 %`, and `9.975 %` is not 10 %.
fn percent(value: Decimal, frame: &Frame) -> String {
    format::tick(value, &Cell::Percent(value), &frame.locale)
}

/// The lines. Columns in which nothing stands are left out; a delivery note has no prices.
/// The second value is the place of the amounts.
pub(super) fn table(
    sale: &Sale,
    frame: &Frame,
    paper: &PaperWords,
    currency: Currency,
) -> (Table, Option<usize>) {
    let words = words(frame);
    let priced = sale.document_kind != DocumentKind::Delivery;
    let any = |has: fn(&Line) -> bool| sale.lines.iter().any(has);
    let units = any(|line| !line.unit.is_empty());
    let discounts = priced && any(|line| !line.discount.is_zero());
    let taxed = priced && any(|line| !line.tax_rate.is_zero());
    let mut columns = vec![Column::text(paper.position, 0.2), Column::text(words.text, 6.0)];
    columns.push(Column::figure(words.quantity, 0.5));
    if units {
        columns.push(Column::text(words.unit, 0.3).together());
    }
    if priced {
        columns.push(Column::figure(words.price, 0.7));
    }
    if discounts {
        columns.push(Column::figure(words.discount, 0.4));
    }
    if taxed {
        columns.push(Column::figure(words.tax, 0.4));
    }
    let amounts = priced.then_some(columns.len());
    if priced {
        columns.push(Column::figure(words.amount, 0.8));
    }
    let some = |value: Decimal| {
        if value.is_zero() { Cell::Empty } else { Cell::words(percent(value, frame)) }
    };
    let rows = sale.lines.iter().enumerate().map(|(index, line)| {
        let what = match priced {
            true => text(line, frame, paper, currency),
            false => line.description.trim().to_owned(),
        };
        let mut row = vec![Cell::words((index + 1).to_string()), Cell::words(what)];
        row.push(Cell::Decimal(line.quantity.normalize()));
        if units {
            row.push(Cell::words(&line.unit));
        }
        if priced {
            row.push(Cell::Decimal(format::price(line.unit_price, currency)));
        }
        if discounts {
            row.push(some(line.discount));
        }
        if taxed {
            row.push(Cell::words(percent(line.tax_rate, frame)));
        }
        if priced {
            row.push(Cell::Money(Money::new(line.amount, currency)));
        }
        row
    });
    (Table { title: String::new(), rows: rows.collect(), columns, totals: None }, amounts)
}

/// What was sold, and what was taken off it as an amount.
fn text(line: &Line, frame: &Frame, paper: &PaperWords, currency: Currency) -> String {
    let mut text = line.description.trim().to_owned();
    if line.discount_amount != 0 {
        let off = format::text(&Cell::Money(Money::new(line.discount_amount, currency)), &frame.locale);
        text = format!("{text}\n{}", filled(paper.off, &[&off]));
    }
    text
}

/// The lines as they stand on a receipt: what, and below it how many at which price.
pub(super) fn narrow(sale: &Sale, frame: &Frame, paper: &PaperWords, currency: Currency) -> Table {
    let words = words(frame);
    let rows = sale.lines.iter().map(|line| {
        let figure = |value: Decimal| format::text(&Cell::Decimal(value), &frame.locale);
        let unit = if line.unit.is_empty() { String::new() } else { format!(" {}", line.unit) };
        let quantity = figure(line.quantity.normalize());
        let mut below = format!("{quantity}{unit} × {}", figure(format::price(line.unit_price, currency)));
        if !line.discount.is_zero() {
            let percent = percent(line.discount, frame);
            below = format!("{below}, {}", filled(paper.off, &[&percent]));
        }
        let what = text(line, frame, paper, currency);
        // Below words from right to left a sum would be read backwards without this mark.
        let mark = if what.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}')) { "\u{200e}" } else { "" };
        let what = format!("{what}\n{mark}{below}");
        vec![Cell::words(what), Cell::Money(Money::new(line.amount, currency))]
    });
    Table {
        title: String::new(),
        columns: vec![Column::text(words.text, 3.0), Column::figure(words.amount, 1.0)],
        rows: rows.collect(),
        totals: None,
    }
}

/// The sums under the lines: each tax on what it is charged, and what is to be paid.
pub(super) fn sums(
    sale: &Sale,
    frame: &Frame,
    paper: &PaperWords,
    currency: Currency,
    taxes: &[TaxSum],
) -> Table {
    let words = words(frame);
    let money = |minor: i64| Cell::Money(Money::new(minor, currency));
    let mut rows = Vec::new();
    let mut add = |label: String, minor: i64| rows.push(vec![Cell::words(label), money(minor)]);
    let lines: i64 = sale.lines.iter().map(|line| line.amount).sum();
    if sale.discount_total != 0 || sale.shipping != 0 {
        add(paper.sum.to_owned(), lines);
    }
    if sale.discount_total != 0 {
        let percent = (sale.discount_amount == 0 && !sale.discount.is_zero())
            .then(|| format!(" {}", percent(sale.discount, frame)));
        add(format!("{}{}", words.discount, percent.unwrap_or_default()), -sale.discount_total);
    }
    if sale.shipping != 0 {
        add(words.shipping_cost.to_owned(), sale.shipping);
    }
    let charged: Vec<&TaxSum> = taxes.iter().filter(|tax| tax.tax != 0 || !tax.tax_note.is_empty()).collect();
    if !charged.is_empty() || sale.rounding != 0 {
        add(words.net.to_owned(), sale.net);
    }
    let several = taxes.iter().filter(|tax| tax.place == 0).count() > 1;
    for tax in charged {
        let name = if tax.tax_name.is_empty() { words.tax } else { &tax.tax_name };
        let rate = percent(tax.rate, frame);
        let on = format::text(&money(tax.net), &frame.locale);
        // What it is charged on needs saying only where there is more than one.
        add(if several { format!("{name} {rate} ({on})") } else { format!("{name} {rate}") }, tax.tax);
    }
    if sale.rounding != 0 {
        add(words.rounding.to_owned(), sale.rounding);
    }
    let (label, last) = match sale.paid {
        0 => (words.total, sale.total),
        paid => {
            add(words.total.to_owned(), sale.total);
            add(words.received.to_owned(), -paid);
            (words.open, sale.due)
        }
    };
    Table {
        title: String::new(),
        columns: vec![Column::text("", 4.0), Column::figure("", 1.2)],
        rows,
        totals: Some(vec![Cell::words(label), money(last)]),
    }
}
