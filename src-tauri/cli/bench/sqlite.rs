//! SQLite's side: the tables, indexes and full text search that a program with
//! the same functions would have.

use super::data::{self, BATCH, Data, PRODUCTS};
use super::memory;
use super::phase::Answer;
use super::questions::{self, EDITS, PAGE, TOP, percentiles, timed};
use regulars_core::Sentence;
use regulars_core::customers::Customer;
use regulars_core::facts::text::fold;
use regulars_core::sales::Sale;
use regulars_core::{Error, Result};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

const SCHEMA: &str = "
CREATE TABLE products(id INTEGER PRIMARY KEY, uuid BLOB NOT NULL, sku TEXT, name TEXT, category TEXT, unit TEXT, price TEXT, tax_rate TEXT);
CREATE TABLE customers(id INTEGER PRIMARY KEY, uuid BLOB NOT NULL, number TEXT NOT NULL, first_name TEXT, last_name TEXT,
  name_sort TEXT, phone TEXT, email TEXT, street TEXT, city TEXT, postal_code TEXT, country TEXT, tags TEXT, notes TEXT,
  search TEXT, created_at TEXT, updated_at TEXT);
CREATE UNIQUE INDEX customers_uuid ON customers(uuid);
CREATE UNIQUE INDEX customers_number ON customers(number);
CREATE INDEX customers_name ON customers(name_sort, id);
CREATE VIRTUAL TABLE customers_text USING fts5(search, content='customers', content_rowid='id', tokenize='trigram');
CREATE TABLE sales(id INTEGER PRIMARY KEY, uuid BLOB NOT NULL, number TEXT NOT NULL, kind INTEGER, status INTEGER,
  customer_id INTEGER REFERENCES customers(id), date TEXT, due_date TEXT, channel TEXT, net INTEGER, tax INTEGER, total INTEGER, paid INTEGER, due INTEGER,
  created_at TEXT, updated_at TEXT);
CREATE UNIQUE INDEX sales_uuid ON sales(uuid);
CREATE UNIQUE INDEX sales_number ON sales(number);
CREATE INDEX sales_customer ON sales(customer_id, date);
CREATE INDEX sales_date ON sales(date);
CREATE VIRTUAL TABLE sales_text USING fts5(search, content='', tokenize='trigram');
CREATE TABLE lines(id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales(id), product_id INTEGER, sku TEXT, description TEXT,
  quantity TEXT, unit TEXT, unit_price TEXT, tax_rate TEXT, net INTEGER, tax INTEGER, total INTEGER);
CREATE INDEX lines_sale ON lines(sale_id);
CREATE INDEX lines_product ON lines(product_id);
";

fn wrong(error: rusqlite::Error) -> Error {
    Error::Conflict(Sentence::plain(format!("SQLite could not be measured: {error}.")))
}

fn file(dir: &Path, mode: &str) -> PathBuf {
    dir.join(format!("sqlite-{}.db", mode.to_lowercase()))
}

fn open(dir: &Path, mode: &str) -> Result<Connection> {
    let db = Connection::open(file(dir, mode)).map_err(wrong)?;
    db.execute_batch(&format!(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous={mode}; PRAGMA cache_size=-65536; PRAGMA foreign_keys=OFF;"
    ))
    .map_err(wrong)?;
    Ok(db)
}

/// The size of the database with everything in its own file.
fn size(dir: &Path, mode: &str) -> f64 {
    let path = file(dir, mode);
    ["", "-wal"]
        .into_iter()
        .filter_map(|end| std::fs::metadata(format!("{}{end}", path.display())).ok())
        .map(|meta| meta.len() as f64)
        .sum()
}

