//! Several values in one cell: two telephones, two e-mail addresses, with what the person wrote beside them.

use crate::entity::FieldDef;
use crate::exchange::synonyms;

/// Several values in one cell, as Google Contacts joins them.
pub(super) const JOINT: &str = " ::: ";

/// One of the values of a cell.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    /// The value.
    pub text: String,
    /// Which of several it is, when that stands beside it: `mobil: 0171 …`.
    pub label: Option<&'static str>,
}

impl Piece {
    fn bare(text: &str) -> Self {
        Self { text: text.trim().to_owned(), label: None }
    }
}

/// What a cell of a part of a list holds, in its order; never nothing.
pub(super) fn pieces(list: &FieldDef, sub: &FieldDef, cell: &str) -> Vec<Piece> {
    let joint = cell.split(JOINT);
    match (list.name, sub.name) {
        ("phones", "number") => joint.flat_map(phones).collect(),
        ("emails", "address") => joint.flat_map(mails).collect(),
        _ => joint.map(Piece::bare).collect(),
    }
}

/// Words between two values.
const BETWEEN: [&str; 8] = [" oder ", " or ", " und ", " and ", " bzw. ", " bzw ", " u. ", " & "];

/// Where one value may end and the next begin: the place and width of every sign or word between, and
/// whether it can be a part of a single number too.
fn seams(cell: &str) -> Vec<(usize, usize, bool)> {
    let lower = cell.to_ascii_lowercase();
    let mut seams: Vec<(usize, usize, bool)> = (cell.char_indices())
        .filter(|(_, c)| matches!(c, ';' | ',' | '|' | '\n' | '/'))
        .map(|(at, c)| (at, c.len_utf8(), c == '/'))
        .collect();
    for word in BETWEEN {
        seams.extend(lower.match_indices(word).map(|(at, _)| (at, word.len(), false)));
    }
    seams.sort_unstable();
    seams
}

/// The telephone numbers in a cell. `0911/445566` is one, `0911 12345 / 0171 2345678` are two.
fn phones(cell: &str) -> Vec<Piece> {
    let (mut found, mut from) = (Vec::new(), 0);
    let seams = seams(cell);
    for (nth, (at, width, weak)) in seams.iter().enumerate() {
        if *at < from {
            continue;
        }
        let next = seams.get(nth + 1).map_or(cell.len(), |seam| seam.0);
        let (before, after) = (cell[from..*at].trim(), cell[(at + width).min(next)..next].trim());
        if begins_anew(before, after, *weak) {
            found.extend(spaced(before));
            from = at + width;
        }
    }
    found.extend(spaced(cell[from..].trim()));
    found.into_iter().map(labelled).collect()
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a number dialled with its area code, or one of another country, begins here.
fn is_prefixed(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | ':'));
    bare.starts_with(['+', '0', '('])
}

fn begins_anew(before: &str, after: &str, weak: bool) -> bool {
    if !weak {
        return digits(before) >= 4 && digits(after) >= 4;
    }
    let whole = digits(before) >= 6;
    whole && (is_prefixed(after) && digits(after) >= 6 || !is_prefixed(before) && digits(after) >= 7)
}

/// Two numbers with nothing but a space between them: no number is as long as both.
fn spaced(text: &str) -> Vec<&str> {
    if digits(text) > 15 {
        for (at, _) in text.match_indices(' ') {
            let (left, right) = (text[..at].trim(), text[at..].trim());
            if right.starts_with(['0', '+']) && digits(left) >= 6 && digits(right) >= 6 {
                return [vec![left], spaced(right)].concat();
            }
        }
    }
    vec![text]
}

/// Letters by which people say which telephone it is.
const LETTERS: [(&str, Option<&str>); 9] = [
    ("t", None),
    ("p", Some("home")),
    ("h", Some("home")),
    ("g", Some("work")),
    ("d", Some("work")),
    ("w", Some("work")),
    ("m", Some("mobile")),
    ("c", Some("mobile")),
    ("f", Some("fax")),
];

/// What words beside a number say: a label, or nothing more than that it is a telephone. `None` when they
/// say something else, which stays.
fn said(words: &str) -> Option<Option<&'static str>> {
    let words = words.trim().trim_matches(|c: char| matches!(c, '(' | ')' | ':' | '.' | ' '));
    let lower = words.to_lowercase();
    let letter = LETTERS.iter().find(|(letter, _)| *letter == lower).map(|(_, label)| *label);
    letter.or_else(|| synonyms::telephone(words))
}

