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
    (
        "“{}” is not an account number (IBAN): a digit is missing, too many or exchanged.",
        "„{0}“ ist keine Kontonummer (IBAN): Eine Stelle fehlt, ist zu viel oder vertauscht.",
    ),
    (
        "The business year begins in a month from 1 to 12.",
        "Das Geschäftsjahr beginnt in einem Monat von 1 bis 12.",
    ),
    (
        "Only an invoice or credit note has a receipt. Print {} as a document.",
        "Nur eine Rechnung oder Gutschrift hat eine Quittung. Drucken Sie {0} als Beleg.",
    ),
    (
        "There is no form “{}” of a document. The forms are document, receipt and reminder.",
        "Es gibt keine Form „{0}“ eines Belegs. Die Formen sind document, receipt und reminder.",
    ),
    (
        "The logo “{}” is no picture that can be printed, so the name of the business stands in its place.",
        "Das Logo „{0}“ ist kein Bild, das sich drucken lässt; an seiner Stelle steht der Name des Geschäfts.",
    ),
    (
        "The days from {} to {} lie in two business years. A file for DATEV holds one: write one for each.",
        "Die Tage vom {0} bis zum {1} liegen in zwei Geschäftsjahren. Eine Datei für DATEV enthält eines: Schreiben Sie für jedes eine.",
    ),
    (
        "The settings lack the adviser's or the client's number at DATEV, so the file says 1001 and 1.",
        "In den Einstellungen fehlt die Berater- oder Mandantennummer bei DATEV; in der Datei stehen deshalb 1001 und 1.",
    ),
    (
        "The picture of a product must be one picture, as a PNG or JPEG file.",
        "Das Bild eines Artikels muss ein Bild sein, als PNG- oder JPEG-Datei.",
    ),
];
