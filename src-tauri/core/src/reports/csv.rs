//! A report as CSV: one section after the other with an empty line between, UTF-8
//! with a byte order mark and CRLF, so that spreadsheets open it with the right letters.

use super::format::{self, Locale};
use super::value::{Cell, Chart, Report, Table};
use super::words::Words;
use crate::error::{Error, Result};
use crate::say;

/// Who is to read the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// People with a spreadsheet: figures as the locale writes them, `;` between
    /// the fields where the comma is the decimal sign.
    Spreadsheet,
    /// Programs: ISO days, plain decimals with a point, `,` between the fields.
    Exact,
}

/// The report as the bytes of a CSV file. Fails only if the report is too large for memory.
pub fn render(report: &Report, locale: &Locale, form: Form) -> Result<Vec<u8>> {
    let writer = Sections { locale, form, words: Words::of(locale) };
    let mut sections = vec![writer.head(report)];
    if !report.kpis.is_empty() {
        sections.push(writer.kpis(report));
    }
    sections.extend(report.charts.iter().map(|chart| writer.chart(chart)));
    sections.extend(report.tables.iter().map(|table| writer.table(table)));
    if !report.notes.is_empty() {
        let heading = std::iter::once(vec![writer.words.notes.to_string()]);
        sections.push(heading.chain(report.notes.iter().map(|note| vec![safe(note)])).collect());
    }
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    for (index, rows) in sections.iter().enumerate() {
        if index > 0 {
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend(writer.encode(rows)?);
    }
    Ok(bytes)
}

type Rows = Vec<Vec<String>>;

struct Sections<'a> {
    locale: &'a Locale,
    form: Form,
    words: &'static Words,
}

impl Sections<'_> {
    fn cell(&self, cell: &Cell) -> String {
        match (cell, self.form) {
            (Cell::Text(text), _) => safe(text),
            (figure, Form::Spreadsheet) => format::text(figure, self.locale),
            (figure, Form::Exact) => format::exact(figure),
        }
    }

    fn head(&self, report: &Report) -> Rows {
        let mut rows = vec![vec![safe(&report.title)]];
        if !report.letterhead.business.is_empty() {
            rows.push(vec![safe(&report.letterhead.business)]);
        }
        if let Some((first, last)) = report.period {
            let days = [first, last].map(|date| self.cell(&Cell::Date(date)));
            rows.push(std::iter::once(self.words.period.to_string()).chain(days).collect());
        }
        for filter in &report.filters {
            rows.push(vec![self.words.filters.to_string(), safe(&filter.to_string())]);
        }
        rows.push(vec![self.words.created_on.to_string(), self.cell(&Cell::Date(report.created))]);
        rows
    }

    fn kpis(&self, report: &Report) -> Rows {
        let mut rows = vec![vec![self.words.key_figures.to_string()]];
        for kpi in &report.kpis {
            rows.push(vec![safe(&kpi.label), self.cell(&kpi.value), safe(&kpi.note)]);
        }
        rows
    }

    fn chart(&self, chart: &Chart) -> Rows {
        let mut rows = vec![vec![safe(&chart.title)]];
        let heading = std::iter::once(String::new()).chain(chart.series.iter().map(|one| safe(&one.label)));
        rows.push(heading.collect());
        for (index, label) in chart.labels.iter().enumerate() {
            let cells = chart
                .series
                .iter()
                .map(|series| series.cells.get(index).map_or_else(String::new, |cell| self.cell(cell)));
            rows.push(std::iter::once(safe(label)).chain(cells).collect());
        }
        rows
    }

    fn table(&self, table: &Table) -> Rows {
        let mut rows = Vec::with_capacity(table.rows.len() + 3);
        if !table.title.is_empty() {
            rows.push(vec![safe(&table.title)]);
        }
        rows.push(table.columns.iter().map(|column| safe(&column.label)).collect());
        for row in table.rows.iter().chain(&table.totals) {
            rows.push(row.iter().map(|cell| self.cell(cell)).collect());
        }
        rows
    }

    fn encode(&self, rows: &Rows) -> Result<Vec<u8>> {
        let semicolon = self.form == Form::Spreadsheet && self.locale.decimal == ',';
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .delimiter(if semicolon { b';' } else { b',' })
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        for row in rows.iter().filter(|row| !row.is_empty()) {
            writer.write_record(row).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::invalid("report", "csv", say!("The report could not be written as CSV: {}.", error))
}

/// Words that a spreadsheet would run as a formula get an apostrophe in front,
/// because a customer's name must never become a command on the owner's computer.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use crate::reports::pdf::sample;
    use crate::reports::value::Column;
    use iso_currency::Currency;

    fn lines(report: &Report, language: &str, form: Form) -> String {
        let bytes = render(report, &Locale::for_language(language), form).expect("a CSV");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn spreadsheets_see_the_mark_the_line_ends_and_the_sections() {
        let text = lines(&sample::small(), "en", Form::Spreadsheet);
        assert!(text.starts_with('\u{feff}'), "without the mark Excel shows broken letters");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends with CRLF");
        assert_eq!(text.matches("\r\n\r\n").count(), 4, "head, figures, chart, table and notes: {text}");
    }

    #[test]
    fn a_customers_name_never_runs_as_a_formula() {
        let mut report = sample::small();
        let names = ["=1+1", "+49 30 1", "-2", "@SUM(A1)", "\tx", "\rx"];
        report.tables = vec![Table {
            columns: vec![Column::text("=cmd", 1.0)],
            rows: names.iter().map(|name| vec![Cell::words(*name)]).collect(),
            ..Table::default()
        }];
        let text = lines(&report, "en", Form::Spreadsheet);
        for name in names {
            assert!(text.contains(&format!("'{name}")), "{name:?} must be made harmless");
        }
        assert!(text.contains("'=cmd"), "headings too");
    }

    #[test]
    fn negative_amounts_stay_numbers() {
        let mut report = sample::small();
        let refund = Cell::Money(Money::new(-123_456, Currency::EUR));
        report.tables = vec![Table {
            columns: vec![Column::figure("x", 1.0)],
            rows: vec![vec![refund]],
            ..Table::default()
        }];
        assert!(lines(&report, "de", Form::Spreadsheet).contains("\r\n-1.234,56\u{a0}€\r\n"));
        assert!(lines(&report, "de", Form::Exact).contains("\r\n-1234.56\r\n"));
    }
}
