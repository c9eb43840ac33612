//! Files of sales: what a mistake in one row may do to the others, and to the book.

use super::*;

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
