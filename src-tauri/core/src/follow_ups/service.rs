//! Planning what a sale asks for later, and taking it back with its goods.

use super::FollowUp;
use super::came_back::came_back;
use super::kept::{Kept, alone, brings_back, made_of};
use super::latest;
use super::wishes::{ask, asks, named, wishes};
use crate::book::{Source, Tx};
use crate::customers::Customer;
use crate::customers::reach::may_be_reached;
use crate::entity::Kind;
use crate::products::Product;
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::settings::words::OwnWords;
use crate::{Id, Result};
use ahash::AHashSet;
use std::collections::BTreeMap;

/// Plans what an invoice asks for, once: when it is issued to a customer. The sales of a file are planned for
/// all together ([`brought`](super::brought)); files of our own bring the follow-ups of their sales with them.
pub(crate) fn plan(tx: &mut Tx<'_>, sale: &Sale) -> Result<()> {
    if !matches!(tx.source(), Source::Window | Source::CommandLine) {
        return Ok(());
    }
    let Some(customer) = whose(tx, sale) else { return Ok(()) };
    let mut products = sold(tx, sale)?;
    products.retain(asks);
    if products.is_empty() {
        return Ok(());
    }
    let left = Kept::now(tx).left(tx, sale)?;
    products.retain(|product| left.contains(&product.meta.id));
    let language = tx.facts().settings().language;
    for product in &products {
        ask(tx, sale, (customer, product), wishes(&language, sale, product))?;
    }
    latest::settle(tx, &of(customer, products))?;
    came_back(tx, &[sale.meta.id])
}

/// For whom an invoice has something to plan: its customer, unless that was done when it was issued.
pub(super) fn whose(tx: &Tx<'_>, sale: &Sale) -> Option<Id> {
    let issued = sale.document_kind == DocumentKind::Invoice
        && !matches!(sale.status, SaleStatus::Draft | SaleStatus::Cancelled);
    if !issued || is_planned(tx, sale) {
        return None;
    }
    // Nobody could do it for somebody who wants to be left alone.
    sale.customer_id.filter(|id| tx.get::<Customer>(*id).is_ok_and(|customer| may_be_reached(&customer)))
}

/// What a customer has bought, as [`latest::settle`] takes it.
pub(super) fn of(customer: Id, products: Vec<Product>) -> Vec<(Id, Product)> {
    products.into_iter().map(|product| (customer, product)).collect()
}

/// Whether an invoice was issued before this: what it asked for then was planned, and may have been thrown away.
fn is_planned(tx: &Tx<'_>, sale: &Sale) -> bool {
    let before: Option<Sale> = tx.facts().get(sale.meta.id).ok();
    before.is_some_and(|before| {
        before.document_kind == DocumentKind::Invoice && before.status != SaleStatus::Draft
    })
}

/// Takes back what an invoice has planned and nobody has done yet, once it is cancelled or the goods
/// have come back: what is not theirs needs no service. What somebody planned about it by hand stays.
/// A credit note that is cancelled gives back what it took. What a file brings is looked at together when all of it
/// is there ([`brought`](super::brought)).
pub(crate) fn take_back(tx: &mut Tx<'_>, sale: &Sale) -> Result<()> {
    if let Some(invoice) = taken_from(tx, sale) {
        if tx.source() == Source::Import && sale.document_kind == DocumentKind::CreditNote {
            return Ok(());
        }
        let left = Kept::now(tx).left(tx, &invoice)?;
        let gone = planned(tx, &invoice, |product| !left.contains(&product.meta.id))?;
        let open: Vec<Id> =
            gone.iter().filter(|task| task.meta.trashed_at.is_none()).map(|task| task.meta.id).collect();
        open.iter().try_for_each(|task| tx.trash(Kind::FollowUp, *task))?;
        if !open.is_empty() {
            settle(tx, &invoice)?;
        }
        return came_back(tx, &[invoice.meta.id]);
    }
    let before = tx.facts().get::<Sale>(sale.meta.id).ok();
    if alone(sale) || before.as_ref().is_some_and(alone) {
        return match tx.source() {
            Source::Import => Ok(()),
            _ => came_back(tx, &[sale.meta.id]),
        };
    }
    let Some(note) = before.filter(brings_back) else { return Ok(()) };
    let Some(invoice) = note.from_id.and_then(|id| tx.get::<Sale>(id).ok()) else { return Ok(()) };
    let left = Kept::now(tx).left(tx, &invoice)?;
    let mut brought: Vec<Id> = Vec::new();
    for line in note.lines.iter().filter(|line| line.quantity.is_sign_negative()) {
        brought.extend(made_of(tx, line.product_id)?.into_iter().map(|(id, _)| id));
    }
    let about = |id: &Id| left.contains(id) && brought.contains(id);
    let there = planned(tx, &invoice, |product| about(&product.meta.id))?;
    // What was thrown away before there was a credit note was not taken by it.
    let taken = there.into_iter().filter(|task| task.meta.trashed_at >= Some(note.meta.created_at));
    let taken: Vec<Id> = taken.map(|task| task.meta.id).collect();
    taken.iter().try_for_each(|task| tx.restore(Kind::FollowUp, *task))?;
    if !taken.is_empty() {
        settle(tx, &invoice)?;
    }
    came_back(tx, &[invoice.meta.id])
}

