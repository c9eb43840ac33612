//! How wide the columns of a table are. Figures are never cut: a column of figures
//! is at least as wide as its widest one, and the letters shrink before that fails.

use super::look::{BODY, Style};
use super::text::Typesetter;
use crate::money::Money;
use crate::reports::format::{self, Locale};
use crate::reports::value::{Cell, Table};
use crate::reports::words::Words;

/// Space left and right of a cell's words.
pub(super) const PAD: f32 = 5.0;

/// Sizes tried for the rows of a table, from the preferred one down.
const SIZES: [f32; 5] = [BODY.size, 8.2, 7.6, 7.0, 6.4];

/// The smallest size for which a sheet standing upright is preferred over one lying.
const UPRIGHT: f32 = 7.6;

/// Words of a column beyond this width wrap instead of widening it, in ems.
const LONGEST_WORD: f32 = 15.0;

/// A column that is filled in by hand is at least this wide, in ems.
const HAND: f32 = 15.0;

/// Room that words get beyond their measured width, in ems: a line that fills its
/// room to the last fraction would be broken.
const EASE: f32 = 0.1;

/// The widths of a table's columns and the size of its letters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    /// Letters of the rows.
    pub size: f32,
    /// Widths in points, their sum is the width of the table.
    pub widths: Vec<f32>,
    /// True when nothing had to be cut to fit.
    pub fits: bool,
}

/// What each column would like, in ems of the row's letters.
pub(super) struct Wish {
    least: f32,
    natural: f32,
    weight: f32,
    by_hand: bool,
}

/// True when the report's tables are better read on a sheet lying on its side: where an upright one would make the
/// letters tiny, or leaves the words beside a column for notes so little that every row is a tower.
pub(super) fn want_landscape(tables: &[Vec<Wish>], upright: f32, lying: f32) -> bool {
    tables.iter().any(|wishes| {
        let standing = plan(wishes, upright);
        let turned = plan(wishes, lying);
        let tiny =
            (!standing.fits || standing.size < UPRIGHT) && (turned.fits || turned.size > standing.size);
        tiny || (wishes.iter().any(|wish| wish.by_hand) && crowded(wishes, upright))
    })
}

/// Whether words that are no longer than [`LONGEST_WORD`] have to wrap in a table of the given width.
fn crowded(wishes: &[Wish], width: f32) -> bool {
    let wanted: f32 = wishes.iter().map(|wish| wish.natural.min(LONGEST_WORD).max(wish.least)).sum();
    wanted * BODY.size + 2.0 * PAD * wishes.len() as f32 > width
}

/// The widths of the columns for a table of the given width.
pub(super) fn plan(wishes: &[Wish], width: f32) -> Columns {
    let pads = 2.0 * PAD * wishes.len() as f32;
    let needed: f32 = wishes.iter().map(|wish| wish.least).sum();
    let size = SIZES.into_iter().find(|size| needed * size + pads <= width);
    let fits = size.is_some();
    let size = size.unwrap_or(SIZES[SIZES.len() - 1]);
    Columns { size, widths: share(wishes, size, width), fits }
}

/// Makes room for what all figures of a column come to, which stands where its page ends.
pub(super) fn hold_sum(
    wishes: &mut [Wish],
    table: &Table,
    column: usize,
    text: &Typesetter,
    locale: &Locale,
) {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let sum = cells.fold(None, |sum: Option<Money>, cell| match (sum, cell) {
        (None, Cell::Money(money)) => Some(*money),
        (Some(sum), Cell::Money(money)) => {
            Some(Money::new(sum.minor.saturating_add(money.minor), sum.currency))
        }
        _ => sum,
    });
    if let (Some(sum), Some(wish)) = (sum, wishes.get_mut(column)) {
        let width = text.estimate(&format::text(&Cell::Money(sum), locale), Style::plain(1.0)) + 0.05;
        wish.least = wish.least.max(width);
        wish.natural = wish.natural.max(width);
    }
}

/// What the columns of a table would like, found by looking at every cell once.
pub(super) fn wishes(table: &Table, text: &Typesetter, locale: &Locale) -> Vec<Wish> {
    let em = Style::plain(1.0);
    let bold = Style::bold(1.0);
    let longest_word = |words: &str, style: Style| {
        words.split_whitespace().map(|word| text.estimate(word, style)).fold(0.0, f32::max)
    };
    let mut wishes: Vec<Wish> = table
        .columns
        .iter()
        .map(|column| {
            let by_hand = if column.by_hand { HAND } else { 0.0 };
            Wish {
                least: longest_word(&column.label, bold).min(LONGEST_WORD).max(by_hand),
                natural: text.estimate(&column.label, bold).max(by_hand),
                weight: if column.weight.is_finite() && column.weight > 0.0 { column.weight } else { 1.0 },
                by_hand: column.by_hand,
            }
        })
        .collect();
    if let (Some([Cell::Empty, ..]), Some(first)) = (table.totals.as_deref(), wishes.first_mut()) {
        let word = text.estimate(Words::of(locale).total, bold);
        first.least = first.least.max(word);
        first.natural = first.natural.max(word);
    }
    let totals = table.totals.iter().map(|row| (row, bold));
    for (row, style) in table.rows.iter().map(|row| (row, em)).chain(totals) {
        for ((cell, wish), column) in row.iter().zip(&mut wishes).zip(&table.columns) {
            let (least, natural) = match cell {
                Cell::Empty => continue,
                Cell::Text(words) => {
                    let natural = text.estimate(words, style) + EASE;
                    // Short words need no search for their longest part.
                    let whole = column.together || natural <= wish.least;
                    let least = if whole { natural } else { longest_word(words, style) + EASE };
                    (least.min(LONGEST_WORD), natural)
                }
                figure => {
                    let natural = text.estimate(&format::text(figure, locale), style) + 0.05;
                    (natural, natural)
                }
            };
            wish.least = wish.least.max(least);
            wish.natural = wish.natural.max(natural);
        }
    }
    wishes
}

