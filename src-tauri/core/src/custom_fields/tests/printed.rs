//! Fields of the owner's own on paper.

use super::*;

#[test]
fn the_printed_list_of_customers_has_those_that_lists_show() {
    use crate::reports::catalog::{ReportParams, build};
    use crate::reports::value::Cell;
    let dir = tempfile::tempdir().unwrap();
    let (book, _) = filled(&dir.path().join("shop"));
    let today = book.today();
    let report = build(&book.facts(), today, "customer_list", &ReportParams::default()).unwrap();
    let labels: Vec<&str> = report.tables[0].columns.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels[8..], ["Favourite wood", "House", "Shoe size", "Budget"]);
    let row = &report.tables[0].rows[0];
    assert_eq!(row[8], Cell::words("Smoked oak"));
    assert_eq!(
        report.tables[0].totals.as_ref().map(Vec::len),
        Some(12),
        "the line of totals has as many cells"
    );
}
