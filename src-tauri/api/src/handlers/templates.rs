//! Templates for forms: values with which a form begins.

use super::{id, kind, saved};
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use crate::wire;
use regulars_core::entity::{AnyRecord, Kind};
use regulars_core::facts::State;
use regulars_core::facts::text::natural;
use regulars_core::form_templates::{FormTemplate, presets};
use regulars_core::{Error, Id, say};

pub fn list(session: &Session, request: TemplatesRequest) -> Result<TemplateList, ApiError> {
    let book = session.book()?;
    let wanted = request.kind.as_deref().filter(|name| !name.is_empty()).map(kind).transpose()?;
    let facts = book.facts();
    let table = facts.table(Kind::FormTemplate);
    let mut templates = Vec::new();
    for row in (0..table.len()).filter(|row| table.state(*row) == State::Live) {
        let template: FormTemplate = facts.get(table.id(row))?;
        let Some(of) = Kind::from_name(&template.record_kind) else { continue };
        if wanted.is_none_or(|wanted| wanted == of) {
            let fields = template.fields(&facts.custom, of);
            templates.push(Template {
                id: template.meta.id.to_string(),
                kind: of.name().into(),
                fields: fields.iter().map(|field| wire::camel(field.name)).collect(),
                name: template.name,
            });
        }
    }
    templates.sort_by_cached_key(|template| (natural(&template.name), template.id.clone()));
    Ok(TemplateList { templates })
}

pub fn save(session: &Session, request: SaveTemplateRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let of = kind(&request.kind)?;
    let existing = request.id.as_deref().map(|text| id(text, Kind::FormTemplate)).transpose()?;
    let values = {
        let facts = book.facts();
        let mut form = (of.def().blank)(Id::default());
        wire::apply(&mut *form, &request.values, &facts)?;
        presets(&facts, &*form)
    };
    let label = match existing {
        None => say!("New template {}", request.name),
        Some(_) => say!("Changed template {}", request.name),
    };
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        let mut template = match existing {
            Some(id) => tx.get::<FormTemplate>(id)?,
            None => FormTemplate::default(),
        };
        template.name.clone_from(&request.name);
        of.name().clone_into(&mut template.record_kind);
        template.values = values;
        tx.save(&mut template)
    })?;
    saved(&book, &outcome, Kind::FormTemplate, outcome.value, &label)
}

pub fn apply(session: &Session, request: IdRequest) -> Result<TemplateValues, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let template: FormTemplate = facts.get(id(&request.id, Kind::FormTemplate)?)?;
    let of = Kind::from_name(&template.record_kind)
        .ok_or(Error::NotFound { kind: "form_template", id: template.meta.id })?;
    let mut form = (of.def().blank)(Id::default());
    template.fill(&facts, &mut *form)?;
    let fields = template.fields(&facts.custom, of);
    let values = fields.iter().map(|field| (wire::camel(field.name), wire::to_json(&form.value(field))));
    Ok(TemplateValues {
        kind: of.name().into(),
        values: values.collect(),
        titles: wire::titles(&facts, std::iter::once::<&dyn AnyRecord>(&*form)),
    })
}
