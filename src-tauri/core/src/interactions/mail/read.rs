//! What a message says (RFC 5322, MIME), whatever it was encoded in.

use crate::entity::codec::stable_hash;
use crate::normalise::email;
use crate::{Error, Result, Sentence, say};
use chrono::{DateTime, Utc};
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
    /// When; `None` when it does not say so.
    pub at: Option<DateTime<Utc>>,
    /// Whether a program sent it by itself: a note of absence, a receipt, a mailing.
    pub automatic: bool,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The files that came with it.
    pub parts: Vec<Part>,
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
    let message = MessageParser::default().parse(bytes)?;
    let (from, sender) = (mailboxes(message.from()), mailboxes(message.sender()));
    let from = if from.is_empty() { sender } else { from };
    let mut to = mailboxes(message.to());
    to.extend(mailboxes(message.cc()));
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let stamp = message.date().filter(|date| date.is_valid()).copied();
    let stamp = stamp.or_else(|| message.received()?.date().filter(|date| date.is_valid()));
    let at = stamp.and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)).or_else(|| {
        // Without seconds and with the name of a zone it is a date all the same.
        let written = message.header_raw("Date")?.trim();
        DateTime::parse_from_rfc2822(written).ok().map(|at| at.to_utc())
    });
    let subject = one_line(message.subject().unwrap_or_default());
    let whole: Vec<String> = (0..message.text_body_count())
        .filter_map(|index| message.body_text(index))
        .map(|text| text.replace("\r\n", "\n").trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let whole = whole.join("\n\n");
    let text: String = whole.chars().take(LONGEST_TEXT).collect();
    let mut parts: Vec<Part> =
        message.attachments().enumerate().filter_map(|(index, part)| attached(part, index)).collect();
    if text.len() < whole.len() {
        parts.push(Part { name: named(&subject, "eml"), bytes: bytes.to_vec() });
    }
    let id = match message.message_id() {
        Some(id) if !id.trim().is_empty() => id.trim().to_owned(),
        // The same file is the same message.
        _ => format!("{:016x}.{}", stable_hash(bytes), bytes.len()),
    };
    Some(Message { id, from, to, at, automatic: automatic(&message), subject, text, parts })
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

/// A file that came with it; not the small pictures of a letterhead or signature, which the text only shows.
fn attached(part: &MessagePart<'_>, index: usize) -> Option<Part> {
    let said = part.content_disposition();
    let shown_in_text = part.content_id().is_some()
        && said.is_none_or(|said| !said.is_attachment())
        && part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    if part.is_empty() || (shown_in_text && part.contents().len() < SMALLEST_SHOWN) {
        return None;
    }
    if let PartType::Message(inner) = &part.body {
        let subject = one_line(inner.subject().unwrap_or_default());
        return Some(Part { name: named(&subject, "eml"), bytes: inner.raw_message().to_vec() });
    }
    let name = part.attachment_name().map(one_line).filter(|name| !name.is_empty());
    let ending = part.content_type().and_then(|kind| kind.subtype()).unwrap_or("bin");
    let name =
        name.unwrap_or_else(|| format!("{}.{}", index + 1, if part.is_text() { "txt" } else { ending }));
    Some(Part { name, bytes: part.contents().to_vec() })
}

fn named(subject: &str, ending: &str) -> String {
    let subject: String = subject.chars().take(80).collect();
    format!("{}.{ending}", if subject.is_empty() { "message" } else { &subject })
}

/// A text of a header without what would break it into lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
