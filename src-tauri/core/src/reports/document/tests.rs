//! What stands on the papers, and what is inside their files.

use super::{Form, build, of as paper_of};
use crate::book::Book;
use crate::customers::{Address, Customer};
use crate::error::Error;
use crate::reports::format::Locale;
use crate::reports::pdf::sample::Opened;
use crate::reports::pdf::{Bundled, Paper, PdfOutput, draw, render};
use crate::reports::value::{Cell, Letter, Report};
use crate::sales::tests::{by, corrected, kept, line, paid, sale, shop};
use crate::sales::{DocumentKind, Sale, draft};
use crate::settings::{SETTINGS_ID, Settings};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    "2026-03-02".parse().unwrap()
}

fn set(book: &Book, change: impl FnOnce(&mut Settings)) {
    book.transact(&by(), "Settings", |tx| {
        let mut settings: Settings = tx.get(SETTINGS_ID)?;
        change(&mut settings);
        tx.save(&mut settings)
    })
    .unwrap();
}

fn printing(home: &tempfile::TempDir) -> Book {
    let book = shop(home);
    set(&book, |settings| {
        settings.address = "Lindenallee 12\n10115 Berlin".into();
        settings.vat_number = "DE123456789".into();
        settings.iban = "DE89 3704 0044 0532 0130 00".into();
        settings.dunning_fees = "0; 5".into();
    });
    book
}

fn buyer(book: &Book, language: &str) -> Customer {
    let mut customer =
        Customer { last_name: "Berg".into(), language: language.into(), ..Customer::default() };
    book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap();
    customer
}

fn letter(report: &Report) -> &Letter {
    report.letter.as_ref().expect("a letter")
}

fn printed(report: &Report) -> PdfOutput {
    let locale = Locale::for_language(&letter(report).language);
    render(report, &locale, Paper::A4, &Bundled, &|_, _| true).expect("a PDF")
}

fn words(output: &PdfOutput, page: u32) -> String {
    Opened::new(&output.bytes).words(page)
}

fn invoice(book: &Book, lines: usize, customer: Option<&Customer>) -> Sale {
    let mut invoice = sale(DocumentKind::Invoice, (0..lines).map(|i| line(1, 10 + i as i64)).collect());
    invoice.customer_id = customer.map(|one| one.meta.id);
    kept(book, &mut invoice).unwrap();
    invoice
}

fn of(book: &Book, sale: &Sale, form: Form) -> Report {
    build(&book.facts(), today(), sale.meta.id, form).unwrap()
}

#[test]
fn an_invoice_can_be_heard_and_carries_its_data() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let report = of(&book, &invoice(&book, 3, None), Form::Document);
    assert_eq!(letter(&report).notices, Vec::new());
    let output = printed(&report);
    let file = Opened::new(&output.bytes);
    for key in ["StructTreeRoot", "MarkInfo", "AF", "Names", "Lang"] {
        assert!(file.has(key), "PDF/A-3a with an electronic invoice must have {key}");
    }
    let data = letter(&report).data.as_ref().map(|data| data.bytes.clone());
    assert_eq!(file.data(), data, "the data is in the file");
    assert_eq!(printed(&report).bytes, output.bytes, "a file sent twice must not look changed");
    let quote = {
        let mut quote = sale(DocumentKind::Quote, vec![line(1, 10)]);
        kept(&book, &mut quote).unwrap();
        of(&book, &quote, Form::Document)
    };
    assert_eq!(letter(&quote).data, None, "an offer is no claim for money");
    assert!(Opened::new(&printed(&quote).bytes).has("StructTreeRoot"), "but it can be heard too");
}

