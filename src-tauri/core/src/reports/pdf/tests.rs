//! The whole way from a report to the bytes of a file.

use super::{
    Bundled, Paper, PdfOutput, Typeface, Typefaces, Typesetter, look, page, render, render_all, sample,
};
use crate::error::Error;
use crate::reports::format::Locale;
use crate::reports::value::{Cell, Chart, ChartKind, Column, Report, Series, Table};
use lopdf::{Document, Object};
use proptest::prelude::*;
use std::cell::RefCell;

fn pdf(report: &Report) -> PdfOutput {
    render(report, &Locale::for_language("en"), Paper::A4, &Bundled, &|_, _| true).expect("a PDF")
}

fn opened(output: &PdfOutput) -> Document {
    Document::load_mem(&output.bytes).expect("a readable PDF")
}

/// The words of a page, as a reader that follows the file's own tables sees them.
fn words(output: &PdfOutput) -> String {
    let document = opened(output);
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    pages.iter().map(|page| document.extract_text(&[*page]).expect("text")).collect()
}

fn table_of(rows: Vec<Vec<Cell>>, columns: Vec<Column>) -> Report {
    let mut report = sample::empty();
    report.tables = vec![Table { columns, rows, ..Table::default() }];
    report
}

#[test]
fn the_same_report_is_the_same_file() {
    let report = sample::small();
    assert_eq!(pdf(&report).bytes, pdf(&report).bytes, "a file sent twice must not look changed");
    let mut other = report.clone();
    other.title.push('!');
    let id = |report: &Report| opened(&pdf(report)).trailer.get(b"ID").cloned().expect("an identity");
    assert_ne!(id(&report), id(&other), "another content has another identity");
}

#[test]
fn the_file_describes_itself_and_carries_its_fonts() {
    let output = pdf(&sample::small());
    let document = opened(&output);
    assert_eq!(document.version, "1.7");
    let catalog = document.catalog().expect("a catalog");
    for key in ["Metadata", "OutputIntents", "Lang"] {
        assert!(catalog.has(key.as_bytes()), "an archive file must have {key}");
    }
    let mut embedded = 0;
    for object in document.objects.values() {
        let Object::Dictionary(font) = object else { continue };
        if font.has_type(b"FontDescriptor") {
            assert!(font.has(b"FontFile2"), "every face is inside the file");
            embedded += 1;
        }
    }
    assert_eq!(embedded, 2, "regular and bold, and no face that is not used");
    assert!(output.bytes.len() < 60_000, "{} bytes: whole fonts were embedded", output.bytes.len());
}

#[test]
fn every_figure_of_the_table_is_in_the_file_in_order() {
    let text = words(&pdf(&sample::small()));
    let mut from = 0;
    for part in ["Customer", "Revenue", "Anna Berg", "58.4%", "€12,235.50", "Café", "Total", "€12,235.50"]
    {
        let at =
            text[from..].find(part).unwrap_or_else(|| panic!("{part:?} is missing after {from} in {text}"));
        from += at + part.len();
    }
    assert!(text.contains("–€1,200.50"), "a minus is drawn as a dash: {text}");
    let file = pdf(&sample::small());
    let document = opened(&file);
    let page = *document.get_pages().get(&1).expect("a page");
    let drawn = document.get_page_content(page);
    let copied: String = "-€1,200.50".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let drawn = String::from_utf8_lossy(&drawn).to_uppercase();
    assert!(drawn.contains(&format!("FEFF{copied}")), "and copied as the minus that spreadsheets know");
}

#[test]
fn the_scripts_of_the_world_are_shown_and_nothing_is_missing() {
    let names = [
        "Łukasz Żółć",
        "Ελένη Παπαδοπούλου",
        "Дмитрий Ёлкин",
        "अनुष्का शर्मा हिन्दी",
        "محمد الأحمد",
        "שָׁלוֹם דוד",
        "₹ 1,200 ▲ up ▼ down ✓ ≤ →",
        "fi ffi office",
        "e\u{301}a\u{308} combined",
    ];
    let rows = names.iter().map(|name| vec![Cell::words(*name)]).collect();
    let output = pdf(&table_of(rows, vec![Column::text("Name", 1.0)]));
    assert_eq!(output.missing_glyphs, Vec::<char>::new());
    let text = words(&output);
    for word in ["Łukasz", "Ελένη", "Дмитрий", "office", "₹"] {
        assert!(text.contains(word), "{word} must be found when searching: {text}");
    }
}

#[test]
fn a_character_without_a_glyph_is_reported_and_visibly_replaced() {
    let rows = vec![vec![Cell::words("Tokyo 東京 🎉 \u{7}")]];
    let output = pdf(&table_of(rows, vec![Column::text("City", 1.0)]));
    assert_eq!(output.missing_glyphs, vec!['京', '東', '🎉']);
    assert!(words(&output).contains("\u{fffd}\u{fffd}"), "the reader sees that something stood there");
}

