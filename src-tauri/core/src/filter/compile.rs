//! A filter checked against the declarations, ready to run over the read model.

use super::{Condition, DEEPEST, Filter, Op, too_deep};
use crate::Sentence;
use crate::entity::{FieldDef, FieldType, Kind, Value, yes_or_no};
use crate::exchange::csv::number::{example, typed};
use crate::facts::text::fold;
use crate::facts::{Facts, Field, computed_fields};
use crate::money::round_minor;
use crate::normalise::day;
use crate::reports::format::Locale;
use crate::say;
use crate::{Error, Result};
use chrono::NaiveDate;
use iso_currency::Currency;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A filter that can be asked row by row.
pub struct Compiled {
    kind: Kind,
    node: Node,
}

enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    None(Vec<Node>),
    Test(Test),
}

struct Test {
    field: Field,
    /// A field of the parts in the list field.
    sub: Option<&'static FieldDef>,
    op: Op,
    wanted: Vec<Wanted>,
}

/// What a value is compared with, prepared once.
enum Wanted {
    Text(String),
    Number(Decimal),
    Date(NaiveDate),
    Bool(bool),
}

impl Filter {
    /// Checks the filter for a kind of a book's records. Relative dates count from `today`;
    /// money is given in major units of the book's currency, numbers with a point or as the book's language
    /// writes them. [`Error::Filter`] says which field or
    /// value is wrong and what would be right.
    pub fn compile(&self, facts: &Facts, kind: Kind, today: NaiveDate) -> Result<Compiled> {
        let settings = facts.settings();
        let decimal = Locale::for_language(&settings.language).decimal;
        let book = Terms { facts, kind, today, currency: settings.currency(), decimal };
        Ok(Compiled { kind, node: node(self, &book, 0)? })
    }
}

impl Compiled {
    /// Whether the record in this row matches.
    pub fn matches(&self, facts: &Facts, row: u32) -> bool {
        self.node.matches(facts, self.kind, row)
    }
}

/// What a filter is understood by.
struct Terms<'a> {
    facts: &'a Facts,
    kind: Kind,
    today: NaiveDate,
    currency: Currency,
    /// The decimal sign of whoever typed it.
    decimal: char,
}

fn node(filter: &Filter, terms: &Terms<'_>, depth: usize) -> Result<Node> {
    if depth > DEEPEST {
        return Err(too_deep());
    }
    let one = |part: &Filter| node(part, terms, depth + 1);
    let list = |parts: &[Filter]| parts.iter().map(one).collect::<Result<Vec<_>>>();
    Ok(match filter {
        Filter::All(parts) => Node::All(list(parts)?),
        Filter::Any(parts) => Node::Any(list(parts)?),
        Filter::None(parts) => Node::None(list(parts)?),
        Filter::Condition(condition) => Node::Test(test(condition, terms)?),
    })
}

fn test(condition: &Condition, terms: &Terms<'_>) -> Result<Test> {
    let (field, sub) = resolve(terms.facts, terms.kind, &condition.field)?;
    let ty = sub.map_or(field.ty(), |f| f.ty);
    let choices = sub.map_or(field.choices(), |f| f.choices);
    let wanted = condition
        .values
        .iter()
        .map(|text| prepare(text, ty, choices, condition, terms))
        .collect::<Result<Vec<_>>>()?;
    if wanted.is_empty() && !matches!(condition.op, Op::Empty | Op::NotEmpty) {
        return Err(Error::Filter(say!(
            "The condition on “{}” has nothing to compare with.",
            condition.field
        )));
    }
    Ok(Test { field, sub, op: condition.op, wanted })
}

/// Finds the field a condition names, also inside parts and without `_id`.
pub(super) fn resolve(facts: &Facts, kind: Kind, name: &str) -> Result<(Field, Option<&'static FieldDef>)> {
    if let Some(found) = facts.field(kind, name).or_else(|| facts.field(kind, &format!("{name}_id"))) {
        // Files are known by their names; nobody asks for how large one is or for its hash.
        let named = |field: &'static FieldDef| field.part.iter().find(|sub| sub.name == "name");
        let sub = match found {
            Field::Stored(field) if field.ty == FieldType::Files => named(field),
            _ => None,
        };
        return Ok((found, sub));
    }
    let lists = kind.def().fields.iter().filter(|f| !f.part.is_empty());
    for list in lists {
        let sub_name = match name.split_once('.') {
            Some((of, sub)) if of == list.name => sub,
            Some(_) => continue,
            None => name,
        };
        // `email` and `phone` are what people call the main text of these lists.
        let main =
            list.name.strip_suffix('s') == Some(sub_name) || sub_name == "email" && list.name == "emails";
        if let Some(sub) = list.part.iter().find(|f| f.name == sub_name || (main && f.searched)) {
            return Ok((Field::Stored(list), Some(sub)));
        }
    }
    // No field has a capital in its name, so that `VIP` can mean one only.
    let small = name.to_lowercase();
    if small != name
        && let Ok(found) = resolve(facts, kind, &small)
    {
        return Ok(found);
    }
    if let Some(label) = crate::custom_fields::removed(facts, kind, name) {
        return Err(Error::Filter(say!(
            "The field “{}” was removed. Bring it back in Settings, or take it out of the condition.",
            label
        )));
    }
    let mut names: Vec<&str> = facts.fields(kind).map(|f| f.name).collect();
    names.extend(computed_fields(kind).iter().map(|f| f.name));
    names.sort_unstable();
    Err(Error::Filter(crate::entity::said::no_field(kind.name(), name, &names.join(", "))))
}

