//! What a sale comes to. Computed in one place; screen, paper and files show it.
//!
//! 1. A line comes to `quantity × unit price × (1 − discount %)`, rounded to the smallest
//!    unit of the currency, halves away from zero, less its discount as an amount.
//! 2. The discount on the document, percent of the lines' sum rounded once plus an amount,
//!    is divided over the tax rates and within a rate over its lines by largest remainder,
//!    so that not a cent of it is lost.
//! 3. Tax is worked out per line or, when the document says so, once per rate and then
//!    divided over the lines. Where prices include tax, the tax is the part
//!    `rate / (100 + rate)` of what the customer pays; else it is `rate / 100` on top.
//! 4. Shipping carries its own tax and no discount. Cash rounding, if any, comes last and
//!    is shown as an amount of its own.
//!
//! The document is the sum of what its lines show.

use super::rates::{Rules, TaxClass};
use super::spread::spread;
use super::{DocumentKind, Line, Sale, SaleStatus, TaxSum};
use crate::money::{Currency, MAX_MINOR, digits, round_minor};
use crate::say;
use crate::settings::tax::TaxRounding;
use crate::{Error, Result};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::borrow::Cow;

/// Works out every line, the tax summary and the document's sums. Refused when an amount
/// leaves the range of money, or the currency is none.
pub fn compute(sale: &mut Sale, rules: &Rules) -> Result<()> {
    let currency = rules.currency_of(sale)?;
    for index in 0..sale.lines.len() {
        let amount = line_amount(&sale.lines[index], currency).ok_or_else(|| {
            Error::invalid(
                "sale",
                format!("lines.{index}.quantity"),
                say!("This line comes to more than a sale can hold. Check quantity and price."),
            )
        })?;
        let line = &mut sale.lines[index];
        line.amount = amount;
        if let Some(class) = rules.class(&line.tax_class) {
            line.tax_rate = class.rate();
        }
    }
    if let Some(class) = rules.class(&sale.shipping_tax_class) {
        sale.shipping_tax_rate = class.rate();
    }
    let too_much = || {
        Error::invalid(
            "sale",
            "lines",
            say!("The document comes to more than a sale can hold. Check quantities and prices."),
        )
    };
    let mut groups = groups(sale, rules);
    discount(sale, &mut groups, currency).ok_or_else(too_much)?;
    for group in &mut groups {
        group.charge(sale, currency).ok_or_else(too_much)?;
    }
    add_up(sale, &groups, rules, currency).ok_or_else(too_much)
}

/// Works out what is paid and still due, in the document's and in the book's currency.
/// The other figures stay.
pub fn settle(sale: &mut Sale, rules: &Rules) -> Option<()> {
    sale.paid = sale.payments.iter().try_fold(0_i64, |sum, payment| sum.checked_add(payment.amount))?;
    sale.due = sale.total.checked_sub(sale.paid)?;
    sale.book_due = if sale.currency.is_empty() {
        0
    } else {
        sale.book_total.checked_sub(rules.in_book(sale, sale.paid)?)?
    };
    // An offer, a promise or a delivery is no claim for money, and neither is what was cancelled.
    let claims = matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote);
    if !claims || sale.status == SaleStatus::Cancelled {
        (sale.due, sale.book_due) = (0, 0);
    }
    Some(())
}

/// Whether two states of a document come to the same by what they are made of.
pub fn same_inputs(a: &Sale, b: &Sale) -> bool {
    let head = |s: &Sale| {
        let taxed = (s.prices_include_tax, s.tax_rounding, s.cash_rounding);
        let shipped = (s.shipping, s.shipping_tax_class.clone(), s.shipping_tax_rate);
        let currency = s.currency.trim().to_uppercase();
        (s.document_kind, s.discount, s.discount_amount, taxed, shipped, (currency, s.exchange_rate))
    };
    let line = |l: &Line| {
        let taxed = (l.tax_class.clone(), l.tax_rate);
        (l.quantity, l.unit_price, l.discount, l.discount_amount, taxed)
    };
    head(a) == head(b)
        && a.lines.len() == b.lines.len()
        && a.lines.iter().zip(&b.lines).all(|(a, b)| line(a) == line(b))
}

