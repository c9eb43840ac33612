//! Money from customers: for one document, for several, or for none yet.

use super::{day, id, ids, saved, word};
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::customers::Customer;
use regulars_core::entity::Kind;
use regulars_core::payments::{Allocation, Receipt, dunning, receive as core};
use regulars_core::sales::Sale;
use regulars_core::say;
use regulars_core::sentence::by_count;

pub fn receive(session: &Session, request: ReceiveRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let customer = request.customer_id.as_deref().map(|text| id(text, Kind::Customer)).transpose()?;
    let date = request.date.as_deref().map(|text| day(text, "date")).transpose()?;
    let mut receipt = Receipt {
        customer_id: customer,
        date: date.unwrap_or(book.today()),
        method: word(&request.method, "method")?,
        amount: request.amount,
        reference: request.reference,
        ..Receipt::default()
    };
    for part in &request.allocations {
        let sale_id = id(&part.sale_id, Kind::Sale)?;
        receipt.allocations.push(Allocation { sale_id, amount: part.amount });
    }
    let name = customer.and_then(|id| book.facts().title_of(Kind::Customer, id)).unwrap_or_default();
    let label = say!("Payment from {}", name);
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        if let Some(customer) = customer.filter(|_| request.oldest_first) {
            receipt.allocations = core::oldest_first(tx.facts(), customer, receipt.amount);
        }
        tx.save(&mut receipt)
    })?;
    saved(&book, &outcome, Kind::Receipt, outcome.value, &label)
}

pub fn use_credit(session: &Session, request: IdRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let receipt = id(&request.id, Kind::Receipt)?;
    let label = say!("Credit of {}", book.facts().title_of(Kind::Receipt, receipt).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| core::use_credit(tx, receipt))?;
    saved(&book, &outcome, Kind::Receipt, receipt, &label)
}

pub fn write_off(session: &Session, request: WriteOffRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let sale = id(&request.id, Kind::Sale)?;
    let date = request.date.as_deref().map(|text| day(text, "date")).transpose()?;
    let label = say!("Wrote off {}", book.facts().title_of(Kind::Sale, sale).unwrap_or_default());
    let outcome =
        book.transact(&session.by(&book), &label, |tx| core::write_off(tx, sale, date, &request.why))?;
    saved(&book, &outcome, Kind::Sale, sale, &label)
}

pub fn open(session: &Session, request: IdRequest) -> Result<OpenReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let customer = id(&request.id, Kind::Customer)?;
    let record: Customer = facts.get(customer)?;
    let row = facts.table(Kind::Customer).row(customer).unwrap_or(u32::MAX);
    Ok(OpenReply {
        documents: core::open_documents(&facts, customer).iter().map(super::chain::document).collect(),
        credit: facts.payments.credit(row),
        balance: facts.customers.totals(row).balance,
        credit_limit: record.credit_limit,
    })
}

pub fn late(session: &Session, _: Empty) -> Result<LateReply, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let invoices: Vec<LateInvoice> = dunning::late(&facts, book.today())
        .into_iter()
        .map(|late| {
            let sale: Sale = facts.get(late.sale)?;
            Ok(LateInvoice {
                id: late.sale.to_string(),
                number: sale.number.clone(),
                customer_id: sale.customer_id.map(|id| id.to_string()),
                customer: sale
                    .customer_id
                    .and_then(|id| facts.title_of(Kind::Customer, id))
                    .unwrap_or_default(),
                due: sale.in_book().due,
                days: late.days,
                level: late.level,
                next: late.next,
            })
        })
        .collect::<Result<_, ApiError>>()?;
    let owed = invoices.iter().map(|invoice| invoice.due).sum();
    Ok(LateReply { invoices, owed })
}

pub fn remind(session: &Session, request: RemindRequest) -> Result<Written, ApiError> {
    let book = session.book()?;
    let invoices = ids(&request.ids, Kind::Sale)?;
    let on = request.on.as_deref().map(|text| day(text, "on")).transpose()?;
    let label = by_count(invoices.len() as u64, say!("1 reminder"), say!("{} reminders", invoices.len()));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        invoices.iter().try_for_each(|sale| dunning::remind(tx, *sale, on).map(|_| ()))
    })?;
    let op_id = outcome.op.map(|op| op.to_string());
    Ok(Written { changed: changes(&outcome.changed), undo_label: label.written(), op_id })
}
