//! Templates for forms.

crate::types::wire_types! {
    /// The templates of a kind's form.
    TemplatesRequest {
        /// Which kind; null for those of every kind.
        #[ts(type = "Kind | null")]
        kind: Option<String>,
    }
    /// A template for a form.
    Template {
        /// Which one.
        id: String,
        /// What it is called.
        name: String,
        /// The kind of record whose form it is for.
        #[ts(type = "Kind")]
        kind: String,
        /// The fields for which it says something.
        fields: Vec<String>,
    }
    /// Templates by their names.
    TemplateList {
        /// The templates.
        templates: Vec<Template>,
    }
    /// Keep what stands in a form as a template.
    SaveTemplateRequest {
        /// The template to change; null for a new one.
        id: Option<String>,
        /// What it is called.
        name: String,
        /// The kind of record whose form it is for.
        #[ts(type = "Kind")]
        kind: String,
        /// What the form says in the fields that the template is to have.
        #[ts(type = "Record<string, unknown>")]
        values: super::Row,
    }
    /// The values with which a form begins.
    TemplateValues {
        /// The kind of record whose form it is for.
        #[ts(type = "Kind")]
        kind: String,
        /// The values by field, as `records.save` takes them.
        #[ts(type = "Record<string, unknown>")]
        values: super::Row,
        /// What the records in them are called, by identity.
        #[ts(type = "Record<string, string>")]
        titles: super::Row,
    }
}
