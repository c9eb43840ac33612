mod closed;
mod deals;
mod ledger;

use super::catalog::{ReportParams, all, build};
use super::format::Locale;
use super::value::{Cell, Report, Table};
use crate::Id;
use crate::book::{Book, By, Source};
use crate::demo::DemoOptions;
use crate::demo::tests::shop;
use crate::entity::Kind;
use crate::settings::{SETTINGS_ID, Settings};
use chrono::NaiveDate;

pub(super) fn demo() -> (tempfile::TempDir, Book) {
    let dir = tempfile::tempdir().unwrap();
    let book = shop(dir.path(), &DemoOptions { customers: 120, ..DemoOptions::default() });
    (dir, book)
}

pub(super) fn made(book: &Book, name: &str, params: &ReportParams) -> Report {
    build(&book.facts(), book.today(), name, params).unwrap()
}

pub(super) fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

pub(super) fn figure(cell: &Cell) -> i64 {
    match cell {
        Cell::Money(money) => money.minor,
        Cell::Int(count) => *count,
        _ => 0,
    }
}

fn adds_up(table: &Table, column: usize) {
    let total = figure(&table.totals.as_ref().unwrap()[column]);
    let sum: i64 = table.rows.iter().map(|row| figure(&row[column])).sum();
    assert_eq!(sum, total, "“{}” column {column}: a reader will add it up", table.title);
}

/// The customer with the most documents that still owes something.
fn debtor(book: &Book) -> Id {
    let facts = book.facts();
    let table = facts.table(Kind::Customer);
    let row = table
        .present_rows()
        .filter(|row| facts.customers.totals(*row).balance > 0)
        .max_by_key(|row| facts.customers.sales(*row).len())
        .unwrap();
    table.id(row)
}

#[test]
fn every_sum_is_the_sum_of_its_rows() {
    let (_dir, book) = demo();
    for (from, to) in
        [(None, None), (day("2026-10-01"), day("2026-10-31")), (day("2026-07-01"), day("2026-09-15"))]
    {
        let params = ReportParams { from, to, ..ReportParams::default() };
        let report = made(&book, "sales_summary", &params);
        (1..6).for_each(|column| adds_up(&report.tables[0], column));
        (1..3).for_each(|column| adds_up(&report.tables[1], column));
        adds_up(&report.tables[2], 2);
        let revenue = figure(&report.kpis[0].value);
        let charted: i64 = report.charts[0].series[0].cells.iter().map(figure).sum();
        assert_eq!(charted, revenue, "the bars are the revenue");
        for (table, column) in [(0, 5), (1, 2), (2, 2)] {
            let total = figure(&report.tables[table].totals.as_ref().unwrap()[column]);
            assert_eq!(total, revenue, "all tables of one report speak of the same money");
        }
    }
    let list = made(&book, "customer_list", &ReportParams::default());
    adds_up(&list.tables[0], 5);
    adds_up(&list.tables[0], 7);
    assert_eq!(list.tables[0].rows.len(), 120, "the trash is not listed");
}

#[test]
fn the_figure_of_the_period_before_is_what_that_period_reports_itself() {
    let (_dir, book) = demo();
    let october = ReportParams { from: day("2026-10-01"), to: day("2026-10-31"), ..ReportParams::default() };
    let september =
        ReportParams { from: day("2026-09-01"), to: day("2026-09-30"), ..ReportParams::default() };
    let (now, then) = (made(&book, "sales_summary", &october), made(&book, "sales_summary", &september));
    for (a, b) in now.kpis.iter().zip(&then.kpis) {
        let shown = super::format::text(&b.value, &Locale::for_language("en"));
        assert_eq!(a.note, format!("before: {shown}"), "{}", a.label);
    }
}

