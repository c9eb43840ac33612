//! Where a cell can go: the fields of the declarations as paths
//! (`first_name`, `phones[2].number`, `customer.emails.address`, `lines.quantity`),
//! and a few meanings of a column that are no field ([`Special`]).

use super::ImportKind;
use crate::custom_fields::CustomFields;
use crate::entity::{FieldDef, FieldType, Kind};
use ahash::AHashSet;

/// A meaning that is worked into several fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Special {
    /// A whole name, of a person or a company.
    Name,
    /// The whole name of the person to talk to at a company.
    ContactName,
    /// What the whole document comes to.
    Amount,
    /// What one line comes to.
    LineAmount,
    /// Taken off one line, as an amount.
    LineDiscount,
    /// Taken off the document, as an amount.
    Discount,
    /// Tax on the document, as an amount.
    Tax,
    /// Paid back later, as an amount.
    Refunded,
    /// Filled when the document was cancelled.
    Cancelled,
    /// How it was paid.
    PaymentMethod,
    /// The day on which it was paid.
    PaidOn,
    /// What rows have in common that are variants of one product.
    Handle,
    /// What the first, second or third option is called.
    OptionName(u8),
    /// What of it the row is.
    OptionValue(u8),
}

impl Special {
    /// Whether it is an amount of money.
    pub fn is_amount(self) -> bool {
        use Special::*;
        !matches!(
            self,
            Name | ContactName | Cancelled | PaymentMethod | PaidOn | Handle | OptionName(_) | OptionValue(_)
        )
    }

    /// Whether it is a day.
    pub fn is_day(self) -> bool {
        self == Special::PaidOn
    }

    /// Every special meaning with the kind it belongs to and its path.
    pub const ALL: [(Special, ImportKind, &'static str); 18] = [
        (Special::Name, ImportKind::Customers, "name"),
        (Special::ContactName, ImportKind::Customers, "contact_name"),
        (Special::Amount, ImportKind::Sales, "amount"),
        (Special::LineAmount, ImportKind::Sales, "lines.amount"),
        (Special::LineDiscount, ImportKind::Sales, "lines.discount_amount"),
        (Special::Discount, ImportKind::Sales, "discount_amount"),
        (Special::Tax, ImportKind::Sales, "tax_amount"),
        (Special::Refunded, ImportKind::Sales, "refunded"),
        (Special::Cancelled, ImportKind::Sales, "cancelled"),
        (Special::PaymentMethod, ImportKind::Sales, "payment_method"),
        (Special::PaidOn, ImportKind::Sales, "paid_on"),
        (Special::Handle, ImportKind::Products, "handle"),
        (Special::OptionName(1), ImportKind::Products, "option1.name"),
        (Special::OptionValue(1), ImportKind::Products, "option1.value"),
        (Special::OptionName(2), ImportKind::Products, "option2.name"),
        (Special::OptionValue(2), ImportKind::Products, "option2.value"),
        (Special::OptionName(3), ImportKind::Products, "option3.name"),
        (Special::OptionValue(3), ImportKind::Products, "option3.value"),
    ];
}

/// The number of a house, in a column of its own behind that of the street.
pub const HOUSE: usize = usize::MAX;

/// Where a cell goes.
#[derive(Clone)]
pub enum Place {
    /// A field of the record.
    Field(&'static FieldDef),
    /// A field of an element of a list of parts.
    Part {
        /// The list.
        list: &'static FieldDef,
        /// Which element, from 0.
        index: usize,
        /// The element's field.
        sub: &'static FieldDef,
        /// Which further line of the field it is (a second line of a street); 0 for the first, [`HOUSE`] for
        /// the number of the house.
        tail: usize,
    },
    /// A place in the customer the record refers to.
    Customer(Box<Place>),
    /// A meaning of its own.
    Special(Special),
}

impl Place {
    /// Reads a path of a kind; `None` when the declarations have no such place.
    pub fn parse(custom: &CustomFields, kind: ImportKind, path: &str) -> Option<Self> {
        let path = path.trim();
        if let Some((special, ..)) = Special::ALL.iter().find(|(_, k, p)| *k == kind && *p == path) {
            return Some(Place::Special(*special));
        }
        let (head, rest) = path.split_once('.').unzip();
        let Some((head, rest)) = head.zip(rest) else {
            let field = custom.field(kind.kind(), path)?;
            let plain = field.ty != FieldType::Parts && (field.ref_kind.is_none() || is_own(field));
            return (importable(field) && plain).then_some(Place::Field(field));
        };
        if kind != ImportKind::Customers && head == reference_name("customer_id") {
            customer_field(kind)?;
            return Some(Place::Customer(Box::new(Self::parse(custom, ImportKind::Customers, rest)?)));
        }
        let (name, index) = match head.split_once('[') {
            Some((name, number)) => (name, number.strip_suffix(']')?.parse::<usize>().ok()?.checked_sub(1)?),
            None => (head, 0),
        };
        let list = kind.kind().def().field(name).filter(|f| f.ty == FieldType::Parts && importable(f))?;
        let (sub_name, tail) = match rest.rsplit_once('_') {
            Some(("street", "number")) => ("street", HOUSE),
            Some((base, number)) if number.parse::<usize>().is_ok_and(|n| (2..10).contains(&n)) => {
                (base, number.parse::<usize>().ok()? - 1)
            }
            _ => (rest, 0),
        };
        let sub = list.part.iter().find(|f| f.name == sub_name && !f.read_only && f.ref_kind.is_none())?;
        (index < 100).then_some(Place::Part { list, index, sub, tail })
    }

