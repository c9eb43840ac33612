//! Products of which the last purchase counts: a filter, an inspection. Bought again, they are to be
//! thought of so long after that; what the purchase before had planned would only remind of what has
//! happened already.

use super::FollowUp;
use super::kept::Kept;
use super::service::{is_for, of, sold};
use crate::book::Tx;
use crate::entity::Kind;
use crate::products::Product;
use crate::sales::{Sale, SaleStatus};
use crate::{Id, Result};
use ahash::{AHashMap, AHashSet};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// One purchase of a product, with what it has planned.
struct Purchase {
    /// The day of the sale and when it planned: purchases stand in this order.
    when: (NaiveDate, DateTime<Utc>),
    /// Whether the customer still has what was bought.
    stands: bool,
    tasks: Vec<FollowUp>,
}

impl Purchase {
    /// Whether something of what it has planned is still to be done.
    fn reminds(&self) -> bool {
        self.tasks.iter().any(|task| !task.done && task.meta.trashed_at.is_none())
    }
}

/// Leaves of the service that several purchases have planned only what the last one has that stands, and
/// brings that back where a later purchase had ended it. A warranty is that of a piece, and is not looked at.
/// `bought` is who has bought what.
pub(super) fn settle(tx: &mut Tx<'_>, bought: &[(Id, Product)]) -> Result<()> {
    for purchases in purchases(tx, bought)?.into_values() {
        let Some(last) = purchases.iter().rposition(|one| one.stands) else { continue };
        // What went into the trash before anything was bought again was thrown away by somebody.
        let ended = purchases[last + 1..].iter().map(|one| one.when.1).min();
        end(tx, &purchases[..last])?;
        end(tx, &purchases[last + 1..])?;
        bring_back(tx, &purchases[last], ended)?;
    }
    Ok(())
}

/// Leaves of what two customers who are one now had each only what the last purchase has planned. Nothing is
/// brought back: what either of them had thrown away was thrown away by somebody.
pub(crate) fn merged(tx: &mut Tx<'_>, customer: Id) -> Result<()> {
    let bought = of_customers(tx, &[customer])?;
    for purchases in purchases(tx, &bought)?.into_values() {
        // What one of them brought back was not of the other, whose purchase may be the later one: what it still
        // reminds of stays.
        if let Some(last) = purchases.iter().rposition(|one| one.stands || one.reminds()) {
            end(tx, &purchases[..last])?;
            end(tx, &purchases[last + 1..])?;
        }
    }
    Ok(())
}

/// Gives back to each of two customers, who are taken apart again, what a purchase of the other had ended
/// while they were one; `since` is when they became that, in milliseconds since 1970. What was bought in that time
/// ends the purchases before it of its own customer only.
pub(crate) fn apart(tx: &mut Tx<'_>, both: [Id; 2], since: i64) -> Result<()> {
    let bought = of_customers(tx, &both)?;
    let all = purchases(tx, &bought)?;
    let none = Vec::new();
    for ((customer, product), own) in &all {
        let other = both.iter().find(|id| *id != customer).and_then(|other| all.get(&(*other, *product)));
        let Some(last) = own.iter().rposition(|one| one.stands) else { continue };
        let ended = other.unwrap_or(&none).iter().filter(|one| one.when > own[last].when);
        let ended = ended.map(|one| one.when.1).filter(|at| at.timestamp_millis() >= since).min();
        bring_back(tx, &own[last], ended)?;
        if own[last].when.1.timestamp_millis() >= since {
            end(tx, &own[..last])?;
        }
    }
    Ok(())
}

/// Puts into the trash what purchases have planned and nobody has done yet.
fn end(tx: &mut Tx<'_>, purchases: &[Purchase]) -> Result<()> {
    let open = purchases.iter().flat_map(|one| &one.tasks);
    let mut open = open.filter(|task| !task.done && task.meta.trashed_at.is_none());
    open.try_for_each(|task| tx.trash(Kind::FollowUp, task.meta.id))
}

/// Takes out of the trash what a purchase has planned and others had put there that began at `ended`.
fn bring_back(tx: &mut Tx<'_>, purchase: &Purchase, ended: Option<DateTime<Utc>>) -> Result<()> {
    let Some(ended) = ended else { return Ok(()) };
    let mut taken = purchase.tasks.iter().filter(|task| !task.done && task.meta.trashed_at >= Some(ended));
    taken.try_for_each(|task| tx.restore(Kind::FollowUp, task.meta.id))
}

/// What some customers have bought that wants service.
fn of_customers(tx: &Tx<'_>, customers: &[Id]) -> Result<Vec<(Id, Product)>> {
    let mut bought = Vec::new();
    let mut seen: AHashSet<(Id, Id)> = AHashSet::new();
    for task in services(tx, &customers.iter().copied().collect()) {
        let (Some(customer), Some(sale)) = (task.customer_id, task.sale_id) else { continue };
        if seen.insert((customer, sale))
            && let Ok(sale) = tx.get::<Sale>(sale)
        {
            bought.extend(of(customer, sold(tx, &sale)?));
        }
    }
    Ok(bought)
}

