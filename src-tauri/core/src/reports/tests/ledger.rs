//! The accountant's reports agree with each other, to the cent.

use super::{ReportParams, figure, made};
use crate::book::Book;
use crate::customers::{Customer, CustomerKind, debtors};
use crate::entity::{Entity, Kind};
use crate::money::Decimal;
use crate::payments::{Allocation, CashEntry, CashEntryKind, Receipt};
use crate::reports::value::{Cell, Report, Table};
use crate::reports::{csv, datev, datev_debtors};
use crate::sales::tests::{by, kept, line, paid, sale, shop};
use crate::sales::{DocumentKind, Line, Payment, Sale};
use crate::settings::tax::{TaxRate, TaxTreatment};
use crate::settings::{SETTINGS_ID, Settings};
use chrono::NaiveDate;

pub(super) fn saved<E: Entity>(book: &Book, mut record: E) -> E {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap();
    record
}

fn tax(class: &str, name: &str, rate: &str, compound: bool) -> TaxRate {
    let rate = rate.parse().unwrap();
    TaxRate { tax_class: class.into(), tax_name: name.into(), rate, compound, ..TaxRate::default() }
}

/// A shop with every kind of trouble: two taxes on one sale, discounts on all, another
/// currency, coins, returns, credit, cash, what is written off.
pub(super) fn troubled(home: &tempfile::TempDir) -> Book {
    let book = shop(home);
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    let free = TaxRate { treatment: TaxTreatment::Exempt, ..tax("Books", "", "0", false) };
    settings.tax_rates = vec![tax("Twice", "First", "5", false), tax("Twice", "Second", "9.5", true), free];
    saved(&book, settings);
    let people: Vec<Customer> = ["Jensen", "Berg"]
        .map(|name| saved(&book, Customer { last_name: name.into(), ..Customer::default() }))
        .into();
    for index in 0..24_i64 {
        let of = |tax_class: &str, rate: i64, price: i64| Line {
            tax_class: tax_class.into(),
            tax_rate: rate.into(),
            unit_price: Decimal::new(price, 3),
            cost: Some(Decimal::new(price / 2, 3)),
            ..line(index % 4 + 1, 1)
        };
        let mut one = sale(
            if index % 7 == 6 { DocumentKind::CreditNote } else { DocumentKind::Invoice },
            vec![
                of("Twice", 0, 33_335 + index),
                of("", 19, 10_005),
                of("Books", 0, 7_777),
                of("", 7, 99_995),
            ],
        );
        one.customer_id = people.get(index as usize % 3).map(|c| c.meta.id);
        one.date = one.date + chrono::Days::new(index as u64 * 2);
        one.discount = Decimal::new(index % 5 * 15, 1);
        one.shipping = index % 2 * 595;
        one.shipping_tax_rate = 19.into();
        one.prices_include_tax = index % 3 == 0;
        one.cash_rounding = Decimal::new(index % 2 * 5, 2);
        if index % 6 == 1 {
            (one.currency, one.exchange_rate) = ("USD".into(), Decimal::new(9_237, 4));
        }
        kept(&book, &mut one).unwrap();
        if index % 3 == 1 {
            paid(&book, &one, one.due / 3).unwrap();
        }
    }
    let facts_of = |number: &str| -> Sale {
        let facts = book.facts();
        let table = facts.table(Kind::Sale);
        let row = table.find_unique(table.def.field("number").unwrap(), number).unwrap();
        facts.get(table.id(row)).unwrap()
    };
    let (first, lost) = (facts_of("INV-2026-0001"), facts_of("INV-2026-0003"));
    let part = Allocation { sale_id: first.meta.id, amount: first.due };
    let date = "2026-02-20".parse().unwrap();
    let customer_id = first.customer_id;
    let amount = first.due + 1_234;
    saved(&book, Receipt { customer_id, date, amount, allocations: vec![part], ..Receipt::default() });
    book.transact(&by(), "Lost", |tx| crate::payments::receive::write_off(tx, lost.meta.id, None, "Gone"))
        .unwrap();
    let change = CashEntry { date, amount: 5_000, what: "Change".into(), ..CashEntry::default() };
    saved(&book, change.clone());
    saved(&book, CashEntry { entry_kind: CashEntryKind::Count, ..change });
    book
}

