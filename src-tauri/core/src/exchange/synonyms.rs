//! What programs and people call the fields, in several languages: the one table.
//! Names are compared without case, accents and punctuation; `E-mail 1 - Value`,
//! `emailValue` and `EMAIL_VALUE` are the same.

use super::ImportKind;
use super::synonym_cases::CASE;
use super::synonym_table::{CHOICES, COMPOUNDS, CUSTOMER, FOLLOW_UP, LABELS, PRODUCT, SALE};
use crate::facts::text::fold;

/// What the name of a column says.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The path without the position in a list.
    pub path: String,
    /// Which of several it is: `home`, `work`, `mobile` …
    pub label: Option<&'static str>,
    /// The number in the name.
    pub number: Option<usize>,
    /// Whether the number stands at the end.
    pub number_last: bool,
    /// How sure this is, up to 1.
    pub confidence: f32,
}

/// The words of a name: folded, without punctuation, `camelCase` taken apart,
/// numbers aside.
struct Words {
    words: Vec<String>,
    /// The same without `camelCase` taken apart: `MwSt` has capitals within one word.
    plain: String,
    number: Option<usize>,
    number_last: bool,
}

/// `E-Mail(s)`, `Telefon(e)`: the ending of several in brackets.
fn without_plural(header: &str) -> String {
    ["(s)", "(es)", "(e)", "(n)", "(en)"].iter().fold(header.to_owned(), |text, end| text.replace(end, ""))
}

fn words(header: &str) -> Words {
    let header = &without_plural(header);
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut before = ' ';
    for c in header.chars() {
        let border = (before.is_lowercase() && c.is_uppercase())
            || (before.is_alphabetic() && c.is_ascii_digit())
            || (before.is_ascii_digit() && c.is_alphabetic());
        if border {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    let folded = fold(&spaced).replace(" e mail", " email").replace("e mail", "email");
    let mut words = Vec::new();
    let (mut number, mut number_last) = (None, false);
    for word in folded.split_whitespace() {
        match word.parse::<usize>() {
            Ok(n) => {
                number = Some(n);
                number_last = true;
            }
            Err(_) => {
                words.push(word.to_owned());
                number_last = false;
            }
        }
    }
    let plain: String = header.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let plain = fold(&plain).split_whitespace().collect::<Vec<_>>().join(" ");
    Words { words, plain, number, number_last }
}

fn lookup(table: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return None;
    }
    table.iter().find(|(_, names)| names.split('|').any(|n| n == name)).map(|(path, _)| *path)
}

/// Names of a number that say nothing about whose it is.
const OF_THE_RECORD: [&str; 5] = ["id", "nr", "no", "number", "record id"];

/// What a column of this name holds in a file of this kind.
pub fn meaning(kind: ImportKind, header: &str) -> Option<Meaning> {
    let parts = words(header);
    let table = match kind {
        ImportKind::Customers => CUSTOMER,
        ImportKind::Sales => SALE,
        ImportKind::Products => PRODUCT,
        ImportKind::FollowUps => FOLLOW_UP,
        ImportKind::Cases => CASE,
        ImportKind::Own(_) => return None,
    };
    let made = |path: String, label, confidence| Meaning {
        path,
        label,
        number: parts.number,
        number_last: parts.number_last,
        confidence,
    };
    let whole = |table| lookup(table, &parts.words.join(" ")).or_else(|| lookup(table, &parts.plain));
    if let Some(path) = whole(table) {
        return Some(made(path.to_owned(), None, 0.95));
    }
    match kind {
        ImportKind::Customers => {
            qualified(&parts.words).map(|(path, label)| made(path.to_owned(), label, 0.85))
        }
        ImportKind::Sales | ImportKind::FollowUps | ImportKind::Cases => {
            let (path, label) =
                whole(CUSTOMER).map(|path| (path, None)).or_else(|| qualified(&parts.words))?;
            let contact = [
                "phones.",
                "emails.",
                "addresses.",
                "first_name",
                "last_name",
                "company_name",
                "name",
                "tax_id",
            ];
            // `Kd-Nr.` is the customer's number in any file, `Nr.` the record's own.
            let numbered = path == "number" && !OF_THE_RECORD.contains(&parts.plain.as_str());
            (numbered || contact.iter().any(|c| path.starts_with(c)))
                .then(|| made(format!("customer.{path}"), label, 0.8))
        }
        _ => None,
    }
}

/// A name of a customer's field with words that say which of several it is.
fn qualified(words: &[String]) -> Option<(&'static str, Option<&'static str>)> {
    let mut label = None;
    let mut rest: Vec<&str> = Vec::new();
    for word in words {
        match LABELS.iter().find(|(_, names)| names.split('|').any(|n| n == word)) {
            Some((found, _)) => label = if found.is_empty() { label } else { Some(*found) },
            None => rest.push(word),
        }
    }
    if rest.is_empty() {
        let device = label.filter(|l| matches!(*l, "mobile" | "fax"))?;
        return Some(("phones.number", Some(device)));
    }
    let found = lookup(CUSTOMER, &rest.join(" ")).or_else(|| {
        // `Address 1 - Street`: the kind of thing stands beside its part.
        let inner: Vec<&str> =
            rest.iter().copied().filter(|w| !matches!(*w, "address" | "adresse" | "anschrift")).collect();
        lookup(CUSTOMER, &inner.join(" ")).filter(|path| path.starts_with("addresses."))
    });
    if let Some(path) = found {
        let several = path.contains('.');
        return (several || label.is_none() || matches!(path, "name" | "website" | "company_name"))
            .then_some((path, label));
    }
    let first = rest.first()?;
    let (prefix, own) =
        COMPOUNDS.iter().find(|(prefix, _)| first.len() > prefix.len() && first.starts_with(prefix))?;
    let mut inner = vec![&first[prefix.len()..]];
    inner.extend(&rest[1..]);
    let path = lookup(CUSTOMER, &inner.join(" ")).filter(|p| p.contains('.'))?;
    Some((path, (!own.is_empty()).then_some(*own)))
}

/// What a word beside a telephone number says: which of several it is, or (`Some(None)`) nothing more than
/// that it is a telephone. `None` for any other word.
pub fn telephone(text: &str) -> Option<Option<&'static str>> {
    let words = words(text).words;
    let meaning = qualified(&words).filter(|(path, _)| *path == "phones.number");
    meaning.map(|(_, label)| label).or_else(|| {
        let [word] = &words[..] else { return None };
        let label = LABELS.iter().find(|(_, names)| names.split('|').any(|name| name == word))?;
        (!label.0.is_empty()).then_some(Some(label.0))
    })
}

