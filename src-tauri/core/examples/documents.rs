//! Writes 10,000 random documents with their payments into a book, adds up what every screen,
//! paper and file says of them, and measures papers and reports:
//! `cargo run --release -p regulars-core --example documents`. It ends with 1 when a cent is
//! missing anywhere.

// A measurement may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use regulars_core::Id;
use regulars_core::book::{Book, By, NewBook, Source};
use regulars_core::clock::ManualClock;
use regulars_core::customers::Customer;
use regulars_core::entity::Kind;
use regulars_core::money::{Decimal, Money};
use regulars_core::products::Product;
use regulars_core::reports::catalog::{self, ReportParams};
use regulars_core::reports::csv;
use regulars_core::reports::document::{self, Form};
use regulars_core::reports::format::Locale;
use regulars_core::reports::pdf::{self, Bundled, Paper};
use regulars_core::reports::value::{Cell, Table};
use regulars_core::sales::{DocumentKind, Line, Payment, PaymentMethod, Sale};
use regulars_core::settings::{SETTINGS_ID, Settings};
use std::sync::Arc;
use std::time::Instant;

const DOCUMENTS: usize = 10_000;

fn by() -> By {
    By { actor: "Ana".into(), source: Source::Window }
}

/// Seconds that this process has kept processors busy, which other programs do not change
/// as much as the time on the wall.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = |at: usize| after_name.split(' ').nth(at).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn shop(home: &tempfile::TempDir) -> Book {
    let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().unwrap(), 7));
    let new = NewBook {
        name: "Linden".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    let book = Book::create(&home.path().join("shop"), &new, clock).unwrap();
    book.transact(&by(), "Settings", |tx| {
        let mut settings: Settings = tx.get(SETTINGS_ID)?;
        settings.iban = "DE89370400440532013000".into();
        settings.address = "Lindenallee 12\n10115 Berlin".into();
        tx.save(&mut settings)
    })
    .unwrap();
    book
}

/// A document of everything that can go wrong: several rates, discounts, returns, coins,
/// shipping, other currencies, prices with more decimals than their currency.
fn random(dice: &mut ChaCha8Rng, customers: &[Id], products: &[Id], number: usize) -> Sale {
    let mut lines = Vec::new();
    for _ in 0..dice.random_range(1..8) {
        lines.push(Line {
            product_id: dice.random_bool(0.7).then(|| products[dice.random_range(0..products.len())]),
            description: format!("Article {}", dice.random_range(1..500)),
            quantity: Decimal::new(dice.random_range(1..200), dice.random_range(0..3)),
            unit_price: Decimal::new(dice.random_range(1..200_000), dice.random_range(1..5)),
            discount: dice.random_range(0..4_i64).into(),
            tax_rate: [Decimal::ZERO, 7.into(), 19.into(), Decimal::new(77, 1)][dice.random_range(0..4)],
            ..Line::default()
        });
    }
    let currency = dice.random_range(0..10);
    let back = number % 11 == 10;
    Sale {
        document_kind: if back { DocumentKind::CreditNote } else { DocumentKind::Invoice },
        customer_id: Some(customers[dice.random_range(0..customers.len())]),
        date: "2025-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(number as u64 % 400),
        lines,
        discount: Decimal::new(dice.random_range(0..200), 1),
        shipping: dice.random_range(0..3) * 495,
        shipping_tax_rate: 19.into(),
        prices_include_tax: dice.random_bool(0.5),
        cash_rounding: if dice.random_bool(0.2) { Decimal::new(5, 2) } else { Decimal::ZERO },
        currency: ["USD", "JPY", ""][currency.min(2)].into(),
        exchange_rate: [Decimal::new(9_235, 4), Decimal::new(61, 4), Decimal::ZERO][currency.min(2)],
        ..Sale::default()
    }
}

fn fill(book: &Book) -> (Vec<Id>, Vec<Id>) {
    let mut dice = ChaCha8Rng::seed_from_u64(4);
    let (mut customers, mut products) = (Vec::new(), Vec::new());
    book.transact(&by(), "People", |tx| {
        for number in 0..2_000 {
            let mut one = Customer { last_name: format!("Customer {number}"), ..Customer::default() };
            customers.push(tx.save(&mut one)?);
        }
        for number in 0..500 {
            let mut one = Product {
                name: format!("Article {number}"),
                category: format!("Group {}", number % 20),
                price: (number % 90 + 1).into(),
                cost: Some((number % 40 + 1).into()),
                track_stock: number % 2 == 0,
                ..Product::default()
            };
            products.push(tx.save(&mut one)?);
        }
        Ok(())
    })
    .unwrap();
    let started = (Instant::now(), busy());
    book.transact(&by(), "Documents", |tx| {
        for number in 0..DOCUMENTS {
            let mut one = random(&mut dice, &customers, &products, number);
            tx.save(&mut one)?;
            if number % 3 != 0 {
                let amount = if number % 3 == 1 { one.due } else { one.due / 2 };
                let exchange_rate = if one.currency == "USD" { Decimal::new(94, 2) } else { Decimal::ZERO };
                let method = [PaymentMethod::Cash, PaymentMethod::Transfer, PaymentMethod::Card][number % 3];
                let payment = Payment { date: one.date, amount, exchange_rate, method, ..Payment::default() };
                if amount != 0 {
                    regulars_core::sales::pay::pay(tx, one.meta.id, payment)?;
                }
            }
        }
        Ok(())
    })
    .unwrap();
    println!(
        "{DOCUMENTS} documents kept in {:?}, {:.1} s of processor",
        started.0.elapsed(),
        busy() - started.1
    );
    (customers, products)
}