#[test]
fn the_sum_so_far_goes_from_page_to_page() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let output = printed(&of(&book, &invoice(&book, 60, None), Form::Document));
    assert!(output.pages > 2, "{} pages", output.pages);
    let first = words(&output, 1);
    let at = |text: &str, mark: &str| {
        let rest =
            &text[text.find(mark).unwrap_or_else(|| panic!("{mark} is missing in {text}")) + mark.len()..];
        rest.trim_start().split(char::is_whitespace).next().unwrap_or_default().to_owned()
    };
    let carried = at(&first, "Carried forward");
    assert_eq!(carried, at(&words(&output, 2), "Brought forward"), "the pages fit together");
    // Lines of 10, 11, 12 …: n of them come to 10 n + n (n − 1) / 2.
    let whole: i64 = carried.trim_start_matches('€').replace([',', '.'], "").parse().unwrap();
    assert!(
        (1..60).any(|n: i64| (10 * n + n * (n - 1) / 2) * 100 == whole),
        "{carried} is no sum of the first lines"
    );
    let last = words(&output, output.pages as u32);
    assert!(!last.contains("Carried forward") && last.contains("Total"), "{last}");
}

#[test]
fn a_customer_reads_their_own_language() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let german = buyer(&book, "de");
    let report = of(&book, &invoice(&book, 1, Some(&german)), Form::Document);
    assert!(report.title.starts_with("Rechnung"), "{}", report.title);
    assert!(words(&printed(&report), 1).contains("10,00"), "figures too");
    let other = buyer(&book, "Klingon");
    let report = of(&book, &invoice(&book, 1, Some(&other)), Form::Document);
    assert!(report.title.starts_with("Invoice"), "a language that is not spoken here is that of the book");
}

#[test]
fn a_delivery_note_names_no_price() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let mut note = sale(DocumentKind::Delivery, vec![line(2, 77)]);
    note.lines[0].discount_amount = 500;
    kept(&book, &mut note).unwrap();
    let report = of(&book, &note, Form::Document);
    let cells = report.tables.iter().flat_map(|table| &table.rows).flatten();
    assert!(cells.clone().all(|cell| !matches!(cell, Cell::Money(_))), "who unpacks it need not know");
    let text = words(&printed(&report), 1);
    assert!(!text.contains("77") && !text.contains("5.00"), "{text}");
}

#[test]
fn the_code_asks_for_what_is_still_due() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let invoice = paid(&book, &invoice(&book, 3, None), 1_000).unwrap();
    let report = of(&book, &invoice, Form::Document);
    let slip = letter(&report).payment.as_ref().expect("a way to pay");
    assert!(slip.code.contains("\nEUR23.00\n"), "33.00 less 10.00: {}", slip.code);
    assert!(slip.code.ends_with(&invoice.number), "the payment must find its invoice");
    let settled = paid(&book, &invoice, 2_300).unwrap();
    assert_eq!(letter(&of(&book, &settled, Form::Document)).payment, None, "nobody is asked to pay twice");
}

#[test]
fn a_receipt_is_as_wide_as_the_roll_and_as_long_as_it_takes() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let invoice = invoice(&book, 90, None);
    let output = printed(&of(&book, &invoice, Form::Receipt));
    assert_eq!(output.pages, 1, "a roll has no pages");
    let (width, height) = Opened::new(&output.bytes).size();
    assert!((width - 80.0).abs() < 0.1 && height > 700.0, "{width} × {height} mm");
    let mut quote = sale(DocumentKind::Quote, vec![line(1, 10)]);
    kept(&book, &mut quote).unwrap();
    let refused = build(&book.facts(), today(), quote.meta.id, Form::Receipt);
    assert!(matches!(refused, Err(Error::Conflict(_))), "no money was taken for an offer");
}

