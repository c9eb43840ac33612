//! What one card says of a customer.

use crate::normalise::email;
use calcard::common::{IanaString, PartialDateTime};
use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameterName, VCardParameterValue, VCardProperty as Property,
    VCardValue,
};

/// A telephone number, an e-mail address or a postal address with its label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelled<T> {
    /// `home`, `work`, `mobile`, or the words the owner of the card gave it.
    pub label: String,
    /// What is labelled.
    pub value: T,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// Street and number, with what stands beside it on lines of its own.
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub country: String,
}

/// What one card says, in the terms of a customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    pub company: bool,
    pub salutation: String,
    pub first_name: String,
    pub middle_name: String,
    pub last_name: String,
    /// The whole name, where the card does not take it apart.
    pub name: String,
    pub company_name: String,
    pub department: String,
    pub job_title: String,
    pub phones: Vec<Labelled<String>>,
    pub emails: Vec<Labelled<String>>,
    pub addresses: Vec<Labelled<Address>>,
    pub website: String,
    pub birthday: String,
    pub language: String,
    pub notes: String,
    pub tags: Vec<String>,
    /// The picture, and the ending of its name.
    pub photo: Option<(Vec<u8>, &'static str)>,
    /// The names of what the card says besides.
    pub left_out: Vec<String>,
}

/// What says nothing about the customer.
const SILENT: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "REV",
    "UID",
    "FN",
    "NAME",
    "MAILER",
    "LABEL",
    "SOURCE",
    "KIND",
    "CLASS",
    "PROFILE",
    "SORT-STRING",
    "N",
    "CREATED",
    "CLIENTPIDMAP",
    "X-ABLABEL",
    "X-ABADR",
    "X-ABSHOWAS",
    "X-ABUID",
    "X-MS-OL-DESIGN",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
    "X-MS-CARDPICTURE",
];

impl Card {
    /// Reads a card.
    pub fn of(card: &VCard) -> Self {
        let mut out = Self::default();
        let mut whole = String::new();
        let (mut phones, mut emails, mut addresses) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &card.entries {
            let text = || all_text(entry).trim().to_owned();
            let label = || label(card, entry);
            match &entry.name {
                Property::N => out.take_name(entry),
                Property::Fn if whole.is_empty() => whole = text(),
                Property::Org if out.company_name.is_empty() => {
                    let mut units = entry.values.iter().flat_map(texts).map(|unit| unit.trim().to_owned());
                    out.company_name = units.next().unwrap_or_default();
                    out.department = units.filter(|unit| !unit.is_empty()).collect::<Vec<_>>().join(", ");
                }
                Property::Title if out.job_title.is_empty() => out.job_title = text(),
                Property::Tel => {
                    phones.push((pref(entry), Labelled { label: label(), value: number(&text()) }))
                }
                Property::Email => emails.push((
                    pref(entry),
                    Labelled { label: label(), value: text().trim_start_matches("mailto:").to_owned() },
                )),
                Property::Adr => {
                    addresses.push((pref(entry), Labelled { label: label(), value: address(entry) }))
                }
                Property::Url if out.website.is_empty() => out.website = text(),
                Property::Bday if out.birthday.is_empty() => out.birthday = birthday(entry),
                Property::Lang | Property::Language if out.language.is_empty() => out.language = text(),
                Property::Note => {
                    let between = if out.notes.is_empty() { "" } else { "\n\n" };
                    out.notes = format!("{}{between}{}", out.notes, text());
                }
                Property::Categories => {
                    let words = entry.values.iter().flat_map(texts).map(|word| word.trim().to_owned());
                    out.tags.extend(words.filter(|word| !word.is_empty()));
                }
                Property::Photo if out.photo.is_none() => out.photo = photo(entry),
                Property::Kind => {
                    out.company |= matches!(entry.values[..], [VCardValue::Kind(VCardKind::Org)])
                }
                Property::Other(name) if name.eq_ignore_ascii_case("X-ABShowAs") => {
                    out.company |= text().eq_ignore_ascii_case("company");
                }
                other => {
                    let name = other.as_str().to_uppercase();
                    if !text().is_empty() && !SILENT.contains(&name.as_str()) && !out.left_out.contains(&name)
                    {
                        out.left_out.push(name);
                    }
                }
            }
        }
        out.phones = preferred_first(phones, |number| number.is_empty());
        out.emails = preferred_first(emails, |address| address.is_empty());
        // Telephones keep anything there; what is no address is a note, so that the card is not refused.
        let (emails, others) = out.emails.into_iter().partition(|email| email::plausible(&email.value));
        out.emails = emails;
        for Labelled { value, .. } in others {
            out.notes = [out.notes.as_str(), value.as_str()].join("\n").trim().to_owned();
        }
        out.addresses = preferred_first(addresses, |address| *address == Address::default());
        out.name_from(whole);
        out
    }

