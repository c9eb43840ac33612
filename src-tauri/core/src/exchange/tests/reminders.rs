//! What sales that come in by a file ask for later: a shop whose till writes a file every evening must forget
//! nobody, and a history of ten years must not fill Today. The day in these tests is 22 November 2026.

use super::*;
use crate::Id;
use crate::customers::Channel;
use crate::entity::Kind;
use crate::follow_ups::FollowUp;

const HEAD: &str = "Rechnungsnr;Kunde;Datum;Artikelnummer;Artikel;Menge;Einzelpreis\n";

fn sold(rows: &[(&str, &str, &str)]) -> String {
    let rows =
        rows.iter().map(|(number, customer, day)| format!("{number};{customer};{day};FI;Filter;1;10,00\n"));
    HEAD.to_owned() + &rows.collect::<String>()
}

/// A shop with a filter that wants to be changed every six months and is under warranty for two years.
fn shop(latest: bool) -> Desk {
    let desk = Desk::new();
    let mut filter = Product {
        sku: "FI".into(),
        name: "Filter".into(),
        service_interval_months: Some(6),
        service_from_latest: latest,
        warranty_months: Some(24),
        ..Product::default()
    };
    desk.book.transact(&by(), "Filter", |tx| tx.save(&mut filter)).unwrap();
    desk
}

/// The days of the service that is still to come, and of the ends of warranties.
fn open(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let mut tasks: Vec<FollowUp> = all(&desk.book);
    tasks.retain(|task| !task.done && task.meta.trashed_at.is_none());
    tasks.sort_by_key(|task| task.due_date);
    let (service, warranty): (Vec<_>, Vec<_>) =
        tasks.into_iter().partition(|task| !task.recurrence.is_empty());
    let days = |tasks: Vec<FollowUp>| tasks.into_iter().map(|task| task.due_date.to_string()).collect();
    (days(service), days(warranty))
}

fn days(service: &[&str], warranty: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |days: &[&str]| days.iter().map(|day| (*day).to_owned()).collect();
    (owned(service), owned(warranty))
}

#[test]
fn a_sale_of_the_till_is_remembered_and_a_history_fills_no_day() {
    let desk = shop(false);
    let rows = [
        ("R1", "Anna Berg", "20.11.2026"),
        ("R2", "Bea Carl", "22.05.2026"),
        ("R3", "Carl Dorn", "21.05.2026"),
        ("R4", "Dora Eck", "01.02.2020"),
    ];
    let tried = desk.bring("till.csv", &sold(&rows), OnDuplicate::Skip, true);
    assert_eq!(tried.created_by_kind["follow_up"], 7, "the trial says it before it happens");
    assert_eq!(open(&desk), days(&[], &[]));
    let result = desk.bring("till.csv", &sold(&rows), OnDuplicate::Skip, false);
    let service = ["2026-11-22", "2027-02-01", "2027-05-20", "2027-05-21"];
    assert_eq!(
        open(&desk),
        days(&service, &["2028-04-21", "2028-04-22", "2028-10-21"]),
        "what is due today is still to be done, service comes again, and a warranty that is over does not"
    );
    let told: Vec<String> = result.notices.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|said| said.starts_with("7 reminders")), "it is told: {told:?}");
    let whose: Vec<bool> = all::<FollowUp>(&desk.book)
        .iter()
        .map(|task| task.sale_id.is_some() && task.product_id.is_some() && task.customer_id.is_some())
        .collect();
    assert_eq!(whose, [true; 7], "each leads to its customer, its sale and its product");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(open(&desk), days(&[], &[]), "they go with the import they came with");
}

#[test]
fn a_file_that_comes_again_plans_nothing_twice() {
    let desk = shop(false);
    let text = sold(&[("R1", "Anna Berg", "20.11.2026")]);
    desk.bring("till.csv", &text, OnDuplicate::Skip, false);
    let planned = days(&["2027-05-20"], &["2028-10-21"]);
    assert_eq!(open(&desk), planned);
    let changed = text.replace("10,00", "12,00");
    for (way, text) in [
        (OnDuplicate::Skip, &text),
        (OnDuplicate::Fill, &text),
        (OnDuplicate::Update, &text),
        (OnDuplicate::Update, &changed),
    ] {
        desk.bring("till.csv", text, way, false);
        assert_eq!(open(&desk), planned, "{way:?}");
    }
    let service = all::<FollowUp>(&desk.book).into_iter().find(|task| !task.recurrence.is_empty()).unwrap();
    let thrown = |tx: &mut crate::book::Tx<'_>| tx.trash(Kind::FollowUp, service.meta.id);
    desk.book.transact(&by(), "By hand", thrown).unwrap();
    desk.bring("till.csv", &text, OnDuplicate::Update, false);
    assert_eq!(open(&desk), days(&[], &["2028-10-21"]), "what somebody threw away does not come again");
}

