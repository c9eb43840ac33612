//! Reports for tests.

use crate::money::Money;
use crate::reports::value::{Cell, Chart, ChartKind, Column, Kpi, Letterhead, Report, Series, Table};
use chrono::{Days, NaiveDate};
use iso_currency::Currency;
use rust_decimal::Decimal;

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

pub(crate) fn euro(minor: i64) -> Cell {
    Cell::Money(Money::new(minor, Currency::EUR))
}

/// A report with nothing in it but its title.
pub(crate) fn empty() -> Report {
    Report {
        name: "empty".into(),
        title: "An empty report".into(),
        period: None,
        letterhead: Letterhead::default(),
        recipient: None,
        filters: Vec::new(),
        kpis: Vec::new(),
        charts: Vec::new(),
        tables: Vec::new(),
        notes: Vec::new(),
        created: day(2026, 3, 7),
        letter: None,
    }
}

/// One of everything.
pub(crate) fn small() -> Report {
    let months = ["Jan", "Feb", "Mar"];
    let amounts = [1_234_500, 980_000, -120_050];
    Report {
        name: "sales".into(),
        title: "Sales by customer".into(),
        period: Some((day(2026, 1, 1), day(2026, 3, 31))),
        letterhead: Letterhead {
            business: "Blumen Sommer".into(),
            lines: vec!["Lindenallee 12".into(), "10115 Berlin".into()],
            logo: Vec::new(),
        },
        recipient: None,
        filters: vec![crate::Sentence::plain("Channel is shop")],
        kpis: vec![Kpi {
            label: "Revenue".into(),
            value: euro(2_094_450),
            note: "12% more than before".into(),
        }],
        charts: vec![Chart {
            kind: ChartKind::Bar,
            title: "Revenue by month".into(),
            sentence: "January was the strongest month.".into(),
            labels: months.map(String::from).to_vec(),
            series: vec![Series {
                label: "Revenue".into(),
                values: amounts.map(|minor| minor as f64 / 100.0).to_vec(),
                cells: amounts.map(euro).to_vec(),
            }],
        }],
        tables: vec![Table {
            title: "Customers".into(),
            columns: vec![
                Column::text("Customer", 3.0),
                Column::text("Since", 1.0),
                Column::figure("Orders", 1.0),
                Column::figure("Share", 1.0),
                Column::figure("Revenue", 1.5),
            ],
            rows: vec![
                vec![
                    Cell::words("Anna Berg"),
                    Cell::Date(day(2020, 5, 17)),
                    Cell::Int(12),
                    Cell::Percent(Decimal::new(584, 1)),
                    euro(1_223_550),
                ],
                vec![Cell::words("Café Über")],
            ],
            totals: Some(vec![Cell::Empty, Cell::Empty, Cell::Int(12), Cell::Empty, euro(1_223_550)]),
        }],
        notes: vec!["Amounts are rounded per line.".into()],
        created: day(2026, 4, 1),
        letter: None,
    }
}

/// A table of many rows with names of several lengths.
pub(crate) fn long(rows: usize) -> Report {
    let mut report = small();
    let first = day(2020, 1, 1);
    let names = ["Anna", "Bertrand", "Zoë", "Gürkan", "Maximilian"];
    let places = ["Berlin", "Bad Homburg vor der Höhe", "Ulm"];
    report.kpis.clear();
    report.charts.clear();
    report.tables[0].columns = vec![
        Column::figure("No.", 0.6),
        Column::text("Customer", 2.0),
        Column::text("Place", 2.0),
        Column::text("Last visit", 1.0),
        Column::figure("Revenue", 1.2),
    ];
    report.tables[0].rows = (0..rows)
        .map(|i| {
            vec![
                Cell::Int(i as i64 + 1),
                Cell::words(format!("{} Nr{}", names[i % names.len()], i * 7919 % 100_003)),
                Cell::words(places[i % places.len()]),
                Cell::Date(first + Days::new(i as u64 % 2000)),
                euro((i as i64 * 104_729) % 9_999_999 - 500_000),
            ]
        })
        .collect();
    report.tables[0].totals =
        Some(vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, euro(123_456_789)]);
    report
}

/// A file as a reader sees it.
pub(crate) struct Opened(lopdf::Document);

impl Opened {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(lopdf::Document::load_mem(bytes).expect("a readable PDF"))
    }

    /// The words of a page, counted from 1.
    pub(crate) fn words(&self, page: u32) -> String {
        self.0.extract_text(&[page]).expect("text")
    }

    /// Whether the file's catalogue says something of this.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.catalog().expect("a catalogue").has(key.as_bytes())
    }

    /// The file inside the file.
    pub(crate) fn data(&self) -> Option<Vec<u8>> {
        self.0.objects.values().find_map(|object| match object {
            lopdf::Object::Stream(stream) if stream.dict.has_type(b"EmbeddedFile") => {
                stream.decompressed_content().ok()
            }
            _ => None,
        })
    }

    /// Width and height of the first page in millimetres.
    pub(crate) fn size(&self) -> (f32, f32) {
        let page = *self.0.get_pages().get(&1).expect("a page");
        let size = self.0.get_dictionary(page).and_then(|page| page.get(b"MediaBox")?.as_array().cloned());
        let size = size.expect("a size");
        let millimetres = |at: usize| size[at].as_float().expect("a number") / 72.0 * 25.4;
        (millimetres(2), millimetres(3))
    }
}
