//! Which characters the bytes of a file stand for.
//!
//! A byte order mark decides; without one, UTF-16 shows by its NUL bytes (the
//! statistical guess misses it), UTF-8 by being valid from beginning to end, and
//! everything else is guessed from the letters that are not ASCII. Where that guess makes no
//! words, an encoding of DOS or of the old Macintosh may ([`super::words`]).

use super::dos::CodePage;
use super::words::Words;
use crate::Sentence;
use crate::say;
use crate::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How the bytes become characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coding {
    /// One of the encodings of the web, which are all a spreadsheet can write.
    Known(&'static Encoding),
    /// One of DOS.
    Dos(CodePage),
    /// Four bytes a character, which some data loaders write.
    Utf32 {
        /// Whether the most significant byte comes first.
        big_endian: bool,
    },
}

impl Coding {
    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Coding::Known(encoding) => encoding.name(),
            Coding::Dos(page) => page.name(),
            Coding::Utf32 { big_endian: true } => "UTF-32BE",
            Coding::Utf32 { big_endian: false } => "UTF-32LE",
        }
    }

    /// The one that somebody names.
    pub fn named(label: &str) -> Option<Self> {
        let known = Encoding::for_label(label.as_bytes()).map(Coding::Known);
        known.or_else(|| CodePage::named(label).map(Coding::Dos))
    }

    /// That of nearly every new file.
    pub fn utf_8() -> Self {
        Coding::Known(UTF_8)
    }

    /// All of a file's bytes as text, for files that are small enough to be read at once.
    pub fn text(self, bytes: &[u8]) -> String {
        match self {
            Coding::Known(encoding) => encoding.decode(bytes).0.into_owned(),
            Coding::Dos(page) => page.text(bytes),
            Coding::Utf32 { .. } => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

/// What one look at all the bytes of a file tells.
#[derive(Debug)]
pub struct Survey {
    /// The encoding.
    pub coding: Coding,
    /// Whether lines end with a lone carriage return, as on the old Macintosh.
    pub mac: bool,
    /// Whether there are NUL bytes that are no part of a character.
    pub nul: bool,
}

/// Bytes of a file that are looked at as a whole: for magic numbers and NULs.
const HEAD: usize = 64 << 10;

/// So many different letters that are not ASCII tell a language by themselves.
const TELLING: usize = 5;

/// How many bytes of text that is not ASCII the guess is fed with. More does not
/// change it.
const GUESS: usize = 4 << 20;

/// The first bytes of a file, and what such a file is.
type Magic = (&'static [u8], fn() -> Sentence);

/// Beginnings of files that are no tables of text, and what each one is.
const MAGIC: &[Magic] = &[
    (b"PK\x03\x04", || say!("a spreadsheet (Excel or OpenDocument) or another zipped file")),
    (b"\xd0\xcf\x11\xe0", || say!("an old Excel or Word file")),
    (b"%PDF", || say!("a PDF")),
    (b"SQLite format 3\0", || say!("a database")),
    (b"\x1f\x8b", || say!("a compressed file")),
    (b"\x89PNG", || say!("a picture")),
    (b"\xff\xd8\xff", || say!("a picture")),
    (b"{\\rtf", || say!("a formatted letter")),
    (b"BEGIN:VCALENDAR", || say!("a calendar")),
];

/// Reads the file once and says what it is written in. `wanted` overrides the
/// guess; `country`, an ISO 3166 code or nothing, is where such files come from,
/// which tells a British pound from a Polish letter. Fails with one sentence on
/// folders, empty files and files that hold no text.
pub fn survey(path: &Path, wanted: Option<&str>, country: &str) -> Result<Survey> {
    let wrong = |message: Sentence| Error::File { path: path.to_owned(), message };
    let wanted = match wanted {
        Some(label) => Some(Coding::named(label).ok_or_else(|| {
            wrong(say!("“{}” is not an encoding. Use one such as utf-8, windows-1252 or utf-16le.", label))
        })?),
        None => None,
    };
    let mut file = File::open(path).map_err(|e| Error::io(path, &e))?;
    let mut look = Look::default();
    let mut buffer = vec![0; 256 << 10];
    let mut head = Vec::new();
    loop {
        let n = file.read(&mut buffer).map_err(|e| Error::io(path, &e))?;
        if n == 0 {
            break;
        }
        let chunk = &buffer[..n];
        head.extend_from_slice(&chunk[..n.min(HEAD - head.len().min(HEAD))]);
        look.feed(chunk);
    }
    if head.is_empty() {
        return Err(wrong(say!("This file is empty. Export the table again and choose the new file.")));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(wrong(say!(
            "This is {}, not a CSV file. Open it in the program it comes from, save it as CSV and choose that file.",
            what()
        )));
    }
    let coding = match wanted {
        Some(coding) => coding,
        None => from_mark(&head).or_else(|| from_nuls(&head)).unwrap_or_else(|| look.guess(country)),
    };
    let wide = match coding {
        Coding::Known(encoding) => encoding == UTF_16LE || encoding == UTF_16BE,
        Coding::Dos(_) => false,
        Coding::Utf32 { .. } => true,
    };
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 14..=31)).count();
    if !wide && (controls * 10 > head.len() || (look.nul_count * 4 > look.total && look.total > 64)) {
        return Err(wrong(say!(
            "This file holds no text. Open it in the program it comes from, save it as CSV and choose that file."
        )));
    }
    Ok(Survey { coding, mac: look.cr && !look.lf, nul: !wide && look.nul_count > 0 })
}

/// The byte order mark, the longest first: that of UTF-32 begins with that of UTF-16.
fn from_mark(head: &[u8]) -> Option<Coding> {
    if head.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some(Coding::Utf32 { big_endian: false });
    }
    if head.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some(Coding::Utf32 { big_endian: true });
    }
    Encoding::for_bom(head).map(|(encoding, _)| Coding::Known(encoding))
}

