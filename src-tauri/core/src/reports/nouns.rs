//! Reports and papers in the owner's word for a customer: patients have a list of patients.
//!
//! Only what the program itself writes is said anew, never what stands in the book.

use super::value::{Cell, Report};
use crate::settings::Settings;
use crate::settings::nouns::Nouns;

/// What is written about customers, and how it is said with other words. A `{}` in front stands for
/// a number.
const ENGLISH: [(&str, &str); 14] = [
    ("Customer", "{One}"),
    ("Customers", "{Many}"),
    ("Customer list", "{One} list"),
    ("Customers who bought", "{Many} who bought"),
    ("New customers", "New {many}"),
    ("Top ten customers", "Top ten {many}"),
    ("All other customers", "All other {many}"),
    ("Customers who bring others", "{Many} who bring others"),
    ("Who sends us customers", "Who sends us {many}"),
    ("Margin by customer", "Margin by {one}"),
    ("Date, signature of the customer", "Date, signature of the {one}"),
    ("Dear customer,", "Dear {one},"),
    ("{} customers live in towns that are not known.", "{} {many} live in towns that are not known."),
    ("Customer number", "{One} number"),
];

/// The same in German, in words that fit any gender.
const GERMAN: [(&str, &str); 13] = [
    ("Kunde", "{One}"),
    ("Kunden", "{Many}"),
    ("Kundenliste", "Liste: {Many}"),
    ("Kunden, die kauften", "{Many} mit Käufen"),
    ("Neue Kunden", "{Many}, neu"),
    ("Die zehn größten Kunden", "{Many}: die zehn größten"),
    ("Alle anderen Kunden", "{Many}: alle anderen"),
    ("Wer uns Kunden schickt", "Empfehlungen ({Many})"),
    ("Spanne nach Kunde", "Spanne ({Many})"),
    ("Steuerschuld beim Kunden", "Steuerschuld beim Empfänger"),
    ("Datum, Unterschrift des Kunden", "Datum, Unterschrift"),
    ("{} Kunden wohnen in Orten, die nicht bekannt sind.", "{} × nicht bekannter Wohnort ({Many})"),
    ("Kundennummer", "Nummer ({One})"),
];

/// Says what a report has about customers with the words of the settings. A paper in another language
/// than the owner's stays as it is: their word belongs to theirs.
pub(super) fn in_own_words(report: &mut Report, settings: &Settings) {
    let Some(nouns) = Nouns::of(settings) else { return };
    let is_german = |tag: &str| tag.to_ascii_lowercase().starts_with("de");
    let german = is_german(&settings.language);
    if report.letter.as_ref().is_some_and(|letter| is_german(&letter.language) != german) {
        return;
    }
    let table: &[(&str, &str)] = if german { &GERMAN } else { &ENGLISH };
    let say = |text: &mut String| {
        for (written, template) in table {
            let number = match written.strip_prefix("{}") {
                Some(rest) => text.strip_suffix(rest),
                None => (text == written).then_some(""),
            };
            if let Some(number) = number {
                *text = nouns.fill(&template.replacen("{}", number, 1));
                return;
            }
        }
    };
    let others = |cell: &mut Cell| {
        if let Cell::Text(text) = cell
            && matches!(text.as_str(), "All other customers" | "Alle anderen Kunden")
        {
            say(text);
        }
    };
    say(&mut report.title);
    report.notes.iter_mut().for_each(say);
    for kpi in &mut report.kpis {
        say(&mut kpi.label);
        say(&mut kpi.note);
    }
    for chart in &mut report.charts {
        say(&mut chart.title);
        chart.series.iter_mut().for_each(|series| say(&mut series.label));
    }
    for table in &mut report.tables {
        say(&mut table.title);
        table.columns.iter_mut().for_each(|column| say(&mut column.label));
        table.rows.iter_mut().flatten().for_each(others);
    }
    if let Some(letter) = &mut report.letter {
        letter.particulars.iter_mut().for_each(|(label, _)| say(label));
        letter.opening.iter_mut().for_each(say);
        letter.signatures.iter_mut().for_each(say);
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalog::{self, ReportParams};
    use super::super::document::{self, Form};
    use crate::book::tests::by;
    use crate::entity::Kind;

    #[test]
    fn a_practice_has_patients_on_every_paper_and_a_paper_abroad_stays_as_it_is() {
        let (_home, book) = super::super::tests::demo();
        let customer = Some(book.facts().table(Kind::Customer).id(0));
        for language in ["en", "de"] {
            let mut settings = book.facts().settings();
            settings.language = language.into();
            settings.customer_noun = "Patient".into();
            settings.customer_nouns = "Patients".into();
            book.transact(&by(), "Words", |tx| tx.save(&mut settings)).unwrap();
            let facts = book.facts();
            let today = book.today();
            for spec in catalog::all() {
                let params = ReportParams { customer, ..ReportParams::default() };
                let Ok(mut report) = catalog::build(&facts, today, spec.name, &params) else { continue };
                let foreign = |tag: &str| tag.starts_with("de") != (language == "de");
                if report.letter.as_ref().is_some_and(|letter| foreign(&letter.language)) {
                    continue;
                }
                report.name.clear();
                // What is in the book says what it says; the words of the program are in the rest.
                report.tables.iter_mut().for_each(|table| table.rows.clear());
                report.charts.iter_mut().for_each(|chart| chart.labels.clear());
                let text = format!("{report:?}").to_lowercase();
                assert!(
                    !text.contains("customer") && !text.contains("kunde"),
                    "{} in {language}: {text}",
                    spec.name
                );
            }
            let table = facts.table(Kind::Sale);
            for row in table.present_rows().take(60) {
                let paper = document::build(&facts, today, table.id(row), Form::Document).unwrap();
                let letter = paper.letter.unwrap();
                let labels: Vec<&str> = letter.particulars.iter().map(|(label, _)| label.as_str()).collect();
                let said = format!("{labels:?} {:?} {:?}", letter.opening, letter.signatures).to_lowercase();
                let own = letter.language.starts_with("de") == (language == "de");
                assert!(!own || !said.contains("customer") && !said.contains("kunde"), "{said}");
            }
        }
    }
}