#[test]
fn reminders_grow_firmer_and_name_everything_that_is_late() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let customer = buyer(&book, "");
    let (first, second) = (invoice(&book, 1, Some(&customer)), invoice(&book, 2, Some(&customer)));
    let friendly = of(&book, &second, Form::Reminder);
    assert_eq!(friendly.title, "Payment reminder");
    assert_eq!(friendly.tables[0].rows.len(), 2, "one letter for both");
    assert_eq!(friendly.tables[1].rows.len(), 0, "the first level is free of charge");
    book.transact(&by(), "Remind", |tx| {
        crate::payments::dunning::remind(tx, first.meta.id, None)?;
        crate::payments::dunning::remind(tx, first.meta.id, None)
    })
    .unwrap();
    let firm = of(&book, &second, Form::Reminder);
    assert_eq!(firm.title, "Second reminder");
    let slip = letter(&firm).payment.as_ref().expect("a way to pay");
    assert!(slip.code.contains("\nEUR36.00\n"), "10.00 + 21.00 + 5.00 of fees: {}", slip.code);
    let settled = paid(&book, &first, 1_000).unwrap();
    assert!(build(&book.facts(), today(), settled.meta.id, Form::Reminder).is_err(), "nothing is late of it");
}

#[test]
fn a_rate_is_printed_with_all_its_decimals() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
    invoice.lines[0].tax_rate = "9.975".parse().unwrap();
    kept(&book, &mut invoice).unwrap();
    let text = words(&printed(&of(&book, &invoice, Form::Document)), 1);
    assert!(text.contains("9.975%"), "10 % would be another tax: {text}");
}

#[test]
fn the_logo_stands_at_the_head_in_place_of_the_name() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let invoice = invoice(&book, 1, None);
    let name = |report: &Report| words(&printed(report), 1).matches("Linden Workshop").count();
    let mut report = of(&book, &invoice, Form::Document);
    let plain = name(&report);
    report.letterhead.logo = include_bytes!("../../../../../icons/128x128.png").to_vec();
    assert_eq!(name(&report), plain - 1, "the sender's line and the foot still say it");
    let with = printed(&report).bytes;
    assert_eq!(with, printed(&report).bytes, "and the file is the same every time");
    report.letterhead.logo = b"no picture".to_vec();
    assert_eq!(name(&report), plain, "a broken picture does not keep an invoice from being printed");
}

#[test]
fn the_pages_on_the_screen_are_those_of_the_file() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let report = of(&book, &invoice(&book, 40, None), Form::Document);
    let locale = Locale::for_language(&letter(&report).language);
    let shown = draw(&report, &locale, Paper::A4, &Bundled, &|_, _| true).expect("pictures");
    assert_eq!(shown.pages.len(), printed(&report).pages, "no page more or less than on paper");
    assert_eq!((shown.width.round(), shown.height.round()), (595.0, 842.0), "A4 in points");
    for page in &shown.pages {
        let mut reader = quick_xml::Reader::from_str(page);
        let mut names = std::collections::BTreeSet::new();
        loop {
            match reader.read_event().expect("well-formed") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    names.insert(tag.name().as_ref().to_owned());
                }
                _ => {}
            }
        }
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        assert_eq!(names, ["path", "svg"], "outlines only: nothing that could run or be missing");
    }
}

#[test]
fn what_is_being_typed_is_shown_as_it_will_be_printed() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let anna = buyer(&book, "de");
    let mut typed = sale(DocumentKind::Invoice, vec![line(2, 100)]);
    typed.customer_id = Some(anna.meta.id);
    let draft = draft::as_saved(&book, &by(), &typed).unwrap();
    assert_eq!(draft.number, "", "a number is given when it is kept");
    let seq = book.seq();
    let before = paper_of(&book.facts(), today(), &draft, Form::Document).unwrap();
    assert_eq!(book.seq(), seq, "looking at it writes nothing");
    assert_eq!(before.title, "Rechnung – Entwurf");
    kept(&book, &mut typed).unwrap();
    assert_eq!(typed.number, "INV-2026-0001", "and nobody has taken the number meanwhile");
    let after = of(&book, &typed, Form::Document);
    assert_eq!((&before.tables, &letter(&before).closing), (&after.tables, &letter(&after).closing));
    let mut wrong = typed.clone();
    wrong.lines[0].discount = 101.into();
    assert!(draft::as_saved(&book, &by(), &wrong).is_err(), "what cannot be kept has no paper");
}