/// Whether the name of a column says that the name of the family stands first: `Name, Vorname`.
pub fn family_first(header: &str) -> bool {
    const NAMES: [&str; 9] = [
        "name vorname",
        "nachname vorname",
        "familienname vorname",
        "zuname vorname",
        "last name first name",
        "lastname firstname",
        "surname first name",
        "last first",
        "nom prenom",
    ];
    NAMES.contains(&words(header).plain.as_str())
}

/// Whether some kind of file has a column of this name.
pub fn known(header: &str) -> bool {
    ImportKind::all().any(|kind| {
        super::target::Place::parse(&crate::custom_fields::CustomFields::default(), kind, header).is_some()
            || meaning(kind, header).is_some()
    })
}

/// The declared word a cell means, among `choices`.
pub fn choice(cell: &str, choices: &[&'static str]) -> Option<&'static str> {
    let name = words(cell).words.join(" ");
    let name = if name.is_empty() { cell.trim().to_owned() } else { name };
    let own = name.replace(' ', "_");
    choices.iter().copied().find(|word| *word == own).or_else(|| {
        CHOICES
            .iter()
            .filter(|(_, names)| names.split('|').any(|n| n == name))
            .find_map(|(word, _)| choices.iter().copied().find(|c| c == word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::target::Place;

    #[test]
    fn every_path_of_the_table_is_a_place() {
        for (kind, table) in [
            (ImportKind::Customers, CUSTOMER),
            (ImportKind::Sales, SALE),
            (ImportKind::Products, PRODUCT),
            (ImportKind::FollowUps, FOLLOW_UP),
            (ImportKind::Cases, CASE),
        ] {
            for (path, _) in table {
                assert!(
                    Place::parse(&crate::custom_fields::CustomFields::default(), kind, path).is_some(),
                    "{path} must be a field of {}",
                    kind.plural()
                );
            }
        }
    }

    #[test]
    fn the_names_programs_write_are_understood() {
        let path = |kind, header| meaning(kind, header).map(|m| (m.path, m.label));
        let customers = |header| path(ImportKind::Customers, header);
        let found = |p: &str, l| Some((p.to_owned(), l));
        assert_eq!(customers("E-mail 1 - Value"), found("emails.address", None));
        assert_eq!(customers("Business Postal Code"), found("addresses.postal_code", Some("work")));
        assert_eq!(customers("Default Address City"), found("addresses.city", None));
        assert_eq!(customers("Telefon geschäftlich"), found("phones.number", Some("work")));
        assert_eq!(customers("Mobile Phone"), found("phones.number", Some("mobile")));
        assert_eq!(customers("Rechnungsort"), found("addresses.city", Some("billing")));
        assert_eq!(customers("Prénom"), found("first_name", None));
        assert_eq!(customers("CompanyName"), found("company_name", None));
        assert_eq!(customers("Assistant's Phone"), None, "that is somebody else's telephone");
        let sales = |header| path(ImportKind::Sales, header);
        assert_eq!(sales("Lineitem quantity"), found("lines.quantity", None));
        assert_eq!(sales("InvoiceDate"), found("date", None));
        assert_eq!(sales("Billing City"), found("customer.addresses.city", Some("billing")));
        assert_eq!(sales("Stückpreis"), found("lines.unit_price", None));
        for header in ["Kd-Nr.", "KdNr", "Kunden-Nr.", "Client no", "Debitor"] {
            assert_eq!(sales(header), found("customer.number", None), "{header} says whose sale it is");
            assert_eq!(path(ImportKind::Cases, header), found("customer.number", None), "{header}");
        }
        assert_eq!(sales("Nr."), found("external_number", None), "the number of the row is the sale's own");
    }

    #[test]
    fn choices_are_understood_in_the_words_of_other_programs() {
        let statuses = &["open", "draft", "paid", "cancelled"];
        assert_eq!(choice("Bezahlt", statuses), Some("paid"));
        assert_eq!(choice("partially_paid", statuses), Some("open"), "something is still due");
        assert_eq!(choice("credit note", &["invoice", "credit_note"]), Some("credit_note"));
        assert_eq!(choice("perhaps", statuses), None);
    }
}
