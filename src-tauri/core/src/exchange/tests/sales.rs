//! Files of sales: what a mistake in one row may do to the others, and to the book.

use super::*;
use crate::book::Source;
use crate::follow_ups::FollowUp;
use crate::products::Product;
use crate::sales::{Payment, PaymentMethod};

const SALES: &str = "Rechnungsnr;Kunde;Datum;Artikel;Menge;Einzelpreis\n\
    R1;Anna Berg;05.01.2026;Tee;3;10,00\n\
    R2;Anna Berg;13.01.2026;Tee;3;10,00\n\
    R3;Anna Berg;15.01.2026;Tee;3;10,00\n\
    R4;Anna Berg;16.01.2026;Tee;3;10,00\n";

#[test]
fn one_bad_quantity_fails_its_row_and_no_other() {
    let desk = Desk::new();
    let text = SALES.replacen("Tee;3", "Tee;drei", 1);
    let result = desk.bring("sales.csv", &text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 1), "{:?}", result.errors);
    let error = &result.errors[0];
    assert_eq!(
        (error.line, error.column.as_str(), error.value.as_str()),
        (2, "Menge", "drei"),
        "the cell is named with its reason: {error:?}"
    );
    let totals: Vec<i64> = all::<Sale>(&desk.book).iter().map(|s| s.total).collect();
    assert_eq!(totals, [3_000; 3], "the other quantities still count; a sale must never come out too small");
}

#[test]
fn a_file_of_one_bad_sale_is_told_and_not_taken_for_one_piece() {
    let desk = Desk::new();
    let text = "Rechnungsnr;Kunde;Datum;Artikel;Menge;Einzelpreis\nR1;Anna Berg;13.01.2026;Tee;drei;10,00\n";
    let result = desk.bring("one.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (0, 1), "{:?}", result.errors);
    assert_eq!(result.errors[0].column, "Menge", "{:?}", result.errors);
}

#[test]
fn one_bad_date_fails_its_row_and_no_other() {
    let desk = Desk::new();
    let text = SALES.replacen("05.01.2026", "gestern", 1);
    let path = desk.file("sales.csv", &text);
    assert_eq!(inspect(&path, None, &desk.book).unwrap().kind, ImportKind::Sales, "they are still sales");
    let result = desk.bring("sales.csv", &text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 1), "{:?}", result.errors);
    assert_eq!((result.errors[0].line, result.errors[0].column.as_str()), (2, "Datum"));
}

/// Changes the sale of a number as another program would that keeps it too.
fn type_in(desk: &Desk, number: &str, change: impl FnOnce(&mut Sale)) {
    let mut sale = all::<Sale>(&desk.book).into_iter().find(|s| s.external_number == number).unwrap();
    change(&mut sale);
    let by = By { source: Source::Import, ..by() };
    desk.book.transact(&by, "Typed", |tx| tx.save(&mut sale)).unwrap();
}

fn payment(day: &str, amount: i64) -> Payment {
    let (date, reference) = (day.parse().unwrap(), "slip 7".into());
    Payment { date, method: PaymentMethod::Transfer, amount, reference, ..Payment::default() }
}

#[test]
fn an_update_overwrites_what_the_file_says_and_nothing_that_was_typed() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::Skip, false);
    type_in(&desk, "R2", |sale| {
        sale.payments = vec![payment("2026-01-20", 1_000)];
        sale.channel = "shop".into();
        sale.po_number = "PO 9".into();
        sale.meta.notes = "Rings twice".into();
        sale.meta.tags = vec!["vip".into()];
    });
    let text = SALES.replace("R2;Anna Berg;13.01.2026;Tee;3;10,00", "R2;Anna Berg;13.01.2026;Tee;4;10,00");
    let result = desk.bring("sales.csv", &text, OnDuplicate::Update, false);
    assert_eq!((result.updated, result.skipped, result.failed), (1, 3, 0), "{:?}", result.errors);
    let sales: Vec<Sale> = all(&desk.book);
    let sale = sales.iter().find(|s| s.external_number == "R2").unwrap();
    assert_eq!((sale.total, sale.lines.len()), (4_000, 1), "the lines are those of the file");
    assert_eq!(sale.payments, [payment("2026-01-20", 1_000)], "money that came in is never forgotten");
    assert_eq!((sale.due, sale.status), (3_000, SaleStatus::Open));
    assert_eq!((sale.channel.as_str(), sale.po_number.as_str()), ("shop", "PO 9"));
    assert_eq!((sale.meta.notes.as_str(), &sale.meta.tags[..]), ("Rings twice", &["vip".to_owned()][..]));
    let again = desk.bring("sales.csv", &text, OnDuplicate::Update, false);
    assert_eq!((again.updated, again.op), (0, None), "the second time there is nothing to change");
}

