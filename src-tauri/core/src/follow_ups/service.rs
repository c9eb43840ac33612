//! What a sale asks for later: service at the product's interval, and a look before its
//! warranty ends.

use super::FollowUp;
use crate::book::{Source, Tx};
use crate::customers::Customer;
use crate::customers::reach::may_be_reached;
use crate::entity::Kind;
use crate::facts::State;
use crate::products::{Product, ProductKind};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use chrono::{Days, Months, NaiveDate};

/// So long before the warranty ends somebody should look whether all is well.
const BEFORE_WARRANTY_ENDS: Days = Days::new(30);

/// Plans what an invoice asks for, once: when it is issued to a customer. What files tell
/// of happened long ago and plans nothing.
pub(crate) fn plan(tx: &mut Tx<'_>, sale: &Sale) -> Result<()> {
    let issued = sale.document_kind == DocumentKind::Invoice
        && !matches!(sale.status, SaleStatus::Draft | SaleStatus::Cancelled);
    let by_hand = matches!(tx.source(), Source::Window | Source::CommandLine);
    let Some(customer) = sale.customer_id.filter(|_| issued && by_hand) else { return Ok(()) };
    // Nobody could do it for somebody who wants to be left alone.
    if tx.get::<Customer>(customer).is_ok_and(|customer| !may_be_reached(&customer)) {
        return Ok(());
    }
    let OwnWords { service, warranty_ends: warranty, .. } = OwnWords::of(&tx.facts().settings().language);
    for product in sold(tx, sale)? {
        if let Some(months) = product.service_interval_months.filter(|months| (1..=600).contains(months)) {
            let rule = format!("FREQ=MONTHLY;INTERVAL={months}");
            task(tx, sale, customer, named(service, &product), later(sale.date, months), rule)?;
        }
        if let Some(months) = product.warranty_months.filter(|months| (2..=600).contains(months)) {
            let day = later(sale.date, months).checked_sub_days(BEFORE_WARRANTY_ENDS).unwrap_or(sale.date);
            task(tx, sale, customer, named(warranty, &product), day, String::new())?;
        }
    }
    Ok(())
}

/// Takes back what an invoice has planned and nobody has done yet, once it is cancelled: what was
/// not sold needs no service. What somebody planned about it by hand stays.
pub(crate) fn take_back(tx: &mut Tx<'_>, sale: &Sale) -> Result<()> {
    let cancelled = sale.document_kind == DocumentKind::Invoice && sale.status == SaleStatus::Cancelled;
    let Some(customer) = sale.customer_id.filter(|_| cancelled) else { return Ok(()) };
    let facts = tx.facts();
    let Some(row) = facts.table(Kind::Customer).present(customer) else { return Ok(()) };
    let OwnWords { service, warranty_ends: warranty, .. } = OwnWords::of(&facts.settings().language);
    let products = sold(tx, sale)?;
    let planned = |subject: &str| {
        products.iter().any(|product| [service, warranty].iter().any(|word| subject == named(word, product)))
    };
    let table = facts.table(Kind::FollowUp);
    let open = facts.customers.follow_ups(row).iter().copied().filter(|task| {
        table.state(*task) != State::Trashed
            && facts.follow_ups.open_due(*task).is_some()
            && table.typed::<Option<Id>>(*task, FollowUp::SALE) == Some(sale.meta.id)
            && planned(table.text(*task, FollowUp::SUBJECT))
    });
    let open: Vec<Id> = open.map(|task| table.id(task)).collect();
    open.into_iter().try_for_each(|task| tx.trash(Kind::FollowUp, task))
}

