//! Many letters in one file for the printer.

use super::paper::{headed, noted, pdf_of};
use super::reports::locale;
use super::{day, ids};
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use regulars_core::attachments::Attachment;
use regulars_core::book::{Book, By, Tx};
use regulars_core::entity::Kind;
use regulars_core::files::write_whole;
use regulars_core::interactions::{Interaction, InteractionChannel};
use regulars_core::normalise::day::in_order;
use regulars_core::payments::dunning;
use regulars_core::reports::catalog::{self, ReportParams};
use regulars_core::reports::document::bulk::{self, Reminder};
use regulars_core::reports::pdf::{self, Typefaces};
use regulars_core::reports::value::Report as Letter;
use regulars_core::sentence::by_count;
use regulars_core::store::Watch;
use regulars_core::{Error, Sentence, say};
use serde_json::json;
use std::path::{Path, PathBuf};

/// A file that many letters go into; `None` when nobody wanted one.
fn file(session: &Session, path: Option<String>, title: &Sentence, name: &str) -> Option<PathBuf> {
    let ask = Ask { title: &session.words(title), name, endings: &["pdf"] };
    path.map(PathBuf::from).or_else(|| session.host().save_file(&ask))
}

/// Writes the letters one behind the other, and says what there is to know about them.
fn write(
    book: &Book,
    letters: &[Letter],
    title: &Sentence,
    file: &Path,
    fonts: &dyn Typefaces,
    watch: &dyn Watch,
) -> Result<Vec<String>, Error> {
    let mut notices = Vec::new();
    let mut paper = pdf::Paper::default();
    let mut pages = Vec::with_capacity(letters.len());
    for letter in letters {
        // The same is said of every letter; once is enough.
        let mut own = Vec::new();
        let (letter, sheet) = headed(book, letter, &mut own);
        paper = sheet;
        noted(&letter, &[], &mut own);
        own.retain(|notice| !notices.contains(notice));
        notices.append(&mut own);
        let locale = locale(&book.facts(), &letter);
        pages.push((letter, locale));
    }
    let pages: Vec<_> = pages.iter().map(|(letter, locale)| (letter, *locale)).collect();
    let done = |done: usize, total: usize| watch.step(done as u64, total as u64);
    let output = pdf::render_all(&pages, &title.to_string(), paper, fonts, &done)?;
    if !output.missing_glyphs.is_empty() {
        notices.push(super::paper::missing(&output.missing_glyphs).written());
    }
    write_whole(file, &output.bytes)?;
    Ok(notices)
}

/// Reminder letters; unless it is only a look, their levels are noted on the invoices and
/// each letter is filed with its customer once the file is written.
pub fn reminders(session: &Session, request: LettersRequest) -> Result<Option<JobStarted>, ApiError> {
    let book = session.book()?;
    let invoices = ids(&request.ids, Kind::Sale)?;
    let today = book.today();
    // Made before the dialog, so that nobody chooses a file for letters that cannot be made.
    if bulk::reminders(&book.facts(), today, &invoices)?.is_empty() {
        return Err(Error::Conflict(say!("No reminder is due, so there is nothing to print.")).into());
    }
    let title = say!("Reminders");
    let name = format!("{} {today}.pdf", session.words(&title));
    let Some(file) = file(session, request.path, &say!("Save the letters"), &name) else { return Ok(None) };
    let by = session.by(&book);
    let keep = !request.preview;
    let fonts = session.fonts();
    Ok(Some(session.start(say!("Writing the letters"), move |watch| {
        let letters = bulk::reminders(&book.facts(), today, &invoices)?;
        let reports: Vec<Letter> = letters.iter().map(|letter| letter.report.clone()).collect();
        let notices = write(&book, &reports, &title, &file, &fonts, watch)?;
        if keep {
            file_away(&book, &by, &fonts, &letters)?;
        }
        let path = file.display().to_string();
        Ok(json!(LettersWritten { path, letters: letters.len(), notices }))
    })))
}

/// Notes the levels, and files each letter with its customer.
fn file_away(book: &Book, by: &By, fonts: &dyn Typefaces, letters: &[Reminder]) -> Result<(), Error> {
    let mut kept: Vec<Option<Attachment>> = Vec::with_capacity(letters.len());
    for letter in letters {
        let of_customer = letter.customer.is_some();
        kept.push(match of_customer {
            true => {
                let locale = locale(&book.facts(), &letter.report);
                let bytes = pdf_of(book, &letter.report, &locale, fonts, &|_, _| true, &mut Vec::new())?;
                let name = format!("{} {}.pdf", letter.report.title, book.today());
                Some(book.keep_bytes(&name, &bytes)?)
            }
            false => None,
        });
    }
    let label = by_count(letters.len() as u64, say!("1 reminder"), say!("{} reminders", letters.len()));
    book.transact(by, &label, |tx: &mut Tx<'_>| {
        for (letter, attachment) in letters.iter().zip(kept) {
            let mut numbers = Vec::with_capacity(letter.invoices.len());
            for invoice in &letter.invoices {
                numbers.push(dunning::remind(tx, *invoice, None)?.number);
            }
            let Some(customer_id) = letter.customer else { continue };
            let mut sent = Interaction {
                customer_id,
                channel: InteractionChannel::Letter,
                at: tx.now(),
                summary: format!("{}: {}", letter.report.title, numbers.join(", ")),
                ..Interaction::default()
            };
            sent.meta.attachments.extend(attachment);
            tx.save(&mut sent)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Statements of many customers.
pub fn statements(session: &Session, request: StatementsRequest) -> Result<Option<JobStarted>, ApiError> {
    let book = session.book()?;
    let date = |text: &Option<String>, name| text.as_deref().map(|t| day(t, name)).transpose();
    let (from, to) = (date(&request.from, "from")?, date(&request.to, "to")?);
    if let (Some(from), Some(to)) = (from, to) {
        in_order(from, to)?;
    }
    let named = ids(&request.customer_ids, Kind::Customer)?;
    let customers = if named.is_empty() { bulk::with_balance(&book.facts()) } else { named };
    if customers.is_empty() {
        return Err(Error::Conflict(say!(
            "No customer owes anything or has credit, so there is nothing to print."
        ))
        .into());
    }
    let today = book.today();
    let title = say!("Statements");
    let name = format!("{} {today}.pdf", session.words(&title));
    let Some(file) = file(session, request.path, &say!("Save the letters"), &name) else { return Ok(None) };
    let fonts = session.fonts();
    Ok(Some(session.start(say!("Writing the letters"), move |watch| {
        let mut letters = Vec::with_capacity(customers.len());
        for customer in &customers {
            let params = ReportParams { from, to, customer: Some(*customer), ..ReportParams::default() };
            letters.push(catalog::build(&book.facts(), today, "customer_statement", &params)?);
            if !watch.step(0, 0) {
                return Err(Error::Cancelled);
            }
        }
        let notices = write(&book, &letters, &title, &file, &fonts, watch)?;
        let path = file.display().to_string();
        Ok(json!(LettersWritten { path, letters: letters.len(), notices }))
    })))
}
