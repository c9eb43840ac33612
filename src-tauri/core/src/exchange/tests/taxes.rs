//! The tax of products that come in: one without any would be sold without tax, and nobody would notice.

use super::*;
use crate::settings::tax::{TaxRate, TaxTreatment};
use crate::settings::{SETTINGS_ID, Settings};
use rust_decimal::Decimal;

/// A desk whose settings name these classes, with this usual rate.
fn desk(classes: &[(&str, u32, TaxTreatment)], usual: u32) -> Desk {
    let desk = Desk::new();
    let mut settings: Settings = desk.book.facts().get(SETTINGS_ID).unwrap();
    settings.default_tax_rate = usual.into();
    settings.tax_rates = classes
        .iter()
        .map(|(class, rate, treatment)| TaxRate {
            tax_class: (*class).into(),
            rate: (*rate).into(),
            treatment: *treatment,
            ..TaxRate::default()
        })
        .collect();
    desk.book.transact(&by(), "Taxes", |tx| tx.save(&mut settings)).unwrap();
    desk
}

const GERMAN: &[(&str, u32, TaxTreatment)] = &[
    ("Ermäßigt", 7, TaxTreatment::Standard),
    ("Normal", 19, TaxTreatment::Standard),
    ("Export", 0, TaxTreatment::Export),
    ("Reverse Charge", 0, TaxTreatment::ReverseCharge),
];

fn taxes(desk: &Desk) -> Vec<(String, String, String)> {
    let mut all: Vec<_> = all::<Product>(&desk.book)
        .into_iter()
        .map(|p| (p.name, p.tax_class, p.tax_rate.normalize().to_string()))
        .collect();
    all.sort();
    all
}

fn row(name: &str, class: &str, rate: &str) -> (String, String, String) {
    (name.into(), class.into(), rate.into())
}

#[test]
fn a_product_without_a_tax_gets_the_usual_one_and_the_owner_is_told() {
    let desk = desk(GERMAN, 19);
    let file = "Artikelnummer;Name;Verkaufspreis\nA1;Stuhl;119,00\nA2;Tisch;238,00\n";
    let result = desk.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (2, 0), "{:?}", result.errors);
    assert_eq!(taxes(&desk), [row("Stuhl", "Normal", "19"), row("Tisch", "Normal", "19")]);
    let told: Vec<String> = result.notices.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["New products without a tax that the settings know: 2. They got the usual one, “Normal” (19 %)."]
    );
    let again = desk.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!((again.skipped, again.notices.len()), (2, 0), "nothing was decided for those that are there");
}

#[test]
fn a_rate_that_is_named_is_the_class_with_that_rate() {
    let desk = desk(GERMAN, 19);
    let file = "Name;Verkaufspreis;MwSt\nBrot;2,00;7%\nStuhl;119,00;19 %\nPacht;10,00;5,5\nSpende;5,00;0\n";
    let result = desk.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (4, 0), "{:?}", result.errors);
    assert_eq!(
        taxes(&desk),
        [
            row("Brot", "Ermäßigt", "7"),
            row("Pacht", "", "5.5"),
            row("Spende", "", "0"),
            row("Stuhl", "Normal", "19"),
        ],
        "a rate without a class stays bare, and of two reasons for none nobody guesses one"
    );
    assert!(result.notices.is_empty(), "every row says its tax: {:?}", result.notices);
}

#[test]
fn a_class_is_known_by_its_name_or_its_rate_and_the_words_of_a_web_shop_are_none() {
    let desk = desk(GERMAN, 19);
    let file =
        "Name;Verkaufspreis;Steuerklasse\nBrot;2,00;ermäßigt\nStuhl;119,00;19 %\nTisch;9,00;reduced-rate\n";
    let result = desk.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (3, 0), "{:?}", result.errors);
    assert_eq!(
        taxes(&desk),
        [row("Brot", "Ermäßigt", "7"), row("Stuhl", "Normal", "19"), row("Tisch", "Normal", "19")]
    );
    assert_eq!(result.notices.len(), 1, "the table's class is none of this business");
}

#[test]
fn without_a_usual_rate_the_first_class_is_the_usual_one() {
    let small = desk(&[("Kleinunternehmer", 0, TaxTreatment::Exempt)], 0);
    let file = "Name;Verkaufspreis\nStuhl;119,00\n";
    small.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!(taxes(&small), [row("Stuhl", "Kleinunternehmer", "0")]);
    let bare = desk(&[], 8);
    let told = bare.bring("goods.csv", file, OnDuplicate::Skip, false).notices[0].to_string();
    assert_eq!(taxes(&bare), [row("Stuhl", "", "8")]);
    assert!(told.contains("8 %"), "{told}");
    let none = desk(&[], 0);
    let told = none.bring("goods.csv", file, OnDuplicate::Skip, false).notices[0].to_string();
    assert!(told.contains("sold without tax"), "the owner must learn that there is none: {told}");
}

#[test]
fn products_made_along_with_sales_have_their_tax_too() {
    let desk = desk(GERMAN, 19);
    let file = "Rechnungsnr;Kunde;Datum;Artikel;Menge;Einzelpreis;MwSt\n\
        R1;Anna Berg;05.01.2026;Brot;3;2,00;7\nR1;Anna Berg;05.01.2026;Tee;1;5,00;\n";
    let result = desk.bring("sales.csv", file, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (1, 0), "{:?}", result.errors);
    assert_eq!(taxes(&desk), [row("Brot", "Ermäßigt", "7"), row("Tee", "Normal", "19")]);
    assert_eq!(result.notices.len(), 1, "{:?}", result.notices);
    let sale = all::<Sale>(&desk.book).remove(0);
    let rates: Vec<Decimal> = sale.lines.iter().map(|line| line.tax_rate).collect();
    assert_eq!(rates, [Decimal::from(7), Decimal::ZERO], "the sale itself stays as the file tells it");
}

#[test]
fn variants_have_the_tax_of_their_product() {
    let desk = desk(GERMAN, 19);
    let file = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n\
        shirt,Shirt,Size,S,S-1,20.00\nshirt,,,M,S-2,20.00\n";
    let result = desk.bring("goods.csv", file, OnDuplicate::Skip, false);
    assert_eq!((result.created, result.failed), (2, 0), "{:?}", result.errors);
    assert!(taxes(&desk).iter().all(|(_, class, _)| class == "Normal"), "{:?}", taxes(&desk));
    assert!(result.notices[0].to_string().contains(": 2."), "{:?}", result.notices);
}

#[test]
fn an_update_keeps_the_class_where_the_file_says_the_same_or_nothing() {
    let desk = desk(GERMAN, 19);
    let file = |rate: &str| format!("Artikelnummer;Name;Verkaufspreis;MwSt\nA1;Auftrag;10,00;{rate}\n");
    desk.bring("goods.csv", &file("0"), OnDuplicate::Skip, false);
    let mut product = all::<Product>(&desk.book).remove(0);
    product.tax_class = "Reverse Charge".into();
    desk.book.transact(&by(), "Class", |tx| tx.save(&mut product)).unwrap();
    for (rate, class) in [("0", "Reverse Charge"), ("", "Reverse Charge"), ("7", "Ermäßigt")] {
        desk.bring("goods.csv", &file(rate), OnDuplicate::Update, false);
        assert_eq!(taxes(&desk)[0].1, class, "after a row with “{rate}”");
    }
}
