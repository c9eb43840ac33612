//! What every letter of the business has: who sends it, who gets it, the foot, how to pay.

use super::words::PaperWords;
use crate::customers::Customer;
use crate::entity::Kind;
use crate::facts::Facts;
use crate::money::Money;
use crate::payments::epc;
use crate::reports::frame::Frame;
use crate::reports::statement::address;
use crate::reports::value::{Cell, Letter, PaymentSlip, Report};
use crate::{Id, Result};

/// The words of what goes to customers, in the language of the frame.
pub(in crate::reports) fn words(frame: &Frame) -> &'static PaperWords {
    PaperWords::of(&frame.settings.language)
}

/// A letter to a customer, or to nobody by name.
pub(in crate::reports) fn begin(
    facts: &Facts,
    frame: &Frame,
    name: &str,
    title: &str,
    customer: Option<Id>,
) -> Result<(Report, Letter)> {
    let mut report = frame.report(name, title);
    let mut letter = Letter {
        language: frame.settings.language.clone(),
        sender: sender(frame),
        foot: foot(frame),
        ..Letter::default()
    };
    if let Some(row) = customer.and_then(|id| facts.table(Kind::Customer).present(id)) {
        let customer: Customer = facts.get(facts.table(Kind::Customer).id(row))?;
        report.recipient = Some(address(facts, frame, &customer, row));
        if !customer.number.is_empty() {
            letter.particulars.push((words(frame).customer_number.to_owned(), Cell::words(&customer.number)));
        }
    }
    Ok((report, letter))
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

fn sender(frame: &Frame) -> String {
    let settings = &frame.settings;
    let parts: Vec<String> =
        [settings.business_name.clone()].into_iter().chain(lines(&settings.address)).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Address, ways to reach the business with its tax numbers, its account, and what it
/// wants to say at the foot; empty columns are left out.
fn foot(frame: &Frame) -> Vec<Vec<String>> {
    let settings = &frame.settings;
    let words = words(frame);
    let named = |label: &str, value: &str| {
        let value = value.trim();
        if value.is_empty() { String::new() } else { format!("{label} {value}") }
    };
    let here = [settings.business_name.clone()].into_iter().chain(lines(&settings.address));
    let reach = [
        named(words.phone, &settings.phone),
        settings.email.clone(),
        named(words.vat, &settings.vat_number),
        named(words.tax_number, &settings.tax_number),
    ];
    let bank = [
        settings.bank_name.clone(),
        named("IBAN", &epc::grouped(&settings.iban)),
        named("BIC", &settings.bic),
    ];
    let columns =
        [here.collect(), reach.to_vec(), bank.to_vec(), lines(&settings.letter_foot).collect::<Vec<_>>()];
    let columns = columns
        .into_iter()
        .map(|column: Vec<String>| column.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>());
    columns.filter(|column| !column.is_empty()).collect()
}

/// How to pay an amount into the account of the settings; `None` without an account, or
/// when nothing is to be paid.
pub(in crate::reports) fn slip(frame: &Frame, amount: Money, reference: &str) -> Option<PaymentSlip> {
    let settings = &frame.settings;
    let words = words(frame);
    if settings.iban.trim().is_empty() || amount.minor <= 0 {
        return None;
    }
    let name =
        if settings.account_holder.is_empty() { &settings.business_name } else { &settings.account_holder };
    let (iban, bic) = (settings.iban.as_str(), settings.bic.as_str());
    let code = epc::code(&epc::Transfer { name, iban, bic, amount, reference }).unwrap_or_default();
    let mut lines = vec![(words.recipient.to_owned(), name.clone())];
    let mut add = |label: &str, value: String| {
        if !value.trim().is_empty() {
            lines.push((label.to_owned(), value));
        }
    };
    add("IBAN", epc::grouped(iban));
    add("BIC", bic.to_owned());
    add(words.amount, frame.text(&Cell::Money(amount)));
    add(words.reference, reference.to_owned());
    let caption = if code.is_empty() { String::new() } else { words.scan.to_owned() };
    Some(PaymentSlip { title: words.pay_title.to_owned(), lines, code, caption })
}
