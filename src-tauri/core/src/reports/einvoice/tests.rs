//! The arithmetic rules of EN 16931 over random documents, and the data of some known ones.

use super::build::of;
use super::{Category, EInvoice, write};
use crate::book::Book;
use crate::customers::{Address, Customer, CustomerKind};
use crate::money::{Currency, Decimal, round_minor};
use crate::reports::frame::Frame;
use crate::sales::tests::{by, kept, line, paid, sale, shop};
use crate::sales::totals::compute;
use crate::sales::{DocumentKind, Line, Sale, rates::Rules};
use crate::settings::tax::{TaxRate, TaxRounding, TaxTreatment};
use crate::settings::{SETTINGS_ID, Settings};
use proptest::prelude::*;

const TODAY: &str = "2026-03-02";

fn of_book(book: &Book, sale: &Sale) -> EInvoice {
    super::build(&book.facts(), TODAY.parse().unwrap(), sale.meta.id).unwrap().expect("an electronic invoice")
}

/// What the rules of EN 16931-1, 6.4.2, say of sums. Empty when all hold.
fn broken(invoice: &EInvoice) -> Vec<&'static str> {
    let mut broken = Vec::new();
    let mut rule = |holds: bool, name| {
        if !holds {
            broken.push(name);
        }
    };
    let lines: i64 = invoice.lines.iter().map(|line| line.net).sum();
    rule(invoice.lines_total == lines, "BR-CO-10");
    rule(
        invoice.adjustments.iter().all(|one| one.amount > 0),
        "amounts of discounts are positive (BR-DEC, BR-31)",
    );
    rule(invoice.net == lines - invoice.adjusted(false) + invoice.adjusted(true), "BR-CO-13");
    rule(invoice.tax == invoice.taxes.iter().map(|tax| tax.tax).sum::<i64>(), "BR-CO-14");
    rule(invoice.total() == invoice.net + invoice.tax, "BR-CO-15");
    rule(invoice.due() == invoice.total() - invoice.prepaid + invoice.rounding, "BR-CO-16");
    rule(invoice.due() <= 0 || invoice.due_date.is_some(), "BR-CO-25");
    rule(invoice.lines.iter().all(|line| !line.price.is_sign_negative()), "BR-27");
    for line in &invoice.lines {
        let whole = round_minor(line.quantity * line.price, invoice.currency).unwrap();
        rule(whole - line.discount == line.net, "a line is quantity times price less its discount");
    }
    for tax in &invoice.taxes {
        let of = |category: Category, rate: Decimal| category == tax.category && rate == tax.rate;
        let mut basis: i64 = invoice.lines.iter().filter(|l| of(l.category, l.rate)).map(|l| l.net).sum();
        for one in invoice.adjustments.iter().filter(|a| of(a.category, a.rate)) {
            basis += if one.charge { one.amount } else { -one.amount };
        }
        rule(basis == tax.basis, "BR-S-8, BR-Z-8, BR-E-8, BR-AE-8, BR-IC-8, BR-G-8, BR-O-8");
        // Tax that is rounded per line may differ from the tax on the sum by half a cent a line.
        let exact =
            round_minor(Decimal::new(tax.basis, 2) * tax.rate / Decimal::ONE_HUNDRED, Currency::EUR).unwrap();
        rule((exact - tax.tax).abs() <= invoice.lines.len() as i64 + 1, "BR-CO-17");
        rule(tax.category == Category::S || tax.tax == 0, "BR-Z-9, BR-E-9, BR-AE-9, BR-IC-9, BR-G-9, BR-O-9");
        rule(tax.category.needs_reason() != tax.reason.is_empty(), "BR-E-10 and those like it");
    }
    rule(!invoice.taxes.iter().any(|tax| tax.category == Category::O) || invoice.taxes.len() == 1, "BR-O-11");
    broken
}

fn classes() -> Vec<TaxRate> {
    let rate = |class: &str, rate: i64, treatment| TaxRate {
        tax_class: class.into(),
        rate: rate.into(),
        treatment,
        ..TaxRate::default()
    };
    vec![
        rate("Standard", 19, TaxTreatment::Standard),
        rate("Reduced", 7, TaxTreatment::Standard),
        rate("Zero", 0, TaxTreatment::Standard),
        rate("Exempt", 0, TaxTreatment::Exempt),
        rate("Reverse", 0, TaxTreatment::ReverseCharge),
        rate("Union", 0, TaxTreatment::IntraEu),
        rate("Abroad", 0, TaxTreatment::Export),
        rate("Outside", 0, TaxTreatment::OutOfScope),
    ]
}

fn set(book: &Book, change: impl FnOnce(&mut Settings)) {
    book.transact(&by(), "Settings", |tx| {
        let mut settings: Settings = tx.get(SETTINGS_ID)?;
        change(&mut settings);
        tx.save(&mut settings)
    })
    .unwrap();
}

