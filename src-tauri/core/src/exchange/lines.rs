//! The lines of iCalendar and vCard files.

/// The longest line in bytes without its end (RFC 5545, section 3.1; RFC 2426, section 2.6).
const LONGEST: usize = 75;

/// A file under way.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line as it is, folded where it is too long.
    pub fn put(&mut self, line: &str) {
        let mut room = LONGEST;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value is free text; an empty one is left out.
    pub fn text(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.put(&format!("{name}:{}", escaped(value)));
        }
    }

    /// The file.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Text as RFC 5545, section 3.3.11, and RFC 2426, section 4, have it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
