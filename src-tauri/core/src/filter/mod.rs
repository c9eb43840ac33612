//! The one filter language: a tree of all / any / none over conditions on fields.
//! Lists, segments, reports and `--where` use it. [`parse`] reads its text form,
//! [`Filter::compile`] checks it against the declarations and makes it run over
//! the read model, [`Filter::sentence`] says it back in plain words.

mod compile;
mod parse;
mod words;

pub use compile::Compiled;
pub use parse::parse;

/// So deep may conditions stand within others. People need three or four; a text or
/// tree of thousands would use up the stack of whoever reads it.
pub(crate) const DEEPEST: usize = 64;

/// What is said of a filter that goes deeper.
fn too_deep() -> crate::Error {
    crate::Error::Filter(crate::say!(
        "The condition has more than {} brackets or “not” within each other. Write it with fewer.",
        DEEPEST
    ))
}

/// A tree of conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Every part must hold; an empty list holds.
    All(Vec<Filter>),
    /// At least one part must hold.
    Any(Vec<Filter>),
    /// No part may hold.
    None(Vec<Filter>),
    /// One condition.
    Condition(Condition),
}

impl Filter {
    /// Its conditions, wherever they stand.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Filter::All(parts) | Filter::Any(parts) | Filter::None(parts) => {
                parts.iter().flat_map(Filter::conditions).collect()
            }
            Filter::Condition(condition) => vec![condition],
        }
    }

    /// Its conditions, to change them.
    pub fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        match self {
            Filter::All(parts) | Filter::Any(parts) | Filter::None(parts) => {
                parts.iter_mut().flat_map(Filter::conditions_mut).collect()
            }
            Filter::Condition(condition) => vec![condition],
        }
    }
}

/// A field, an operator and what to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Name of a field (`last_sale`), of a part's field (`addresses.city`, or just
    /// `city`), or of a reference without its `_id` (`customer`).
    pub field: String,
    /// How to compare.
    pub op: Op,
    /// With what, as text: `Berlin`, `500` (major units for money), `2026-03-31`,
    /// `today`, `tomorrow`, `today-90d`, `today+2w`, `today-3m`, `today-1y`. One text for most
    /// operators, several for [`Op::In`], none for [`Op::Empty`].
    pub values: Vec<String>,
}

/// How a field is compared. Texts are compared without case and accents; a list
/// matches when one of its items does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less, or earlier.
    Lt,
    /// Less or equal.
    Le,
    /// More, or later.
    Gt,
    /// More or equal.
    Ge,
    /// Has the text in it.
    Contains,
    /// Begins with the text.
    Starts,
    /// Is one of several.
    In,
    /// Has no value.
    Empty,
    /// Has a value.
    NotEmpty,
}

impl Op {
    /// Every operator with its written form.
    pub const WRITTEN: [(Op, &'static str); 11] = [
        (Op::Ne, "!="),
        (Op::Le, "<="),
        (Op::Ge, ">="),
        (Op::Eq, "="),
        (Op::Lt, "<"),
        (Op::Gt, ">"),
        (Op::Contains, "contains"),
        (Op::Starts, "starts"),
        (Op::In, "in"),
        (Op::Empty, "is empty"),
        (Op::NotEmpty, "is not empty"),
    ];

    /// The operator's written form.
    pub fn written(self) -> &'static str {
        Self::WRITTEN.iter().find(|(op, _)| *op == self).map_or("=", |(_, text)| text)
    }

    /// The operator by its written form.
    pub fn from_written(text: &str) -> Option<Self> {
        Self::WRITTEN.iter().find(|(_, written)| *written == text.trim()).map(|(op, _)| *op)
    }
}

#[cfg(test)]
mod tests;
