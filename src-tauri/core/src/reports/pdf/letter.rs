//! A letter on a sheet: the recipient where the window of an envelope is, fold marks and
//! the place of the first line as DIN 5008 (form B) has them, lines, sums, how to pay.

use super::columns::Wish;
use super::flow::{Flow, Watch};
use super::look::{ACCENT, Color, HAIRLINE, INK, INK_2, INK_3, LINE, MM, RULE, Sheet, Style};
use super::page::{Item, Line};
use super::picture::Picture;
use super::table::Place;
use super::tags::Role;
use super::{heading, kpis, qr, table};
use crate::error::Result;
use crate::reports::format;
use crate::reports::value::{Align, Cell, Letter, Letterhead, PaymentSlip, Report, Table};
use std::rc::Rc;

const NAME: Style = Style::bold(15.0);
const SENDER: Style = Style::plain(6.4);
const ADDRESS: Style = Style::plain(10.0);
/// Lines of this size that the window shows.
const LINES: usize = 6;
/// For an address that needs more lines, and how many the window shows of them.
const SMALL_ADDRESS: Style = Style::plain(7.8);
const SMALL_LINES: usize = 8;
const LABEL: Style = Style::plain(8.2);
const VALUE: Style = Style::plain(8.8);
const TITLE: Style = Style::bold(17.0);
const WORDS: Style = Style::plain(9.4);
const SMALL: Style = Style::plain(8.2);
const FOOT: Style = Style::plain(6.9);
/// Where the name of the business stands.
const NAME_TOP: f32 = 17.0 * MM;
/// Where a logo begins, and how wide and high it is at most.
const LOGO_TOP: f32 = 11.0 * MM;
const LOGO: (f32, f32) = (75.0 * MM, 24.0 * MM);
/// Where the recipient's first line may begin, after the lines for the post.
const WINDOW: f32 = 62.7 * MM;
/// Where the particulars stand beside the window.
const BESIDE: (f32, f32) = (125.0 * MM, 48.0 * MM);
/// Where the text begins at the earliest.
const TEXT: f32 = 99.0 * MM;
/// Height of a row of sums.
const SUM: f32 = 14.2;
/// Side of a code for banking apps.
const CODE: f32 = 27.0 * MM;

/// Draws the whole letter.
pub(super) fn draw(
    flow: &mut Flow,
    report: &Report,
    letter: &Letter,
    wishes: &[Vec<Wish>],
    watch: &mut Watch,
) -> Result<()> {
    top(flow, report, letter);
    flow.y = flow.y.max(TEXT);
    heading::title(flow, &report.title, TITLE);
    if let Some(period) = report.period {
        let days = format::period(period, flow.locale);
        flow.paragraph(&days, WORDS, INK_2);
    }
    flow.y += 6.0;
    words(flow, &letter.opening, WORDS, INK);
    // A table keeps more distance from other tables than from the words before it.
    flow.y -= 8.0;
    if !report.kpis.is_empty() {
        kpis::draw(flow, &report.kpis);
    }
    for (index, (one, wishes)) in report.tables.iter().zip(wishes).enumerate() {
        if is_sums(one) {
            sums(flow, one);
            continue;
        }
        let below = report.tables.get(index + 1).filter(|next| is_sums(next)).map_or(0.0, height);
        let carried = letter.carried.filter(|_| index == 0);
        table::draw(flow, one, wishes, Place { below, carried }, watch)?;
    }
    flow.gap(8.0);
    words(flow, &letter.closing, WORDS, INK);
    if let Some(payment) = &letter.payment {
        pay(flow, payment);
    }
    words(flow, &report.notes, SMALL, INK_2);
    sign(flow, &letter.signatures);
    margins(flow, report, letter);
    Ok(())
}

/// Sums have no headings.
pub(super) fn is_sums(table: &Table) -> bool {
    table.columns.len() == 2 && table.columns.iter().all(|column| column.label.is_empty())
}

fn height(table: &Table) -> f32 {
    // Beyond a third of a page the sums may stand alone.
    (SUM * (table.rows.len() + table.totals.iter().len()) as f32 + 26.0).min(260.0)
}

fn top(flow: &mut Flow, report: &Report, letter: &Letter) {
    let left = flow.sheet.left;
    let width = flow.sheet.inner();
    let head = &report.letterhead;
    // A logo stands where it does not touch the window, and the name of the business with it.
    if logo(flow, head, (left, LOGO_TOP, width, LOGO.1)).is_none() {
        flow.within(Role::Paragraph, |flow| {
            flow.words(&head.business, NAME, ACCENT, (left, NAME_TOP, width), Align::Left);
        });
    }
    let Some(recipient) = &report.recipient else {
        flow.y = NAME_TOP + 40.0;
        particulars(flow, letter, NAME_TOP);
        return;
    };
    let room = 80.0 * MM;
    if !letter.sender.is_empty() {
        let top = WINDOW - SENDER.leading() - 3.0;
        let line = flow.text.fit(&letter.sender, SENDER, room);
        flow.within(Role::Paragraph, |flow| {
            flow.place(&line, SENDER, INK_3, (left, top, room), Align::Left);
        });
        flow.rule(left, WINDOW - 1.5, line.width, 0.4, LINE);
    }
    let mut y = WINDOW + 3.0;
    flow.open(Role::Paragraph);
    let (style, lines) = block(flow, recipient, room);
    for line in lines {
        flow.place(&line, style, INK, (left, y, room), Align::Left);
        y += style.leading() - 0.8;
    }
    flow.close();
    flow.y = y;
    particulars(flow, letter, BESIDE.1);
}

