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

/// What a file is called that has a place and no name of its own, such as `../..`.
const NAMELESS: &str = "file";

/// The name of a file without the place where it lay, whichever computer it comes from: of `../plan.pdf` and
/// `C:\x\plan.pdf` it is `plan.pdf`.
pub fn bare_name(name: &str) -> &str {
    let last = name.rsplit(['/', '\\']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    // `C:plan.pdf` is a place too: where that disk was left.
    let drive =
        |rest: &&str| last.len() - rest.len() == 2 && last.starts_with(|c: char| c.is_ascii_alphabetic());
    let bare = last.split_once(':').map(|(_, rest)| rest).filter(drive).unwrap_or(last);
    if matches!(bare, "" | "." | "..") { NAMELESS } else { bare }
}

impl Attachment {
    /// The ending of its name in small letters, without the dot; empty without one.
    pub fn ending(&self) -> String {
        self.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
    }

    /// Its name as every computer's disk takes it, without anything that leads elsewhere.
    pub fn harmless_name(&self) -> String {
        let safe: String = (self.name.chars())
            .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
            .collect();
        let safe = safe.trim().trim_matches('.');
        if safe.is_empty() { NAMELESS.into() } else { safe.into() }
    }

    /// Whether documents can print it: a picture as PNG or JPEG.
    pub fn is_printable_picture(&self) -> bool {
        matches!(self.ending().as_str(), "png" | "jpg" | "jpeg")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_nothing_of_where_the_file_lay() {
        for (name, bare) in [
            ("Order 17.pdf", "Order 17.pdf"),
            ("../../plan.pdf", "plan.pdf"),
            (r"C:\x\plan.pdf", "plan.pdf"),
            (r"..\..\plan.pdf", "plan.pdf"),
            ("C:plan.pdf", "plan.pdf"),
            ("/etc/passwd", "passwd"),
            ("plans/", "plans"),
            ("12:30 Uhr.txt", "12:30 Uhr.txt"),
            ("..", "file"),
            ("../..", "file"),
            ("", "file"),
        ] {
            assert_eq!(bare_name(name), bare, "“{name}” must not lead out of a folder");
        }
    }

    #[test]
    fn a_name_cannot_lead_out_of_its_folder() {
        let harmless = |name: &str| Attachment { name: name.into(), ..Attachment::default() }.harmless_name();
        assert_eq!(harmless("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(harmless(".."), "file");
        assert_eq!(harmless("Auftrag 17.pdf"), "Auftrag 17.pdf");
    }
}
