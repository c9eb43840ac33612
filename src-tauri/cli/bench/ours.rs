//! Our side of the measurement.

use super::data::{self, BATCH, Data, PRODUCTS};
use super::memory;
use super::phase::Answer;
use super::questions::{self, EDITS, PAGE, TOP, percentiles, timed};
use crate::system::SystemClock;
use regulars_core::book::{Book, By, NewBook, Source};
use regulars_core::customers::Customer;
use regulars_core::entity::Kind;
use regulars_core::facts::{Facts, ListQuery, State};
use regulars_core::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn folder(dir: &Path) -> PathBuf {
    dir.join("ours")
}

fn by() -> By {
    By { actor: "bench".into(), source: Source::Program }
}

fn open(dir: &Path) -> Result<Book> {
    Book::open(&folder(dir), Arc::new(SystemClock))
}

/// Makes the book and brings everything in.
pub fn import(dir: &Path, data: &Data) -> Result<Answer> {
    let mut answer = Answer::default();
    let _ = std::fs::remove_dir_all(folder(dir));
    let new = NewBook {
        name: "Measurement".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "bench".into(),
    };
    let book = Book::create(&folder(dir), &new, Arc::new(SystemClock))?;
    let save = |first: u32, count: u32, make: &dyn Fn(u32) -> Box<dyn regulars_core::entity::AnyRecord>| {
        let mut seconds = 0.0;
        for start in (first..count).step_by(BATCH as usize) {
            let mut records: Vec<_> = (start..count.min(start + BATCH)).map(make).collect();
            let (done, took) = timed(|| {
                book.transact(&by(), "Import", |tx| {
                    records.iter_mut().try_for_each(|record| tx.save_any(&mut **record).map(|_| ()))
                })
            });
            done?;
            seconds += took;
        }
        Ok::<f64, Error>(seconds)
    };
    save(0, PRODUCTS, &|n| Box::new(data::product(n)))?;
    let customers = save(0, data.customers, &|n| Box::new(data::customer(n)))?;
    answer.figure("import customers", customers);
    let sales = save(0, data.sales, &|n| Box::new(data::sale(n, data)))?;
    answer.figure("import sales", sales);
    answer.figure("import peak bytes", memory::peak());
    let (closed, took) = timed(|| book.close());
    closed?;
    answer.figure("close", took);
    answer.figure("import whole", customers + sales + took);
    answer.figure("disk bytes", memory::on_disk(&folder(dir)));
    Ok(answer)
}

/// Changes one customer after the other, each durable before the next.
pub fn edit(dir: &Path, data: &Data) -> Result<Answer> {
    let book = open(dir)?;
    book.settle()?;
    let mut times = Vec::with_capacity(EDITS);
    for number in questions::customers(data, EDITS as u32) {
        let id = data::customer_id(number);
        let (done, took) = timed(|| {
            book.transact(&by(), "Edit", |tx| {
                let mut customer: Customer = tx.get(id)?;
                customer.meta.notes = format!("Called about the offer, {number}.");
                tx.save(&mut customer)
            })
        });
        done?;
        times.push(took);
    }
    let mut answer = Answer::default();
    let (p50, p99) = percentiles(times);
    answer.figure("edit p50", p50);
    answer.figure("edit p99", p99);
    book.close()?;
    Ok(answer)
}

/// Opens from the sidecar, then asks everything.
pub fn read(dir: &Path, data: &Data) -> Result<Answer> {
    let mut answer = Answer::default();
    let (book, took) = timed(|| open(dir));
    let book = book?;
    answer.figure("open", took);
    answer.figure("open bytes", memory::now());
    ask(&book.facts(), data, &mut answer)?;
    answer.figure("disk bytes", memory::on_disk(&folder(dir)));
    Ok(answer)
}

/// Opens without the sidecar.
pub fn bare(dir: &Path) -> Result<Answer> {
    let sidecar = folder(dir).join("facts.cache");
    if sidecar.exists() {
        std::fs::remove_file(&sidecar).map_err(|error| Error::io(&sidecar, &error))?;
    }
    let mut answer = Answer::default();
    let (book, took) = timed(|| open(dir));
    let book = book?;
    answer.figure("open", took);
    drop(book);
    Ok(answer)
}

