//! Files in and out.

use super::written;
use super::{compile, kind};
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use crate::wire::{camel, camel_path};
use regulars_core::book::{By, Source};
use regulars_core::customers::duplicates::{LIKELY, Prepared};
use regulars_core::entity::Kind;
use regulars_core::exchange::calendar;
use regulars_core::exchange::cards;
use regulars_core::exchange::csv::date::DateOrder;
use regulars_core::exchange::export::{self, Profile};
use regulars_core::exchange::import;
use regulars_core::exchange::plan;
use regulars_core::exchange::{ImportKind, ImportOptions as CoreOptions, OnDuplicate};
use regulars_core::sentence::by_count;
use regulars_core::store::NoWatch;
use regulars_core::{Sentence, say};
use serde_json::json;
use std::path::PathBuf;

/// Errors that go over at once; the error file has all.
const ERRORS_SHOWN: usize = 500;

pub fn pick(session: &Session, _: Empty) -> Result<Option<PathReply>, ApiError> {
    let ask = Ask {
        title: &session.words(&say!("Choose a table or a file of cards")),
        name: "",
        endings: &["csv", "tsv", "txt", "vcf", "ics"],
    };
    Ok(session.host().pick_file(&ask).map(|path| PathReply { path: path.display().to_string() }))
}

fn import_kind(name: &str) -> Result<ImportKind, ApiError> {
    ImportKind::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = ImportKind::all().map(ImportKind::name).collect();
        ApiError {
            code: "invalid",
            message: say!("“{}” cannot be brought in. A file can hold: {}.", name, known.join(", ")),
            field: Some("as".into()),
        }
    })
}

pub fn inspect(session: &Session, request: InspectRequest) -> Result<ImportPlan, ApiError> {
    let book = session.book()?;
    let wanted = request.r#as.as_deref().filter(|t| !t.is_empty()).map(import_kind).transpose()?;
    let encoding = request.encoding.filter(|label| !label.is_empty());
    let options = CoreOptions { encoding, ..CoreOptions::default() };
    let found = plan::inspect_with(&PathBuf::from(&request.path), wanted, &book, &options)?;
    Ok(ImportPlan {
        path: found.path.display().to_string(),
        file_name: found.file_name,
        encoding: found.encoding,
        delimiter: found.delimiter.to_string(),
        rows: usize::try_from(found.rows).unwrap_or(usize::MAX),
        r#as: found.kind.name().into(),
        columns: found
            .columns
            .into_iter()
            .map(|c| ImportColumn {
                header: c.header,
                samples: c.samples,
                detected: c.detected.word().into(),
                field: c.field,
                confidence: f64::from(c.confidence),
            })
            .collect(),
        fields: found
            .fields
            .into_iter()
            .map(|f| ImportField { path: f.path, label: f.label, required: f.required })
            .collect(),
        date_order: found.date_order.map(|o| o.word().into()),
        date_ambiguous: found.date_ambiguous,
        decimal: found.decimal.map(|c| c.to_string()),
        preview: found.preview,
        notices: written(&found.notices),
    })
}

fn options(wire: &ImportOptions) -> Result<CoreOptions, ApiError> {
    let given = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
    let wrong =
        |field: &str, message: Sentence| ApiError { code: "invalid", message, field: Some(camel(field)) };
    let on_duplicate = match wire.on_duplicate.as_str() {
        "" => OnDuplicate::default(),
        word => OnDuplicate::from_word(word).ok_or_else(|| {
            wrong("on_duplicate", say!("Rows that are already there can be: fill, skip, update, create."))
        })?,
    };
    let date_order = given(&wire.date_order)
        .map(|word| {
            DateOrder::from_word(&word)
                .ok_or_else(|| wrong("date_order", say!("The order of dates is dmy, mdy or ymd.")))
        })
        .transpose()?;
    Ok(CoreOptions {
        date_order,
        decimal: given(&wire.decimal).and_then(|t| t.chars().next()),
        on_duplicate,
        encoding: given(&wire.encoding),
        delimiter: given(&wire.delimiter).and_then(|t| t.chars().next()),
        error_folder: None,
    })
}

