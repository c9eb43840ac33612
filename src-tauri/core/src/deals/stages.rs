//! The stages of deals, as the settings have them.

use super::{Deal, Outcome, Stage};
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

/// The stage with this key.
pub fn of_key<'a>(stages: &'a [Stage], key: &str) -> Option<&'a Stage> {
    stages.iter().find(|stage| stage.key == key)
}

/// The stage that somebody means for a deal that is in the stage `now`, or for a new one: by its key, else by its
/// name in the deal's own pipeline, which is the first one for a new deal, else in the only one that has it. [`Error::Invalid`] names the stages there are,
/// or the pipelines that have one of this name.
pub fn meant<'a>(stages: &'a [Stage], text: &str, now: Option<&str>) -> Result<&'a Stage> {
    if let Some(stage) = of_key(stages, text) {
        return Ok(stage);
    }
    let now = now.map_or_else(|| stages.first(), |key| of_key(stages, key));
    named(stages, text, now.map(|stage| stage.pipeline.as_str()), true)
}

/// The stage that is called so in a pipeline, as people type both. Without a pipeline, or elsewhere where
/// `elsewhere` allows it, the only one of this name.
pub fn named<'a>(
    stages: &'a [Stage],
    text: &str,
    pipeline: Option<&str>,
    elsewhere: bool,
) -> Result<&'a Stage> {
    let wanted = fold(text.trim());
    let is_it = |stage: &&Stage| fold(&stage.name) == wanted || stage.key == text.trim();
    let own = |stage: &&Stage| pipeline.is_some_and(|name| fold(&stage.pipeline) == fold(name.trim()));
    if let Some(stage) = stages.iter().filter(own).find(is_it) {
        return Ok(stage);
    }
    let wrong = |message| Err(Error::invalid("deal", "stage", message));
    let list = |names: Vec<&str>| names.join(", ");
    if let Some(typed) = pipeline.filter(|_| !elsewhere) {
        self::pipeline(stages, typed)?;
        let names: Vec<&str> = stages.iter().filter(own).map(|stage| stage.name.as_str()).collect();
        return wrong(say!("There is no stage “{}”. The stages are: {}.", text, list(names)));
    }
    let found: Vec<&Stage> = stages.iter().filter(is_it).collect();
    match found[..] {
        [one] => Ok(one),
        [] => {
            let names = stages.iter().map(|stage| stage.name.as_str()).collect();
            wrong(say!("There is no stage “{}”. The stages are: {}.", text, list(names)))
        }
        _ => {
            let pipelines = found.iter().map(|stage| stage.pipeline.as_str()).collect();
            wrong(say!(
                "Several pipelines have a stage “{}”: {}. Say which one is meant.",
                text,
                list(pipelines)
            ))
        }
    }
}

/// The first stage of the pipeline, as its name is written, that people type; [`Error::Invalid`] at `pipeline` names
/// those there are.
pub fn pipeline<'a>(stages: &'a [Stage], typed: &str) -> Result<&'a Stage> {
    let wanted = fold(typed.trim());
    stages.iter().find(|stage| fold(&stage.pipeline) == wanted).ok_or_else(|| {
        let mut known: Vec<&str> = stages.iter().map(|stage| stage.pipeline.as_str()).collect();
        known.dedup();
        let known = known.join(", ");
        let message = say!("There is no pipeline “{}”. The pipelines are: {}.", typed, known);
        Error::invalid("deal", "pipeline", message)
    })
}

/// The stage in which deals of a pipeline, as people type it, set out.
pub fn first_of<'a>(stages: &'a [Stage], typed: &str) -> Result<&'a Stage> {
    let first = pipeline(stages, typed)?;
    let mut of_it = stages.iter().filter(|stage| stage.pipeline == first.pipeline);
    Ok(of_it.find(|stage| stage.outcome == Outcome::Open).unwrap_or(first))
}

/// Lets a new deal set out in the pipeline that was typed with it: in the stage that was typed too, or else in the
/// first. A stage given by its key is in one pipeline anyway.
pub fn set_out(facts: &Facts, deal: &mut Deal, pipeline: &str) -> Result<()> {
    let all = of(&facts.settings());
    if pipeline.trim().is_empty() || of_key(&all, &deal.stage).is_some() {
        return Ok(());
    }
    let stage = match deal.stage.trim() {
        "" => first_of(&all, pipeline)?,
        typed => named(&all, typed, Some(pipeline), false)?,
    };
    deal.stage.clone_from(&stage.key);
    Ok(())
}

/// Gives new stages their keys, and refuses what no deal could go through, or a list
/// without a stage that deals are in.
pub(crate) fn check(settings: &mut Settings, tx: &Tx<'_>) -> Result<()> {
    let wrong = |index: usize, field: &str, message| {
        Error::invalid("settings", format!("stages.{index}.{field}"), message)
    };
    let custom = &tx.facts().custom;
    settings.stages.retain(|stage| !stage.name.is_empty() || !stage.key.is_empty());
    // A field that is gone since it was asked for holds up nothing, least of all the other settings.
    let before = tx.facts().settings().stages;
    let was_asked = |field: &String| before.iter().any(|stage| stage.required.contains(field));
    for stage in &mut settings.stages {
        stage.required.retain(|name| custom.field(Kind::Deal, name).is_some() || !was_asked(name));
    }
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