/// UTF-16 of western text has a NUL in every other byte.
fn from_nuls(head: &[u8]) -> Option<Coding> {
    let pairs = head.len() / 2;
    let nuls = |offset: usize| head.chunks_exact(2).filter(|pair| pair[offset] == 0).count();
    let (first, second) = (nuls(0), nuls(1));
    if pairs >= 2 && second * 10 > pairs * 4 && first * 20 < pairs {
        return Some(Coding::Known(UTF_16LE));
    }
    if pairs >= 2 && first * 10 > pairs * 4 && second * 20 < pairs {
        return Some(Coding::Known(UTF_16BE));
    }
    None
}

/// What is gathered while the bytes go by.
struct Look {
    detector: EncodingDetector,
    fed: usize,
    utf8: bool,
    carry: Vec<u8>,
    cr: bool,
    lf: bool,
    nul_count: usize,
    total: usize,
    /// Which bytes that are not ASCII there were.
    signs: [bool; 128],
    words: Words,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            fed: 0,
            utf8: true,
            carry: Vec::new(),
            cr: false,
            lf: false,
            nul_count: 0,
            total: 0,
            signs: [false; 128],
            words: Words::default(),
        }
    }
}

impl Look {
    fn feed(&mut self, chunk: &[u8]) {
        self.total += chunk.len();
        self.cr |= memchr::memchr(b'\r', chunk).is_some();
        self.lf |= memchr::memchr(b'\n', chunk).is_some();
        self.nul_count += memchr::memchr_iter(0, chunk).count();
        if !chunk.is_ascii() && self.fed < GUESS {
            self.detector.feed(chunk, false);
            chunk
                .iter()
                .filter(|byte| **byte > 127)
                .for_each(|byte| self.signs[usize::from(byte - 128)] = true);
            self.words.feed(chunk);
            self.fed += chunk.len();
        }
        if self.utf8 {
            self.check_utf8(chunk);
        }
    }

    /// A character may be cut in two between chunks, so its beginning is carried over.
    fn check_utf8(&mut self, chunk: &[u8]) {
        if self.carry.is_empty() && chunk.is_ascii() {
            return;
        }
        self.carry.extend_from_slice(chunk);
        match std::str::from_utf8(&self.carry) {
            Ok(_) => self.carry.clear(),
            Err(error) if error.error_len().is_none() => {
                self.carry.drain(..error.valid_up_to());
            }
            Err(_) => {
                self.utf8 = false;
                self.carry = Vec::new();
            }
        }
    }

    fn guess(&mut self, country: &str) -> Coding {
        if self.utf8 && self.carry.is_empty() {
            return Coding::Known(UTF_8);
        }
        self.detector.feed(b"", true);
        // The guess knows domains of the internet, which are the codes of countries but for one.
        let domain =
            if country.eq_ignore_ascii_case("GB") { "uk".into() } else { country.to_ascii_lowercase() };
        // Where the letters say enough themselves, the country would only mislead: a German shop has Polish customers.
        let few = self.signs.iter().filter(|seen| **seen).count() < TELLING;
        let domain = Some(domain.as_bytes()).filter(|domain| few && domain.len() == 2);
        let guess = self.detector.guess(domain, Utf8Detection::Deny);
        self.words.other_than(guess, country).unwrap_or(Coding::Known(guess))
    }
}
