//! The text form of a filter: `city = Berlin and (last_sale < today-90d or tags contains vip)`.

use super::{Condition, DEEPEST, Filter, Op, too_deep};
use crate::say;
use crate::{Error, Result};
use winnow::ascii::{Caseless, multispace0, multispace1};
use winnow::combinator::{alt, cut_err, delimited, not, opt, peek, preceded, repeat, separated};
use winnow::error::{AddContext, ContextError, ErrMode, StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{any, one_of, take_while};

/// How a parser says that brackets stand too deep within each other.
const TOO_DEEP: StrContext = StrContext::Label("too deep");

type Parsed<T> = winnow::ModalResult<T, ContextError>;

/// Reads a filter. [`Error::Filter`] names the place that cannot be understood.
pub fn parse(text: &str) -> Result<Filter> {
    if text.trim().is_empty() {
        return Ok(Filter::All(Vec::new()));
    }
    delimited(multispace0, |input: &mut &str| either(input, 0), multispace0).parse(text).map_err(|error| {
        if error.inner().context().any(|context| *context == TOO_DEEP) {
            return too_deep();
        }
        let at = error.offset();
        let rest: String = text.get(at..).unwrap_or_default().chars().take(30).collect();
        let place = if rest.is_empty() { say!("at its end") } else { say!("at “{}”", rest) };
        Error::Filter(say!("The condition “{}” cannot be understood {}. Write it like: city = Berlin and last_sale < today-90d.", text, place))
    })
}

fn either(input: &mut &str, depth: usize) -> Parsed<Filter> {
    let both = |input: &mut &str| both(input, depth);
    let parts: Vec<Filter> = separated(1.., both, word("or")).parse_next(input)?;
    Ok(single_or(parts, Filter::Any))
}

fn both(input: &mut &str, depth: usize) -> Parsed<Filter> {
    let term = |input: &mut &str| term(input, depth);
    let parts: Vec<Filter> = separated(1.., term, word("and")).parse_next(input)?;
    Ok(single_or(parts, Filter::All))
}

fn single_or(mut parts: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            many(parts)
        }
    }
}

fn term(input: &mut &str, depth: usize) -> Parsed<Filter> {
    if depth > DEEPEST {
        return Err(ErrMode::Cut(ContextError::new().add_context(input, &input.checkpoint(), TOO_DEEP)));
    }
    let within = |input: &mut &str| either(input, depth + 1);
    let negated = |input: &mut &str| term(input, depth + 1);
    alt((
        preceded((Caseless("not"), multispace1), cut_err(negated)).map(|inner| Filter::None(vec![inner])),
        delimited(('(', multispace0), cut_err(within), (multispace0, ')')),
        condition.map(Filter::Condition),
    ))
    .parse_next(input)
}

/// A joining word with white space around it.
fn word<'a>(text: &'static str) -> impl Parser<&'a str, (), winnow::error::ErrMode<ContextError>> {
    (multispace1, Caseless(text), multispace1).void()
}

fn condition(input: &mut &str) -> Parsed<Condition> {
    let field = (
        one_of(|c: char| c.is_ascii_alphabetic()),
        take_while(0.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')),
    )
        .take()
        .context(StrContext::Expected(StrContextValue::Description("a field")))
        .parse_next(input)?
        .to_owned();
    multispace0.parse_next(input)?;
    let op = cut_err(operator).parse_next(input)?;
    let values = match op {
        Op::Empty | Op::NotEmpty => Vec::new(),
        Op::In => cut_err(delimited(
            (multispace0, '(', multispace0),
            separated(1.., value, (multispace0, ',', multispace0)),
            (multispace0, ')'),
        ))
        .parse_next(input)?,
        _ => vec![cut_err(preceded(multispace0, alone)).parse_next(input)?],
    };
    Ok(Condition { field, op, values })
}

fn operator(input: &mut &str) -> Parsed<Op> {
    let spaced = |text: &'static str| (text, peek(not(one_of(|c: char| c.is_alphanumeric())))).void();
    let signs = alt((
        "!=".value(Op::Ne),
        "<>".value(Op::Ne),
        "<=".value(Op::Le),
        ">=".value(Op::Ge),
        ('=', opt('=')).value(Op::Eq),
        '<'.value(Op::Lt),
        '>'.value(Op::Gt),
        '~'.value(Op::Contains),
    ));
    let words = alt((
        ("is", multispace1, "not", multispace1, "empty").value(Op::NotEmpty),
        ("is", multispace1, "empty").value(Op::Empty),
        alt((spaced("contains"), spaced("has"))).value(Op::Contains),
        alt((spaced("starts"), spaced("begins"))).value(Op::Starts),
        spaced("in").value(Op::In),
        alt((spaced("before"), spaced("below"))).value(Op::Lt),
        alt((spaced("after"), spaced("above"))).value(Op::Gt),
        spaced("is").value(Op::Eq),
    ));
    alt((signs, words)).parse_next(input)
}

fn value(input: &mut &str) -> Parsed<String> {
    alt((quoted('"'), quoted('\''), bare)).parse_next(input)
}

/// A value that no other follows, so that a comma between digits is that of a number.
fn alone(input: &mut &str) -> Parsed<String> {
    let digit = |c: char| c.is_ascii_digit();
    let number = (
        opt('-'),
        take_while(1.., move |c: char| digit(c) || c == '.'),
        ',',
        take_while(1.., move |c: char| digit(c) || matches!(c, ',' | '.')),
        opt('%'),
        peek(not(one_of(char::is_alphanumeric))),
    );
    alt((number.take().map(str::to_owned), value)).parse_next(input)
}

fn quoted<'a>(mark: char) -> impl Parser<&'a str, String, winnow::error::ErrMode<ContextError>> {
    let inside = alt((preceded('\\', any), one_of(move |c: char| c != mark && c != '\\')));
    delimited(mark, repeat(0.., inside), mark)
}

fn bare(input: &mut &str) -> Parsed<String> {
    take_while(1.., |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | ',' | '"' | '\''))
        .map(str::to_owned)
        .parse_next(input)
}
