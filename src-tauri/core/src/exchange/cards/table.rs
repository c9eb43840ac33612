//! A file of cards as a table: the columns that its cards fill, one row a card.

use super::card::{Address, Card, Labelled};
use crate::exchange::exact::list_item;
use crate::exchange::export::Profile;
use crate::exchange::export::write::guard;
use crate::sentence::by_count;
use crate::{Sentence, say};
use calcard::{Entry, Parser};

/// A picture of a card.
#[derive(Clone, Debug)]
pub struct Photo {
    /// The line in which its card begins.
    pub line: u64,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub bytes: Vec<u8>,
}

/// Cards as a table.
#[derive(Debug, Default)]
pub struct Table {
    /// What the columns are called, as the address books of the large mail providers call them.
    pub names: Vec<String>,
    /// Where each column goes.
    pub paths: Vec<String>,
    /// The heading and the rows as CSV.
    pub csv: Vec<u8>,
    /// The line in which the card of each row begins.
    pub lines: Vec<u64>,
    /// The pictures.
    pub photos: Vec<Photo>,
    /// What a person should know.
    pub notices: Vec<Sentence>,
}

impl Table {
    /// Reads the cards of a file.
    pub fn of(text: &str) -> Self {
        let mut table = Self::default();
        let mut cards = Vec::new();
        let mut left_out: Vec<String> = Vec::new();
        let mut unreadable = 0_u64;
        for (line, piece) in pieces(text) {
            let card = match Parser::new(&piece).entry() {
                Entry::VCard(card) => Card::of(&card),
                _ => Card::default(),
            };
            if card.is_empty() {
                unreadable += 1;
                continue;
            }
            for name in &card.left_out {
                if !left_out.contains(name) {
                    left_out.push(name.clone());
                }
            }
            cards.push((line, card));
        }
        if unreadable > 0 {
            table.notices.push(by_count(
                unreadable,
                say!("1 card names nobody and is left out."),
                say!("{} cards name nobody and are left out.", unreadable),
            ));
        }
        if !left_out.is_empty() {
            table.notices.push(say!("This is not brought in from the cards: {}.", left_out.join(", ")));
        }
        table.fill(cards);
        table
    }

    fn fill(&mut self, cards: Vec<(u64, Card)>) {
        let rows: Vec<Vec<(Place, String)>> = cards.iter().map(|(_, card)| cells(card)).collect();
        let mut columns: Vec<Place> = rows.iter().flatten().map(|(place, _)| *place).collect();
        columns.sort_unstable();
        columns.dedup();
        (self.names, self.paths) = columns.iter().map(|place| (place.name(), place.path())).unzip();
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut put = |cells: Vec<String>| {
            // Writing into memory cannot fail.
            let _ = writer.write_record(cells);
        };
        put(self.names.clone());
        for row in &rows {
            let cell = |place: &Place| {
                let text = row.iter().find(|(own, _)| own == place).map_or("", |(_, text)| text);
                guard(text, Profile::Exact, '.').into_owned()
            };
            put(columns.iter().map(cell).collect());
        }
        self.csv = writer.into_inner().unwrap_or_default();
        for (line, card) in cards {
            self.lines.push(line);
            if let Some((bytes, ending)) = card.photo {
                let name = [&card.first_name, &card.last_name, &card.name, &card.company_name];
                let name: Vec<&str> =
                    name.into_iter().map(String::as_str).filter(|part| !part.is_empty()).take(2).collect();
                self.photos.push(Photo { line, name: format!("{}.{ending}", name.join(" ")), bytes });
            }
        }
    }
}

