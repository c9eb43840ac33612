//! What names a field of the owner's own: stages that ask for it, lists, steps and campaigns with a
//! condition on it, forms that begin with it.

use super::CustomField;
use crate::book::Tx;
use crate::campaigns::Campaign;
use crate::entity::{Entity, Kind};
use crate::exchange::exact::Cell;
use crate::facts::Facts;
use crate::filter::parse;
use crate::form_templates::FormTemplate;
use crate::settings::{SETTINGS_ID, Settings};
use crate::tracks::Track;
use crate::views::View;
use crate::{Result, Sentence, say};

/// The names of what names a field.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Stages of deals that ask for it.
    pub stages: Vec<String>,
    /// Lists kept under a name: by their condition, order or columns.
    pub views: Vec<String>,
    /// Tracks with a step for those for whom something holds of it.
    pub tracks: Vec<String>,
    /// Campaigns whose people are chosen by it.
    pub campaigns: Vec<String>,
    /// Templates of forms that fill it in.
    pub templates: Vec<String>,
}

impl Uses {
    /// What names a field that the book has.
    pub fn of(facts: &Facts, field: &CustomField) -> Self {
        let Some(kind) = Kind::from_name(&field.record_kind) else { return Self::default() };
        let is_it = |name: &str| {
            facts.custom.field(kind, name).is_some_and(|known| i64::from(known.tag) == field.tag)
        };
        let asks = |condition: &str| {
            parse(condition).is_ok_and(|filter| filter.conditions().iter().any(|one| is_it(&one.field)))
        };
        let customers = kind == Kind::Customer;
        let stages = if kind == Kind::Deal { facts.settings().stages } else { Vec::new() };
        let kept = |view: &View| {
            let sorted = view.sort.iter().any(|name| is_it(name.trim_start_matches('-')));
            let shown = view.columns.iter().any(|name| is_it(&snake(name)));
            view.record_kind == kind.name() && (asks(&view.condition) || sorted || shown)
        };
        let begins = |template: &FormTemplate| {
            let is_its = |field: &str| matches!(Cell::parse(&facts.custom, kind, field), Some(Cell::Field(known)) if is_it(known.name));
            template.record_kind == kind.name() && template.values.iter().any(|one| is_its(&one.field))
        };
        Self {
            stages: (stages.into_iter())
                .filter(|stage| stage.required.iter().any(|name| is_it(name)))
                .map(|stage| stage.name)
                .collect(),
            views: names(facts, kept, |view| view.name),
            tracks: names(
                facts,
                |track: &Track| customers && track.steps.iter().any(|step| asks(&step.only_if)),
                |track| track.name,
            ),
            campaigns: names(
                facts,
                |campaign: &Campaign| customers && asks(&campaign.segment),
                |campaign| campaign.name,
            ),
            templates: names(facts, begins, |template| template.name),
        }
    }

    /// In a sentence, with what becomes of each; `None` when nothing names the field.
    pub fn sentence(&self) -> Option<Sentence> {
        let mut said: Vec<Sentence> = Vec::new();
        let list =
            |names: &[String]| names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        if !self.stages.is_empty() {
            said.push(say!("These stages no longer ask for it: {}.", list(&self.stages)));
        }
        if !self.views.is_empty() {
            said.push(say!("These views name it and cannot be shown as they are: {}.", list(&self.views)));
        }
        if !self.tracks.is_empty() {
            said.push(say!(
                "These tracks have a condition on it, which now counts as holding: {}.",
                list(&self.tracks)
            ));
        }
        if !self.campaigns.is_empty() {
            said.push(say!(
                "These campaigns choose their people by it and need another condition: {}.",
                list(&self.campaigns)
            ));
        }
        if !self.templates.is_empty() {
            said.push(say!("These templates no longer fill it in: {}.", list(&self.templates)));
        }
        said.into_iter().reduce(|all, one| say!("{} {}", all, one))
    }
}

/// Columns of views may be kept as the window spells them.
fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, c| {
        if c.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(c.to_ascii_lowercase());
        text
    })
}

fn names<E: Entity>(facts: &Facts, names: impl Fn(&E) -> bool, name: fn(E) -> String) -> Vec<String> {
    let table = facts.table(E::KIND);
    let live = table.present_rows().filter_map(|row| facts.get::<E>(table.id(row)).ok());
    live.filter(|one| one.meta().trashed_at.is_none()).filter(names).map(name).collect()
}

/// Stages no longer ask for a field that was removed: no deal could be moved into them, and nobody could
/// say so in a form without it.
pub(crate) fn follow(field: &CustomField, tx: &mut Tx<'_>) -> Result<()> {
    if field.meta.trashed_at.is_none() || field.record_kind != Kind::Deal.name() {
        return Ok(());
    }
    let Ok(mut settings) = tx.get::<Settings>(SETTINGS_ID) else { return Ok(()) };
    let custom = &tx.facts().custom;
    let mut asked = false;
    for stage in &mut settings.stages {
        let before = stage.required.len();
        stage.required.retain(|name| {
            custom.find(Kind::Deal, name).is_none_or(|known| i64::from(known.tag) != field.tag)
        });
        asked |= stage.required.len() != before;
    }
    if asked { tx.save(&mut settings).map(|_| ()) } else { Ok(()) }
}