/// Everyone gets what they need, then what they would like in proportion to their
/// weight; what is left over goes to all by weight.
fn share(wishes: &[Wish], size: f32, width: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = wishes.iter().map(|wish| wish.least * size + 2.0 * PAD).collect();
    let needed: f32 = widths.iter().sum();
    if needed > width {
        return widths.iter().map(|one| one * width / needed).collect();
    }
    let mut spare = width - needed;
    // Each round satisfies at least one column or spends everything.
    for _ in 0..=wishes.len() {
        let open: Vec<usize> =
            (0..wishes.len()).filter(|i| widths[*i] + 0.01 < wishes[*i].natural * size + 2.0 * PAD).collect();
        let weights: f32 = open.iter().map(|i| wishes[*i].weight).sum();
        if open.is_empty() || spare < 0.01 {
            break;
        }
        let offered = spare;
        for i in open {
            let wanted = wishes[i].natural * size + 2.0 * PAD - widths[i];
            let given = (offered * wishes[i].weight / weights).min(wanted);
            widths[i] += given;
            spare -= given;
        }
    }
    let weights: f32 = wishes.iter().map(|wish| wish.weight).sum();
    for (one, wish) in widths.iter_mut().zip(wishes) {
        *one += spare.max(0.0) * wish.weight / weights.max(f32::MIN_POSITIVE);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::value::Column;
    use proptest::prelude::*;

    fn table(weights: &[f32], cell: &Cell) -> Table {
        Table {
            columns: weights.iter().map(|w| Column::text("A heading", *w)).collect(),
            rows: vec![weights.iter().map(|_| cell.clone()).collect()],
            ..Table::default()
        }
    }

    #[test]
    fn a_figure_is_never_cut_for_the_sake_of_a_weight() {
        let text = Typesetter::new(&[]).expect("fonts");
        let locale = Locale::for_language("en");
        let mut table = table(&[100.0, 0.001], &Cell::words("some words that are long"));
        table.rows[0][1] = Cell::Int(123_456_789_012);
        let columns = plan(&wishes(&table, &text, &locale), 300.0);
        let needed = text.estimate("123,456,789,012", Style::plain(columns.size));
        assert!(columns.widths[1] >= needed + 2.0 * PAD, "{columns:?} leaves less than {needed}");
    }

    #[test]
    fn what_is_written_by_hand_has_room_beside_long_words() {
        let text = Typesetter::new(&[]).expect("fonts");
        let locale = Locale::for_language("en");
        let mut table =
            table(&[1.0; 4], &Cell::words("some words that are long enough to want all the room"));
        table.rows[0][3] = Cell::Empty;
        table.columns[3] = Column::text("Notes", 1.0).by_hand();
        let columns = plan(&wishes(&table, &text, &locale), 495.0);
        assert!(columns.widths[3] > 495.0 / 4.0, "less than four fingers wide: {columns:?}");
    }

    #[test]
    fn a_list_for_notes_lies_on_its_side_where_its_words_would_stand_in_towers() {
        let text = Typesetter::new(&[]).expect("fonts");
        let locale = Locale::for_language("en");
        let of = |count: usize| {
            let mut table = table(&vec![1.0; count], &Cell::words("bought for €9,809.30 so far"));
            table.columns[count - 1] = Column::text("Notes", 1.0).by_hand();
            table.rows[0][count - 1] = Cell::Empty;
            [wishes(&table, &text, &locale)]
        };
        assert!(
            want_landscape(&of(5), 495.0, 742.0),
            "four columns of words get a word a line beside the notes"
        );
        assert!(!want_landscape(&of(3), 495.0, 742.0), "two have room enough upright");
    }

    #[test]
    fn a_dozen_columns_of_amounts_lie_on_their_side() {
        let text = Typesetter::new(&[]).expect("fonts");
        let locale = Locale::for_language("en");
        let of = |count| [wishes(&table(&vec![1.0; count], &Cell::Int(1_234_567_890)), &text, &locale)];
        assert!(want_landscape(&of(12), 495.0, 742.0), "upright would need tiny letters");
        assert!(!want_landscape(&of(4), 495.0, 742.0), "few columns stay upright");
    }

    proptest! {
        #[test]
        fn columns_always_fill_the_width_exactly(
            weights in prop::collection::vec(-1.0_f32..1000.0, 1..15), words in ".{0,60}", width in 50.0_f32..800.0,
        ) {
            let text = Typesetter::new(&[]).expect("fonts");
            let wishes = wishes(&table(&weights, &Cell::Text(words)), &text, &Locale::for_language("de"));
            let plan = plan(&wishes, width);
            let sum: f32 = plan.widths.iter().sum();
            prop_assert!((sum - width).abs() < 0.5, "{sum} is not {width}");
            prop_assert!(plan.widths.iter().all(|one| *one > 0.0), "no column vanishes: {:?}", plan.widths);
        }
    }
}
