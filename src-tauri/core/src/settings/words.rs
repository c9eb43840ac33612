//! What the program itself writes into records, in the language of the book. What has been written
//! stays as it is.

use crate::interactions::calling::CallOutcome;

/// What numbers begin with.
pub(crate) struct Prefixes {
    pub quote: &'static str,
    pub order: &'static str,
    pub invoice: &'static str,
    pub credit_note: &'static str,
    pub delivery: &'static str,
    pub case: &'static str,
    pub receipt: &'static str,
    pub customer: &'static str,
}

/// The words of one language.
pub(crate) struct OwnWords {
    /// The usual pipeline.
    pub pipeline: &'static str,
    /// Its stages in their order.
    pub stages: [&'static str; 6],
    /// The subject of the follow-up after a call.
    pub call_again: &'static str,
    /// What came of a track that an answer has ended.
    pub answered: &'static str,
    /// What came of a step of a track whose condition did not hold when it came due.
    pub left_out: &'static str,
    /// What is noted on a step whose condition names what is gone; `{}` is the condition.
    pub not_asked: &'static str,
    /// What came of a track about a deal that was won.
    pub deal_won: &'static str,
    /// What came of a track about a deal that was lost.
    pub deal_lost: &'static str,
    /// What came of a track about a case that was settled.
    pub case_settled: &'static str,
    /// What stands for a call without a note, in the order of [`CallOutcome::ALL`].
    outcomes: [&'static str; 4],
    /// What a product asks for at its interval.
    pub service: &'static str,
    /// What is to be looked at before the warranty is over; `{}` is its last day.
    pub warranty_ends_on: &'static str,
    /// What that was called in books that did not say the day.
    pub warranty_ends: &'static str,
    /// What came of an e-mail that a program sent by itself.
    pub automatic: &'static str,
    /// What stands on a line of a document that has a price and no words.
    pub sundry: &'static str,
    /// How a case was settled that came from another program without a word on it.
    pub settled_elsewhere: &'static str,
    /// Before those who come to it.
    pub with: &'static str,
    /// What the numbers of its books begin with.
    pub prefixes: Prefixes,
}

const ENGLISH: OwnWords = OwnWords {
    pipeline: "Sales",
    stages: ["New", "Talking", "Offer made", "Deciding", "Won", "Lost"],
    call_again: "Call again",
    answered: "They answered.",
    left_out: "Left out: its condition does not hold.",
    not_asked: "This step is only for those for whom “{}” holds. That can no longer be asked; see yourself whether it does.",
    deal_won: "The deal is won.",
    deal_lost: "The deal is lost.",
    case_settled: "The case is settled.",
    outcomes: ["reached", "not reached", "not interested", "do not call"],
    service: "Service",
    warranty_ends_on: "Warranty ends on {}",
    warranty_ends: "Warranty ends",
    automatic: "Sent automatically, no answer.",
    sundry: "Sundry",
    settled_elsewhere: "Settled before it came into this book.",
    with: "With",
    prefixes: Prefixes {
        quote: "QUO",
        order: "ORD",
        invoice: "INV",
        credit_note: "CN",
        delivery: "DN",
        case: "CASE",
        receipt: "PAY",
        customer: "C",
    },
};

const GERMAN: OwnWords = OwnWords {
    pipeline: "Verkauf",
    stages: ["Neu", "Im Gespräch", "Angebot gemacht", "In Entscheidung", "Gewonnen", "Verloren"],
    call_again: "Noch einmal anrufen",
    answered: "Hat geantwortet.",
    left_out: "Ausgelassen: die Bedingung trifft nicht zu.",
    not_asked: "Dieser Schritt ist nur für die, auf die „{}“ zutrifft. Das lässt sich nicht mehr fragen; sehen Sie selbst nach.",
    deal_won: "Die Chance ist gewonnen.",
    deal_lost: "Die Chance ist verloren.",
    case_settled: "Der Fall ist erledigt.",
    outcomes: ["erreicht", "nicht erreicht", "kein Interesse", "nicht mehr anrufen"],
    service: "Wartung",
    warranty_ends_on: "Garantie endet am {}",
    warranty_ends: "Garantie endet",
    automatic: "Automatisch gesendet, keine Antwort.",
    sundry: "Diverses",
    settled_elsewhere: "Erledigt, bevor er in dieses Buch kam.",
    with: "Mit",
    prefixes: Prefixes {
        quote: "AN",
        order: "AB",
        invoice: "RE",
        credit_note: "GU",
        delivery: "LS",
        case: "FALL",
        receipt: "ZE",
        customer: "K",
    },
};

impl OwnWords {
    /// Those of every language, for finding what was written in another one than today's.
    pub const ALL: [&'static Self; 2] = [&ENGLISH, &GERMAN];

    /// The words for a tag such as `de-AT`; English for a language the program does not speak.
    pub fn of(language: &str) -> &'static Self {
        if language.to_lowercase().starts_with("de") { &GERMAN } else { &ENGLISH }
    }

    /// Whether a follow-up is called as the program calls the next try of a call, in whatever language.
    pub fn is_call_again(subject: &str) -> bool {
        [&ENGLISH, &GERMAN].iter().any(|words| words.call_again == subject)
    }

    /// What stands for a call without a note.
    pub fn outcome(&self, outcome: CallOutcome) -> &'static str {
        self.outcomes[outcome as usize]
    }
}
