//! Which rules of the business a record must pass before it is staged. Each
//! concept keeps its own beside its declaration; this is the table of them.

use crate::book::Tx;
use crate::campaigns::Campaign;
use crate::cases::Case;
use crate::custom_fields::CustomField;
use crate::customers::Customer;
use crate::deals::Deal;
use crate::entity::{AnyRecord, Entity, FieldDef, FieldType, Kind, Value};
use crate::facts::Facts;
use crate::follow_ups::FollowUp;
use crate::form_templates::FormTemplate;
use crate::interactions::{CallScript, Interaction};
use crate::normalise::day;
use crate::payments::{CashEntry, Receipt};
use crate::products::Product;
use crate::sales::Sale;
use crate::settings::{Series, Settings};
use crate::stock::StockMovement;
use crate::tracks::Track;
use crate::views::View;
use crate::{Error, Id, Result, Sentence};

/// Fills in what follows from other fields (numbers, totals, international phone
/// numbers) and refuses what cannot be.
pub(crate) fn check(record: &mut dyn AnyRecord, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    of_its_kind(record, tx, is_new)?;
    years(record, tx.facts())
}

fn of_its_kind(record: &mut dyn AnyRecord, tx: &mut Tx<'_>, is_new: bool) -> Result<()> {
    if let Some(customer) = typed::<Customer>(record) {
        return crate::customers::check::check(customer, tx, is_new);
    }
    if let Some(sale) = typed::<Sale>(record) {
        crate::sales::check_says_something(sale, tx, is_new)?;
        return crate::sales::check::check(sale, tx, is_new);
    }
    if let Some(product) = typed::<Product>(record) {
        return crate::products::check::check(product);
    }
    if let Some(follow_up) = typed::<FollowUp>(record) {
        return crate::follow_ups::check::check(follow_up, tx);
    }
    if let Some(interaction) = typed::<Interaction>(record) {
        return crate::interactions::check::check(interaction, tx, is_new);
    }
    if let Some(campaign) = typed::<Campaign>(record) {
        return crate::campaigns::check::check(campaign, tx);
    }
    if let Some(view) = typed::<View>(record) {
        return crate::views::check::check(view, tx);
    }
    if let Some(deal) = typed::<Deal>(record) {
        return crate::deals::check::check(deal, tx);
    }
    if let Some(case) = typed::<Case>(record) {
        return crate::cases::check::check(case, tx);
    }
    if let Some(track) = typed::<Track>(record) {
        return crate::tracks::check(track, tx);
    }
    if let Some(settings) = typed::<Settings>(record) {
        return crate::settings::check::check(settings, tx);
    }
    if let Some(movement) = typed::<StockMovement>(record) {
        return crate::stock::check::check(movement, tx, is_new);
    }
    if let Some(receipt) = typed::<Receipt>(record) {
        return crate::payments::check::receipt(receipt, tx);
    }
    if let Some(entry) = typed::<CashEntry>(record) {
        return crate::payments::check::cash_entry(entry, tx);
    }
    if let Some(field) = typed::<CustomField>(record) {
        return crate::custom_fields::check::check(field, tx);
    }
    if let Some(script) = typed::<CallScript>(record) {
        return crate::interactions::script::check(script, tx);
    }
    if let Some(template) = typed::<FormTemplate>(record) {
        return crate::form_templates::check::check(template, tx);
    }
    if let Some(series) = typed::<Series>(record) {
        return crate::settings::check::series(series, tx);
    }
    Ok(())
}

/// Refuses a day in a year that nobody can mean: 27 instead of 2027 would be due for 2,000 years.
fn years(record: &dyn AnyRecord, facts: &Facts) -> Result<()> {
    let def = record.def();
    let dated = |field: &&FieldDef| matches!(field.ty, FieldType::Date | FieldType::Instant);
    for field in facts.fields(def.kind).filter(dated) {
        let years = if field.label.is_empty() { &day::OF_BUSINESS } else { &day::OF_ANYTHING };
        let date = match record.value(field) {
            Value::Date(date) => date,
            Value::Instant(at) => facts.day_of(at),
            _ => continue,
        };
        if let Some(message) = day::wrong_year(date, years) {
            return Err(Error::invalid(def.name, field.name, message));
        }
    }
    Ok(())
}

/// Does in other records what follows from a record that was just staged.
pub(crate) fn follow(record: &dyn AnyRecord, tx: &mut Tx<'_>) -> Result<()> {
    if let Some(sale) = record.downcast::<Sale>() {
        crate::follow_ups::service::plan(tx, sale)?;
        crate::follow_ups::service::take_back(tx, sale)?;
        return crate::stock::sync::follow(sale, tx);
    }
    if let Some(customer) = record.downcast::<Customer>() {
        return crate::customers::debtors::follow(customer, tx);
    }
    if let Some(deal) = record.downcast::<Deal>() {
        return crate::tracks::follow_deal(deal, tx);
    }
    if let Some(case) = record.downcast::<Case>() {
        return crate::tracks::follow_case(case, tx);
    }
    if let Some(field) = record.downcast::<CustomField>() {
        return crate::custom_fields::follow(field, tx);
    }
    if let Some(receipt) = record.downcast::<Receipt>() {
        return crate::payments::sync::follow(receipt, tx);
    }
    if let Some(product) = record.downcast::<Product>() {
        return crate::products::variants::follow(product, tx);
    }
    Ok(())
}

