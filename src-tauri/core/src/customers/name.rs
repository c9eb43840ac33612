//! What a customer is called.

use crate::entity::codec;
use crate::facts::Table;

const KIND: u16 = 2;
const NUMBER: u16 = 1;
const NAME_PARTS: [u16; 3] = [5, 6, 7];
const COMPANY_NAME: u16 = 8;
const PHONES: u16 = 12;
const EMAILS: u16 = 13;

/// The name by which people know the customer: first, middle and last name of a
/// person, the name of a company; failing these whatever is known, so that no row
/// of a list is ever nameless.
pub fn display(table: &Table, row: u32) -> String {
    let person = NAME_PARTS
        .map(|tag| table.text(row, tag))
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let company = table.text(row, COMPANY_NAME);
    let is_company = codec::raw_field(table.bytes(row), KIND).is_some();
    let first = if is_company { [company, person.as_str()] } else { [person.as_str(), company] };
    if let Some(name) = first.into_iter().find(|n| !n.is_empty()) {
        return name.to_owned();
    }
    first_of(table, row, EMAILS, 2)
        .or_else(|| first_of(table, row, PHONES, 2))
        .unwrap_or_else(|| table.text(row, NUMBER).to_owned())
}

fn first_of(table: &Table, row: u32, list: u16, sub: u16) -> Option<String> {
    let raw = codec::raw_field(table.bytes(row), list)?;
    let text = codec::raw_part_field(codec::list_items(raw).next()?, sub)?;
    std::str::from_utf8(text).ok().filter(|t| !t.is_empty()).map(str::to_owned)
}
