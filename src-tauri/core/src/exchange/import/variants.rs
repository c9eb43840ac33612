//! Rows that are variants of one product, as shops export them (`Handle`, `Option1 Name`,
//! `Option1 Value`, …): the first row has what all have in common, each row its own code,
//! price and values. A row without a value only has another picture.

use super::super::target::Special;
use super::draft::Draft;
use super::products::{Catalog, save};
use super::record::{apply, apply_fields};
use super::taxes::Taxes;
use super::{Done, Job, OnDuplicate};
use crate::Result;
use crate::book::Tx;
use crate::facts::text::fold;
use crate::products::{OptionValue, Product, ProductOption};

/// What shops call the only variant of a product without options.
const ONLY: &str = "Default Title";

/// The rows of one product, one behind the other.
#[derive(Default)]
pub(super) struct Family {
    handle: String,
    rows: Vec<(u64, Draft)>,
}

impl Family {
    /// Whether a row belongs to the rows so far.
    pub fn takes(&self, draft: &Draft) -> bool {
        draft.special(Special::Handle).is_some_and(|handle| handle == self.handle)
    }

    /// Adds a row.
    pub fn add(&mut self, line: u64, draft: Draft) {
        draft.special(Special::Handle).unwrap_or_default().clone_into(&mut self.handle);
        self.rows.push((line, draft));
    }

    /// The values of a row; none for one that is no variant.
    fn values(&self, draft: &Draft) -> Vec<OptionValue> {
        let first = self.rows.first().map(|(_, first)| first);
        (1..=3)
            .filter_map(|option| {
                let value = draft.special(Special::OptionValue(option)).filter(|value| *value != ONLY)?;
                let name = first.and_then(|first| first.special(Special::OptionName(option)));
                let name = name.map_or_else(|| format!("Option {option}"), str::to_owned);
                Some(OptionValue { name, value: value.to_owned() })
            })
            .collect()
    }

    /// Saves the product with its variants, or the product alone where it has none.
    pub fn finish(
        self,
        job: &mut Job<'_>,
        tx: &mut Tx<'_>,
        catalog: &mut Catalog,
        taxes: &mut Taxes,
    ) -> Result<()> {
        let Some((first_line, first)) = self.rows.first() else { return Ok(()) };
        let mut common = Product::default();
        let read = apply(&mut common, first);
        if read.is_ok() && common.name.is_empty() {
            common.name.clone_from(&self.handle);
        }
        let options = self.options();
        if read.is_err() || options.is_empty() {
            let mut there = None;
            let saved = read.and_then(|()| save(job, tx, catalog, taxes, (*first_line, first), &mut there));
            let outcome = saved.map(|(done, _)| done);
            let there = there.filter(|_| outcome.is_ok());
            there.into_iter().for_each(|there| job.meet(there));
            job.note(&[*first_line], outcome)?;
            return self.skip(job, 1);
        }
        let silent = !taxes.settle(&mut common, first);
        let change = job.on_duplicate == OnDuplicate::Update;
        let known = known(tx, catalog, &common, change)?;
        let usual = silent && known.is_none();
        if usual {
            taxes.usual(&mut common);
        }
        let parent = match parent(tx, catalog, known, &common, options) {
            Ok(parent) => parent,
            Err(error) => {
                let lines: Vec<u64> = self.rows.iter().map(|(line, _)| *line).collect();
                return job.note(&lines, Err(error));
            }
        };
        for (line, draft) in &self.rows {
            let values = self.values(draft);
            let outcome = match values.is_empty() {
                true => Ok(Done::Skipped),
                false => variant(job, tx, catalog, taxes, &parent, draft, values),
            };
            let own = draft.get("tax_rate").is_some() || draft.get("tax_class").is_some();
            taxes.given += u64::from(usual && !own && matches!(outcome, Ok(Done::Created)));
            job.note(&[*line], outcome)?;
        }
        Ok(())
    }