fn total(table: &Table, column: usize) -> i64 {
    let total = figure(&table.totals.as_ref().unwrap()[column]);
    let sum: i64 = table.rows.iter().map(|row| figure(row.get(column).unwrap_or(&Cell::Empty))).sum();
    assert_eq!(sum, total, "“{}” column {column}: a reader will add it up", table.title);
    total
}

#[test]
fn the_accountants_reports_agree_to_the_cent() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let report = |name: &str| -> Report { made(&book, name, &ReportParams::default()) };
    let journal = &report("sales_journal").tables[0];
    let (net, tax, rounding, gross) =
        (total(journal, 4), total(journal, 5), total(journal, 6), total(journal, 7));
    assert_eq!(net + tax + rounding, gross);
    assert!(net > 0 && tax > 0 && rounding != 0, "there is something to agree about");
    let taxes = report("tax_report");
    assert_eq!((total(&taxes.tables[0], 3), total(&taxes.tables[0], 4)), (net, tax));
    assert_eq!((total(&taxes.tables[1], 4), total(&taxes.tables[1], 5)), (net, tax), "month by month too");
    let (products, customers) = (report("margin_by_product"), report("margin_by_customer"));
    assert_eq!((total(&products.tables[0], 2), total(&customers.tables[0], 1)), (net, net));
    assert_eq!(total(&products.tables[0], 4), total(&customers.tables[0], 3), "one margin, cut two ways");
    let summary = report("sales_summary");
    assert_eq!(figure(&summary.kpis[0].value), net, "and the owner's own report says the same");
    let paid = report("payments_journal");
    assert_eq!(total(&paid.tables[0], 1), total(&paid.tables[1], 5));
    let received = total(&paid.tables[1], 5);
    let open = total(&report("open_items").tables[0], 6);
    let ageing = &report("receivables_ageing").tables[0];
    let (credit, owed) = (total(ageing, 6), total(ageing, 7));
    assert_eq!((credit, owed), (-1_234, gross - received), "billed less paid is owed");
    assert_eq!(open + credit, owed, "what is open less what is credit");
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    let balances: i64 = table.present_rows().map(|row| facts.customers.totals(row).balance).sum();
    let counter: i64 = facts.sales.all().iter().filter(|s| s.customer == u32::MAX).map(|s| s.due).sum();
    assert_eq!(balances + counter, owed, "and the customers' pages say so");
    let cash = &report("cash_book").tables[0];
    let in_cash: i64 = figure(&paid.tables[0].rows[0][1]);
    assert_eq!(figure(&cash.totals.as_ref().unwrap()[5]), in_cash + 5_000);
    let books = &report("journal").tables[0];
    assert_eq!(total(books, 5), total(books, 6), "every debit has its credit");
    let of_account = |account: &str| -> i64 {
        let rows = books.rows.iter().filter(|row| row[2] == Cell::words(account));
        rows.map(|row| figure(&row[5]) - figure(&row[6])).sum()
    };
    assert_eq!((of_account("1400"), of_account("1776")), (owed, -tax), "receivables and tax");
}

#[test]
fn the_file_for_datev_has_every_cent_too() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let year = |year: i32| ReportParams {
        from: NaiveDate::from_ymd_opt(year, 1, 1),
        to: NaiveDate::from_ymd_opt(year, 12, 31),
        ..ReportParams::default()
    };
    let bytes = datev::render(&book.facts(), book.today(), &year(2026)).unwrap();
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut lines = text.split("\r\n");
    assert!(lines.next().unwrap().starts_with("\"EXTF\";700;21;\"Buchungsstapel\""));
    assert!(lines.next().unwrap().starts_with("Umsatz (ohne Soll/Haben-Kz);"));
    let mut receivables = 0_i64;
    for line in lines.filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(';').collect();
        let amount: i64 = cells[0].replace(',', "").parse().unwrap();
        assert!(cells[0].contains(','), "amounts have their cents: {line}");
        let signed = if cells[1] == "\"S\"" { amount } else { -amount };
        receivables += if cells[6] == "1400" { signed } else { -signed };
    }
    let ageing = made(&book, "receivables_ageing", &ReportParams::default());
    assert_eq!(receivables, total(&ageing.tables[0], 7));
}

