//! The few words a rendered report needs that its value does not carry, by language.

use super::format::Locale;

/// The words in one language.
pub(crate) struct Words {
    /// Heading of the row of sums when the report gives none.
    pub total: &'static str,
    /// Before the day the report was made.
    pub created_on: &'static str,
    /// Before the period in the CSV.
    pub period: &'static str,
    /// Before the conditions.
    pub filters: &'static str,
    /// Heading of the figures in the CSV.
    pub key_figures: &'static str,
    /// Heading of the remarks.
    pub notes: &'static str,
    /// In place of the rows of an empty table.
    pub no_rows: &'static str,
    /// In place of a report without any content.
    pub nothing: &'static str,
    /// Before the sum so far at the foot of a page.
    pub carried: &'static str,
    /// Before it at the head of the next page.
    pub brought: &'static str,
    /// What a code for banking apps is, for who cannot see it.
    pub payment_code: &'static str,
    page: (&'static str, &'static str),
}

impl Words {
    /// The words of the locale's language; English where a language has none yet.
    pub fn of(locale: &Locale) -> &'static Self {
        if locale.language.starts_with("de") { &GERMAN } else { &ENGLISH }
    }

    /// `Page 1 of 3`.
    pub fn page(&self, number: usize, count: usize) -> String {
        format!("{} {number} {} {count}", self.page.0, self.page.1)
    }
}

const ENGLISH: Words = Words {
    total: "Total",
    created_on: "Created on",
    period: "Period",
    filters: "Only",
    key_figures: "Key figures",
    notes: "Notes",
    no_rows: "There is nothing to list here.",
    nothing: "There is nothing to report for this choice.",
    carried: "Carried forward",
    brought: "Brought forward",
    payment_code: "Code for paying with a banking app",
    page: ("Page", "of"),
};

const GERMAN: Words = Words {
    total: "Summe",
    created_on: "Erstellt am",
    period: "Zeitraum",
    filters: "Nur",
    key_figures: "Kennzahlen",
    notes: "Anmerkungen",
    no_rows: "Hier gibt es nichts aufzuführen.",
    nothing: "Zu dieser Auswahl gibt es nichts zu berichten.",
    carried: "Übertrag",
    brought: "Übertrag",
    payment_code: "Code zum Bezahlen mit der Banking-App",
    page: ("Seite", "von"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_speak_the_readers_language() {
        assert_eq!(Words::of(&Locale::for_language("de-AT")).page(1, 3), "Seite 1 von 3");
        assert_eq!(Words::of(&Locale::for_language("en")).page(2, 3), "Page 2 of 3");
        assert_eq!(
            Words::of(&Locale::for_language("fr")).page(2, 3),
            "Page 2 of 3",
            "a language without words of its own must still get a readable page"
        );
    }
}
