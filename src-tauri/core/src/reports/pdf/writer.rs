//! The seam between layout and the library that writes the file.

use super::fonts::Face;
use super::look::Sheet;
use super::page::Page;
use super::tags::Tree;
use super::text::Usage;
use crate::error::Result;
use crate::reports::value::Data;
use chrono::NaiveDate;

/// What the file says about itself.
pub(super) struct About<'a> {
    /// The report's title.
    pub title: &'a str,
    /// The business.
    pub author: &'a str,
    /// Language tag of the words.
    pub language: &'static str,
    /// The day the report was made.
    pub created: NaiveDate,
}

/// A document whose every item has its place.
pub(super) struct Laid<'a> {
    /// Size of every page.
    pub sheet: Sheet,
    /// The pages.
    pub pages: &'a [Page],
    /// The typefaces, in the order of [`super::fonts::FILES`].
    pub faces: &'a [Face],
    /// The glyphs in use, by face.
    pub usage: &'a Usage,
    /// What the file says about itself.
    pub about: About<'a>,
    /// What the items are parts of, in a document that can be heard.
    pub tree: Option<&'a Tree>,
    /// The data it carries.
    pub data: Option<&'a Data>,
}

/// Something that turns placed items into the bytes of a file.
pub(super) trait Writer {
    /// The file. Fails with a sentence when a typeface cannot be embedded.
    fn write(&self, document: &Laid) -> Result<Vec<u8>>;
}