/// The purchases of each customer and product, in their order.
fn purchases(tx: &Tx<'_>, bought: &[(Id, Product)]) -> Result<BTreeMap<(Id, Id), Vec<Purchase>>> {
    let mut wanted: AHashMap<Id, Vec<&Product>> = AHashMap::new();
    let mut seen: AHashSet<(Id, Id)> = AHashSet::new();
    for (customer, product) in bought {
        let counts = product.service_from_latest && product.service_interval_months.is_some();
        if counts && seen.insert((*customer, product.meta.id)) {
            wanted.entry(*customer).or_default().push(product);
        }
    }
    let mut found: BTreeMap<(Id, Id), Vec<Purchase>> = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    let mut planned: BTreeMap<(Id, Id, Id), Vec<FollowUp>> = BTreeMap::new();
    for task in services(tx, &wanted.keys().copied().collect()) {
        let (Some(customer), Some(sale)) = (task.customer_id, task.sale_id) else { continue };
        let product = wanted.get(&customer).and_then(|all| all.iter().find(|one| is_for(&task, one)));
        if let Some(product) = product {
            planned.entry((customer, product.meta.id, sale)).or_default().push(task);
        }
    }
    let mut goods = Kept::now(tx);
    for ((customer, product, sale), tasks) in planned {
        let (Ok(sale), Some(planned)) =
            (tx.get::<Sale>(sale), tasks.iter().map(|task| task.meta.created_at).min())
        else {
            continue;
        };
        let kept = sale.status != SaleStatus::Draft && sale.meta.trashed_at.is_none();
        let stands = kept && goods.left(tx, &sale)?.contains(&product);
        let purchase = Purchase { when: (sale.date, planned), stands, tasks };
        found.entry((customer, product)).or_default().push(purchase);
    }
    found.values_mut().for_each(|purchases| purchases.sort_by_key(|one| one.when));
    Ok(found)
}

/// What sales have planned for some customers that comes again and again: what comes once is about a warranty.
fn services(tx: &Tx<'_>, customers: &AHashSet<Id>) -> impl Iterator<Item = FollowUp> {
    of_sales(tx, customers).filter(|task| !task.recurrence.is_empty())
}

