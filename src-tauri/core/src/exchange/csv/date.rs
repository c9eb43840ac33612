//! Dates as people and programs write them. The order of day, month and year is
//! never guessed from one cell: [`orders`] says which orders a cell allows, and the
//! whole column decides.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime};

/// In which order the parts of a date written in digits come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.12.2026
    Dmy,
    /// 12/31/2026
    Mdy,
    /// 2026-12-31
    Ymd,
}

impl DateOrder {
    /// The word used on the wire and the command line.
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
        }
    }

    /// The order by its word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Dmy, Self::Mdy, Self::Ymd].into_iter().find(|o| o.word() == word)
    }
}

/// Which orders a cell allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Day first.
    pub dmy: bool,
    /// Month first.
    pub mdy: bool,
    /// Year first.
    pub ymd: bool,
}

impl Orders {
    /// What a column starts with.
    pub const ALL: Orders = Orders { dmy: true, mdy: true, ymd: true };

    /// What both allow.
    pub fn and(self, other: Self) -> Self {
        Self { dmy: self.dmy && other.dmy, mdy: self.mdy && other.mdy, ymd: self.ymd && other.ymd }
    }

    /// Whether nothing is allowed.
    pub fn none(self) -> bool {
        !(self.dmy || self.mdy || self.ymd)
    }
}

/// A day and, when it was written, the time of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The calendar day as written, whatever the zone.
    pub day: NaiveDate,
    /// The time of the wall clock.
    pub time: Option<NaiveTime>,
}

/// The parts of a cell that could be a date.
enum Shape {
    /// Three numbers; the bool tells that dots stood between them.
    Digits([(u32, usize); 3], bool),
    /// The month was a word.
    Named { day: u32, month: u32, year: u32, year_digits: usize },
}

/// Reads a cell. Two digits of a year mean the century that ends ten years after
/// `this_year`.
pub fn parse(cell: &str, order: DateOrder, this_year: i32) -> Option<Moment> {
    let (text, time) = split_time(cell.trim());
    let year = |year: u32, digits: usize| -> Option<i32> {
        let year = i32::try_from(year).ok()?;
        Some(match digits {
            2 => {
                let century = this_year - this_year.rem_euclid(100);
                let full = century + year;
                if full > this_year + 10 { full - 100 } else { full }
            }
            _ => year,
        })
    };
    let day = match shape(text)? {
        Shape::Named { day, month, year: y, year_digits } => {
            NaiveDate::from_ymd_opt(year(y, year_digits)?, month, day)
        }
        Shape::Digits(parts, _) => {
            let [a, b, c] = parts;
            let (y, m, d) = match order {
                _ if a.1 >= 4 => (a, b, c),
                DateOrder::Ymd if c.1 >= 4 => return None,
                DateOrder::Ymd => (a, b, c),
                DateOrder::Dmy => (c, b, a),
                DateOrder::Mdy => (c, a, b),
            };
            NaiveDate::from_ymd_opt(year(y.0, y.1)?, m.0, d.0)
        }
    }?;
    (1..=9999).contains(&day.year()).then_some(Moment { day, time })
}

/// Which orders a cell allows; `None` when it is no date in any. Dots always mean
/// that the day comes first: nobody writes the month first with dots.
pub fn orders(cell: &str) -> Option<Orders> {
    let (text, _) = split_time(cell.trim());
    match shape(text)? {
        Shape::Named { day, month, .. } => {
            NaiveDate::from_ymd_opt(2000, month, day)?;
            Some(Orders::ALL)
        }
        Shape::Digits([a, b, c], dots) => {
            let valid = |y: (u32, usize), m: (u32, usize), d: (u32, usize)| {
                let year = if y.1 == 2 { 2000 + y.0 } else { y.0 };
                matches!(y.1, 2 | 4)
                    && m.1 <= 2
                    && d.1 <= 2
                    && i32::try_from(year).is_ok_and(|y| NaiveDate::from_ymd_opt(y, m.0, d.0).is_some())
            };
            if a.1 >= 4 {
                return valid(a, b, c).then_some(Orders::ALL);
            }
            let found = Orders {
                dmy: valid(c, b, a),
                mdy: !dots && valid(c, a, b),
                ymd: !dots && a.1 == 2 && c.1 <= 2 && valid(a, b, c),
            };
            (!found.none()).then_some(found)
        }
    }
}