/// A shop that can issue electronic invoices.
fn issuing(home: &tempfile::TempDir) -> Book {
    let book = shop(home);
    set(&book, |settings| {
        settings.address = "Lindenallee 12\n10115 Berlin".into();
        settings.vat_number = "DE 123456789".into();
        settings.iban = "DE89 3704 0044 0532 0130 00".into();
        settings.tax_rates = classes();
    });
    book
}

fn bought(book: &Book, country: &str, tax_id: &str) -> Customer {
    let mut customer = Customer {
        kind: CustomerKind::Company,
        company_name: "Café & Söhne".into(),
        tax_id: tax_id.into(),
        addresses: vec![Address {
            street: "Rue 1".into(),
            city: "Lyon".into(),
            postal_code: "69001".into(),
            country: country.into(),
            ..Address::default()
        }],
        ..Customer::default()
    };
    book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap();
    customer
}

#[test]
fn an_invoice_says_in_data_what_it_says_on_paper() {
    let home = tempfile::tempdir().unwrap();
    let book = issuing(&home);
    let customer = bought(&book, "FR", "");
    let mut invoice = sale(DocumentKind::Invoice, vec![line(2, 100), line(1, 50)]);
    invoice.customer_id = Some(customer.meta.id);
    invoice.po_number = "PO-77".into();
    invoice.lines[0].tax_class = "Reduced".into();
    invoice.lines[1].tax_class = "Standard".into();
    invoice.lines[1].unit = "Std.".into();
    (invoice.discount, invoice.shipping) = (10.into(), 500);
    invoice.shipping_tax_class = "Standard".into();
    kept(&book, &mut invoice).unwrap();
    let invoice = paid(&book, &invoice, 5_000).unwrap();
    let data = of_book(&book, &invoice);
    assert_eq!(broken(&data), Vec::<&str>::new());
    assert_eq!(data.lacks, Vec::new());
    // 250.00 − 25.00 + 5.00 = 230.00; 7 % of 180.00 = 12.60; 19 % of 50.00 = 9.50.
    assert_eq!((data.lines_total, data.adjusted(false), data.adjusted(true)), (25_000, 2_500, 500));
    assert_eq!((data.net, data.tax, data.total(), data.due()), (23_000, 2_210, 25_210, 20_210));
    assert_eq!(data.due(), invoice.due, "what is to be paid is what the paper says");
    let xml = String::from_utf8(write(&data).unwrap()).unwrap();
    for part in [
        "<ram:ID>INV-2026-0001</ram:ID>",
        "<ram:TypeCode>380</ram:TypeCode>",
        "Café &amp; Söhne",
        "<ram:ID schemeID=\"VA\">DE123456789</ram:ID>",
        "<ram:IBANID>DE89370400440532013000</ram:IBANID>",
        "<ram:BilledQuantity unitCode=\"HUR\">1</ram:BilledQuantity>",
        "<ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID>",
        "<ram:TotalPrepaidAmount>50.00</ram:TotalPrepaidAmount>",
        "<ram:DuePayableAmount>202.10</ram:DuePayableAmount>",
    ] {
        assert!(xml.contains(part), "{part} is missing in {xml}");
    }
}

#[test]
fn a_credit_note_is_positive_and_names_its_invoice() {
    let home = tempfile::tempdir().unwrap();
    let book = issuing(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(3, 10)]);
    kept(&book, &mut invoice).unwrap();
    let mut note = sale(DocumentKind::CreditNote, vec![line(-1, 10)]);
    note.from_id = Some(invoice.meta.id);
    kept(&book, &mut note).unwrap();
    let data = of_book(&book, &note);
    assert_eq!(
        (data.code, data.net, data.lines[0].quantity),
        (381, 1_000, 1.into()),
        "its type says it is given back"
    );
    assert_eq!(data.preceding, [(invoice.number.clone(), invoice.date)]);
    assert_eq!(broken(&data), Vec::<&str>::new());
}

#[test]
fn goods_to_a_business_in_another_country_of_the_union_need_its_number() {
    let home = tempfile::tempdir().unwrap();
    let book = issuing(&home);
    let send = |customer: &Customer| {
        let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 10)]);
        invoice.customer_id = Some(customer.meta.id);
        invoice.lines[0].tax_class = "Union".into();
        kept(&book, &mut invoice).unwrap();
        of_book(&book, &invoice)
    };
    let known = send(&bought(&book, "FR", "FR 12345678901"));
    assert_eq!(known.taxes[0].category, Category::K);
    assert_eq!(known.ship_to.as_ref().map(|to| to.country.as_str()), Some("FR"), "BR-IC-12");
    assert!(known.delivered.is_some(), "BR-IC-11");
    assert_eq!((known.buyer.vat_id.as_str(), known.lacks.len()), ("FR12345678901", 0));
    let unknown = send(&bought(&book, "FR", ""));
    assert_eq!(unknown.lacks.len(), 1, "the person hears it before the tax office does");
}