fn ask(facts: &Facts, data: &Data, answer: &mut Answer) -> Result<()> {
    let table = facts.table(Kind::Customer);
    answer.found("customers", table.count(State::Live));
    answer.found(
        "lines",
        (0..facts.sales.all().len() as u32).map(|row| facts.sales.lines(row).len()).sum::<usize>(),
    );

    let (mut times, mut letters) = (Vec::new(), 0);
    for number in questions::customers(data, 5_000) {
        let (customer, took) = timed(|| facts.get::<Customer>(data::customer_id(number)));
        let customer = customer?;
        letters += customer.last_name.len() + customer.emails.iter().map(|e| e.address.len()).sum::<usize>();
        times.push(took);
    }
    answer.found("get", letters);
    answer.figure("get", percentiles(times).0);

    let (mut times, mut sum) = (Vec::new(), 0_i64);
    let sales = facts.table(Kind::Sale);
    for number in questions::customers(data, 2_000) {
        let (rows, took) = timed(|| {
            let row = table.row(data::customer_id(number))?;
            let rows = facts.customers.sales(row).iter().map(|sale| {
                let columns = facts.sales.get(*sale);
                (sales.text(*sale, 1).to_owned(), columns.day, columns.total, columns.due)
            });
            Some(rows.collect::<Vec<_>>())
        });
        sum += rows.into_iter().flatten().map(|(_, _, total, due)| total + due).sum::<i64>();
        times.push(took);
    }
    answer.found("history", sum);
    answer.figure("history", percentiles(times).0);
    lists(facts, data, answer)?;
    sums(facts, answer);
    Ok(())
}

fn lists(facts: &Facts, data: &Data, answer: &mut Answer) -> Result<()> {
    let table = facts.table(Kind::Customer);
    let list = |search: &str, offset: u32| -> Result<(String, usize)> {
        let query = ListQuery {
            kind: Kind::Customer,
            filter: None,
            search,
            sort: None,
            descending: false,
            then: &[],
            nearest: false,
            state: State::Live,
            offset: offset as usize,
            limit: PAGE as usize,
        };
        let listed = facts.list(&query)?;
        let rows: Vec<String> = listed
            .rows
            .iter()
            .map(|row| format!("{} {}", table.text(*row, 1), facts.title(Kind::Customer, *row)))
            .collect();
        Ok((rows.join("\n"), listed.total))
    };
    let (first, took) = timed(|| list("", 0));
    first?;
    answer.figure("first page", took);
    let mut times = Vec::new();
    for n in 0..100 {
        let (page, took) = timed(|| list("", questions::offset(data) + n * 3));
        if n == 0 {
            let page = page?;
            answer.found("page", page.0.lines().map(|l| &l[..7]).collect::<Vec<_>>().join(","));
        }
        times.push(took);
    }
    answer.figure("page", percentiles(times).0);
    let (mut times, mut totals, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..3 {
        totals.clear();
        for word in questions::typed() {
            let (found, took) = timed(|| list(&word, 0));
            let (rows, total) = found?;
            bytes += rows.len();
            totals.push(format!("{word}:{total}"));
            times.push(took);
        }
    }
    answer.found("search", format!("{} {bytes}", totals.join(" ")));
    let (p50, p99) = percentiles(times);
    answer.figure("search p50", p50);
    answer.figure("search p99", p99);
    Ok(())
}

fn sums(facts: &Facts, answer: &mut Answer) {
    let mut times = Vec::new();
    let mut months = BTreeMap::new();
    for _ in 0..30 {
        let (result, took) = timed(|| by_month(facts));
        times.push(took);
        months = result;
    }
    answer.figure("months", percentiles(times).0);
    answer.found("months", months.iter().map(|(m, s)| format!("{m}:{s}")).collect::<Vec<_>>().join(" "));
    let mut times = Vec::new();
    let mut best = Vec::new();
    for _ in 0..30 {
        let (result, took) = timed(|| top(facts));
        times.push(took);
        best = result;
    }
    answer.figure("top", percentiles(times).0);
    answer.found("top", best.iter().map(i64::to_string).collect::<Vec<_>>().join(" "));
}

/// Revenue per month, as `2024-03` to minor units.
fn by_month(facts: &Facts) -> BTreeMap<String, i64> {
    facts.sales.by_month().map(|(month, net)| (month.format("%Y-%m").to_string(), net)).collect()
}

/// The revenue of the best customers, most first, with their names looked up as a list would.
fn top(facts: &Facts) -> Vec<i64> {
    let best = facts.customers.best(TOP as usize);
    let named: Vec<(i64, String)> = best
        .into_iter()
        .map(|row| (facts.customers.totals(row).revenue, facts.title(Kind::Customer, row)))
        .collect();
    named.into_iter().map(|(revenue, _)| revenue).collect()
}