fn minor(cell: &Cell) -> i64 {
    match cell {
        Cell::Money(Money { minor, .. }) => *minor,
        _ => 0,
    }
}

/// The cents by which the sums of a table are not those of its rows.
fn off(table: &Table) -> i64 {
    let Some(totals) = &table.totals else { return 0 };
    let sum = |at: usize| table.rows.iter().filter_map(|row| row.get(at)).map(minor).sum::<i64>();
    let differs = |(at, cell): (usize, &Cell)| match cell {
        Cell::Money(money) => (money.minor - sum(at)).abs(),
        _ => 0,
    };
    totals.iter().enumerate().map(differs).sum()
}

/// The cents by which the paper of a document is not the document.
fn off_paper(sale: &Sale, facts: &regulars_core::facts::Facts) -> i64 {
    let report = document::of(facts, "2026-03-02".parse().unwrap(), sale, Form::Document).unwrap();
    let sums = &report.tables[1];
    let shown: i64 = sums.rows.iter().map(|row| minor(&row[1])).sum();
    let lines: i64 = report.tables[0].rows.iter().filter_map(|row| row.last()).map(minor).sum();
    let amounts: i64 = sale.lines.iter().map(|line| line.amount).sum();
    let last = sums.totals.as_ref().map_or(0, |row| minor(&row[1]));
    let net = if sale.prices_include_tax { sale.net + sale.tax } else { sale.net };
    let shipping = sale.shipping;
    let due = if sale.paid == 0 { sale.total } else { sale.due };
    std::hint::black_box(shown);
    (lines - amounts).abs() + (last - due).abs() + (amounts - sale.discount_total + shipping - net).abs()
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let (customers, products) = fill(&book);
    let facts = book.facts();
    let today = book.today();

    let table = facts.table(Kind::Sale);
    let mut wrong = 0;
    let rules = regulars_core::sales::rates::Rules::of(&facts.settings());
    for row in table.present_rows() {
        let sale: Sale = facts.get(table.id(row)).unwrap();
        let mut again = sale.clone();
        regulars_core::sales::totals::compute(&mut again, &rules).unwrap();
        wrong += (again.total - sale.total).abs() + (sale.net + sale.tax + sale.rounding - sale.total).abs();
        wrong += off_paper(&sale, &facts);
    }
    println!("{wrong} cents of difference between {DOCUMENTS} documents and their papers");

    let mut invoice = random(&mut ChaCha8Rng::seed_from_u64(40), &customers, &products, 1);
    invoice.currency.clear();
    invoice.lines = (0..40)
        .map(|number| Line {
            description: format!("Oak chair number {number}, oiled, with arms"),
            unit: "pcs".into(),
            quantity: 2.into(),
            unit_price: Decimal::new(7_995 + number, 2),
            tax_rate: 19.into(),
            ..Line::default()
        })
        .collect();
    drop(facts);
    book.transact(&by(), "Invoice", |tx| tx.save(&mut invoice)).unwrap();
    let facts = book.facts();
    let locale = Locale::for_language("en");
    let each = 20;
    let measured = |what: &str, goal: f64, work: &dyn Fn() -> usize| {
        work();
        let (started, before) = (Instant::now(), busy());
        let size = (0..each).map(|_| work()).last().unwrap_or_default();
        let took = (busy() - before) * 1000.0 / f64::from(each);
        let wall = started.elapsed() / each as u32;
        println!("{what}: {took:.1} ms of processor, {wall:?}, {size} bytes (goal: below {goal} ms)");
    };
    let paper = || document::build(&facts, today, invoice.meta.id, Form::Document).unwrap();
    measured("PDF of an invoice of 40 lines", 100.0, &|| {
        pdf::render(&paper(), &locale, Paper::A4, &Bundled, &|_, _| true).unwrap().bytes.len()
    });
    measured("pictures of its pages for the window", 100.0, &|| {
        pdf::draw(&paper(), &locale, Paper::A4, &Bundled, &|_, _| true)
            .unwrap()
            .pages
            .iter()
            .map(String::len)
            .sum()
    });

    println!("\n{:<22}{:>8}{:>10}{:>10}{:>10}{:>9}", "report", "rows", "build", "pdf", "csv", "off");
    let mut slow = 0;
    for spec in catalog::all() {
        let customer = spec.parameters.contains(&"customer").then(|| customers[0]);
        let params = ReportParams { customer, ..ReportParams::default() };
        let before = busy();
        let report = catalog::build(&facts, today, spec.name, &params).unwrap();
        let built = busy() - before;
        let rows: usize = report.tables.iter().map(|table| table.rows.len()).sum();
        let before = busy();
        std::hint::black_box(pdf::render(&report, &locale, Paper::A4, &Bundled, &|_, _| true).unwrap());
        let printed = busy() - before;
        let before = busy();
        std::hint::black_box(csv::render(&report, &locale, csv::Form::Exact).unwrap());
        let written = busy() - before;
        // A statement ends with a balance, which is no sum of the balances above it.
        let summed = spec.name != "customer_statement";
        let off: i64 = report.tables.iter().filter(|_| summed).map(off).sum();
        wrong += off;
        // The goal is for 10,000 rows; a journal has several for each document.
        let goal = 2.0 * (rows as f64 / 10_000.0).max(1.0);
        let mark = if built + printed + written > goal { "  slow" } else { "" };
        slow += usize::from(!mark.is_empty());
        println!("{:<22}{rows:>8}{built:>9.2}s{printed:>9.2}s{written:>9.2}s{off:>9}{mark}", spec.name);
    }
    println!("\n{wrong} cents of difference in all; {slow} reports above 2 s of processor for 10,000 rows");
    std::process::exit(i32::from(wrong != 0));
}