/// The order of day and month of a cell that can be read in one only: 12/31/1980.
pub fn only_order(cell: &str) -> Option<DateOrder> {
    match orders(cell)? {
        Orders { dmy: true, mdy: false, .. } => Some(DateOrder::Dmy),
        Orders { dmy: false, mdy: true, .. } => Some(DateOrder::Mdy),
        _ => None,
    }
}

/// Whether the order of day and month matters for this cell: there is no year in
/// front and no month in words.
pub fn needs_order(cell: &str) -> bool {
    matches!(shape(split_time(cell.trim()).0), Some(Shape::Digits([a, ..], _)) if a.1 < 4)
}

/// The time of the day in a cell such as `14:30` or `2:30 PM`.
pub fn time(cell: &str) -> Option<NaiveTime> {
    split_time(&format!("- {}", cell.trim())).1
}

/// A day whose year is not said, as `--MM-DD`: `05.03.`, `5/3`, `--03-05`, `5 March`. Dots mean that the
/// day comes first, and a number above 12 is a day in any order.
pub fn without_year(cell: &str, order: DateOrder) -> Option<String> {
    let text = cell.trim().trim_end_matches(['.', ',', '-', '/', ' ']);
    let bare = text.strip_prefix("--");
    let month_first = bare.is_some() || (order != DateOrder::Dmy && !text.contains('.'));
    let mut numbers: Vec<u32> = Vec::new();
    let mut named = None;
    let is_between = |c: char| matches!(c, '.' | '/' | '-' | ' ' | ',' | '\u{a0}');
    for word in bare.unwrap_or(text).split(is_between).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
        match digits.parse::<u32>() {
            Ok(number) if digits.len() <= 2 => numbers.push(number),
            Ok(number) if digits.len() == 4 && bare.is_some() => numbers.extend([number / 100, number % 100]),
            Ok(_) => return None,
            Err(_) if FILLERS.contains(&lower.as_str()) => {}
            Err(_) if named.is_none() => named = Some(month_of(&lower)?),
            Err(_) => return None,
        }
    }
    let (month, day) = match (named, numbers.as_slice()) {
        (Some(month), [day]) => (month, *day),
        (None, [a, b]) if *a > 12 => (*b, *a),
        (None, [a, b]) if *b > 12 => (*a, *b),
        (None, [a, b]) => {
            if month_first {
                (*a, *b)
            } else {
                (*b, *a)
            }
        }
        _ => return None,
    };
    // 29 February may stand without a year.
    NaiveDate::from_ymd_opt(2000, month, day).map(|day| day.format("--%m-%d").to_string())
}

/// The day of a spreadsheet's serial number (day 1 is 1900-01-01, and 1900 is taken
/// for a leap year), for columns that are known to hold dates.
pub fn from_serial(cell: &str) -> Option<NaiveDate> {
    let serial: f64 = cell.trim().parse().ok()?;
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(serial.floor() as u64))
}

/// A moment in UTC, when the cell says its zone.
pub fn instant(cell: &str) -> Option<DateTime<chrono::Utc>> {
    DateTime::parse_from_rfc3339(cell.trim())
        .or_else(|_| DateTime::parse_from_str(cell.trim(), "%Y-%m-%d %H:%M:%S %z"))
        .ok()
        .map(|t| t.to_utc())
}