    /// The kind of record that its cells name.
    pub fn leads_to(&self) -> Option<Kind> {
        match self {
            Place::Field(field) => field.ref_kind,
            Place::Customer(inner) => inner.leads_to(),
            Place::Part { .. } | Place::Special(_) => None,
        }
    }

    /// The special meaning, if it is one.
    pub fn special(&self) -> Option<Special> {
        match self {
            Place::Special(special) => Some(*special),
            _ => None,
        }
    }
}

/// Whether files may carry the field. One that only rules set may still be told by
/// a file, because it is history there (the moment a follow-up was done).
pub fn importable(field: &FieldDef) -> bool {
    field.importable && field.ty != FieldType::Files
}

/// Whether it is a field of the owner's own. One that leads to a record has a column for what that record is
/// called; a declared one has columns for the fields by which a record is known.
fn is_own(field: &FieldDef) -> bool {
    !field.label.is_empty()
}

/// `customer_id` is called `customer` in files.
pub fn reference_name(name: &str) -> &str {
    name.strip_suffix("_id").unwrap_or(name)
}

/// The field by which a kind refers to a customer.
pub fn customer_field(kind: ImportKind) -> Option<&'static FieldDef> {
    kind.kind().def().fields.iter().find(|f| f.ref_kind == Some(Kind::Customer) && f.importable)
}

/// A path that is offered, what it is called, and whether a file must have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The path.
    pub path: String,
    /// Its name in words.
    pub label: String,
    /// Whether a record cannot be without it.
    pub required: bool,
}

/// Every place of a kind, the record's own fields first. Lists are offered with
/// their first three elements.
pub fn offers(custom: &CustomFields, kind: ImportKind) -> Vec<Offer> {
    let mut paths = Vec::new();
    let specials = |k: ImportKind, prefix: &str, paths: &mut Vec<(String, bool)>| {
        paths.extend(
            Special::ALL.iter().filter(|s| s.1 == k).map(|(_, _, path)| (format!("{prefix}{path}"), false)),
        );
    };
    specials(kind, "", &mut paths);
    own(custom, kind, "", if kind == ImportKind::Sales { 1 } else { 3 }, &mut paths);
    if customer_field(kind).is_some() && kind != ImportKind::Customers {
        specials(ImportKind::Customers, "customer.", &mut paths);
        own(custom, ImportKind::Customers, "customer.", 1, &mut paths);
    }
    // A meaning of its own stands before the field of the same name, and is the one that is understood.
    let mut seen = AHashSet::new();
    paths.retain(|(path, _)| seen.insert(path.clone()));
    paths
        .into_iter()
        .map(|(path, required)| {
            let own = path.strip_prefix("customer.").unwrap_or(&path);
            let of = if own == path { kind } else { ImportKind::Customers };
            if let Some(field) = custom.find(of.kind(), own).filter(|field| field.name == own) {
                return Offer { label: field.label.to_owned(), path, required };
            }
            let mut label = path.replace(['_', '.', '['], " ").replace(']', "");
            if let Some(first) = label.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Offer { path, label, required }
        })
        .collect()
}

fn own(
    custom: &CustomFields,
    kind: ImportKind,
    prefix: &str,
    elements: usize,
    paths: &mut Vec<(String, bool)>,
) {
    for field in custom.all(kind.kind()).filter(|f| importable(f) && (f.ref_kind.is_none() || is_own(f))) {
        if field.ty != FieldType::Parts {
            // A file need not have what is only asked for when a record is typed.
            paths.push((format!("{prefix}{}", field.name), field.required && field.label.is_empty()));
            continue;
        }
        for index in 1..=elements {
            let place = if index == 1 { String::new() } else { format!("[{index}]") };
            for sub in field.part.iter().filter(|s| !s.read_only && s.ref_kind.is_none()) {
                paths.push((format!("{prefix}{}{place}.{}", field.name, sub.name), false));
                if (field.name, sub.name) == ("addresses", "street") {
                    paths.push((format!("{prefix}addresses{place}.street_number"), false));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_that_is_offered_can_be_read_back() {
        for kind in ImportKind::FOREIGN {
            let mut seen = AHashSet::new();
            for offer in offers(&CustomFields::default(), kind) {
                assert!(
                    Place::parse(&CustomFields::default(), kind, &offer.path).is_some(),
                    "{} is offered for {} and must lead somewhere",
                    offer.path,
                    kind.plural()
                );
                assert!(
                    seen.insert(offer.path.clone()),
                    "{} stands once in the list of {}",
                    offer.path,
                    kind.plural()
                );
            }
        }
    }

    #[test]
    fn a_path_to_nowhere_is_refused() {
        for path in
            ["", "colour", "phones", "phones[0].number", "phones.e164", "lines.sku", "customer.number"]
        {
            assert!(
                Place::parse(&CustomFields::default(), ImportKind::Customers, path).is_none(),
                "{path} is no place for a cell"
            );
        }
        assert!(
            Place::parse(&CustomFields::default(), ImportKind::Sales, "customer.emails[2].address").is_some()
        );
        assert!(
            Place::parse(&CustomFields::default(), ImportKind::Sales, "total").is_none(),
            "totals are worked out, never brought in"
        );
    }
}
