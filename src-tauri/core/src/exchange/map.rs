//! Which column goes where: by its name, else by its content. Two columns never
//! share a field that takes one value; the one that fits better gets it.

use super::ImportKind;
use super::csv::{Column, Detected};
use super::synonyms::{self, Meaning, meaning};
use super::target::Place;
use crate::custom_fields::CustomFields;
use crate::entity::FieldType;
use crate::facts::text::fold;
use std::collections::BTreeMap;

/// Where a column goes, and how sure that is (up to 1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapped {
    /// The path; `None` for a column that is left out.
    pub path: Option<String>,
    /// How sure.
    pub confidence: f32,
}

/// The mapping of columns of which it is known where they go.
pub fn known(paths: &[String]) -> Vec<Mapped> {
    paths.iter().map(|path| Mapped { path: Some(path.clone()), confidence: 1.0 }).collect()
}

/// Maps every column of a file.
pub fn columns(
    custom: &CustomFields,
    kind: ImportKind,
    headers: &[String],
    columns: &[Column],
    named: bool,
) -> Vec<Mapped> {
    let width = columns.len();
    let mut meanings: Vec<Option<Meaning>> =
        headers.iter().zip(columns).map(|(header, column)| of(custom, kind, header, column, width)).collect();
    if !named {
        meanings.iter_mut().for_each(|m| *m = None);
    }
    by_content(kind, columns, &mut meanings, named);
    let mut slots = Slots::default();
    let mut order: Vec<usize> = (0..headers.len()).collect();
    // Better fits choose first; among equals the column with more in it, then the earlier one.
    order.sort_by(|a, b| {
        let key = |i: &usize| {
            let fit = meanings[*i].as_ref().map_or(0.0, |m| m.confidence);
            (fit * if columns[*i].filled == 0 { 0.3 } else { 1.0 }, columns[*i].filled)
        };
        key(b).partial_cmp(&key(a)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b))
    });
    // Elements of lists are numbered in the order of the file, so those come in file order.
    let mut mapped = vec![Mapped::default(); headers.len()];
    for index in order.iter().copied().filter(|i| !is_list(meanings[*i].as_ref())) {
        mapped[index] = slots.single(meanings[index].as_ref());
        // A second person to talk to and a second remark are kept in the note.
        if kind == ImportKind::Customers && mapped[index].path.is_none() && columns[index].filled > 0 {
            mapped[index] = spare(meanings[index].as_ref());
        }
    }
    for index in (0..headers.len()).filter(|i| is_list(meanings[*i].as_ref())) {
        if let Some(m) = meanings[index].as_ref() {
            mapped[index] = slots.element(kind, m);
        }
    }
    mapped
}

fn is_list(meaning: Option<&Meaning>) -> bool {
    meaning.is_some_and(|m| list_of(&m.path).is_some())
}

/// `customer.phones.number` → (`customer.phones`, `number`); lines are no list
/// here, because a row is one line.
fn list_of(path: &str) -> Option<(&str, &str)> {
    let (list, sub) = path.rsplit_once('.')?;
    let bare = list.strip_prefix("customer.").unwrap_or(list);
    (bare != "lines" && bare != "customer" && !list.contains('[')).then_some((list, sub))
}

/// What a column's name says, corrected by what is in the column.
fn of(
    custom: &CustomFields,
    kind: ImportKind,
    header: &str,
    column: &Column,
    width: usize,
) -> Option<Meaning> {
    // What the owner calls a field is how a file of theirs calls it too.
    let labelled = custom.of(kind.kind()).iter().find(|field| fold(field.label) == fold(header.trim()));
    let labelled = labelled.filter(|field| Place::parse(custom, kind, field.name).is_some());
    if let Some(field) = labelled {
        return Some(Meaning {
            path: field.name.to_owned(),
            label: None,
            number: None,
            number_last: false,
            confidence: 1.0,
        });
    }
    if Place::parse(custom, kind, header).is_some()
        && (header.contains(['.', '_']) || kind != ImportKind::Customers || header != "name")
    {
        let exact = Meaning {
            path: header.to_owned(),
            label: None,
            number: None,
            number_last: false,
            confidence: 1.0,
        };
        return Some(exact);
    }
    meaning(kind, header).map(|m| corrected(custom, kind, m, column, width))
}