/// An invoice over 100 USD at 0.90, paid in two parts at other rates: 40 USD at 0.95 and
/// 60 USD at 0.88. It was booked with 90.00 EUR. The first part settles 36.00 and brings
/// 38.00, a gain of 2.00; the second settles 54.00 and brings 52.80, a loss of 1.20.
fn exchanged(book: &Book) -> Customer {
    let anna = saved(book, Customer { last_name: "Jensen".into(), ..Customer::default() });
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    invoice.customer_id = Some(anna.meta.id);
    (invoice.currency, invoice.exchange_rate) = ("USD".into(), "0.90".parse().unwrap());
    kept(book, &mut invoice).unwrap();
    for (amount, rate) in [(4_000, "0.95"), (6_000, "0.88")] {
        let payment = Payment {
            date: "2026-03-01".parse().unwrap(),
            amount,
            exchange_rate: rate.parse().unwrap(),
            ..Payment::default()
        };
        book.transact(&by(), "Pay", |tx| crate::sales::pay::pay(tx, invoice.meta.id, payment)).unwrap();
    }
    anna
}

/// What is on each account of the journal, debit less credit.
pub(super) fn accounts(book: &Book) -> std::collections::BTreeMap<String, i64> {
    let report = made(book, "journal", &ReportParams::default());
    let mut accounts = std::collections::BTreeMap::new();
    for row in &report.tables[0].rows {
        let Cell::Text(account) = &row[2] else { panic!("an account: {row:?}") };
        *accounts.entry(account.clone()).or_default() += figure(&row[5]) - figure(&row[6]);
    }
    accounts
}

#[test]
fn what_a_currency_gained_or_lost_before_it_was_paid_is_booked() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    exchanged(&book);
    let paid = made(&book, "payments_journal", &ReportParams::default());
    let table = &paid.tables[1];
    assert_eq!((total(table, 5), total(table, 6), total(table, 7)), (9_080, 9_000, 80));
    assert_eq!(figure(&table.rows[0][7]), 200, "40 USD × 0.95 − 40 USD × 0.90");
    assert_eq!(figure(&table.rows[1][7]), -120, "60 USD × 0.88 − 60 USD × 0.90");
    assert!(made(&book, "open_items", &ReportParams::default()).tables[0].rows.is_empty(), "it is settled");
    let on = accounts(&book);
    let cash = on["1000"];
    assert_eq!((cash, on["1400"], on["2660"], on["2150"]), (9_080, 0, -200, 120));
    assert_eq!(on.values().sum::<i64>(), 0, "every debit has its credit");
    let year = ReportParams {
        from: "2026-01-01".parse().ok(),
        to: "2026-12-31".parse().ok(),
        ..ReportParams::default()
    };
    let bytes = datev::render(&book.facts(), book.today(), &year).unwrap();
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    assert!(text.contains("2,00;\"S\";\"EUR\";;;;1400;2660;"), "the gain: {text}");
    assert!(text.contains("1,20;\"H\";\"EUR\";;;;1400;2150;"), "the loss: {text}");
}

