//! Numbers as people and spreadsheets write them: `1,863.40`, `1.863,40 €`,
//! `CHF 1'200.–`, `(12.50)`, `12,5 %`.

use rust_decimal::Decimal;

/// A number read from a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value; of `12 %` it is 12.
    pub value: Decimal,
    /// Whether a percent sign stood with it.
    pub percent: bool,
    /// Whether a currency stood with it.
    pub currency: bool,
}

/// Words that stand with an amount. Signs are recognised by their Unicode block.
const CURRENCIES: &[&str] = &[
    "eur", "usd", "gbp", "chf", "jpy", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "czk", "huf", "inr",
    "cny", "brl", "mxn", "zar", "fr", "sfr", "kr", "zł", "kč", "ft", "rs", "us", "r",
];

/// Reads a cell with `decimal` (`.` or `,`) as the decimal sign; the other one,
/// spaces and apostrophes may separate thousands, but only thousands. `None` when
/// the cell is no number.
pub fn parse(cell: &str, decimal: char) -> Option<Number> {
    let bare = bare(cell)?;
    let (whole, fraction) = match bare.digits.rsplit_once(decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (bare.digits.as_str(), ""),
    };
    let fraction = fraction.trim_end_matches(['-', '–', '—']);
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let grouped = whole.contains([',', '.']);
    if grouped {
        // A separator of thousands has three digits after it, each time, and is one and the same.
        let mut groups = whole.split(if decimal == ',' { '.' } else { ',' });
        let first = groups.next()?;
        if first.is_empty() || first.len() > 3 || whole.contains(decimal) || groups.any(|g| g.len() != 3) {
            return None;
        }
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() && fraction.is_empty() || digits.len() + fraction.len() > 28 {
        return None;
    }
    let text = format!("{}.{}", if digits.is_empty() { "0" } else { &digits }, fraction);
    let mut value: Decimal = text.trim_end_matches('.').parse().ok()?;
    if let Some(exponent) = bare.exponent {
        let factor = Decimal::from(10_i64.checked_pow(exponent.unsigned_abs())?);
        value = if exponent < 0 { value.checked_div(factor)? } else { value.checked_mul(factor)? };
        value = value.normalize();
    }
    value.set_sign_negative(bare.negative && !value.is_zero());
    Some(Number { value, percent: bare.percent, currency: bare.currency })
}

/// A number as somebody types it: with a point for the decimals, as programs write it, else with the `decimal` sign
/// of their language. Where points part thousands, `1.000` is a thousand, as it is in the window; `0.125`
/// can be nothing but a fraction.
pub fn typed(text: &str, decimal: char) -> Option<Decimal> {
    let text = text.trim();
    let thousands = |plain: &Decimal| {
        decimal == ',' && plain.scale() == 3 && !text.trim_start_matches(['-', '+']).starts_with(['0', '.'])
    };
    let plain: Option<Decimal> = text.parse().ok();
    plain.filter(|plain| !thousands(plain)).or_else(|| parse(text, decimal).map(|read| read.value))
}

/// An amount as an example, as people of a language write it.
pub fn example(decimal: char) -> String {
    format!("250{decimal}00")
}

/// A cell without signs, currencies and spaces.
struct Bare {
    digits: String,
    negative: bool,
    percent: bool,
    currency: bool,
    exponent: Option<i32>,
}

fn bare(cell: &str) -> Option<Bare> {
    let mut text = cell.trim();
    if text.is_empty() || text.len() > 60 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        negative = true;
        text = inner;
    }
    let (mut percent, mut currency) = (false, false);
    let mut digits = String::with_capacity(text.len());
    let mut word = String::new();
    let mut exponent = None;
    let mut chars = text.chars().peekable();
    let mut spaced = false;
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' | '.' | ',' => {
                if spaced && word.is_empty() && !digits.is_empty() && !thousand_follows(c, chars.clone()) {
                    return None;
                }
                spaced = false;
                // `Rs.` and `Fr.` end with a dot that belongs to the word.
                if c == '.' && !word.is_empty() && digits.is_empty() {
                    continue;
                }
                digits.push(c);
            }
            '-' | '−' if digits.is_empty() && !negative => negative = true,
            '-' | '–' | '—' if digits.ends_with(['.', ',']) => digits.push('-'),
            '-' if chars.peek().is_none() && !negative && !digits.is_empty() => negative = true,
            '+' if digits.is_empty() => {}
            'e' | 'E' if !digits.is_empty() && word.is_empty() && exponent.is_none() && !currency => {
                let rest: String = chars.clone().collect();
                match rest.trim_start_matches('+').parse::<i32>() {
                    Ok(n) if n.abs() <= 18 => {
                        exponent = Some(n);
                        break;
                    }
                    _ => word.push('e'),
                }
            }
            '%' if !percent => percent = true,
            '\'' | '’' if !digits.is_empty() => {}
            c if c.is_whitespace() => spaced = true,
            '$' | '€' | '£' | '¥' | '₹' | '\u{20a0}'..='\u{20cf}' | '¢' => currency = true,
            c if c.is_alphabetic() && word.len() < 8 => word.extend(c.to_lowercase()),
            _ => return None,
        }
    }
    if !word.is_empty() {
        if !CURRENCIES.contains(&word.as_str()) {
            return None;
        }
        currency = true;
    }
    Some(Bare { digits, negative, percent, currency, exponent })
}