fn corrected(
    custom: &CustomFields,
    kind: ImportKind,
    mut m: Meaning,
    column: &Column,
    width: usize,
) -> Meaning {
    let most = |n: u64| column.filled > 0 && n * 10 >= column.filled * 9;
    let salutations = ["mr", "mrs", "ms", "miss", "dr", "herr", "frau", "mme", "m", "sr", "sra", "prof"];
    let is_salutation = |s: &String| salutations.contains(&s.to_lowercase().trim_end_matches('.'));
    let detected = column.detected();
    let digits = matches!(detected, Detected::Number | Detected::Money);
    match (kind, m.path.as_str()) {
        (_, "job_title") if !column.samples.is_empty() && column.samples.iter().all(is_salutation) => {
            m.path = "salutation".into();
        }
        // A code stands where other files have a name, and the other way round.
        (ImportKind::Sales | ImportKind::FollowUps | ImportKind::Cases, "customer.name")
            if detected == Detected::Email =>
        {
            m.path = "customer.emails.address".into();
        }
        (ImportKind::Sales, "customer.name") if column.samples.iter().any(|s| s.starts_with('#')) => {
            m.path = "external_number".into();
        }
        (ImportKind::Sales | ImportKind::FollowUps | ImportKind::Cases, "customer.name")
            if most(column.codes) && is_code(column) =>
        {
            m.path = "customer.number".into();
        }
        (ImportKind::Sales | ImportKind::FollowUps | ImportKind::Cases, "customer.number")
            if column.spaced * 2 > column.filled && !digits =>
        {
            m.path = "customer.name".into();
        }
        (ImportKind::Customers, "name") if width > 1 && most(column.codes) && is_code(column) && digits => {
            m.path = "number".into();
        }
        (ImportKind::Customers, "tier") if digits && column.repeats => m.confidence *= 0.6,
        _ => {}
    }
    if Place::parse(custom, kind, &m.path).is_some_and(|place| !takes(&place, column)) {
        // Without these the money would be wrong in silence. Such a column gives way to
        // one that fits better; when there is none, its cells are told as mistakes.
        let counts = ["date", "amount", "lines.quantity", "lines.unit_price", "lines.amount", "price"];
        m.confidence *= if counts.contains(&m.path.as_str()) { 0.3 } else { 0.2 };
    }
    m
}

/// Whether a place can take what is in a column; not when hardly any cell would be
/// understood there.
fn takes(place: &Place, column: &Column) -> bool {
    let detected = column.detected();
    let number = matches!(detected, Detected::Number | Detected::Money | Detected::Percent | Detected::Empty)
        || detected == Detected::Text && column.some(column.numbers());
    let date = matches!(detected, Detected::Date | Detected::DateTime | Detected::Empty)
        || detected == Detected::Text && column.some(column.dates);
    let any = |understood: &dyn Fn(&str) -> bool| {
        column.samples.is_empty() || column.samples.iter().any(|s| understood(s))
    };
    match place {
        Place::Customer(inner) => takes(inner, column),
        Place::Special(special) if special.is_day() => {
            date || detected == Detected::Number && any(&|s| super::csv::date::from_serial(s).is_some())
        }
        Place::Special(special) => number || !special.is_amount(),
        Place::Field(field) | Place::Part { sub: field, .. } => match field.ty {
            FieldType::Int
            | FieldType::Decimal
            | FieldType::Price
            | FieldType::Percent
            | FieldType::Money => number || detected == Detected::Bool,
            // Spreadsheets write days as serial numbers.
            FieldType::Date | FieldType::Instant | FieldType::PartialDate if detected == Detected::Number => {
                any(&|s| super::csv::date::from_serial(s).is_some())
            }
            FieldType::Date | FieldType::Instant => date,
            FieldType::Choice => any(&|s| synonyms::choice(s, field.choices).is_some()),
            FieldType::Bool => any(&|s| super::csv::column::bool_of(s).is_some()),
            _ => true,
        },
    }
}

/// Short words of capitals and digits: `ALFKI`, `17850`, `K-1002`.
fn is_code(column: &Column) -> bool {
    !column.samples.is_empty()
        && column.samples.iter().all(|s| {
            !s.chars().any(char::is_lowercase) && s.chars().any(|c| c.is_alphanumeric()) && s.len() >= 2
        })
}