#[test]
fn an_open_document_in_another_currency_says_what_is_open_in_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    (invoice.currency, invoice.exchange_rate) = ("USD".into(), "0.90".parse().unwrap());
    kept(&book, &mut invoice).unwrap();
    paid(&book, &invoice, 4_000).unwrap();
    let table = made(&book, "open_items", &ReportParams::default()).tables.remove(0);
    assert_eq!(total(&table, 6), 5_400, "60 USD × 0.90");
    let Cell::Money(own) = &table.rows[0][7] else { panic!("{:?}", table.rows[0]) };
    assert_eq!((own.minor, own.currency.code()), (6_000, "USD"), "what the customer has to send");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 16, ..Default::default() })]

    #[test]
    fn with_any_rates_the_books_agree(
        documents in proptest::collection::vec((1_i64..90_000, 1_i64..30_000, proptest::collection::vec((1_i64..60, 0_i64..30_000), 0..4)), 1..6)
    ) {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        for (price, rate, payments) in documents {
            let one = Line { unit_price: Decimal::new(price, 2), tax_rate: 19.into(), ..line(1, 1) };
            let mut invoice = sale(DocumentKind::Invoice, vec![one]);
            (invoice.currency, invoice.exchange_rate) = ("USD".into(), Decimal::new(rate, 4));
            kept(&book, &mut invoice).unwrap();
            for (percent, rate) in payments {
                let amount = (invoice.due * percent / 100).max(1);
                let exchange_rate = Decimal::new(rate, 4);
                let date = "2026-03-01".parse().unwrap();
                let payment = Payment { date, amount, exchange_rate, ..Payment::default() };
                if let Ok(done) = book.transact(&by(), "Pay", |tx| crate::sales::pay::pay(tx, invoice.meta.id, payment)) {
                    invoice = done.value;
                }
            }
        }
        let open: i64 = book.facts().sales.all().iter().map(|sale| sale.due).sum();
        let on = accounts(&book);
        proptest::prop_assert_eq!(on.values().sum::<i64>(), 0, "every debit has its credit");
        proptest::prop_assert_eq!(on["1400"], open, "the receivables are what is open, whatever the rates");
        let paid = made(&book, "payments_journal", &ReportParams::default());
        proptest::prop_assert_eq!(total(&paid.tables[1], 5), on.get("1000").copied().unwrap_or_default());
        let exchange = ["2660", "2150"].iter().filter_map(|account| on.get(*account)).sum::<i64>();
        let told = if paid.tables[1].columns.len() > 6 { total(&paid.tables[1], 7) } else { 0 };
        proptest::prop_assert_eq!(told, -exchange);
    }
}

#[test]
fn every_customer_has_an_account_of_their_own_where_the_settings_want_it() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let anna = exchanged(&book);
    let mut settings: Settings = book.facts().get(SETTINGS_ID).unwrap();
    settings.debtor_accounts = true;
    saved(&book, settings);
    let bert = saved(
        &book,
        Customer {
            company_name: "Berg; & Söhne".into(),
            kind: CustomerKind::Company,
            tax_id: "DE 123456789".into(),
            debtor_account: "10000".into(),
            ..Customer::default()
        },
    );
    let mut bill = sale(DocumentKind::Invoice, vec![line(1, 10)]);
    bill.customer_id = Some(bert.meta.id);
    kept(&book, &mut bill).unwrap();
    let without = debtors::without(&book.facts());
    assert_eq!(without, [anna.meta.id], "who has one keeps it, and who never bought needs none");
    book.transact(&by(), "Accounts", |tx| debtors::number(tx, &without)).unwrap();
    let anna: Customer = book.facts().get(anna.meta.id).unwrap();
    assert_eq!(anna.debtor_account, "10001", "the next after the last that was given");
    let on = accounts(&book);
    assert_eq!((on["10001"], on["10000"], on.get("1400")), (0, 1_000, None));
    let twin = Customer { last_name: "Jensen".into(), debtor_account: "10001".into(), ..Customer::default() };
    assert!(
        book.transact(&by(), "Twin", |tx| tx.save(&mut twin.clone())).is_err(),
        "no account is two customers'"
    );
    let wrong = Customer { debtor_account: "70000".into(), ..twin };
    let error = book.transact(&by(), "Wrong", |tx| tx.save(&mut wrong.clone())).unwrap_err();
    assert!(
        error.to_string().contains("from 10000 to 69999"),
        "above are the accounts of suppliers: {error}"
    );
    let (bytes, count) = datev_debtors::render(&book.facts(), book.today());
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(rows[0].split(';').count(), 31, "the head has as many fields as that of a journal");
    assert!(rows[0].starts_with("\"EXTF\";700;16;\"Debitoren/Kreditoren\";5;"));
    assert!(rows[2].starts_with("10000;\"Berg; & Söhne\";"), "{}", rows[2]);
    assert!(rows[2].contains(";\"DE\";\"123456789\";"), "a VAT number in its two parts: {}", rows[2]);
    assert!(
        rows[3].starts_with("10001;\"\";\"\";\"Jensen\";"),
        "a person has a name of their own: {}",
        rows[3]
    );
    assert_eq!((count, rows[1].split(';').count(), rows[3].split(';').count()), (2, 33, 33));
}

