//! The top of the first page, the remarks at the end, and what stands in the
//! margins of every page once their number is known.

use super::flow::Flow;
use super::look::{
    ACCENT, BODY, BUSINESS, FOOTER, HAIRLINE, INK, INK_2, INK_3, LETTER, LINE, PERIOD, RECIPIENT, SECTION,
    Style, TITLE,
};
use super::tags::Role;
use crate::reports::format;
use crate::reports::value::{Align, Report};

/// Letterhead, recipient, title, period and conditions.
pub(super) fn top(flow: &mut Flow, report: &Report) {
    letterhead(flow, report);
    if let Some(lines) = &report.recipient {
        flow.y += 10.0;
        for line in lines {
            flow.words(
                line,
                RECIPIENT,
                INK,
                (flow.sheet.left, flow.y, flow.sheet.inner() * 0.6),
                Align::Left,
            );
            flow.y += RECIPIENT.leading();
        }
        flow.y += 14.0;
    }
    let width = flow.sheet.inner();
    flow.y += 6.0;
    title(flow, &report.title, TITLE);
    flow.y += 3.0;
    if let Some(period) = report.period {
        let days = format::period(period, flow.locale);
        flow.words(&days, PERIOD, INK_2, (flow.sheet.left, flow.y, width), Align::Left);
        flow.y += PERIOD.leading();
    }
    if !report.filters.is_empty() {
        flow.y += 1.0;
        let sentence = format!(
            "{}: {}",
            flow.words.filters,
            report.filters.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
        );
        flow.paragraph(&sentence, BODY, INK_3);
    }
    flow.y += 4.0;
}

/// The title in as many lines as it takes.
pub(super) fn title(flow: &mut Flow, words: &str, style: Style) {
    let width = flow.sheet.inner();
    flow.open(Role::Title);
    for line in flow.text.lines(words, style, width, 3).iter() {
        flow.place(line, style, INK, (flow.sheet.left, flow.y, width), Align::Left);
        flow.y += style.size * 1.22;
    }
    flow.close();
}

fn letterhead(flow: &mut Flow, report: &Report) {
    let head = &report.letterhead;
    if head.business.is_empty() && head.lines.is_empty() {
        return;
    }
    let top = flow.y - 8.0;
    let half = flow.sheet.inner() / 2.0;
    let mut left = top;
    for line in flow.text.lines(&head.business, BUSINESS, half - 12.0, 2).iter() {
        flow.place(line, BUSINESS, ACCENT, (flow.sheet.left, left, half), Align::Left);
        left += BUSINESS.leading();
    }
    let mut right = top + 2.0;
    for line in &head.lines {
        flow.words(line, LETTER, INK_3, (flow.sheet.left + half, right, half), Align::Right);
        right += LETTER.leading();
    }
    flow.y = left.max(right) + 7.0;
    flow.rule(flow.sheet.left, flow.y, flow.sheet.inner(), HAIRLINE, LINE);
    flow.y += 16.0;
}

/// The heading of a chart or a table.
pub(super) fn section(flow: &mut Flow, title: &str) {
    if title.is_empty() {
        return;
    }
    flow.within(Role::Heading, |flow| {
        let place = (flow.sheet.left, flow.y, flow.sheet.inner());
        flow.words(title, SECTION, INK, place, Align::Left);
    });
    flow.y += SECTION.leading() + 3.0;
}

/// The remarks under the tables.
pub(super) fn notes(flow: &mut Flow, notes: &[String]) {
    if notes.is_empty() {
        return;
    }
    flow.gap(16.0);
    let style = Style::plain(8.0);
    for note in notes {
        flow.ensure(style.leading());
        flow.paragraph(note, style, INK_3);
        flow.y += 2.5;
    }
}

/// Second pass: the heads of the following pages and `Page x of y` on all of them.
pub(super) fn margins(flow: &mut Flow, report: &Report) {
    let count = flow.pages.len();
    let width = flow.sheet.inner();
    let created = format!("{} {}", flow.words.created_on, format::day(report.created, flow.locale));
    let maker = if report.letterhead.business.is_empty() {
        created
    } else {
        format!("{}  ·  {created}", report.letterhead.business)
    };
    let period = report.period.map(|days| format::period(days, flow.locale)).unwrap_or_default();
    let foot = flow.sheet.height - 38.0;
    let head = 24.0;
    let done = std::mem::take(&mut flow.pages);
    for (index, page) in done.into_iter().enumerate() {
        flow.pages.push(page);
        flow.rule(flow.sheet.left, foot - 5.0, width, HAIRLINE, LINE);
        flow.words(&maker, FOOTER, INK_3, (flow.sheet.left, foot, width * 0.75), Align::Left);
        let number = flow.words.page(index + 1, count);
        flow.words(&number, FOOTER, INK_3, (flow.sheet.left, foot, width), Align::Right);
        if index > 0 {
            flow.words(&report.title, FOOTER, INK_3, (flow.sheet.left, head, width * 0.6), Align::Left);
            flow.words(&period, FOOTER, INK_3, (flow.sheet.left, head, width), Align::Right);
        }
    }
}
