//! Cells as text. One function serves screen, PDF and CSV, so that the same
//! figure reads the same everywhere; a second gives the exact form for machines.

use super::value::Cell;
use crate::money::{Money, digits};
use chrono::NaiveDate;
use iso_currency::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt::Write as _;

/// How a language writes figures and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language tag these habits belong to, e.g. `en` or `de-CH`.
    pub language: &'static str,
    /// Between whole and decimals.
    pub decimal: char,
    /// Between groups of three digits.
    pub group: Option<char>,
    /// The day, as a chrono pattern.
    pub date: &'static str,
    /// True when the currency stands before the amount.
    pub currency_before: bool,
    /// True when a space stands before the percent sign.
    pub percent_space: bool,
}

const NBSP: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// The known languages; a tag is matched whole first, then by its language part.
const LOCALES: [Locale; 17] = [
    locale("en", '.', Some(','), "%-d %b %Y", true, false),
    locale("en-US", '.', Some(','), "%b %-d, %Y", true, false),
    locale("de", ',', Some('.'), "%d.%m.%Y", false, true),
    locale("de-CH", '.', Some('’'), "%d.%m.%Y", true, false),
    locale("fr", ',', Some(NARROW), "%d/%m/%Y", false, true),
    locale("es", ',', Some('.'), "%d/%m/%Y", false, true),
    locale("it", ',', Some('.'), "%d/%m/%Y", false, false),
    locale("nl", ',', Some('.'), "%d-%m-%Y", true, false),
    locale("pt", ',', Some('.'), "%d/%m/%Y", false, false),
    locale("pt-BR", ',', Some('.'), "%d/%m/%Y", true, false),
    locale("pl", ',', Some(NBSP), "%d.%m.%Y", false, false),
    locale("cs", ',', Some(NBSP), "%d.%m.%Y", false, true),
    locale("sv", ',', Some(NBSP), "%Y-%m-%d", false, true),
    locale("da", ',', Some('.'), "%d.%m.%Y", false, true),
    locale("nb", ',', Some(NBSP), "%d.%m.%Y", false, true),
    locale("fi", ',', Some(NBSP), "%d.%m.%Y", false, true),
    locale("tr", ',', Some('.'), "%d.%m.%Y", true, false),
];

const fn locale(
    language: &'static str,
    decimal: char,
    group: Option<char>,
    date: &'static str,
    currency_before: bool,
    percent_space: bool,
) -> Locale {
    Locale { language, decimal, group, date, currency_before, percent_space }
}

impl Locale {
    /// The habits of a language tag such as `de` or `en-US` (either case, `-` or `_`);
    /// English where the language is not known.
    pub fn for_language(tag: &str) -> Self {
        let tag = tag.replace('_', "-");
        let part = tag.split('-').next().unwrap_or_default();
        let find = |wanted: &str| LOCALES.iter().find(|known| known.language.eq_ignore_ascii_case(wanted));
        find(&tag).or_else(|| find(part)).copied().unwrap_or(LOCALES[0])
    }
}

/// A cell as people of this locale read it. Percent has one decimal, money the
/// decimals of its currency, a decimal those it carries.
pub fn text(cell: &Cell, locale: &Locale) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Int(count) => grouped(&count.to_string(), locale),
        Cell::Decimal(quantity) => grouped(&quantity.to_string(), locale),
        Cell::Percent(share) => {
            let rounded = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            let mut text = grouped(&format!("{rounded:.1}"), locale);
            if locale.percent_space {
                text.push(NBSP);
            }
            text.push('%');
            text
        }
        Cell::Money(money) => amount(&money.to_decimal().to_string(), money.currency, locale),
        Cell::Price(each, currency) => amount(&price(*each, *currency).to_string(), *currency, locale),
        Cell::Date(date) => day(*date, locale),
    }
}

/// A price with at least the decimals of its currency, and more when it was given more.
pub fn price(price: Decimal, currency: Currency) -> Decimal {
    let mut shown = price.normalize();
    shown.rescale(shown.scale().max(digits(currency)));
    shown
}

/// A cell for machines: ISO days, plain decimals with a point, no currency, no grouping.
pub fn exact(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Int(count) => count.to_string(),
        Cell::Decimal(number) | Cell::Percent(number) => number.to_string(),
        Cell::Price(price, _) => price.normalize().to_string(),
        Cell::Money(Money { minor, currency }) => Money::new(*minor, *currency).to_decimal().to_string(),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
    }
}

/// A day as people of this locale write it.
pub fn day(date: NaiveDate, locale: &Locale) -> String {
    let mut text = String::new();
    // Writing a valid pattern to a string cannot fail; an empty day would be the honest result if it did.
    let _ = write!(text, "{}", date.format(locale.date));
    text
}

/// Two days as one period.
pub fn period((first, last): (NaiveDate, NaiveDate), locale: &Locale) -> String {
    if first == last {
        return day(first, locale);
    }
    format!("{} – {}", day(first, locale), day(last, locale))
}

