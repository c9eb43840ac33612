//! Files that belong to a record: a signed order, a photograph, the shop's logo.

use crate::part;

part! {
    /// One attached file. Its content lies in the book's own folder under its hash,
    /// so the same file is there once however often it is attached.
    pub struct Attachment {
        /// Its name as it was chosen, such as `Order 17.pdf`.
        1 name: String { personal: true },
        /// How many bytes it has.
        2 size: i64 {},
        /// SHA-256 of its content in 64 hexadecimal digits, by which it is found.
        3 hash: String {},
    }
}

impl Attachment {
    /// The ending of its name in small letters, without the dot; empty without one.
    pub fn ending(&self) -> String {
        self.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
    }

    /// Whether documents can print it: a picture as PNG or JPEG.
    pub fn is_printable_picture(&self) -> bool {
        matches!(self.ending().as_str(), "png" | "jpg" | "jpeg")
    }
}