#[test]
fn nobody_is_thanked_for_money_they_did_not_pay() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let closing = |sale: &Sale| {
        letter(&paper_of(&book.facts(), today(), sale, Form::Document).unwrap()).closing.clone()
    };
    let empty = draft::as_saved(&book, &by(), &sale(DocumentKind::Invoice, vec![])).unwrap();
    assert_eq!(closing(&empty), [""; 0], "an invoice that is just begun is not paid");
    let free = draft::as_saved(&book, &by(), &sale(DocumentKind::Invoice, vec![line(1, 0)])).unwrap();
    assert_eq!(closing(&free), [""; 0], "a draft is not paid, whatever it comes to");
    let mut nothing = sale(DocumentKind::Invoice, vec![]);
    corrected(&book, &mut nothing).unwrap();
    assert_eq!(closing(&nothing), [""; 0], "there was nothing to pay for in what another program wrote");
    let mut settled = invoice(&book, 2, None);
    settled = paid(&book, &settled, settled.due).unwrap();
    assert_eq!(closing(&settled).len(), 1, "who paid is thanked");
}

#[test]
fn the_window_of_the_envelope_shows_the_whole_address() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let shown = |company: &str, first: &str, last: &str, street: &str, city: &str, country: &str| {
        let mut customer = Customer {
            company_name: company.into(),
            first_name: first.into(),
            last_name: last.into(),
            language: "de".into(),
            addresses: vec![Address {
                street: street.into(),
                postal_code: "12345".into(),
                city: city.into(),
                country: country.into(),
                ..Address::default()
            }],
            ..Customer::default()
        };
        book.transact(&by(), "Customer", |tx| tx.save(&mut customer)).unwrap();
        let text = words(&printed(&of(&book, &invoice(&book, 1, Some(&customer)), Form::Document)), 1);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let long = "Gesellschaft für außerordentlich lange Namen und Anschriften mbH & Co. Kommanditgesellschaft";
    let text = shown(long, "Anna", "Berg", "Ring 1", "Nürnberg", "");
    assert!(text.contains(long), "a long name goes on in the next line: {text}");
    let person = "Konstantin Freiherr von";
    let street = "Allee zum Alten Rathaus am Großen Markt 123456, Hinterhaus, Aufgang C links";
    let text =
        shown(long, person, "Schillingsfürst", street, "Llanfairpwllgwyngyllgogerychwyrndrobwll", "UK");
    for part in
        [long, "Schillingsfürst", "Aufgang C links", "Llanfairpwllgwyngyllgogerychwyrndrobwll", "12345", "UK"]
    {
        assert!(text.contains(part), "{part} is part of the address: {text}");
    }
    let text = shown("", "Mia", "Ruh", "1 Hill", "Zed", "Saudi-Arabien");
    assert!(
        text.contains("SAUDI-ARABIEN"),
        "a country that is not known by its name is one all the same: {text}"
    );
    let text = shown("", "Mia", "Ruh", "Weg 1", "Fürth", "D");
    assert!(text.contains("12345 Fürth") && !text.contains("Fürth D"), "at home no country is named: {text}");
}

#[test]
fn only_what_was_paid_is_called_a_receipt() {
    let home = tempfile::tempdir().unwrap();
    let book = printing(&home);
    let mut open = sale(DocumentKind::Invoice, vec![line(2, 10)]);
    open.lines[0].description = "ورد جوري".into();
    kept(&book, &mut open).unwrap();
    let roll = of(&book, &open, Form::Receipt);
    assert_eq!(roll.title, "Invoice INV-2026-0001", "nobody has a receipt for money they still owe");
    let words = format!("{:?}", roll.tables[0].rows);
    assert!(
        words.contains(r"\u{200e}2 × "),
        "a sum below words from right to left is not read backwards: {words}"
    );
    let settled = paid(&book, &open, open.due).unwrap();
    assert_eq!(of(&book, &settled, Form::Receipt).title, "Receipt INV-2026-0001");
}