/// What is planned about the sales of some customers, in the trash too. The columns tell whose it is, so that of all
/// others nothing is read.
pub(super) fn of_sales(tx: &Tx<'_>, customers: &AHashSet<Id>) -> impl Iterator<Item = FollowUp> {
    let table = tx.facts().table(Kind::FollowUp);
    let theirs = |row: &u32| {
        table.typed::<Option<Id>>(*row, FollowUp::SALE).is_some()
            && table.typed::<Option<Id>>(*row, FollowUp::CUSTOMER).is_some_and(|id| customers.contains(&id))
    };
    let mut ids: Vec<Id> = table.present_rows().filter(theirs).map(|row| table.id(row)).collect();
    ids.extend(tx.written(Kind::FollowUp).map(|(id, _)| id));
    ids.sort_unstable();
    ids.dedup();
    let tasks = ids.into_iter().filter_map(|id| tx.get::<FollowUp>(id).ok());
    let of_sale = tasks.filter(|task| task.sale_id.is_some());
    let found: Vec<FollowUp> =
        of_sale.filter(|task| task.customer_id.is_some_and(|id| customers.contains(&id))).collect();
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{blank, by};
    use crate::book::{Book, Unwatched};
    use crate::clock::{Clock, ManualClock};
    use crate::customers::Customer;
    use crate::entity::Entity;
    use crate::follow_ups::complete::complete;
    use crate::sales::DocumentKind;
    use crate::sales::make::{self, Pick};
    use crate::sales::tests::{kept, line, sale};
    use chrono::{Days, TimeDelta};
    use std::sync::Arc;

    struct Shop {
        book: Book,
        clock: Arc<ManualClock>,
        customer: Id,
        product: Id,
        _home: tempfile::TempDir,
    }

    fn saved<E: Entity>(book: &Book, mut record: E) -> Id {
        book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
    }

    impl Shop {
        fn new(latest: bool) -> Self {
            let home = tempfile::tempdir().unwrap();
            let (book, clock) = blank(&home.path().join("shop"));
            let customer = saved(&book, Customer { last_name: "Berg".into(), ..Customer::default() });
            let product = saved(
                &book,
                Product {
                    name: "Filter".into(),
                    service_interval_months: Some(6),
                    service_from_latest: latest,
                    warranty_months: Some(24),
                    ..Product::default()
                },
            );
            Self { book, clock, customer, product, _home: home }
        }

        /// An invoice of so many days later, written after everything that happened so far.
        fn buys(&self, days: u64) -> Sale {
            self.clock.set(self.clock.now() + TimeDelta::hours(1));
            let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 10)]);
            invoice.customer_id = Some(self.customer);
            invoice.date = invoice.date.checked_add_days(Days::new(days)).unwrap();
            invoice.lines[0].product_id = Some(self.product);
            kept(&self.book, &mut invoice).unwrap();
            invoice
        }

        fn cancels(&self, invoice: &Sale) {
            let mut invoice: Sale = self.book.facts().get(invoice.meta.id).unwrap();
            invoice.status = SaleStatus::Cancelled;
            kept(&self.book, &mut invoice).unwrap();
        }

        /// The invoices whose service is still to come, and how many warranties are.
        fn open(&self) -> (Vec<Id>, usize) {
            let facts = self.book.facts();
            let table = facts.table(Kind::FollowUp);
            let tasks = table.present_rows().filter(|row| facts.follow_ups.open_due(*row).is_some());
            let tasks: Vec<FollowUp> = tasks.map(|row| facts.get(table.id(row)).unwrap()).collect();
            let (service, warranty): (Vec<_>, Vec<_>) =
                tasks.into_iter().partition(|task| !task.recurrence.is_empty());
            (service.into_iter().filter_map(|task| task.sale_id).collect(), warranty.len())
        }
    }

    #[test]
    fn buying_again_ends_the_reminder_of_the_purchase_before_and_undo_brings_it_back() {
        let shop = Shop::new(true);
        let first = shop.buys(0);
        assert_eq!(shop.open(), (vec![first.meta.id], 1));
        let second = shop.buys(150);
        assert_eq!(shop.open(), (vec![second.meta.id], 2), "each piece has its own warranty");
        shop.book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(shop.open(), (vec![first.meta.id], 1));
        let boilers = Shop::new(false);
        let both = [boilers.buys(0), boilers.buys(150)].map(|invoice| invoice.meta.id);
        let mut open = boilers.open().0;
        open.sort_by_key(|id| both.iter().position(|one| one == id));
        assert_eq!(open, both, "two boilers want service both");
    }

    #[test]
    fn a_purchase_that_did_not_last_gives_back_the_reminder_it_ended() {
        let shop = Shop::new(true);
        let [first, second, third] = [0, 100, 200].map(|days| shop.buys(days));
        assert_eq!(shop.open().0, [third.meta.id]);
        shop.cancels(&second);
        assert_eq!(shop.open().0, [third.meta.id], "the last one still counts");
        shop.cancels(&third);
        assert_eq!(shop.open().0, [first.meta.id], "and of those that stand the first is the last now");
        let fourth = shop.buys(300);
        let key = fourth.lines[0].key_at(0);
        let picks = [Pick { key, quantity: 1.into() }];
        let back = |tx: &mut Tx<'_>| make::take_back(tx, fourth.meta.id, &picks, None);
        let mut note = shop.book.transact(&by(), "Back", back).unwrap().value;
        assert_eq!(shop.open().0, [first.meta.id], "goods that come back do not count as bought");
        note.status = SaleStatus::Cancelled;
        kept(&shop.book, &mut note).unwrap();
        assert_eq!(shop.open().0, [fourth.meta.id], "until they stay with the customer after all");
    }

    #[test]
    fn what_somebody_threw_away_and_what_was_done_stays_so() {
        let shop = Shop::new(true);
        let task = |sale: &Sale| {
            let facts = shop.book.facts();
            let table = facts.table(Kind::FollowUp);
            let mut tasks = table.present_rows().map(|row| facts.get::<FollowUp>(table.id(row)).unwrap());
            tasks.find(|task| task.sale_id == Some(sale.meta.id) && !task.recurrence.is_empty()).unwrap()
        };
        let first = shop.buys(0);
        let done = task(&first).meta.id;
        shop.book.transact(&by(), "Done", |tx| complete(tx, done, "changed")).unwrap();
        let second = shop.buys(190);
        assert_eq!(shop.open().0, [second.meta.id], "the series of the first one ends too");
        assert!(shop.book.facts().get::<FollowUp>(done).unwrap().meta.trashed_at.is_none());
        let thrown = task(&second).meta.id;
        shop.book.transact(&by(), "By hand", |tx| tx.trash(Kind::FollowUp, thrown)).unwrap();
        let third = shop.buys(380);
        shop.cancels(&third);
        assert_eq!(shop.open().0, [] as [Id; 0], "nobody wanted that of the second");
    }

    #[test]
    fn an_invoice_that_is_dated_back_does_not_count_as_the_last() {
        let shop = Shop::new(true);
        let last = shop.buys(100);
        shop.buys(10);
        assert_eq!(shop.open().0, [last.meta.id]);
    }
}