/// Takes back what invoices had planned before whose goods credit notes of a file bring back that were made from them:
/// all together, as looking at each alone would read everything the file has brought as often as there are credit notes.
pub(crate) fn returned(tx: &mut Tx<'_>) -> Result<()> {
    let written: Vec<Id> = tx.written(Kind::Sale).map(|(id, _)| id).collect();
    let notes = written.into_iter().filter_map(|id| tx.get::<Sale>(id).ok()).filter(brings_back);
    let invoices: AHashSet<Id> = notes.filter_map(|note| note.from_id).collect();
    if invoices.is_empty() {
        return Ok(());
    }
    let mut planned: BTreeMap<Id, Vec<FollowUp>> = BTreeMap::new();
    let table = tx.facts().table(Kind::FollowUp);
    for row in table.present_rows() {
        let sale = table.typed::<Option<Id>>(row, FollowUp::SALE).filter(|sale| invoices.contains(sale));
        if let Some(sale) = sale
            && let Ok(task) = tx.get::<FollowUp>(table.id(row))
            && !task.done
            && task.meta.trashed_at.is_none()
        {
            planned.entry(sale).or_default().push(task);
        }
    }
    let mut goods = Kept::now(tx);
    let mut bought = Vec::new();
    for (invoice, tasks) in planned {
        let invoice: Sale = tx.get(invoice)?;
        let Some(customer) = invoice.customer_id else { continue };
        let left = goods.left(tx, &invoice)?;
        let mut gone = sold(tx, &invoice)?;
        gone.retain(|product| !left.contains(&product.meta.id));
        for task in tasks.iter().filter(|task| gone.iter().any(|product| is_for(task, product))) {
            tx.trash(Kind::FollowUp, task.meta.id)?;
        }
        bought.extend(of(customer, gone));
    }
    latest::settle(tx, &bought)
}

/// Says anew which purchase counts, after one of them has lost its goods or has them again.
fn settle(tx: &mut Tx<'_>, invoice: &Sale) -> Result<()> {
    let Some(customer) = invoice.customer_id else { return Ok(()) };
    let products = sold(tx, invoice)?;
    latest::settle(tx, &of(customer, products))
}

/// What an invoice has planned for some of its products and nobody has done yet, in the trash too.
fn planned(tx: &Tx<'_>, invoice: &Sale, about: impl Fn(&Product) -> bool) -> Result<Vec<FollowUp>> {
    let table = tx.facts().table(Kind::FollowUp);
    let products: Vec<Product> = sold(tx, invoice)?.into_iter().filter(about).collect();
    let rows = table
        .present_rows()
        .filter(|task| table.typed::<Option<Id>>(*task, FollowUp::SALE) == Some(invoice.meta.id));
    let tasks = rows.filter_map(|task| tx.get::<FollowUp>(table.id(task)).ok());
    Ok(tasks.filter(|task| !task.done && products.iter().any(|product| is_for(task, product))).collect())
}

/// Whether a sale planned it for this product.
pub(super) fn is_for(task: &FollowUp, product: &Product) -> bool {
    match task.product_id {
        Some(id) => id == product.meta.id,
        // Books that did not keep for which product it was planned tell it by the words alone.
        None => OwnWords::ALL
            .iter()
            .flat_map(|words| [words.service, words.warranty_ends])
            .any(|word| task.subject == named(word, product)),
    }
}

