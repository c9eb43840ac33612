//! A receipt for the roll of a till.

use super::{lines, tax_notes, title, words};
use crate::reports::frame::Frame;
use crate::reports::ledger;
use crate::reports::value::{Cell, Form, Letter, Report};
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Sale};
use crate::{Error, Result, say};

/// The receipt of an invoice or credit note. Anything else is no receipt for money.
pub(super) fn build(frame: &Frame, sale: &Sale) -> Result<Report> {
    if !matches!(sale.document_kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
        return Err(Error::Conflict(say!(
            "Only an invoice or credit note has a receipt. Print {} as a document.",
            &sale.number
        )));
    }
    let rules = Rules::of(&frame.settings);
    let currency = rules.currency_of(sale)?;
    let taxes = ledger::taxes(sale, &rules);
    let paper = words(frame);
    let title = match sale.document_kind {
        // What is still due was not received, and is an invoice on narrow paper.
        DocumentKind::Invoice if !sale.deposit && !sale.number.is_empty() && sale.due <= 0 => {
            format!("{} {}", paper.receipt, sale.number)
        }
        _ => title(sale, frame),
    };
    let mut report = frame.report("receipt", &title);
    report.created = sale.date;
    // On a receipt the tax number stands at the head, and so does the VAT number.
    if !frame.settings.vat_number.is_empty() {
        report.letterhead.lines.push(format!("{} {}", paper.vat, frame.settings.vat_number));
    }
    report.tables.push(lines::narrow(sale, frame, paper, currency));
    // What was paid follows in words; a customer looks for the sum.
    let settled = Sale { paid: 0, ..sale.clone() };
    let shown = if sale.due == 0 { &settled } else { sale };
    report.tables.push(lines::sums(shown, frame, paper, currency, &taxes));
    let mut closing: Vec<String> = Vec::new();
    for payment in &sale.payments {
        let line = format!("{}, {}", paper.method(payment.method), frame.text(&Cell::Date(payment.date)));
        if !closing.contains(&line) {
            closing.push(line);
        }
    }
    closing.push(paper.thanks.to_owned());
    report.notes = tax_notes(&taxes);
    report.letter = Some(Letter {
        form: Form::Roll,
        language: frame.settings.language.clone(),
        particulars: vec![(String::new(), Cell::Date(sale.date))],
        closing,
        ..Letter::default()
    });
    Ok(report)
}