/// Cuts the time of the day off. Zones are dropped: the day as written counts.
fn split_time(text: &str) -> (&str, Option<NaiveTime>) {
    let Some(colon) = text.find(':') else {
        return (text, None);
    };
    let before = &text[..colon];
    let Some(cut) = before.rfind(['T', 't', ' ', ',', '\u{a0}', '\u{202f}']) else {
        return (text, None);
    };
    let width = text[cut..].chars().next().map_or(1, char::len_utf8);
    let mut time = text[cut + width..].trim();
    let lower = time.to_lowercase();
    let afternoon = lower.contains("pm") || lower.contains("p.m");
    let morning = lower.contains("am") || lower.contains("a.m");
    if let Some(end) = time.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')) {
        time = &time[..end];
    }
    let mut parts = time.split([':', '.']);
    let mut number = || parts.next().and_then(|p| p.parse::<u32>().ok());
    let Some(hour) = number() else {
        return (text, None);
    };
    let (minute, second) = (number().unwrap_or(0), number().unwrap_or(0));
    let hour = match (hour, afternoon, morning) {
        (12, _, true) => 0,
        (h @ 1..=11, true, _) => h + 12,
        (h, ..) => h,
    };
    match NaiveTime::from_hms_opt(hour, minute, second.min(59)) {
        Some(time) => (text[..cut].trim_end_matches([',', ' ']), Some(time)),
        None => (text, None),
    }
}

fn shape(text: &str) -> Option<Shape> {
    if text.len() < 6 || text.len() > 40 {
        return None;
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let n = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
        let (year, month, day) = (n(0, 4)?, n(4, 6)?, n(6, 8)?);
        return (1800..2200)
            .contains(&year)
            .then_some(Shape::Digits([(year, 4), (month, 2), (day, 2)], false));
    }
    let mut numbers: Vec<(u32, usize)> = Vec::with_capacity(3);
    let mut month = None;
    let mut month_at = 0;
    let mut marks = Vec::with_capacity(2);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if end > 4 || numbers.len() == 3 {
                return None;
            }
            numbers.push((rest[..end].parse().ok()?, end));
            rest = &rest[end..];
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let word = rest[..end].to_lowercase();
            rest = &rest[end..];
            match month_of(&word) {
                Some(n) if month.is_none() => {
                    month = Some(n);
                    month_at = numbers.len();
                }
                _ if WEEKDAYS.iter().any(|w| word.starts_with(w)) || FILLERS.contains(&word.as_str()) => {}
                _ => return None,
            }
        } else if matches!(c, '.' | '/' | '-' | ' ' | ',' | '\u{a0}' | '−') {
            marks.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            return None;
        }
    }
    if let Some(month) = month {
        let [first, second] = numbers[..] else { return None };
        let (day, year) = if first.1 == 4 { (second, first) } else { (first, second) };
        if month_at > 1 || day.1 > 2 || !matches!(year.1, 2 | 4) {
            return None;
        }
        return Some(Shape::Named { day: day.0, month, year: year.0, year_digits: year.1 });
    }
    let kinds: Vec<char> = marks.iter().copied().filter(|c| *c != ' ').collect();
    let same = !marks.is_empty() && kinds.windows(2).all(|w| w[0] == w[1]) && !kinds.contains(&',');
    let [a, b, c] = numbers[..] else { return None };
    let years = [a, b, c].iter().filter(|n| n.1 >= 3).count();
    // Without a four-digit year only two digits each are a date; `1-2-3` is none.
    let short = years == 0 && [a, c].iter().all(|n| n.1 <= 2) && c.1 == 2;
    let long = years == 1 && b.1 <= 2 && (a.1 == 4 || c.1 == 4);
    (same && (short || long) && marks.len() <= 4).then_some(Shape::Digits([a, b, c], kinds.contains(&'.')))
}

const WEEKDAYS: [&str; 14] =
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so"];
const FILLERS: [&str; 8] = ["th", "st", "nd", "rd", "of", "de", "den", "the"];

