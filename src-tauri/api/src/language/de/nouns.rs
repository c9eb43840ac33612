//! How German says what is about customers when the owner calls them otherwise: in words of any gender.
//! `{one}` and `{many}` stand without article, adjective or case.

/// English patterns and their words. Of the others none speaks of customers in German, or it is about the
/// program itself.
pub(in crate::language) const NEUTRAL: [(&str, &str); 28] = [
    ("A customer cannot refer to itself here.", "Ein Eintrag kann hier nicht auf sich selbst verweisen."),
    ("A customer for {} years.", "Seit {0} Jahren dabei."),
    ("A customer has no field “{}” to choose.", "{One}: Ein Feld „{0}“ zum Auswählen gibt es nicht."),
    (
        "A statement is about one customer. Choose the customer it is for.",
        "Ein Kontoauszug gilt für einen Eintrag ({Many}). Wählen Sie, für wen er ist.",
    ),
    ("Accounts for {} customers", "Konten ({Many}: {0})"),
    ("Customers cannot be sorted by name.", "{Many} lassen sich nicht nach Namen sortieren."),
    (
        "Money for a credit note goes back to the customer: give it with a minus before it.",
        "Geld zu einer Gutschrift geht zurück: Geben Sie es mit einem Minus davor an.",
    ),
    (
        "No customer has an account of their own. The settings say whether they should have one.",
        "Niemand hat ein eigenes Konto ({Many}). Ob es eines geben soll, sagen die Einstellungen.",
    ),
    (
        "No customer has the address {}. Say whose “{}” is, or make a new customer.",
        "Die Adresse {0} hat hier niemand ({Many}). Sagen Sie, wessen „{1}“ ist, oder legen Sie einen Eintrag an.",
    ),
    (
        "No customer owes anything or has credit, so there is nothing to print.",
        "Niemand schuldet etwas oder hat ein Guthaben, deshalb gibt es nichts zu drucken.",
    ),
    (
        "None of the steps of this track is for this customer.",
        "Keiner der Schritte dieses Ablaufs kommt hier infrage ({One}).",
    ),
    (
        "None of these customers is on the campaign's list. Draw up the list first.",
        "Niemand davon steht auf der Liste der Kampagne ({Many}). Legen Sie zuerst die Liste fest.",
    ),
    ("Planned for {} customers: {}", "Geplant ({Many}: {0}): {1}"),
    ("Save the customers’ accounts", "Konten sichern ({Many})"),
    (
        "The message is too large. Attach its files to the customer instead.",
        "Die Nachricht ist zu groß. Hängen Sie ihre Dateien stattdessen an den Eintrag ({One}).",
    ),
    ("The price of this customer.", "Der eigene Preis ({One})."),
    (
        "The row does not say whose it is. Name the customer by number, e-mail address or name.",
        "Die Zeile sagt nicht, wessen Fall es ist ({One}). Nennen Sie Nummer, E-Mail-Adresse oder Namen.",
    ),
    (
        "There is no customer “{}” in the book. Bring in the customers first, or mend the name.",
        "„{0}“ gibt es im Buch nicht. Holen Sie zuerst alle herein ({Many}), oder verbessern Sie den Namen.",
    ),
    (
        "These are not two customers but one. Choose another one.",
        "Das sind nicht zwei Einträge, sondern einer. Wählen Sie einen anderen.",
    ),
    (
        "This track already runs for this customer. Finish or stop it first.",
        "Dieser Ablauf läuft hier schon ({One}). Beenden Sie ihn zuerst.",
    ),
    (
        "With this the customer owes {} more than the credit limit of {}.",
        "Damit ist das Kreditlimit von {1} um {0} überschritten ({One}).",
    ),
    ("{} % off as agreed with this customer.", "{0} % Rabatt wie vereinbart."),
    ("{} is another customer's document.", "{0} gehört jemand anderem ({One})."),
    (
        "“{}” could be any of {} customers. Write the number or the e-mail address of the one that is meant.",
        "„{0}“ kann {1} Einträge meinen ({Many}). Schreiben Sie die Nummer oder die E-Mail-Adresse.",
    ),
    (
        "“{}” is a case of “{}”. Choose a case of this customer.",
        "„{0}“ ist ein Fall von „{1}“. Wählen Sie einen Fall, der dazugehört.",
    ),
    (
        "“{}” belongs to this customer already, directly or through others. Two cannot belong to each other.",
        "„{0}“ gehört schon dazu, direkt oder über andere. Zwei können nicht zueinander gehören.",
    ),
    (
        "“{}” was recommended by this customer, directly or through others. Two cannot have recommended each other.",
        "„{0}“ wurde von hier empfohlen, direkt oder über andere. Zwei können sich nicht gegenseitig empfohlen haben.",
    ),
    (
        "“{}” was not merged into another customer, so there is nothing to take apart.",
        "„{0}“ ist in keinem anderen Eintrag aufgegangen, deshalb gibt es nichts zu trennen.",
    ),
];
