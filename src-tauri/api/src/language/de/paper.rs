//! What documents on paper and electronic invoices say.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    (
        "Only an invoice or credit note that was issued and is valid can be written as an electronic invoice. Write this document as PDF.",
        "Nur eine ausgestellte, gültige Rechnung oder Gutschrift lässt sich als elektronische Rechnung schreiben. Schreiben Sie diesen Beleg als PDF.",
    ),
    (
        "The electronic invoice could not be written: {}.",
        "Die elektronische Rechnung ließ sich nicht schreiben: {0}.",
    ),
    (
        "The electronic invoice lacks your VAT or tax number. Enter it in the settings, then print the document again.",
        "Der elektronischen Rechnung fehlt Ihre Umsatzsteuer- oder Steuernummer. Tragen Sie sie in den Einstellungen ein und drucken Sie den Beleg erneut.",
    ),
    (
        "The electronic invoice lacks your address. Enter it in the settings, then print the document again.",
        "Der elektronischen Rechnung fehlt Ihre Anschrift. Tragen Sie sie in den Einstellungen ein und drucken Sie den Beleg erneut.",
    ),
    (
        "The electronic invoice lacks the VAT number of {}, without which the tax must be charged. Enter it in the customer's card.",
        "Der elektronischen Rechnung fehlt die Umsatzsteuer-Identifikationsnummer von {0}, ohne die Steuer zu berechnen ist. Tragen Sie sie beim Kunden ein.",
    ),
];
