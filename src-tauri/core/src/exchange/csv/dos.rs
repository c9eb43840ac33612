//! The character sets of DOS, in which old tills and merchandise systems still write their lists.

use yore::CodePage as _;
use yore::code_pages::{CP437, CP850, CP852};

/// A character set of DOS. That of Cyrillic letters, IBM866, is one of the web's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// Of America.
    Us,
    /// Of Western Europe.
    West,
    /// Of Central Europe.
    Middle,
}

impl CodePage {
    /// All of them, that of most files first.
    pub const ALL: [CodePage; 3] = [CodePage::West, CodePage::Us, CodePage::Middle];

    /// The name people know it by, written as that of IBM866 is.
    pub fn name(self) -> &'static str {
        match self {
            CodePage::Us => "IBM437",
            CodePage::West => "IBM850",
            CodePage::Middle => "IBM852",
        }
    }

    /// The one of that name, written `IBM850`, `cp850` or `850`.
    pub fn named(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        let number = label.trim_start_matches("ibm").trim_start_matches("cp");
        Self::ALL.into_iter().find(|page| page.name().trim_start_matches("IBM") == number)
    }

    /// Bytes as text. Each byte is a character, so they may be cut anywhere.
    pub fn text(self, bytes: &[u8]) -> String {
        match self {
            CodePage::Us => CP437.decode_lossy(bytes),
            CodePage::West => CP850.decode_lossy(bytes),
            CodePage::Middle => CP852.decode_lossy(bytes),
        }
        .into_owned()
    }

    /// The one that is the likelier, by the land such files come from, where all of them read the same.
    pub fn likely_first(country: &str) -> [CodePage; 3] {
        match country.to_ascii_uppercase().as_str() {
            "US" => [CodePage::Us, CodePage::West, CodePage::Middle],
            "PL" | "CZ" | "SK" | "HU" | "SI" | "HR" | "BA" | "RO" => {
                [CodePage::Middle, CodePage::West, CodePage::Us]
            }
            _ => Self::ALL,
        }
    }
}
