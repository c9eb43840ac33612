//! What customers still have of what they have bought. A credit note made from an invoice brings back what is on
//! that invoice. One that names none, as tills write them and as it is written by hand, brings back what the same
//! customer bought of the same product until its day: of several purchases the latest that still stands.

use crate::book::Tx;
use crate::entity::Kind;
use crate::products::{Product, ProductKind};
use crate::sales::{DocumentKind, Sale, SaleStatus};
use crate::{Id, Result};
use ahash::{AHashMap, AHashSet};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use std::rc::Rc;

/// A product, or an invoice, and how many of it.
type Many = (Id, Decimal);

/// What one customer has bought and still has.
#[derive(Default)]
pub(super) struct Account {
    /// The purchases of each product in the order of the days, with what is left of them.
    purchases: AHashMap<Id, Vec<Many>>,
    /// Products and the invoices on which something of them is left.
    left: AHashSet<(Id, Id)>,
    /// When the first credit note was written that names no invoice.
    noted: Option<DateTime<Utc>>,
}

impl Account {
    /// Since when something may have come back by a credit note that names no invoice.
    pub fn noted(&self) -> Option<DateTime<Utc>> {
        self.noted
    }

    /// The last purchase of a product of which something is left.
    pub fn latest(&self, product: Id) -> Option<Id> {
        self.purchases.get(&product)?.last().map(|(invoice, _)| *invoice)
    }

    /// The invoices on which something of a product is left.
    pub fn standing(&self, product: Id) -> AHashSet<Id> {
        self.purchases.get(&product).into_iter().flatten().map(|(invoice, _)| *invoice).collect()
    }

    fn buy(&mut self, product: Id, invoice: Id, many: Decimal) {
        if many > Decimal::ZERO {
            self.purchases.entry(product).or_default().push((invoice, many));
            self.left.insert((product, invoice));
        }
    }

    /// Takes so many of a product from its latest purchases.
    fn take(&mut self, product: Id, mut many: Decimal) {
        let Some(purchases) = self.purchases.get_mut(&product) else { return };
        while let Some((invoice, left)) = purchases.last_mut() {
            if *left > many {
                *left -= many;
                return;
            }
            many -= *left;
            self.left.remove(&(product, *invoice));
            purchases.pop();
            if many.is_zero() {
                return;
            }
        }
    }
}

/// Answers what is left. What was written just now is gathered once, and a customer's purchases are worked out once,
/// as a file may bring thousands of sales at a time.
pub(super) struct Kept {
    /// Whether what this transaction has written counts, or the book as it was before.
    now: bool,
    /// What was written and made from an invoice.
    made_from: AHashMap<Id, Vec<Id>>,
    /// What was written for a customer.
    of_customers: AHashMap<Id, Vec<Id>>,
    /// The customers for whom a credit note without an invoice was written.
    noted: AHashSet<Id>,
    accounts: AHashMap<Id, Rc<Account>>,
    parts: AHashMap<Id, Rc<[Many]>>,
}

impl Kept {
    /// As it is now, with what this transaction has written so far.
    pub fn now(tx: &Tx<'_>) -> Self {
        let mut kept = Self::before();
        kept.now = true;
        for (id, _) in tx.written(Kind::Sale) {
            #[cfg(test)]
            counted::GATHERED.set(counted::GATHERED.get() + 1);
            let Ok(sale) = tx.get::<Sale>(id) else { continue };
            if let Some(customer) = sale.customer_id {
                kept.of_customers.entry(customer).or_default().push(id);
                if alone(&sale) {
                    kept.noted.insert(customer);
                }
            }
            if let Some(invoice) = sale.from_id {
                kept.made_from.entry(invoice).or_default().push(id);
            }
        }
        kept
    }

    /// As it was before this transaction.
    pub fn before() -> Self {
        Self {
            now: false,
            made_from: AHashMap::new(),
            of_customers: AHashMap::new(),
            noted: AHashSet::new(),
            accounts: AHashMap::new(),
            parts: AHashMap::new(),
        }
    }