/// Takes the figures over from a state of the document with the same inputs, and works
/// out what is paid and due.
pub fn keep(sale: &mut Sale, before: &Sale, rules: &Rules) {
    for (line, old) in sale.lines.iter_mut().zip(&before.lines) {
        (line.amount, line.net, line.tax, line.total) = (old.amount, old.net, old.tax, old.total);
        line.book_net = old.book_net;
    }
    (sale.net, sale.tax, sale.total) = (before.net, before.tax, before.total);
    (sale.shipping_tax, sale.rounding, sale.discount_total) =
        (before.shipping_tax, before.rounding, before.discount_total);
    (sale.book_net, sale.book_tax, sale.book_total) = (before.book_net, before.book_tax, before.book_total);
    sale.taxes = before.taxes.clone();
    // Payments beyond what money can be were refused when they were recorded.
    let _ = settle(sale, rules);
}

/// Turns a credit note that comes to a positive total, as people type it who think
/// of what they give back: the quantities of all its lines, its shipping and its
/// discounts change their sign, so that it takes revenue away. One whose total is
/// negative or nothing already stays as it is, whatever the signs of its lines. Returns
/// whether it was turned; [`compute`] is to be called before and then again.
pub fn turn_credit_note(sale: &mut Sale) -> bool {
    let turned = sale.document_kind == DocumentKind::CreditNote && sale.total > 0;
    if turned {
        for line in &mut sale.lines {
            line.quantity = -line.quantity;
            line.discount_amount = line.discount_amount.saturating_neg();
        }
        sale.shipping = sale.shipping.saturating_neg();
        sale.discount_amount = sale.discount_amount.saturating_neg();
    }
    turned
}

fn line_amount(line: &Line, currency: Currency) -> Option<i64> {
    let amount = line
        .quantity
        .checked_mul(line.unit_price)?
        .checked_mul(Decimal::ONE_HUNDRED - line.discount)?
        .checked_div(Decimal::ONE_HUNDRED)?;
    round_minor(amount, currency)?.checked_sub(line.discount_amount)
}

/// What has one tax: lines, and perhaps the shipping.
struct Group<'a> {
    class: Cow<'a, TaxClass>,
    rate: Decimal,
    members: Vec<Member>,
    net: i64,
    /// What each tax of the class is charged on, and what it comes to.
    taxes: Vec<(i64, i64)>,
}

struct Member {
    /// The line; `None` for the shipping.
    line: Option<usize>,
    /// What it comes to after discounts, with or without tax as the document's prices are.
    base: i64,
    /// Whether the document's discount takes of it; not of shipping, nor of a deposit.
    reducible: bool,
}

fn groups<'a>(sale: &Sale, rules: &'a Rules) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut add = |name: &str, rate: Decimal, member: Member| {
        let known = groups.iter().position(|group| group.class.name == name && group.rate == rate);
        let at = known.unwrap_or_else(|| {
            let class = match rules.class(name) {
                Some(class) => Cow::Borrowed(class),
                // A class that only this document knows, from a file or another book, is its rate.
                None => Cow::Owned(TaxClass::named(name, rate)),
            };
            groups.push(Group { class, rate, members: Vec::new(), net: 0, taxes: Vec::new() });
            groups.len() - 1
        });
        groups[at].members.push(member);
    };
    for (index, line) in sale.lines.iter().enumerate() {
        add(
            &line.tax_class,
            line.tax_rate,
            Member { line: Some(index), base: line.amount, reducible: line.deposit_of.is_none() },
        );
    }
    if sale.shipping != 0 {
        let member = Member { line: None, base: sale.shipping, reducible: false };
        add(&sale.shipping_tax_class, sale.shipping_tax_rate, member);
    }
    // The same summary whatever the order of the lines.
    groups.sort_by(|a, b| (a.rate, &a.class.name).cmp(&(b.rate, &b.class.name)));
    groups
}