#[test]
fn what_was_assumed_to_be_paid_stays_paid_when_the_total_is_corrected() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::Skip, false);
    desk.bring("sales.csv", &SALES.replace("10,00", "12,00"), OnDuplicate::Update, false);
    let sums: Vec<(i64, i64)> = all::<Sale>(&desk.book).iter().map(|s| (s.total, s.due)).collect();
    assert_eq!(sums, [(3_600, 0); 4], "nobody owes the difference of a typing mistake in the file");
}

#[test]
fn a_file_of_totals_leaves_the_lines_of_the_book() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::Skip, false);
    let text = "Rechnungsnr;Kunde;Datum;Gesamtbetrag;Notizen\nR1;Anna Berg;05.01.2026;30,00;Bar bezahlt\n\
        R2;Anna Berg;13.01.2026;30,00;\n";
    let result = desk.bring("totals.csv", text, OnDuplicate::Update, false);
    assert_eq!((result.updated, result.skipped, result.failed), (1, 1, 0), "{:?}", result.errors);
    let sale = all::<Sale>(&desk.book).into_iter().find(|s| s.external_number == "R1").unwrap();
    assert_eq!((sale.lines[0].description.as_str(), sale.meta.notes.as_str()), ("Tee", "Bar bezahlt"));
}

#[test]
fn a_sale_that_fails_leaves_no_customer_and_no_product() {
    let desk = Desk::new();
    let text = "Rechnungsnr;Kunde;Datum;Artikel;Menge;Einzelpreis;Rabatt;MwSt\n\
        R1;Anna Berg;13.01.2026;Tee;1;10,00;;19\n\
        R2;Bea Carl;14.01.2026;Tasse;1;10,00;;190\n\
        R3;Carl Dorn;15.01.2026;Kanne;1;10,00;300;19\n";
    let result = desk.bring("sales.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (1, 2), "{:?}", result.errors);
    let customers: Vec<String> = all::<Customer>(&desk.book).into_iter().map(|c| c.first_name).collect();
    let products: Vec<String> = all::<Product>(&desk.book).into_iter().map(|p| p.name).collect();
    assert_eq!((customers, products), (vec!["Anna".to_owned()], vec!["Tee".to_owned()]));
    assert_eq!((result.created_by_kind["customer"], result.created_by_kind["product"]), (1, 1));
    let desk = Desk::new();
    let bad: String = text.lines().filter(|l| !l.starts_with("R1")).map(|l| format!("{l}\n")).collect();
    let result = desk.bring("sales.csv", &bad, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.op), (0, None), "not even a number is used up: {:?}", result.errors);
}

#[test]
fn sales_that_are_left_alone_make_no_customers() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::Skip, false);
    let other = SALES.replace("Anna Berg", "Bea Carl").replace("Tee", "Tasse");
    let result = desk.bring("sales.csv", &other, OnDuplicate::Skip, false);
    assert_eq!((result.skipped, result.op), (4, None), "{:?}", result.created_by_kind);
}

#[test]
fn a_new_product_has_the_price_it_was_last_sold_at() {
    let desk = Desk::new();
    let text = SALES.replacen("10,00", "8,00", 1).replace("13.01.2026;Tee;3;10,00", "13.02.2026;Tee;3;11,00");
    desk.bring("sales.csv", &text, OnDuplicate::Skip, false);
    let products: Vec<Product> = all(&desk.book);
    assert_eq!(products.len(), 1);
    assert_eq!(products[0].price, "11".parse().unwrap(), "the price of the latest day, wherever it stands");
}

