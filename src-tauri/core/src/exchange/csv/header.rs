//! Which row holds the names of the columns, if any does.

use super::column;
use super::date;
use super::dialect::usual_width;
use super::number;

/// Where the table begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Rows before the heading: a title, a note, a date of printing.
    pub preamble: usize,
    /// The names of the columns, each different; made up when there is no heading.
    pub names: Vec<String>,
    /// Whether the names stand in the file.
    pub in_file: bool,
    /// Rows after the heading that repeat it in technical words.
    pub technical: usize,
}

/// How far down a heading is looked for.
const DEPTH: usize = 25;

/// Finds the heading in the first records of a table. `known` says whether a name
/// is one that some program writes.
pub fn find(records: &[Vec<String>], known: &dyn Fn(&str) -> bool) -> Heading {
    let width = usual_width(records);
    let filled = |row: &Vec<String>| row.iter().filter(|c| !c.trim().is_empty()).count();
    let start = if width > 1 {
        let wide = |row: &Vec<String>| row.len() * 10 >= width * 6 && filled(row) * 2 >= width.min(4);
        let start = records.iter().take(DEPTH).position(wide).unwrap_or(0);
        // A row of known names is the heading even when most rows have more cells than it.
        records.iter().take(start).position(|row| is_named(row, known)).unwrap_or(start)
    } else {
        0
    };
    let Some(first) = records.get(start) else {
        return Heading { preamble: 0, names: Vec::new(), in_file: false, technical: 0 };
    };
    let rest = &records[start + 1..];
    if is_heading(first, rest, known) {
        let technical = usize::from(rest.len() > 1 && rest.first().is_some_and(|row| is_technical(row)));
        let width = rest.iter().map(Vec::len).max().unwrap_or(0);
        return Heading { preamble: start, names: name(first, width), in_file: true, technical };
    }
    let columns = records[start..].iter().map(Vec::len).max().unwrap_or(0);
    Heading { preamble: start, names: name(&[], columns), in_file: false, technical: 0 }
}

/// Names that are all different; a column without one is called by its position.
fn name(cells: &[String], width: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len().max(width));
    for index in 0..cells.len().max(width.min(cells.len() + 1000)) {
        let given = cells.get(index).map(|c| c.split_whitespace().collect::<Vec<_>>().join(" "));
        let own = given.filter(|g| !g.is_empty()).unwrap_or_else(|| format!("Column {}", index + 1));
        let mut candidate = own.clone();
        let mut number = 2;
        while names.contains(&candidate) {
            candidate = format!("{own} ({number})");
            number += 1;
        }
        names.push(candidate);
    }
    names
}

/// Two names or more that some program writes, and nothing else.
fn is_named(row: &[String], known: &dyn Fn(&str) -> bool) -> bool {
    let cells: Vec<&str> = row.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    // One word above a table is a remark: “Stand: 01.11.2026”.
    cells.len() > 1 && cells.iter().all(|c| known(c) && !is_data(c))
}

fn is_heading(first: &[String], rest: &[Vec<String>], known: &dyn Fn(&str) -> bool) -> bool {
    let cells: Vec<&str> = first.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    if cells.is_empty() {
        return false;
    }
    let data = cells.iter().filter(|c| is_data(c)).count();
    let named = cells.iter().filter(|c| known(c)).count();
    if named * 2 >= cells.len() || named >= 2 {
        return data * 2 <= cells.len();
    }
    if data > 0 {
        // Years stand as names over their columns; addresses and amounts never do.
        return data * 4 <= cells.len() && !cells.iter().any(|c| is_personal(c));
    }
    let mut distinct = cells.clone();
    distinct.sort_unstable();
    distinct.dedup();
    // A name never recurs below itself in its own column, a value often does.
    let recurs = first.iter().enumerate().any(|(i, c)| {
        !c.trim().is_empty() && rest.iter().filter(|row| row.get(i).is_some_and(|x| x == c)).count() > 0
    });
    distinct.len() == cells.len()
        && !(recurs && named == 0)
        && (cells.len() > 1 || named > 0 || !rest.is_empty())
}

/// A value rather than a name.
fn is_data(cell: &str) -> bool {
    is_personal(cell)
        || number::parse(cell, '.').is_some()
        || number::parse(cell, ',').is_some()
        || date::orders(cell).is_some()
        || column::is_url(cell)
        || cell.len() > 100
}

fn is_personal(cell: &str) -> bool {
    cell.contains('@') && crate::normalise::email::plausible(cell) || column::is_phone(cell)
}

/// A second heading such as `Item.name,Item.rate`, as some accounting programs write.
fn is_technical(row: &[String]) -> bool {
    let cells: Vec<&str> = row.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    cells.len() > 1
        && cells.iter().all(|c| {
            c.split_once('.').is_some_and(|(a, b)| {
                a.len() > 1
                    && b.len() > 1
                    && a.starts_with(|c: char| c.is_ascii_uppercase())
                    && [a, b].iter().all(|p| p.bytes().all(|b| b.is_ascii_alphanumeric()))
            })
        })
}
