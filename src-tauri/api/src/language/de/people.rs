//! What fields of the owner's own, the calendar, the map and the company of a customer say.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    ("calendar folder", "Ordner für den Kalender"),
    ("customer noun", "Wort für Kunde"),
    ("customer nouns", "Wort für Kunden"),
    ("Brought in a calendar", "Kalender hereingeholt"),
    ("The file is too large for a calendar.", "Die Datei ist zu groß für einen Kalender."),
    ("This is no calendar file.", "Das ist keine Kalenderdatei."),
    (
        "“{}” was moved or changed for {} there: here its series goes on as planned.",
        "„{0}“ wurde dort für den {1} verlegt oder geändert: Hier läuft die Reihe weiter wie geplant.",
    ),
    (
        "“{}” was moved from {} to {} there: here its series goes on as planned.",
        "„{0}“ wurde dort vom {1} auf den {2} verlegt: Hier läuft die Reihe weiter wie geplant.",
    ),
    (
        "One task was completed there already and comes in as done.",
        "Eine Aufgabe war dort schon erledigt und kommt als erledigt herein.",
    ),
    (
        "{} tasks were completed there already and come in as done.",
        "{0} Aufgaben waren dort schon erledigt und kommen als erledigt herein.",
    ),
    (
        "Some days of “{}” were taken out there: here its series is due on them, too.",
        "Einige Tage von „{0}“ wurden dort ausgenommen: Hier ist die Reihe auch an ihnen fällig.",
    ),
    ("“{}” has no date and is left out.", "„{0}“ hat kein Datum und bleibt weg."),
    (
        "The time ends before it begins. Exchange the two moments.",
        "Die Zeit endet, bevor sie beginnt. Vertauschen Sie die beiden Zeitpunkte.",
    ),
    (
        "The time zone “{}” is not known and the file does not describe it, so its times are taken as times here.",
        "Die Zeitzone „{0}“ ist nicht bekannt, und die Datei beschreibt sie nicht. Ihre Zeiten gelten daher als hiesige.",
    ),
    (
        "“{}” comes by the clocks of “{}”, which only the file describes; from now on it comes by the clocks here.",
        "„{0}“ kommt nach den Uhren von „{1}“, die nur die Datei beschreibt; hier kommt es nach den hiesigen.",
    ),
    (
        "The rule “{}” is not understood or never comes; only its first date comes in.",
        "Die Regel „{0}“ ist nicht verständlich oder trifft nie ein; nur ihr erster Termin kommt herein.",
    ),
    (
        "The folder for the calendar is not there. Choose another one in the settings.",
        "Den Ordner für den Kalender gibt es nicht. Wählen Sie in den Einstellungen einen anderen.",
    ),
    (
        "Only follow-ups can be written as a calendar. Choose a file that ends in .csv.",
        "Nur Wiedervorlagen lassen sich als Kalender schreiben. Wählen Sie eine Datei, die auf .csv endet.",
    ),
    ("One entry is in the calendar.", "Ein Eintrag steht im Kalender."),
    ("{} entries are in the calendar.", "{0} Einträge stehen im Kalender."),
    ("Turns {}.", "Wird {0}."),
    ("Next step of “{}”", "Nächster Schritt von „{0}“"),
    ("Next step of “{}”: {}", "Nächster Schritt von „{0}“: {1}"),
    ("{}, due today.", "{0}, heute fällig."),
    ("{}, due tomorrow.", "{0}, morgen fällig."),
    ("{}, due in {} days.", "{0}, in {1} Tagen fällig."),
    ("{}, due since yesterday.", "{0}, seit gestern fällig."),
    ("{}, {} days late.", "{0}, {1} Tage überfällig."),
    ("Has a birthday.", "Hat Geburtstag."),
    ("A customer for {} years.", "Seit {0} Jahren Kunde."),
    (
        "“{}” is no point on earth: the latitude lies between -90 and 90, the longitude between -180 and 180.",
        "„{0}“ ist kein Punkt auf der Erde: Die Breite liegt zwischen -90 und 90, die Länge zwischen -180 und 180.",
    ),
    (
        "“{}” is a postal code in several countries. Write the country behind a comma, such as “{}”.",
        "„{0}“ ist eine Postleitzahl in mehreren Ländern. Schreiben Sie das Land hinter ein Komma, etwa „{1}“.",
    ),
    (
        "“{}” is not known. Give a larger town nearby, with its country behind a comma if it is abroad.",
        "„{0}“ ist nicht bekannt. Nennen Sie einen größeren Ort in der Nähe, mit dem Land hinter einem Komma, wenn er im Ausland liegt.",
    ),
    ("field", "Feld"),
    ("fields", "Felder"),
    ("label", "Name"),
    ("field type", "Art"),
    ("options", "Auswahl"),
    ("required", "Muss ausgefüllt sein"),
    ("heading", "Überschrift"),
    ("position", "Platz"),
    ("shown in lists", "In Listen zeigen"),
    ("A choice needs words to choose from.", "Eine Auswahl braucht Wörter, aus denen gewählt wird."),
    (
        "A field stays with the records it was made for. Make a new one instead.",
        "Ein Feld bleibt bei den Einträgen, für die es gemacht wurde. Legen Sie stattdessen ein neues an.",
    ),
    (
        "Fields can be added to these kinds of record: {}.",
        "Felder lassen sich zu diesen Arten von Einträgen hinzufügen: {0}.",
    ),
    ("Removed the field “{}”", "Feld „{0}“ entfernt"),
    ("today", "heute"),
    ("yesterday", "gestern"),
    ("{} days ago", "vor {0} Tagen"),
    ("Already contacted by {} {}.", "Schon {1} von {0} kontaktiert."),
    ("{} of the same company", "{0} aus derselben Firma"),
    ("{} of the same household", "{0} aus demselben Haushalt"),
    ("{} of the same association", "{0} aus demselben Verein"),
    ("{} of the same institution", "{0} aus derselben Einrichtung"),
    ("{} was already contacted by {} {}.", "{0} wurde schon {2} von {1} kontaktiert."),
    ("Was in touch with {} {}.", "Hat sich {1} bei {0} gemeldet."),
    ("{} was in touch with {} {}.", "{0} hat sich {2} bei {1} gemeldet."),
    ("call", "Anruf"),
    ("e-mail", "E-Mail"),
    ("text message", "Nachricht"),
    ("letter", "Brief"),
    ("visit", "Besuch"),
    (
        "“{}” does not wish to be reached like this ({}). Choose another way, or change “Never contact by” if that is no longer so.",
        "„{0}“ möchte so nicht erreicht werden ({1}). Wählen Sie einen anderen Weg oder ändern Sie „Nie Kontakt per“, wenn das nicht mehr gilt.",
    ),
    ("There is a field “{}” already.", "Ein Feld „{0}“ gibt es schon."),
    (
        "There is a field “{}” already: the program itself calls one so, in one of its languages. Choose another name, such as “{} 2”.",
        "Ein Feld „{0}“ gibt es schon: Das Programm selbst nennt eines so, in einer seiner Sprachen. Wählen Sie einen anderen Namen, etwa „{1} 2“.",
    ),
    ("must be a telephone number such as 030 901820", "muss eine Telefonnummer sein, etwa 030 901820"),
    (
        "must be an e-mail address such as name@example.com",
        "muss eine E-Mail-Adresse sein, etwa name@example.com",
    ),
    (
        "must be the address of a page such as https://example.com",
        "muss die Adresse einer Seite sein, etwa https://example.com",
    ),
    (
        "This field has values, which would be lost (records with one: {}). Make a new field of the other type instead.",
        "Dieses Feld hat Werte, die verloren gingen (Einträge mit einem Wert: {0}). Legen Sie stattdessen ein neues Feld der anderen Art an.",
    ),
    (
        "This field leads to records already, which would be lost (records with one: {}). Make a new field for the others instead.",
        "Dieses Feld führt schon zu Einträgen, und das ginge verloren (Einträge mit einem Wert: {0}). Legen Sie für die anderen ein neues Feld an.",
    ),
    (
        "A record cannot lead to itself. Choose another one.",
        "Ein Eintrag kann nicht zu sich selbst führen. Wählen Sie einen anderen.",
    ),
    (
        "What it is counted in is a short word or sign such as kg.",
        "Worin gezählt wird, ist ein kurzes Wort oder Zeichen wie kg.",
    ),
    (
        "A relation leads to one of these kinds of record: {}.",
        "Eine Beziehung führt zu einer dieser Arten von Einträgen: {0}.",
    ),
    (
        "A yes or no is never empty: what is not ticked means no. Do not ask for it.",
        "Ja oder Nein ist nie leer: Was nicht angehakt ist, heißt Nein. Fragen Sie nicht danach.",
    ),
    (
        "There is another field “{}” now. Give that one another name first, then bring this one back.",
        "Es gibt jetzt ein anderes Feld „{0}“. Geben Sie diesem zuerst einen anderen Namen, und holen Sie das hier dann zurück.",
    ),
    (
        "“{}” stands in records ({}). Write another word in its place to rename it there, or give those records another word first.",
        "„{0}“ steht in Einträgen ({1}). Schreiben Sie ein anderes Wort an seine Stelle, um es dort umzubenennen, oder geben Sie diesen Einträgen zuerst ein anderes.",
    ),
    ("These stages no longer ask for it: {}.", "Diese Stufen fragen nicht mehr danach: {0}."),
    (
        "These views name it and cannot be shown as they are: {}.",
        "Diese Ansichten nennen es und lassen sich so nicht mehr zeigen: {0}.",
    ),
    (
        "These tracks have a condition on it, which now counts as holding: {}.",
        "Diese Abläufe haben eine Bedingung dazu, die jetzt als erfüllt gilt: {0}.",
    ),
    (
        "These campaigns choose their people by it and need another condition: {}.",
        "Diese Kampagnen wählen danach aus und brauchen eine andere Bedingung: {0}.",
    ),
    ("These templates no longer fill it in: {}.", "Diese Vorlagen füllen es nicht mehr aus: {0}."),
    (
        "“{}” is hidden. Its values stay (records with one: {}) and are there again when the field is brought back from the trash.",
        "„{0}“ ist ausgeblendet. Die Werte bleiben (Einträge mit einem Wert: {1}) und sind wieder da, wenn das Feld aus dem Papierkorb zurückgeholt wird.",
    ),
    (
        "“{}” belongs to this customer already, directly or through others. Two cannot belong to each other.",
        "„{0}“ gehört schon zu diesem Kunden, direkt oder über andere. Zwei können nicht zueinander gehören.",
    ),
    (
        "“{}” was recommended by this customer, directly or through others. Two cannot have recommended each other.",
        "„{0}“ wurde von diesem Kunden empfohlen, direkt oder über andere. Zwei können sich nicht gegenseitig empfohlen haben.",
    ),
    ("“{}” must be filled in.", "„{0}“ muss ausgefüllt sein."),
    (
        "“{}” was removed. No record had a value in it.",
        "„{0}“ wurde entfernt. In keinem Eintrag stand etwas darin.",
    ),
];
