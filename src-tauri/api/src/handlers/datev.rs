//! Files in the manner of DATEV: the journal, and the customers with their accounts.

use super::day;
use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use regulars_core::book::Book;
use regulars_core::customers::debtors;
use regulars_core::files::write_whole;
use regulars_core::reports::catalog::ReportParams;
use regulars_core::reports::{datev, datev_debtors};
use regulars_core::say;
use std::path::PathBuf;

/// Gives accounts to the customers that lack one, where the settings want each to have one.
fn number(session: &Session, book: &Book) -> Result<(), ApiError> {
    let without = {
        let facts = book.facts();
        if facts.settings().debtor_accounts { debtors::without(&facts) } else { Vec::new() }
    };
    if !without.is_empty() {
        let label = say!("Accounts for {} customers", without.len());
        book.transact(&session.by(book), &label, |tx| debtors::number(tx, &without))?;
    }
    Ok(())
}

/// What a file of this book lacks.
fn notices(book: &Book) -> Vec<String> {
    let lacks = datev::numbers(&book.facts().settings()).is_none().then(|| {
        say!("The settings lack the adviser's or the client's number at DATEV, so the file says 1001 and 1.")
    });
    lacks.iter().map(|lack| lack.written()).collect()
}

pub fn journal(session: &Session, request: DatevRequest) -> Result<Option<FileWritten>, ApiError> {
    let book = session.book()?;
    let date = |text: &Option<String>, name| text.as_deref().map(|t| day(t, name)).transpose();
    let params = ReportParams {
        from: date(&request.from, "from")?,
        to: date(&request.to, "to")?,
        ..Default::default()
    };
    // Made before the dialog, so that nobody chooses a file for a journal that cannot be made.
    datev::render(&book.facts(), book.today(), &params)?;
    let name = format!("EXTF_Buchungsstapel {}.csv", book.today());
    let ask = Ask { title: &session.words(&say!("Save the journal")), name: &name, endings: &["csv"] };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    number(session, &book)?;
    write_whole(&file, &datev::render(&book.facts(), book.today(), &params)?)?;
    Ok(Some(FileWritten { path: file.display().to_string(), notices: notices(&book) }))
}

pub fn customers(session: &Session, request: PathRequest) -> Result<Option<FileWritten>, ApiError> {
    let book = session.book()?;
    let name = format!("EXTF_Debitoren {}.csv", book.today());
    let ask =
        Ask {
            title: &session.words(&say!("Save the customers’ accounts")), name: &name, endings: &["csv"]
        };
    let Some(file) = request.path.map(PathBuf::from).or_else(|| session.host().save_file(&ask)) else {
        return Ok(None);
    };
    number(session, &book)?;
    let (bytes, count) = datev_debtors::render(&book.facts(), book.today());
    write_whole(&file, &bytes)?;
    let mut notices = notices(&book);
    if count == 0 {
        notices.push(
            say!("No customer has an account of their own. The settings say whether they should have one.")
                .written(),
        );
    }
    Ok(Some(FileWritten { path: file.display().to_string(), notices }))
}
