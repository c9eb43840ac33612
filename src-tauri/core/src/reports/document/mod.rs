//! What goes to a customer on paper: a document with its lines, sums and taxes, a receipt,
//! a reminder. Each is in the customer's language, where the program speaks it.

pub mod bulk;
mod letter;
mod lines;
mod receipt;
mod reminder;
#[cfg(test)]
mod tests;
mod words;

use super::einvoice;
use super::frame::{Frame, filled};
use super::value::{Cell, Data, Letter, Report};
use super::{ledger, nouns};
use crate::facts::Facts;
use crate::money::{Currency, Money};
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, Sale, SaleStatus, TaxSum};
use crate::{Id, Result};
use chrono::NaiveDate;

pub(super) use letter::{begin, slip, words};

/// What is made of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The document itself.
    #[default]
    Document,
    /// A receipt for the roll of a till.
    Receipt,
    /// A letter to its customer about everything that is late.
    Reminder,
}

/// The paper for the document with this identity. Its amounts are in its own currency.
pub fn build(facts: &Facts, today: NaiveDate, id: Id, form: Form) -> Result<Report> {
    of(facts, today, &facts.get(id)?, form)
}

/// The paper of a document as it is given, which may still be being typed: one without a
/// number is a draft, and says so. Its amounts are those it has.
pub fn of(facts: &Facts, today: NaiveDate, sale: &Sale, form: Form) -> Result<Report> {
    let frame = Frame::for_customer(facts, today, sale.customer_id);
    let mut report = match form {
        Form::Document => document(facts, &frame, sale),
        Form::Receipt => receipt::build(&frame, sale),
        Form::Reminder => reminder::build(facts, &frame, sale),
    }?;
    nouns::in_own_words(&mut report, &facts.settings());
    Ok(report)
}

/// What a deposit on an order is called on its invoice, in the customer's language.
pub fn deposit_line(facts: &Facts, today: NaiveDate, order: &Sale) -> String {
    let frame = Frame::for_customer(facts, today, order.customer_id);
    filled(words(&frame).deposit_on, &[&order.number])
}

/// What the document is called, with its number, and whether it is not valid or not yet kept.
fn title(sale: &Sale, frame: &Frame) -> String {
    let (words, paper) = (ledger::words(frame), words(frame));
    let kind = match sale.document_kind {
        DocumentKind::Invoice if sale.deposit => paper.deposit_invoice,
        DocumentKind::Invoice => words.invoice,
        DocumentKind::Quote => words.quote,
        DocumentKind::Order => paper.order_confirmation,
        DocumentKind::CreditNote => words.credit_note,
        DocumentKind::Delivery => words.delivery,
    };
    let state = match sale.status {
        SaleStatus::Draft => format!(" – {}", paper.draft),
        SaleStatus::Cancelled => format!(" – {}", paper.cancelled),
        SaleStatus::Open | SaleStatus::Paid if sale.number.is_empty() => format!(" – {}", paper.draft),
        SaleStatus::Open | SaleStatus::Paid => String::new(),
    };
    format!("{}{state}", format!("{kind} {}", sale.number).trim())
}

/// Sentences that the taxes of a document carry, each once.
fn tax_notes(taxes: &[TaxSum]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in taxes.iter().map(|tax| tax.tax_note.trim()).filter(|note| !note.is_empty()) {
        if !notes.iter().any(|known| known == note) {
            notes.push(note.to_owned());
        }
    }
    notes
}

fn document(facts: &Facts, frame: &Frame, sale: &Sale) -> Result<Report> {
    let rules = Rules::of(&frame.settings);
    let currency = rules.currency_of(sale)?;
    let taxes = ledger::taxes(sale, &rules);
    let paper = words(frame);
    let (mut report, mut letter) = begin(facts, frame, "document", &title(sale, frame), sale.customer_id)?;
    report.created = sale.date;
    particulars(facts, frame, sale, &mut letter);
    letter.opening.push(opening(facts, frame, sale));
    let (table, amounts) = lines::table(sale, frame, paper, currency);
    report.tables.push(table);
    letter.carried = amounts;
    if sale.document_kind == DocumentKind::Delivery {
        letter.signatures.push(paper.received_goods.to_owned());
    } else {
        report.tables.push(lines::sums(sale, frame, paper, currency, &taxes));
    }
    if sale.document_kind == DocumentKind::Quote && sale.accepted_on.is_none() {
        letter.signatures.push(paper.accepted.to_owned());
    }
    closing(frame, sale, currency, &mut letter);
    report.notes = tax_notes(&taxes);
    if !sale.currency.is_empty() {
        let rate = Cell::Decimal(sale.exchange_rate.normalize());
        let rate = format!("{} {}", frame.text(&rate), rules.currency.code());
        let own = |minor| frame.text(&frame.money(minor));
        let (total, tax) = (own(sale.book_total), own(sale.book_tax));
        report.notes.push(filled(paper.in_book, &[currency.code(), &rate, &total, &tax]));
    }
    if let Some(invoice) = einvoice::of(facts, frame, sale)? {
        let bytes = einvoice::write(&invoice)?;
        let description = format!("{} (EN 16931)", report.title);
        letter.data = Some(Data { name: einvoice::FILE_NAME, description, bytes });
        letter.notices = invoice.lacks;
    } else {
        letter.notices.extend(einvoice::too_fine(sale, currency));
    }
    report.letter = Some(letter);
    Ok(report)
}