#[test]
fn a_follow_up_that_fails_leaves_no_customer() {
    let desk = Desk::new();
    let text = "Subject,Due date,Customer,Priority,Recurrence\n,2026-05-13,Anna Berg,high,\nRing,2026-05-14,Bea Carl,high,\n";
    let path = desk.file("tasks.csv", text);
    let map = [("Subject", "subject"), ("Due date", "due_date"), ("Customer", "customer.name")];
    let map: Vec<(String, String)> = map.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    let options = ImportOptions::default();
    let result =
        import::run(&desk.book, &by(), &path, ImportKind::FollowUps, &map, &options, false, &Unwatched)
            .unwrap();
    assert_eq!((result.created, result.failed), (1, 1), "{:?}", result.errors);
    assert_eq!(all::<FollowUp>(&desk.book).len(), 1);
    assert_eq!(all::<Customer>(&desk.book).len(), 1, "only the one who has a follow-up is made");
}

#[test]
fn a_follow_up_that_could_never_come_again_is_refused_when_it_is_saved_and_when_it_is_brought_in() {
    let desk = Desk::new();
    let rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    let mut task = FollowUp {
        subject: "Ring".into(),
        due_date: "2026-12-01".parse().unwrap(),
        recurrence: rule.into(),
        ..FollowUp::default()
    };
    let refused = desk.book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap_err().to_string();
    assert!(refused.contains("never comes"), "{refused}");
    let text = format!("Subject,Due date,Customer,Recurrence\nRing,2026-12-01,Anna Berg,{rule}\n");
    let result = desk.bring("tasks.csv", &text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (0, 1), "{:?}", result.errors);
    assert_eq!((result.errors[0].line, result.errors[0].column.as_str()), (2, "Recurrence"));
    task.recurrence = "FREQ=WEEKLY;UNTIL=20261205".into();
    desk.book.transact(&by(), "Task", |tx| tx.save(&mut task)).unwrap();
    task.due_date = "2026-12-08".parse().unwrap();
    let put_off = desk.book.transact(&by(), "Put off", |tx| tx.save(&mut task));
    assert!(put_off.is_ok(), "the last of a series may be put off beyond its end");
}

#[test]
fn the_column_of_a_rule_is_the_one_that_broke_it() {
    let desk = Desk::new();
    let text = "Rechnungsnr;Kunde;Datum;Artikelnummer;Artikel;Menge;Einzelpreis;Rabatt;MwSt\n\
        R1;Anna Berg;13.01.2026;T1;Tee;1;10,00;;19\n\
        R2;Anna Berg;14.01.2026;T1;Tee;1;10,00;;190\n\
        R3;Anna Berg;15.01.2026;T1;Tee;1;10,00;300;19\n";
    let result = desk.bring("sales.csv", text, OnDuplicate::Skip, false);
    let places: Vec<(u64, &str)> = result.errors.iter().map(|e| (e.line, e.column.as_str())).collect();
    assert_eq!(places, [(3, "MwSt"), (4, "Rabatt")], "{:?}", result.errors);
}

#[test]
fn a_rule_about_the_whole_document_names_no_column() {
    let desk = Desk::new();
    let big = "60000000000000";
    let text = format!(
        "Rechnungsnr;Kunde;Datum;Artikelnummer;Menge;Einzelpreis\n\
        R1;Anna Berg;13.01.2026;T1;1;{big}\nR1;Anna Berg;13.01.2026;T2;1;{big}\n"
    );
    let result = desk.bring("sales.csv", &text, OnDuplicate::Skip, false);
    assert_eq!(result.failed, 2, "{:?}", result.errors);
    assert_eq!(result.errors[0].column, "", "no column is better than a wrong one: {:?}", result.errors);
}

#[test]
fn a_mistake_in_the_customer_is_not_told_of_the_sale() {
    let desk = Desk::new();
    let text = "Rechnungsnr;Kunde;E-Mail;Datum;Artikel;Menge;Einzelpreis\n\
        R1;Anna Berg;anna@berg.example;13.01.2026;Tee;1;10,00\n\
        R2;Bea Carl;bea@carl.example;14.01.2026;Tee;1;10,00\n\
        R3;Carl Dorn;no address;15.01.2026;Tee;1;10,00\n";
    let result = desk.bring("sales.csv", text, OnDuplicate::Skip, false);
    let places: Vec<(u64, &str)> = result.errors.iter().map(|e| (e.line, e.column.as_str())).collect();
    assert_eq!(places, [(4, "E-Mail")], "{:?}", result.errors);
}