/// First letters of the months, enough to tell them apart, in the languages of the
/// exports we know.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "janv"],
    &["feb", "fév", "fev", "febb"],
    &["mar", "mär", "mrz", "maa", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

fn month_of(word: &str) -> Option<u32> {
    MONTHS.iter().position(|names| names.iter().any(|n| word.starts_with(n))).map(|n| n as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{Dmy, Mdy, Ymd};

    #[test]
    fn dates_are_read_in_the_order_the_column_has() {
        for (cell, order, expected) in [
            ("04.07.1996", Dmy, "1996-07-04"),
            ("7/4/1996", Mdy, "1996-07-04"),
            ("07/04/96", Mdy, "1996-07-04"),
            ("4-7-26", Dmy, "2026-07-04"),
            ("96/07/04", Ymd, "1996-07-04"),
            ("2010-12-01 08:26:00", Dmy, "2010-12-01"),
            ("2025-01-15 17:41:00 -0500", Mdy, "2025-01-15"),
            ("2023-01-31T09:00:45.858Z", Dmy, "2023-01-31"),
            ("12 Mar 2024", Dmy, "2024-03-12"),
            ("Mar 12, 2024 5:01 PM", Dmy, "2024-03-12"),
            ("3. März 1998", Mdy, "1998-03-03"),
            ("Thu, 15 Jan 2026", Dmy, "2026-01-15"),
            ("12-Dez-24", Dmy, "2024-12-12"),
            ("20101201", Dmy, "2010-12-01"),
        ] {
            let day = parse(cell, order, 2026).map(|m| m.day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{cell} as {}", order.word());
        }
        for cell in ["1.5", "12", "n/a", "2026-13-01", "31.02.2026", "030-0074321", "1-2-3", "10.0.0.1"] {
            assert_eq!(orders(cell), None, "“{cell}” is no date in any order");
        }
    }

    #[test]
    fn a_cell_tells_which_orders_it_allows() {
        let allowed = |cell: &str| orders(cell).map(|o| (o.dmy, o.mdy));
        assert_eq!(allowed("13/01/2020"), Some((true, false)), "there is no month 13");
        assert_eq!(allowed("01/13/2020"), Some((false, true)), "there is no month 13");
        assert_eq!(allowed("05/06/2020"), Some((true, true)), "this can be May or June");
        assert_eq!(allowed("05.06.2020"), Some((true, false)), "dots mean the day comes first");
    }

    #[test]
    fn a_birthday_without_its_year_is_a_day() {
        for (cell, order, expected) in [
            ("05.03.", Dmy, "--03-05"),
            ("5.3", Mdy, "--03-05"),
            ("05/03", Dmy, "--03-05"),
            ("05/03", Mdy, "--05-03"),
            ("25/12", Mdy, "--12-25"),
            ("--03-05", Dmy, "--03-05"),
            ("--0305", Dmy, "--03-05"),
            ("03-05", Ymd, "--03-05"),
            ("5 March", Mdy, "--03-05"),
            ("March 5th", Dmy, "--03-05"),
            ("5. März", Dmy, "--03-05"),
            ("29.02.", Dmy, "--02-29"),
        ] {
            assert_eq!(without_year(cell, order).as_deref(), Some(expected), "{cell} as {}", order.word());
        }
        for cell in ["31.02.", "soon", "5", "5.3.80", "1980", "March", "0.0.", "13.13.", "45000"] {
            assert_eq!(without_year(cell, Dmy), None, "“{cell}” is no day of a year");
        }
    }

    #[test]
    fn a_spreadsheet_serial_is_the_day_the_spreadsheet_shows() {
        assert_eq!(from_serial("45000").map(|d| d.to_string()).as_deref(), Some("2023-03-15"));
        assert_eq!(from_serial("45000.75").map(|d| d.to_string()).as_deref(), Some("2023-03-15"));
        assert_eq!(from_serial("12"), None, "too small to be meant as a date of business");
    }
}
