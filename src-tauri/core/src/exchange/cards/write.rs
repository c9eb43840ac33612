//! Customers out, as cards of version 3.0 (RFC 2426).

use crate::customers::{Customer, CustomerKind};
use crate::entity::Kind;
use crate::exchange::lines::{Lines, escaped};
use crate::facts::{Facts, State};
use crate::files::write_whole;
use crate::filter::Compiled;
use crate::{Id, Result};
use std::path::Path;

/// The customers that `filter` chooses, and of `only` where some are named, as the text of a
/// file of cards, and how many; in the order of their names.
pub fn text(facts: &Facts, filter: Option<&Compiled>, only: Option<&[Id]>) -> Result<(String, usize)> {
    let table = facts.table(Kind::Customer);
    let mut chosen: Vec<(String, u32)> = (0..table.len())
        .filter(|row| matches!(table.state(*row), State::Live | State::Archived))
        .filter(|row| only.is_none_or(|ids| ids.contains(&table.id(*row))))
        .filter(|row| filter.is_none_or(|filter| filter.matches(facts, *row)))
        .map(|row| (crate::facts::text::fold(&facts.title(Kind::Customer, row)), row))
        .collect();
    chosen.sort_unstable();
    let mut lines = Lines::default();
    for (_, row) in &chosen {
        let customer: Customer = facts.get(table.id(*row))?;
        card(&mut lines, facts, &customer, &facts.title(Kind::Customer, *row));
    }
    Ok((lines.finish(), chosen.len()))
}

/// Writes [`text`] into a file, whole or not at all; how many there were.
pub fn save(facts: &Facts, filter: Option<&Compiled>, only: Option<&[Id]>, path: &Path) -> Result<usize> {
    let (text, count) = text(facts, filter, only)?;
    write_whole(path, text.as_bytes())?;
    Ok(count)
}

fn card(lines: &mut Lines, facts: &Facts, c: &Customer, title: &str) {
    let structured =
        |parts: &[&str]| parts.iter().map(|part| escaped(part.trim())).collect::<Vec<_>>().join(";");
    let mut group = 0;
    lines.put("BEGIN:VCARD");
    lines.put("VERSION:3.0");
    lines.text("PRODID", "-//Regulars//Regulars//EN");
    lines.put(&format!("UID:{}", c.meta.id));
    lines.put(&format!("FN:{}", escaped(title)));
    lines
        .put(&format!("N:{}", structured(&[&c.last_name, &c.first_name, &c.middle_name, &c.salutation, ""])));
    if c.kind == CustomerKind::Company {
        lines.put("X-ABShowAs:COMPANY");
    }
    // The company a person belongs to is named on a card of its own too.
    let company = match c.company_id.filter(|_| c.company_name.is_empty()) {
        Some(id) => facts.title_of(Kind::Customer, id).unwrap_or_default(),
        None => c.company_name.clone(),
    };
    if !company.is_empty() || !c.department.is_empty() {
        lines.put(&format!("ORG:{}", structured(&[&company, &c.department]).trim_end_matches(';')));
    }
    lines.text("TITLE", &c.job_title);
    for (index, phone) in c.phones.iter().enumerate() {
        labelled(lines, "TEL", &phone.label, index == 0, &mut group, &escaped(phone.number.trim()));
    }
    for (index, email) in c.emails.iter().enumerate() {
        labelled(lines, "EMAIL", &email.label, index == 0, &mut group, &escaped(email.address.trim()));
    }
    for (index, a) in c.addresses.iter().enumerate() {
        let value = structured(&["", "", &a.street, &a.city, &a.state, &a.postal_code, &a.country]);
        labelled(lines, "ADR", &a.label, index == 0, &mut group, &value);
    }
    lines.text("URL", &c.website);
    match c.birthday.strip_prefix("--") {
        // A day without its year, as telephones write it.
        Some(day) => lines.put(&format!("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-{day}")),
        None if c.birthday.is_empty() => {}
        None => lines.put(&format!("BDAY;VALUE=date:{}", c.birthday)),
    }
    lines.text("LANG", &c.language);
    if !c.meta.tags.is_empty() {
        let tags: Vec<String> = c.meta.tags.iter().map(|tag| escaped(tag)).collect();
        lines.put(&format!("CATEGORIES:{}", tags.join(",")));
    }
    lines.text("NOTE", &c.meta.notes);
    lines.put(&format!("REV:{}", c.meta.updated_at.format("%Y-%m-%dT%H:%M:%SZ")));
    lines.put("END:VCARD");
}

/// A line with a label: by the types there are for it, else in its own words beside it.
fn labelled(lines: &mut Lines, name: &str, label: &str, first: bool, group: &mut usize, value: &str) {
    let types = match (name, label.trim()) {
        (_, "") => Some(""),
        (_, "home") => Some("HOME"),
        (_, "work") => Some("WORK"),
        ("TEL", "mobile") => Some("CELL"),
        ("TEL", "fax") => Some("FAX"),
        ("TEL", "work fax") => Some("WORK,FAX"),
        ("TEL", "home fax") => Some("HOME,FAX"),
        ("TEL", "pager") => Some("PAGER"),
        _ => None,
    };
    let mut kinds: Vec<&str> =
        types.into_iter().flat_map(|t| t.split(',')).filter(|t| !t.is_empty()).collect();
    if first {
        kinds.push("PREF");
    }
    let kinds = if kinds.is_empty() { String::new() } else { format!(";TYPE={}", kinds.join(",")) };
    if types.is_some() {
        lines.put(&format!("{name}{kinds}:{value}"));
        return;
    }
    *group += 1;
    lines.put(&format!("item{group}.{name}{kinds}:{value}"));
    lines.put(&format!("item{group}.X-ABLabel:{}", escaped(label.trim())));
}
