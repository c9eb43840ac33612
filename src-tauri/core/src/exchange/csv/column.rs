//! What a column holds, proven from all of its cells.

use super::date::{self, Orders};
use super::number;
use crate::normalise::email;
use rust_decimal::Decimal;

/// The kind of content found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detected {
    /// No cell has anything in it.
    Empty,
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Numbers with a percent sign.
    Percent,
    /// Numbers with a currency.
    Money,
    /// Days.
    Date,
    /// Days with times.
    DateTime,
    /// Yes and no.
    Bool,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Web addresses.
    Url,
}

impl Detected {
    /// The word shown for it.
    pub fn word(self) -> &'static str {
        match self {
            Detected::Empty => "empty",
            Detected::Text => "text",
            Detected::Number => "number",
            Detected::Percent => "percent",
            Detected::Money => "money",
            Detected::Date => "date",
            Detected::DateTime => "date and time",
            Detected::Bool => "yes or no",
            Detected::Email => "email",
            Detected::Phone => "phone",
            Detected::Url => "web address",
        }
    }
}

/// Distinct texts of which each column remembers whether they came twice.
const REMEMBERED: usize = 50_000;

/// What all cells of one column have in common.
#[derive(Clone, Debug)]
pub struct Column {
    /// Cells with something in them.
    pub filled: u64,
    /// Some of them, each different.
    pub samples: Vec<String>,
    /// Cells that are numbers with `.` as the decimal sign.
    points: u64,
    /// Cells that are numbers with `,` as the decimal sign.
    commas: u64,
    /// Cells that are numbers with one sign only, or come out the same with both.
    pub only_point: u64,
    /// See [`Column::only_point`].
    pub only_comma: u64,
    percents: u64,
    currencies: u64,
    /// Cells that are dates in some order.
    pub dates: u64,
    times: u64,
    /// Orders every date of the column allows.
    pub orders: Orders,
    /// Whether some date is read differently in another order.
    pub ordered: bool,
    bools: u64,
    emails: u64,
    phones: u64,
    urls: u64,
    /// Whether all cells are whole numbers written like `17850.0`.
    pub float_ids: bool,
    /// Whether numbers all lie between −1 and 1, and some have decimals.
    pub fractions: bool,
    any_fraction: bool,
    /// Cells that are one short word without spaces.
    pub codes: u64,
    /// Cells with a space between words.
    pub spaced: u64,
    seen: ahash::AHashSet<u64>,
    /// Whether the same text came more than once.
    pub repeats: bool,
    /// Whether some cell is a web of several lines or longer than a name would be.
    pub long: bool,
}

impl Default for Column {
    fn default() -> Self {
        Self {
            filled: 0,
            samples: Vec::new(),
            points: 0,
            commas: 0,
            only_point: 0,
            only_comma: 0,
            percents: 0,
            currencies: 0,
            dates: 0,
            times: 0,
            orders: Orders::ALL,
            ordered: false,
            bools: 0,
            emails: 0,
            phones: 0,
            urls: 0,
            float_ids: true,
            fractions: true,
            any_fraction: false,
            codes: 0,
            spaced: 0,
            seen: ahash::AHashSet::new(),
            repeats: false,
            long: false,
        }
    }
}

impl Column {
    /// Takes in one cell.
    pub fn add(&mut self, cell: &str) {
        let cell = super::source::clean(cell);
        let cell = cell.as_ref();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if self.samples.len() < 5 && !self.samples.iter().any(|s| s == cell) {
            self.samples.push(cell.chars().take(80).collect());
        }
        if self.seen.len() < REMEMBERED
            && !self.seen.insert(crate::entity::codec::stable_hash(cell.as_bytes()))
        {
            self.repeats = true;
        }
        self.long |= cell.len() > 80 || cell.contains('\n');
        let spaced = cell.contains(char::is_whitespace);
        self.spaced += u64::from(spaced);
        self.codes += u64::from(!spaced && cell.len() <= 14);
        let digits = cell.bytes().any(|b| b.is_ascii_digit());
        if digits {
            self.add_number(cell);
            self.add_date(cell);
            self.phones += u64::from(is_phone(cell));
        } else {
            self.float_ids = false;
        }
        self.bools += u64::from(bool_of(cell).is_some());
        self.emails += u64::from(cell.contains('@') && email::plausible(&email::tidy(cell)));
        self.urls += u64::from(is_url(cell));
    }

