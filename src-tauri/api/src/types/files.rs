//! Attached files.

crate::types::wire_types! {
    /// Ask for a file of this computer.
    PickRequest {
        /// Only pictures that can be shown and printed.
        picture: bool,
    }
    /// Take a file of this computer into the book.
    KeepRequest {
        /// Where it is.
        path: String,
    }
    /// Content that has no file: something pasted, or dropped into a page.
    PutRequest {
        /// The name it gets.
        name: String,
        /// The content in base 64.
        content: String,
    }
    /// A file of the book, as records name it in their attachments.
    KeptFile {
        /// Its name.
        name: String,
        /// Its bytes.
        size: i64,
        /// SHA-256 of its content.
        hash: String,
    }
    /// A picture to show.
    Picture {
        /// A `data:` address; null when the file is no picture that can be shown.
        address: Option<String>,
    }
}
