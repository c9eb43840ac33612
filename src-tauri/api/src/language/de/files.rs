//! What files, lists going in and out and reports say.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    ("Choose a table or a file of cards", "Eine Tabelle oder eine Datei mit Visitenkarten wählen"),
    ("1 card names nobody and is left out.", "1 Visitenkarte nennt niemanden und wird ausgelassen."),
    ("{} cards name nobody and are left out.", "{0} Visitenkarten nennen niemanden und werden ausgelassen."),
    ("This is not brought in from the cards: {}.", "Das wird aus den Visitenkarten nicht übernommen: {0}."),
    (
        "The file is too large for a list of cards. Export it in parts.",
        "Die Datei ist zu groß für eine Liste von Visitenkarten. Exportieren Sie sie in Teilen.",
    ),
    (
        "None of the cards in this file names anybody.",
        "Keine der Visitenkarten in dieser Datei nennt jemanden.",
    ),
    (
        "This file holds cards (vCard), which are customers.",
        "Diese Datei enthält Visitenkarten (vCard), also Kunden.",
    ),
    (
        "Only customers can be written as cards. Choose a file that ends in .csv.",
        "Nur Kunden lassen sich als Visitenkarten schreiben. Wählen Sie eine Datei, die auf .csv endet.",
    ),
    ("{} customers are in the file.", "{0} Kunden sind in der Datei."),
    ("Choose a file", "Eine Datei wählen"),
    ("Choose a picture", "Ein Bild wählen"),
    ("Save the file", "Die Datei speichern"),
    ("Taking the file into the book", "Die Datei wird ins Buch genommen"),
    (
        "This is empty or larger than {} MB. Choose it as a file instead.",
        "Das ist leer oder größer als {0} MB. Wählen Sie es stattdessen als Datei.",
    ),
    (
        "“{}” is a program, and programs are not started from here. Save it to a folder first if you trust it.",
        "„{0}“ ist ein Programm, und Programme werden von hier nicht gestartet. Speichern Sie es zuerst in einen Ordner, wenn Sie ihm vertrauen.",
    ),
    (
        "This computer has no program for “{}”. Save it to a folder instead.",
        "Dieser Computer hat kein Programm für „{0}“. Speichern Sie es stattdessen in einen Ordner.",
    ),
    (
        "This file is not in the book. Choose it again.",
        "Diese Datei ist nicht im Buch. Wählen Sie sie noch einmal.",
    ),
    (
        "This attached file is missing from the folder of the book. Take the book from a backup, or attach the file again.",
        "Diese Datei fehlt im Ordner des Buchs. Holen Sie das Buch aus einer Sicherung, oder hängen Sie die Datei noch einmal an.",
    ),
    (
        "The attached file {} is damaged. Attach it again, or take it from a backup.",
        "Die angehängte Datei {0} ist beschädigt. Hängen Sie sie noch einmal an, oder holen Sie sie aus einer Sicherung.",
    ),
    (
        "1 file lies in the folder “{}” beside it. Keep both together.",
        "1 Datei liegt im Ordner „{0}“ daneben. Lassen Sie beides beisammen.",
    ),
    (
        "{} files lie in the folder “{}” beside it. Keep both together.",
        "{0} Dateien liegen im Ordner „{1}“ daneben. Lassen Sie beides beisammen.",
    ),
    (
        "These files are missing from the folder of the book and could not be copied: {}.",
        "Diese Dateien fehlen im Ordner des Buchs und ließen sich nicht kopieren: {0}.",
    ),
    (
        "1 file is not beside this table and did not come in: {}. Put its folder there and bring the table in again.",
        "1 Datei liegt nicht neben dieser Tabelle und kam nicht mit: {0}. Legen Sie ihren Ordner daneben und lesen Sie die Tabelle noch einmal ein.",
    ),
    (
        "{} files are not beside this table and did not come in: {}. Put their folder there and bring the table in again.",
        "{0} Dateien liegen nicht neben dieser Tabelle und kamen nicht mit: {1}. Legen Sie ihren Ordner daneben und lesen Sie die Tabelle noch einmal ein.",
    ),
    ("One attached file read back completely.", "Eine angehängte Datei ganz zurückgelesen."),
    ("{} attached files read back completely.", "{0} angehängte Dateien ganz zurückgelesen."),
    (
        "The logo must be one picture, as a PNG or JPEG file.",
        "Das Logo muss ein einziges Bild sein, als PNG- oder JPEG-Datei.",
    ),
    (
        "“{}” cannot be brought in. A file can hold: {}.",
        "„{0}“ lässt sich nicht einlesen. Eine Datei kann enthalten: {1}.",
    ),
    (
        "Rows that are already there can be: fill, skip, update, create.",
        "Zeilen, die es schon gibt, können sein: fill, skip, update, create.",
    ),
    ("The order of dates is dmy, mdy or ymd.", "Die Reihenfolge von Daten ist dmy, mdy oder ymd."),
    ("Trying the import", "Das Einlesen wird geprobt"),
    ("Bringing the file in", "Die Datei wird eingelesen"),
    (
        "A list can be written for a spreadsheet or exact.",
        "Eine Liste kann für eine Tabelle (spreadsheet) oder genau (exact) geschrieben werden.",
    ),
    ("Save the list", "Die Liste speichern"),
    ("Writing the list", "Die Liste wird geschrieben"),
    ("The same number", "Dieselbe Nummer"),
    ("The same e-mail address", "Dieselbe E-Mail-Adresse"),
    ("The same telephone number", "Dieselbe Telefonnummer"),
    ("The same name and place", "Derselbe Name am selben Ort"),
    ("The same name, of which nothing else was known", "Derselbe Name, zu dem sonst nichts bekannt war"),
    ("The same name with its words in another order", "Derselbe Name in anderer Reihenfolge"),
    ("The same code", "Dieselbe Artikelnummer"),
    ("The same name", "Derselbe Name"),
    ("The same document", "Derselbe Beleg"),
    (
        "{}. What the row says otherwise was not taken: {}.",
        "{0}. Was die Zeile anders sagt, wurde nicht übernommen: {1}.",
    ),
    ("{}. All that the row says is there.", "{0}. Alles aus der Zeile steht schon da."),
    ("{}.", "{0}."),
    (
        "1 customer has no name. If a column has it, let that column go to the name before you bring the file in.",
        "1 Eintrag hat keinen Namen. Steht er in einer Spalte, weisen Sie diese dem Namen zu, bevor Sie die Datei einlesen.",
    ),
    (
        "{} customers have no name. If a column has it, let that column go to the name before you bring the file in.",
        "{0} Einträge haben keinen Namen. Steht er in einer Spalte, weisen Sie diese dem Namen zu, bevor Sie die Datei einlesen.",
    ),
    (
        "1 record that is in the book already gets what it lacks; nothing that stands there is overwritten.",
        "1 Eintrag, der schon im Buch steht, wird ergänzt; nichts, was dort steht, wird überschrieben.",
    ),
    (
        "{} records that are in the book already get what they lack; nothing that stands there is overwritten.",
        "{0} Einträge, die schon im Buch stehen, werden ergänzt; nichts, was dort steht, wird überschrieben.",
    ),
    (
        "1 reminder of a service or the end of a warranty was planned.",
        "1 Erinnerung an einen Service oder das Ende einer Garantie wurde geplant.",
    ),
    (
        "{} reminders of a service or the end of a warranty were planned.",
        "{0} Erinnerungen an einen Service oder das Ende einer Garantie wurden geplant.",
    ),
    ("One record in one row.", "Ein Eintrag in einer Zeile."),
    ("One record in {} rows.", "Ein Eintrag in {0} Zeilen."),
    ("{} records in {} rows.", "{0} Einträge in {1} Zeilen."),
    ("A report can be written as pdf or csv.", "Ein Bericht kann als pdf oder csv geschrieben werden."),
    ("Save the report", "Den Bericht speichern"),
    ("Writing the report", "Der Bericht wird geschrieben"),
    (
        "No typeface of this program or computer has these signs, so another stands in their place: {}. Install a font that has them, and print it again.",
        "Keine Schrift des Programms oder des Computers hat diese Zeichen, an ihrer Stelle steht ein anderes: {0}. Installieren Sie eine Schrift, die sie hat, und drucken Sie noch einmal.",
    ),
    (
        "There is no such file or folder. Check the name.",
        "Es gibt keine solche Datei und keinen solchen Ordner. Prüfen Sie den Namen.",
    ),
    (
        "You may not read or write here. Choose another place or ask for permission.",
        "Hier dürfen Sie nicht lesen oder schreiben. Wählen Sie einen anderen Ort oder bitten Sie um Erlaubnis.",
    ),
    (
        "This disk is read-only. Choose another place.",
        "Dieser Datenträger ist nur lesbar. Wählen Sie einen anderen Ort.",
    ),
    (
        "This is a folder, not a file. Choose a file in it.",
        "Das ist ein Ordner, keine Datei. Wählen Sie eine Datei darin.",
    ),
    ("This is a file, not a folder.", "Das ist eine Datei, kein Ordner."),
    (
        "There is already something with this name. Choose another name.",
        "Diesen Namen gibt es schon. Wählen Sie einen anderen.",
    ),
    ("The disk reported an error: {}.", "Der Datenträger meldet einen Fehler: {0}."),
    (
        "“{}” is not an encoding. Use one such as utf-8, windows-1252 or utf-16le.",
        "„{0}“ ist keine Zeichenkodierung. Nehmen Sie eine wie utf-8, windows-1252 oder utf-16le.",
    ),
    (
        "This file is empty. Export the table again and choose the new file.",
        "Diese Datei ist leer. Exportieren Sie die Tabelle noch einmal und wählen Sie die neue Datei.",
    ),
    (
        "This is {}, not a CSV file. Open it in the program it comes from, save it as CSV and choose that file.",
        "Das ist {0}, keine CSV-Datei. Öffnen Sie sie in ihrem Programm, speichern Sie sie als CSV und wählen Sie jene Datei.",
    ),
    (
        "This file holds no text. Open it in the program it comes from, save it as CSV and choose that file.",
        "Diese Datei enthält keinen Text. Öffnen Sie sie in ihrem Programm, speichern Sie sie als CSV und wählen Sie jene Datei.",
    ),
    (
        "1 line above the names of the columns was left out.",
        "1 Zeile über den Spaltennamen wurde ausgelassen.",
    ),
    (
        "{} lines above the names of the columns were left out.",
        "{0} Zeilen über den Spaltennamen wurden ausgelassen.",
    ),
    (
        "The last row (line {}, “{}”) is no record and was left out.",
        "Die letzte Zeile (Zeile {0}, „{1}“) ist kein Eintrag und wurde ausgelassen.",
    ),
    ("“{}” is not a telephone number.", "„{0}“ ist keine Telefonnummer."),
    (
        "The second row repeats the names in technical words and was left out.",
        "Die zweite Zeile wiederholt die Namen in technischer Form und wurde ausgelassen.",
    ),
    (
        "The first row holds values, so the columns were given names by position.",
        "Die erste Zeile enthält Werte, deshalb heißen die Spalten nach ihrer Stelle.",
    ),
    (
        "There are signs in the file that are no text; they were left out.",
        "In der Datei stehen Zeichen, die kein Text sind; sie wurden ausgelassen.",
    ),
    (
        "The table cannot be read. Open it in the program it comes from, save it as CSV and choose that file.",
        "Die Tabelle ist nicht lesbar. Öffnen Sie sie in ihrem Programm, speichern Sie sie als CSV und wählen Sie jene Datei.",
    ),
    (
        "{} that begins in line {} is longer than {}. Most likely a quotation mark there is opened and never closed; correct it and try again.",
        "{0} ab Textzeile {1} ist länger als {2}. Wahrscheinlich wird dort ein Anführungszeichen geöffnet und nie geschlossen; verbessern Sie das und versuchen Sie es noch einmal.",
    ),
    ("The row", "Die Tabellenzeile"),
    ("“{}” must be {}.", "„{0}“ muss {1} sein."),
    ("a whole number such as 12", "eine ganze Zahl, etwa 12,"),
    ("a number such as 1234.5", "eine Zahl, etwa 1234.5,"),
    ("an amount such as 1234.50", "ein Betrag, etwa 1234.50,"),
    (
        "an amount that the currency of this book can have",
        "ein Betrag, den es in der Währung dieses Buches gibt,",
    ),
    ("a day such as 31 December 2026", "ein Tag, etwa 31.12.2026,"),
    ("a day and a time", "ein Tag mit Uhrzeit"),
    ("yes or no", "yes oder no"),
    ("the identity of a record", "die Kennung eines Eintrags"),
    ("one column for each of its fields", "eine Spalte für jedes seiner Felder"),
    (
        "A book has its settings already. Change them instead of making others.",
        "Ein Buch hat seine Einstellungen schon. Ändern Sie diese, statt andere anzulegen.",
    ),
    (
        "The settings of the book are not a list. An export with the profile exact, or a backup, holds them.",
        "Die Einstellungen des Buches sind keine Liste. Ein genauer Export (exact) oder eine Sicherung enthält sie.",
    ),
    (
        "The rows cannot be written here. Choose another file.",
        "Die Zeilen lassen sich hier nicht schreiben. Wählen Sie eine andere Datei.",
    ),
    (
        "“{}” is not the identity of a record. Leave this column as it was.",
        "„{0}“ ist keine Kennung eines Eintrags. Lassen Sie diese Spalte, wie sie war.",
    ),
    (
        "“{}” is not in the book ({}). Bring that in first, or mend the name.",
        "„{0}“ ist nicht im Buch ({1}). Holen Sie das zuerst herein, oder verbessern Sie den Namen.",
    ),
    (
        "Fields of your own lead to {} that are not in this book yet. Bring in the file with them too.",
        "Eigene Felder führen zu Einträgen, die noch nicht in diesem Buch sind ({0}). Holen Sie auch die Datei mit ihnen herein.",
    ),
    (
        "“{}” could be any of {} records ({}). Write the number of the one that is meant.",
        "„{0}“ könnte jeder von {1} Einträgen sein ({2}). Schreiben Sie die Nummer dessen, der gemeint ist.",
    ),
    (
        "The {} it refers to is not in this book. Bring in the file with the {} first.",
        "Worauf sich die Zeile bezieht ({0}), steht nicht in diesem Buch. Lesen Sie zuerst die Datei dafür ein: {1}.",
    ),
    ("Import of {} from {}", "{0} eingelesen aus {1}"),
    (
        "The rows to mend could not be written to a file of their own. {}",
        "Die zu verbessernden Zeilen ließen sich nicht in eine eigene Datei schreiben. {0}",
    ),
    (
        "The file has no column “{}”. Look at the file again.",
        "Die Datei hat keine Spalte „{0}“. Sehen Sie noch einmal in die Datei.",
    ),
    (
        "Line {} of the file has the number {} already, so this row was left out. Give it a number of its own, or have what is there already changed by it.",
        "Zeile {0} der Datei hat die Nummer {1} schon, deshalb blieb diese Zeile draußen. Geben Sie ihr eine eigene Nummer, oder lassen Sie das Vorhandene durch sie ändern.",
    ),
    (
        "New products without a tax that the settings know: {}. They got the usual one, “{}” ({} %).",
        "Neue Artikel ohne eine Steuer, die die Einstellungen kennen: {0}. Sie haben die übliche bekommen, „{1}“ ({2} %).",
    ),
    (
        "New products without a tax in the file: {}. They got the usual rate, {} %.",
        "Neue Artikel, zu denen die Datei keine Steuer nennt: {0}. Sie haben den üblichen Satz bekommen, {1} %.",
    ),
    (
        "New products without a tax in the file: {}. The settings name no usual one either, so they are sold without tax.",
        "Neue Artikel, zu denen die Datei keine Steuer nennt: {0}. Auch die Einstellungen nennen keine übliche, so werden sie ohne Steuer verkauft.",
    ),
    ("“{}” is no field that a column can go to.", "„{0}“ ist kein Feld, in das eine Spalte gehen kann."),
    (
        "The columns “{}” and “{}” both go to “{}”. Leave one of them out.",
        "Die Spalten „{0}“ und „{1}“ gehen beide nach „{2}“. Lassen Sie eine davon weg.",
    ),
    (
        "{}: No column of this file is known ({}). Say for at least one of them what it holds.",
        "{0}: Keine Spalte dieser Datei ist bekannt ({1}). Sagen Sie für mindestens eine, was sie enthält.",
    ),
    (
        "In the dates of this file both day and month could come first. Say which comes first, the day (31.12.) or the month (12/31).",
        "In den Daten dieser Datei könnte Tag oder Monat vorn stehen. Sagen Sie, was vorn steht: der Tag (31.12.) oder der Monat (12/31).",
    ),
    ("“{}” is not a number. It should look like {}.", "„{0}“ ist keine Zahl. Sie sollte aussehen wie {1}."),
    ("“{}” must be a whole number such as 12.", "„{0}“ muss eine ganze Zahl sein, etwa 12."),
    ("“{}” is more than a book can hold.", "„{0}“ ist mehr, als ein Buch fassen kann."),
    (
        "“{}” is not a time. It should look like 14:30.",
        "„{0}“ ist keine Uhrzeit. Sie sollte aussehen wie 14:30.",
    ),
    ("“{}” must be yes or no.", "„{0}“ muss ja oder nein sein."),
    ("This column cannot be brought in.", "Diese Spalte lässt sich nicht einlesen."),
    ("“{}” is not known here. It must be one of: {}.", "„{0}“ ist hier nicht bekannt. Möglich sind: {1}."),
    ("“{}” is not a date. It should look like {}.", "„{0}“ ist kein Datum. Es sollte aussehen wie {1}."),
    ("“{}” {}.", "„{0}“ {1}."),
    (
        "The sale of this number is another customer's, so this takes nothing back of it.",
        "Der Verkauf mit dieser Nummer gehört jemand anderem, also wird von ihm nichts zurückgenommen.",
    ),
    (
        "More comes back by this than is left of the sale.",
        "Damit käme mehr zurück, als von dem Verkauf noch übrig ist.",
    ),
    ("A sale needs the day on which it was made.", "Ein Verkauf braucht den Tag, an dem er geschah."),
    ("targets of campaigns", "Kampagnenziele"),
    (
        "These columns are not known here and are left out: {}.",
        "Diese Spalten sind hier nicht bekannt und werden ausgelassen: {0}.",
    ),
    (
        "This file holds {} that were written by this program, not {}.",
        "Diese Datei enthält, von diesem Programm geschrieben, {0}, nicht {1}.",
    ),
    (
        "The {} come in only from a file that this program has written, as an export with the profile exact.",
        "{0} lassen sich nur aus einer Datei einlesen, die dieses Programm als genauen Export geschrieben hat.",
    ),
    (
        "Some amounts are in {}. They are taken as {}; nothing is converted.",
        "Einige Beträge sind in {0}. Sie gelten als {1}; umgerechnet wird nichts.",
    ),
    (
        "A quotation mark in the row that begins in line {} is never closed; everything after it was taken as one cell.",
        "Ein Anführungszeichen in der Tabellenzeile ab Textzeile {0} wird nie geschlossen; alles danach gilt als eine Zelle.",
    ),
    ("1 row has", "1 Zeile hat"),
    ("{} rows have", "{0} Zeilen haben"),
    (
        "{} letters that cannot be read as {} (the first in line {}). Choose other characters.",
        "{0} Buchstaben, die sich als {1} nicht lesen lassen (die erste in Zeile {2}). Wählen Sie andere Zeichen.",
    ),
    (
        "{} fewer cells than there are columns (the first in line {}); the missing ones count as empty.",
        "{0} weniger Zellen, als es Spalten gibt (die erste in Zeile {1}); die fehlenden gelten als leer.",
    ),
    (
        "{} more cells than there are columns (the first in line {}); what is beyond the last column is left out.",
        "{0} mehr Zellen, als es Spalten gibt (die erste in Zeile {1}); was hinter der letzten Spalte steht, wird ausgelassen.",
    ),
    ("There are no rows below the names of the columns.", "Unter den Spaltennamen stehen keine Zeilen."),
    (
        "There is no report “{}”. The reports are: {}.",
        "Es gibt keinen Bericht „{0}“. Die Berichte sind: {1}.",
    ),
    ("The report could not be written as CSV: {}.", "Der Bericht ließ sich nicht als CSV schreiben: {0}."),
    ("Customers cannot be sorted by name.", "Kunden lassen sich nicht nach Namen sortieren."),
    (
        "The period ends on {}, before it begins on {}. Exchange the two days.",
        "Der Zeitraum endet am {0}, bevor er am {1} beginnt. Tauschen Sie die beiden Tage.",
    ),
    (
        "The typeface {} could not be put into the PDF: {}.",
        "Die Schrift {0} ließ sich nicht in das PDF einbetten: {1}.",
    ),
    ("The PDF could not be completed: {}.", "Das PDF ließ sich nicht fertigstellen: {0}."),
    (
        "A typeface of this program is damaged. Please install it again.",
        "Eine Schrift dieses Programms ist beschädigt. Bitte installieren Sie es neu.",
    ),
    (
        "A statement is about one customer. Choose the customer it is for.",
        "Ein Kontoauszug gilt für einen Kunden. Wählen Sie den Kunden.",
    ),
    (
        "a spreadsheet (Excel or OpenDocument) or another zipped file",
        "eine Tabelle (Excel oder OpenDocument) oder eine andere gepackte Datei",
    ),
    ("an old Excel or Word file", "eine alte Excel- oder Word-Datei"),
    ("a PDF", "ein PDF"),
    ("a database", "eine Datenbank"),
    ("a compressed file", "eine gepackte Datei"),
    ("a picture", "ein Bild"),
    ("a formatted letter", "ein formatierter Brief"),
    ("a calendar", "ein Kalender"),
    ("The cell in column {}", "Die Zelle in Spalte {0}"),
    (
        "This desktop shows no icons of programs without a window, so the program still ends with its last window ({}).",
        "Dieser Schreibtisch zeigt keine Symbole von Programmen ohne Fenster, deshalb endet das Programm weiterhin mit seinem letzten Fenster ({0}).",
    ),
    ("Open Regulars", "Regulars öffnen"),
    ("Quit Regulars", "Regulars beenden"),
];
