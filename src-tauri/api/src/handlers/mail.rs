//! Filing e-mails.

use super::id;
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::entity::Kind;
use regulars_core::interactions::mail::{self, About, Filed, Message};
use regulars_core::{Sentence, say};
use std::path::PathBuf;

pub fn file(session: &Session, request: FileMailRequest) -> Result<FiledMail, ApiError> {
    let book = session.book()?;
    let given = |text: Option<String>, kind| {
        text.filter(|text| !text.is_empty()).map(|text| id(&text, kind)).transpose()
    };
    let about = About {
        customer: given(request.customer_id, Kind::Customer)?,
        deal: given(request.deal_id, Kind::Deal)?,
        case: given(request.case_id, Kind::Case)?,
        remember: request.remember,
    };
    let message = mail::read(&PathBuf::from(request.path))?;
    let filed = mail::file(&book, &session.by(&book), &message, about)?;
    let facts = book.facts();
    let title = |id: &regulars_core::Id| facts.title_of(Kind::Customer, *id).unwrap_or_default();
    let customers: Vec<String> = filed.customers.iter().map(title).collect();
    Ok(FiledMail {
        sentence: sentence(&message, &filed, &customers).written(),
        interaction_ids: filed.interactions.iter().map(ToString::to_string).collect(),
        customer_ids: filed.customers.iter().map(ToString::to_string).collect(),
        customers,
        subject: message.subject,
        direction: if filed.out { "out" } else { "in" }.into(),
        already: filed.already,
        files: message.parts.len(),
        unknown: filed
            .unknown
            .into_iter()
            .map(|one| MailAddress { name: one.name, address: one.address })
            .collect(),
        changed: changes(&filed.changed),
        undo_label: filed.label.map(|label| label.written()).unwrap_or_default(),
        op_id: filed.op.map(|op| op.to_string()),
    })
}

fn sentence(message: &Message, filed: &Filed, customers: &[String]) -> Sentence {
    let about = if message.subject.is_empty() { &message.id } else { &message.subject };
    let names = customers.join(", ");
    if filed.already {
        return say!("“{}” is filed with {} already.", about, names);
    }
    if !customers.is_empty() {
        let done = say!("“{}” is filed with {}.", about, names);
        return filed.notes.iter().fold(done, |said, note| say!("{} {}", said, note.clone()));
    }
    let unknown: Vec<&str> = filed.unknown.iter().map(|one| one.address.as_str()).collect();
    say!(
        "No customer has the address {}. Say whose “{}” is, or make a new customer.",
        unknown.join(", "),
        about
    )
}
