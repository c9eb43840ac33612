//! Filling pages from top to bottom: the place where the next block goes, and the
//! small drawing helpers every block uses.

use super::look::{Color, Sheet, Style};
use super::page::{Item, Line, Page, Placed};
use super::tags::{Role, Tree};
use super::text::Typesetter;
use crate::error::{Error, Result};
use crate::reports::format::Locale;
use crate::reports::value::Align;
use crate::reports::words::Words;
use std::rc::Rc;

/// Tells the caller how far the work is, and hears whether to go on.
pub(super) struct Watch<'a> {
    listener: &'a dyn Fn(usize, usize) -> bool,
    done: usize,
    total: usize,
}

/// Steps between two calls of the listener.
const STRIDE: usize = 128;

impl<'a> Watch<'a> {
    /// A watch over `total` steps.
    pub fn new(listener: &'a dyn Fn(usize, usize) -> bool, total: usize) -> Self {
        Self { listener, done: 0, total }
    }

    /// One step is done.
    pub fn step(&mut self) -> Result<()> {
        self.done += 1;
        if self.done.is_multiple_of(STRIDE) { self.tell() } else { Ok(()) }
    }

    /// Reports the present state; [`Error::Cancelled`] when the listener wants no more.
    pub fn tell(&self) -> Result<()> {
        if (self.listener)(self.done.min(self.total), self.total) { Ok(()) } else { Err(Error::Cancelled) }
    }
}

/// Pages being filled.
pub(super) struct Flow<'a> {
    /// The paper.
    pub sheet: Sheet,
    /// The pages so far; never empty.
    pub pages: Vec<Page>,
    /// Where the next block starts, from the top.
    pub y: f32,
    /// The typesetter.
    pub text: &'a mut Typesetter,
    /// How figures are written.
    pub locale: &'a Locale,
    /// The words the value does not carry.
    pub words: &'static Words,
    /// What the items are parts of; kept for letters only, because it makes files large.
    pub tree: Option<Tree>,
}

impl<'a> Flow<'a> {
    /// An empty first page.
    pub fn new(sheet: Sheet, text: &'a mut Typesetter, locale: &'a Locale) -> Self {
        Self {
            sheet,
            pages: vec![Page::new()],
            y: sheet.top,
            text,
            locale,
            words: Words::of(locale),
            tree: None,
        }
    }

    /// Starts a new page.
    pub fn turn(&mut self) {
        self.pages.push(Page::new());
        self.y = self.sheet.top;
    }

    /// Space left on the page.
    pub fn left(&self) -> f32 {
        self.sheet.floor() - self.y
    }

    /// Starts a new page unless `height` still fits or the page is empty.
    pub fn ensure(&mut self, height: f32) {
        if self.left() < height && self.y > self.sheet.top {
            self.turn();
        }
    }

    /// Space between blocks, none at the top of a page.
    pub fn gap(&mut self, height: f32) {
        if self.y > self.sheet.top {
            self.y += height;
        }
    }

    /// Puts an item on the present page.
    pub fn put(&mut self, item: Item) {
        let node = self.tree.as_ref().and_then(Tree::current);
        if let Some(page) = self.pages.last_mut() {
            page.push(Placed { item, node });
        }
    }

    /// What is drawn until [`Flow::close`] is part of a new node.
    pub fn open(&mut self, role: Role) {
        if let Some(tree) = &mut self.tree {
            tree.open(role);
        }
    }

    /// Ends what was opened last.
    pub fn close(&mut self) {
        if let Some(tree) = &mut self.tree {
            tree.close();
        }
    }

    /// What `draw` draws is one node.
    pub fn within(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        self.open(role);
        draw(self);
        self.close();
    }

    /// What `draw` draws is nothing that is read out.
    pub fn ornament(&mut self, draw: impl FnOnce(&mut Self)) {
        let tree = self.tree.take();
        draw(self);
        self.tree = tree;
    }

    /// A horizontal line.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, thickness: f32, color: Color) {
        self.put(Item::Fill { x, y: y - thickness / 2.0, width, height: thickness, color });
    }

    /// A shaped line within a box from `x` of the given width, its top at `top`.
    pub fn place(
        &mut self,
        line: &Rc<Line>,
        style: Style,
        color: Color,
        (x, top, width): (f32, f32, f32),
        align: Align,
    ) {
        if line.runs.is_empty() {
            return;
        }
        let x = match align {
            Align::Left => x,
            Align::Right => x + width - line.width,
            Align::Center => x + (width - line.width) / 2.0,
        };
        self.put(Item::Text { x, y: top + style.ascent(), color, line: Rc::clone(line) });
    }

    /// Words as one line, cut with an ellipsis where the box ends.
    pub fn words(&mut self, words: &str, style: Style, color: Color, place: (f32, f32, f32), align: Align) {
        let line = self.text.fit(words, style, place.2);
        self.place(&line, style, color, place, align);
    }

    /// A figure as one line, its digits in line with those above and below.
    pub fn words_figure(
        &mut self,
        text: &str,
        style: Style,
        color: Color,
        place: (f32, f32, f32),
        align: Align,
    ) {
        match self.text.figure(text, style) {
            Some(line) => self.place(&Rc::new(line), style, color, place, align),
            None => self.words(text, style, color, place, align),
        }
    }

    /// A paragraph over the whole width, turning the page between lines where needed.
    pub fn paragraph(&mut self, words: &str, style: Style, color: Color) {
        let width = self.sheet.inner();
        self.open(Role::Paragraph);
        for line in self.text.lines(words, style, width, usize::MAX).iter() {
            self.ensure(style.leading());
            self.place(line, style, color, (self.sheet.left, self.y, width), Align::Left);
            self.y += style.leading();
        }
        self.close();
    }
}
