//! Random things a shop does with its book, for the property tests.

use proptest::prelude::*;
use regulars_core::book::{Book, By, NewBook, Source, Unwatched};
use regulars_core::campaigns::mark::{TargetEvent, mark};
use regulars_core::campaigns::{Campaign, targets::freeze};
use regulars_core::clock::ManualClock;
use regulars_core::customers::Customer;
use regulars_core::entity::{Entity, Kind};
use regulars_core::facts::Facts;
use regulars_core::follow_ups::{FollowUp, complete::complete};
use regulars_core::interactions::Interaction;
use regulars_core::payments::{Receipt, receive::oldest_first};
use regulars_core::products::Product;
use regulars_core::sales::{DocumentKind, Line, Payment, Sale, SaleStatus, make::make, pay::pay};
use regulars_core::settings::is_internal;
use regulars_core::stock::StockMovement;
use regulars_core::{Id, Result};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// One thing somebody does. The numbers choose a record and a value.
#[derive(Clone, Debug)]
pub enum Step {
    /// Enters customers.
    Customers(u8),
    /// Changes a customer.
    EditCustomer(u8, u8),
    /// Enters a product.
    Product(u8),
    /// Writes a document with so many lines.
    Sale(u8, u8, bool),
    /// Changes a document's lines.
    EditSale(u8, u8),
    /// Records a payment.
    Pay(u8),
    /// Makes the next document of one.
    Make(u8, u8),
    /// Takes in goods.
    Goods(u8, u8),
    /// Takes money from a customer for whatever is open.
    Receive(u8, u8),
    /// Plans a follow-up.
    FollowUp(u8, u8),
    /// Finishes one.
    Complete(u8),
    /// Notes a call.
    Talk(u8),
    /// Makes a campaign and draws up its list.
    Campaign(u8),
    /// Marks targets.
    Mark(u8, u8),
    /// Throws a record away.
    Trash(u8, u8),
    /// Takes it back out.
    Restore(u8, u8),
    /// Removes it for good.
    Purge(u8, u8),
    /// Takes the last operation back.
    Undo,
    /// Brings it back.
    Redo,
}