/// Takes off `Tel.`, `privat:` or `(mobil)` beside a number.
fn labelled(text: &str) -> Piece {
    let starts = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(');
    let Some(from) = text.find(starts).filter(|_| digits(text) > 0) else {
        return Piece::bare(text);
    };
    let (before, rest) = text.split_at(from);
    let end = rest.rfind(|c: char| c.is_ascii_digit()).map_or(rest.len(), |last| last + 1);
    let (number, after) = rest.split_at(end);
    let front = if before.trim().is_empty() { Some(None) } else { said(before) };
    let back = if after.trim().is_empty() { Some(None) } else { said(after) };
    match (front, back) {
        (Some(front), Some(back)) => Piece { text: number.trim().to_owned(), label: front.or(back) },
        (Some(front), None) => Piece { text: rest.trim().to_owned(), label: front },
        (None, Some(back)) => Piece { text: format!("{before}{number}").trim().to_owned(), label: back },
        (None, None) => Piece::bare(text),
    }
}

/// The e-mail addresses in a cell; the cell as it is when something in it is none.
fn mails(cell: &str) -> Vec<Piece> {
    if let Some(inner) = cell.split_once('<').and_then(|(_, rest)| rest.split_once('>'))
        && cell.matches('@').count() == 1
        && inner.0.contains('@')
    {
        return vec![Piece::bare(inner.0)];
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '/');
    let is_word =
        |piece: &&str| !matches!(piece.to_ascii_lowercase().as_str(), "oder" | "or" | "und" | "and" | "&");
    let found: Vec<&str> = cell.split(is_between).filter(|piece| !piece.is_empty()).filter(is_word).collect();
    match found.is_empty() || found.iter().any(|piece| piece.matches('@').count() != 1) {
        true => vec![Piece::bare(cell)],
        false => found.into_iter().map(Piece::bare).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_telephones_in_one_cell_are_two_and_one_stays_one() {
        for (cell, expected) in [
            ("0911 12345 / 0171 2345678", "0911 12345|0171 2345678"),
            ("0911/445566", "0911/445566"),
            ("0911/44556677", "0911/44556677"),
            ("0049/911/1234567", "0049/911/1234567"),
            ("555-123-4567 or 555-987-6543", "555-123-4567|555-987-6543"),
            ("555-123-4567/555-987-6543", "555-123-4567|555-987-6543"),
            ("0911 12345, 54321", "0911 12345|54321"),
            ("0911 12345, Apparat 12", "0911 12345, Apparat 12"),
            ("0172 999888 0173 111222", "0172 999888|0173 111222"),
            ("+49 911 55 55 55", "+49 911 55 55 55"),
            ("+49 (0) 911 / 55 55 55", "+49 (0) 911 / 55 55 55"),
            ("0911/5555-0 (Zentrale)", "0911/5555-0 (Zentrale)"),
            ("0911 12345 abends", "0911 12345 abends"),
            ("nur abends", "nur abends"),
            ("030 1234567 ::: 0171 2345678", "030 1234567|0171 2345678"),
        ] {
            let found: Vec<String> = cell.split(JOINT).flat_map(phones).map(|piece| piece.text).collect();
            assert_eq!(found.join("|"), expected, "{cell}");
        }
    }

    #[test]
    fn what_stands_beside_a_number_says_which_it_is() {
        let found = |cell: &str| phones(cell).into_iter().map(|p| (p.text, p.label)).collect::<Vec<_>>();
        assert_eq!(
            found("p: 0911 12345, mobil 0171 2345678"),
            [("0911 12345".to_owned(), Some("home")), ("0171 2345678".to_owned(), Some("mobile"))]
        );
        assert_eq!(found("Tel. 0911 12345 (privat)"), [("0911 12345".to_owned(), Some("home"))]);
        for word in ["gesch.", "geschäftlich", "dienstl.", "Büro:"] {
            let cell = format!("{word} 0911 333444");
            assert_eq!(found(&cell), [("0911 333444".to_owned(), Some("work"))], "{word}");
        }
    }

    #[test]
    fn two_addresses_in_one_cell_are_two() {
        for (cell, expected) in [
            ("anna@a.example; a@b.example", "anna@a.example|a@b.example"),
            ("anna@a.example, a@b.example", "anna@a.example|a@b.example"),
            ("anna@a.example / a@b.example", "anna@a.example|a@b.example"),
            ("anna@a.example oder a@b.example", "anna@a.example|a@b.example"),
            ("Berg, Anna <anna@a.example>", "anna@a.example"),
            ("anna at a.example", "anna at a.example"),
            ("anna@a.example,", "anna@a.example"),
        ] {
            let found: Vec<String> = mails(cell).into_iter().map(|piece| piece.text).collect();
            assert_eq!(found.join("|"), expected, "{cell}");
        }
    }
}
