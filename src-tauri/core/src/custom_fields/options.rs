//! The words of a choice that records use: what was written with them is not lost when they change.

use super::{CustomField, CustomType};
use crate::book::Tx;
use crate::campaigns::Campaign;
use crate::entity::{FieldValue, Kind, codec};
use crate::filter::{Filter, parse};
use crate::tracks::Track;
use crate::views::View;
use crate::{Error, Result, say};

/// Lets records, views, tracks and campaigns follow words that were renamed, which are those that stand
/// in the place of another; refuses to take a word away that records use.
pub(super) fn check(before: &CustomField, field: &CustomField, tx: &mut Tx<'_>) -> Result<()> {
    if before.field_type != CustomType::Choice || field.field_type != CustomType::Choice {
        return Ok(());
    }
    let (Some(kind), Ok(tag)) = (Kind::from_name(&field.record_kind), u16::try_from(field.tag)) else {
        return Ok(());
    };
    for (place, word) in before.options.iter().enumerate().filter(|(_, word)| !field.options.contains(word)) {
        match renamed(before, field, place) {
            Some(new) => rename(tx, kind, tag, word, new)?,
            None => {
                let count = holders(tx, kind, tag, word).len();
                if count > 0 {
                    return Err(Error::invalid(
                        "custom_field",
                        "options",
                        say!(
                            "“{}” stands in records ({}). Write another word in its place to rename it there, or give those records another word first.",
                            word,
                            count
                        ),
                    ));
                }
            }
        }
    }
    Ok(())
}

/// The word that a word became: the one in its place when there are as many as before, or the same but
/// for its case.
fn renamed<'a>(before: &CustomField, field: &'a CustomField, place: usize) -> Option<&'a str> {
    let fold = crate::facts::text::fold;
    let word = fold(&before.options[place]);
    let same = field.options.iter().find(|option| fold(option) == word);
    let in_place = field
        .options
        .get(place)
        .filter(|new| before.options.len() == field.options.len() && !before.options.contains(new));
    same.or(in_place).map(String::as_str)
}

fn holders(tx: &Tx<'_>, kind: Kind, tag: u16, word: &str) -> Vec<crate::Id> {
    let table = tx.facts().table(kind);
    let has = |row: &u32| {
        codec::raw_field(table.bytes(*row), tag).is_some() && table.typed::<String>(*row, tag) == word
    };
    table.present_rows().filter(has).map(|row| table.id(row)).collect()
}

fn rename(tx: &mut Tx<'_>, kind: Kind, tag: u16, word: &str, new: &str) -> Result<()> {
    for id in holders(tx, kind, tag, word) {
        let mut record = tx.get_any(kind, id)?;
        let mut bytes = Vec::new();
        new.to_owned().encode(&mut bytes);
        for (known, value) in &mut record.meta_mut().custom {
            if *known == tag {
                *value = bytes.clone().into();
            }
        }
        tx.stage_record(&mut *record);
    }
    conditions(tx, kind, tag, word, new)
}

/// Conditions ask for the new word from now on.
fn conditions(tx: &mut Tx<'_>, kind: Kind, tag: u16, word: &str, new: &str) -> Result<()> {
    for mut view in tx.all::<View>().into_iter().filter(|view| view.record_kind == kind.name()) {
        if let Some(condition) = reworded(tx, kind, tag, (&view.condition, word, new)) {
            view.condition = condition;
            tx.stage_record(&mut view);
        }
    }
    if kind != Kind::Customer {
        return Ok(());
    }
    for mut campaign in tx.all::<Campaign>() {
        if let Some(segment) = reworded(tx, kind, tag, (&campaign.segment, word, new)) {
            campaign.segment = segment;
            tx.stage_record(&mut campaign);
        }
    }
    for mut track in tx.all::<Track>() {
        let mut changed = false;
        for step in &mut track.steps {
            if let Some(condition) = reworded(tx, kind, tag, (&step.only_if, word, new)) {
                step.only_if = condition;
                changed = true;
            }
        }
        if changed {
            tx.stage_record(&mut track);
        }
    }
    Ok(())
}

/// A condition with the new word; `None` when it does not ask for the old one.
fn reworded(tx: &Tx<'_>, kind: Kind, tag: u16, (text, word, new): (&str, &str, &str)) -> Option<String> {
    let mut filter: Filter = parse(text).ok()?;
    let plain = |text: &str| crate::facts::text::fold(text).replace([' ', '-'], "_");
    let mut changed = false;
    for condition in filter.conditions_mut() {
        let known = tx.facts().custom.field(kind, &condition.field);
        if known.is_none_or(|known| known.tag != tag) {
            continue;
        }
        for value in condition.values.iter_mut().filter(|value| plain(value) == plain(word)) {
            new.clone_into(value);
            changed = true;
        }
    }
    changed.then(|| filter.written())
}
