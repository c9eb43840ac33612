//! What a later file says came back of a sale that is in the book already: customers, money and reminders must be as
//! if all had stood in one file, or a shop would look after goods that it has in its own shelf.

use super::*;
use crate::entity::Kind;
use crate::facts::State;
use crate::follow_ups::FollowUp;

const HEAD: &str = "Rechnungsnr;Kunde;Datum;Artikelnummer;Artikel;Menge;Einzelpreis\n";

/// A shop with a filter that wants to be changed every six months.
fn shop() -> Desk {
    let desk = Desk::new();
    let mut filter = Product {
        sku: "FI".into(),
        name: "Filter".into(),
        service_interval_months: Some(6),
        ..Product::default()
    };
    desk.book.transact(&by(), "Filter", |tx| tx.save(&mut filter)).unwrap();
    desk
}

fn row(number: &str, day: &str, pieces: &str) -> String {
    format!("{number};Anna Berg;{day};FI;Filter;{pieces};10,00\n")
}

/// What the customers' list and Today say: what each customer bought for and how often, from when to when, what they
/// owe, and the reminders that are open.
fn told(desk: &Desk) -> Vec<(String, i64, u32, i32, i32, i64, usize)> {
    let facts = desk.book.facts();
    let table = facts.table(Kind::Customer);
    let rows = table.present_rows().filter(|row| table.state(*row) == State::Live);
    let mut told: Vec<_> = rows
        .map(|row| {
            let totals = facts.customers.totals(row);
            let open =
                facts.customers.follow_ups(row).iter().filter(|f| facts.follow_ups.get(**f).open).count();
            let name = facts.title(Kind::Customer, row);
            (name, totals.revenue, totals.sales, totals.first, totals.last, totals.balance, open)
        })
        .collect();
    told.sort();
    told
}

/// Brings the parts one after another, and all of them in one file, and says that both come to the same; that each
/// comes again without changing anything, in every way; and that undo takes back what the last part did.
fn as_one_file(head: &str, parts: &[&str], why: &str) -> Desk {
    let whole = shop();
    let result = whole.bring("whole.csv", &(head.to_owned() + &parts.concat()), OnDuplicate::Skip, false);
    assert_eq!(result.failed, 0, "{why}: {:?}", result.errors);
    for way in [OnDuplicate::Skip, OnDuplicate::Fill, OnDuplicate::Update] {
        let desk = shop();
        let mut before = Vec::new();
        for part in parts {
            before = told(&desk);
            let result = desk.bring("part.csv", &(head.to_owned() + part), way, false);
            assert_eq!(result.failed, 0, "{why}, {way:?}: {:?}", result.errors);
        }
        assert_eq!(told(&desk), told(&whole), "{why}, {way:?}");
        let seq = desk.book.seq();
        for part in parts.iter().chain([&parts.concat().as_str()]) {
            let result = desk.bring("again.csv", &(head.to_owned() + part), way, false);
            assert_eq!((result.failed, result.op), (0, None), "{why}, {way:?}: {part} {:?}", result.errors);
        }
        assert_eq!(desk.book.seq(), seq, "{why}, {way:?}: what comes again changes nothing");
        desk.book.undo(&by(), None, &Unwatched).unwrap();
        assert_eq!(told(&desk), before, "{why}, {way:?}: undo takes it back with all it did");
        desk.book.redo(&by(), &Unwatched).unwrap();
    }
    whole
}

#[test]
fn rows_below_zero_under_the_number_of_a_sale_take_it_back() {
    let sold = row("R1", "10.11.2026", "3") + &row("R2", "12.11.2026", "1");
    let whole = as_one_file(HEAD, &[&sold, &row("R1", "20.11.2026", "-1")], "one of three came back");
    assert_eq!(told(&whole)[0].1, 3_000);
    assert_eq!(told(&whole)[0].6, 2, "two of three are still there");
    let whole = as_one_file(HEAD, &[&sold, &row("R1", "20.11.2026", "-3")], "all came back");
    assert_eq!((told(&whole)[0].1, told(&whole)[0].6), (1_000, 1), "and want no service");
    let [one, two] = ["18.11.2026", "20.11.2026"].map(|day| row("R1", day, "-1"));
    let whole = as_one_file(HEAD, &[&sold, &one, &two], "one after the other");
    assert_eq!(told(&whole)[0].1, 2_000);
    let nobody = row("R1", "20.11.2026", "-1").replace("Anna Berg", "");
    as_one_file(HEAD, &[&sold, &nobody], "the number says whose it was");
}

