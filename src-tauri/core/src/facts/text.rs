//! Folding: the form of a text that search, sorting and duplicate checks compare.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents: `Łódź Straße` becomes `lodz strasse`. Appends to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ı' => out.push('i'),
            'þ' | 'Þ' => out.push_str("th"),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// [`fold_into`] as a new text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// What names are ordered by, everywhere: folded, and with numbers as numbers, so that 2 comes before 10.
/// The keys compare as bytes.
pub fn natural(text: &str) -> Vec<u8> {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let bytes = folded.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return folded.into_bytes();
    }
    let mut key = Vec::with_capacity(bytes.len() + 4);
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        if !first.is_ascii_digit() {
            key.push(*first);
            rest = &rest[1..];
            continue;
        }
        let end = rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
        let number = &rest[..end];
        let zeros = number.iter().take_while(|b| **b == b'0').count().min(end - 1);
        // Of two numbers the one with more digits is larger. The sign in front keeps numbers between the signs
        // that stand before digits and those that stand behind them.
        key.push(b'0');
        key.push(u8::try_from(end - zeros).unwrap_or(u8::MAX));
        key.extend(&number[zeros..]);
        rest = &rest[end..];
    }
    key
}

/// Only the digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers_come_as_people_count() {
        let mut names = [
            "View 10", "view 2", "View 11", "View 1", "Äpfel 3", "Z-007", "Z-8", "View", "10", "9", "",
            "View 1b", "0",
        ];
        names.sort_by_key(|name| natural(name));
        assert_eq!(
            names,
            [
                "", "0", "9", "10", "Äpfel 3", "View", "View 1", "View 1b", "view 2", "View 10", "View 11",
                "Z-007", "Z-8"
            ]
        );
        assert!(natural("C-99999") < natural("C-100000"), "a number that grows by a digit comes last");
    }

    #[test]
    fn accents_and_case_do_not_hide_a_customer() {
        for (typed, stored) in
            [("lodz", "Łódź"), ("strasse", "Straße"), ("moller", "MØLLER"), ("citta", "Città")]
        {
            assert_eq!(fold(typed), fold(stored), "{typed} must find {stored}");
        }
    }
}
