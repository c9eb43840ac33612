//! Which records somebody most likely means by the letters they typed.

use super::Facts;
use super::text::fold;
use crate::entity::Kind;
use rayon::prelude::*;

/// What was typed, in words; made once for all that is compared with it.
pub(super) struct Typed {
    whole: String,
    words: Vec<String>,
}

impl Typed {
    pub(super) fn of(text: &str) -> Self {
        let whole = fold(text).trim().to_owned();
        let words = words(&whole).map(str::to_owned).collect();
        Self { whole, words }
    }

    /// 0 for a title that begins with what was typed, 1 for one whose words do, 2 for the rest.
    pub(super) fn likeness(&self, title: &str) -> u8 {
        let title = fold(title);
        if title.starts_with(&self.whole) { 0 } else { 2 - u8::from(self.begins(&title)) }
    }

    /// Whether each word that was typed begins one of these.
    fn begins(&self, folded: &str) -> bool {
        let begun = |part: &String| words(folded).any(|word| word.starts_with(part.as_str()));
        !self.words.is_empty() && self.words.iter().all(begun)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Facts {
    /// Puts those first that are most likely meant; among equals the order stays. Whoever knows
    /// a number or the code of a product finds it before those that merely have its letters.
    pub(super) fn put_nearest_first(&self, kind: Kind, typed: &str, rows: &mut [u32]) {
        let typed = Typed::of(typed);
        let table = self.table(kind);
        let rank = |row: u32| {
            let title = self.title(kind, row);
            match typed.likeness(&title) {
                2 => 3 - u8::from(typed.begins(&fold(&format!("{title} {}", table.text(row, 1))))),
                near => near,
            }
        };
        let mut ranked: Vec<(u8, u32)> = rows.par_iter().map(|row| (rank(*row), *row)).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        rows.iter_mut().zip(ranked).for_each(|(row, (_, nearer))| *row = nearer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::tests::{by, shop};
    use crate::facts::{ListQuery, State};
    use crate::products::Product;

    #[test]
    fn a_picker_offers_first_what_begins_with_the_letters_since_enter_takes_it() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home.path().join("shop"));
        let goods = [
            ("Bar stool", "CHR-STO-BAR"),
            ("Chair re-glued", "REP-GLU"),
            ("Cutting board, oak end grain", "GIF-BOA-OAK"),
            ("Oak dining table", "TAB-OAK"),
            ("Rocking chair", "CHR-ROC"),
            ("Soaked beans", "SOA"),
        ];
        book.transact(&by(), "Goods", |tx| {
            goods.iter().try_for_each(|(name, sku)| {
                let mut one = Product { name: (*name).into(), sku: (*sku).into(), ..Product::default() };
                tx.save(&mut one).map(|_| ())
            })
        })
        .unwrap();
        let facts = book.facts();
        let found = |search: &str, nearest: bool| -> Vec<String> {
            let query = ListQuery {
                kind: Kind::Product,
                filter: None,
                search,
                sort: None,
                descending: false,
                then: &[],
                nearest,
                state: State::Live,
                offset: 0,
                limit: 3,
            };
            facts.list(&query).unwrap().rows.iter().map(|row| facts.title(Kind::Product, *row)).collect()
        };
        assert_eq!(
            found("oak", true),
            ["Oak dining table", "Cutting board, oak end grain", "Soaked beans"],
            "an invoice with another product is worse than another letter"
        );
        assert_eq!(found("oak", false)[0], "Cutting board, oak end grain", "a list keeps its order");
        assert_eq!(found("oak d", true)[0], "Oak dining table");
        assert_eq!(found("oak end", true)[0], "Cutting board, oak end grain", "words come in any order");
        assert_eq!(found("chair", true), ["Chair re-glued", "Rocking chair"]);
        assert_eq!(found("chr", true), ["Bar stool", "Rocking chair"], "whoever knows the code finds it");
        assert_eq!(found("", true), ["Bar stool", "Chair re-glued", "Cutting board, oak end grain"]);
    }
}
