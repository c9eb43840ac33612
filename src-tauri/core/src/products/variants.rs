//! Variants: a product that is chosen by options (size, colour) has one product of its own
//! for every combination, each with its code, price and stock. A bundle with options is made
//! of the fitting variants of its parts.

use super::{Component, OPTIONS, OptionValue, PARENT, Product, ProductKind, ProductOption};
use crate::book::Tx;
use crate::entity::{AnyRecord, Entity, Kind, Meta};
use crate::facts::Facts;
use crate::facts::text::fold;
use crate::say;
use crate::{Error, Id, Result};

/// More combinations than this are a slip of the hand.
const MOST: usize = 250;

/// What there is to choose from, as [`ProductOption::values`] lists it.
pub fn values(option: &ProductOption) -> Vec<String> {
    option.values.split(';').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// The variants of a product, as they stand in the book.
pub fn of(facts: &Facts, parent: Id) -> Vec<Product> {
    let table = facts.table(Kind::Product);
    let rows = table.present_rows().filter(|row| table.typed::<Option<Id>>(*row, PARENT) == Some(parent));
    rows.filter_map(|row| Product::decode(table.id(row), table.bytes(row)).ok())
        .filter(|variant| variant.meta.trashed_at.is_none())
        .collect()
}

/// The product that counts for a row in a report: that which it is a variant of, or itself.
pub fn head(facts: &Facts, row: u32) -> u32 {
    let table = facts.table(Kind::Product);
    let parent = table.typed::<Option<Id>>(row, PARENT).and_then(|id| table.present(id));
    parent.unwrap_or(row)
}

/// Whether a product is only sold as one of its variants.
pub fn has_options(facts: &Facts, row: u32) -> bool {
    !facts.table(Kind::Product).typed::<Vec<ProductOption>>(row, OPTIONS).is_empty()
}

/// Gives a product its options and makes the variants that are missing, with the product's
/// own price, cost and tax and a code made of its code. Variants that are there stay as they
/// are; one that no longer fits is archived, and comes back with its value. Without options
/// the product is sold as itself again. Gives the variants in the order of the options.
pub fn make(tx: &mut Tx<'_>, parent: Id, options: &[ProductOption]) -> Result<Vec<Id>> {
    let mut product: Product = tx.get(parent)?;
    if product.parent_id.is_some() {
        return Err(refused(say!(
            "“{}” is a variant itself. Give the options to the product it belongs to.",
            product.name
        )));
    }
    product.options = tidy(options)?;
    tx.save(&mut product)?;
    let combinations = combinations(&product.options)?;
    let mut known = of(tx.facts(), parent);
    let mut made = Vec::with_capacity(combinations.len());
    for chosen in combinations {
        let at = known.iter().position(|variant| same(&variant.option_values, &chosen));
        let mut variant = match at {
            Some(at) => known.swap_remove(at),
            None => blank(tx, &product, &chosen),
        };
        variant.meta.archived = false;
        variant.option_values = chosen;
        if product.product_kind == ProductKind::Bundle {
            variant.components = parts(tx, &product, &variant.option_values)?;
        }
        made.push(tx.save(&mut variant)?);
    }
    for mut gone in known.into_iter().filter(|variant| !variant.meta.archived) {
        gone.meta.archived = true;
        tx.save(&mut gone)?;
    }
    Ok(made)
}

fn refused(message: crate::Sentence) -> Error {
    Error::invalid("product", "options", message)
}

/// Options without blanks, each once and with something to choose from.
fn tidy(options: &[ProductOption]) -> Result<Vec<ProductOption>> {
    let mut tidied: Vec<ProductOption> = Vec::new();
    for option in options {
        let (name, mut chosen) = (option.name.trim().to_owned(), Vec::<String>::new());
        for value in values(option) {
            if !chosen.iter().any(|known| fold(known) == fold(&value)) {
                chosen.push(value);
            }
        }
        if name.is_empty() && chosen.is_empty() {
            continue;
        }
        if name.is_empty() || chosen.is_empty() {
            return Err(refused(say!(
                "Give every option a name and what there is to choose from, such as Size: S; M; L."
            )));
        }
        if tidied.iter().any(|known| fold(&known.name) == fold(&name)) {
            return Err(refused(say!("The option “{}” is there twice. Put its values into one.", name)));
        }
        tidied.push(ProductOption { name, values: chosen.join("; ") });
    }
    Ok(tidied)
}

/// Every combination of the values, the last option changing first.
fn combinations(options: &[ProductOption]) -> Result<Vec<Vec<OptionValue>>> {
    let count = options.iter().try_fold(1_usize, |product, option| product.checked_mul(values(option).len()));
    if count.is_none_or(|count| count > MOST) {
        return Err(refused(say!(
            "These options make more than {} variants. Leave some values out, or make two products of it.",
            MOST
        )));
    }
    let mut all: Vec<Vec<OptionValue>> = Vec::new();
    for option in options {
        let begun = if all.is_empty() { vec![Vec::new()] } else { std::mem::take(&mut all) };
        for start in begun {
            for value in values(option) {
                let mut chosen = start.clone();
                chosen.push(OptionValue { name: option.name.clone(), value });
                all.push(chosen);
            }
        }
    }
    Ok(all)
}

fn same(a: &[OptionValue], b: &[OptionValue]) -> bool {
    let has = |list: &[OptionValue], one: &OptionValue| {
        list.iter()
            .any(|other| fold(&other.name) == fold(&one.name) && fold(&other.value) == fold(&one.value))
    };
    a.len() == b.len() && a.iter().all(|one| has(b, one))
}

/// A variant that does not exist yet.
fn blank(tx: &Tx<'_>, product: &Product, chosen: &[OptionValue]) -> Product {
    let words: Vec<&str> = chosen.iter().map(|one| one.value.as_str()).collect();
    let mut variant = Product {
        name: format!("{}, {}", product.name, words.join(", ")),
        sku: sku(tx, product, &words),
        barcode: String::new(),
        options: Vec::new(),
        parent_id: Some(product.meta.id),
        components: Vec::new(),
        image: Vec::new(),
        track_stock: product.product_kind == ProductKind::Goods,
        ..product.clone()
    };
    variant.meta = Meta { tags: product.meta.tags.clone(), ..Meta::default() };
    variant
}

/// The product's code with what was chosen, so that nobody has to think of one; none when
/// the product has none.
fn sku(tx: &Tx<'_>, product: &Product, words: &[&str]) -> String {
    if product.sku.is_empty() {
        return String::new();
    }
    let letters = |word: &&str| word.split_whitespace().collect::<Vec<_>>().join("_").to_uppercase();
    let base = format!("{}-{}", product.sku, words.iter().map(letters).collect::<Vec<_>>().join("-"));
    let table = tx.facts().table(Kind::Product);
    let taken =
        |code: &str| Product::DEF.field("sku").is_some_and(|field| table.find_unique(field, code).is_some());
    let others = (2..).map(|number: u32| format!("{base}-{number}"));
    std::iter::once(base.clone()).chain(others).find(|code| !taken(code)).unwrap_or(base)
}

/// What a variant of a bundle is made of: of each part that has options itself, the variant
/// with the same choice.
fn parts(tx: &Tx<'_>, bundle: &Product, chosen: &[OptionValue]) -> Result<Vec<Component>> {
    let mut parts = Vec::new();
    for part in &bundle.components {
        let product: Product = tx.get(part.product_id)?;
        if product.options.is_empty() {
            parts.push(part.clone());
            continue;
        }
        let asked =
            |one: &&OptionValue| product.options.iter().any(|option| fold(&option.name) == fold(&one.name));
        let wanted: Vec<OptionValue> = chosen.iter().filter(asked).cloned().collect();
        let variants = of(tx.facts(), part.product_id);
        let fitting =
            variants.iter().find(|variant| !variant.meta.archived && same(&variant.option_values, &wanted));
        let Some(fitting) = fitting else {
            let names: Vec<&str> = product.options.iter().map(|option| option.name.as_str()).collect();
            let values: Vec<&str> = chosen.iter().map(|one| one.value.as_str()).collect();
            return Err(refused(say!(
                "The part “{}” is chosen by {}, and has no variant for {}. Give the bundle the same options and values.",
                product.name,
                names.join(", "),
                values.join(", ")
            )));
        };
        parts.push(Component { product_id: fitting.meta.id, quantity: part.quantity });
    }
    Ok(parts)
}

/// What variants have in common with their product follows it: where one had what the
/// product had before, it gets what the product has now.
pub(crate) fn follow(product: &Product, tx: &mut Tx<'_>) -> Result<()> {
    let table = tx.facts().table(Kind::Product);
    let Some(row) = table.present(product.meta.id).filter(|row| has_options(tx.facts(), *row)) else {
        return Ok(());
    };
    let before = Product::decode(product.meta.id, table.bytes(row))?;
    let shared = |one: &Product| {
        (
            one.name.clone(),
            one.category.clone(),
            one.unit.clone(),
            one.tax_class.clone(),
            one.tax_rate,
            one.price,
            one.cost,
        )
    };
    if shared(&before) == shared(product) {
        return Ok(());
    }
    for variant in of(tx.facts(), product.meta.id) {
        // What this transaction has done to it already stays.
        let mut changed: Product = tx.get(variant.meta.id)?;
        if let Some(rest) = changed.name.strip_prefix(before.name.as_str()) {
            changed.name = format!("{}{rest}", product.name);
        }
        let text = |own: &mut String, old: &String, new: &String| {
            if own == old {
                own.clone_from(new);
            }
        };
        text(&mut changed.category, &before.category, &product.category);
        text(&mut changed.unit, &before.unit, &product.unit);
        text(&mut changed.tax_class, &before.tax_class, &product.tax_class);
        if changed.tax_rate == before.tax_rate {
            changed.tax_rate = product.tax_rate;
        }
        if changed.price == before.price {
            changed.price = product.price;
        }
        if changed.cost == before.cost {
            changed.cost = product.cost;
        }
        if changed.encode() != variant.encode() {
            tx.save(&mut changed)?;
        }
    }
    Ok(())
}