/// Takes the document's discount off the lines.
fn discount(sale: &mut Sale, groups: &mut [Group<'_>], currency: Currency) -> Option<()> {
    let reducible = || groups.iter().flat_map(|group| &group.members).filter(|member| member.reducible);
    let lines = sum(reducible().map(|member| member.base))?;
    let major = |minor: i64| Decimal::new(minor, digits(currency));
    let percent = major(lines).checked_mul(sale.discount)?.checked_div(Decimal::ONE_HUNDRED)?;
    sale.discount_total = match reducible().next().is_none() {
        true => 0,
        false => round_minor(percent, currency)?.checked_add(sale.discount_amount)?,
    };
    if sale.discount_total == 0 {
        return Some(());
    }
    let taking: Vec<usize> = (0..groups.len())
        .filter(|index| groups[*index].members.iter().any(|member| member.reducible))
        .collect();
    let weights: Vec<i64> = taking
        .iter()
        .map(|index| sum(groups[*index].members.iter().filter(|m| m.reducible).map(|m| m.base)))
        .collect::<Option<_>>()?;
    for (index, share) in taking.into_iter().zip(spread(sale.discount_total, &weights)) {
        let mut members: Vec<&mut Member> =
            groups[index].members.iter_mut().filter(|member| member.reducible).collect();
        let weights: Vec<i64> = members.iter().map(|member| member.base).collect();
        for (member, share) in members.iter_mut().zip(spread(share, &weights)) {
            member.base = member.base.checked_sub(share)?;
        }
    }
    Some(())
}

impl Group<'_> {
    /// Works out the tax of the members, and writes it into their lines.
    fn charge(&mut self, sale: &mut Sale, currency: Currency) -> Option<()> {
        self.taxes = vec![(0, 0); self.class.taxes.len()];
        let bases: Vec<i64> = self.members.iter().map(|member| member.base).collect();
        let gross = sale.prices_include_tax;
        let taxes: Vec<i64> = match sale.tax_rounding {
            TaxRounding::Line => {
                bases.iter().map(|base| self.tax_of(*base, gross, currency)).collect::<Option<_>>()?
            }
            TaxRounding::Document => {
                let tax = self.tax_of(sum(bases.iter().copied())?, gross, currency)?;
                spread(tax, &bases)
            }
        };
        for (member, tax) in self.members.iter().zip(taxes) {
            let (net, total) = match gross {
                true => (member.base.checked_sub(tax)?, member.base),
                false => (member.base, member.base.checked_add(tax)?),
            };
            match member.line {
                Some(index) => {
                    let line = sale.lines.get_mut(index)?;
                    (line.net, line.tax, line.total) = (net, tax, total);
                }
                None => sale.shipping_tax = tax,
            }
        }
        Some(())
    }

    /// The tax of an amount, added to what the group has so far.
    fn tax_of(&mut self, base: i64, gross: bool, currency: Currency) -> Option<i64> {
        let major = |minor: i64| Decimal::new(minor, digits(currency));
        let hundred = Decimal::ONE_HUNDRED;
        let amounts: Vec<i64> = if gross {
            let part = major(base).checked_mul(self.rate)?.checked_div(hundred + self.rate)?;
            let tax = round_minor(part, currency)?;
            match self.class.taxes.len() {
                1 => vec![tax],
                _ => spread(tax, &self.weights()),
            }
        } else {
            let mut so_far = base;
            let mut amounts = Vec::with_capacity(self.class.taxes.len());
            for tax in &self.class.taxes {
                let on = if tax.compound { so_far } else { base };
                let rate = if self.class.taxes.len() == 1 { self.rate } else { tax.rate };
                let amount = round_minor(major(on).checked_mul(rate)?.checked_div(hundred)?, currency)?;
                so_far = so_far.checked_add(amount)?;
                amounts.push(amount);
            }
            amounts
        };
        let tax = sum(amounts.iter().copied())?;
        let net = if gross { base.checked_sub(tax)? } else { base };
        self.net = self.net.checked_add(net)?;
        let mut so_far = net;
        for ((on, sum), (tax, amount)) in self.taxes.iter_mut().zip(self.class.taxes.iter().zip(amounts)) {
            *on = on.checked_add(if tax.compound { so_far } else { net })?;
            *sum = sum.checked_add(amount)?;
            so_far = so_far.checked_add(amount)?;
        }
        Some(tax)
    }

    /// The share of each tax of the class, as whole numbers in proportion.
    fn weights(&self) -> Vec<i64> {
        let whole = |rate: Decimal| (rate * Decimal::from(1_000_000)).round().to_i64().unwrap_or_default();
        self.class.taxes.iter().map(|tax| whole(tax.effective)).collect()
    }
}

