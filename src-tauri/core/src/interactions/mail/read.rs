//! What a message says (RFC 5322, MIME), whatever it was encoded in.

use super::date::{self, Written};
use super::page;
use crate::entity::codec::stable_hash;
use crate::normalise::email;
use crate::{Error, Result, Sentence, say};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use mail_parser::{Address, MessageParser, MessagePart, MimeHeaders, PartType};
use std::path::Path;

/// The largest message that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// How much of a text is kept in the interaction, in characters; of a longer one the whole
/// message is attached.
const LONGEST_TEXT: usize = 20_000;

/// A picture within the text that has at least so many bytes is what the message is about: a photo or a
/// drawing that somebody pasted. Smaller ones are signs and letterheads.
const SMALLEST_SHOWN: usize = 20 << 10;

/// A person or place that writes or is written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// What they call themselves; may be empty.
    pub name: String,
    /// The address, in small letters.
    pub address: String,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// What tells it from every other one.
    pub id: String,
    /// Who wrote it.
    pub from: Vec<Mailbox>,
    /// To whom, also those who got a copy.
    pub to: Vec<Mailbox>,
    /// When it was written; `None` when it does not say so, or says no zone.
    pub at: Option<DateTime<Utc>>,
    /// What a clock showed then, where it does not say which one.
    pub wall: Option<NaiveDateTime>,
    /// When the last of the computers on its way got it.
    pub arrived: Option<DateTime<Utc>>,
    /// Whether a program sent it by itself: a note of absence, a receipt, a mailing.
    pub automatic: bool,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The files that came with it.
    pub parts: Vec<Part>,
    /// How many small pictures that the text shows were left out.
    pub left_out: usize,
}

/// Reads a message. [`Error::File`] when the file is none, or cannot be read.
pub fn read(path: &Path) -> Result<Message> {
    let refuse = |message: Sentence| Error::File { path: path.to_owned(), message };
    let size = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    if size > LARGEST {
        return Err(refuse(say!("The message is too large. Attach its files to the customer instead.")));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(refuse(say!(
            "This is a message in Outlook's own format (.msg). Save it as .eml, or drag it from the new Outlook or another mail program."
        )));
    }
    parse(&bytes)
        .ok_or_else(|| refuse(say!("This is no e-mail. Save the message as an .eml file and choose that.")))
}

/// A message of its bytes; `None` when they are none.
pub(super) fn parse(bytes: &[u8]) -> Option<Message> {
    // Some programs save a mark of the encoding before the first line, or a blank one.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let message = MessageParser::default().parse(bytes)?;
    let (from, sender) = (mailboxes(message.from()), mailboxes(message.sender()));
    let from = if from.is_empty() { sender } else { from };
    let mut to = mailboxes(message.to());
    to.extend(mailboxes(message.cc()));
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let moment = |date: mail_parser::DateTime| {
        // The library counts a 31 February on into March.
        let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        DateTime::from_timestamp(date.to_timestamp(), 0).filter(|_| date.is_valid() && day.is_some())
    };
    let (at, wall) = match message.header_raw("Date").and_then(date::read) {
        Some(Written::Moment(at)) => (Some(at), None),
        Some(Written::Wall(wall)) => (None, Some(wall)),
        None => (message.date().copied().and_then(moment), None),
    };
    let arrived = message.received_all().filter_map(|one| one.date()).filter_map(moment).max();
    let subject = one_line(message.subject().unwrap_or_default());
    let whole: Vec<String> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.replace("\r\n", "\n").trim().to_owned()),
            PartType::Html(html) => Some(page::text(html)),
            _ => None,
        })
        .filter(|text| !text.is_empty())
        .collect();
    let whole = whole.join("\n\n");
    let text: String = whole.chars().take(LONGEST_TEXT).collect();
    let left_out = message.attachments().filter(|part| is_sign(part)).count();
    let shown = message.attachments().enumerate().filter(|(_, part)| !part.is_empty() && !is_sign(part));
    let mut parts: Vec<Part> = shown.map(|(index, part)| attached(part, index)).collect();
    if text.len() < whole.len() {
        parts.push(Part { name: named(&subject, "eml"), bytes: bytes.to_vec() });
    }
    let id = match message.message_id() {
        Some(id) if !id.trim().is_empty() => id.trim().to_owned(),
        // The same file is the same message.
        _ => format!("{:016x}.{}", stable_hash(bytes), bytes.len()),
    };
    let automatic = automatic(&message);
    Some(Message { id, from, to, at, wall, arrived, automatic, subject, text, parts, left_out })
}

/// Whether the head says that no person wrote it (RFC 3834), or says so in one of the older ways.
fn automatic(message: &mail_parser::Message<'_>) -> bool {
    // The first word; a comment or a parameter may follow.
    let word = |name: &'static str| {
        let value = message.header_raw(name)?.trim().to_lowercase();
        value.split([';', '(', ' ', '\t', '\r', '\n']).next().map(str::to_owned)
    };
    word("Auto-Submitted").is_some_and(|word| !word.is_empty() && word != "no")
        || word("Precedence").is_some_and(|word| ["bulk", "auto_reply", "junk"].contains(&word.as_str()))
        || ["X-Autoreply", "X-Autorespond"].iter().any(|name| word(name).is_some_and(|word| word != "no"))
}

fn mailboxes(addresses: Option<&Address<'_>>) -> Vec<Mailbox> {
    let mut found: Vec<Mailbox> = Vec::new();
    for one in addresses.into_iter().flat_map(|list| list.iter()) {
        let address = email::key(one.address().unwrap_or_default());
        if email::plausible(&address) && found.iter().all(|known| known.address != address) {
            found.push(Mailbox { name: one_line(one.name().unwrap_or_default()), address });
        }
    }
    found
}

/// Whether it is one of the small pictures of a letterhead or signature, which the text only shows.
fn is_sign(part: &MessagePart<'_>) -> bool {
    let said = part.content_disposition();
    let shown_in_text = part.content_id().is_some()
        && said.is_none_or(|said| !said.is_attachment())
        && part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    shown_in_text && !part.is_empty() && part.contents().len() < SMALLEST_SHOWN
}

/// A file that came with it. One without a name is called by what it is.
fn attached(part: &MessagePart<'_>, index: usize) -> Part {
    if let PartType::Message(inner) = &part.body {
        let subject = one_line(inner.subject().unwrap_or_default());
        return Part { name: named(&subject, "eml"), bytes: inner.raw_message().to_vec() };
    }
    let name = part.attachment_name().map(one_line).filter(|name| !name.is_empty());
    let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or("bin").to_ascii_lowercase();
    let name = name.unwrap_or_else(|| match kind.as_str() {
        "calendar" => "invitation.ics".to_owned(),
        "rfc822" | "global" => format!("{}.eml", index + 1),
        "csv" | "html" | "rtf" => format!("{}.{kind}", index + 1),
        "vcard" | "x-vcard" | "directory" => format!("{}.vcf", index + 1),
        _ if part.is_text() => format!("{}.txt", index + 1),
        _ => format!("{}.{kind}", index + 1),
    });
    Part { name, bytes: part.contents().to_vec() }
}

fn named(subject: &str, ending: &str) -> String {
    let subject: String = subject.chars().take(80).collect();
    format!("{}.{ending}", if subject.is_empty() { "message" } else { &subject })
}

/// A text of a header without what would break it into lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