    /// Whether it says who it is about.
    pub fn is_empty(&self) -> bool {
        let names = [&self.first_name, &self.last_name, &self.name, &self.company_name];
        names.iter().all(|name| name.is_empty()) && self.phones.is_empty() && self.emails.is_empty()
    }

    fn take_name(&mut self, entry: &VCardEntry) {
        let mut parts =
            entry.values.iter().map(|value| texts(value).collect::<Vec<_>>().join(" ").trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        (self.last_name, self.first_name, self.middle_name, self.salutation) =
            (next(), next(), next(), next());
        let suffix = next();
        if !suffix.is_empty() {
            // Jr and Sr are two people.
            self.last_name = format!("{} {suffix}", self.last_name).trim().to_owned();
        }
    }

    /// Takes the name in one piece where the card says no more.
    fn name_from(&mut self, whole: String) {
        if !self.first_name.is_empty() || !self.last_name.is_empty() {
            return;
        }
        if self.company || (!self.company_name.is_empty() && (whole.is_empty() || whole == self.company_name))
        {
            self.company = true;
            if self.company_name.is_empty() {
                self.company_name = whole;
            }
        } else {
            self.name = whole;
        }
    }
}

fn texts(value: &VCardValue) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        VCardValue::Component(parts) => (None, parts.as_slice()),
        value => (value.as_text(), [].as_slice()),
    };
    one.into_iter().chain(many.iter().map(String::as_str))
}

/// The text of an entry, also where commas or semicolons in it were not escaped.
fn all_text(entry: &VCardEntry) -> String {
    entry.values.iter().flat_map(texts).collect::<Vec<_>>().join(", ")
}

fn types(entry: &VCardEntry) -> impl Iterator<Item = &VCardParameter> {
    entry.params.iter().filter(|param| param.name == VCardParameterName::Type)
}

type VCardParameter = calcard::vcard::VCardParameter;

/// The lowest comes first.
fn pref(entry: &VCardEntry) -> u32 {
    let said = entry.params.iter().find_map(|param| match (&param.name, &param.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(n)) => Some(*n),
        // Without a number, as in version 2.1.
        (VCardParameterName::Pref, _) => Some(1),
        _ => None,
    });
    let typed =
        types(entry).any(|param| param.value.as_text().is_some_and(|t| t.eq_ignore_ascii_case("pref")));
    said.unwrap_or(if typed { 1 } else { 1_000 })
}

fn preferred_first<T>(mut list: Vec<(u32, Labelled<T>)>, empty: impl Fn(&T) -> bool) -> Vec<Labelled<T>> {
    list.retain(|(_, one)| !empty(&one.value));
    list.sort_by_key(|(pref, _)| *pref);
    list.into_iter().map(|(_, one)| one).collect()
}