/// What was sold, each once. A bundle is itself and its parts.
fn sold(tx: &Tx<'_>, sale: &Sale) -> Result<Vec<Product>> {
    let mut ids: Vec<Id> = Vec::new();
    for id in
        sale.lines.iter().filter(|line| line.quantity.is_sign_positive()).filter_map(|line| line.product_id)
    {
        let product: Product = tx.get(id)?;
        let bundle = product.product_kind == ProductKind::Bundle;
        let parts = product.components.iter().filter(|_| bundle).map(|part| part.product_id);
        for one in [id].into_iter().chain(parts.filter(|part| tx.exists(Kind::Product, *part))) {
            if !ids.contains(&one) {
                ids.push(one);
            }
        }
    }
    ids.into_iter().map(|id| tx.get(id)).collect()
}

fn named(word: &str, product: &Product) -> String {
    format!("{word}: {}", product.name)
}

fn later(day: NaiveDate, months: i64) -> NaiveDate {
    day.checked_add_months(Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(day)
}

/// Saves a follow-up unless this sale has brought one of that name before.
fn task(
    tx: &mut Tx<'_>,
    sale: &Sale,
    customer: Id,
    subject: String,
    due_date: NaiveDate,
    recurrence: String,
) -> Result<()> {
    let facts = tx.facts();
    if let Some(row) = facts.table(Kind::Customer).present(customer) {
        let table = facts.table(Kind::FollowUp);
        let same = |row: &&u32| {
            table.state(**row) != State::Gone
                && table.text(**row, FollowUp::SUBJECT) == subject
                && table.typed::<Option<Id>>(**row, FollowUp::SALE) == Some(sale.meta.id)
        };
        if facts.customers.follow_ups(row).iter().any(|row| same(&row)) {
            return Ok(());
        }
    }
    let mut task = FollowUp {
        subject,
        customer_id: Some(customer),
        sale_id: Some(sale.meta.id),
        due_date,
        recurrence,
        ..FollowUp::default()
    };
    tx.save(&mut task).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Unwatched};
    use crate::entity::Entity;
    use crate::follow_ups::complete::complete;
    use crate::sales::tests::{by, kept, line, sale, shop};

    fn saved<E: Entity>(book: &Book, mut record: E) -> Id {
        book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    fn open(book: &Book) -> Vec<String> {
        let facts = book.facts();
        let table = facts.table(Kind::FollowUp);
        let rows = table.present_rows().filter(|row| facts.follow_ups.open_due(*row).is_some());
        let mut all: Vec<String> = rows.map(|row| table.text(row, FollowUp::SUBJECT).to_owned()).collect();
        all.sort();
        all
    }

    #[test]
    fn what_was_not_sold_after_all_needs_no_service() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let customer = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() });
        let boiler = saved(
            &book,
            Product {
                name: "Boiler".into(),
                service_interval_months: Some(12),
                warranty_months: Some(24),
                ..Product::default()
            },
        );
        let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 10)]);
        invoice.customer_id = Some(customer);
        invoice.lines[0].product_id = Some(boiler);
        kept(&book, &mut invoice).unwrap();
        assert_eq!(open(&book), ["Service: Boiler", "Warranty ends: Boiler"]);
        let facts = book.facts();
        let table = facts.table(Kind::FollowUp);
        let service =
            table.present_rows().find(|row| table.text(*row, FollowUp::SUBJECT).starts_with("Serv"));
        let service = table.id(service.unwrap());
        drop(facts);
        book.transact(&by(), "Done", |tx| complete(tx, service, "oiled")).unwrap();
        saved(
            &book,
            FollowUp {
                subject: "Ask for the boiler back".into(),
                customer_id: Some(customer),
                sale_id: Some(invoice.meta.id),
                due_date: invoice.date,
                ..FollowUp::default()
            },
        );
        invoice = book.facts().get(invoice.meta.id).unwrap();
        invoice.status = SaleStatus::Cancelled;
        kept(&book, &mut invoice).unwrap();
        assert_eq!(open(&book), ["Ask for the boiler back"], "and what somebody planned by hand stays");
        assert!(book.facts().get::<FollowUp>(service).unwrap().done, "what was done was done");
        book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(open(&book), ["Ask for the boiler back", "Service: Boiler", "Warranty ends: Boiler"]);
    }
}