/// The invoice from which a document takes something back: itself when it is cancelled, or the one whose goods
/// a credit note brings back. A credit note that only lowers the price leaves them where they are.
fn taken_from(tx: &Tx<'_>, sale: &Sale) -> Option<Sale> {
    match sale.document_kind {
        DocumentKind::Invoice if sale.status == SaleStatus::Cancelled => Some(sale.clone()),
        DocumentKind::CreditNote if brings_back(sale) => {
            let source: Sale = tx.get(sale.from_id?).ok()?;
            (source.document_kind == DocumentKind::Invoice).then_some(source)
        }
        _ => None,
    }
}

/// What was sold, each once.
pub(super) fn sold(tx: &Tx<'_>, sale: &Sale) -> Result<Vec<Product>> {
    let mut ids: Vec<Id> = Vec::new();
    for line in sale.lines.iter().filter(|line| line.quantity.is_sign_positive()) {
        for (id, _) in made_of(tx, line.product_id)? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids.into_iter().map(|id| tx.get(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Unwatched};
    use crate::entity::Entity;
    use crate::facts::State;
    use crate::follow_ups::complete::complete;
    use crate::products::{Component, ProductKind};
    use crate::sales::make::{self, Pick};
    use crate::sales::tests::{by, kept, line, sale, shop};

    /// The tag of [`FollowUp::subject`].
    const SUBJECT: u16 = 1;

    fn saved<E: Entity>(book: &Book, mut record: E) -> Id {
        book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    /// What is open, without the day on which a warranty ends.
    fn open(book: &Book) -> Vec<String> {
        let facts = book.facts();
        let table = facts.table(Kind::FollowUp);
        let rows = table.present_rows().filter(|row| facts.follow_ups.open_due(*row).is_some());
        let short = |text: &str| match text.strip_prefix("Warranty ends on ").and_then(|t| t.split_once(':'))
        {
            Some((_, product)) => format!("Warranty ends:{product}"),
            None => text.to_owned(),
        };
        let mut all: Vec<String> = rows.map(|row| short(table.text(row, SUBJECT))).collect();
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
        let service = table.present_rows().find(|row| table.text(*row, SUBJECT).starts_with("Serv"));
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

    #[test]
    fn a_reminder_goes_with_its_goods_whatever_they_and_it_are_called_since() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let customer = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() });
        let product = |name: &str| Product {
            name: name.into(),
            service_interval_months: Some(12),
            ..Product::default()
        };
        let [boiler, pump] = ["Boiler", "Pump"].map(|name| saved(&book, product(name)));
        let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 10), line(1, 5)]);
        invoice.customer_id = Some(customer);
        for (line, id) in invoice.lines.iter_mut().zip([boiler, pump]) {
            line.product_id = Some(id);
        }
        kept(&book, &mut invoice).unwrap();
        let tasks = || -> Vec<FollowUp> {
            let facts = book.facts();
            let table = facts.table(Kind::FollowUp);
            table.present_rows().map(|row| facts.get(table.id(row)).unwrap()).collect()
        };
        assert!(tasks().iter().all(|task| task.product_id.is_some()), "each knows what it is for");
        // That of the pump is as a book of before keeps it: only its words tell.
        let mut old = tasks().into_iter().find(|task| task.product_id == Some(pump)).unwrap();
        old.product_id = None;
        saved(&book, old);
        let mut renamed: Product = book.facts().get(boiler).unwrap();
        renamed.name = "Gas boiler".into();
        saved(&book, renamed);
        let mut service = tasks().into_iter().find(|task| task.product_id == Some(boiler)).unwrap();
        service.subject = "Oil it and look at the flame".into();
        let service = saved(&book, service);
        let (_, next) = book.transact(&by(), "Done", |tx| complete(tx, service, "oiled")).unwrap().value;
        let mut settings = book.facts().settings();
        settings.language = "de".into();
        saved(&book, settings);
        assert_eq!(open(&book), ["Oil it and look at the flame", "Service: Pump"]);
        let key = |at: usize| book.facts().get::<Sale>(invoice.meta.id).unwrap().lines[at].key_at(at);
        let picks = [0, 1].map(|at| Pick { key: key(at), quantity: 1.into() });
        book.transact(&by(), "Back", |tx| make::take_back(tx, invoice.meta.id, &picks, None)).unwrap();
        assert_eq!(open(&book), [""; 0], "the series went on under its own words, and with its boiler");
        assert_eq!(book.facts().get::<FollowUp>(next.unwrap()).unwrap().product_id, Some(boiler));
    }

    #[test]
    fn what_came_back_needs_no_service_and_what_is_left_does() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let customer = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() });
        let product = |name: &str| Product {
            name: name.into(),
            service_interval_months: Some(12),
            warranty_months: Some(24),
            ..Product::default()
        };
        let [boiler, pump] = ["Boiler", "Pump"].map(|name| saved(&book, product(name)));
        let part = Component { product_id: pump, quantity: 2.into() };
        let heating = Product {
            name: "Heating".into(),
            product_kind: ProductKind::Bundle,
            components: vec![part],
            ..Product::default()
        };
        let heating = saved(&book, heating);
        let mut invoice = sale(DocumentKind::Invoice, vec![line(2, 10), line(1, 30), line(1, 5)]);
        invoice.customer_id = Some(customer);
        for (line, id) in invoice.lines.iter_mut().zip([boiler, heating, pump]) {
            line.product_id = Some(id);
        }
        kept(&book, &mut invoice).unwrap();
        let all = ["Service: Boiler", "Service: Pump", "Warranty ends: Boiler", "Warranty ends: Pump"];
        assert_eq!(open(&book), all);
        let key = |at: usize| book.facts().get::<Sale>(invoice.meta.id).unwrap().lines[at].key_at(at);
        let back = |picks: &[(usize, i64)]| {
            let picks: Vec<Pick> =
                picks.iter().map(|(at, many)| Pick { key: key(*at), quantity: (*many).into() }).collect();
            book.transact(&by(), "Back", |tx| make::take_back(tx, invoice.meta.id, &picks, None))
                .unwrap()
                .value
        };
        let lower = [Pick { key: key(0), quantity: 2.into() }];
        let credit =
            |tx: &mut Tx<'_>| make::make(tx, invoice.meta.id, DocumentKind::CreditNote, &lower, None);
        let mut note = book.transact(&by(), "Credit", credit).unwrap().value;
        assert_eq!(open(&book), all, "money back for goods that stay there takes no reminder away");
        note.status = SaleStatus::Cancelled;
        kept(&book, &mut note).unwrap();
        back(&[(0, 1), (1, 1)]);
        assert_eq!(open(&book), all, "one boiler and one pump are still there");
        back(&[(0, 1)]);
        assert_eq!(open(&book), ["Service: Pump", "Warranty ends: Pump"]);
        book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(open(&book), all, "undo brings the reminders back with the goods");
        let mut note = back(&[(0, 1)]);
        let thrown = {
            let facts = book.facts();
            let table = facts.table(Kind::FollowUp);
            let row = table.present_rows().find(|row| table.text(*row, SUBJECT) == "Service: Pump");
            table.id(row.unwrap())
        };
        book.transact(&by(), "By hand", |tx| tx.trash(Kind::FollowUp, thrown)).unwrap();
        note.status = SaleStatus::Cancelled;
        kept(&book, &mut note).unwrap();
        let but_one = ["Service: Boiler", "Warranty ends: Boiler", "Warranty ends: Pump"];
        assert_eq!(open(&book), but_one, "the note never took what was thrown away by hand");
        book.transact(&by(), "Back", |tx| tx.restore(Kind::FollowUp, thrown)).unwrap();
        back(&[(2, 1)]);
        assert_eq!(open(&book), ["Service: Boiler", "Warranty ends: Boiler"]);
        let mut note = back(&[(0, 1)]);
        assert_eq!(open(&book), [""; 0]);
        note.status = SaleStatus::Cancelled;
        kept(&book, &mut note).unwrap();
        assert_eq!(
            open(&book),
            ["Service: Boiler", "Warranty ends: Boiler"],
            "they keep the boiler after all, and the pump is still gone"
        );
        let facts = book.facts();
        let table = facts.table(Kind::FollowUp);
        let trashed = table.present_rows().filter(|row| table.state(*row) == State::Trashed);
        let trashed: Vec<Id> = trashed.map(|row| table.id(row)).collect();
        drop(facts);
        let purge = |tx: &mut Tx<'_>| trashed.iter().try_for_each(|id| tx.purge(Kind::FollowUp, *id));
        book.transact(&by(), "Empty", purge).unwrap();
        invoice = book.facts().get(invoice.meta.id).unwrap();
        invoice.meta.notes = "Sent by mail".into();
        kept(&book, &mut invoice).unwrap();
        assert_eq!(
            open(&book),
            ["Service: Boiler", "Warranty ends: Boiler"],
            "an invoice that is only noted upon plans nothing anew"
        );
    }
}
