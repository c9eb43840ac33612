//! What variants of products, categories and prices in other currencies say.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    ("Variants of {}", "Varianten von {0}"),
    (
        "“{}” is a variant itself. Give the options to the product it belongs to.",
        "„{0}“ ist selbst eine Variante. Geben Sie die Optionen dem Artikel, zu dem sie gehört.",
    ),
    (
        "Give every option a name and what there is to choose from, such as Size: S; M; L.",
        "Geben Sie jeder Option einen Namen und was zur Auswahl steht, etwa Größe: S; M; L.",
    ),
    (
        "The option “{}” is there twice. Put its values into one.",
        "Die Option „{0}“ gibt es zweimal. Fassen Sie ihre Werte in einer zusammen.",
    ),
    (
        "These options make more than {} variants. Leave some values out, or make two products of it.",
        "Diese Optionen ergeben mehr als {0} Varianten. Lassen Sie Werte weg, oder legen Sie zwei Artikel an.",
    ),
    (
        "The part “{}” is chosen by {}, and has no variant for {}. Give the bundle the same options and values.",
        "Der Bestandteil „{0}“ wird nach {1} gewählt und hat keine Variante für {2}. Geben Sie dem Paket dieselben Optionen und Werte.",
    ),
    (
        "“{}” is sold in variants. Say which of them it is.",
        "„{0}“ wird in Varianten verkauft. Wählen Sie, welche es ist.",
    ),
    ("Category “{}”", "Kategorie „{0}“"),
    ("Category “{}” is now “{}”", "Kategorie „{0}“ heißt jetzt „{1}“"),
    ("Category “{}” put into “{}”", "Kategorie „{0}“ in „{1}“ aufgegangen"),
    ("Category “{}” removed", "Kategorie „{0}“ entfernt"),
    ("There is a category “{}” already.", "Die Kategorie „{0}“ gibt es schon."),
    (
        "There is a category “{}” already. Merge “{}” into it if both mean the same.",
        "Die Kategorie „{0}“ gibt es schon. Führen Sie „{1}“ mit ihr zusammen, wenn beide dasselbe meinen.",
    ),
    ("“{}” cannot be put into itself.", "„{0}“ kann nicht in sich selbst liegen."),
    (
        "{} products are in “{}”. Merge it into another category, or put them elsewhere first.",
        "{0} Artikel sind in „{1}“. Führen Sie sie mit einer anderen Kategorie zusammen, oder ordnen Sie die Artikel erst anders ein.",
    ),
    ("There is no category “{}”.", "Die Kategorie „{0}“ gibt es nicht."),
    ("Give the category a name.", "Geben Sie der Kategorie einen Namen."),
    ("{} {} at {}.", "{0} {1} zum Kurs {2}."),
    (
        "The rate of a payment is how much one unit of its currency was worth, so it is above zero.",
        "Der Kurs einer Zahlung ist, wie viel eine Einheit ihrer Währung wert war, und deshalb größer als null.",
    ),
    (
        "The account of a customer is a number from {} to {}.",
        "Das Konto eines Kunden ist eine Nummer von {0} bis {1}.",
    ),
    (
        "All accounts for customers from {} to {} are given. Use one account for all of them, or longer numbers.",
        "Alle Debitorenkonten von {0} bis {1} sind vergeben. Nehmen Sie ein Konto für alle, oder längere Nummern.",
    ),
    (
        "{} has amounts in {} with three decimals. Electronic invoices (EN 16931) take two, so it goes without data that programs can read.",
        "{0} hat Beträge in {1} mit drei Nachkommastellen. Elektronische Rechnungen (EN 16931) nehmen zwei, deshalb trägt sie keine Daten für Programme.",
    ),
    ("There is nothing to print.", "Es gibt nichts zu drucken."),
    (
        "No reminder is due, so there is nothing to print.",
        "Keine Mahnung ist fällig, es gibt nichts zu drucken.",
    ),
    (
        "No customer owes anything or has credit, so there is nothing to print.",
        "Kein Kunde schuldet etwas oder hat ein Guthaben, es gibt nichts zu drucken.",
    ),
    ("Reminders", "Mahnungen"),
    ("Statements", "Kontoauszüge"),
    ("Save the letters", "Die Briefe speichern"),
    ("Writing the letters", "Die Briefe werden geschrieben"),
    ("Accounts for {} customers", "Konten für {0} Kunden"),
    ("Save the customers’ accounts", "Die Debitorenkonten speichern"),
    (
        "No customer has an account of their own. The settings say whether they should have one.",
        "Kein Kunde hat ein eigenes Konto. Ob Kunden eines haben sollen, steht in den Einstellungen.",
    ),
    (
        "At this rate the price is more than a sale can hold.",
        "Zu diesem Kurs ist der Preis größer, als ein Beleg fassen kann.",
    ),
];
