//! Every paper and report in every script that the bundled typefaces have, as other programs
//! read the files: words in order (pdftotext), typefaces embedded as subsets (pdffonts), and
//! nothing broken (qpdf). Where those programs are not installed, only the making is tested.

// A test may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use regulars_core::book::{Book, By, NewBook, Source};
use regulars_core::clock::ManualClock;
use regulars_core::customers::{Address, Customer};
use regulars_core::reports::catalog::{self, ReportParams};
use regulars_core::reports::document::{self, Form};
use regulars_core::reports::format::Locale;
use regulars_core::reports::pdf::{self, Bundled, Paper, Typeface, Typefaces};
use regulars_core::reports::value::Report;
use regulars_core::sales::{DocumentKind, Line, Payment, Sale};
use regulars_core::settings::{SETTINGS_ID, Settings};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The same chair in the scripts of the world.
const WORDS: [&str; 6] = [
    "Łódź Straße Ñandú offic\u{e9} fluffig",
    "Καρέκλα από βελανιδιά",
    "Дубовый стул ручной работы",
    "शीशम की लकड़ी की कुर्सी",
    "كرسي خشبي من البلوط",
    "כיסא עץ אלון",
];

/// Two directions on one line.
const MIXED: &str = "Chair كرسي oak";

fn by() -> By {
    By { actor: "Ana".into(), source: Source::Window }
}

fn shop(home: &Path) -> Book {
    let clock = Arc::new(ManualClock::new("2026-03-02T09:00:00Z".parse().unwrap(), 3));
    let new = NewBook {
        name: "Linden Workshop".into(),
        currency: "EUR".into(),
        country: "DE".into(),
        user_name: "Ana".into(),
    };
    let book = Book::create(&home.join("shop"), &new, clock).unwrap();
    book.transact(&by(), "Settings", |tx| {
        let mut settings: Settings = tx.get(SETTINGS_ID)?;
        settings.address = "Lindenallee 12\n10115 Berlin".into();
        settings.iban = "DE89370400440532013000".into();
        settings.vat_number = "DE123456789".into();
        tx.save(&mut settings)
    })
    .unwrap();
    book
}

fn line(words: &str) -> Line {
    Line {
        description: words.into(),
        quantity: 2.into(),
        unit_price: 80.into(),
        tax_rate: 19.into(),
        ..Line::default()
    }
}

/// What a program of the computer says of a file; `None` where it is not installed.
fn said(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let after: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    let output = Command::new(program).args(arguments).arg(file).args(after).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program} refuses {}: {text}", file.display());
    Some(text)
}

/// Text without the marks by which readers note its direction, blanks as one, and letters
/// that can be written in two ways in one of them.
fn plain(text: &str) -> String {
    let marks =
        |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.nfkc().filter(marks).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a report and gives back its words as a reader sees them.
fn written(home: &Path, name: &str, report: &Report) -> Option<String> {
    written_with(home, name, report, &Bundled)
}

fn written_with(home: &Path, name: &str, report: &Report, typefaces: &dyn Typefaces) -> Option<String> {
    let language = report.letter.as_ref().map_or("en", |letter| letter.language.as_str());
    let output =
        pdf::render(report, &Locale::for_language(language), Paper::A4, typefaces, &|_, _| true).unwrap();
    assert_eq!(output.missing_glyphs, Vec::<char>::new(), "{name}: every sign has a letter shape");
    let file = home.join(format!("{name}.pdf"));
    std::fs::write(&file, &output.bytes).unwrap();
    said("qpdf", &["--check"], &file);
    if let Some(fonts) = said("pdffonts", &[], &file) {
        let faces: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!faces.is_empty(), "{name}: a paper has words");
        for face in faces {
            // name, type, encoding, emb, sub, uni, object ID (two figures)
            let columns: Vec<&str> = face.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{name}: embedded, cut down, readable: {face}");
        }
    }
    said("pdftotext", &["-layout"], &file).map(|text| plain(&text))
}

