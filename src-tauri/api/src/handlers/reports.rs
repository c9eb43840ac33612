//! Reports: made from one value, shown, or written as PDF or CSV.

use super::paper::pdf_of;
use super::{day, id};
use crate::error::ApiError;
use crate::host::Ask;
use crate::language::Language;
use crate::language::nouns::OwnWords;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::facts::Facts;
use regulars_core::files::write_whole;
use regulars_core::reports::catalog::{self, ReportParams};
use regulars_core::reports::csv;
use regulars_core::reports::format::{self, Locale};
use regulars_core::reports::value::{self, Align, Cell, ChartKind};
use regulars_core::say;
use regulars_core::store::Watch;
use regulars_core::{Error, Sentence};
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
            ahead: spec.ahead,
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
    let mut report = catalog::build(&facts, book.today(), name, params)?;
    // A report speaks the book's language, whoever reads it; its conditions are the only sentences in it.
    let language = Language::of(&facts.settings().language);
    let own = OwnWords::of(book, language);
    for filter in &mut report.filters {
        let said = own.as_ref().map_or_else(|| filter.clone(), |own| own.say(filter.clone()));
        *filter = Sentence::Plain(language.say(&said));
    }
    let locale = locale(&facts, &report);
    Ok((report, locale))
}

/// How a report writes its figures: in the language of who gets it.
pub(super) fn locale(facts: &Facts, report: &value::Report) -> Locale {
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
pub(super) fn shown(report: value::Report, locale: &Locale) -> Report {
    let text = |cell: &Cell| format::text(cell, locale);
    let texts = |cells: &[Cell]| cells.iter().map(text).collect::<Vec<_>>();
    Report {
        name: report.name.clone(),
        title: report.title.clone(),
        period: report.period.map(|p| format::period(p, locale)).unwrap_or_default(),
        filters: report.filters.iter().map(ToString::to_string).collect(),
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
                    ChartKind::Funnel => "funnel".into(),
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
    let name = format!("{title} {}.{format}", book.today());
    let ask = Ask { title: &session.words(&say!("Save the report")), name: &name, endings: &[&format] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    let fonts = session.fonts();
    Ok(Some(session.start(say!("Writing the report"), move |watch| {
        let (report, locale) = build(&book, &asked.name, &params)?;
        let mut notices = Vec::new();
        let bytes = if format == "pdf" {
            let done = &|done: usize, total: usize| watch.step(done as u64, total as u64);
            pdf_of(&book, &report, &locale, &fonts, done, &mut notices)?
        } else {
            csv::render(&report, &locale, csv::Form::Spreadsheet)?
        };
        write_whole(&file, &bytes)?;
        Ok(json!(FileWritten { path: file.display().to_string(), notices }))
    })))
}
