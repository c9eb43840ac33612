//! A filter said back in plain words, and in its written form.

use super::{Condition, Filter, Op};
use crate::entity::{Kind, said};
use crate::facts::Facts;
use crate::{Sentence, say};

/// What a field of the owner's own is called, by its name in conditions.
type Labels<'a> = &'a dyn Fn(&str) -> Option<Sentence>;

impl Filter {
    /// The filter in plain words: `city is Berlin and last sale below today-90d`.
    pub fn sentence(&self) -> Sentence {
        self.with(&|_| None)
    }

    /// The same about records of a book, where the owner's own fields are called what the owner calls them.
    pub fn sentence_in(&self, facts: &Facts, kind: Kind) -> Sentence {
        self.with(&|name| {
            let declared = kind.def().field(name).is_some();
            facts.custom.find(kind, name).filter(|_| !declared).map(|field| Sentence::plain(field.label))
        })
    }

    fn with(&self, labels: Labels<'_>) -> Sentence {
        match self {
            Filter::All(parts) => joined(parts, labels, &|all, part| say!("{} and {}", all, part)),
            Filter::Any(parts) => joined(parts, labels, &|all, part| say!("{} or {}", all, part)),
            Filter::None(parts) => {
                say!("not ({})", joined(parts, labels, &|all, part| say!("{} or {}", all, part)))
            }
            Filter::Condition(condition) => said(condition, labels),
        }
    }

    /// The text form that [`super::parse`] reads back into the same filter.
    pub fn written(&self) -> String {
        let join = |parts: &[Filter], word: &str| {
            let texts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Filter::Condition(_) => part.written(),
                    _ => format!("({})", part.written()),
                })
                .collect();
            texts.join(word)
        };
        match self {
            Filter::All(parts) => join(parts, " and "),
            Filter::Any(parts) => join(parts, " or "),
            Filter::None(parts) => format!("not ({})", join(parts, " or ")),
            Filter::Condition(c) => {
                let values: Vec<String> = c.values.iter().map(|v| quote(v)).collect();
                match c.op {
                    Op::Empty | Op::NotEmpty => format!("{} {}", c.field, c.op.written()),
                    Op::In => format!("{} in ({})", c.field, values.join(", ")),
                    _ => format!("{} {} {}", c.field, c.op.written(), values.join(", ")),
                }
            }
        }
    }
}

fn joined(parts: &[Filter], labels: Labels<'_>, two: &dyn Fn(Sentence, Sentence) -> Sentence) -> Sentence {
    parts
        .iter()
        .map(|part| match part {
            Filter::Condition(_) => part.with(labels),
            _ => say!("({})", part.with(labels)),
        })
        .reduce(two)
        .unwrap_or_else(|| Sentence::plain(""))
}

fn said(condition: &Condition, labels: Labels<'_>) -> Sentence {
    let name = labels(&condition.field).unwrap_or_else(|| words(&condition.field));
    let values = condition
        .values
        .iter()
        .map(|value| match said::is_choice(&condition.field, value) {
            true => said::choice(value),
            false => Sentence::plain(value),
        })
        .reduce(|all, value| say!("{}, {}", all, value))
        .unwrap_or_else(|| Sentence::plain(""));
    match condition.op {
        Op::Eq => say!("{} is {}", name, values),
        Op::Ne => say!("{} is not {}", name, values),
        Op::Lt => say!("{} below {}", name, values),
        Op::Le => say!("{} at most {}", name, values),
        Op::Gt => say!("{} above {}", name, values),
        Op::Ge => say!("{} at least {}", name, values),
        Op::Contains => say!("{} contains {}", name, values),
        Op::Starts => say!("{} begins with {}", name, values),
        Op::In => say!("{} is one of {}", name, values),
        Op::Empty => say!("{} is empty", name),
        Op::NotEmpty => say!("{} is given", name),
    }
}

/// A field in words; the catalogues know those of the declarations.
fn words(field: &str) -> Sentence {
    field
        .split('.')
        .map(|name| Sentence::Said {
            pattern: name.trim_end_matches("_id").replace('_', " "),
            values: Vec::new(),
        })
        .reduce(|of, name| say!("{} {}", of, name))
        .unwrap_or_else(|| Sentence::plain(""))
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