#[test]
fn what_was_settled_later_was_open_then_and_is_paid_when_it_was_paid() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    kept(&book, &mut invoice).unwrap();
    // Of 15 January, paid on 2 March.
    paid(&book, &invoice, 10_000).unwrap();
    let rows = |name: &str, from: &str, to: &str| {
        let day = |text: &str| Some(text.parse().unwrap());
        let params = ReportParams { from: day(from), to: day(to), ..ReportParams::default() };
        made(&book, name, &params).tables[0].rows.len()
    };
    assert_eq!(rows("open_items", "2026-01-01", "2026-01-31"), 1, "it was open at the end of January");
    assert_eq!(rows("receivables_ageing", "2026-01-01", "2026-03-01"), 1);
    assert_eq!(rows("open_items", "2026-01-01", "2026-03-02"), 0, "and settled on the day it was paid");
    assert_eq!(rows("payments_journal", "2026-03-01", "2026-03-31"), 1);
    assert_eq!(rows("payments_journal", "2026-01-01", "2026-01-31"), 0, "no money came in January");
}

#[test]
fn the_head_of_the_file_for_datev_says_whose_it_is_and_which_year() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    book.transact(&by(), "Settings", |tx| {
        let mut settings: Settings = tx.get(SETTINGS_ID)?;
        (settings.datev_adviser, settings.datev_client) = ("29098".into(), "55003".into());
        settings.fiscal_year_month = 7;
        tx.save(&mut settings)
    })
    .unwrap();
    let params = |from: &str, to: &str| ReportParams {
        from: Some(from.parse().unwrap()),
        to: Some(to.parse().unwrap()),
        ..ReportParams::default()
    };
    let file = |from: &str, to: &str| datev::render(&book.facts(), book.today(), &params(from, to));
    let text: String =
        file("2026-01-01", "2026-03-31").unwrap().iter().map(|byte| char::from(*byte)).collect();
    let head: Vec<&str> = text.lines().next().unwrap().split(';').collect();
    // As DATEV numbers the fields of the head, from 1.
    assert_eq!(head.len(), 31, "the interface wants 31 fields");
    assert_eq!((head[10], head[11]), ("29098", "55003"));
    assert_eq!((head[12], head[14], head[15]), ("20250701", "20260101", "20260331"));
    assert_eq!(head[21], "\"EUR\"");
    let across = file("2026-06-01", "2026-07-31").unwrap_err().to_string();
    assert!(across.contains("two business years"), "a row has no year of its own: {across}");
}

#[test]
fn paper_and_file_say_what_the_screen_says() {
    let home = tempfile::tempdir().unwrap();
    let book = troubled(&home);
    let locale = crate::reports::format::Locale::for_language("en");
    for name in ["sales_journal", "tax_report", "open_items", "payments_journal", "journal"] {
        let report = made(&book, name, &ReportParams::default());
        let file = String::from_utf8(csv::render(&report, &locale, csv::Form::Exact).unwrap()).unwrap();
        let table = report.tables.last().unwrap();
        for cell in table.rows.iter().flatten().filter(|cell| matches!(cell, Cell::Money(_))) {
            assert!(file.contains(&crate::reports::format::exact(cell)), "{name}: {cell:?}");
        }
    }
}
