//! The stages of deals, as the settings have them.

use super::{Outcome, Stage};
use crate::book::Tx;
use crate::entity::{Kind, codec};
use crate::facts::text::fold;
use crate::facts::{Facts, State};
use crate::settings::Settings;
use crate::settings::words::OwnWords;
use crate::{Error, Result, say};
use rust_decimal::Decimal;

/// Tag of [`Deal::stage`].
const STAGE: u16 = 3;

/// Every stage in its order: those of the settings, or the usual ones.
pub fn of(settings: &Settings) -> Vec<Stage> {
    if !settings.stages.is_empty() {
        return settings.stages.clone();
    }
    usual("")
}

/// The stages that a book begins with, called as in its language.
pub fn usual(language: &str) -> Vec<Stage> {
    let words = OwnWords::of(language);
    let [new, talking, offer, deciding, won, lost] = words.stages;
    let stage =
        |key: &str, name: &str, probability: i64, required: &[&str], days: Option<i64>, outcome| Stage {
            key: key.into(),
            pipeline: words.pipeline.into(),
            name: name.into(),
            probability: Decimal::from(probability),
            required: required.iter().map(|field| (*field).to_owned()).collect(),
            days,
            outcome,
        };
    vec![
        stage("new", new, 10, &[], Some(14), Outcome::Open),
        stage("talking", talking, 25, &[], Some(21), Outcome::Open),
        stage("offer", offer, 50, &["amount"], Some(14), Outcome::Open),
        stage("deciding", deciding, 75, &["amount", "expected_close"], Some(14), Outcome::Open),
        stage("won", won, 100, &["amount"], None, Outcome::Won),
        stage("lost", lost, 0, &["reason"], None, Outcome::Lost),
    ]
}

/// A stage by its key or its name.
pub fn find<'a>(stages: &'a [Stage], text: &str) -> Option<&'a Stage> {
    let wanted = fold(text);
    stages
        .iter()
        .find(|stage| stage.key == text)
        .or_else(|| stages.iter().find(|stage| fold(&stage.name) == wanted))
}

/// Gives new stages their keys, and refuses what no deal could go through, or a list
/// without a stage that deals are in.
pub(crate) fn check(settings: &mut Settings, tx: &Tx<'_>) -> Result<()> {
    let wrong = |index: usize, field: &str, message| {
        Error::invalid("settings", format!("stages.{index}.{field}"), message)
    };
    let custom = &tx.facts().custom;
    settings.stages.retain(|stage| !stage.name.is_empty() || !stage.key.is_empty());
    for index in 0..settings.stages.len() {
        if settings.stages[index].key.is_empty() {
            settings.stages[index].key = new_key(&settings.stages, index);
        }
        let stage = &mut settings.stages[index];
        if stage.pipeline.is_empty() {
            OwnWords::of(&settings.language).pipeline.clone_into(&mut stage.pipeline);
        }
        if stage.name.is_empty() {
            return Err(wrong(index, "name", say!("Give the stage a name.")));
        }
        if stage.probability < Decimal::ZERO || stage.probability > Decimal::ONE_HUNDRED {
            return Err(wrong(
                index,
                "probability",
                say!("A probability is a percentage between 0 and 100."),
            ));
        }
        if let Some(field) =
            stage.required.iter().find(|name| custom.field(Kind::Deal, name).is_none_or(|f| f.read_only))
        {
            return Err(wrong(
                index,
                "required",
                say!("A deal has no field “{}” that could be asked for.", field),
            ));
        }
    }
    let stages = of(settings);
    let facts = tx.facts();
    let table = facts.table(Kind::Deal);
    for row in table.present_rows() {
        let key = table.text(row, STAGE);
        if !stages.iter().any(|stage| stage.key == key) {
            return Err(Error::invalid(
                "settings",
                "stages",
                say!(
                    "“{}” is in a stage that would be gone. Move it to another stage first.",
                    facts.title(Kind::Deal, row)
                ),
            ));
        }
    }
    Ok(())
}

/// A key of letters and digits that no other stage has.
fn new_key(stages: &[Stage], index: usize) -> String {
    let base: String =
        fold(&stages[index].name).chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let base = if base.is_empty() { "stage".to_owned() } else { base };
    let taken = |key: &str| stages.iter().any(|stage| stage.key == key);
    let mut key = base.clone();
    let mut number = 2;
    while taken(&key) {
        key = format!("{base}_{number}");
        number += 1;
    }
    key
}

/// Rows of the deals that are in the lists.
pub(super) fn live(facts: &Facts) -> impl Iterator<Item = u32> + '_ {
    let table = facts.table(Kind::Deal);
    (0..table.len()).filter(|row| table.state(*row) == State::Live)
}

/// The stage's key of a deal's row.
pub(super) fn key_of(facts: &Facts, row: u32) -> &str {
    codec::raw_field(facts.table(Kind::Deal).bytes(row), STAGE)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_default()
}