/// Makes the database and brings everything in.
pub fn import(dir: &Path, data: &Data, mode: &str) -> Result<Answer> {
    let mut answer = Answer::default();
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file(dir, mode).display()));
    }
    let mut db = open(dir, mode)?;
    db.execute_batch(SCHEMA).map_err(wrong)?;
    for number in 0..PRODUCTS {
        let p = data::product(number);
        db.execute(
            "INSERT INTO products VALUES(?,?,?,?,?,?,?,?)",
            params![
                number,
                p.meta.id.0,
                p.sku,
                p.name,
                p.category,
                p.unit,
                p.price.to_string(),
                p.tax_rate.to_string()
            ],
        )
        .map_err(wrong)?;
    }
    let mut seconds = 0.0;
    for start in (0..data.customers).step_by(BATCH as usize) {
        let records: Vec<_> =
            (start..data.customers.min(start + BATCH)).map(|n| (n, data::customer(n))).collect();
        let (done, took) = timed(|| customers(&mut db, &records));
        done.map_err(wrong)?;
        seconds += took;
    }
    answer.figure("import customers", seconds);
    let mut whole = seconds;
    let mut seconds = 0.0;
    for start in (0..data.sales).step_by(BATCH as usize) {
        let records: Vec<_> =
            (start..data.sales.min(start + BATCH)).map(|n| (n, data::sale(n, data))).collect();
        let (done, took) = timed(|| sales(&mut db, &records, data));
        done.map_err(wrong)?;
        seconds += took;
    }
    answer.figure("import sales", seconds);
    whole += seconds;
    let (done, took) = timed(|| db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;"));
    done.map_err(wrong)?;
    answer.figure("close", took);
    answer.figure("import whole", whole + took);
    drop(db);
    answer.figure("disk bytes", size(dir, mode));
    Ok(answer)
}

/// The folded text that both sides search.
fn search_text(c: &Customer) -> String {
    let mut parts = vec![c.number.as_str()];
    let digits: String = c.number.chars().filter(char::is_ascii_digit).collect();
    parts.push(&digits);
    parts.extend([c.first_name.as_str(), c.last_name.as_str()]);
    let phone = c.phones.first().map(|p| p.number.as_str()).unwrap_or_default();
    let bare: String = phone.chars().filter(char::is_ascii_digit).collect();
    let e164 = format!("+{bare}");
    parts.extend([phone, &bare, &e164]);
    parts.extend(c.emails.iter().map(|e| e.address.as_str()));
    for address in &c.addresses {
        parts.extend([address.street.as_str(), &address.city, &address.postal_code]);
    }
    parts.extend(c.meta.tags.iter().map(String::as_str));
    parts.push(&c.meta.notes);
    fold(&parts.join(" "))
}

fn customers(db: &mut Connection, records: &[(u32, Customer)]) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    {
        let mut insert =
            tx.prepare_cached("INSERT INTO customers VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
        let mut text = tx.prepare_cached("INSERT INTO customers_text(rowid, search) VALUES(?,?)")?;
        for (number, c) in records {
            let search = search_text(c);
            let address = c.addresses.first();
            let of = |get: fn(&regulars_core::customers::Address) -> &String| address.map(get).cloned();
            insert.execute(params![
                number,
                c.meta.id.0,
                c.number,
                c.first_name,
                c.last_name,
                fold(&format!("{} {}", c.first_name, c.last_name)),
                c.phones.first().map(|p| &p.number),
                c.emails.first().map(|e| &e.address),
                of(|a| &a.street),
                of(|a| &a.city),
                of(|a| &a.postal_code),
                of(|a| &a.country),
                c.meta.tags.join(","),
                c.meta.notes,
                search,
                "2026-03-01T09:00:00Z",
                "2026-03-01T09:00:00Z",
            ])?;
            text.execute(params![number, search])?;
        }
    }
    tx.commit()
}

fn sales(db: &mut Connection, records: &[(u32, Sale)], data: &Data) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    {
        let mut insert = tx.prepare_cached("INSERT INTO sales VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
        let mut line = tx.prepare_cached("INSERT INTO lines VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?)")?;
        let mut text = tx.prepare_cached("INSERT INTO sales_text(rowid, search) VALUES(?,?)")?;
        for (number, s) in records {
            insert.execute(params![
                number,
                s.meta.id.0,
                s.number,
                s.document_kind as u8,
                s.status as u8,
                data.buyer(*number),
                s.date.to_string(),
                s.due_date.map(|d| d.to_string()),
                s.channel,
                s.net,
                s.tax,
                s.total,
                s.paid,
                s.due,
                "2026-03-01T09:00:00Z",
                "2026-03-01T09:00:00Z",
            ])?;
            let mut search = s.number.clone();
            for l in &s.lines {
                line.execute(params![
                    number,
                    l.sku.trim_start_matches("P-").parse::<u32>().unwrap_or_default(),
                    l.sku,
                    l.description,
                    l.quantity.to_string(),
                    l.unit,
                    l.unit_price.to_string(),
                    l.tax_rate.to_string(),
                    l.net,
                    l.tax,
                    l.total,
                ])?;
                search.push(' ');
                search.push_str(&l.sku);
                search.push(' ');
                search.push_str(&l.description);
            }
            text.execute(params![number, fold(&search)])?;
        }
    }
    tx.commit()
}

