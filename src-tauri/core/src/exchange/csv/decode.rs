//! The bytes of a file as UTF-8, piece by piece, with the line every record began in.

use super::dos::CodePage;
use super::encoding::{Coding, Survey};
use encoding_rs::{CoderResult, Decoder as Known};
use std::collections::VecDeque;
use std::io::Read;

/// The longest record, in bytes. A table whose rows are longer is none: most
/// likely a quotation mark was opened and never closed.
pub const MAX_RECORD: u64 = 8 << 20;

/// What one read takes from the file.
const PIECE: usize = 64 << 10;

/// What closes a text of DOS.
const END_OF_TEXT: char = '\u{1a}';

/// Reads a file as UTF-8. It keeps no more than one piece, and refuses to hand out
/// more than [`MAX_RECORD`] bytes between two calls of [`Decoder::record_done`].
pub struct Decoder<R> {
    inner: R,
    coding: Transform,
    mac: bool,
    raw: Vec<u8>,
    text: String,
    given: usize,
    ended: bool,
    /// Bytes handed out since the last record.
    since: u64,
    /// All bytes decoded.
    offset: u64,
    /// Where each line that is not empty begins, and its number.
    starts: VecDeque<(u64, u64)>,
    line: u64,
    at_start: bool,
    quotes: u64,
}

enum Transform {
    Known(Box<Known>),
    Dos(CodePage),
    Utf32 { big_endian: bool, started: bool },
}

impl<R: Read> Decoder<R> {
    /// Reads `inner` as the survey of the file found.
    pub fn new(inner: R, survey: &Survey) -> Self {
        let coding = match survey.coding {
            Coding::Known(encoding) => Transform::Known(Box::new(encoding.new_decoder_with_bom_removal())),
            Coding::Dos(page) => Transform::Dos(page),
            Coding::Utf32 { big_endian } => Transform::Utf32 { big_endian, started: false },
        };
        Self {
            inner,
            coding,
            mac: survey.mac,
            raw: Vec::new(),
            text: String::new(),
            given: 0,
            ended: false,
            since: 0,
            offset: 0,
            starts: VecDeque::new(),
            line: 1,
            at_start: true,
            quotes: 0,
        }
    }

    /// Tells that a record which began at byte `from` has been read up to byte
    /// `to`, and returns the number of the line it began in.
    pub fn record_done(&mut self, from: u64, to: u64) -> u64 {
        self.since = 0;
        let mut line = None;
        while let Some((offset, number)) = self.starts.front().copied().filter(|(offset, _)| *offset < to) {
            if offset >= from && line.is_none() {
                line = Some(number);
            }
            self.starts.pop_front();
        }
        line.unwrap_or(self.line)
    }

    /// The line the decoder has come to.
    pub fn line(&self) -> u64 {
        self.starts.front().map_or(self.line, |(_, number)| *number)
    }

    /// Whether the quotation marks so far do not pair up.
    pub fn odd_quotes(&self) -> bool {
        self.quotes % 2 == 1
    }

    /// Decodes the next piece. `false` at the end of the file.
    fn fill(&mut self) -> std::io::Result<bool> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() && !self.ended {
            let kept = self.raw.len();
            self.raw.resize(kept + PIECE, 0);
            let n = self.inner.read(&mut self.raw[kept..])?;
            self.raw.truncate(kept + n);
            self.ended = n == 0;
            self.decode();
        }
        self.note_lines();
        Ok(!self.text.is_empty())
    }

    fn decode(&mut self) {
        match &mut self.coding {
            Transform::Known(decoder) => {
                let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 3 + 16);
                self.text.reserve(room);
                let mut from = 0;
                // With this much room one call takes everything; the loop is for safety.
                loop {
                    let (result, read, _) =
                        decoder.decode_to_string(&self.raw[from..], &mut self.text, self.ended);
                    from += read;
                    match result {
                        CoderResult::InputEmpty => break,
                        CoderResult::OutputFull => self.text.reserve(room.max(64)),
                    }
                }
                self.raw.clear();
            }
            Transform::Dos(page) => {
                self.text.push_str(&page.text(&self.raw));
                self.raw.clear();
            }
            Transform::Utf32 { big_endian, started } => {
                let whole = self.raw.len() / 4 * 4;
                for bytes in self.raw[..whole].chunks_exact(4) {
                    let unit = [bytes[0], bytes[1], bytes[2], bytes[3]];
                    let code = if *big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
                    let mark = !*started && code == 0xfeff;
                    *started = true;
                    if !mark {
                        self.text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                }
                self.raw.drain(..whole);
            }
        }
        // DOS ends a text with this sign, which would be a row of its own.
        if self.text.contains(END_OF_TEXT) {
            self.text.retain(|sign| sign != END_OF_TEXT);
        }
        if self.mac && self.text.contains('\r') {
            self.text = self.text.replace('\r', "\n");
        }
    }

    fn note_lines(&mut self) {
        let bytes = self.text.as_bytes();
        self.quotes += memchr::memchr_iter(b'"', bytes).count() as u64;
        let mut at = 0;
        while at < bytes.len() {
            if self.at_start {
                match bytes[at] {
                    b'\r' => {
                        at += 1;
                        continue;
                    }
                    b'\n' => {}
                    _ => {
                        self.starts.push_back((self.offset + at as u64, self.line));
                        self.at_start = false;
                    }
                }
            }
            match memchr::memchr(b'\n', &bytes[at..]) {
                Some(end) => {
                    at += end + 1;
                    self.line += 1;
                    self.at_start = true;
                }
                None => at = bytes.len(),
            }
        }
        self.offset += bytes.len() as u64;
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.given == self.text.len() && !self.fill()? {
            return Ok(0);
        }
        if self.since > MAX_RECORD + PIECE as u64 {
            return Err(std::io::Error::other(TooLong));
        }
        let n = out.len().min(self.text.len() - self.given);
        out[..n].copy_from_slice(&self.text.as_bytes()[self.given..self.given + n]);
        self.given += n;
        self.since += n as u64;
        Ok(n)
    }
}

/// A record is longer than [`MAX_RECORD`].
#[derive(Debug, thiserror::Error)]
#[error("the record is too long")]
pub struct TooLong;
