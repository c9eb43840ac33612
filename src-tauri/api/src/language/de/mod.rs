//! German.

mod care;
mod cases;
mod choices;
mod computed;
mod demo;
mod fields;
mod files;
mod goods;
pub(super) mod nouns;
mod paper;
mod parts;
mod people;
mod records;
mod store;
mod trade;
mod trade_fields;

use std::collections::HashMap;
use std::sync::LazyLock;

/// Every pattern of core with its German words, gaps written `{0}`, `{1}` …
pub(super) static WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    [
        choices::WORDS,
        computed::WORDS,
        demo::WORDS,
        care::WORDS,
        cases::WORDS,
        records::WORDS,
        files::WORDS,
        goods::WORDS,
        paper::WORDS,
        parts::WORDS,
        people::WORDS,
        store::WORDS,
        fields::WORDS,
        trade::WORDS,
        trade_fields::WORDS,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect()
});
