//! A receipt on the roll of a till: one narrow page, as long as it takes.

use super::columns::Wish;
use super::flow::{Flow, Watch};
use super::letter::{self, is_sums, sums};
use super::look::{INK, INK_2, Style};
use super::picture::Picture;
use super::table::{self, Place};
use super::tags::Role;
use crate::error::Result;
use crate::reports::format;
use crate::reports::value::{Align, Letter, Report};

const NAME: Style = Style::bold(13.0);
const WORDS: Style = Style::plain(8.0);
const TITLE: Style = Style::bold(10.0);

/// Draws the receipt and cuts the roll after it.
pub(super) fn draw(
    flow: &mut Flow,
    report: &Report,
    letter: &Letter,
    wishes: &[Vec<Wish>],
    watch: &mut Watch,
) -> Result<()> {
    let room = flow.sheet.inner();
    if let Some(picture) = Picture::read(&report.letterhead.logo) {
        let (width, height) = picture.within(room * 0.7, 60.0);
        let place = (flow.sheet.left + (room - width) / 2.0, flow.y, width, height);
        flow.y += letter::logo(flow, &report.letterhead, place).unwrap_or_default() + 6.0;
    }
    middle(flow, &report.letterhead.business, NAME, Role::Paragraph);
    for line in &report.letterhead.lines {
        middle(flow, line, WORDS, Role::Paragraph);
    }
    flow.y += 8.0;
    middle(flow, &report.title, TITLE, Role::Title);
    for (label, cell) in &letter.particulars {
        let line = format!("{label} {}", format::text(cell, flow.locale));
        middle(flow, &line, WORDS, Role::Paragraph);
    }
    flow.y -= 10.0;
    for (one, wishes) in report.tables.iter().zip(wishes) {
        match is_sums(one) {
            true => sums(flow, one),
            false => table::draw(flow, one, wishes, Place::default(), watch)?,
        }
    }
    flow.y += 6.0;
    for words in letter.closing.iter().chain(&report.notes) {
        middle(flow, words, WORDS, Role::Paragraph);
        flow.y += 2.0;
    }
    flow.sheet.height = flow.y + flow.sheet.bottom;
    Ok(())
}

/// Words in the middle of the roll, in as many lines as they take.
fn middle(flow: &mut Flow, words: &str, style: Style, role: Role) {
    let (left, width) = (flow.sheet.left, flow.sheet.inner());
    let color = if role == Role::Title || style.bold { INK } else { INK_2 };
    flow.open(role);
    for line in flow.text.lines(words, style, width, 4).iter() {
        flow.place(line, style, color, (left, flow.y, width), Align::Center);
        flow.y += style.leading();
    }
    flow.close();
}
