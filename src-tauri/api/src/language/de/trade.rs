//! What documents, stock, payments and bookkeeping say.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    ("invoice", "Rechnung"),
    ("quote", "Angebot"),
    ("order", "Auftrag"),
    ("credit note", "Gutschrift"),
    ("delivery", "Lieferschein"),
    (
        "{} is issued, so it stays as it is. Write a credit note for what is wrong with it, and a new invoice.",
        "{0} ist ausgestellt und bleibt, wie sie ist. Schreiben Sie für das, was falsch ist, eine Gutschrift und eine neue Rechnung.",
    ),
    (
        "Money was paid on {}, so it cannot be cancelled. Pay it back first, or write a credit note.",
        "Auf {0} wurde gezahlt, sie lässt sich deshalb nicht stornieren. Zahlen Sie das Geld erst zurück, oder schreiben Sie eine Gutschrift.",
    ),
    (
        "{} keeps its place among the numbers, so it cannot be deleted. Cancel it, or write a credit note.",
        "{0} behält ihren Platz unter den Nummern und lässt sich deshalb nicht löschen. Stornieren Sie sie, oder schreiben Sie eine Gutschrift.",
    ),
    (
        "{} is issued and stays. Write a credit note to take it back.",
        "{0} ist ausgestellt und bleibt. Eine Gutschrift nimmt sie zurück.",
    ),
    (
        "{} stays as cancelled, so that its number is neither missing nor given again.",
        "{0} bleibt als storniert, damit ihre Nummer weder fehlt noch noch einmal vergeben wird.",
    ),
    ("Say how much one {} is in {}.", "Geben Sie an, wie viel 1 {0} in {1} ist."),
    (
        "A deposit can only be asked for on an open order.",
        "Eine Anzahlung gibt es nur auf einen offenen Auftrag.",
    ),
    (
        "A deposit is more than 0 and at most 100 percent.",
        "Eine Anzahlung ist mehr als 0 und höchstens 100 Prozent.",
    ),
    (
        "{} asks for more than {} invoices up to {}. Check how it repeats.",
        "{0} verlangt mehr als {1} Rechnungen bis {2}. Prüfen Sie, wie er sich wiederholt.",
    ),
    (
        "Nothing stands on this document yet. Add a line with a product, a description or a price, or keep it as a draft.",
        "Auf diesem Beleg steht noch nichts. Fügen Sie eine Zeile mit einem Artikel, einer Bezeichnung oder einem Preis hinzu, oder lassen Sie ihn einen Entwurf sein.",
    ),
    (
        "The discount is more than all lines together. Give a smaller one.",
        "Der Rabatt ist höher als alle Zeilen zusammen. Geben Sie einen kleineren ein.",
    ),
    (
        "The discount is more than the line itself. Give a smaller one.",
        "Der Rabatt ist höher als die Zeile selbst. Geben Sie einen kleineren ein.",
    ),
    (
        "Give the smallest coin, such as 0.05, or 0 when every amount can be paid.",
        "Geben Sie die kleinste Münze ein, etwa 0,05, oder 0, wenn sich jeder Betrag zahlen lässt.",
    ),
    (
        "{} has been counted up to {}. A series of numbers cannot be set back, or a number would be given twice.",
        "{0} ist bis {1} gezählt. Ein Nummernkreis lässt sich nicht zurückstellen, sonst würde eine Nummer zweimal vergeben.",
    ),
    (
        "Give the tax a name, such as Standard or Reduced.",
        "Geben Sie der Steuer einen Namen, etwa Regelsatz oder Ermäßigt.",
    ),
    ("“{}” is not charged, so its rate must be 0.", "„{0}“ wird nicht berechnet, ihr Satz muss also 0 sein."),
    (
        "All taxes of “{}” must be charged for the same reason.",
        "Alle Steuern von „{0}“ müssen aus demselben Grund berechnet werden.",
    ),
    (
        "“{}” is in use by sales or products, so it cannot be removed and its rate cannot change. Add the new rate under a name of its own, and use that from now on.",
        "„{0}“ wird von Verkäufen oder Artikeln benutzt, lässt sich also nicht entfernen und ihr Satz nicht ändern. Legen Sie den neuen Satz unter eigenem Namen an, und nehmen Sie ab jetzt diesen.",
    ),
    (
        "This kind of document cannot be made from the other: {} from {}.",
        "Dieser Beleg lässt sich aus dem anderen nicht machen: {0} aus {1}.",
    ),
    (
        "{} is cancelled, so nothing can be made from it.",
        "{0} ist storniert, daraus lässt sich nichts mehr machen.",
    ),
    (
        "This is still a draft. Set its status to open first.",
        "Das ist noch ein Entwurf. Setzen Sie den Status erst auf offen.",
    ),
    (
        "{} was declined. Clear the day it was declined if the customer thought again.",
        "{0} wurde abgelehnt. Leere den Tag der Ablehnung, wenn der Kunde es sich anders überlegt hat.",
    ),
    ("Only a quote can be accepted.", "Nur ein Angebot kann angenommen werden."),
    (
        "{} was valid until {}. Give it a later day if you still stand by it.",
        "{0} galt bis {1}. Geben Sie einen späteren Tag ein, wenn Sie noch dazu stehen.",
    ),
    ("Of “{}” only {} can still be taken over ({}).", "Von „{0}“ lassen sich nur noch {1} übernehmen ({2})."),
    ("{} has no line {}.", "{0} hat keine Zeile {1}."),
    ("Nothing of {} is left to take over ({}).", "Von {0} ist nichts mehr zu übernehmen ({1})."),
    ("“{}” is not a number such as 12.50.", "„{0}“ ist keine Zahl wie 12,50."),
    ("New from {}: {}", "Neu aus {0}: {1}"),
    ("Accepted {}", "{0} angenommen"),
    ("Deposit on {}", "Anzahlung auf {0}"),
    ("Recurring invoices up to {}", "Wiederkehrende Rechnungen bis {0}"),
    ("stock movement", "Lagerbewegung"),
    ("receipt", "Zahlungseingang"),
    ("cash entry", "Kassenbucheintrag"),
    ("stock movements", "Lagerbewegungen"),
    ("receipts", "Zahlungseingänge"),
    ("cash entries", "Kassenbucheinträge"),
    (
        "Say how many came, or with a minus how many went.",
        "Geben Sie an, wie viele kamen, oder mit einem Minus, wie viele gingen.",
    ),
    (
        "A transfer takes a number of things to another place. Say which.",
        "Eine Umlagerung bringt eine Anzahl an einen anderen Ort. Geben Sie an, wohin.",
    ),
    ("A cost cannot be below zero.", "Kosten können nicht unter null liegen."),
    (
        "Only {} of “{}” are in stock. Enter what came in, or allow negative stock in the settings.",
        "Von „{1}“ sind nur {0} am Lager. Tragen Sie ein, was hereinkam, oder erlauben Sie in den Einstellungen negativen Bestand.",
    ),
    ("The sheet could not be written: {}.", "Die Zählliste ließ sich nicht schreiben: {0}."),
    ("The sheet cannot be read: {}.", "Die Zählliste lässt sich nicht lesen: {0}."),
    (
        "The sheet has no column “{}”. Use the sheet as it was written.",
        "Die Zählliste hat keine Spalte „{0}“. Nehmen Sie die Liste so, wie sie geschrieben wurde.",
    ),
    (
        "Line {} of the sheet cannot be read. A count is a number such as 12 or 2.5.",
        "Zeile {0} der Zählliste lässt sich nicht lesen. Eine Zählung ist eine Zahl wie 12 oder 2,5.",
    ),
    ("Save the sheet for stocktaking", "Die Zählliste speichern"),
    ("Choose the filled sheet", "Die ausgefüllte Zählliste wählen"),
    ("Stocktaking", "Inventur"),
    ("The usual price.", "Der übliche Preis."),
    ("The price of this customer.", "Der Preis dieses Kunden."),
    ("The price of “{}”.", "Der Preis für „{0}“."),
    ("The price at this time.", "Der Preis in dieser Zeit."),
    ("{} From {} on.", "{0} Ab {1}."),
    ("{} % off as agreed with this customer.", "{0} % Rabatt, wie mit diesem Kunden vereinbart."),
    ("{} % off by the campaign “{}”.", "{0} % Rabatt durch die Kampagne „{1}“."),
    (
        "Line {}: of “{}” {} are wanted and {} can be promised.",
        "Position {0}: Von „{1}“ werden {2} gewünscht, und {3} lassen sich zusagen.",
    ),
    (
        "With this the customer owes {} more than the credit limit of {}.",
        "Damit schuldet der Kunde {0} mehr als sein Kreditlimit von {1}.",
    ),
    (
        "{} takes no payment: it is no valid invoice or credit note.",
        "{0} nimmt keine Zahlung an: Das ist keine gültige Rechnung oder Gutschrift.",
    ),
    (
        "{} is in {}. Record its payment on the document itself, in its own currency.",
        "{0} ist in {1}. Tragen Sie die Zahlung auf dem Beleg selbst ein, in seiner Währung.",
    ),
    ("{} is another customer's document.", "{0} ist der Beleg eines anderen Kunden."),
    (
        "More is put onto documents than was paid. Lower one of the amounts.",
        "Es wird mehr auf Belege verteilt, als bezahlt wurde. Verringern Sie einen der Beträge.",
    ),
    (
        "What is left over is the customer's credit. Say whose, or put all of it onto documents.",
        "Was übrig bleibt, ist das Guthaben des Kunden. Geben Sie an, wessen, oder verteilen Sie alles auf Belege.",
    ),
    (
        "Say how much was put into the till, or with a minus how much was taken out.",
        "Geben Sie an, wie viel in die Kasse gelegt wurde, oder mit einem Minus, wie viel entnommen wurde.",
    ),
    (
        "This payment is a part of a receipt that may pay several documents. Change the receipt.",
        "Diese Zahlung ist Teil eines Zahlungseingangs, der mehrere Belege bezahlen kann. Ändern Sie den Zahlungseingang.",
    ),
    (
        "{} has nothing left to put onto documents.",
        "{0} hat nichts mehr übrig, was sich auf Belege verteilen ließe.",
    ),
    ("{} owes nothing, so there is nothing to remind of.", "{0} ist bezahlt, es gibt nichts anzumahnen."),
    ("Payment from {}", "Zahlung von {0}"),
    ("Credit of {}", "Guthaben aus {0}"),
    ("Wrote off {}", "{0} ausgebucht"),
    ("{} reminders", "{0} Mahnungen"),
    ("1 reminder", "1 Mahnung"),
    (
        "The books are closed up to {}, so nothing of that time can change ({}). Use a later day, or open the books again in the settings.",
        "Die Bücher sind bis {0} geschlossen, aus dieser Zeit lässt sich nichts ändern ({1}). Nehmen Sie einen späteren Tag, oder öffnen Sie die Bücher in den Einstellungen wieder.",
    ),
    ("Save the document", "Den Beleg speichern"),
    ("Save the journal", "Das Journal speichern"),
    (
        "Other documents were made from {} already, so it stays what it is. Make the next document from it instead.",
        "Aus {0} sind schon andere Belege entstanden, deshalb bleibt es, was es ist. Machen Sie stattdessen den nächsten Beleg daraus.",
    ),
    ("Say which product has this price.", "Geben Sie an, welcher Artikel diesen Preis hat."),
    ("Give a number of days to pay, from 0 to 3650.", "Geben Sie die Tage Zahlungsziel an, von 0 bis 3650."),
    ("The price of the campaign “{}”.", "Der Preis der Kampagne „{0}“."),
    ("{} days to pay by the campaign “{}”.", "{0} Tage Zahlungsziel durch die Kampagne „{1}“."),
    ("Stock of {}", "Bestand von {0}"),
    ("Corrected", "Korrigiert"),
    (
        "The stock of “{}” is not kept. Choose “Keep its stock” on its page first.",
        "Der Bestand von „{0}“ wird nicht geführt. Wählen Sie zuerst auf seiner Seite „Bestand führen“.",
    ),
    (
        "“{}” lies at several places. Correct it at one of them, on its own page.",
        "„{0}“ liegt an mehreren Orten. Korrigieren Sie den Bestand an einem davon, auf der eigenen Seite.",
    ),
];