fn add_up(sale: &mut Sale, groups: &[Group<'_>], rules: &Rules, currency: Currency) -> Option<()> {
    if sale.shipping == 0 {
        sale.shipping_tax = 0;
    }
    let shipping_net =
        if sale.prices_include_tax { sale.shipping.checked_sub(sale.shipping_tax)? } else { sale.shipping };
    let in_range = |amount: i64| Some(amount).filter(|amount| amount.abs() <= MAX_MINOR);
    sale.net = sum(sale.lines.iter().map(|line| line.net))?.checked_add(shipping_net)?;
    sale.tax = sum(sale.lines.iter().map(|line| line.tax))?.checked_add(sale.shipping_tax)?;
    let exact = in_range(sale.net.checked_add(sale.tax)?)?;
    sale.total = in_range(to_cash(exact, sale.cash_rounding, currency)?)?;
    sale.rounding = sale.total.checked_sub(exact)?;
    sale.taxes = groups.iter().flat_map(sums_of).collect();
    in_book_currency(sale, rules, shipping_net)?;
    settle(sale, rules)
}

/// An amount as it can be paid in coins of `step` major units, halves away from zero.
pub fn to_cash(amount: i64, step: Decimal, currency: Currency) -> Option<i64> {
    let step = step.checked_mul(Decimal::from(10_i64.pow(digits(currency))))?.to_i64()?;
    if step <= 1 {
        return Some(amount);
    }
    let steps = (amount.abs() + step / 2) / step;
    steps.checked_mul(step)?.checked_mul(amount.signum())
}

fn sums_of<'a>(group: &'a Group<'_>) -> impl Iterator<Item = TaxSum> + use<'a> {
    let class = &*group.class;
    class.taxes.iter().zip(&group.taxes).enumerate().map(move |(place, (tax, (on, amount)))| TaxSum {
        tax_class: class.name.clone(),
        tax_name: tax.name.clone(),
        rate: if class.taxes.len() == 1 { group.rate } else { tax.rate },
        place: place as i64,
        net: *on,
        tax: *amount,
        treatment: class.treatment,
        tax_note: class.note.clone(),
        booking_code: tax.booking_code.clone(),
        ..TaxSum::default()
    })
}

/// The same figures in the book's currency, when the document has another one. The total
/// is converted once, the taxes each, and what is left is the net amount, so that the
/// parts are the sum in both currencies.
fn in_book_currency(sale: &mut Sale, rules: &Rules, shipping_net: i64) -> Option<()> {
    let own = sale.currency.is_empty() || sale.currency.trim().eq_ignore_ascii_case(rules.currency.code());
    sale.lines.iter_mut().for_each(|line| line.book_net = 0);
    (sale.book_net, sale.book_tax, sale.book_total) = (0, 0, 0);
    if own {
        sale.currency.clear();
        sale.exchange_rate = Decimal::ZERO;
        return Some(());
    }
    sale.currency = sale.currency.trim().to_uppercase();
    sale.book_total = rules.in_book(sale, sale.total)?;
    let mut taxes = std::mem::take(&mut sale.taxes);
    for tax in &mut taxes {
        tax.book_tax = rules.in_book(sale, tax.tax)?;
    }
    sale.book_tax = sum(taxes.iter().map(|tax| tax.book_tax))?;
    let rounding = rules.in_book(sale, sale.rounding)?;
    sale.book_net = sale.book_total.checked_sub(sale.book_tax)?.checked_sub(rounding)?;
    let mut firsts: Vec<&mut TaxSum> = taxes.iter_mut().filter(|tax| tax.place == 0).collect();
    let weights: Vec<i64> = firsts.iter().map(|tax| tax.net).collect();
    for (tax, share) in firsts.iter_mut().zip(spread(sale.book_net, &weights)) {
        tax.book_net = share;
    }
    sale.taxes = taxes;
    let weights: Vec<i64> = sale.lines.iter().map(|line| line.net).chain([shipping_net]).collect();
    for (line, share) in sale.lines.iter_mut().zip(spread(sale.book_net, &weights)) {
        line.book_net = share;
    }
    Some(())
}

fn sum(mut amounts: impl Iterator<Item = i64>) -> Option<i64> {
    amounts.try_fold(0_i64, i64::checked_add)
}

#[cfg(test)]
mod tests;