fn particulars(facts: &Facts, frame: &Frame, sale: &Sale, letter: &mut Letter) {
    let words = words(frame);
    let mut all = Vec::new();
    let mut add = |label: &str, cell: Cell| {
        if cell != Cell::Empty && cell != Cell::words("") {
            all.push((label.to_owned(), cell));
        }
    };
    let day = |date: Option<NaiveDate>| date.map_or(Cell::Empty, Cell::Date);
    add(words.number, Cell::words(&sale.number));
    add(words.date, Cell::Date(sale.date));
    match sale.document_kind {
        DocumentKind::Quote => add(words.valid_until, day(sale.valid_until)),
        DocumentKind::Order => add(words.promised, day(sale.promised_date)),
        DocumentKind::Delivery => {
            add(words.carrier, Cell::words(&sale.carrier));
            add(words.tracking, Cell::words(&sale.tracking));
        }
        DocumentKind::Invoice => {
            let delivered = sale.delivered_date.or(sale.shipped_date).unwrap_or(sale.date);
            add(words.delivered, day((!sale.deposit).then_some(delivered)));
            add(words.due, day(sale.due_date));
        }
        DocumentKind::CreditNote => {}
    }
    let order = sale.from_id.and_then(|id| facts.get::<Sale>(id).ok());
    if let Some(order) = order.filter(|from| from.document_kind == DocumentKind::Order) {
        add(words.our_order, Cell::words(order.number));
    }
    add(words.your_order, Cell::words(&sale.po_number));
    let customer = sale.customer_id.and_then(|id| facts.get::<crate::customers::Customer>(id).ok());
    if let Some(customer) = customer.filter(|_| sale.counts()) {
        add(words.your_vat, Cell::words(customer.tax_id));
    }
    // The document's own facts come before the customer's.
    all.append(&mut letter.particulars);
    letter.particulars = all;
}

fn opening(facts: &Facts, frame: &Frame, sale: &Sale) -> String {
    let words = words(frame);
    if sale.document_kind == DocumentKind::CreditNote
        && let Some(from) = sale.from_id.and_then(|id| facts.get::<Sale>(id).ok())
    {
        return filled(words.credit_of, &[&from.number, &frame.text(&Cell::Date(from.date))]);
    }
    words.opening(sale.document_kind, sale.deposit).to_owned()
}

fn closing(frame: &Frame, sale: &Sale, currency: Currency, letter: &mut Letter) {
    let words = words(frame);
    let day = |date: NaiveDate| frame.text(&Cell::Date(date));
    let due = Money::new(sale.due, currency);
    match sale.document_kind {
        DocumentKind::Quote => {
            letter.closing.extend(sale.valid_until.map(|until| filled(words.quote_closing, &[&day(until)])));
        }
        DocumentKind::Order => {
            letter.closing.extend(sale.promised_date.map(|by| filled(words.order_closing, &[&day(by)])));
        }
        DocumentKind::Delivery => {}
        DocumentKind::CreditNote if sale.due < 0 => letter.closing.push(words.credit_closing.to_owned()),
        DocumentKind::Invoice if sale.counts() && sale.due > 0 => {
            let amount = frame.text(&Cell::Money(due));
            letter.closing.push(match sale.due_date {
                Some(by) => filled(words.please_pay, &[&amount, &day(by)]),
                None => filled(words.please_pay_now, &[&amount]),
            });
            letter.payment = slip(frame, due, &sale.number);
        }
        // What has no number yet is a draft, and nobody paid for no lines.
        DocumentKind::Invoice
            if sale.status == SaleStatus::Paid && !sale.number.is_empty() && !sale.lines.is_empty() =>
        {
            letter.closing.push(words.settled.to_owned())
        }
        DocumentKind::Invoice | DocumentKind::CreditNote => {}
    }
}
