//! Opening, making and checking books, and jobs.

crate::types::wire_types! {
    /// Nothing to say.
    Empty {}
    /// A book that was opened before.
    Recent {
        /// Its folder.
        path: String,
        /// Its name.
        name: String,
        /// Whether it is not there now: its disk is not plugged in, or its folder was moved.
        #[serde(default)]
        missing: bool,
    }
    /// The open book.
    BookInfo {
        /// Its folder.
        path: String,
        /// Its name.
        name: String,
        /// Its identity.
        book_id: String,
        /// What was repaired, in sentences.
        notices: Vec<String>,
    }
    /// What the window needs to know first.
    AppStatus {
        /// The open book; null when none is.
        book: Option<BookInfo>,
        /// Why the book of the last time was not opened by itself; null when it was, or when
        /// another one is open by now.
        not_opened: Option<String>,
        /// Books opened before.
        recent: Vec<Recent>,
        /// The program's version.
        version: String,
        /// The owner's calendar day.
        today: String,
    }
    /// The language of the window.
    SpeakRequest {
        /// Its tag, such as `de-AT`.
        language: String,
    }
    /// A new book.
    NewBookRequest {
        /// Its folder; null to be asked.
        path: Option<String>,
        /// The shop's name.
        name: String,
        /// ISO 4217 code.
        currency: String,
        /// ISO 3166 code.
        country: String,
        /// The language of its documents and of what the program writes into it, such as `de`; null
        /// for that of the window.
        #[ts(optional, as = "Option<String>")]
        language: Option<String>,
    }
    /// A demo book.
    DemoRequest {
        /// How many customers.
        customers: u32,
        /// Its folder; null for the usual place.
        path: Option<String>,
        /// How many years of history; null for three.
        years: Option<u32>,
        /// The seed; null for the usual one.
        seed: Option<u64>,
        /// The language of its words, `en` or `de`; null for the window's.
        language: Option<String>,
    }
    /// A file or folder, or null to be asked.
    PathRequest {
        /// The path.
        path: Option<String>,
    }
    /// A file or folder.
    PathReply {
        /// The path.
        path: String,
    }
    /// A backup to restore.
    RestoreRequest {
        /// The backup; null to be asked.
        archive: Option<String>,
        /// The new book's folder; null to be asked.
        path: Option<String>,
    }
    /// A job was started.
    JobStarted {
        /// Its number.
        job: String,
    }
    /// A file that was written.
    FileWritten {
        /// The file.
        path: String,
        /// What there is to know about it, in sentences.
        notices: Vec<String>,
    }
    /// What a check or backup found.
    CheckReply {
        /// Everything is as it should be.
        ok: bool,
        /// What was found, in sentences.
        sentences: Vec<String>,
    }
}