/// Where what somebody is called goes.
const NAMED: [&str; 5] = ["name", "first_name", "last_name", "company_name", "contact_name"];

/// Whether a column holds whole names of people, each its own: two to four words with capitals. Whoever looks after
/// several customers stands in more than one row.
fn is_whole_names(column: &Column) -> bool {
    let is_name = |sample: &String| {
        let words: Vec<&str> = sample.split_whitespace().collect();
        (2..=4).contains(&words.len())
            && sample.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-.,'’".contains(c))
            && [words.first(), words.last()]
                .into_iter()
                .flatten()
                .all(|word| word.starts_with(char::is_uppercase))
    };
    !column.long
        && !column.repeats
        && column.filled > 1
        && column.spaced * 10 >= column.filled * 9
        && column.samples.iter().all(is_name)
}

/// Gives columns whose names say nothing a meaning by what is in them.
fn by_content(kind: ImportKind, columns: &[Column], meanings: &mut [Option<Meaning>], named: bool) {
    let has = |meanings: &[Option<Meaning>], path: &str| {
        meanings.iter().flatten().any(|m| m.path == path || m.path.starts_with(path))
    };
    let prefix = if matches!(kind, ImportKind::Sales | ImportKind::FollowUps | ImportKind::Cases) {
        "customer."
    } else {
        ""
    };
    for (index, column) in columns.iter().enumerate() {
        if meanings[index].is_some() || kind == ImportKind::Products {
            continue;
        }
        let is_called = NAMED.iter().any(|path| has(meanings, path));
        let path = match column.detected() {
            Detected::Email if !has(meanings, &format!("{prefix}emails.address")) => {
                format!("{prefix}emails.address")
            }
            Detected::Phone if !named && !has(meanings, &format!("{prefix}phones.number")) => {
                format!("{prefix}phones.number")
            }
            Detected::Url if !named && kind == ImportKind::Customers && !has(meanings, "website") => {
                "website".into()
            }
            Detected::Date | Detected::DateTime if kind == ImportKind::Sales && !has(meanings, "date") => {
                "date".into()
            }
            Detected::Date | Detected::DateTime
                if kind == ImportKind::FollowUps && !has(meanings, "due_date") =>
            {
                "due_date".into()
            }
            Detected::Money
                if kind == ImportKind::Sales
                    && !has(meanings, "amount")
                    && !has(meanings, "lines.unit_price") =>
            {
                "amount".into()
            }
            Detected::Text
                if !named && kind == ImportKind::Customers && !has(meanings, "name") && !column.long =>
            {
                "name".into()
            }
            // A heading that says nothing must not leave all customers without a name.
            Detected::Text if kind == ImportKind::Customers && !is_called && is_whole_names(column) => {
                "name".into()
            }
            _ => continue,
        };
        let confidence = if named { 0.6 } else { 0.5 };
        meanings[index] = Some(Meaning { path, label: None, number: None, number_last: false, confidence });
    }
}

/// Where a column goes whose own place is taken.
fn spare(meaning: Option<&Meaning>) -> Mapped {
    let spared = |m: &&Meaning| m.confidence >= 0.25 && ["contact_name", "notes"].contains(&m.path.as_str());
    meaning.filter(spared).map_or_else(Mapped::default, |m| Mapped {
        path: Some("notes".to_owned()),
        confidence: m.confidence / 2.0,
    })
}

/// Which places are taken.
#[derive(Default)]
struct Slots {
    singles: Vec<String>,
    /// Per list: which element stands for which label and number, and its taken fields.
    elements: BTreeMap<String, Vec<Element>>,
}

struct Element {
    key: (Option<&'static str>, Option<usize>),
    taken: Vec<String>,
}

impl Slots {
    fn single(&mut self, meaning: Option<&Meaning>) -> Mapped {
        let Some(m) = meaning.filter(|m| m.confidence >= 0.25) else {
            return Mapped::default();
        };
        if self.singles.contains(&m.path) {
            return Mapped::default();
        }
        self.singles.push(m.path.clone());
        Mapped { path: Some(m.path.clone()), confidence: m.confidence }
    }