    /// The products that the customer still has of an invoice; none when it is cancelled. One of two that came back
    /// leaves the other to be looked after.
    pub fn left(&mut self, tx: &Tx<'_>, invoice: &Sale) -> Result<Vec<Id>> {
        let sums = self.sums(tx, invoice)?;
        let account = match invoice.customer_id {
            Some(customer) if self.is_noted(tx, customer) => Some(self.account(tx, customer)?),
            _ => None,
        };
        let kept =
            |product: &Id| account.as_ref().is_none_or(|all| all.left.contains(&(*product, invoice.meta.id)));
        let left = sums.into_iter().filter(|(_, sum)| *sum > Decimal::ZERO).map(|(id, _)| id);
        Ok(left.filter(kept).collect())
    }

    /// What a customer has bought and still has.
    pub fn account(&mut self, tx: &Tx<'_>, customer: Id) -> Result<Rc<Account>> {
        if let Some(account) = self.accounts.get(&customer) {
            return Ok(Rc::clone(account));
        }
        let (mut documents, mut account) = (Vec::new(), Account::default());
        for id in self.documents(tx, customer) {
            let Some(sale) = self.sale(tx, id).filter(|sale| sale.customer_id == Some(customer)) else {
                continue;
            };
            // One that is cancelled meanwhile may have taken what another has taken since.
            if sale.document_kind == DocumentKind::CreditNote && sale.from_id.is_none() {
                let written = sale.meta.created_at;
                account.noted = Some(account.noted.map_or(written, |first| first.min(written)));
            }
            let goods = if alone(&sale) {
                self.back(tx, &sale)?
            } else if sale.document_kind == DocumentKind::Invoice && stands(&sale) {
                self.sums(tx, &sale)?
            } else {
                continue;
            };
            // What comes back on the day it was bought was bought before.
            documents.push(((sale.date, alone(&sale), sale.meta.created_at, id), goods));
        }
        documents.sort_by_key(|(when, _)| *when);
        for ((_, is_note, _, invoice), goods) in documents {
            for (product, many) in goods {
                match is_note {
                    true => account.take(product, many),
                    false => account.buy(product, invoice, many),
                }
            }
        }
        let account = Rc::new(account);
        self.accounts.insert(customer, Rc::clone(&account));
        Ok(account)
    }

    /// The products of a credit note without an invoice, and how many of each come back.
    pub fn back(&mut self, tx: &Tx<'_>, note: &Sale) -> Result<Vec<Many>> {
        let mut sums = Vec::new();
        for line in note.lines.iter().filter(|line| line.quantity.is_sign_negative()) {
            for (id, each) in self.made_of(tx, line.product_id)?.iter() {
                add(&mut sums, *id, -*each * line.quantity);
            }
        }
        Ok(sums)
    }