/// Steps in the mixture of a working day.
pub fn step() -> impl Strategy<Value = Step> {
    let n = any::<u8>;
    prop_oneof![
        3 => n().prop_map(Step::Customers),
        3 => (n(), n()).prop_map(|(a, b)| Step::EditCustomer(a, b)),
        1 => n().prop_map(Step::Product),
        4 => (n(), n(), any::<bool>()).prop_map(|(a, b, c)| Step::Sale(a, b, c)),
        2 => (n(), n()).prop_map(|(a, b)| Step::EditSale(a, b)),
        1 => n().prop_map(Step::Pay),
        3 => (n(), n()).prop_map(|(a, b)| Step::Make(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Step::Goods(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::Receive(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::FollowUp(a, b)),
        1 => n().prop_map(Step::Complete),
        1 => n().prop_map(Step::Talk),
        1 => n().prop_map(Step::Campaign),
        1 => (n(), n()).prop_map(|(a, b)| Step::Mark(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::Trash(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Step::Restore(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Step::Purge(a, b)),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

/// The clock of the tests; its seed keeps identities apart when a book is opened again.
pub fn clock(seed: u64) -> Arc<ManualClock> {
    Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().unwrap(), seed))
}

/// A new book.
pub fn book(dir: &Path) -> Book {
    let new = NewBook {
        name: "Linden Workshop".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Mara".into(),
    };
    Book::create(dir, &new, clock(1)).unwrap()
}

/// Who does it.
pub fn by() -> By {
    By { actor: "Mara".into(), source: Source::Window }
}

/// Every record's bytes, settings and series aside: a number that was given stays given, and
/// of an invoice that was taken back its number stays, which is not counted here.
pub fn contents(book: &Book) -> BTreeMap<(Kind, Id), Vec<u8>> {
    let facts = book.facts();
    Kind::ALL
        .into_iter()
        .filter(|kind| !is_internal(*kind))
        .flat_map(|kind| {
            let table = facts.table(kind);
            table.present_rows().map(move |row| ((kind, table.id(row)), table.bytes(row).to_vec()))
        })
        .filter(|((kind, id), bytes)| *kind != Kind::Sale || !is_remainder(*id, bytes))
        .collect()
}

fn is_remainder(id: Id, bytes: &[u8]) -> bool {
    let sale = Sale::decode(id, bytes).unwrap();
    sale.status == SaleStatus::Cancelled && sale.lines.is_empty() && sale.customer_id.is_none()
}

fn chosen(facts: &Facts, kind: Kind, which: u8) -> Option<Id> {
    let table = facts.table(kind);
    let rows: Vec<u32> = table.present_rows().collect();
    (!rows.is_empty()).then(|| table.id(rows[which as usize % rows.len()]))
}

fn any_kind(which: u8) -> Kind {
    [
        Kind::Customer,
        Kind::Customer,
        Kind::Sale,
        Kind::Product,
        Kind::FollowUp,
        Kind::Campaign,
        Kind::Interaction,
        Kind::Receipt,
        Kind::StockMovement,
    ][which as usize % 9]
}

fn lines(facts: &Facts, count: u8, sign: i64) -> Vec<Line> {
    (0..count % 5)
        .map(|n| Line {
            product_id: chosen(facts, Kind::Product, n.wrapping_mul(31)),
            description: format!("Oak board {n}"),
            quantity: Decimal::from(i64::from(n % 3 + 1) * sign),
            unit_price: Decimal::new(1_999 + i64::from(count), 2),
            tax_rate: Decimal::from(19),
            ..Line::default()
        })
        .collect()
}

/// Does it. `Err` is a refusal by the rules, which must change nothing;
/// `Ok(false)` when there was nothing to do it with.
pub fn apply(book: &Book, step: &Step) -> Result<bool> {
    let pick = |kind, which| chosen(&book.facts(), kind, which);
    let today = book.today();
    let day = |n: u8| today - chrono::Days::new(40) + chrono::Days::new(u64::from(n) / 3);
    let done = match step {
        Step::Undo => return book.undo(&by(), None, &Unwatched).map(|_| true),
        Step::Redo => return book.redo(&by(), &Unwatched).map(|_| true),
        Step::Customers(n) => book.transact(&by(), "Customers", |tx| {
            for extra in 0..n % 3 + 1 {
                let mut customer = Customer {
                    first_name: format!("Anna {n}"),
                    last_name: ["Jensen", "Łódź", "Müller"][extra as usize].into(),
                    ..Customer::default()
                };
                tx.save(&mut customer)?;
            }
            Ok(())
        }),
        Step::EditCustomer(which, n) => {
            let Some(id) = pick(Kind::Customer, *which) else { return Ok(false) };
            book.transact(&by(), "Edit", |tx| {
                let mut customer: Customer = tx.get(id)?;
                customer.last_name = format!("Moreau {n}");
                customer.meta.archived = n % 7 == 0;
                tx.save(&mut customer).map(|_| ())
            })
        }
        Step::Product(n) => book.transact(&by(), "Product", |tx| {
            let mut product = Product {
                sku: format!("P{n}"),
                name: "Board".into(),
                track_stock: n % 2 == 0,
                ..Product::default()
            };
            tx.save(&mut product).map(|_| ())
        }),
        Step::Sale(which, n, credit) => {
            let customer = if n % 5 == 0 { None } else { pick(Kind::Customer, *which) };
            book.transact(&by(), "Sale", |tx| {
                let kinds = [DocumentKind::Invoice, DocumentKind::Invoice, DocumentKind::Quote];
                let mut sale = Sale {
                    document_kind: if *credit { DocumentKind::CreditNote } else { kinds[*n as usize % 3] },
                    customer_id: customer,
                    date: day(*n),
                    lines: lines(tx.facts(), *n, if *credit { -1 } else { 1 }),
                    ..Sale::default()
                };
                tx.save(&mut sale).map(|_| ())
            })
        }
        Step::EditSale(which, n) => {
            let Some(id) = pick(Kind::Sale, *which) else { return Ok(false) };
            let customer = pick(Kind::Customer, *n);
            book.transact(&by(), "Edit sale", |tx| {
                let mut sale: Sale = tx.get(id)?;
                sale.customer_id = customer;
                sale.lines = lines(tx.facts(), *n, 1);
                sale.date = day(n.wrapping_mul(7));
                tx.save(&mut sale).map(|_| ())
            })
        }
        Step::Pay(which) => {
            let Some(id) = pick(Kind::Sale, *which) else { return Ok(false) };
            book.transact(&by(), "Payment", |tx| {
                let due = tx.get::<Sale>(id)?.due;
                pay(tx, id, Payment { date: today, amount: due, ..Payment::default() }).map(|_| ())
            })
        }
        Step::Make(which, n) => {
            let Some(id) = pick(Kind::Sale, *which) else { return Ok(false) };
            let to = DocumentKind::ALL[*n as usize % DocumentKind::ALL.len()];
            book.transact(&by(), "Make", |tx| make(tx, id, to, &[], None).map(|_| ()))
        }
        Step::Goods(which, n) => {
            let Some(product_id) = pick(Kind::Product, *which) else { return Ok(false) };
            book.transact(&by(), "Goods", |tx| {
                let mut goods = StockMovement {
                    product_id,
                    date: day(*n),
                    quantity: Decimal::from(i64::from(*n) - 40),
                    unit_cost: (n % 3 == 0).then(|| Decimal::from(*n)),
                    ..StockMovement::default()
                };
                tx.save(&mut goods).map(|_| ())
            })
        }
        Step::Receive(which, n) => {
            let Some(customer) = pick(Kind::Customer, *which) else { return Ok(false) };
            book.transact(&by(), "Receive", |tx| {
                let amount = i64::from(*n) * 77 + 1;
                let mut receipt = Receipt {
                    customer_id: Some(customer),
                    date: day(*n),
                    amount,
                    allocations: oldest_first(tx.facts(), customer, amount),
                    ..Receipt::default()
                };
                tx.save(&mut receipt).map(|_| ())
            })
        }
        Step::FollowUp(which, n) => {
            let customer = pick(Kind::Customer, *which);
            book.transact(&by(), "Follow-up", |tx| {
                let mut task = FollowUp {
                    subject: format!("Call {n}"),
                    customer_id: customer,
                    due_date: day(*n),
                    recurrence: if n % 3 == 0 { "FREQ=WEEKLY".into() } else { String::new() },
                    ..FollowUp::default()
                };
                tx.save(&mut task).map(|_| ())
            })
        }
        Step::Complete(which) => {
            let Some(id) = pick(Kind::FollowUp, *which) else { return Ok(false) };
            book.transact(&by(), "Done", |tx| complete(tx, id, "well").map(|_| ()))
        }
        Step::Talk(which) => {
            let Some(customer_id) = pick(Kind::Customer, *which) else { return Ok(false) };
            book.transact(&by(), "Call", |tx| {
                let mut talk = Interaction {
                    customer_id,
                    at: tx.now(),
                    summary: "called".into(),
                    ..Interaction::default()
                };
                tx.save(&mut talk).map(|_| ())
            })
        }
        Step::Campaign(n) => book.transact(&by(), "Campaign", |tx| {
            let mut campaign = Campaign {
                name: format!("Spring {n}"),
                segment: ["", "last_name contains jensen", "lifetime_value > 10"][*n as usize % 3].into(),
                start_date: Some(day(*n)),
                ..Campaign::default()
            };
            let id = tx.save(&mut campaign)?;
            freeze(tx, id).map(|_| ())
        }),
        Step::Mark(which, n) => {
            let Some(id) = pick(Kind::Campaign, *which) else { return Ok(false) };
            let event = TargetEvent::ALL[*n as usize % TargetEvent::ALL.len()];
            book.transact(&by(), "Mark", |tx| mark(tx, id, &[], event, today, "yes").map(|_| ()))
        }
        Step::Trash(kind, which) | Step::Restore(kind, which) => {
            let kind = any_kind(*kind);
            let Some(id) = pick(kind, *which) else { return Ok(false) };
            let trash = matches!(step, Step::Trash(..));
            book.transact(&by(), "Trash", |tx| if trash { tx.trash(kind, id) } else { tx.restore(kind, id) })
        }
        Step::Purge(kind, which) => {
            let kind = any_kind(*kind);
            let Some(id) = pick(kind, *which) else { return Ok(false) };
            book.transact(&by(), "Purge", |tx| {
                tx.remove(kind, id);
                Ok(())
            })
        }
    };
    done.map(|outcome| outcome.op.is_some())
}
