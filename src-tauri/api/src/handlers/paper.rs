//! What goes to customers on paper: as pages for the window, and as files.

use super::reports::{locale, shown};
use super::{id, sales};
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::Book;
use regulars_core::entity::Kind;
use regulars_core::files::write_whole;
use regulars_core::reports::document::{self, Form};
use regulars_core::reports::einvoice;
use regulars_core::reports::format::Locale;
use regulars_core::reports::pdf::{self, Paper, Typefaces};
use regulars_core::reports::value;
use regulars_core::sales::draft;
use regulars_core::{Error, Sentence, say};
use std::path::PathBuf;

/// A report as PDF, on the paper of the book's country.
pub(super) fn pdf_of(
    book: &Book,
    report: &value::Report,
    locale: &Locale,
    fonts: &dyn Typefaces,
    done: &dyn Fn(usize, usize) -> bool,
    notices: &mut Vec<String>,
) -> Result<Vec<u8>, Error> {
    let (report, paper) = headed(book, report, notices);
    let output = pdf::render(&report, locale, paper, fonts, done)?;
    noted(&report, &output.missing_glyphs, notices);
    Ok(output.bytes)
}

/// The report with the shop's logo, and the paper of the book's country.
pub(super) fn headed(
    book: &Book,
    report: &value::Report,
    notices: &mut Vec<String>,
) -> (value::Report, Paper) {
    let settings = book.facts().settings();
    let paper = match settings.country.as_str() {
        "US" | "CA" | "MX" => Paper::Letter,
        _ => Paper::A4,
    };
    let mut report = report.clone();
    let logo = settings.logo;
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
    (report, paper)
}

/// What whoever sends it should know.
pub(super) fn noted(report: &value::Report, missing: &[char], notices: &mut Vec<String>) {
    let lacks = report.letter.iter().flat_map(|letter| &letter.notices);
    notices.extend(lacks.map(|lack| lack.written()));
    if !missing.is_empty() {
        notices.push(self::missing(missing).written());
    }
}

/// Which characters could not be printed.
pub(super) fn missing(characters: &[char]) -> Sentence {
    say!(
        "No typeface of this program or computer has these signs, so another stands in their place: {}. Install a font that has them, and print it again.",
        characters.iter().collect::<String>()
    )
}

fn form(name: &Option<String>) -> Result<Form, ApiError> {
    Ok(match name.as_deref().unwrap_or_default() {
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
    })
}

/// A sale as the paper that goes to the customer.
fn sale_document(book: &Book, request: &PrintRequest) -> Result<(value::Report, Locale), ApiError> {
    let form = form(&request.form)?;
    let facts = book.facts();
    let report = document::build(&facts, book.today(), id(&request.id, Kind::Sale)?, form)?;
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
        let Some(invoice) = einvoice::build(&book.facts(), book.today(), sale)? else {
            return Err(Error::Conflict(einvoice::why_not(&book.facts(), sale)?).into());
        };
        notices.extend(invoice.lacks.iter().map(|lack| lack.written()));
        write_whole(&file, &einvoice::write(&invoice)?)?;
    } else {
        write_whole(&file, &pdf_of(&book, &report, &locale, &session.fonts(), &|_, _| true, &mut notices)?)?;
    }
    Ok(Some(FileWritten { path: file.display().to_string(), notices }))
}

/// The pages of a document that is still being typed, or of one in the book when nothing
/// was typed. Nothing is written.
pub fn pages(session: &Session, request: PaperRequest) -> Result<PaperReply, ApiError> {
    let book = session.book()?;
    let form = form(&request.form)?;
    let sale = sales::typed(&book, &request.id, &request.values)?;
    let sale = match request.values.is_empty() {
        true => sale,
        false => draft::as_saved(&book, &session.by(&book), &sale)?,
    };
    let (report, locale) = {
        let facts = book.facts();
        let report = document::of(&facts, book.today(), &sale, form)?;
        let locale = locale(&facts, &report);
        (report, locale)
    };
    let mut warnings = Vec::new();
    let (report, paper) = headed(&book, &report, &mut warnings);
    let drawn = pdf::draw(&report, &locale, paper, &session.fonts(), &|_, _| true)?;
    noted(&report, &drawn.missing_glyphs, &mut warnings);
    Ok(PaperReply {
        pages: drawn.pages,
        width: drawn.width,
        height: drawn.height,
        words: shown(report, &locale),
        warnings,
    })
}
