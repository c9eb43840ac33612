//! A filter said back in plain words, and in its written form.

use super::{Filter, Op};

impl Filter {
    /// The filter in plain English: `city is Berlin and last sale before today-90d`.
    pub fn sentence(&self) -> String {
        self.render(
            &|op| match op {
                Op::Eq => "is",
                Op::Ne => "is not",
                Op::Lt => "below",
                Op::Le => "at most",
                Op::Gt => "above",
                Op::Ge => "at least",
                Op::Contains => "contains",
                Op::Starts => "begins with",
                Op::In => "is one of",
                Op::Empty => "is empty",
                Op::NotEmpty => "is given",
            },
            &|name| name.trim_end_matches("_id").replace(['_', '.'], " "),
            false,
        )
    }

    /// The text form that [`super::parse`] reads back into the same filter.
    pub fn written(&self) -> String {
        self.render(&|op| op.written(), &str::to_owned, true)
    }

    fn render(&self, op: &dyn Fn(Op) -> &'static str, field: &dyn Fn(&str) -> String, exact: bool) -> String {
        let join = |parts: &[Filter], word: &str| {
            let texts: Vec<String> = parts
                .iter()
                .map(|part| {
                    let text = part.render(op, field, exact);
                    if matches!(part, Filter::Condition(_)) { text } else { format!("({text})") }
                })
                .collect();
            texts.join(word)
        };
        match self {
            Filter::All(parts) => join(parts, " and "),
            Filter::Any(parts) => join(parts, " or "),
            Filter::None(parts) => {
                let inner = join(parts, " or ");
                format!("not ({inner})")
            }
            Filter::Condition(c) => {
                let values: Vec<String> =
                    c.values.iter().map(|v| if exact { quote(v) } else { v.clone() }).collect();
                let name = field(&c.field);
                match c.op {
                    Op::Empty | Op::NotEmpty => format!("{name} {}", op(c.op)),
                    Op::In if exact => format!("{name} in ({})", values.join(", ")),
                    _ => format!("{name} {} {}", op(c.op), values.join(", ")),
                }
            }
        }
    }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
