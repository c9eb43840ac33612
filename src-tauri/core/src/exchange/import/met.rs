//! Rows whose record is in the book already: which one it is, by what it was recognised, and what the row
//! says that was not taken. Whoever is wrongly taken for somebody else would otherwise never be noticed.

use super::draft::Draft;
use super::{Done, ImportResult};
use crate::Id;
use crate::Sentence;
use crate::book::Book;
use crate::entity::{AnyRecord, FieldDef, FieldType, Kind, Value, said};
use crate::facts::text::fold;
use crate::say;

/// A row whose record was in the book already.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportMet {
    /// The line of the file in which the row begins.
    pub line: u64,
    /// The kind of the record.
    pub kind: Kind,
    /// The record; `None` after a trial that would only have made it.
    pub id: Option<Id>,
    /// Its number or code.
    pub number: String,
    /// What it is called.
    pub name: String,
    /// Whether the row has changed it.
    pub changed: bool,
    /// By what it was recognised, and what was not taken.
    pub reason: Sentence,
    /// Whether the row says something that is not in the book now.
    pub lost: bool,
}

impl ImportMet {
    /// Whether the row has changed its record, or says what is not there.
    pub(super) fn matters(&self) -> bool {
        self.lost || self.changed
    }
}

/// By what a row's record was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Number,
    Mail,
    Phone,
    Place,
    NameOnly,
    Turned,
    Code,
    Name,
    Document,
}

impl By {
    fn sentence(self) -> Sentence {
        match self {
            By::Number => say!("The same number"),
            By::Mail => say!("The same e-mail address"),
            By::Phone => say!("The same telephone number"),
            By::Place => say!("The same name and place"),
            By::NameOnly => say!("The same name, of which nothing else was known"),
            By::Turned => say!("The same name with its words in another order"),
            By::Code => say!("The same code"),
            By::Name => say!("The same name"),
            By::Document => say!("The same document"),
        }
    }
}

/// A row as it is told. `built` is the record that the row alone would be, `kept` the one of the book as it is now.
pub(super) fn met(
    line: u64,
    draft: &Draft,
    built: &dyn AnyRecord,
    kept: &dyn AnyRecord,
    by: By,
    done: &Done,
) -> ImportMet {
    let lost = not_taken(draft, built, kept);
    let fields = lost.iter().map(|field| said::field(field)).reduce(|all, one| say!("{}, {}", all, one));
    let changed = matches!(done, Done::Updated);
    let reason = match fields {
        Some(fields) => say!("{}. What the row says otherwise was not taken: {}.", by.sentence(), fields),
        None if changed => say!("{}.", by.sentence()),
        None => say!("{}. All that the row says is there.", by.sentence()),
    };
    let text = |names: &[&str]| {
        let fields = names.iter().filter_map(|name| kept.def().field(name));
        let texts = fields.map(|field| kept.value(field).to_plain()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" ")
    };
    let (number, name) =
        (text(&["number", "sku"]), text(&["first_name", "last_name", "company_name", "name"]));
    let kind = kept.def().kind;
    ImportMet { line, kind, id: Some(kept.meta().id), number, name, changed, reason, lost: !lost.is_empty() }
}

/// A row of which only the record is told.
pub(super) fn recognised(line: u64, kind: Kind, id: Id, by: By) -> ImportMet {
    let reason = say!("{}.", by.sentence());
    let (number, name) = (String::new(), String::new());
    ImportMet { line, kind, id: Some(id), number, name, changed: false, reason, lost: false }
}

/// The fields in which the record of the book does not have what the row says.
fn not_taken(draft: &Draft, built: &dyn AnyRecord, kept: &dyn AnyRecord) -> Vec<&'static FieldDef> {
    let said = draft.fields.iter().map(|(field, _)| *field).chain(draft.parts.iter().map(|(list, _)| *list));
    let mut fields: Vec<&'static FieldDef> = said
        // A number of another program is kept beside that of the book.
        .filter(|field| {
            let within = field.ty == FieldType::LongText;
            field.name != "number" && !holds(&kept.value(field), &built.value(field), within)
        })
        .collect();
    fields.dedup_by_key(|field| field.tag);
    fields
}

/// Whether all of `said` is in `kept`, whatever else is there: an element among others, and a text `within` a
/// longer one.
fn holds(kept: &Value, said: &Value, within: bool) -> bool {
    match (kept, said) {
        (_, said) if said.is_empty() => true,
        (Value::List(kept), Value::List(said)) => {
            said.iter().all(|one| kept.iter().any(|k| holds(k, one, within)))
        }
        (Value::Part(kept), Value::Part(said)) => {
            // One telephone is typed in many ways, and what it is called is no telephone.
            let dialled = said.iter().any(|(name, value)| *name == "e164" && !value.is_empty());
            said.iter().filter(|(name, _)| *name != "label" && (!dialled || *name == "e164")).all(
                |(name, value)| {
                    let there = kept.iter().find(|(known, _)| known == name).map(|(_, value)| value);
                    value.is_empty() || there.is_some_and(|there| holds(there, value, within))
                },
            )
        }
        (Value::Text(kept), Value::Text(said)) if within => fold(kept).contains(&fold(said)),
        (Value::Text(kept), Value::Text(said)) => fold(kept) == fold(said),
        (kept, said) => kept == said,
    }
}

/// Gives each row the number and the name that its record has in the book, and puts those first of which something
/// was not taken, then those that were changed.
pub(super) fn settle(book: &Book, result: &mut ImportResult) {
    let facts = book.facts();
    for met in &mut result.met {
        let table = facts.table(met.kind);
        match met.id.and_then(|id| table.present(id)) {
            Some(row) => {
                met.number = table.text(row, 1).to_owned();
                met.name = facts.title(met.kind, row);
            }
            // A trial made it from a row further up and threw it away again.
            None => met.id = None,
        }
    }
    result.met.sort_by_key(|met| (!met.lost, !met.changed, met.line));
}
