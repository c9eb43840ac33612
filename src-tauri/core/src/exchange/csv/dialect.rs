//! What separates the columns of a table, found by trying every separator with
//! quotation marks respected and keeping the one that makes the rows most alike.

use csv::{ReaderBuilder, StringRecord};

/// Separators in the order in which they win a draw. A semicolon comes before the
/// comma: in the lands of the decimal comma both cut every row alike.
pub const CANDIDATES: [u8; 5] = [b'\t', b';', b',', b'|', b':'];

/// Rows that are compared.
const ROWS: usize = 300;

/// How cells are separated and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The separator.
    pub delimiter: u8,
    /// The quotation mark.
    pub quote: u8,
    /// Whether the first line only names the separator (`sep=;`, as Excel reads it).
    pub named: bool,
}

impl Dialect {
    /// The dialect of a table that begins with `sample`; `whole` when that is all of it.
    pub fn of(sample: &str, whole: bool, wanted: Option<u8>) -> Self {
        let (named, rest) = match named(sample) {
            Some((delimiter, rest)) => (Some(delimiter), rest),
            None => (None, sample),
        };
        let quote = if single_quoted(rest) { b'\'' } else { b'"' };
        let delimiter = wanted.or(named).unwrap_or_else(|| guess(rest, quote, whole));
        Self { delimiter, quote, named: named.is_some() }
    }

    /// The records of a sample. The last one is left out when it may be cut.
    pub fn records(self, sample: &str, whole: bool) -> Vec<Vec<String>> {
        let text = if self.named { named(sample).map_or(sample, |(_, rest)| rest) } else { sample };
        parse(text, self.delimiter, self.quote, whole)
    }
}

/// `sep=;` and what follows it.
fn named(sample: &str) -> Option<(u8, &str)> {
    let line = sample.lines().next()?;
    let bare = line.trim().trim_matches('"');
    let (word, mark) = bare.split_at_checked(4)?;
    let delimiter = match mark.as_bytes() {
        [] if word.eq_ignore_ascii_case("sep=") && line.contains('\t') => b'\t',
        [one] if word.eq_ignore_ascii_case("sep=") && one.is_ascii() => *one,
        _ if line.to_ascii_lowercase().starts_with("sep=\t") => b'\t',
        _ => return None,
    };
    Some((delimiter, sample.split_once('\n').map_or("", |(_, rest)| rest)))
}

/// Whether cells are quoted by apostrophes: they stand at both ends of cells, and
/// there is no usual quotation mark at all.
fn single_quoted(sample: &str) -> bool {
    if sample.contains('"') {
        return false;
    }
    let lines: Vec<&str> = sample.lines().take(50).filter(|l| !l.is_empty()).collect();
    let quoted = |line: &&&str| {
        CANDIDATES.iter().map(|d| char::from(*d)).any(|d| {
            let opened = usize::from(line.starts_with('\'')) + line.matches(&format!("{d}'")).count();
            let closed = usize::from(line.ends_with('\'')) + line.matches(&format!("'{d}")).count();
            // An apostrophe elsewhere belongs to a word.
            opened > 0 && opened == closed && line.matches('\'').count() == opened + closed
        })
    };
    !lines.is_empty() && lines.iter().filter(quoted).count() * 2 >= lines.len()
}

fn parse(text: &str, delimiter: u8, quote: u8, whole: bool) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quote(quote)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while rows.len() < ROWS && matches!(reader.read_record(&mut record), Ok(true)) {
        rows.push(record.iter().map(str::to_owned).collect::<Vec<String>>());
    }
    if !whole && rows.len() > 1 && rows.len() < ROWS {
        rows.pop();
    }
    rows
}

/// The number of cells most rows have; rows of a single cell do not count, unless
/// there are no others.
pub fn usual_width(rows: &[Vec<String>]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows.iter().filter(|r| r.len() > 1) {
        *counts.entry(row.len()).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(width, n)| (*n, *width)).map_or(1, |(width, _)| width)
}

fn guess(sample: &str, quote: u8, whole: bool) -> u8 {
    let mut best = (b',', 0.0_f64);
    for delimiter in CANDIDATES {
        let rows = parse(sample, delimiter, quote, whole);
        let width = usual_width(&rows);
        if width < 2 || rows.is_empty() {
            continue;
        }
        let alike = rows.iter().filter(|r| r.len() == width).count() as f64 / rows.len() as f64;
        let cut = rows.iter().filter(|r| r.len() > 1).count() as f64 / rows.len() as f64;
        // A first row that is cut like the others is a heading cut by the same separator.
        let heading = rows.first().is_some_and(|r| r.len() == width);
        let mut score = alike * 0.7 + cut * 0.2 + if heading { 0.1 } else { 0.0 };
        // Times and web addresses are full of colons; only a perfect table speaks for one.
        if delimiter == b':' && (alike < 1.0 || rows.len() < 2) {
            score *= 0.3;
        }
        if alike < 0.3 && !heading {
            continue;
        }
        if score > best.1 + 1e-9 {
            best = (delimiter, score);
        }
    }
    best.0
}