/// Changes one customer after the other, each in a transaction of its own.
pub fn edit(dir: &Path, data: &Data, mode: &str) -> Result<Answer> {
    let mut db = open(dir, mode)?;
    let mut times = Vec::with_capacity(EDITS);
    for number in questions::customers(data, EDITS as u32) {
        let (done, took) = timed(|| change(&mut db, number));
        done.map_err(wrong)?;
        times.push(took);
    }
    let mut answer = Answer::default();
    let (p50, p99) = percentiles(times);
    answer.figure("edit p50", p50);
    answer.figure("edit p99", p99);
    Ok(answer)
}

fn change(db: &mut Connection, number: u32) -> rusqlite::Result<()> {
    let note = format!("Called about the offer, {number}.");
    let tx = db.transaction()?;
    {
        let mut get = tx.prepare_cached("SELECT search, notes FROM customers WHERE id=?")?;
        let (old, old_note): (String, String) =
            get.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let new = format!("{} {}", old.trim_end_matches(&fold(&old_note)).trim_end(), fold(&note));
        tx.prepare_cached("INSERT INTO customers_text(customers_text, rowid, search) VALUES('delete',?,?)")?
            .execute(params![number, old])?;
        tx.prepare_cached(
            "UPDATE customers SET notes=?, search=?, updated_at='2026-03-02T09:00:00Z' WHERE id=?",
        )?
        .execute(params![note, new, number])?;
        tx.prepare_cached("INSERT INTO customers_text(rowid, search) VALUES(?,?)")?
            .execute(params![number, new])?;
    }
    tx.commit()
}

/// Opens, then asks everything.
pub fn read(dir: &Path, data: &Data) -> Result<Answer> {
    let mut answer = Answer::default();
    let (db, took) = timed(|| {
        let db = open(dir, "FULL")?;
        db.query_row("SELECT name_sort FROM customers ORDER BY name_sort LIMIT 1", [], |row| {
            row.get::<_, String>(0)
        })
        .map_err(wrong)?;
        Ok::<_, Error>(db)
    });
    let db = db?;
    answer.figure("open", took);
    answer.figure("open bytes", memory::now());
    ask(&db, data, &mut answer).map_err(wrong)?;
    answer.figure("disk bytes", size(dir, "FULL"));
    Ok(answer)
}

fn ask(db: &Connection, data: &Data, answer: &mut Answer) -> rusqlite::Result<()> {
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    answer.found("customers", count("SELECT COUNT(*) FROM customers")?);
    answer.found("lines", count("SELECT COUNT(*) FROM lines")?);

    let (mut times, mut letters) = (Vec::new(), 0);
    let mut get = db.prepare("SELECT * FROM customers WHERE uuid=?")?;
    for number in questions::customers(data, 5_000) {
        let (row, took) = timed(|| {
            get.query_row([data::customer_id(number).0], |row| {
                let texts: Vec<String> = (2..17)
                    .map(|i| row.get::<_, Option<String>>(i).map(Option::unwrap_or_default))
                    .collect::<rusqlite::Result<_>>()?;
                Ok(texts[2].len() + texts[5].len())
            })
        });
        letters += row?;
        times.push(took);
    }
    answer.found("get", letters);
    answer.figure("get", percentiles(times).0);

    let (mut times, mut sum) = (Vec::new(), 0_i64);
    let mut history =
        db.prepare("SELECT number, date, total, due FROM sales WHERE customer_id=? ORDER BY date")?;
    for number in questions::customers(data, 2_000) {
        let (rows, took) = timed(|| {
            history
                .query_map([number], |row| {
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, i64>(2)?,
                        row.get::<_, i64>(3)?,
                    ))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
        });
        sum += rows?.iter().map(|(_, _, total, due)| total + due).sum::<i64>();
        times.push(took);
    }
    answer.found("history", sum);
    answer.figure("history", percentiles(times).0);
    lists(db, data, answer)?;
    sums(db, answer)
}

