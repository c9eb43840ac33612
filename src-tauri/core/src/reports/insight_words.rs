//! The words of the reports about who comes, who comes again and who does not, by language.

/// Every word these reports print, in one language. `{}` stands for a figure or name.
pub(super) struct InsightWords {
    pub new_and_returning: &'static str,
    pub quiet: &'static str,
    pub new: &'static str,
    pub returning: &'static str,
    pub buyers: &'static str,
    pub came_again: &'static str,
    pub share: &'static str,
    pub revenue_new: &'static str,
    pub revenue_returning: &'static str,
    pub by_period: &'static str,
    pub period: &'static str,
    pub most_new: &'static str,
    pub nobody: &'static str,
    pub distinct_note: &'static str,
    pub counter_note: &'static str,
    pub quiet_people: &'static str,
    pub quiet_value: &'static str,
    pub rhythm: &'static str,
    pub since: &'static str,
    pub quiet_note: &'static str,
    pub pipeline: &'static str,
    pub pipeline_sentence: &'static str,
}

impl InsightWords {
    /// The words of a language tag; English where a language has none yet.
    pub fn of(language: &str) -> &'static Self {
        if language.to_ascii_lowercase().starts_with("de") { &GERMAN } else { &ENGLISH }
    }
}

static ENGLISH: InsightWords = InsightWords {
    new_and_returning: "New and returning",
    quiet: "Who has gone quiet",
    new: "Bought for the first time",
    returning: "Bought again",
    buyers: "Bought",
    came_again: "Came again",
    share: "Share of the returning",
    revenue_new: "Revenue of the new",
    revenue_returning: "Revenue of the returning",
    by_period: "Step by step",
    period: "Period",
    most_new: "Most came for the first time in {}: {}.",
    nobody: "Nobody bought in this period.",
    distinct_note: "Who buys in several months counts in each of them; the figures above count everybody once, also those who came for the first time and again within the time.",
    counter_note: "Sales to nobody by name are left out: {}.",
    quiet_people: "Gone quiet",
    quiet_value: "They bought for",
    rhythm: "Usually every … days",
    since: "Quiet for … days",
    quiet_note: "Who bought on at least four days and has now been away for more than twice as long as usual; whoever wants to be left alone is not listed.",
    pipeline: "Open deals by month",
    pipeline_sentence: "Open deals are worth {}, by their chances {}.",
};

static GERMAN: InsightWords = InsightWords {
    new_and_returning: "Neue und Wiederkehrende",
    quiet: "Wer still geworden ist",
    new: "Kauften zum ersten Mal",
    returning: "Kauften wieder",
    buyers: "Kauften",
    came_again: "Kamen wieder",
    share: "Anteil der Wiederkehrenden",
    revenue_new: "Umsatz der Neuen",
    revenue_returning: "Umsatz der Wiederkehrenden",
    by_period: "Schritt für Schritt",
    period: "Zeitraum",
    most_new: "Die meisten kamen zum ersten Mal in {}: {}.",
    nobody: "In diesem Zeitraum hat niemand gekauft.",
    distinct_note: "Wer in mehreren Monaten kauft, zählt in jedem; die Zahlen oben zählen jeden einmal, auch wer in dieser Zeit zum ersten Mal kam und dann wieder.",
    counter_note: "Verkäufe ohne Namen sind nicht dabei: {}.",
    quiet_people: "Still geworden",
    quiet_value: "Sie kauften für",
    rhythm: "Sonst alle … Tage",
    since: "Still seit … Tagen",
    quiet_note: "Wer an mindestens vier Tagen kaufte und nun mehr als doppelt so lange weg ist wie sonst; wer in Ruhe gelassen werden will, steht nicht hier.",
    pipeline: "Offene Chancen nach Monat",
    pipeline_sentence: "Offene Chancen sind {} wert, nach Aussicht {}.",
};