    /// The sales of a customer, as they were and as they were written just now, each once.
    fn documents(&self, tx: &Tx<'_>, customer: Id) -> Vec<Id> {
        let facts = tx.facts();
        let rows = facts.table(Kind::Customer).row(customer).map(|row| facts.customers.sales(row));
        let table = facts.table(Kind::Sale);
        let mut ids: Vec<Id> = rows.into_iter().flatten().map(|row| table.id(*row)).collect();
        ids.extend(self.of_customers.get(&customer).into_iter().flatten());
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whether somebody brought something back by a credit note without an invoice.
    pub fn is_noted(&self, tx: &Tx<'_>, customer: Id) -> bool {
        let facts = tx.facts();
        let rows = facts.table(Kind::Customer).row(customer).map(|row| facts.customers.sales(row));
        let note = |row: &u32| {
            let sale = facts.sales.get(*row);
            sale.counts && !sale.invoice && facts.sales.parent(*row).is_none()
        };
        self.noted.contains(&customer) || rows.into_iter().flatten().any(note)
    }

    /// What an invoice says, less what credit notes made from it have brought back.
    fn sums(&mut self, tx: &Tx<'_>, invoice: &Sale) -> Result<Vec<Many>> {
        if !stands(invoice) {
            return Ok(Vec::new());
        }
        let facts = tx.facts();
        let table = facts.table(Kind::Sale);
        let mut notes: Vec<Id> =
            facts.sales.made_from(invoice.meta.id).iter().map(|row| table.id(*row)).collect();
        notes.extend(self.made_from.get(&invoice.meta.id).into_iter().flatten());
        notes.sort_unstable();
        notes.dedup();
        let notes = notes.into_iter().filter_map(|id| self.sale(tx, id));
        let mut notes: Vec<Sale> =
            notes.filter(|note| note.from_id == Some(invoice.meta.id) && counts(note)).collect();
        let left = invoice.total + notes.iter().map(|note| note.total).sum::<i64>();
        notes.retain(brings_back);
        // Whose money came back in full, at once or bit by bit, without a word of the goods has them no more.
        let silent = |note: &Sale| note.lines.iter().all(|line| line.product_id.is_none());
        if left <= 0 && notes.iter().any(silent) {
            return Ok(Vec::new());
        }
        let mut sums = Vec::new();
        // What an invoice itself takes off, as tills write it, came back before it was paid.
        let back = notes.iter().flat_map(|note| &note.lines).filter(|line| line.quantity.is_sign_negative());
        for line in invoice.lines.iter().chain(back) {
            for (id, each) in self.made_of(tx, line.product_id)?.iter() {
                add(&mut sums, *id, *each * line.quantity);
            }
        }
        Ok(sums)
    }

    fn sale(&self, tx: &Tx<'_>, id: Id) -> Option<Sale> {
        if self.now { tx.get(id) } else { tx.facts().get(id) }.ok()
    }

    /// [`made_of`], each product read once.
    fn made_of(&mut self, tx: &Tx<'_>, product: Option<Id>) -> Result<Rc<[Many]>> {
        let Some(id) = product else { return Ok(Rc::new([])) };
        if let Some(parts) = self.parts.get(&id) {
            return Ok(Rc::clone(parts));
        }
        let parts: Rc<[Many]> = made_of(tx, Some(id))?.into();
        self.parts.insert(id, Rc::clone(&parts));
        Ok(parts)
    }
}

fn add(sums: &mut Vec<Many>, id: Id, many: Decimal) {
    match sums.iter_mut().find(|(known, _)| *known == id) {
        Some((_, sum)) => *sum += many,
        None => sums.push((id, many)),
    }
}

fn stands(invoice: &Sale) -> bool {
    !matches!(invoice.status, SaleStatus::Draft | SaleStatus::Cancelled) && invoice.meta.trashed_at.is_none()
}

/// Whether a credit note counts and brings goods back: one that only lowers the price leaves them where they are.
pub(super) fn brings_back(sale: &Sale) -> bool {
    counts(sale) && sale.returns_goods
}

/// Whether a document is a credit note that was issued and stands.
fn counts(sale: &Sale) -> bool {
    let issued = matches!(sale.status, SaleStatus::Open | SaleStatus::Paid);
    sale.document_kind == DocumentKind::CreditNote && issued && sale.meta.trashed_at.is_none()
}

/// Whether a document brings goods back without saying of which invoice.
pub(super) fn alone(sale: &Sale) -> bool {
    brings_back(sale) && sale.from_id.is_none()
}

/// A product and how many of it are in one of it; a bundle is itself and its parts.
pub(super) fn made_of(tx: &Tx<'_>, product: Option<Id>) -> Result<Vec<Many>> {
    let Some(id) = product else { return Ok(Vec::new()) };
    let product: Product = tx.get(id)?;
    let bundle = product.product_kind == ProductKind::Bundle;
    let parts = product.components.iter().filter(|part| bundle && tx.exists(Kind::Product, part.product_id));
    let itself = [(id, Decimal::ONE)].into_iter();
    Ok(itself.chain(parts.map(|part| (part.product_id, part.quantity))).collect())
}

/// How often a sale that a transaction has written was read to know what is left: whoever asks anew for each sale of a
/// file reads the whole file as often as it is long.
#[cfg(test)]
pub(super) mod counted {
    use std::cell::Cell;
    thread_local!(pub static GATHERED: Cell<usize> = const { Cell::new(0) });
}
