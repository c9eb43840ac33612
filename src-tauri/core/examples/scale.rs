//! Measures search and the look for doubles in a book of 100,000 customers, and prints what
//! it measured: `cargo run --release -p regulars-core --example scale`.

// A measurement may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use regulars_core::book::{Book, By, NewBook, Source, Unwatched};
use regulars_core::clock::ManualClock;
use regulars_core::customers::{Customer, duplicates};
use regulars_core::demo::{self, DemoOptions};
use regulars_core::entity::Kind;
use regulars_core::facts::find::find;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn shop(home: &tempfile::TempDir) -> Book {
    let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().unwrap(), 7));
    let new = NewBook {
        name: "Linden".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    let book = Book::create(&home.path().join("shop"), &new, clock).unwrap();
    let by = By { actor: "Ana".into(), source: Source::Program };
    let options = DemoOptions { customers: 100_000, lines_per_customer: 4, ..DemoOptions::default() };
    demo::fill(&book, &by, &options, &Unwatched).unwrap();
    book
}

/// Seconds that this process has kept processors busy, which other programs do not change
/// as much as the time on the wall.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = |at: usize| after_name.split(' ').nth(at).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// What people type, of every 97th customer: names letter by letter, with slips, parts of
/// telephone numbers, mail and postal addresses, numbers.
fn queries(book: &Book) -> Vec<(&'static str, String)> {
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    let mut queries = Vec::new();
    for row in (0..table.len()).step_by(997) {
        let Ok(c) = facts.get::<Customer>(table.id(row)) else { continue };
        let name = if c.last_name.is_empty() { c.company_name.clone() } else { c.last_name.clone() };
        let letters: Vec<char> = name.chars().collect();
        for end in 1..=letters.len().min(6) {
            queries.push(("name letter by letter", letters[..end].iter().collect()));
        }
        queries.push(("whole name", format!("{} {name}", c.first_name)));
        if letters.len() > 4 {
            let mut swapped = letters.clone();
            swapped.swap(2, 3);
            let swapped: String = swapped.into_iter().collect();
            queries.push(("slip", swapped.clone()));
            queries.push(("slip and first name", format!("{} {swapped}", c.first_name)));
            let mut doubled = letters.clone();
            doubled.insert(3, 'q');
            queries.push(("slip", doubled.into_iter().collect()));
        }
        if let Some(phone) = c.phones.first() {
            queries.push(("telephone", phone.number.clone()));
            let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
            queries.push(("four digits", digits[digits.len().saturating_sub(4)..].to_owned()));
        }
        if let Some(mail) = c.emails.first() {
            queries.push(("mail", mail.address.clone()));
        }
        if let Some(address) = c.addresses.first() {
            queries.push(("street", address.street.clone()));
            queries.push(("city and name", format!("{} {name}", address.city)));
        }
        queries.push(("number", c.number.clone()));
        queries.push(("nobody", format!("{name}xyz")));
    }
    queries
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let book = shop(&home);
    println!("filled in {:?}", started.elapsed());
    let queries = queries(&book);
    let facts = book.facts();
    facts.warm_search();
    let before = busy();
    let mut all: Vec<(Duration, &str, &str)> = Vec::new();
    for (what, query) in &queries {
        let started = Instant::now();
        let hits = find(&facts, query, 20);
        all.push((started.elapsed(), what, query));
        std::hint::black_box(hits);
    }
    println!("{:.1} ms of processor for each search", (busy() - before) * 1000.0 / queries.len() as f64);
    all.sort_unstable();
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize].0;
    println!(
        "{} searches (goal: p95 below 20 ms): median {:?}, p95 {:?}, p99 {:?}",
        all.len(),
        at(0.5),
        at(0.95),
        at(0.99)
    );
    let mut kinds: Vec<&str> = all.iter().map(|(_, what, _)| *what).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of: Vec<_> = all.iter().filter(|(_, what, _)| *what == kind).collect();
        let p95 = of[(of.len() - 1) * 95 / 100];
        let worst = of[of.len() - 1];
        println!("  {kind}: p95 {:?}, worst {:?} for “{}”", p95.0, worst.0, worst.2);
    }

    let (started, before) = (Instant::now(), busy());
    let prepared = duplicates::Prepared::of(&facts).unwrap();
    println!("prepared {:?}", started.elapsed());
    let scan = prepared.scan(duplicates::LIKELY, &Unwatched).unwrap();
    let took = started.elapsed();
    println!("{} compared, {} pairs in {took:?} (goal: below 10 s)", scan.compared, scan.pairs.len());
    println!("{:.1} s of processor", busy() - before);
}