    fn element(&mut self, kind: ImportKind, m: &Meaning) -> Mapped {
        let Some((list, sub)) = list_of(&m.path) else {
            return Mapped::default();
        };
        let elements = self.elements.entry(list.to_owned()).or_default();
        // `Street 2` and `Address2` are the second line of one street, not a second address.
        let tail = m.number.filter(|n| m.number_last && sub == "street" && *n >= 2);
        let number = if sub == "street" && m.number_last { None } else { m.number };
        let key = (m.label, number);
        let wanted = tail.map_or_else(|| sub.to_owned(), |n| format!("{sub}_{n}"));
        let fits = |e: &Element| e.key == key && !e.taken.contains(&wanted);
        let index = elements.iter().position(fits).unwrap_or_else(|| {
            elements.push(Element { key, taken: Vec::new() });
            elements.len() - 1
        });
        elements[index].taken.push(wanted.clone());
        let place = if index == 0 { String::new() } else { format!("[{}]", index + 1) };
        let path = format!("{list}{place}.{wanted}");
        // Fields of the owner's own are never lists.
        match Place::parse(&CustomFields::default(), kind, &path) {
            Some(_) => Mapped { path: Some(path), confidence: m.confidence },
            None => Mapped::default(),
        }
    }
}

/// Whether a column would be of the kind wanted but for a few cells.
fn mostly(column: &Column, wanted: &[Detected]) -> bool {
    let count = if wanted.contains(&Detected::Date) { column.dates } else { column.numbers() };
    column.detected() == Detected::Text && column.some(count)
}

/// How well a file fits a kind; the kind with the highest figure is offered.
pub fn fit(kind: ImportKind, mapped: &[Mapped], columns: &[Column]) -> f32 {
    let has = |path: &str| mapped.iter().any(|m| m.path.as_deref() == Some(path));
    let starts = |path: &str| mapped.iter().any(|m| m.path.as_deref().is_some_and(|p| p.starts_with(path)));
    let sum: f32 = mapped.iter().filter(|m| m.path.is_some()).map(|m| m.confidence).sum();
    let share = sum / columns.len().max(1) as f32;
    let typed = |path: &str, wanted: &[Detected]| {
        mapped.iter().zip(columns).any(|(m, c)| {
            m.path.as_deref() == Some(path) && (wanted.contains(&c.detected()) || mostly(c, wanted))
        })
    };
    let dates = &[Detected::Date, Detected::DateTime];
    let money = &[Detected::Number, Detected::Money];
    match kind {
        ImportKind::Sales => {
            let worth = ["amount", "lines.unit_price", "lines.amount"].iter().any(|p| typed(p, money));
            let dated = typed("date", dates);
            let of_sale = has("lines.quantity") || has("external_number") || starts("customer.");
            match (dated && worth && of_sale, has("lines.quantity") && has("lines.unit_price")) {
                (true, _) => 2.0 + share,
                (false, true) => 1.0 + share,
                _ => share * 0.3,
            }
        }
        ImportKind::Products => {
            let priced = typed("price", money);
            let person = columns.iter().any(|c| matches!(c.detected(), Detected::Email | Detected::Phone));
            if priced && (has("sku") || has("name")) && !person { 1.2 + share } else { share * 0.3 }
        }
        ImportKind::FollowUps => {
            if has("subject") && typed("due_date", dates) && starts("customer.") {
                1.1 + share
            } else {
                share * 0.3
            }
        }
        ImportKind::Cases => {
            let told = has("subject") && (has("status") || has("priority")) && has("external_number");
            // A list of things to do has a day on which they are due, and none on which they came in.
            let task = typed("resolve_by", dates) && !typed("received", dates);
            if told && !task { 1.6 + share } else { share * 0.3 }
        }
        ImportKind::Customers => {
            let named =
                ["name", "first_name", "last_name", "company_name", "contact_name"].iter().any(|p| has(p));
            let reached = starts("emails") || starts("phones") || starts("addresses");
            match (named, reached) {
                (true, true) => 1.3 + share,
                (true, false) | (false, true) => 0.8 + share,
                _ => 0.1 + share * 0.3,
            }
        }
        // These are in no file of another program.
        ImportKind::Own(_) => 0.0,
    }
}
