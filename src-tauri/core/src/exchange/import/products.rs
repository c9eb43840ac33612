//! Rows that are products, and the product a line of a sale speaks of.

use super::super::target::Special;
use super::draft::Draft;
use super::met::{By, met};
use super::record::{apply, apply_fields, fill_fields};
use super::related::Related;
use super::taxes::Taxes;
use super::variants::Family;
use super::{Done, ImportMet, Job, OnDuplicate, later};
use crate::book::Tx;
use crate::entity::{Entity, Kind};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::products::Product;
use crate::{Id, Result};
use ahash::AHashMap;

pub(super) fn run(job: &mut Job<'_>, tx: &mut Tx<'_>) -> Result<()> {
    let mut catalog = Catalog::of(tx.facts());
    let mut taxes = Taxes::of(&tx.facts().settings());
    let mut family = Family::default();
    job.each_row(|job, line, draft| {
        if family.takes(&draft) {
            family.add(line, draft);
            return Ok(());
        }
        std::mem::take(&mut family).finish(job, tx, &mut catalog, &mut taxes)?;
        if draft.special(Special::Handle).is_some() {
            family.add(line, draft);
            return Ok(());
        }
        let mut there = None;
        let outcome = save(job, tx, &mut catalog, &mut taxes, (line, &draft), &mut there);
        if let Some(there) = there.filter(|_| outcome.is_ok()) {
            job.meet(there);
        }
        later::remember(job, line, &draft, &outcome);
        job.note(&[line], outcome.map(|(done, _)| done))
    })?;
    family.finish(job, tx, &mut catalog, &mut taxes)?;
    let related = Related::now(tx, Kind::Product);
    later::settle(job, tx, &|cell| related.one(Kind::Product, cell))?;
    job.result.notices.extend(taxes.told());
    Ok(())
}

pub(super) fn save(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    catalog: &mut Catalog,
    taxes: &mut Taxes,
    (line, draft): (u64, &Draft),
    there: &mut Option<ImportMet>,
) -> Result<(Done, Id)> {
    let mut product = Product::default();
    apply(&mut product, draft)?;
    let told = taxes.settle(&mut product, draft);
    let adds = matches!(job.on_duplicate, OnDuplicate::Fill | OnDuplicate::Update);
    let twin = catalog
        .find(&product.sku, &product.name)
        .or_else(|| catalog.without_code(&product.name).filter(|_| adds));
    let by = if product.sku.is_empty() || !catalog.by_sku.contains_key(&fold(&product.sku)) {
        By::Name
    } else {
        By::Code
    };
    let mut tell = |kept: &Product, done: Done| {
        *there = Some(met(line, draft, &product, kept, by, &done));
        (done, kept.meta.id)
    };
    match (twin, job.on_duplicate) {
        (Some(id), OnDuplicate::Skip) => Ok(tell(&tx.get(id)?, Done::Skipped)),
        (Some(id), on_duplicate @ (OnDuplicate::Update | OnDuplicate::Fill)) => {
            let mut old: Product = tx.get(id)?;
            let before = old.clone();
            let fill = on_duplicate == OnDuplicate::Fill;
            if fill {
                fill_fields(&mut old, draft)?
            } else {
                apply_fields(&mut old, draft)?
            }
            let keeps_tax = fill && !before.tax_class.is_empty();
            if keeps_tax || !taxes.settle(&mut old, draft) {
                old.tax_class.clone_from(&before.tax_class);
            }
            if old == before && !later::awaited(draft, &old, job.on_duplicate) {
                return Ok(tell(&old, Done::Skipped));
            }
            tx.save(&mut old)?;
            catalog.add(&old);
            Ok(tell(&old, Done::Updated))
        }
        (twin, _) => {
            if twin.is_some() {
                // The code belongs to the one that is there.
                product.sku.clear();
            }
            if !told {
                taxes.usual(&mut product);
            }
            tx.save(&mut product)?;
            taxes.given += u64::from(!told);
            catalog.add(&product);
            Ok((Done::Created, product.meta.id))
        }
    }
}

/// The products of the book and those made so far, by code and by name.
#[derive(Default)]
pub(super) struct Catalog {
    by_sku: AHashMap<String, Id>,
    by_name: AHashMap<String, Id>,
    /// Those without a code, such as sales make, by name.
    codeless: AHashMap<String, Id>,
}

impl Catalog {
    pub fn of(facts: &Facts) -> Self {
        let mut catalog = Self::default();
        let table = facts.table(Kind::Product);
        for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
            if let Ok(product) = Product::decode(table.id(row), table.bytes(row)) {
                catalog.add(&product);
            }
        }
        catalog
    }

    /// Notes a product.
    pub fn add(&mut self, product: &Product) {
        let name = fold(&product.name);
        if product.sku.is_empty() {
            self.codeless.entry(name.clone()).or_insert(product.meta.id);
        } else {
            self.by_sku.insert(fold(&product.sku), product.meta.id);
            if self.codeless.get(&name) == Some(&product.meta.id) {
                self.codeless.remove(&name);
            }
        }
        self.by_name.entry(name).or_insert(product.meta.id);
    }

    /// The one of that name that waits for a code, as one that a sale has made does.
    pub fn without_code(&self, name: &str) -> Option<Id> {
        self.codeless.get(&fold(name)).copied()
    }

    /// By its code; by its name only when there is no code.
    pub fn find(&self, sku: &str, name: &str) -> Option<Id> {
        if sku.is_empty() {
            self.by_name.get(&fold(name)).copied()
        } else {
            self.by_sku.get(&fold(sku)).copied()
        }
    }
}