#[test]
fn a_statement_ends_with_what_the_book_says_is_open() {
    let (_dir, book) = demo();
    let debtor = debtor(&book);
    let customer = Some(debtor);
    let all = made(&book, "customer_statement", &ReportParams { customer, ..ReportParams::default() });
    let facts = book.facts();
    let row = facts.table(Kind::Customer).present(debtor).unwrap();
    let closing = all.tables[0].totals.as_ref().unwrap();
    assert_eq!(figure(&closing[5]), facts.customers.totals(row).balance, "one truth about what is owed");
    adds_up(&all.tables[0], 3);
    adds_up(&all.tables[0], 4);
    adds_up(&all.tables[1], 5);
    assert_eq!(figure(&all.tables[1].totals.as_ref().unwrap()[5]), figure(&closing[5]));
    // Cut in two, the second half begins where the first ends.
    let first = ReportParams { customer, to: day("2025-12-31"), ..ReportParams::default() };
    let second = ReportParams { customer, from: day("2026-01-01"), ..ReportParams::default() };
    let (first, second) =
        (made(&book, "customer_statement", &first), made(&book, "customer_statement", &second));
    assert_eq!(first.kpis[3].value, second.kpis[0].value, "balance brought forward");
    assert_eq!(second.kpis[3].value, all.kpis[3].value);
    assert!(all.recipient.unwrap().len() >= 2, "a statement is sent to somebody");
}

#[test]
fn follow_ups_are_grouped_by_day_and_say_how_late_they_are() {
    let (_dir, book) = demo();
    let to = day("2026-12-31");
    let report = made(&book, "follow_ups_due", &ReportParams { to, ..ReportParams::default() });
    for (table, kpi) in report.tables.iter().zip(&report.kpis) {
        assert_eq!(table.title, kpi.label);
        assert_eq!(table.rows.len() as i64, figure(&kpi.value), "{} is counted as it is listed", table.title);
        let days: Vec<NaiveDate> = table
            .rows
            .iter()
            .map(|row| match &row[0] {
                Cell::Date(day) => *day,
                other => panic!("a day, not {other:?}"),
            })
            .collect();
        assert!(days.is_sorted(), "{} is read from top to bottom", table.title);
    }
    assert!(report.tables[0].rows.iter().all(|row| figure(&row[1]) > 0), "overdue says by how many days");
    let today = made(&book, "follow_ups_due", &ReportParams::default());
    assert_eq!(figure(&today.kpis[2].value), 0, "without a day it ends today");
}

#[test]
fn what_cannot_be_made_is_answered_with_what_can() {
    let (_dir, book) = demo();
    let fails = |name: &str, params: &ReportParams| {
        build(&book.facts(), book.today(), name, params).unwrap_err().to_string()
    };
    let unknown = fails("profits", &ReportParams::default());
    assert!(all().iter().all(|spec| unknown.contains(spec.name)), "{unknown}");
    let nobody = fails("customer_statement", &ReportParams::default());
    assert!(nobody.contains("Choose the customer"), "{nobody}");
    let wrong = ReportParams { filter: Some("colour = blue".into()), ..ReportParams::default() };
    assert!(fails("customer_list", &wrong).contains("no field"), "the filter's own sentence comes through");
    let turned = ReportParams { from: day("2026-02-01"), to: day("2026-01-01"), ..ReportParams::default() };
    assert!(fails("sales-summary", &turned).contains("Exchange"), "names may be written with a hyphen");
}

#[test]
fn a_german_shop_reads_german_reports_and_every_report_prints() {
    let (_dir, book) = demo();
    let by = By { actor: "Mara".into(), source: Source::Program };
    let customer = Some(debtor(&book));
    for language in ["en", "de"] {
        book.transact(&by, "Language", |tx| {
            let mut settings: Settings = tx.get(SETTINGS_ID)?;
            settings.language = language.into();
            tx.save(&mut settings)
        })
        .unwrap();
        for spec in all() {
            let params = ReportParams { customer, ..ReportParams::default() };
            let report = made(&book, spec.name, &params);
            // What goes to a customer is in the customer's language.
            let reader = report.letter.as_ref().map_or(language, |letter| &letter.language);
            let title = super::catalog::title(spec.name, reader).unwrap();
            assert_eq!(report.title, title);
            let pdf = super::pdf::render(
                &report,
                &Locale::for_language(language),
                super::pdf::Paper::A4,
                &super::pdf::Bundled,
                &|_, _| true,
            )
            .unwrap();
            assert!(pdf.missing_glyphs.is_empty(), "{title}: every name of the shop can be printed");
        }
    }
}

#[test]
fn what_is_to_be_done_looks_ahead_and_what_is_owed_does_not() {
    let ahead = |name: &str| all().iter().find(|spec| spec.name == name).map(|spec| spec.ahead);
    assert_eq!(ahead("follow_ups_due"), Some(14));
    for name in ["day_list", "open_items", "receivables_ageing"] {
        assert_eq!(
            ahead(name),
            Some(0),
            "{name}: nothing is later than it is, and the day's list is the day's"
        );
    }
}