/// A computer with one more typeface.
struct With(&'static [u8]);

impl Typefaces for With {
    fn showing(&self, characters: &[char]) -> Vec<Typeface> {
        assert_eq!(characters, ['京', '東', '🎉'], "only what nothing bundled has is asked for");
        vec![Typeface { family: "Two Signs".into(), data: self.0, index: 0 }]
    }
}

#[test]
fn what_no_bundled_typeface_has_comes_from_one_of_the_computer() {
    let rows = vec![vec![Cell::words("Tokyo 東京 🎉")]];
    let report = table_of(rows, vec![Column::text("City", 1.0)]);
    let files: [(&[u8], &str); 2] = [
        (include_bytes!("../../../tests/fonts/two-signs.ttf"), "CIDFontType2"),
        (include_bytes!("../../../tests/fonts/two-signs.otf"), "CIDFontType0"),
    ];
    for (file, kind) in files {
        let locale = Locale::for_language("en");
        let output = render(&report, &locale, Paper::A4, &With(file), &|_, _| true).expect("a PDF");
        assert_eq!(output.missing_glyphs, vec!['🎉'], "what nobody has is still told");
        assert!(words(&output).contains("東京"), "copied text is the text: {}", words(&output));
        let document = opened(&output);
        let fonts: Vec<_> = document.objects.values().filter_map(|object| object.as_dict().ok()).collect();
        let named = |font: &&&lopdf::Dictionary| {
            font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|name| name.ends_with(b"+TwoSigns"))
        };
        let font = fonts.iter().find(named).expect("a subset of the computer's typeface");
        let inner = font.get(b"DescendantFonts").and_then(Object::as_array).expect("an inner font");
        let inner =
            document.dereference(&inner[0]).and_then(|(_, inner)| inner.as_dict()).expect("its values");
        let shape = inner.get(b"Subtype").and_then(Object::as_name).expect("a kind");
        assert_eq!(shape, kind.as_bytes(), "with the outlines that it has");
    }
}

#[test]
fn many_letters_are_one_file_and_each_counts_its_own_pages() {
    let (one, many) = (sample::small(), sample::long(200));
    let locale = Locale::for_language("en");
    let reports = [(&one, locale), (&many, locale), (&one, locale)];
    let all = render_all(&reports, "Letters", Paper::A4, &Bundled, &|_, _| true).expect("a PDF");
    let pages = |report: &Report| pdf(report).pages;
    assert_eq!(all.pages, 2 * pages(&one) + pages(&many), "each begins on a page of its own");
    let text = words(&all);
    assert_eq!(text.matches(&format!("Page 1 of {}", pages(&one))).count(), 2, "page 1 of each letter");
    let stopped = render_all(&reports, "Letters", Paper::A4, &Bundled, &|done, _| done < 100);
    assert!(matches!(stopped, Err(Error::Cancelled)), "whoever has seen enough can stop it");
    assert!(render_all(&[], "Letters", Paper::A4, &Bundled, &|_, _| true).is_err(), "no letters are no file");
}

#[test]
fn ten_thousand_rows_repeat_the_head_and_keep_the_sum_with_the_last_row() {
    let output = pdf(&sample::long(10_000));
    let document = opened(&output);
    let count = document.get_pages().len();
    assert_eq!(count, output.pages);
    assert!((150..350).contains(&count), "{count} pages");
    let page = |number: usize| document.extract_text(&[number as u32]).expect("text");
    assert!(page(57).contains("Last visit"), "the head stands on every page");
    let last = page(count);
    assert!(last.contains("10,000") && last.contains("€1,234,567.89"), "sum and last row together: {last}");
    assert!(last.contains(&format!("Page {count} of {count}")), "{last}");
}

#[test]
fn an_empty_report_is_a_page_that_says_so() {
    let output = pdf(&sample::empty());
    assert_eq!(output.pages, 1);
    let text = words(&output);
    assert!(text.contains("nothing to report") && text.contains("Page 1 of 1"), "{text}");
}

#[test]
fn an_empty_table_says_that_there_is_nothing() {
    let text = words(&pdf(&table_of(Vec::new(), vec![Column::text("Name", 1.0)])));
    assert!(text.contains("Name") && text.contains("nothing to list"), "{text}");
}

