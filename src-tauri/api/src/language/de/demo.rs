//! What the history of the demo shop says.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    ("Letterhead", "Briefkopf"),
    ("Price list", "Preisliste"),
    ("Customers from the card index", "Kunden aus der Kartei"),
    ("Mailings", "Werbebriefe"),
    ("Mailing lists", "Adresslisten der Werbebriefe"),
    ("Sales from the order book", "Verkäufe aus dem Auftragsbuch"),
    ("Goods from the workshop", "Waren aus der Werkstatt"),
    ("Deals", "Chancen"),
    ("Track for new customers", "Ablauf für neue Kunden"),
    ("Follow-ups", "Wiedervorlagen"),
    ("Notes of calls and visits", "Notizen von Anrufen und Besuchen"),
    ("Tidying up", "Aufgeräumt"),
];
