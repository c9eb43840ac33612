//! What the computed fields are called within a condition: "Gesamtumsatz mindestens 1500".

/// The names of computed fields in words and their German ones.
pub const WORDS: &[(&str, &str)] = &[
    ("lifetime value", "Gesamtumsatz"),
    ("sales count", "Käufe"),
    ("last sale", "letzter Kauf"),
    ("first sale", "erster Kauf"),
    ("balance", "offener Betrag"),
    ("next follow up", "nächste Wiedervorlage"),
    ("target count", "auf der Liste"),
    ("sent count", "gesendet"),
    ("responded count", "geantwortet"),
    ("bounced count", "unzustellbar"),
    ("opted out count", "abgemeldet"),
    ("bought count", "gekauft"),
    ("revenue", "Umsatz"),
    ("stage name", "Stufe"),
    ("pipeline", "Pipeline"),
    ("weighted", "nach Aussicht"),
    ("last day", "letzter Tag"),
];
