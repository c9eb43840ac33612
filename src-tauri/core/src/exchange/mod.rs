//! Data in and out as CSV, customers as vCards too: what a file holds ([`plan`]), bringing it in
//! ([`import`]), and writing records out ([`export`]). Which columns exist follows
//! from the declarations of the records ([`target`]).

pub mod beside;
pub mod calendar;
pub mod cards;
pub mod csv;
pub mod exact;
pub mod export;
pub mod import;
mod lines;
pub mod map;
pub mod plan;
mod synonym_cases;
mod synonym_table;
pub mod synonyms;
pub mod target;

pub use csv::date::DateOrder;
pub use export::{ExportReport, Profile};
pub use import::{ImportError, ImportResult};
pub use plan::{ImportColumn, ImportField, ImportPlan, inspect};

use crate::entity::Kind;
use crate::entity::said;
use crate::{Sentence, say};
use std::path::PathBuf;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportKind {
    /// One customer a row.
    Customers,
    /// One line of a sale a row, or one sale a row.
    Sales,
    /// One product a row.
    Products,
    /// One follow-up a row.
    FollowUps,
    /// One case a row.
    Cases,
    /// One record of another kind a row; from files of our own only.
    Own(Kind),
}

impl ImportKind {
    /// Every kind, those that files of other programs hold first. Series are none: numbers go on
    /// from those that were brought in.
    pub fn all() -> impl Iterator<Item = Self> {
        let own = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Series);
        let own = own.filter(|kind| Self::FOREIGN.iter().all(|foreign| foreign.kind() != *kind));
        Self::FOREIGN.into_iter().chain(own.map(Self::Own))
    }

    /// The kinds that files of other programs hold.
    pub const FOREIGN: [ImportKind; 5] = [
        ImportKind::Customers,
        ImportKind::Sales,
        ImportKind::Products,
        ImportKind::FollowUps,
        ImportKind::Cases,
    ];

    /// The kind of record that the rows become.
    pub fn kind(self) -> Kind {
        match self {
            ImportKind::Customers => Kind::Customer,
            ImportKind::Sales => Kind::Sale,
            ImportKind::Products => Kind::Product,
            ImportKind::FollowUps => Kind::FollowUp,
            ImportKind::Cases => Kind::Case,
            ImportKind::Own(kind) => kind,
        }
    }

    /// The name on the wire and the command line, that of the record.
    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// The kind by its name, singular or plural; `sale_lines` are sales too.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "sale_lines" {
            return Some(ImportKind::Sales);
        }
        let kind = Kind::from_name(name)?;
        Self::all().find(|k| k.kind() == kind)
    }

    /// What several of the records are called in a sentence.
    pub fn plural(self) -> Sentence {
        match self {
            ImportKind::Own(Kind::Target) => say!("targets of campaigns"),
            other => said::many(other.kind()),
        }
    }
}

/// What to do with a row that is in the book already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Fill in what a customer or product of the book lacks and leave all else as it is. The default, since
    /// sales that come in before their customers make customers of whom only the name is known.
    #[default]
    Fill,
    /// Leave the book as it is.
    Skip,
    /// Write the filled cells over what the book has; lists are merged.
    Update,
    /// Make another record.
    Create,
}

impl OnDuplicate {
    /// By its word: `fill`, `skip`, `update`, `create`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "fill" => Some(Self::Fill),
            "skip" => Some(Self::Skip),
            "update" => Some(Self::Update),
            "create" => Some(Self::Create),
            _ => None,
        }
    }
}

/// How a file is to be read. `None` means: as found in the file.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// The decimal sign, `.` or `,`.
    pub decimal: Option<char>,
    /// What to do with rows that are in the book already.
    pub on_duplicate: OnDuplicate,
    /// A label such as `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    /// The separator, an ASCII character.
    pub delimiter: Option<char>,
    /// Where the rows that failed are written when the folder of the file is
    /// read-only; the book's own folder when `None`.
    pub error_folder: Option<PathBuf>,
}

impl ImportOptions {
    /// The separator as a byte; one that is not ASCII is ignored.
    pub fn delimiter_byte(&self) -> Option<u8> {
        self.delimiter.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii)
    }
}

#[cfg(test)]
mod tests;
