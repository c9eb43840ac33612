//! What a sale comes to. Computed in one place; screen, paper and files show it.
//!
//! Each line is rounded once, to the currency's smallest unit, halves away from
//! zero: `net = quantity × unit price × (1 − line discount) × (1 − document discount)`
//! and `tax = net × rate`. When prices include tax, the gross amount is rounded
//! first and the tax is the part `rate / (100 + rate)` of it, so that the customer
//! pays the price on the label. The document is the sum of what its lines show.

use super::{DocumentKind, Line, Sale};
use crate::money::{MAX_MINOR, digits, round_minor};
use crate::say;
use crate::{Error, Result};
use iso_currency::Currency;
use rust_decimal::Decimal;

/// Net, tax and total of one rate.
#[derive(Clone, Debug, PartialEq)]
pub struct RateTotal {
    /// The rate in percent.
    pub rate: Decimal,
    /// Without tax, minor units.
    pub net: i64,
    /// The tax, minor units.
    pub tax: i64,
}

/// Works out every line and the document's sums.
pub fn compute(sale: &mut Sale, currency: Currency) -> Result<()> {
    let keep = Decimal::ONE_HUNDRED - sale.discount;
    for index in 0..sale.lines.len() {
        let line = &mut sale.lines[index];
        compute_line(line, keep, sale.prices_include_tax, currency).ok_or_else(|| {
            Error::invalid(
                "sale",
                format!("lines.{index}.quantity"),
                say!("This line comes to more than a sale can hold. Check quantity and price."),
            )
        })?;
    }
    let sum =
        |part: fn(&Line) -> i64| sale.lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(part(line)));
    let too_much = || {
        Error::invalid(
            "sale",
            "lines",
            say!("The document comes to more than a sale can hold. Check quantities and prices."),
        )
    };
    let net = sum(|l| l.net).and_then(|n| n.checked_add(sale.shipping)).ok_or_else(too_much)?;
    let tax = sum(|l| l.tax).ok_or_else(too_much)?;
    let total = net.checked_add(tax).filter(|t| t.abs() <= MAX_MINOR).ok_or_else(too_much)?;
    let paid =
        sale.payments.iter().try_fold(0_i64, |sum, p| sum.checked_add(p.amount)).ok_or_else(too_much)?;
    sale.net = net;
    sale.tax = tax;
    sale.total = total;
    sale.paid = paid;
    sale.due = total.checked_sub(paid).ok_or_else(too_much)?;
    Ok(())
}

/// Turns a credit note that comes to a positive total, as people type it who think
/// of what they give back: the quantities of all its lines and its shipping change
/// their sign, so that it takes revenue away. One whose total is negative or nothing
/// already stays as it is, whatever the signs of its lines. Returns whether it was
/// turned; [`compute`] is to be called before and then again.
pub fn turn_credit_note(sale: &mut Sale) -> bool {
    let turned = sale.document_kind == DocumentKind::CreditNote && sale.total > 0;
    if turned {
        sale.lines.iter_mut().for_each(|line| line.quantity = -line.quantity);
        sale.shipping = sale.shipping.saturating_neg();
    }
    turned
}

fn compute_line(line: &mut Line, keep: Decimal, gross_prices: bool, currency: Currency) -> Option<()> {
    let hundred = Decimal::ONE_HUNDRED;
    let amount = line
        .quantity
        .checked_mul(line.unit_price)?
        .checked_mul(hundred - line.discount)?
        .checked_mul(keep)?
        .checked_div(Decimal::from(10_000))?;
    let major = |minor: i64| Decimal::new(minor, digits(currency));
    if gross_prices {
        line.total = round_minor(amount, currency)?;
        let tax = major(line.total).checked_mul(line.tax_rate)?.checked_div(hundred + line.tax_rate)?;
        line.tax = round_minor(tax, currency)?;
        line.net = line.total - line.tax;
    } else {
        line.net = round_minor(amount, currency)?;
        line.tax = round_minor(major(line.net).checked_mul(line.tax_rate)?.checked_div(hundred)?, currency)?;
        line.total = line.net.checked_add(line.tax)?;
    }
    Some(())
}