/// The words somebody gave it (Apple keeps them beside it), else what its types say.
fn label(card: &VCard, entry: &VCardEntry) -> String {
    let beside = entry.group.as_ref().and_then(|group| {
        card.entries.iter().find(|other| {
            other.group.as_ref() == Some(group)
                && matches!(&other.name, Property::Other(name) if name.eq_ignore_ascii_case("X-ABLabel"))
        })
    });
    if let Some(words) = beside.map(all_text).filter(|words| !words.trim().is_empty()) {
        let bare = words.trim().trim_start_matches("_$!<").trim_end_matches(">!$_");
        // `_$!<AssistantPhone>!$_` is a label of the program, anything else somebody's own words.
        let apart = |out: String, c: char| {
            let gap = if c.is_uppercase() && !out.is_empty() { " " } else { "" };
            format!("{out}{gap}{}", c.to_lowercase())
        };
        let own = bare.len() == words.trim().len();
        return if own { bare.to_owned() } else { bare.chars().fold(String::new(), apart) };
    }
    let mut kinds = Vec::new();
    for param in &entry.params {
        let word = match (&param.name, &param.value) {
            (VCardParameterName::Type, VCardParameterValue::Type(kind)) => kind.as_str().to_lowercase(),
            (VCardParameterName::Type, value) => value.as_text().unwrap_or_default().to_lowercase(),
            // Version 2.1 writes `TEL;WORK;FAX`.
            (VCardParameterName::Other(name), VCardParameterValue::Null) => name.to_lowercase(),
            (VCardParameterName::Other(name), VCardParameterValue::Text(text)) if text.is_empty() => {
                name.to_lowercase()
            }
            _ => continue,
        };
        kinds.push(word);
    }
    let has = |word: &str| kinds.iter().any(|kind| kind == word);
    let place = ["work", "home"].into_iter().find(|word| has(word)).unwrap_or_default();
    let kind = match () {
        () if has("fax") => "fax",
        () if has("cell") => "mobile",
        () if has("pager") => "pager",
        () if has("main") || has("main-number") => "main",
        () => "",
    };
    match (place, kind) {
        ("", "") => {
            let plain = [
                "internet", "voice", "pref", "x400", "text", "video", "msg", "parcel", "postal", "dom",
                "intl",
            ];
            kinds.into_iter().find(|word| !plain.contains(&word.as_str())).unwrap_or_default()
        }
        (_, "mobile") => "mobile".to_owned(),
        (place, kind) => format!("{place} {kind}").trim().to_owned(),
    }
}

/// A number without `tel:`; an extension stays.
fn number(text: &str) -> String {
    let Some(bare) = text.strip_prefix("tel:") else { return text.to_owned() };
    let (number, rest) = bare.split_once(';').unwrap_or((bare, ""));
    match rest.strip_prefix("ext=") {
        Some(extension) => format!("{number} ext. {extension}"),
        None => number.to_owned(),
    }
}

/// Post office box, what stands beside the street, street, town, region, code, country.
fn address(entry: &VCardEntry) -> Address {
    let parts: Vec<String> = (entry.values.iter())
        .map(|value| texts(value).map(str::trim).collect::<Vec<_>>().join("\n"))
        .collect();
    let part = |index: usize| parts.get(index).map(|part| part.trim().to_owned()).unwrap_or_default();
    let street = [part(2), part(1), part(0)];
    Address {
        street: street.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        city: part(3),
        state: part(4),
        postal_code: part(5),
        country: part(6),
    }
}

/// `1980-03-02`, or `--03-02` where the year is not said.
fn birthday(entry: &VCardEntry) -> String {
    let omitted = entry.params.iter().find_map(|param| match &param.name {
        VCardParameterName::Other(name) if name.eq_ignore_ascii_case("X-APPLE-OMIT-YEAR") => {
            param.value.as_text()
        }
        _ => None,
    });
    let known = |year: Option<u16>, month: Option<u8>, day: Option<u8>| {
        let year = year.filter(|year| omitted != Some(year.to_string().as_str()));
        match (year, month?, day?) {
            (Some(year), month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
            (None, month, day) => Some(format!("--{month:02}-{day:02}")),
        }
    };
    match entry.values.first() {
        Some(VCardValue::PartialDateTime(PartialDateTime { year, month, day, .. })) => {
            known(*year, *month, *day)
        }
        Some(VCardValue::Text(text)) => {
            let digits: String =
                text.chars().take_while(|c| *c != 'T').filter(char::is_ascii_digit).collect();
            let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok());
            match digits.len() {
                8 => known(digits[..4].parse().ok(), part(4..6), part(6..8)),
                4 if text.starts_with("--") => known(None, part(0..2), part(2..4)),
                _ => None,
            }
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// The picture that is in the card itself; one that lies elsewhere is not fetched.
fn photo(entry: &VCardEntry) -> Option<(Vec<u8>, &'static str)> {
    let VCardValue::Binary(data) = entry.values.first()? else { return None };
    let ending = match data.data.get(..4)? {
        [0xff, 0xd8, ..] => "jpg",
        [0x89, b'P', b'N', b'G'] => "png",
        b"GIF8" => "gif",
        _ => return None,
    };
    Some((data.data.clone(), ending))
}