    fn add_number(&mut self, cell: &str) {
        let point = number::parse(cell, '.');
        let comma = number::parse(cell, ',');
        self.points += u64::from(point.is_some());
        self.commas += u64::from(comma.is_some());
        self.only_point += u64::from(point.is_some() && comma.is_none());
        self.only_comma += u64::from(comma.is_some() && point.is_none());
        let whole = cell.strip_suffix(".0").is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
        self.float_ids &= whole;
        if let Some(n) = point.or(comma) {
            self.percents += u64::from(n.percent);
            self.currencies += u64::from(n.currency);
            self.fractions &= n.value.abs() <= Decimal::ONE && !n.percent;
            self.any_fraction |= !n.value.is_integer();
        }
    }

    fn add_date(&mut self, cell: &str) {
        if let Some(orders) = date::orders(cell) {
            self.dates += 1;
            self.times += u64::from(cell.contains(':'));
            self.orders = self.orders.and(orders);
            self.ordered |= date::needs_order(cell);
        }
    }

    /// What the column holds: a kind that nearly every cell agrees with.
    pub fn detected(&self) -> Detected {
        let n = self.filled;
        // One cell in twenty may be a remark such as “n/a”; it is reported when it is read.
        let most = |count: u64| n > 0 && count * 20 >= n * 19;
        match () {
            () if n == 0 => Detected::Empty,
            () if most(self.emails) => Detected::Email,
            () if most(self.urls) => Detected::Url,
            () if most(self.dates) && self.times * 2 > n => Detected::DateTime,
            () if most(self.dates) => Detected::Date,
            () if most(self.bools) => Detected::Bool,
            () if most(self.percents) => Detected::Percent,
            () if most(self.points.max(self.commas)) && self.currencies * 2 > n => Detected::Money,
            () if most(self.points.max(self.commas)) => Detected::Number,
            () if most(self.phones) => Detected::Phone,
            () => Detected::Text,
        }
    }

    /// Cells that are numbers, all with the same decimal sign.
    pub fn numbers(&self) -> u64 {
        self.points.max(self.commas)
    }

    /// Whether so many cells are more than a chance: below a known name the others
    /// are then mistakes to be told one by one, not a sign of another meaning.
    pub fn some(&self, count: u64) -> bool {
        count > 0 && count * 4 >= self.filled
    }

    /// The decimal sign the cells prove, if they do.
    pub fn decimal(&self) -> Option<char> {
        match self.only_point.cmp(&self.only_comma) {
            std::cmp::Ordering::Greater => Some('.'),
            std::cmp::Ordering::Less => Some(','),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether rates are written as parts of one (0.05 for 5 %).
    pub fn is_fraction(&self) -> bool {
        self.fractions && self.any_fraction && self.percents == 0
    }

    /// Whether every text occurs once.
    pub fn is_distinct(&self) -> bool {
        !self.repeats
    }
}

/// Yes or no in the words programs and people use.
pub fn bool_of(cell: &str) -> Option<bool> {
    let word = cell.trim().to_lowercase();
    const YES: &[&str] = &[
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ja",
        "wahr",
        "oui",
        "vrai",
        "sí",
        "si",
        "sì",
        "vero",
        "verdadero",
        "sim",
        "on",
        "done",
        "completed",
        "complete",
        "finished",
        "closed",
        "erledigt",
    ];
    const NO: &[&str] = &[
        "no",
        "n",
        "false",
        "0",
        "nein",
        "falsch",
        "non",
        "faux",
        "falso",
        "não",
        "nee",
        "off",
        "open",
        "not started",
        "in progress",
        "pending",
        "offen",
        "planned",
    ];
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Six to sixteen digits with the signs telephone numbers are written with.
pub fn is_phone(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    (6..=18).contains(&digits)
        && cell.len() < 32
        && cell.chars().all(|c| c.is_ascii_digit() || " +-/().\u{a0}x".contains(c))
        && (cell.starts_with(['+', '0', '(']) || cell.contains([' ', '-', '/', '(']))
        && number::parse(cell, '.').is_none_or(|_| cell.starts_with(['+', '0']))
        && date::orders(cell).is_none()
}

/// `https://…`, `www.…` or a bare host.
pub fn is_url(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    !cell.contains([' ', '@'])
        && (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www."))
}