#[test]
fn every_paper_can_be_read_in_every_script() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(home.path());
    let mut anna = Customer {
        first_name: "Ελένη".into(),
        last_name: "Παπαδοπούλου".into(),
        addresses: vec![Address {
            street: "ул. Ленина 5".into(),
            city: "दिल्ली".into(),
            postal_code: "110001".into(),
            ..Address::default()
        }],
        ..Customer::default()
    };
    book.transact(&by(), "Customer", |tx| tx.save(&mut anna)).unwrap();
    let today = book.today();
    for kind in DocumentKind::ALL {
        let mut one = Sale {
            document_kind: *kind,
            customer_id: Some(anna.meta.id),
            date: "2026-01-15".parse().unwrap(),
            lines: WORDS.iter().chain([&MIXED]).map(|words| line(words)).collect(),
            ..Sale::default()
        };
        book.transact(&by(), "Save", |tx| tx.save(&mut one)).unwrap();
        let mut forms = vec![Form::Document];
        if matches!(kind, DocumentKind::Invoice | DocumentKind::CreditNote) {
            forms.push(Form::Receipt);
        }
        for form in &forms {
            let report = document::build(&book.facts(), today, one.meta.id, *form).unwrap();
            let name = format!("{}-{form:?}", kind.word());
            let Some(text) = written(home.path(), &name, &report) else { continue };
            let mut from = 0;
            for words in WORDS {
                let words = plain(words);
                let at = text[from..].find(&words);
                let at =
                    at.unwrap_or_else(|| panic!("{name}: “{words}” must stand in its place in:\n{text}"));
                from += at + words.len();
            }
            // pdftotext puts the blank behind a word that runs the other way before it.
            let (close, mixed) = (text.replace(' ', ""), MIXED.replace(' ', ""));
            assert!(close.contains(&plain(&mixed)), "{name}: both directions stand in order in:\n{text}");
        }
        if *kind == DocumentKind::Invoice {
            let report = document::build(&book.facts(), today, one.meta.id, Form::Reminder).unwrap();
            if let Some(text) = written(home.path(), "reminder", &report) {
                for words in [one.number.as_str(), "Ελένη Παπαδοπούλου", "ул. Ленина 5", "दिल्ली"]
                {
                    assert!(text.contains(&plain(words)), "“{words}” must be in:\n{text}");
                }
            }
            let payment =
                Payment { date: today, amount: 1_000, reference: "مرجع".into(), ..Payment::default() };
            book.transact(&by(), "Pay", |tx| regulars_core::sales::pay::pay(tx, one.meta.id, payment))
                .unwrap();
        }
    }
    for spec in catalog::all() {
        let customer = spec.parameters.contains(&"customer").then_some(anna.meta.id);
        let params = ReportParams { customer, ..ReportParams::default() };
        let report = catalog::build(&book.facts(), today, spec.name, &params).unwrap();
        let text = written(home.path(), spec.name, &report);
        if let (Some(text), "open_items" | "sales_journal" | "customer_statement") = (text, spec.name) {
            assert!(text.contains("INV-2026-0001"), "{}: {text}", spec.name);
        }
    }
}

/// A computer with one more typeface.
struct With(&'static [u8]);

impl Typefaces for With {
    fn showing(&self, _: &[char]) -> Vec<Typeface> {
        vec![Typeface { family: "Two Signs".into(), data: self.0, index: 0 }]
    }
}

#[test]
fn signs_of_a_typeface_of_the_computer_are_embedded_and_can_be_read() {
    let home = tempfile::tempdir().unwrap();
    let book = shop(home.path());
    let mut one =
        Sale { date: "2026-01-15".parse().unwrap(), lines: vec![line("東京")], ..Sale::default() };
    book.transact(&by(), "Save", |tx| tx.save(&mut one)).unwrap();
    let report = document::build(&book.facts(), book.today(), one.meta.id, Form::Document).unwrap();
    let files: [&[u8]; 2] = [include_bytes!("fonts/two-signs.ttf"), include_bytes!("fonts/two-signs.otf")];
    for (number, file) in files.into_iter().enumerate() {
        let name = format!("signs-{number}");
        if let Some(text) = written_with(home.path(), &name, &report, &With(file)) {
            assert!(text.contains("東京"), "what is copied is what was typed: {text}");
        }
    }
}