/// A round value of a chart's axis, written like the cells of the chart: with
/// their currency or percent sign, and only the decimals it needs.
pub fn tick(value: Decimal, like: &Cell, locale: &Locale) -> String {
    let plain = value.normalize();
    match like {
        Cell::Money(money) => amount(&plain.to_string(), money.currency, locale),
        Cell::Percent(_) => {
            let space = if locale.percent_space { "\u{a0}" } else { "" };
            format!("{}{space}%", grouped(&plain.to_string(), locale))
        }
        _ => grouped(&plain.to_string(), locale),
    }
}

/// The sign a currency is commonly known by everywhere; other currencies are
/// written by their ISO code, because `kr` or `$` alone would be ambiguous.
fn sign(currency: Currency) -> Option<&'static str> {
    Some(match currency {
        Currency::EUR => "€",
        Currency::USD => "$",
        Currency::GBP => "£",
        Currency::INR => "₹",
        Currency::JPY => "¥",
        _ => return None,
    })
}

fn amount(plain: &str, currency: Currency, locale: &Locale) -> String {
    let (minus, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let digits = grouped(digits, locale);
    match (locale.currency_before, sign(currency)) {
        (true, Some(sign)) => format!("{minus}{sign}{digits}"),
        (true, None) => format!("{minus}{}{NBSP}{digits}", currency.code()),
        (false, sign) => format!("{minus}{digits}{NBSP}{}", sign.unwrap_or(currency.code())),
    }
}

/// A plain number (`-1234.5`) with the locale's separators.
fn grouped(plain: &str, locale: &Locale) -> String {
    let (minus, rest) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(w, d)| (w, Some(d)));
    let mut text = String::with_capacity(plain.len() + 6);
    text.push_str(minus);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.extend(locale.group);
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push(locale.decimal);
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(minor: i64, currency: Currency) -> Cell {
        Cell::Money(Money::new(minor, currency))
    }

    #[test]
    fn figures_read_as_the_owners_language_writes_them() {
        let (en, de, ch) =
            (Locale::for_language("en"), Locale::for_language("de"), Locale::for_language("de_ch"));
        let cases = [
            (money(123_456_789, Currency::EUR), en, "€1,234,567.89"),
            (money(-123_456, Currency::EUR), de, "-1.234,56\u{a0}€"),
            (money(123_456, Currency::CHF), ch, "CHF\u{a0}1’234.56"),
            (money(5000, Currency::JPY), en, "¥5,000"),
            (money(1_234_567, Currency::KWD), en, "KWD\u{a0}1,234.567"),
            (money(-5, Currency::USD), en, "-$0.05"),
            (Cell::Price("4.5".parse().unwrap(), Currency::EUR), de, "4,50\u{a0}€"),
            (Cell::Price("0.0125".parse().unwrap(), Currency::GBP), en, "£0.0125"),
            (Cell::Percent("12.45".parse().unwrap()), en, "12.5%"),
            (Cell::Percent("-3".parse().unwrap()), de, "-3,0\u{a0}%"),
            (Cell::Int(-1_000), en, "-1,000"),
            (Cell::Int(999), de, "999"),
            (Cell::Decimal("1234.50".parse().unwrap()), de, "1.234,50"),
            (Cell::Date(NaiveDate::from_ymd_opt(2026, 3, 7).unwrap()), en, "7 Mar 2026"),
            (Cell::Date(NaiveDate::from_ymd_opt(2026, 3, 7).unwrap()), de, "07.03.2026"),
            (Cell::Empty, de, ""),
        ];
        for (cell, locale, expected) in cases {
            assert_eq!(text(&cell, &locale), expected, "{cell:?} in {}", locale.language);
        }
    }

    #[test]
    fn an_unknown_language_still_gets_readable_figures() {
        assert_eq!(Locale::for_language("tlh").language, "en");
        assert_eq!(Locale::for_language("").language, "en");
        assert_eq!(Locale::for_language("DE-at").language, "de", "a region falls back to its language");
    }

    #[test]
    fn the_exact_form_is_what_a_program_can_read() {
        assert_eq!(exact(&money(-123_456_789, Currency::EUR)), "-1234567.89");
        assert_eq!(exact(&Cell::Percent("12.45".parse().unwrap())), "12.45", "nothing is rounded away");
        assert_eq!(exact(&Cell::Date(NaiveDate::from_ymd_opt(2026, 3, 7).unwrap())), "2026-03-07");
    }

    #[test]
    fn axis_values_carry_only_the_decimals_they_need() {
        let en = Locale::for_language("en");
        assert_eq!(tick("20000.00".parse().unwrap(), &money(1, Currency::EUR), &en), "€20,000");
        assert_eq!(tick("2.50".parse().unwrap(), &Cell::Percent(Decimal::ONE), &en), "2.5%");
    }

    proptest! {
        #[test]
        fn taking_the_grouping_out_gives_the_number_back(minor in any::<i64>()) {
            for known in LOCALES {
                let shown = grouped(&Decimal::new(minor, 2).to_string(), &known);
                let plain: String = shown.chars().filter(|c| Some(*c) != known.group).collect();
                prop_assert_eq!(plain.replace(known.decimal, "."), Decimal::new(minor, 2).to_string());
            }
        }
    }
}