pub fn import(session: &Session, request: ImportRequest) -> Result<JobStarted, ApiError> {
    let book = session.book()?;
    let kind = import_kind(&request.r#as)?;
    let options = options(&request.options)?;
    let by = By { source: Source::Import, ..session.by(&book) };
    let map: Vec<(String, String)> = request.map.into_iter().filter(|(_, field)| !field.is_empty()).collect();
    let path = PathBuf::from(&request.path);
    let label = if request.dry_run { say!("Trying the import") } else { say!("Bringing the file in") };
    Ok(session.start(label, move |watch| {
        let since = book.clock().now();
        let result = import::run(&book, &by, &path, kind, &map, &options, request.dry_run, watch)?;
        if result.op.is_some() {
            book.checkpoint();
        }
        let customers = result.created_by_kind.get(Kind::Customer.name()).copied().unwrap_or(0);
        // What was brought in stays, even when nobody waits for this last look.
        let similar = match result.op {
            Some(_) if customers > 0 => {
                let new = Prepared::of(&book.facts())?.since(since);
                new.scan(LIKELY, &NoWatch).map_or(0, |found| found.pairs.len())
            }
            _ => 0,
        };
        let (kept, failed): (Vec<_>, Vec<_>) = result.errors.into_iter().partition(|e| e.kept);
        let cells = kept.len() as u64;
        Ok(json!(ImportResult {
            dry_run: result.dry_run,
            rows: result.rows,
            created: result.created,
            updated: result.updated,
            skipped: result.skipped,
            failed: result.failed,
            kept: cells,
            errors: failed
                .into_iter()
                .take(ERRORS_SHOWN)
                .chain(kept.into_iter().take(ERRORS_SHOWN))
                .map(|e| ImportError {
                    line: e.line,
                    column: e.column,
                    value: e.value,
                    message: e.message.written(),
                    kept: e.kept,
                })
                .collect(),
            met_rows: result.met_rows,
            met: result.met.into_iter().take(import::MET_SHOWN).map(met).collect(),
            met_file: result.met_file.map(|f| f.display().to_string()),
            error_file: result.error_file.map(|f| f.display().to_string()),
            op_id: result.op.map(|op| op.to_string()),
            similar,
            since: since.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            notices: written(&result.notices),
            created_by_kind: result.created_by_kind.into_iter().map(|(k, n)| (k.to_owned(), n)).collect(),
        }))
    }))
}

fn met(met: import::ImportMet) -> ImportMet {
    ImportMet {
        line: met.line,
        kind: met.kind.name().to_owned(),
        id: met.id.map(|id| id.to_string()),
        number: met.number,
        name: met.name,
        changed: met.changed,
        reason: met.reason.written(),
        lost: met.lost,
    }
}

pub fn export(session: &Session, request: ExportRequest) -> Result<Option<JobStarted>, ApiError> {
    let book = session.book()?;
    let kind = kind(&request.kind)?;
    let profile = Profile::from_word(&request.profile).ok_or_else(|| ApiError {
        code: "invalid",
        message: say!("A list can be written for a spreadsheet or exact."),
        field: Some(camel_path("profile")),
    })?;
    let filter = super::records::filter(request.r#where.as_deref(), None)?;
    let filter = filter.map(|f| compile(&book, kind, &f)).transpose()?;
    let format = request.format.as_deref().filter(|format| !format.is_empty()).unwrap_or("csv");
    let name = format!("{}s {}.{format}", kind.name().replace('_', "-"), book.today());
    let endings: &[&str] = match (kind, format) {
        (Kind::FollowUp, _) => &["csv", "ics"],
        (Kind::Customer, "vcf") => &["vcf", "csv"],
        (Kind::Customer, _) => &["csv", "vcf"],
        _ => &["csv"],
    };
    let only = request.ids.as_deref().map(|texts| super::ids(texts, kind)).transpose()?;
    let ask = Ask { title: &session.words(&say!("Save the list")), name: &name, endings };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    let is_calendar = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
    if is_calendar && kind != Kind::FollowUp {
        return Err(ApiError {
            code: "invalid",
            message: say!("Only follow-ups can be written as a calendar. Choose a file that ends in .csv."),
            field: Some(camel_path("path")),
        });
    }
    let is_cards = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("vcf"));
    if is_cards && kind != Kind::Customer {
        return Err(ApiError {
            code: "invalid",
            message: say!("Only customers can be written as cards. Choose a file that ends in .csv."),
            field: Some(camel_path("path")),
        });
    }
    Ok(Some(session.start(say!("Writing the list"), move |watch| {
        if is_cards {
            let count = cards::save(&book.facts(), filter.as_ref(), only.as_deref(), &file)?;
            return Ok(json!(FileWritten {
                path: file.display().to_string(),
                notices: vec![say!("{} customers are in the file.", count).written()],
            }));
        }
        if is_calendar {
            let count = calendar::save(&book.facts(), book.zone(), filter.as_ref(), only.as_deref(), &file)?;
            return Ok(json!(FileWritten {
                path: file.display().to_string(),
                notices: vec![
                    by_count(
                        count as u64,
                        say!("One entry is in the calendar."),
                        say!("{} entries are in the calendar.", count),
                    )
                    .written(),
                ],
            }));
        }
        let report =
            export::export_these(&book, kind, profile, filter.as_ref(), only.as_deref(), &file, watch)?;
        let told = match (report.records, report.rows) {
            (1, 1) => say!("One record in one row."),
            (1, rows) => say!("One record in {} rows.", rows),
            (records, rows) => say!("{} records in {} rows.", records, rows),
        };
        let notices = std::iter::once(told).chain(report.notices);
        Ok(json!(FileWritten {
            path: report.path.display().to_string(),
            notices: notices.map(|notice| notice.written()).collect(),
        }))
    })))
}