#[test]
fn a_file_that_tells_the_whole_sale_again_with_what_came_back_takes_only_that() {
    for way in [OnDuplicate::Skip, OnDuplicate::Fill, OnDuplicate::Update] {
        let desk = shop();
        let sold = row("R1", "10.11.2026", "3");
        let one = row("R1", "18.11.2026", "-1");
        let two = row("R1", "20.11.2026", "-1");
        for (text, revenue) in [
            (sold.clone(), 3_000),
            (sold.clone() + &one, 2_000),
            (one.clone(), 2_000),
            (sold.clone() + &one + &two, 1_000),
            (sold + &one + &two, 1_000),
        ] {
            let result = desk.bring("file.csv", &(HEAD.to_owned() + &text), way, false);
            assert_eq!(result.failed, 0, "{way:?}: {:?}", result.errors);
            let [(_, said, sales, .., owed, reminders)] = told(&desk)[..] else { panic!("one customer") };
            assert_eq!((said, sales, owed, reminders), (revenue, 1, 0, 1), "{way:?}: {text}");
        }
        let notes: Vec<Sale> = all::<Sale>(&desk.book);
        let notes: Vec<&Sale> =
            notes.iter().filter(|s| s.document_kind == DocumentKind::CreditNote).collect();
        let invoice = all::<Sale>(&desk.book).into_iter().find(|s| s.external_number == "R1").unwrap();
        assert_eq!(invoice.total, 3_000, "{way:?}: the invoice stays what it was");
        let days: Vec<String> = notes.iter().map(|note| note.date.to_string()).collect();
        assert_eq!(days, ["2026-11-18", "2026-11-20"], "{way:?}: each on its day");
        assert!(notes.iter().all(|n| n.from_id == Some(invoice.meta.id) && n.returns_goods && n.due == 0));
    }
}

#[test]
fn a_credit_note_with_the_number_of_its_sale_takes_it_back_in_any_order() {
    let head = "Rechnungsnr;Belegart;Kunde;Datum;Artikelnummer;Artikel;Menge;Einzelpreis\n";
    let sold = "R1;Rechnung;Anna Berg;10.11.2026;FI;Filter;2;10,00\n";
    let back = "R1;Gutschrift;Anna Berg;20.11.2026;FI;Filter;2;10,00\n";
    let whole = as_one_file(head, &[sold, back], "written with positive numbers");
    assert_eq!((told(&whole)[0].1, told(&whole)[0].2, told(&whole)[0].6), (0, 1, 0));
    let turned = shop();
    turned.bring("whole.csv", &(head.to_owned() + back + sold), OnDuplicate::Skip, false);
    assert_eq!(told(&turned), told(&whole), "the newest first, as shops write their lists");
}

#[test]
fn totals_below_zero_under_the_number_of_a_sale_take_it_back() {
    let head = "Rechnungsnr;Kunde;Datum;Gesamtbetrag\n";
    let sold = "R1;Anna Berg;10.11.2026;30,00\n";
    let whole = as_one_file(head, &[sold, "R1;Anna Berg;20.11.2026;-12,00\n"], "part of the money");
    assert_eq!((told(&whole)[0].1, told(&whole)[0].5), (1_800, 0));
}

#[test]
fn what_a_later_file_says_was_refunded_is_refunded_once() {
    let head = HEAD.trim_end().to_owned() + ";Refunded Amount\n";
    let told_of = |refunded: &str| row("R1", "10.11.2026", "1").trim_end().to_owned() + ";" + refunded + "\n";
    for way in [OnDuplicate::Skip, OnDuplicate::Fill, OnDuplicate::Update] {
        let desk = shop();
        for (refunded, revenue, reminders) in
            [("", 1_000, 1), ("4,00", 600, 1), ("4,00", 600, 1), ("10,00", 0, 0), ("10,00", 0, 0)]
        {
            let result = desk.bring("list.csv", &(head.clone() + &told_of(refunded)), way, false);
            assert_eq!(result.failed, 0, "{way:?}: {:?}", result.errors);
            let [(_, said, sales, .., owed, open)] = told(&desk)[..] else { panic!("one customer") };
            assert_eq!((said, sales, owed, open), (revenue, 1, 0, reminders), "{way:?}: {refunded}");
        }
        let once = shop();
        once.bring("list.csv", &(head.clone() + &told_of("10,00")), way, false);
        assert_eq!(told(&desk), told(&once), "{way:?}: as if it had been told at once");
        desk.book.undo(&by(), None, &Unwatched).unwrap();
        let [(_, revenue, .., open)] = told(&desk)[..] else { panic!("one customer") };
        assert_eq!((revenue, open), (600, 1), "{way:?}: undo gives the reminder back");
    }
}

