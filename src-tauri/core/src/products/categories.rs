//! Categories: a tree by their names, `Furniture / Chairs`. A product says in which it is;
//! those of the settings are there before a product is.

use super::{CATEGORY, Product};
use crate::book::Tx;
use crate::campaigns::Campaign;
use crate::entity::{Entity, Kind};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::settings::{SETTINGS_ID, Settings};
use crate::{Error, Result, Sentence, say};
use std::collections::BTreeMap;

/// What stands between a category and one within it.
pub const WITHIN: &str = " / ";

/// One category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// Its whole name, from the outermost on.
    pub name: String,
    /// Products in it.
    pub products: usize,
    /// Products in it and in those within it.
    pub all: usize,
}

/// Every category, in the order of the names; also one that only has others within it.
pub fn list(facts: &Facts) -> Vec<Category> {
    let mut found: BTreeMap<String, Category> = BTreeMap::new();
    let mut note = |name: &str, products: usize| {
        let parts: Vec<&str> = parts(name).collect();
        for depth in 1..=parts.len() {
            let name = parts[..depth].join(WITHIN);
            let entry = found.entry(fold(&name)).or_insert(Category { name, ..Category::default() });
            entry.all += products;
            entry.products += if depth == parts.len() { products } else { 0 };
        }
    };
    facts.settings().categories.iter().for_each(|name| note(name, 0));
    let table = facts.table(Kind::Product);
    for row in table.present_rows().filter(|row| table.state(*row) != State::Trashed) {
        note(table.text(row, CATEGORY), 1);
    }
    found.into_values().collect()
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(WITHIN).map(str::trim).filter(|part| !part.is_empty())
}

/// A name as it is kept: without blanks around its parts.
pub fn tidy(name: &str) -> String {
    parts(name).collect::<Vec<_>>().join(WITHIN)
}

/// What a category is called after `from` has become `to`; `None` when it is not touched.
fn moved(name: &str, from: &str, to: &str) -> Option<String> {
    let (own, from): (Vec<&str>, Vec<&str>) = (parts(name).collect(), parts(from).collect());
    let within = own.len() >= from.len() && own.iter().zip(&from).all(|(a, b)| fold(a) == fold(b));
    within.then(|| parts(to).chain(own[from.len()..].iter().copied()).collect::<Vec<_>>().join(WITHIN))
}

/// Whether a category is another one or within it; every one is within an empty one.
pub fn within(name: &str, of: &str) -> bool {
    moved(name, of, "").is_some()
}

/// Makes a category before any product is in it.
pub fn create(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    let name = named(name)?;
    if exists(tx.facts(), &name) {
        return Err(refused(say!("There is a category “{}” already.", name)));
    }
    let mut settings: Settings = tx.get(SETTINGS_ID)?;
    settings.categories.push(name);
    tx.save(&mut settings)?;
    Ok(())
}

/// Gives a category another name or place; its products and the categories within it go with
/// it. Refused when there is one of that name, for then two would become one. Gives how many
/// products moved.
pub fn rename(tx: &mut Tx<'_>, from: &str, to: &str) -> Result<usize> {
    let (from, to) = (known(tx.facts(), from)?, named(to)?);
    if fold(&from) != fold(&to) && exists(tx.facts(), &to) {
        return Err(refused(say!(
            "There is a category “{}” already. Merge “{}” into it if both mean the same.",
            to,
            from
        )));
    }
    if moved(&to, &from, "").is_some_and(|rest| !rest.is_empty()) {
        return Err(refused(say!("“{}” cannot be put into itself.", from)));
    }
    shift(tx, &from, &to)
}

/// Puts all products of a category, and the categories within it, into another that is there.
/// Gives how many products moved.
pub fn merge(tx: &mut Tx<'_>, from: &str, into: &str) -> Result<usize> {
    let (from, into) = (known(tx.facts(), from)?, known(tx.facts(), into)?);
    if moved(&into, &from, "").is_some() {
        return Err(refused(say!("“{}” cannot be put into itself.", from)));
    }
    shift(tx, &from, &into)
}

/// Removes a category that nothing uses.
pub fn delete(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    let name = known(tx.facts(), name)?;
    let all =
        list(tx.facts()).into_iter().find(|one| fold(&one.name) == fold(&name)).map_or(0, |one| one.all);
    if all > 0 {
        return Err(refused(say!(
            "{} products are in “{}”. Merge it into another category, or put them elsewhere first.",
            all,
            name
        )));
    }
    let mut settings: Settings = tx.get(SETTINGS_ID)?;
    settings.categories.retain(|one| moved(one, &name, "").is_none());
    tx.save(&mut settings)?;
    Ok(())
}

fn shift(tx: &mut Tx<'_>, from: &str, to: &str) -> Result<usize> {
    let facts = tx.facts();
    let mut settings: Settings = tx.get(SETTINGS_ID)?;
    let mut kept: Vec<String> = Vec::new();
    for name in settings.categories.iter().map(|name| moved(name, from, to).unwrap_or_else(|| name.clone())) {
        if !kept.iter().any(|known| fold(known) == fold(&name)) {
            kept.push(name);
        }
    }
    settings.categories = kept;
    tx.save(&mut settings)?;
    let table = facts.table(Kind::Product);
    let mut count = 0;
    for row in table.present_rows() {
        let Some(name) = moved(table.text(row, CATEGORY), from, to) else { continue };
        let mut product: Product = tx.get(table.id(row))?;
        if product.category != name {
            product.category = name;
            tx.save(&mut product)?;
            count += 1;
        }
    }
    // An offer for a category goes on to be one for it.
    let table = facts.table(Kind::Campaign);
    for row in table.present_rows() {
        let mut campaign = Campaign::decode(table.id(row), table.bytes(row))?;
        if let Some(name) = moved(&campaign.offer_category, from, to) {
            campaign.offer_category = name;
            tx.save(&mut campaign)?;
        }
    }
    Ok(count)
}

fn exists(facts: &Facts, name: &str) -> bool {
    list(facts).iter().any(|one| fold(&one.name) == fold(name))
}

/// The name as the book has it.
fn known(facts: &Facts, name: &str) -> Result<String> {
    let name = tidy(name);
    let found = list(facts).into_iter().find(|one| fold(&one.name) == fold(&name));
    found.map(|one| one.name).ok_or_else(|| refused(say!("There is no category “{}”.", name)))
}

fn named(name: &str) -> Result<String> {
    let name = tidy(name);
    if name.is_empty() { Err(refused(say!("Give the category a name."))) } else { Ok(name) }
}

fn refused(message: Sentence) -> Error {
    Error::invalid("product", "category", message)
}