#[test]
fn odd_shapes_do_not_panic() {
    let long = "word ".repeat(600);
    let unbroken = "x".repeat(3000);
    let reports = [
        table_of(vec![vec![], vec![Cell::Int(1)]], Vec::new()),
        table_of(vec![vec![Cell::words(long), Cell::words(unbroken)]], vec![Column::text("a", 1.0); 2]),
        table_of(vec![vec![Cell::Int(1); 9]], vec![Column::figure("", 0.0); 2]),
        table_of(vec![vec![Cell::Int(i64::MIN); 60]], vec![Column::figure("n", f32::NAN); 60]),
        table_of(vec![vec![Cell::words("\n\n \t")]], vec![Column::text("\n", f32::INFINITY)]),
    ];
    for report in reports {
        assert!(pdf(&report).pages >= 1);
    }
}

#[test]
fn words_of_a_long_note_end_with_an_ellipsis_instead_of_filling_the_page() {
    let rows = vec![vec![Cell::words("word ".repeat(600)), Cell::Int(7)]];
    let output = pdf(&table_of(rows, vec![Column::text("Note", 1.0), Column::figure("n", 1.0)]));
    assert_eq!(output.pages, 1);
    assert!(words(&output).contains('…'), "a cut is never silent");
}

#[test]
fn a_wide_table_turns_the_paper() {
    let wide = table_of(vec![vec![sample::euro(123_456_789); 12]], vec![Column::figure("Amount", 1.0); 12]);
    let width = |output: &PdfOutput| {
        let document = opened(output);
        let page = *document.get_pages().get(&1).expect("a page");
        let size = document.get_dictionary(page).and_then(|page| page.get(b"MediaBox")?.as_array().cloned());
        size.expect("a size")[2].as_float().expect("a width")
    };
    assert!(width(&pdf(&wide)) > 800.0, "twelve amounts do not fit upright");
    assert!(width(&pdf(&sample::small())) < 600.0);
}

#[test]
fn charts_of_anything_do_not_panic() {
    let mut report = sample::empty();
    for kind in [ChartKind::Bar, ChartKind::Line, ChartKind::Funnel] {
        for values in [vec![], vec![f64::NAN, f64::INFINITY], vec![0.0], vec![-1e300, 1e300], vec![1e-9; 400]]
        {
            let series = Series { label: "s".into(), cells: vec![Cell::Int(1)], values: values.clone() };
            report.charts.push(Chart {
                kind,
                title: "c".into(),
                sentence: String::new(),
                labels: values.iter().map(|v| format!("{v:.0}").chars().take(40).collect()).collect(),
                series: vec![series; 3],
            });
        }
    }
    assert!(pdf(&report).pages > 1);
}

#[test]
fn the_work_can_be_watched_and_stopped() {
    let seen = RefCell::new(Vec::new());
    let watch = |done, total| {
        seen.borrow_mut().push((done, total));
        true
    };
    render(&sample::long(1000), &Locale::for_language("de"), Paper::Letter, &Bundled, &watch).expect("a PDF");
    let seen = seen.into_inner();
    assert!(seen.len() > 4 && seen.is_sorted(), "{seen:?}");
    assert_eq!(seen.last(), Some(&(1001, 1001)), "the end is told");
    let stopped =
        render(&sample::long(1000), &Locale::for_language("de"), Paper::A4, &Bundled, &|done, _| done < 300);
    assert!(matches!(stopped, Err(Error::Cancelled)));
}

#[test]
fn german_pages_speak_german() {
    let output = render(&sample::small(), &Locale::for_language("de"), Paper::A4, &Bundled, &|_, _| true);
    let text = words(&output.expect("a PDF"));
    for part in ["Seite 1 von 1", "Erstellt am 01.04.2026", "Summe", "12.235,50"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

fn width_of(lines: &[std::rc::Rc<page::Line>]) -> f32 {
    lines.iter().map(|line| line.width).fold(0.0, f32::max)
}

#[test]
fn a_space_at_the_end_of_a_line_takes_no_room_whichever_way_is_read() {
    let mut text = Typesetter::new(&[]).expect("fonts");
    for words in
        ["one two three four", "\u{5d0} one two three four", "one \u{5d0}\u{5d1} \u{5d2}\u{5d3} \u{5d4}"]
    {
        for tenths in 200_u16..1200 {
            let width = f32::from(tenths) / 10.0;
            let lines = text.lines(words, look::BODY, width, 9);
            let widest = width_of(&lines);
            assert!(widest <= width + 0.5, "{words}: {widest} in {width}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_line_is_wider_than_its_place(words in "\\PC{0,80}", width in 40.0_f32..400.0, limit in 1_usize..5) {
        let mut text = Typesetter::new(&[]).expect("fonts");
        let lines = text.lines(&words, look::BODY, width, limit);
        prop_assert!(lines.len() <= limit);
        prop_assert!(width_of(&lines) <= width + 0.5, "{} is wider than {width}", width_of(&lines));
    }
}