#[test]
fn what_is_no_valid_claim_is_no_electronic_invoice() {
    let home = tempfile::tempdir().unwrap();
    let book = issuing(&home);
    for kind in [DocumentKind::Quote, DocumentKind::Order, DocumentKind::Delivery] {
        let mut document = sale(kind, vec![line(1, 10)]);
        kept(&book, &mut document).unwrap();
        let data = super::build(&book.facts(), TODAY.parse().unwrap(), document.meta.id).unwrap();
        assert_eq!(data, None, "{kind:?}");
    }
}

fn random_line() -> impl Strategy<Value = Line> {
    let class = prop::sample::select(vec![
        "Standard", "Reduced", "Zero", "Exempt", "Reverse", "Union", "Abroad", "Outside", "",
    ]);
    let numbers = (-5_000_i64..50_000, 0_u32..3, -100_000_i64..1_000_000, 0_u32..4);
    (
        numbers,
        prop_oneof![3 => Just(0_i64), 1 => 0_i64..10_000],
        prop_oneof![5 => Just(0_i64), 1 => 0_i64..500],
        class,
    )
        .prop_map(|((quantity, q, price, p), discount, off, class)| Line {
            description: "Thing".into(),
            quantity: Decimal::new(quantity, q),
            unit_price: Decimal::new(price, p),
            discount: Decimal::new(discount, 2),
            discount_amount: off,
            tax_class: class.into(),
            tax_rate: if class.is_empty() { Decimal::new(55, 1) } else { Decimal::ZERO },
            ..Line::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn the_sums_of_the_standard_hold_in_every_document(
        lines in prop::collection::vec(random_line(), 1..9),
        credit in any::<bool>(), gross in any::<bool>(), whole in any::<bool>(), coins in any::<bool>(),
        discount in prop_oneof![Just(0_i64), 0_i64..5_000], off in prop_oneof![Just(0_i64), -300_i64..3_000],
        shipping in prop_oneof![Just(0_i64), -500_i64..2_000],
    ) {
        let settings = Settings { currency: "EUR".into(), country: "DE".into(), tax_rates: classes(), ..Settings::default() };
        let mut document = Sale {
            number: "INV-1".into(),
            document_kind: if credit { DocumentKind::CreditNote } else { DocumentKind::Invoice },
            date: TODAY.parse().unwrap(),
            lines, shipping, prices_include_tax: gross,
            shipping_tax_class: "Standard".into(),
            discount: Decimal::new(discount, 2), discount_amount: off,
            tax_rounding: if whole { TaxRounding::Document } else { TaxRounding::Line },
            cash_rounding: if coins { Decimal::new(5, 2) } else { Decimal::ZERO },
            ..Sale::default()
        };
        compute(&mut document, &Rules::of(&settings)).unwrap();
        crate::sales::totals::settle(&mut document, &Rules::of(&settings)).unwrap();
        let facts = crate::facts::Facts::default();
        let data = of(&facts, &Frame::with(settings, TODAY.parse().unwrap()), &document).unwrap().unwrap();
        prop_assert_eq!(broken(&data), Vec::<&str>::new(), "{:#?}", data);
        prop_assert!(write(&data).is_ok());
    }
}

#[test]
fn three_decimals_make_data_only_where_two_say_the_same() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(&home);
    let dinars = |price: &str| {
        let mut one =
            sale(DocumentKind::Invoice, vec![Line { unit_price: price.parse().unwrap(), ..line(1, 1) }]);
        (one.currency, one.exchange_rate) = ("KWD".into(), "3.02".parse().unwrap());
        kept(&book, &mut one).unwrap();
        one
    };
    // 12.350 dinars are 12.35: two decimals say the same.
    let round = dinars("12.350");
    let data = String::from_utf8(write(&of_book(&book, &round)).unwrap()).unwrap();
    assert!(data.contains("<ram:GrandTotalAmount>12.35</ram:GrandTotalAmount>"), "BR-DEC-14: {data}");
    // 12.345 would have to be said as 12.35, which is not what the paper asks for.
    let fine = dinars("12.345");
    assert_eq!(super::build(&book.facts(), TODAY.parse().unwrap(), fine.meta.id).unwrap(), None);
    let why = super::why_not(&book.facts(), fine.meta.id).unwrap().to_string();
    assert!(why.contains("INV-2026-0002 has amounts in KWD with three decimals"), "{why}");
    let quote = {
        let mut one = sale(DocumentKind::Quote, vec![line(1, 1)]);
        kept(&book, &mut one).unwrap();
        one
    };
    let why = super::why_not(&book.facts(), quote.meta.id).unwrap().to_string();
    assert!(why.contains("was issued and is valid"), "{why}");
}