#[test]
fn the_column_of_a_rule_is_right_in_our_own_files_too() {
    let desk = Desk::new();
    desk.bring("sales.csv", SALES, OnDuplicate::Skip, false);
    type_in(&desk, "R1", |sale| sale.lines[0].tax_rate = "19".parse().unwrap());
    let path = desk.dir.path().join("own.csv");
    export::export(&desk.book, crate::entity::Kind::Sale, Profile::Exact, None, &path, &Unwatched).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(",19,").count(), 1, "{text}");
    std::fs::write(&path, text.replace(",19,", ",190,")).unwrap();
    let options = ImportOptions { on_duplicate: OnDuplicate::Update, ..ImportOptions::default() };
    let result =
        import::run(&desk.book, &by(), &path, ImportKind::Sales, &[], &options, true, &Unwatched).unwrap();
    assert_eq!(result.errors.len(), 1, "{:?}", result.errors);
    assert_eq!((result.errors[0].line, result.errors[0].column.as_str()), (2, "lines.tax_rate"));
}

#[test]
fn a_sale_is_paid_on_the_day_that_the_file_tells() {
    for (header, method) in [
        ("Bezahlt am", "Zahlungsart"),
        ("Zahlungsdatum", "Zahlungsmethode"),
        ("Paid on", "Payment method"),
        ("Payment date", "Payment type"),
        ("Paid at", "Mode de paiement"),
    ] {
        let desk = Desk::new();
        let text = format!(
            "Rechnungsnr;Kunde;Datum;{header};{method};Artikel;Menge;Einzelpreis\n\
            R1;Anna Berg;05.01.2026;19.01.2026;Überweisung;Tee;3;10,00\n\
            R2;Anna Berg;13.01.2026;;;Tee;3;10,00\n\
            R3;Anna Berg;14.01.2026;offen;;Tee;3;10,00\n"
        );
        let result = desk.bring("sales.csv", &text, OnDuplicate::Skip, false);
        assert_eq!((result.created, result.failed), (3, 0), "{header}: {:?}", result.errors);
        let sales: Vec<Sale> = all(&desk.book);
        let one = |number: &str| sales.iter().find(|s| s.external_number == number).unwrap();
        let [paid] = &one("R1").payments[..] else { panic!("{header}: {:?}", one("R1").payments) };
        assert_eq!(
            (paid.date.to_string().as_str(), paid.method, paid.amount),
            ("2026-01-19", PaymentMethod::Transfer, 3_000),
            "{header}: or the bank's page of the year before would not agree"
        );
        assert_eq!((one("R1").date.to_string().as_str(), one("R1").status), ("2026-01-05", SaleStatus::Paid));
        for open in ["R2", "R3"] {
            let sale = one(open);
            assert_eq!(
                (sale.due, sale.status),
                (3_000, SaleStatus::Open),
                "{header}: nobody has paid {open}"
            );
        }
        // The same list a month later: what has been paid since is paid, and nothing twice.
        let later = text.replace("13.01.2026;;;", "13.01.2026;02.02.2026;bar;");
        let result = desk.bring("sales.csv", &later, OnDuplicate::Update, false);
        assert_eq!((result.updated, result.skipped), (1, 2), "{header}: {:?}", result.errors);
        let sales: Vec<Sale> = all(&desk.book);
        let paid = sales.iter().find(|s| s.external_number == "R2").unwrap();
        assert_eq!((paid.status, paid.payments.len()), (SaleStatus::Paid, 1));
        assert_eq!(paid.payments[0].date.to_string(), "2026-02-02");
        assert_eq!(paid.payments[0].method, PaymentMethod::Cash);
    }
}

#[test]
fn a_list_of_payments_without_another_day_has_its_sales_on_these_days() {
    let desk = Desk::new();
    let text = "Order;Customer;Paid at;Item;Quantity;Price\nA1;Anna Berg;2026-01-19;Tea;1;10.00\n";
    let result = desk.bring("sales.csv", text, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (1, 0), "{:?}", result.errors);
    let sale = all::<Sale>(&desk.book).remove(0);
    assert_eq!((sale.date.to_string().as_str(), sale.status), ("2026-01-19", SaleStatus::Paid));
}
