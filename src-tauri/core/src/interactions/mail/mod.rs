//! E-mails that are filed: a message that somebody saved or dragged out of their mail program
//! becomes an interaction of the customer it was from or for, with its text and its files.

mod date;
mod file;
mod page;
mod read;
mod whose;

pub use file::{About, Filed, file};
pub use read::{Mailbox, Message, Part, read};
pub(crate) use whose::Whose;

#[cfg(test)]
mod tests;