/// Refuses to throw away what must stay in the book.
pub(crate) fn check_trash(record: &dyn AnyRecord) -> Result<()> {
    record.downcast::<Sale>().map_or(Ok(()), crate::sales::check_trash)
}

/// What becomes of a change that is taken back.
pub(crate) enum Back {
    /// The record is as it was before.
    AsBefore,
    /// This much of it stays, for the reason in the sentence.
    Remains(Vec<u8>, Sentence),
    /// All of it stays, for the reason in the sentence.
    Stays(Sentence),
}

/// What becomes of a record when the change from `before` to `after` is taken back.
pub(crate) fn back(kind: Kind, id: Id, before: Option<&[u8]>, after: &[u8]) -> Result<Back> {
    if kind != Kind::Sale {
        return Ok(Back::AsBefore);
    }
    let before = before.map(|bytes| Sale::decode(id, bytes)).transpose()?;
    Ok(crate::sales::back(before.as_ref(), &Sale::decode(id, after)?))
}

/// Refuses what nobody may type although a file may bring it in, after the record
/// was saved in this transaction: so its totals are known, and nothing is kept.
pub fn check_typed(record: &mut dyn AnyRecord, tx: &Tx<'_>) -> Result<()> {
    crate::custom_fields::check::check_required(record, tx.facts())?;
    check_changed(record, tx)
}

/// [`check_typed`] of a change that is no filling in of a form, such as a tag for many: an own
/// field that is required by now may still be empty.
pub fn check_changed(record: &mut dyn AnyRecord, tx: &Tx<'_>) -> Result<()> {
    if let Some(sale) = typed::<Sale>(record) {
        let before: Option<Sale> = tx.facts().get(sale.meta.id).ok();
        return crate::sales::pay::check_typed(sale, before.as_ref());
    }
    if let Some(follow_up) = typed::<FollowUp>(record) {
        return crate::follow_ups::check::check_typed(follow_up, tx);
    }
    if let Some(interaction) = typed::<Interaction>(record) {
        return crate::interactions::check::check_typed(interaction, tx);
    }
    Ok(())
}

fn typed<E: Entity>(record: &mut dyn AnyRecord) -> Option<&mut E> {
    record.as_any_mut().downcast_mut()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::book::tests::{blank, by};
    use crate::sales::tests::line;

    fn save<E: Entity>(book: &Book, mut record: E) -> Result<E> {
        book.transact(&by(), "Save", |tx| tx.save(&mut record))?;
        Ok(record)
    }

    #[test]
    fn a_day_of_another_age_is_refused_with_its_field() {
        let dir = tempfile::tempdir().unwrap();
        let (book, _) = blank(dir.path());
        let due = |day: &str| FollowUp {
            subject: "Call".into(),
            due_date: day.parse().unwrap(),
            ..FollowUp::default()
        };
        assert!(save(&book, due("2026-03-27")).is_ok());
        for day in ["0027-03-01", "1926-03-01", "3026-03-01"] {
            let Err(Error::Invalid { field, message, .. }) = save(&book, due(day)) else {
                panic!("{day} would be overdue for centuries");
            };
            assert_eq!(field, "due_date");
            assert!(message.to_string().contains(&day[..4]), "the year is named: {message}");
        }
        let sale = |day: &str, due: &str| Sale {
            date: day.parse().unwrap(),
            due_date: Some(due.parse().unwrap()),
            lines: vec![line(1, 80)],
            ..Sale::default()
        };
        let new = Sale { lines: vec![line(1, 80)], ..Sale::default() };
        assert!(save(&book, sale("2026-03-02", "0026-03-16")).is_err(), "an invoice due for 2,000 years");
        assert!(save(&book, new).is_ok(), "a new one is of today");

        let born = |birthday: &str| Customer {
            last_name: "Berg".into(),
            birthday: birthday.into(),
            ..Customer::default()
        };
        for (typed, kept) in [
            ("1980-03-31", "1980-03-31"),
            ("31.03.1980", "1980-03-31"),
            ("31 March 1980", "1980-03-31"),
            ("31.03.", "--03-31"),
            ("1901-01-01", "1901-01-01"),
        ] {
            assert_eq!(save(&book, born(typed)).unwrap().birthday, kept, "{typed}");
        }
        for typed in ["1880-03-31", "0080-03-31", "2030-01-01", "in May"] {
            assert!(save(&book, born(typed)).is_err(), "nobody alive was born on {typed}");
        }
    }
}