/// The recipient's lines as they stand in the window: a long name goes on in the next line while there is room,
/// and letters are smaller where it would not suffice, because a post office needs all of an address.
fn block(flow: &mut Flow, recipient: &[String], room: f32) -> (Style, Vec<Rc<Line>>) {
    let mut needs = |style: Style| {
        recipient.iter().map(|line| flow.text.lines(line, style, room, 3).len()).sum::<usize>()
    };
    let (style, most) = if needs(ADDRESS) <= LINES { (ADDRESS, LINES) } else { (SMALL_ADDRESS, SMALL_LINES) };
    let mut spare = most.saturating_sub(recipient.len());
    let mut all = Vec::with_capacity(most);
    // The last line is the country; what stands before it gives way.
    let cut = recipient.len().saturating_sub(most);
    let kept = recipient
        .iter()
        .enumerate()
        .filter(|(at, _)| *at + 1 + cut < recipient.len() || *at + 1 == recipient.len());
    for (_, line) in kept {
        let set = flow.text.lines(line, style, room, (1 + spare).min(3));
        spare -= set.len().saturating_sub(1).min(spare);
        all.extend(set.iter().cloned());
    }
    (style, all)
}

/// Draws the logo into a box (left, top, width and height), and gives the height it took.
pub(super) fn logo(
    flow: &mut Flow,
    head: &Letterhead,
    (x, y, width, height): (f32, f32, f32, f32),
) -> Option<f32> {
    let picture = Picture::read(&head.logo)?;
    let (across, down) = picture.within(width.min(LOGO.0), height);
    flow.open(Role::Figure);
    if let Some(tree) = &mut flow.tree {
        tree.describe(&head.business, [x, y, x + across, y + down]);
    }
    flow.put(Item::Picture { x, y, width: across, height: down, picture });
    flow.close();
    Some(down)
}

/// Number, day and the like, each label before its value.
fn particulars(flow: &mut Flow, letter: &Letter, top: f32) {
    let labels = 26.0 * MM;
    let mut y = top;
    for (label, cell) in &letter.particulars {
        let value = format::text(cell, flow.locale);
        let room = flow.sheet.right() - BESIDE.0 - labels;
        let lines = flow.text.lines(&value, VALUE, room, 2);
        flow.open(Role::Paragraph);
        flow.words(label, LABEL, INK_3, (BESIDE.0, y + 0.6, labels - 4.0), Align::Left);
        for line in lines.iter() {
            flow.place(line, VALUE, INK, (BESIDE.0 + labels, y, room), Align::Left);
            y += VALUE.leading();
        }
        flow.close();
        y += 1.4;
    }
    flow.y = flow.y.max(y + 14.0);
}

/// Paragraphs, with a little space after each.
pub(super) fn words(flow: &mut Flow, paragraphs: &[String], style: Style, color: Color) {
    for words in paragraphs {
        flow.paragraph(words, style, color);
        flow.y += 4.0;
    }
}

/// What the lines come to, below the column of their amounts.
pub(super) fn sums(flow: &mut Flow, table: &Table) {
    flow.ensure(height(table));
    flow.y += 5.0;
    let width = (flow.sheet.inner() * 0.5).max(62.0 * MM).min(flow.sheet.inner());
    let left = flow.sheet.right() - width;
    flow.open(Role::Table);
    for cells in &table.rows {
        sum(flow, cells, Style::plain(9.0), (left, width));
    }
    if let Some(cells) = &table.totals {
        flow.rule(left, flow.y + 0.5, width, RULE, INK_2);
        flow.y += 2.0;
        sum(flow, cells, Style::bold(10.5), (left, width));
    }
    flow.close();
    flow.y += 4.0;
}

fn sum(flow: &mut Flow, cells: &[Cell], style: Style, (left, width): (f32, f32)) {
    let figure = format::text(cells.get(1).unwrap_or(&Cell::Empty), flow.locale);
    let room = (width - flow.text.estimate(&figure, style) - 8.0).max(40.0);
    let top = flow.y + (SUM - style.leading()) / 2.0;
    flow.open(Role::Row);
    flow.within(Role::Cell, |flow| {
        let words = format::text(cells.first().unwrap_or(&Cell::Empty), flow.locale);
        flow.words(&words, style, INK, (left, top, room), Align::Left);
    });
    flow.within(Role::Cell, |flow| {
        flow.words_figure(&figure, style, INK, (left, top, width), Align::Right);
    });
    flow.close();
    flow.y += SUM;
}