/// The cards of a file with the lines they begin in. A card inside another one, as an agent's,
/// belongs to that; one that is not closed ends where the next begins.
fn pieces(text: &str) -> Vec<(u64, String)> {
    let mut found: Vec<(u64, String)> = Vec::new();
    let mut open: Option<(u64, String)> = None;
    let mut inside = 0;
    for (index, line) in text.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let bare = line.trim();
        if bare.eq_ignore_ascii_case("BEGIN:VCARD") {
            let agent = open.as_ref().is_some_and(|(_, piece)| {
                let last = piece.trim_end().rsplit('\n').next().unwrap_or_default().to_uppercase();
                last.starts_with("AGENT") && last.trim_end().ends_with(':')
            });
            if agent || inside > 0 {
                inside += 1;
                continue;
            }
            found.extend(open.replace((index as u64 + 1, String::new())));
        }
        if inside > 0 {
            inside -= usize::from(bare.eq_ignore_ascii_case("END:VCARD"));
            continue;
        }
        if let Some((_, piece)) = &mut open {
            piece.push_str(line.trim_end_matches('\r'));
            piece.push_str("\r\n");
        }
        if bare.eq_ignore_ascii_case("END:VCARD") {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// A column, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Plain(usize),
    Part(usize, usize, usize),
    Late(usize),
}

/// Column and path of what a card has once; the second table stands behind the lists.
const PLAIN: [(&str, &str); 9] = [
    ("Kind", "kind"),
    ("Name", "name"),
    ("Name Prefix", "salutation"),
    ("First Name", "first_name"),
    ("Middle Name", "middle_name"),
    ("Last Name", "last_name"),
    ("Organization Name", "company_name"),
    ("Organization Department", "department"),
    ("Organization Title", "job_title"),
];
const LATE: [(&str, &str); 5] = [
    ("Website", "website"),
    ("Birthday", "birthday"),
    ("Language", "language"),
    ("Labels", "tags"),
    ("Notes", "notes"),
];
/// Fields of the elements of a list: what they are called, and their names.
type Fields = &'static [(&'static str, &'static str)];

/// The lists, and the fields of their elements.
const LISTS: [(&str, &str, Fields); 3] = [
    ("Phone", "phones", &[("Label", "label"), ("Value", "number")]),
    ("E-mail", "emails", &[("Label", "label"), ("Value", "address")]),
    (
        "Address",
        "addresses",
        &[
            ("Label", "label"),
            ("Street", "street"),
            ("Postal Code", "postal_code"),
            ("City", "city"),
            ("Region", "state"),
            ("Country", "country"),
        ],
    ),
];

impl Place {
    fn name(self) -> String {
        match self {
            Self::Plain(index) => PLAIN[index].0.to_owned(),
            Self::Late(index) => LATE[index].0.to_owned(),
            Self::Part(list, nth, sub) => {
                let (name, _, subs) = LISTS[list];
                format!("{name} {} - {}", nth + 1, subs[sub].0)
            }
        }
    }

    fn path(self) -> String {
        match self {
            Self::Plain(index) => PLAIN[index].1.to_owned(),
            Self::Late(index) => LATE[index].1.to_owned(),
            Self::Part(list, nth, sub) => {
                let (_, path, subs) = LISTS[list];
                let place = if nth == 0 { String::new() } else { format!("[{}]", nth + 1) };
                format!("{path}{place}.{}", subs[sub].1)
            }
        }
    }
}

fn cells(card: &Card) -> Vec<(Place, String)> {
    let kind = if card.company { "company" } else { "person" };
    let plain = [
        kind,
        &card.name,
        &card.salutation,
        &card.first_name,
        &card.middle_name,
        &card.last_name,
        &card.company_name,
        &card.department,
        &card.job_title,
    ];
    let tags = card.tags.iter().map(|tag| list_item(tag)).collect::<Vec<_>>().join(", ");
    let late = [&card.website, &card.birthday, &card.language, &tags, &card.notes];
    let mut out: Vec<(Place, String)> = Vec::new();
    out.extend(plain.into_iter().enumerate().map(|(index, text)| (Place::Plain(index), text.to_owned())));
    out.extend(late.into_iter().enumerate().map(|(index, text)| (Place::Late(index), text.clone())));
    for (list, entries) in [(0, &card.phones), (1, &card.emails)] {
        for (nth, Labelled { label, value }) in entries.iter().enumerate() {
            out.push((Place::Part(list, nth, 0), label.clone()));
            out.push((Place::Part(list, nth, 1), value.clone()));
        }
    }
    for (nth, Labelled { label, value }) in card.addresses.iter().enumerate() {
        let Address { street, city, state, postal_code, country } = value;
        let texts = [label, street, postal_code, city, state, country];
        out.extend(texts.into_iter().enumerate().map(|(sub, text)| (Place::Part(2, nth, sub), text.clone())));
    }
    out.retain(|(_, text)| !text.is_empty());
    out
}