/// After a space within a number there must be exactly three digits.
fn thousand_follows(first: char, rest: impl Iterator<Item = char>) -> bool {
    first.is_ascii_digit() && rest.take_while(char::is_ascii_digit).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, decimal: char) -> Option<String> {
        parse(cell, decimal).map(|n| n.value.to_string())
    }

    #[test]
    fn amounts_are_read_as_their_writers_meant_them() {
        for (cell, decimal, expected) in [
            ("1,863.40", '.', Some("1863.40")),
            ("1.863,40 €", ',', Some("1863.40")),
            ("€ 12,5", ',', Some("12.5")),
            ("$1,234", '.', Some("1234")),
            ("CHF 1'200.50", '.', Some("1200.50")),
            ("1 234 567,8", ',', Some("1234567.8")),
            ("(12.50)", '.', Some("-12.50")),
            ("12.50-", '.', Some("-12.50")),
            ("-3", '.', Some("-3")),
            ("12,5 %", ',', Some("12.5")),
            ("17850.0", '.', Some("17850.0")),
            ("1e3", '.', Some("1000")),
            ("12.-", '.', Some("12")),
            ("1.234", ',', Some("1234")),
            ("12.34", ',', None),
            ("1,23,456", '.', None),
            ("12 34", '.', None),
            ("12 kg", '.', None),
            ("2024-01-05", '.', None),
            ("n/a", '.', None),
            ("", '.', None),
        ] {
            assert_eq!(
                read(cell, decimal).as_deref(),
                expected,
                "“{cell}” with “{decimal}” as the decimal sign"
            );
        }
    }

    #[test]
    fn what_is_typed_is_a_number_of_programs_or_of_the_language() {
        for (text, decimal, expected) in [
            ("1.000", ',', Some("1000")),
            ("1.000", '.', Some("1.000")),
            ("1.000.000", ',', Some("1000000")),
            ("-1.500", ',', Some("-1500")),
            ("1.234,56", ',', Some("1234.56")),
            ("1.5", ',', Some("1.5")),
            ("1.1250", ',', Some("1.1250")),
            ("0.125", ',', Some("0.125")),
            ("12.50", ',', Some("12.50")),
            ("1,000", '.', Some("1000")),
            ("1,234.56", ',', None),
            ("much", ',', None),
        ] {
            assert_eq!(
                typed(text, decimal).map(|n| n.to_string()).as_deref(),
                expected,
                "“{text}” with “{decimal}”"
            );
        }
    }

    #[test]
    fn a_percent_sign_and_a_currency_are_noticed() {
        let rate = parse("5 %", '.').unwrap();
        assert!(rate.percent && !rate.currency, "a rate is no amount of money");
        let price = parse("USD 5", '.').unwrap();
        assert!(price.currency && !price.percent, "an amount is no rate");
    }
}
