//! Reports: made from one value, shown, or written as PDF or CSV.

use super::{day, id};
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use regulars_core::Error;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::facts::Facts;
use regulars_core::files::write_whole;
use regulars_core::reports::catalog::{self, ReportParams};
use regulars_core::reports::csv;
use regulars_core::reports::datev;
use regulars_core::reports::document::{self, Form};
use regulars_core::reports::einvoice;
use regulars_core::reports::format::{self, Locale};
use regulars_core::reports::pdf::{self, Paper};
use regulars_core::reports::value::{self, Align, Cell, ChartKind};
use regulars_core::say;
use regulars_core::store::Watch;
use serde_json::json;
use std::path::PathBuf;

/// Rows of a table that go to the screen; PDF and CSV have all.
const SHOWN: usize = 500;

pub fn list(_: &Session, _: Empty) -> Result<ReportList, ApiError> {
    let reports = catalog::all()
        .iter()
        .map(|spec| ReportSpec {
            name: spec.name.into(),
            parameters: spec
                .parameters
                .iter()
                .map(|p| if *p == "filter" { "where".into() } else { (*p).into() })
                .collect(),
        })
        .collect();
    Ok(ReportList { reports })
}

fn params(request: &ReportRequest) -> Result<ReportParams, ApiError> {
    let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let date = |text: &Option<String>, name| given(text).map(|t| day(&t, name)).transpose();
    Ok(ReportParams {
        from: date(&request.from, "from")?,
        to: date(&request.to, "to")?,
        customer: given(&request.customer_id).map(|t| id(&t, Kind::Customer)).transpose()?,
        filter: given(&request.r#where),
        place: given(&request.place),
        km: request.km.filter(|km| *km > 0.0),
        only: request.customer_ids.as_deref().map(|texts| super::ids(texts, Kind::Customer)).transpose()?,
    })
}

fn build(book: &Book, name: &str, params: &ReportParams) -> Result<(value::Report, Locale), Error> {
    let facts = book.facts();
    let report = catalog::build(&facts, book.clock().today(), name, params)?;
    let locale = locale(&facts, &report);
    Ok((report, locale))
}

/// How a report writes its figures: in the language of who gets it.
fn locale(facts: &Facts, report: &value::Report) -> Locale {
    match &report.letter {
        Some(letter) => Locale::for_language(&letter.language),
        None => Locale::for_language(&facts.settings().language),
    }
}

pub fn get(session: &Session, request: ReportRequest) -> Result<Report, ApiError> {
    let book = session.book()?;
    let (report, locale) = build(&book, &request.name, &params(&request)?)?;
    Ok(shown(report, &locale))
}

/// A report as the screen shows it.
fn shown(report: value::Report, locale: &Locale) -> Report {
    let text = |cell: &Cell| format::text(cell, locale);
    let texts = |cells: &[Cell]| cells.iter().map(text).collect::<Vec<_>>();
    Report {
        name: report.name.clone(),
        title: report.title.clone(),
        period: report.period.map(|p| format::period(p, locale)).unwrap_or_default(),
        filters: report.filters.clone(),
        kpis: report
            .kpis
            .iter()
            .map(|k| ReportKpi { label: k.label.clone(), value: text(&k.value), note: k.note.clone() })
            .collect(),
        charts: report
            .charts
            .iter()
            .map(|c| ReportChart {
                kind: match c.kind {
                    ChartKind::Bar => "bar".into(),
                    ChartKind::Line => "line".into(),
                },
                title: c.title.clone(),
                sentence: c.sentence.clone(),
                labels: c.labels.clone(),
                series: c
                    .series
                    .iter()
                    .map(|s| ReportSeries {
                        label: s.label.clone(),
                        values: s.values.clone(),
                        texts: texts(&s.cells),
                    })
                    .collect(),
            })
            .collect(),
        tables: report
            .tables
            .iter()
            .map(|t| ReportTable {
                title: t.title.clone(),
                columns: t
                    .columns
                    .iter()
                    .map(|c| ReportColumn {
                        label: c.label.clone(),
                        align: match c.align {
                            Align::Left => "left",
                            Align::Right => "right",
                            Align::Center => "center",
                        }
                        .into(),
                    })
                    .collect(),
                rows: t.rows.iter().take(SHOWN).map(|row| texts(row)).collect(),
                totals: t.totals.as_deref().map(texts),
                truncated: t.rows.len().saturating_sub(SHOWN),
            })
            .collect(),
        notes: report
            .letter
            .map(|letter| letter.closing)
            .unwrap_or_default()
            .into_iter()
            .chain(report.notes)
            .collect(),
    }
}

pub fn save(session: &Session, request: ReportSaveRequest) -> Result<Option<JobStarted>, ApiError> {
    let book = session.book()?;
    let format = request.format.to_lowercase();
    if format != "pdf" && format != "csv" {
        return Err(ApiError {
            code: "invalid",
            message: say!("A report can be written as pdf or csv."),
            field: Some("format".into()),
        });
    }
    let asked = ReportRequest {
        name: request.name,
        from: request.from,
        to: request.to,
        customer_id: request.customer_id,
        r#where: request.r#where,
        place: request.place,
        km: request.km,
        customer_ids: request.customer_ids,
    };
    let params = params(&asked)?;
    // Asked for before the dialog, so that nobody chooses a file for a report that cannot be made.
    let title = build(&book, &asked.name, &params)?.0.title;
    let name = format!("{title} {}.{format}", book.clock().today());
    let ask = Ask { title: &session.words(&say!("Save the report")), name: &name, endings: &[&format] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    Ok(Some(session.start(say!("Writing the report"), move |watch| {
        let (report, locale) = build(&book, &asked.name, &params)?;
        let mut notices = Vec::new();
        let bytes = if format == "pdf" {
            let done = &|done: usize, total: usize| watch.step(done as u64, total as u64);
            paper(&book, &report, &locale, done, &mut notices)?
        } else {
            csv::render(&report, &locale, csv::Form::Spreadsheet)?
        };
        write_whole(&file, &bytes)?;
        Ok(json!(FileWritten { path: file.display().to_string(), notices }))
    })))
}

/// A report as PDF, on the paper of the book's country.
fn paper(
    book: &Book,
    report: &value::Report,
    locale: &Locale,
    done: &dyn Fn(usize, usize) -> bool,
    notices: &mut Vec<String>,
) -> Result<Vec<u8>, Error> {
    let paper = match book.facts().settings().country.as_str() {
        "US" | "CA" | "MX" => Paper::Letter,
        _ => Paper::A4,
    };
    let mut report = report.clone();
    let logo = book.facts().settings().logo;
    if let Some(file) = logo.first().filter(|_| report.letter.is_some()) {
        match book.read_file(file) {
            Ok(bytes) if pdf::is_picture(&bytes) => report.letterhead.logo = bytes,
            Ok(_) => notices.push(
                say!("The logo “{}” is no picture that can be printed, so the name of the business stands in its place.", &file.name).written(),
            ),
            // The paper is worth more than its ornament.
            Err(error) => notices.push(error.sentence().written()),
        }
    }
    let output = pdf::render(&report, locale, paper, done)?;
    let lacks = report.letter.iter().flat_map(|letter| &letter.notices);
    notices.extend(lacks.map(|lack| lack.written()));
    if !output.missing_glyphs.is_empty() {
        let missing: String = output.missing_glyphs.iter().collect();
        notices.push(say!("These characters have no letter shape in the report: {}", missing).written());
    }
    Ok(output.bytes)
}

/// A sale as the paper that goes to the customer.
fn sale_document(book: &Book, request: &PrintRequest) -> Result<(value::Report, Locale), ApiError> {
    let form = match request.form.as_deref().unwrap_or_default() {
        "" | "document" => Form::Document,
        "receipt" => Form::Receipt,
        "reminder" => Form::Reminder,
        other => {
            return Err(ApiError {
                code: "invalid",
                message: say!(
                    "There is no form “{}” of a document. The forms are document, receipt and reminder.",
                    other
                ),
                field: Some("form".into()),
            });
        }
    };
    let facts = book.facts();
    let report = document::build(&facts, book.clock().today(), id(&request.id, Kind::Sale)?, form)?;
    let locale = locale(&facts, &report);
    Ok((report, locale))
}

pub fn sale(session: &Session, request: PrintRequest) -> Result<Report, ApiError> {
    let (report, locale) = sale_document(&*session.book()?, &request)?;
    Ok(shown(report, &locale))
}

pub fn print_sale(session: &Session, request: PrintRequest) -> Result<Option<FileWritten>, ApiError> {
    let book = session.book()?;
    let (report, locale) = sale_document(&book, &request)?;
    let name = format!("{}.pdf", report.title);
    let endings = ["pdf", "xml"];
    let ask = Ask { title: &session.words(&say!("Save the document")), name: &name, endings: &endings };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    let mut notices = Vec::new();
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")) {
        let sale = id(&request.id, Kind::Sale)?;
        let invoice = einvoice::build(&book.facts(), book.clock().today(), sale)?.ok_or_else(|| {
            Error::Conflict(say!(
                "Only an invoice or credit note that was issued and is valid can be written as an electronic invoice. Write this document as PDF."
            ))
        })?;
        notices.extend(invoice.lacks.iter().map(|lack| lack.written()));
        write_whole(&file, &einvoice::write(&invoice)?)?;
    } else {
        write_whole(&file, &paper(&book, &report, &locale, &|_, _| true, &mut notices)?)?;
    }
    Ok(Some(FileWritten { path: file.display().to_string(), notices }))
}

pub fn datev(session: &Session, request: DatevRequest) -> Result<Option<FileWritten>, ApiError> {
    let book = session.book()?;
    let date = |text: &Option<String>, name| text.as_deref().map(|t| day(t, name)).transpose();
    let params = ReportParams {
        from: date(&request.from, "from")?,
        to: date(&request.to, "to")?,
        ..Default::default()
    };
    let bytes = datev::render(&book.facts(), book.clock().today(), &params)?;
    let name = format!("EXTF_Buchungsstapel {}.csv", book.clock().today());
    let ask = Ask { title: &session.words(&say!("Save the journal")), name: &name, endings: &["csv"] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    write_whole(&file, &bytes)?;
    let mut notices = Vec::new();
    if datev::numbers(&book.facts().settings()).is_none() {
        notices.push(
            say!("The settings lack the adviser's or the client's number at DATEV, so the file says 1001 and 1.")
                .written(),
        );
    }
    Ok(Some(FileWritten { path: file.display().to_string(), notices }))
}
