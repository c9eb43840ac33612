//! What stands below a table: a row of sums, the day of printing. It is no record.

use super::{column, number};
use crate::facts::text::fold;
use csv::StringRecord;

/// Words before a sum.
const SUMS: [&str; 14] = [
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "anzahl",
    "total",
    "totals",
    "grand total",
    "sum",
    "count",
    "somme",
    "totale",
    "suma",
    "totaal",
];

/// Beginnings of remarks below a table.
const REMARKS: [&str; 12] = [
    "gedruckt",
    "druckdatum",
    "ausdruck vom",
    "erstellt am",
    "stand:",
    "seite ",
    "ende der liste",
    "printed ",
    "page ",
    "created on ",
    "exported ",
    "end of list",
];

/// Whether a row is a sum or a remark, provided that no record follows it. `width` is the number of columns.
pub fn is_footer(record: &StringRecord, width: usize) -> bool {
    let mut cells = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else { return false };
    let others: Vec<&str> = cells.collect();
    let first = fold(first);
    if width > 2 && others.is_empty() && REMARKS.iter().any(|begin| first.starts_with(begin)) {
        return true;
    }
    let word = first.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '=' | ' ' | '.'));
    width > 1 && SUMS.contains(&word) && others.iter().all(|cell| is_figure(cell))
}

/// A number, an amount, or a number of things: `5 Kunden`.
fn is_figure(cell: &str) -> bool {
    let counted = |cell: &str| {
        let mut words = cell.split_whitespace();
        let count = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        count
            && words.next().is_some_and(|word| word.chars().all(char::is_alphabetic))
            && words.next().is_none()
    };
    !column::is_phone(cell)
        && (number::parse(cell, '.').is_some() || number::parse(cell, ',').is_some() || counted(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_told_from_a_customer_of_that_name() {
        let is = |cells: &[&str]| is_footer(&StringRecord::from(cells.to_vec()), cells.len());
        assert!(is(&["Summe", "", "5 Kunden", ""]));
        assert!(is(&["Total:", "", "1.234,50 €"]));
        assert!(is(&["", "Gesamt", "12"]));
        assert!(is(&["Gedruckt am 01.11.2026", "", ""]));
        assert!(!is(&["Total", "0911 4711", "Fürth"]), "a filling station may be called Total");
        assert!(!is(&["Total", "0911 471100", ""]), "and has a telephone");
        assert!(!is(&["Summer", "12", ""]));
        assert!(!is(&["Stand", "Anna", ""]));
    }
}
