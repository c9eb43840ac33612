//! The reports about deals and leads count what there is once, however it was written.

use super::{figure, made};
use crate::Id;
use crate::book::Book;
use crate::book::tests::{blank, by};
use crate::clock::Clock;
use crate::customers::leads::LeadStatus;
use crate::customers::{Customer, CustomerKind, Role};
use crate::deals::Deal;
use crate::entity::Entity;
use crate::reports::catalog::ReportParams;
use crate::reports::value::{Report, Table};
use crate::sales::Sale;
use crate::sales::tests::line;

fn save<E: Entity>(book: &Book, mut record: E) -> Id {
    book.transact(&by(), "Save", |tx| tx.save(&mut record)).unwrap().value
}

fn rows(table: &Table) -> Vec<(String, Vec<i64>)> {
    table.rows.iter().map(|row| (name(&row[0]), row[1..].iter().map(figure).collect())).collect()
}

fn name(cell: &crate::reports::value::Cell) -> String {
    match cell {
        crate::reports::value::Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn table<'a>(report: &'a Report, title: &str) -> &'a Table {
    report.tables.iter().find(|table| table.title == title).unwrap()
}

#[test]
fn what_a_company_bought_came_from_one_lead_only() {
    let home = tempfile::tempdir().unwrap();
    let (book, clock) = blank(&home.path().join("shop"));
    let acme = Customer { kind: CustomerKind::Company, company_name: "Acme".into(), ..Customer::default() };
    let acme = save(&book, acme);
    let lead = |name: &str, source: &str| {
        let lead = Customer {
            last_name: name.into(),
            source: source.into(),
            role: Role::Customer,
            lead_status: Some(LeadStatus::Converted),
            company_id: Some(acme),
            ..Customer::default()
        };
        clock.set(clock.now() + chrono::Duration::days(1));
        save(&book, lead)
    };
    let (anna, _bert, _carl) = (lead("Anna", "Fair"), lead("Bert", "Web"), lead("Carl", "web "));
    let bought = |who, price| {
        save(&book, Sale { customer_id: Some(who), lines: vec![line(1, price)], ..Sale::default() })
    };
    bought(acme, 1_000);
    bought(anna, 7);
    let report = made(&book, "lead_sources", &ReportParams::default());
    let of = |wanted: &str| rows(&report.tables[0]).into_iter().find(|(name, _)| name == wanted).unwrap().1;
    let sold: i64 = rows(&report.tables[0]).iter().map(|(_, figures)| figures[3]).sum();
    let all: i64 = {
        let facts = book.facts();
        let table = facts.table(crate::entity::Kind::Customer);
        (0..table.len()).map(|row| facts.customers.totals(row).revenue).sum()
    };
    assert_eq!(sold, all, "no source is said to have brought what was sold once already");
    assert_eq!(of("Fair")[3], all, "what the company buys and what its contact buys came from the same fair");
    assert_eq!(of("Web")[..2], [2, 2], "however it was written, it is one source");
    let direct =
        save(&book, Customer { last_name: "Direct".into(), source: "Web".into(), ..Customer::default() });
    bought(direct, 120);
    let report = made(&book, "lead_sources", &ReportParams::default());
    let counted: i64 = rows(&report.tables[0]).iter().map(|(_, figures)| figures[3]).sum();
    assert_eq!(counted, all, "who never was a lead came by no lead");
    assert!(
        report.notes[0].contains("Leads only"),
        "and nobody has to wonder where that went: {:?}",
        report.notes
    );
}

#[test]
fn reasons_are_counted_together_and_those_of_wins_are_shown() {
    let home = tempfile::tempdir().unwrap();
    let (book, _) = blank(&home.path().join("shop"));
    let anna = save(&book, Customer { last_name: "Weber".into(), ..Customer::default() });
    for (stage, reason, amount) in
        [("lost", "Price", 100), ("lost", "price ", 200), ("lost", "Price", 300), ("won", "Quality", 400)]
    {
        let deal = Deal {
            title: "Kitchen".into(),
            customer_id: anna,
            stage: stage.into(),
            reason: reason.into(),
            amount,
            ..Deal::default()
        };
        save(&book, deal);
    }
    let report = made(&book, "deals_won_lost", &ReportParams::default());
    assert_eq!(rows(table(&report, "Why deals were lost")), [("Price".to_owned(), vec![3, 600])]);
    assert_eq!(rows(table(&report, "Why deals were won")), [("Quality".to_owned(), vec![1, 400])]);
}
