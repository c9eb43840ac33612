//! What a record of each kind is called in a sentence.

use super::{FieldDef, Kind};
use crate::customers::Channel;
use crate::{Sentence, say};

/// One record of the kind with this name: `follow-up`.
pub fn one(kind: &str) -> Sentence {
    match Kind::from_name(kind) {
        Some(Kind::Customer) => say!("customer"),
        Some(Kind::Product) => say!("product"),
        Some(Kind::Sale) => say!("sale"),
        Some(Kind::FollowUp) => say!("follow-up"),
        Some(Kind::Campaign) => say!("campaign"),
        Some(Kind::Interaction) => say!("interaction"),
        Some(Kind::Settings) => say!("settings"),
        Some(Kind::Series) => say!("series"),
        Some(Kind::Target) => say!("target"),
        Some(Kind::Distinct) => say!("pair"),
        Some(Kind::Deal) => say!("deal"),
        Some(Kind::Track) => say!("track"),
        Some(Kind::CustomField) => say!("field"),
        Some(Kind::Case) => say!("case"),
        Some(Kind::View) => say!("view"),
        Some(Kind::Staff) => say!("member of staff"),
        Some(Kind::StockMovement) => say!("stock movement"),
        Some(Kind::Receipt) => say!("receipt"),
        Some(Kind::CashEntry) => say!("cash entry"),
        Some(Kind::CallScript) => say!("call script"),
        Some(Kind::FormTemplate) => say!("form template"),
        None => Sentence::plain(kind.replace('_', "-")),
    }
}

/// That the kind with this name has no such field, and which it has.
pub fn no_field(kind: &str, field: &str, fields: &str) -> Sentence {
    let one = one(kind);
    if kind.starts_with(['a', 'e', 'i', 'o']) {
        return say!("An {} has no field “{}”. The fields are: {}.", one, field, fields);
    }
    say!("A {} has no field “{}”. The fields are: {}.", one, field, fields)
}

/// Several records of a kind: `follow-ups`.
pub fn many(kind: Kind) -> Sentence {
    match kind {
        Kind::Customer => say!("customers"),
        Kind::Product => say!("products"),
        Kind::Sale => say!("sales"),
        Kind::FollowUp => say!("follow-ups"),
        Kind::Campaign => say!("campaigns"),
        Kind::Interaction => say!("interactions"),
        Kind::Settings => say!("settings"),
        Kind::Series => say!("series"),
        Kind::Target => say!("targets"),
        Kind::Distinct => say!("pairs"),
        Kind::Deal => say!("deals"),
        Kind::Track => say!("tracks"),
        Kind::CustomField => say!("fields"),
        Kind::Case => say!("cases"),
        Kind::View => say!("views"),
        Kind::Staff => say!("staff"),
        Kind::StockMovement => say!("stock movements"),
        Kind::Receipt => say!("receipts"),
        Kind::CashEntry => say!("cash entries"),
        Kind::CallScript => say!("call scripts"),
        Kind::FormTemplate => say!("form templates"),
    }
}

/// A field by its name in words: `next follow up`. Catalogues know the words of the fields.
pub fn field(field: &FieldDef) -> Sentence {
    if !field.label.is_empty() {
        return Sentence::plain(field.label);
    }
    Sentence::Said { pattern: field.name.trim_end_matches("_id").replace('_', " "), values: Vec::new() }
}

/// A way to reach somebody, as a noun: `call`.
pub fn channel(channel: Channel) -> Sentence {
    match channel {
        Channel::Call => say!("call"),
        Channel::Email => say!("e-mail"),
        Channel::Message => say!("text message"),
        Channel::Letter => say!("letter"),
        Channel::Visit => say!("visit"),
    }
}

/// A choice by its word: `no answer`. Catalogues know the words of the declarations.
pub fn choice(word: &str) -> Sentence {
    Sentence::Said { pattern: word.replace('_', " "), values: Vec::new() }
}

/// Choices one after the other: `cash, card, bank transfer`.
pub fn choices(words: &[&str]) -> Sentence {
    let mut said = words.iter().map(|word| choice(word));
    let first = said.next().unwrap_or_else(|| Sentence::plain(""));
    said.fold(first, |all, next| say!("{}, {}", all, next))
}

/// Whether a field of this name (`stage`, `phones.label`) offers this word in any kind of record.
pub fn is_choice(field: &str, word: &str) -> bool {
    let mut names = field.split('.');
    let (name, part) = (names.next().unwrap_or(""), names.next());
    Kind::ALL
        .iter()
        .filter_map(|kind| kind.def().field(name))
        .filter_map(|def| match part {
            Some(part) => def.part.iter().find(|inner| inner.name == part),
            None => Some(def),
        })
        .any(|def| def.choices.contains(&word))
}