    /// Rows that bring no product of their own.
    fn skip(&self, job: &mut Job<'_>, from: usize) -> Result<()> {
        self.rows[from..].iter().try_for_each(|(line, _)| job.note(&[*line], Ok(Done::Skipped)))
    }

    /// The options with every value that a row has, in the order of the rows.
    fn options(&self) -> Vec<ProductOption> {
        let mut options: Vec<(String, Vec<String>)> = Vec::new();
        for chosen in self.rows.iter().flat_map(|(_, draft)| self.values(draft)) {
            let at = options.iter().position(|(name, _)| fold(name) == fold(&chosen.name));
            let at = at.unwrap_or_else(|| {
                options.push((chosen.name.clone(), Vec::new()));
                options.len() - 1
            });
            if !options[at].1.iter().any(|known| fold(known) == fold(&chosen.value)) {
                options[at].1.push(chosen.value);
            }
        }
        options.into_iter().map(|(name, values)| ProductOption { name, values: values.join("; ") }).collect()
    }
}

/// The product of this name that the variants belong to, where the book has it. A plain product is
/// left alone, unless what is there is to be changed.
fn known(tx: &Tx<'_>, catalog: &Catalog, common: &Product, change: bool) -> Result<Option<Product>> {
    let known = catalog.find("", &common.name).map(|id| tx.get::<Product>(id)).transpose()?;
    Ok(known.filter(|known| change || !known.options.is_empty()))
}

/// The product that the variants belong to, with their options. The code and barcode of a new one are
/// the first variant's, so it has none.
fn parent(
    tx: &mut Tx<'_>,
    catalog: &mut Catalog,
    known: Option<Product>,
    common: &Product,
    options: Vec<ProductOption>,
) -> Result<Product> {
    let blank = || Product { sku: String::new(), barcode: String::new(), ..common.clone() };
    let mut parent = known.unwrap_or_else(blank);
    // What the book has of an option stays, and what the file has more comes behind it.
    for option in options {
        match parent.options.iter_mut().find(|known| fold(&known.name) == fold(&option.name)) {
            None => parent.options.push(option),
            Some(known) => {
                let mut all = crate::products::variants::values(known);
                for value in crate::products::variants::values(&option) {
                    if !all.iter().any(|own| fold(own) == fold(&value)) {
                        all.push(value);
                    }
                }
                known.values = all.join("; ");
            }
        }
    }
    tx.save(&mut parent)?;
    catalog.add(&parent);
    Ok(parent)
}

fn variant(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    catalog: &mut Catalog,
    taxes: &Taxes,
    parent: &Product,
    draft: &Draft,
    values: Vec<OptionValue>,
) -> Result<Done> {
    let words: Vec<&str> = values.iter().map(|one| one.value.as_str()).collect();
    let name = format!("{}, {}", parent.name, words.join(", "));
    let mut read = Product::default();
    apply(&mut read, draft)?;
    let known = catalog.find(&read.sku, &name).or_else(|| catalog.find("", &name));
    let (mut product, done) = match (known, job.on_duplicate) {
        (Some(_), OnDuplicate::Skip | OnDuplicate::Fill) => return Ok(Done::Skipped),
        (Some(id), OnDuplicate::Update) => (tx.get::<Product>(id)?, Done::Updated),
        (twin, _) => {
            let sku = if twin.is_some() { String::new() } else { read.sku.clone() };
            let blank = Product { sku, options: Vec::new(), meta: Default::default(), ..parent.clone() };
            (blank, Done::Created)
        }
    };
    let (sku, before) = (product.sku.clone(), product.clone());
    apply_fields(&mut product, draft)?;
    let told = taxes.settle(&mut product, draft);
    if !told {
        product.tax_class.clone_from(&before.tax_class);
    }
    if known.is_some() {
        // The code belongs to the one that has it.
        product.sku = sku;
    }
    product.name = name;
    product.parent_id = Some(parent.meta.id);
    product.option_values = values;
    if product == before {
        return Ok(Done::Skipped);
    }
    tx.save(&mut product)?;
    catalog.add(&product);
    Ok(done)
}