#[test]
fn what_came_back_before_it_was_paid_is_owed_no_more() {
    let head = HEAD.trim_end().to_owned() + ";Bezahlt am\n";
    let line =
        |day: &str, pieces: &str, paid: &str| format!("R1;Anna Berg;{day};FI;Filter;{pieces};10,00;{paid}\n");
    let (open, back) = (line("10.11.2026", "3", ""), line("20.11.2026", "-1", ""));
    let whole = as_one_file(&head, &[&open, &back], "nobody paid");
    assert_eq!(told(&whole)[0].5, 2_000);
    let desk = shop();
    desk.bring("open.csv", &(head.clone() + &open), OnDuplicate::Skip, false);
    let text = HEAD.to_owned() + &row("R1", "20.11.2026", "-1");
    desk.bring("back.csv", &text, OnDuplicate::Skip, false);
    assert_eq!(told(&desk)[0].5, 2_000, "whatever the file that tells it leaves out");
    let paid = line("10.11.2026", "3", "12.11.2026");
    let whole = as_one_file(&head, &[&paid, &back], "all was paid, and the rest was paid back");
    assert_eq!(told(&whole)[0].5, 0);
}

#[test]
fn what_is_another_customers_or_more_than_was_sold_is_told_and_takes_nothing() {
    let desk = shop();
    desk.bring("sold.csv", &(HEAD.to_owned() + &row("R1", "10.11.2026", "1")), OnDuplicate::Skip, false);
    let before = told(&desk);
    let back = HEAD.to_owned() + &row("R1", "20.11.2026", "-1");
    for text in [back.replace("Anna Berg", "Bea Carl"), back.replace("-1;", "-2;")] {
        for way in [OnDuplicate::Skip, OnDuplicate::Update] {
            let result = desk.bring("back.csv", &text, way, false);
            assert_eq!((result.failed, result.op), (1, None), "{way:?}: {:?}", result.errors);
            assert_eq!(told(&desk), before, "{way:?}: {text}");
        }
    }
}

#[test]
fn a_voucher_on_the_sale_did_not_come_back() {
    let voucher = "R1;;;;Gutschein;-1;2,00\n";
    let sold = HEAD.to_owned() + &row("R1", "10.11.2026", "1") + voucher;
    for way in [OnDuplicate::Skip, OnDuplicate::Update] {
        let desk = shop();
        for _ in 0..2 {
            desk.bring("sold.csv", &sold, way, false);
            assert_eq!(
                (all::<Sale>(&desk.book).len(), told(&desk)[0].1, told(&desk)[0].6),
                (1, 800, 1),
                "{way:?}"
            );
        }
    }
    let desk = shop();
    desk.bring(
        "totals.csv",
        "Rechnungsnr;Kunde;Datum;Gesamtbetrag\nR1;Anna Berg;10.11.2026;8,00\n",
        OnDuplicate::Skip,
        false,
    );
    desk.bring("sold.csv", &sold, OnDuplicate::Skip, false);
    assert_eq!(
        told(&desk)[0].1,
        800,
        "a sale of which the book knows the total alone has it taken off already"
    );
}

#[test]
fn an_exact_list_of_credit_notes_takes_back_what_their_invoices_had_planned() {
    let desk = shop();
    desk.bring("sold.csv", &(HEAD.to_owned() + &row("R1", "10.11.2026", "1")), OnDuplicate::Skip, false);
    desk.bring("back.csv", &(HEAD.to_owned() + &row("R1", "20.11.2026", "-1")), OnDuplicate::Skip, false);
    let path = desk.dir.path().join("exact.csv");
    export::export(&desk.book, Kind::Sale, Profile::Exact, None, &path, &Unwatched).unwrap();
    desk.book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(told(&desk)[0].6, 1);
    let text = std::fs::read_to_string(&path).unwrap();
    let result = desk.bring("exact.csv", &text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (1, 0), "{:?}", result.errors);
    assert_eq!((told(&desk)[0].1, told(&desk)[0].6), (0, 0), "the goods are in the shelf again");
    assert!(all::<FollowUp>(&desk.book).iter().all(|task| task.meta.trashed_at.is_some()));
}

#[test]
fn twice_as_many_refunds_read_twice_as_much_and_not_four_times() {
    let head = HEAD.trim_end().to_owned() + ";Refunded Amount\n";
    let read = |many: usize| {
        let desk = shop();
        let rows =
            (0..many).map(|n| row(&format!("R{n}"), "10.11.2026", "1").trim_end().to_owned() + ";10,00\n");
        let before = crate::follow_ups::gathered();
        let result =
            desk.bring("list.csv", &(head.clone() + &rows.collect::<String>()), OnDuplicate::Skip, false);
        assert_eq!((result.created, told(&desk)[0].6), (many as u64, 0), "the file is read as meant");
        crate::follow_ups::gathered() - before
    };
    let (some, more) = (read(20), read(40));
    assert!(
        some > 0 && more <= 2 * some,
        "a list of a year must not take the night: {some} and {more} sales were read"
    );
}