#[test]
fn of_several_purchases_the_last_day_counts_in_whatever_order_they_come() {
    let latest = [
        ("R2", "Anna Berg", "10.11.2026"),
        ("R1", "Anna Berg", "01.09.2026"),
        ("R3", "Anna Berg", "03.10.2026"),
    ];
    let desk = shop(true);
    let result = desk.bring("till.csv", &sold(&latest), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-05-10"], "the file has them in no order");
    assert_eq!(result.created_by_kind["follow_up"], 4, "only what stands is counted");
    desk.bring("next.csv", &sold(&[("R4", "Anna Berg", "21.11.2026")]), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-05-21"], "that of a file before is ended too");
    desk.bring("late.csv", &sold(&[("R5", "Anna Berg", "15.11.2026")]), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-05-21"], "a sale that is told late is not the last");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(open(&desk).0, ["2027-05-10"], "without the later purchase the one before counts again");
}

#[test]
fn an_exact_file_of_sales_brings_no_reminders_of_its_own() {
    let desk = shop(false);
    desk.bring("till.csv", &sold(&[("R1", "Anna Berg", "20.11.2026")]), OnDuplicate::Skip, false);
    let there = shop(false);
    for kind in [Kind::Customer, Kind::Product, Kind::Sale] {
        let path = desk.dir.path().join("exact.csv");
        export::export(&desk.book, kind, Profile::Exact, None, &path, &Unwatched).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let result = there.bring("there.csv", &text, OnDuplicate::Skip, false);
        assert_eq!(result.failed, 0, "{kind:?}: {:?}", result.errors);
    }
    assert_eq!(all::<Sale>(&there.book).len(), 1);
    let none: Vec<Id> = all::<FollowUp>(&there.book).into_iter().map(|task| task.meta.id).collect();
    assert_eq!(none, [], "they come by a file of their own, and would be there twice");
}

#[test]
fn a_list_of_follow_ups_that_came_before_its_sales_has_their_reminders_already() {
    let desk = shop(false);
    let text = sold(&[("R1", "Anna Berg", "20.11.2026")]);
    desk.bring("till.csv", &text, OnDuplicate::Skip, false);
    let there = shop(false);
    for kind in [Kind::Customer, Kind::FollowUp] {
        let path = desk.dir.path().join("list.csv");
        export::export(&desk.book, kind, Profile::Spreadsheet, None, &path, &Unwatched).unwrap();
        let list = std::fs::read_to_string(&path).unwrap();
        there.bring("list.csv", &list, OnDuplicate::Skip, false);
    }
    assert_eq!(open(&there), days(&["2027-05-20"], &["2028-10-21"]));
    there.bring("till.csv", &text, OnDuplicate::Skip, false);
    assert_eq!(open(&there), days(&["2027-05-20"], &["2028-10-21"]), "nobody is called twice");
}

#[test]
fn nobody_is_reminded_of_whom_to_leave_alone_nor_of_what_was_cancelled() {
    let desk = shop(false);
    let text = sold(&[("R1", "Anna Berg", "20.11.2026")]);
    desk.bring("till.csv", &text.replace("Anna Berg", "Bea Carl"), OnDuplicate::Skip, false);
    let mut bea = all::<Customer>(&desk.book).into_iter().find(|c| c.first_name == "Bea").unwrap();
    bea.forbidden_channels = Channel::ALL.to_vec();
    desk.book.transact(&by(), "Alone", |tx| tx.save(&mut bea)).unwrap();
    desk.bring("next.csv", &sold(&[("R2", "Bea Carl", "21.11.2026")]), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-05-20"], "only what was planned before she asked to be left alone");
    let mut bea_sale = all::<Sale>(&desk.book).into_iter().find(|s| s.external_number == "R1").unwrap();
    bea_sale.status = SaleStatus::Cancelled;
    let import = By { source: Source::Import, ..by() };
    desk.book.transact(&import, "Cancel", |tx| tx.save(&mut bea_sale)).unwrap();
    assert_eq!(open(&desk), days(&[], &[]), "what was cancelled needs no service");
}

#[test]
fn what_came_back_or_was_refunded_in_the_same_file_asks_for_nothing() {
    let row = |number: &str, day: &str, pieces: &str| {
        format!("{number};Anna Berg;{day};FI;Filter;{pieces};10,00\n")
    };
    for (rows, service, why) in [
        (vec![("R1", "20.11.2026", "1"), ("G1", "21.11.2026", "-1")], vec![], "the only one came back"),
        (vec![("G1", "21.11.2026", "-1"), ("R1", "20.11.2026", "1")], vec![], "in whatever order they stand"),
        (
            vec![("R1", "20.11.2026", "2"), ("G1", "21.11.2026", "-1")],
            vec!["2027-05-20"],
            "one of two is left",
        ),
        (
            vec![("R1", "01.11.2026", "1"), ("R2", "20.11.2026", "1"), ("G1", "21.11.2026", "-1")],
            vec!["2027-05-01"],
            "one of two purchases is left",
        ),
        (
            vec![("G1", "10.11.2026", "-1"), ("R1", "20.11.2026", "1")],
            vec!["2027-05-20"],
            "what came back before was another one",
        ),
    ] {
        let desk = shop(false);
        let text: String = rows.iter().map(|(number, day, pieces)| row(number, day, pieces)).collect();
        desk.bring("till.csv", &(HEAD.to_owned() + &text), OnDuplicate::Skip, false);
        assert_eq!(open(&desk).0, service, "{why}");
    }
    let head = HEAD.trim_end().to_owned() + ";Refunded Amount\n";
    for (refunded, count) in [("10,00", 0), ("4,00", 1), ("", 1)] {
        let desk = shop(false);
        let text = head.clone() + row("R1", "20.11.2026", "1").trim_end() + ";" + refunded + "\n";
        desk.bring("till.csv", &text, OnDuplicate::Skip, false);
        assert_eq!(open(&desk).0.len(), count, "{refunded} of 10,00 was paid back");
        let sales = 1 + usize::from(!refunded.is_empty());
        assert_eq!(all::<Sale>(&desk.book).len(), sales, "the file is read as meant");
    }
}

#[test]
fn a_history_asks_for_the_service_of_the_last_purchase_of_each_customer_once() {
    for latest in [false, true] {
        let desk = shop(latest);
        let years = ["20.10.2017", "20.10.2018", "31.08.2020", "20.10.2019"];
        let rows: Vec<(String, &str, &str)> = ["Anna Berg", "Bea Carl"]
            .iter()
            .flat_map(|who| years.iter().map(move |day| (format!("{who} {day}"), *who, *day)))
            .collect();
        let rows: Vec<(&str, &str, &str)> =
            rows.iter().map(|(number, who, day)| (number.as_str(), *who, *day)).collect();
        let result = desk.bring("till.csv", &sold(&rows), OnDuplicate::Skip, false);
        assert_eq!(result.created_by_kind["follow_up"], 2, "latest counts: {latest}");
        assert_eq!(open(&desk), days(&["2027-02-28", "2027-02-28"], &[]), "latest counts: {latest}");
        let late = [("LATE", "Anna Berg", "01.03.2019")];
        desk.bring("late.csv", &sold(&late), OnDuplicate::Skip, false);
        assert_eq!(open(&desk).0.len(), 2, "an older purchase of a later file adds nothing");
    }
    let desk = shop(true);
    desk.bring("one.csv", &sold(&[("R1", "Anna Berg", "20.10.2025")]), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-04-20"]);
    desk.bring("two.csv", &sold(&[("R2", "Anna Berg", "01.03.2026")]), OnDuplicate::Skip, false);
    assert_eq!(
        open(&desk).0,
        ["2027-03-01"],
        "a later one whose first service is over ends that of the one before"
    );
}

#[test]
fn a_credit_note_of_a_later_file_takes_back_what_the_latest_purchase_had_planned() {
    let desk = shop(false);
    let bought = [
        ("R1", "Anna Berg", "01.11.2026"),
        ("R2", "Anna Berg", "20.11.2026"),
        ("R3", "Bea Carl", "20.11.2026"),
    ];
    desk.bring("till.csv", &sold(&bought), OnDuplicate::Skip, false);
    assert_eq!(open(&desk).0, ["2027-05-01", "2027-05-20", "2027-05-20"]);
    let back = sold(&[("G1", "Anna Berg", "21.11.2026")]).replace(";1;10,00", ";-1;10,00");
    desk.bring("back.csv", &back, OnDuplicate::Skip, false);
    assert_eq!(
        open(&desk).0,
        ["2027-05-01", "2027-05-20"],
        "of two the one bought first is left, and Bea has hers"
    );
    let facts = desk.book.facts();
    let left: Vec<FollowUp> = all(&desk.book);
    let gone = left.iter().filter(|task| task.meta.trashed_at.is_some());
    let gone: Vec<String> =
        gone.map(|task| facts.get::<Sale>(task.sale_id.unwrap()).unwrap().external_number).collect();
    assert_eq!(gone, ["R2", "R2"], "service and warranty of the latest");
    drop(facts);
    let mut note = all::<Sale>(&desk.book).into_iter().find(|sale| sale.external_number == "G1").unwrap();
    assert!(note.returns_goods, "it says that goods came back");
    note.payments.clear();
    for status in [SaleStatus::Open, SaleStatus::Cancelled] {
        note.status = status;
        desk.book.transact(&by(), "Cancel", |tx| tx.save(&mut note)).unwrap();
    }
    assert_eq!(open(&desk).0, ["2027-05-01", "2027-05-20", "2027-05-20"], "they keep it after all");
    let mut note = Sale {
        status: SaleStatus::Open,
        meta: crate::entity::Meta::default(),
        number: String::new(),
        ..note
    };
    note.external_number = String::new();
    desk.book.transact(&by(), "By hand", |tx| tx.save(&mut note)).unwrap();
    assert_eq!(open(&desk).0, ["2027-05-01", "2027-05-20"], "one that is written by hand does the same");
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(open(&desk).0, ["2027-05-01", "2027-05-20", "2027-05-20"]);
}