type Shown = (String, String, String);

fn shown(row: &rusqlite::Row<'_>) -> rusqlite::Result<Shown> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn lists(db: &Connection, data: &Data, answer: &mut Answer) -> rusqlite::Result<()> {
    let mut page = db.prepare(
        "SELECT number, first_name, last_name FROM customers ORDER BY name_sort, id LIMIT ? OFFSET ?",
    )?;
    let mut at =
        |offset: u32| page.query_map([PAGE, offset], shown)?.collect::<rusqlite::Result<Vec<Shown>>>();
    let (first, took) = timed(|| at(0));
    first?;
    answer.figure("first page", took);
    let mut times = Vec::new();
    for n in 0..100 {
        let (rows, took) = timed(|| at(questions::offset(data) + n * 3));
        let rows = rows?;
        if n == 0 {
            answer.found("page", rows.iter().map(|(number, ..)| &number[..7]).collect::<Vec<_>>().join(","));
        }
        times.push(took);
    }
    answer.figure("page", percentiles(times).0);

    let mut count = db.prepare("SELECT COUNT(*) FROM customers_text WHERE customers_text MATCH ?")?;
    let mut rows = db.prepare(
        "SELECT number, first_name, last_name FROM customers WHERE id IN (SELECT rowid FROM customers_text WHERE customers_text MATCH ?) ORDER BY name_sort, id LIMIT ?",
    )?;
    let mut short_count = db.prepare("SELECT COUNT(*) FROM customers WHERE search LIKE ?")?;
    let mut short_rows = db.prepare(
        "SELECT number, first_name, last_name FROM customers WHERE search LIKE ? ORDER BY name_sort, id LIMIT ?",
    )?;
    let (mut times, mut totals, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..3 {
        totals.clear();
        for word in questions::typed() {
            let short = word.chars().count() < 3;
            let pattern = if short { format!("%{word}%") } else { format!("\"{word}\"") };
            let (count, rows) =
                if short { (&mut short_count, &mut short_rows) } else { (&mut count, &mut rows) };
            let (found, took) = timed(|| {
                let total: i64 = count.query_row([&pattern], |row| row.get(0))?;
                let page = rows
                    .query_map(params![pattern, PAGE], shown)?
                    .collect::<rusqlite::Result<Vec<Shown>>>()?;
                Ok::<_, rusqlite::Error>((total, page))
            });
            let (total, page) = found?;
            let lines: Vec<String> =
                page.iter().map(|(number, first, last)| format!("{number} {first} {last}")).collect();
            bytes += lines.join("\n").len();
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

fn sums(db: &Connection, answer: &mut Answer) -> rusqlite::Result<()> {
    let mut months = db.prepare(
        "SELECT substr(date, 1, 7), SUM(net) FROM sales WHERE kind IN (0, 3) AND status IN (0, 2) GROUP BY 1 ORDER BY 1",
    )?;
    let (mut times, mut found) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let (rows, took) = timed(|| {
            months
                .query_map([], |row| Ok(format!("{}:{}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?
                .collect::<rusqlite::Result<Vec<_>>>()
        });
        found = rows?;
        times.push(took);
    }
    answer.figure("months", percentiles(times).0);
    answer.found("months", found.join(" "));
    let mut top = db.prepare(
        "SELECT t.revenue, c.first_name, c.last_name FROM (SELECT customer_id, SUM(net) AS revenue FROM sales WHERE kind IN (0, 3) AND status IN (0, 2)
         GROUP BY customer_id ORDER BY 2 DESC LIMIT ?) t JOIN customers c ON c.id = t.customer_id ORDER BY 1 DESC",
    )?;
    let (mut times, mut found) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let (rows, took) = timed(|| {
            top.query_map([TOP], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()
        });
        found = rows?;
        times.push(took);
    }
    answer.figure("top", percentiles(times).0);
    answer.found("top", found.iter().map(|(revenue, ..)| revenue.to_string()).collect::<Vec<_>>().join(" "));
    Ok(())
}
