//! Fields of the owner's own: what a record of a kind has besides what the program
//! declares. Each is a record of the book, and from it comes a
//! [`FieldDef`](crate::entity::FieldDef) like those of the declarations, so that lists, forms, filters,
//! import, export, history and merging treat both alike.

pub(crate) mod check;
mod known;
mod options;
mod uses;

pub use check::{RECORDS, REFERABLE, used};
pub use known::CustomFields;
pub(crate) use known::removed;
pub use uses::Uses;
pub(crate) use uses::follow;

use crate::book::Tx;
use crate::{Id, Result, choice, entity};

choice! {
    /// What a field holds.
    pub enum CustomType {
        /// One line of text.
        Text = 0 "text",
        /// Text of several lines.
        LongText = 1 "long_text",
        /// A number with decimals or none.
        Number = 2 "number",
        /// An amount in the book's currency.
        Money = 3 "money",
        /// A day.
        Date = 4 "date",
        /// One of several words.
        Choice = 5 "choice",
        /// Yes or no.
        YesNo = 6 "yes_no",
        /// A telephone number.
        Phone = 7 "phone",
        /// An e-mail address.
        Email = 8 "email",
        /// The address of a page.
        Link = 9 "link",
        /// Several words.
        Tags = 10 "tags",
        /// A time of the wall clock.
        Time = 11 "time",
        /// Files that belong to the record.
        File = 12 "file",
        /// Another record, of the kind that the field names.
        Relation = 13 "relation",
        /// How much or how many of something, with what it is counted in.
        Quantity = 14 "quantity",
        /// A share, 19 for 19 %.
        Percent = 15 "percent",
        /// A postal address, in the lines of an envelope.
        Address = 16 "address",
    }
}

entity! {
    /// A field of the owner's own.
    pub struct CustomField : CustomField = "custom_field" {
        /// What it is called.
        1 label: String { required: true, searched: true, listed: true, section: "field" },
        /// Of which records: `customer`, `deal` …
        2 record_kind: String { required: true, listed: true, section: "field" },
        /// What it holds.
        3 field_type: CustomType { listed: true, section: "field" },
        /// The words of a choice, in their order.
        4 options: Vec<String> { section: "field" },
        /// Whether it must be filled in when a record is typed.
        5 required: bool { section: "field" },
        /// The heading under which forms have it.
        6 heading: String { section: "field" },
        /// Where it stands among the others, the lowest first.
        7 position: i64 { section: "field" },
        /// Whether lists show it as a column.
        8 shown_in_lists: bool { section: "field" },
        /// Its name in files and filters; given once and never changed.
        9 slug: String { read_only: true, section: "field" },
        /// Its number in the encoding of records; given once and never changed.
        10 tag: i64 { read_only: true, importable: false, section: "field" },
        /// The kind of record that a relation leads to: `product`, `customer` …
        11 refers_to: String { choices: &REFERABLE, section: "field" },
        /// What a quantity is counted in: `kg`, `m²`, `pieces` …
        12 unit: String { section: "field" },
    }
}

/// Gives fields the places from one on, in this order.
pub fn put_in_order(tx: &mut Tx<'_>, ids: &[Id]) -> Result<()> {
    for (place, id) in (1..).zip(ids) {
        let mut field: CustomField = tx.get(*id)?;
        if field.position != place {
            field.position = place;
            tx.save(&mut field)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