/// A number as conditions are kept or as people of the book's language write it.
fn number(text: &str, terms: &Terms<'_>) -> Option<Decimal> {
    typed(text.trim_end_matches('%'), terms.decimal)
}

fn prepare(
    text: &str,
    ty: FieldType,
    choices: &[&str],
    condition: &Condition,
    terms: &Terms<'_>,
) -> Result<Wanted> {
    let wrong = |example: Sentence| {
        Error::Filter(say!("“{}” cannot be compared with {}; it takes {}.", text, condition.field, example))
    };
    Ok(match ty {
        FieldType::Int | FieldType::Decimal | FieldType::Price | FieldType::Percent => {
            let such = || say!("a number such as {}", format!("12{}5", terms.decimal));
            Wanted::Number(number(text, terms).ok_or_else(|| wrong(such()))?)
        }
        FieldType::Money => {
            let such = || say!("an amount such as {}", example(terms.decimal));
            let major = number(text, terms).ok_or_else(|| wrong(such()))?;
            Wanted::Number(Decimal::from(
                round_minor(major, terms.currency).ok_or_else(|| wrong(say!("a smaller amount")))?,
            ))
        }
        FieldType::Date | FieldType::Instant => Wanted::Date(
            day::typed(text, terms.today)
                .ok_or_else(|| wrong(say!("a date such as 31 March 2026 or today-90d")))?,
        ),
        FieldType::Bool => Wanted::Bool(yes_or_no(text).ok_or_else(|| wrong(say!("yes or no")))?),
        FieldType::Choice | FieldType::Choices => {
            let plain = |text: &str| fold(text).replace([' ', '-'], "_");
            let word = plain(text);
            match choices.iter().find(|choice| plain(choice) == word) {
                Some(choice) => Wanted::Text(fold(choice)),
                None => return Err(wrong(say!("one of: {}", choices.join(", ")))),
            }
        }
        _ => Wanted::Text(fold(text)),
    })
}

impl Node {
    fn matches(&self, facts: &Facts, kind: Kind, row: u32) -> bool {
        match self {
            Node::All(parts) => parts.iter().all(|p| p.matches(facts, kind, row)),
            Node::Any(parts) => parts.iter().any(|p| p.matches(facts, kind, row)),
            Node::None(parts) => !parts.iter().any(|p| p.matches(facts, kind, row)),
            Node::Test(test) => test.matches(facts, kind, row),
        }
    }
}

impl Test {
    fn matches(&self, facts: &Facts, kind: Kind, row: u32) -> bool {
        let value = facts.comparable(kind, row, self.field);
        match self.op {
            Op::Empty => self.flat(&value).next().is_none(),
            Op::NotEmpty => self.flat(&value).next().is_some(),
            Op::Ne => !self.flat(&value).any(|v| self.holds(facts, &v, Op::Eq)),
            op => self.flat(&value).any(|v| self.holds(facts, &v, op)),
        }
    }

    /// The single values to compare: items of lists, the named field of parts.
    fn flat<'a>(&self, value: &'a Value) -> impl Iterator<Item = std::borrow::Cow<'a, Value>> {
        let items: Vec<&Value> = match value {
            Value::List(items) => items.iter().collect(),
            other => vec![other],
        };
        let sub = self.sub;
        items
            .into_iter()
            .filter_map(move |item| match (item, sub) {
                (Value::Part(fields), Some(sub)) => {
                    fields.iter().find(|(name, _)| *name == sub.name).map(|(_, v)| v)
                }
                (item, _) => Some(item),
            })
            .filter(|item| !item.is_empty())
            .map(std::borrow::Cow::Borrowed)
    }

    fn holds(&self, facts: &Facts, value: &Value, op: Op) -> bool {
        if let Value::Id(id) = value
            && let Some(kind) = self.field.ref_kind()
        {
            let title = facts.title_of(kind, *id).unwrap_or_default();
            let own = Value::Text(id.to_string());
            return self.holds(facts, &Value::Text(title), op) || self.holds(facts, &own, op);
        }
        self.wanted.iter().any(|wanted| match (op, wanted) {
            (Op::Contains, Wanted::Text(part)) => fold(&value.to_plain()).contains(part.as_str()),
            (Op::Starts, Wanted::Text(part)) => fold(&value.to_plain()).starts_with(part.as_str()),
            _ => compare(facts, value, wanted).is_some_and(|order| match op {
                Op::Lt => order == Ordering::Less,
                Op::Le => order != Ordering::Greater,
                Op::Gt => order == Ordering::Greater,
                Op::Ge => order != Ordering::Less,
                _ => order == Ordering::Equal,
            }),
        })
    }
}

fn compare(facts: &Facts, value: &Value, wanted: &Wanted) -> Option<Ordering> {
    match (value, wanted) {
        (Value::Bool(a), Wanted::Bool(b)) => Some(a.cmp(b)),
        (Value::Date(a), Wanted::Date(b)) => Some(a.cmp(b)),
        (Value::Instant(a), Wanted::Date(b)) => Some(facts.day_of(*a).cmp(b)),
        (value, Wanted::Number(b)) => value.as_decimal().map(|a| a.cmp(b)),
        (value, Wanted::Text(b)) => Some(fold(&value.to_plain()).as_str().cmp(b.as_str())),
        _ => None,
    }
}
