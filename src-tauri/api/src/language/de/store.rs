//! What the book on disk says.

/// English patterns and their German words.
pub const WORDS: &[(&str, &str)] = &[
    (
        "This {} is no longer in the book. It may have been removed in another window.",
        "Nicht mehr im Buch: {0}. Vielleicht wurde der Eintrag in einem anderen Fenster entfernt.",
    ),
    (
        "The disk is full, so nothing was saved. Free some space on the disk that holds {} and try again.",
        "Der Datenträger ist voll, deshalb wurde nichts gespeichert. Schaffen Sie Platz auf dem Datenträger mit {0} und versuchen Sie es noch einmal.",
    ),
    (
        "{} is open in another window of Regulars ({}). Use that window, or close it first.",
        "{0} ist in einem anderen Fenster von Regulars offen ({1}). Nehmen Sie jenes Fenster oder schließen Sie es zuerst.",
    ),
    (
        "{} was written by a newer version of Regulars (format {}, this program reads up to {}). Please install the newer version.",
        "{0} wurde von einer neueren Version von Regulars geschrieben (Format {1}, dieses Programm liest bis {2}). Bitte installieren Sie die neuere Version.",
    ),
    ("There is nothing to redo.", "Es gibt nichts zu wiederholen."),
    ("There is nothing to undo.", "Es gibt nichts zurückzunehmen."),
    ("Cancelled. Nothing was changed.", "Abgebrochen. Nichts wurde geändert."),
    (
        "The read model has {} records of kind {}, the store has {}.",
        "Das Lesemodell hat {0} Einträge der Art {1}, der Speicher hat {2}.",
    ),
    (
        "The {} {} differs between the read model and the store.",
        "Der Eintrag {1} ({0}) ist im Lesemodell anders als im Speicher.",
    ),
    (
        "The archive did not read back as it was written, so it was not kept. Try again, on another disk if this happens twice.",
        "Das Archiv las sich nicht so zurück, wie es geschrieben wurde, deshalb wurde es verworfen. Versuchen Sie es noch einmal, beim zweiten Mal auf einem anderen Datenträger.",
    ),
    (
        "This is not an archive of Regulars. Choose a file made by its backup.",
        "Das ist kein Archiv von Regulars. Wählen Sie eine Datei, die bei einer Sicherung entstand.",
    ),
    (
        "This archive is damaged or incomplete (near byte {} of {}), so it cannot be trusted. Use another backup.",
        "Dieses Archiv ist beschädigt oder unvollständig (bei Byte {0} von {1}), deshalb ist darauf kein Verlass. Nehmen Sie eine andere Sicherung.",
    ),
    (
        "The journal is damaged in {}; the history of {} cannot be read back.",
        "Das Journal ist beschädigt ({0}); der Verlauf von {1} ist nicht mehr lesbar.",
    ),
    ("one place", "eine Stelle"),
    ("{} places", "{0} Stellen"),
    ("The journal is sound: {} in {} and {}.", "Das Journal ist heil: {0} in {1} und {2}."),
    ("one operation", "ein Schritt"),
    ("{} operations", "{0} Schritte"),
    ("one entry", "einem Eintrag"),
    ("{} entries", "{0} Einträgen"),
    ("one file", "einer Datei"),
    ("{} files", "{0} Dateien"),
    (
        "The store was damaged and has been rebuilt; {} records are there.",
        "Der Speicher war beschädigt und wurde neu aufgebaut; {0} Einträge sind da.",
    ),
    ("The store is sound: one record read back.", "Der Speicher ist heil: ein Eintrag zurückgelesen."),
    ("The store is sound: {} records read back.", "Der Speicher ist heil: {0} Einträge zurückgelesen."),
    ("Journal and store agree on every record.", "Journal und Speicher stimmen in jedem Eintrag überein."),
    (
        "Journal and store do not agree on every record. Make a backup and restore it into a new book.",
        "Journal und Speicher stimmen nicht in jedem Eintrag überein. Machen Sie eine Sicherung und holen Sie sie in ein neues Buch zurück.",
    ),
    ("One archive in the book read back completely.", "Ein Archiv im Buch las sich vollständig zurück."),
    ("{} archives in the book read back completely.", "{0} Archive im Buch lasen sich vollständig zurück."),
    ("one saved step", "einem gespeicherten Schritt"),
    ("{} saved steps", "{0} gespeicherten Schritten"),
    (
        "There is already something in this folder. Choose an empty folder or a new name.",
        "In diesem Ordner liegt schon etwas. Wählen Sie einen leeren Ordner oder einen neuen Namen.",
    ),
    (
        "One record takes {} MB with its previous version; the limit is {} MB. Keep long texts and pictures as attachments.",
        "Ein Eintrag braucht mit seiner vorigen Fassung {0} MB; die Grenze liegt bei {1} MB. Legen Sie lange Texte und Bilder als Anhänge ab.",
    ),
    (
        "An earlier change could not be confirmed by the disk, so nothing more is written. Close the book and open it again; everything confirmed before is there.",
        "Eine frühere Änderung konnte der Datenträger nicht bestätigen, deshalb wird nichts mehr geschrieben. Schließen Sie das Buch und öffnen Sie es wieder; alles vorher Bestätigte ist da.",
    ),
    (
        "The disk did not confirm the last change ({}). It may or may not be there. Close the book and open it again, and look at your last entry; check the disk if this happens twice.",
        "Der Datenträger hat die letzte Änderung nicht bestätigt ({0}). Vielleicht ist sie da, vielleicht nicht. Schließen Sie das Buch, öffnen Sie es wieder und sehen Sie nach Ihrer letzten Eingabe; prüfen Sie den Datenträger, wenn das zweimal geschieht.",
    ),
    (
        "The book's description cannot be written: {}.",
        "Die Beschreibung des Buches lässt sich nicht schreiben: {0}.",
    ),
    (
        "This is a file, not a book. A book is a folder with a book.toml in it.",
        "Das ist eine Datei, kein Buch. Ein Buch ist ein Ordner mit einer book.toml darin.",
    ),
    (
        "The file book.toml was damaged or missing; its copy in the journal folder was used.",
        "Die Datei book.toml war beschädigt oder fehlte; ihre Kopie im Journal-Ordner wurde genommen.",
    ),
    (
        "This folder is not a book: it has no book.toml. Choose the book's own folder.",
        "Dieser Ordner ist kein Buch: Er hat keine book.toml. Wählen Sie den Ordner des Buches selbst.",
    ),
    (
        "The book's description is damaged and so is its copy. Restore the book from a backup.",
        "Die Beschreibung des Buches ist beschädigt und ihre Kopie auch. Holen Sie das Buch aus einer Sicherung zurück.",
    ),
    (
        "The journal has lost its last entries, but the store still has them. Close the book and open it again, and it will be repaired.",
        "Das Journal hat seine letzten Einträge verloren, aber der Speicher hat sie noch. Schließen Sie das Buch und öffnen Sie es wieder, dann wird es repariert.",
    ),
    (
        "The store turned out to be damaged while it was read ({}). Nothing confirmed is lost: it is rebuilt from the journal. Please try again.",
        "Der Speicher erwies sich beim Lesen als beschädigt ({0}). Nichts Bestätigtes ist verloren: Er wird aus dem Journal neu aufgebaut. Bitte versuchen Sie es noch einmal.",
    ),
    (
        "The store could not be rebuilt ({}). Everything confirmed is safe in the journal. Copy the book to another disk and open it there.",
        "Der Speicher ließ sich nicht neu aufbauen ({0}). Alles Bestätigte ist im Journal sicher. Kopieren Sie das Buch auf einen anderen Datenträger und öffnen Sie es dort.",
    ),
    (
        "This book has an older format. Open it normally once, so that it can be converted.",
        "Dieses Buch hat ein älteres Format. Öffnen Sie es einmal normal, damit es umgewandelt werden kann.",
    ),
    (
        "The end of the journal cannot be read. Open the book normally to have it repaired.",
        "Das Ende des Journals ist nicht lesbar. Öffnen Sie das Buch normal, damit es repariert wird.",
    ),
    (
        "The book says it has format 0, which never existed. Restore it from a backup.",
        "Das Buch nennt Format 0, das es nie gab. Holen Sie es aus einer Sicherung zurück.",
    ),
    (
        "This book was converted to the format of this version. The book as it was before lies in {}.",
        "Dieses Buch wurde in das Format dieser Version umgewandelt. Das Buch, wie es vorher war, liegt in {0}.",
    ),
    (
        "The journal of this older book is damaged, so it is not converted. Restore a backup.",
        "Das Journal dieses älteren Buches ist beschädigt, deshalb wird es nicht umgewandelt. Holen Sie eine Sicherung zurück.",
    ),
    (
        "The converted book did not read back as it was written, so the old one was left as it is. Try again, on another disk if this happens twice.",
        "Das umgewandelte Buch las sich nicht so zurück, wie es geschrieben wurde, deshalb blieb das alte, wie es ist. Versuchen Sie es noch einmal, beim zweiten Mal auf einem anderen Datenträger.",
    ),
    (
        "The journal of this book is missing or empty, and there is no store and no archive to make up for it. Restore the book from a backup.",
        "Das Journal dieses Buches fehlt oder ist leer, und kein Speicher und kein Archiv kann es ersetzen. Holen Sie das Buch aus einer Sicherung zurück.",
    ),
    (
        "The journal was damaged, but nothing is missing from it. A new journal file was begun.",
        "Das Journal war beschädigt, aber es fehlt nichts darin. Eine neue Journaldatei wurde begonnen.",
    ),
    (
        "The journal was damaged: the history of {} could not be read back. All customers, sales and other records are there as they were. A new journal file was begun.",
        "Das Journal war beschädigt: Der Verlauf von {0} war nicht mehr lesbar. Alle Kunden, Verkäufe und anderen Einträge sind da, wie sie waren. Eine neue Journaldatei wurde begonnen.",
    ),
    (
        "The journal was damaged: the history of {} could not be read back. A new journal file was begun.",
        "Das Journal war beschädigt: Der Verlauf von {0} war nicht mehr lesbar. Eine neue Journaldatei wurde begonnen.",
    ),
    ("its latest archive and the journal", "seinem jüngsten Archiv und dem Journal"),
    ("the journal", "dem Journal"),
    ("{} records are there.", "{0} Einträge sind da."),
    ("Nothing is lost: {} records are there.", "Nichts ist verloren: {0} Einträge sind da."),
    (
        "The store of this book was damaged, perhaps by a power cut, and was rebuilt from {}. {} The damaged one was put aside in the book's folder.",
        "Der Speicher dieses Buches war beschädigt, vielleicht durch einen Stromausfall, und wurde aus {0} neu aufgebaut. {1} Der beschädigte liegt beiseite im Ordner des Buches.",
    ),
    (
        "Part of the journal is damaged: {} could not be read back, and the customers, sales and other records changed in them may show an older state. Compare with your latest backup.",
        "Ein Teil des Journals ist beschädigt: Der Verlauf von {0} war nicht mehr lesbar, und die darin geänderten Kunden, Verkäufe und anderen Einträge zeigen vielleicht einen älteren Stand. Vergleichen Sie mit Ihrer letzten Sicherung.",
    ),
    (
        "The store of the restored book could not be written ({}). Try another disk.",
        "Der Speicher des zurückgeholten Buches ließ sich nicht schreiben ({0}). Versuchen Sie einen anderen Datenträger.",
    ),
    (
        "The restored book does not agree with the archive's own figures, so it was not kept. Use another backup, or try again on another disk.",
        "Das zurückgeholte Buch stimmt nicht mit den Zahlen des Archivs überein, deshalb wurde es verworfen. Nehmen Sie eine andere Sicherung oder versuchen Sie es auf einem anderen Datenträger.",
    ),
    (
        "The history is damaged at byte {}. Close the book and open it again: it will be repaired from its store or its latest archive.",
        "Der Verlauf ist bei Byte {0} beschädigt. Schließen Sie das Buch und öffnen Sie es wieder: Es wird aus seinem Speicher oder seinem jüngsten Archiv repariert.",
    ),
    (
        "This part of the history (byte {}) is not in the book any more; it was damaged, or the book was restored from an archive without history. The customers and sales themselves are not affected.",
        "Dieser Teil des Verlaufs (Byte {0}) ist nicht mehr im Buch; er war beschädigt, oder das Buch wurde aus einem Archiv ohne Verlauf zurückgeholt. Die Kunden und Verkäufe selbst sind nicht betroffen.",
    ),
    (
        "The disk that holds {} is almost full. Everything that was saved is safe in the journal; free some space so that the store of the book can follow.",
        "Der Datenträger mit {0} ist fast voll. Alles Gespeicherte ist im Journal sicher; schaffen Sie Platz, damit der Speicher des Buches nachkommen kann.",
    ),
    (
        "An older journal file is damaged: the history of {} cannot be read back. All customers, sales and other records are there as they were.",
        "Eine ältere Journaldatei ist beschädigt: Der Verlauf von {0} ist nicht mehr lesbar. Alle Kunden, Verkäufe und anderen Einträge sind da, wie sie waren.",
    ),
    (
        "This book was opened for reading only. Open it normally to change something.",
        "Dieses Buch wurde nur zum Lesen geöffnet. Öffnen Sie es normal, um etwas zu ändern.",
    ),
];