/// The document's tax per rate, in ascending order of the rates.
pub fn per_rate(sale: &Sale) -> Vec<RateTotal> {
    let mut rates: Vec<RateTotal> = Vec::new();
    for line in &sale.lines {
        match rates.iter_mut().find(|r| r.rate == line.tax_rate) {
            Some(rate) => {
                rate.net += line.net;
                rate.tax += line.tax;
            }
            None => rates.push(RateTotal { rate: line.tax_rate, net: line.net, tax: line.tax }),
        }
    }
    rates.sort_by_key(|r| r.rate);
    rates
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(quantity: &str, price: &str, rate: &str) -> Line {
        Line {
            quantity: quantity.parse().unwrap(),
            unit_price: price.parse().unwrap(),
            tax_rate: rate.parse().unwrap(),
            ..Line::default()
        }
    }

    fn sums(lines: Vec<Line>, discount: &str, gross: bool, currency: Currency) -> (i64, i64, i64) {
        let mut sale =
            Sale { lines, discount: discount.parse().unwrap(), prices_include_tax: gross, ..Sale::default() };
        compute(&mut sale, currency).unwrap();
        (sale.net, sale.tax, sale.total)
    }

    #[test]
    fn known_hard_cases_come_out_as_worked_by_hand() {
        // 3 × 0.335 → 0.34 each = 1.02; 19 % of 0.34 = 0.0646 → 0.06 each = 0.18.
        let thirds = vec![line("1", "0.335", "19"), line("1", "0.335", "19"), line("1", "0.335", "19")];
        assert_eq!(sums(thirds, "0", false, Currency::EUR), (102, 18, 120));
        // 10 % off 100.00 at 7 % and 50.00 at 19 %: 90.00 + 6.30 and 45.00 + 8.55.
        let mixed = vec![line("1", "100", "7"), line("1", "50", "19")];
        assert_eq!(sums(mixed, "10", false, Currency::EUR), (13500, 1485, 14985));
        // A label of 10.00 including 19 %: tax 1.5966 → 1.60, net 8.40, and the customer pays 10.00.
        assert_eq!(sums(vec![line("1", "10", "19")], "0", true, Currency::EUR), (840, 160, 1000));
        // Yen have no decimals: 3 × 33.5 = 100.5 → 101; 10 % = 10.1 → 10.
        assert_eq!(sums(vec![line("3", "33.5", "10")], "0", false, Currency::JPY), (101, 10, 111));
        // A return is negative in every sum: −2 × 2.55 = −5.10; 20 % = −1.02.
        assert_eq!(sums(vec![line("-2", "2.55", "20")], "0", false, Currency::EUR), (-510, -102, -612));
    }

    proptest! {
        #[test]
        fn the_sum_shown_is_the_sum_of_what_is_shown(
            lines in prop::collection::vec((-1000_i64..1000, 0_i64..1_000_000, 0_u32..4, 0_i64..100, 0_i64..30), 0..12),
            discount in 0_i64..100, shipping in -1000_i64..10_000, gross: bool,
        ) {
            let lines = lines.into_iter().map(|(q, p, scale, d, t)| Line {
                quantity: Decimal::new(q, 1), unit_price: Decimal::new(p, scale), discount: d.into(), tax_rate: t.into(), ..Line::default()
            }).collect();
            let mut sale = Sale { lines, discount: discount.into(), shipping, prices_include_tax: gross, ..Sale::default() };
            compute(&mut sale, Currency::EUR).unwrap();
            prop_assert_eq!(sale.net + sale.tax, sale.total);
            prop_assert_eq!(sale.lines.iter().map(|l| l.total).sum::<i64>() + shipping, sale.total);
            let rates = per_rate(&sale);
            prop_assert_eq!(rates.iter().map(|r| r.net).sum::<i64>() + shipping, sale.net);
            prop_assert_eq!(rates.iter().map(|r| r.tax).sum::<i64>(), sale.tax);
        }
    }
}