/// How to pay: what a transfer wants, and the code that fills it in.
fn pay(flow: &mut Flow, payment: &PaymentSlip) {
    let step = VALUE.leading() + 0.3;
    let caption = if payment.caption.is_empty() { 0.0 } else { LABEL.leading() + 1.0 };
    let rows = 17.0 + payment.lines.len() as f32 * step + caption;
    let tall = if payment.code.is_empty() { rows } else { rows.max(CODE + 3.0) };
    flow.gap(2.0);
    flow.ensure(tall);
    let (left, top) = (flow.sheet.left, flow.y);
    let mut x = left;
    if !payment.code.is_empty() {
        let alternative = flow.words.payment_code;
        if qr::draw(flow, &payment.code, alternative, (left, top + 3.0), CODE) {
            x += CODE + 14.0;
        }
    }
    let widest = payment.lines.iter().map(|(label, _)| flow.text.estimate(label, LABEL)).fold(0.0, f32::max);
    let labels = widest + 12.0;
    let room = flow.sheet.right() - x;
    flow.within(Role::Heading, |flow| {
        flow.words(&payment.title, Style::bold(9.4), INK, (x, top, room), Align::Left);
    });
    let mut y = top + 17.0;
    for (label, value) in &payment.lines {
        flow.open(Role::Paragraph);
        flow.words(label, LABEL, INK_3, (x, y + 0.6, labels - 4.0), Align::Left);
        flow.words(value, VALUE, INK, (x + labels, y, room - labels), Align::Left);
        flow.close();
        y += step;
    }
    if !payment.caption.is_empty() && x > left {
        flow.within(Role::Paragraph, |flow| {
            flow.words(&payment.caption, LABEL, INK_3, (x, y + 1.0, room), Align::Left);
        });
    }
    flow.y = top + tall + 8.0;
}

/// Lines to sign on.
fn sign(flow: &mut Flow, signatures: &[String]) {
    if signatures.is_empty() {
        return;
    }
    flow.gap(10.0);
    flow.ensure(64.0);
    flow.y += 40.0;
    let width = 62.0 * MM;
    for (index, words) in signatures.iter().enumerate() {
        let x = flow.sheet.left + index as f32 * (width + 12.0 * MM);
        flow.rule(x, flow.y, width, HAIRLINE, INK_3);
        flow.within(Role::Paragraph, |flow| {
            flow.words(words, LABEL, INK_3, (x, flow.y + 3.0, width), Align::Left);
        });
    }
    flow.y += 20.0;
}

/// Fold marks, the head of the following pages, page numbers and the foot.
fn margins(flow: &mut Flow, report: &Report, letter: &Letter) {
    let count = flow.pages.len();
    let sheet = flow.sheet;
    let done = std::mem::take(&mut flow.pages);
    for (index, page) in done.into_iter().enumerate() {
        flow.pages.push(page);
        flow.ornament(|flow| {
            if index == 0 {
                folds(flow, sheet);
            } else {
                let head = 30.0;
                let place = (sheet.left, head, sheet.inner());
                flow.words(&report.letterhead.business, LABEL, INK_3, place, Align::Right);
                flow.words(&report.title, LABEL, INK_2, place, Align::Left);
                flow.rule(sheet.left, head + 16.0, sheet.inner(), HAIRLINE, LINE);
            }
            let number = flow.words.page(index + 1, count);
            let y = sheet.height - 90.0;
            flow.words(&number, FOOT, INK_3, (sheet.left, y, sheet.inner()), Align::Right);
            foot(flow, sheet, letter);
        });
    }
}

fn folds(flow: &mut Flow, sheet: Sheet) {
    // Other papers are folded into thirds.
    let a4 = sheet.height > 800.0;
    let marks = if a4 { [105.0 * MM, 210.0 * MM] } else { [sheet.height / 3.0, sheet.height * 2.0 / 3.0] };
    for y in marks {
        flow.rule(4.0 * MM, y, 4.5 * MM, 0.4, INK_3);
    }
    flow.rule(4.0 * MM, sheet.height / 2.0, 6.5 * MM, 0.4, INK_3);
}

fn foot(flow: &mut Flow, sheet: Sheet, letter: &Letter) {
    if letter.foot.is_empty() {
        return;
    }
    let top = sheet.height - 77.0;
    flow.rule(sheet.left, top, sheet.inner(), HAIRLINE, LINE);
    // Each column has what its longest line takes, and the rest is shared.
    let widths: Vec<f32> = letter
        .foot
        .iter()
        .map(|lines| lines.iter().map(|line| flow.text.estimate(line, FOOT)).fold(0.0, f32::max) + 1.0)
        .collect();
    let spare = sheet.inner() - widths.iter().sum::<f32>();
    let gap = (spare / (widths.len().max(2) - 1) as f32).clamp(6.0, 40.0);
    let mut x = sheet.left;
    for (lines, width) in letter.foot.iter().zip(widths) {
        let room = width.min(sheet.right() - x);
        for (row, line) in lines.iter().take(5).enumerate() {
            let y = top + 6.0 + row as f32 * FOOT.leading();
            flow.words(line, FOOT, INK_3, (x, y, room.max(20.0)), Align::Left);
        }
        x += width + gap;
    }
}
