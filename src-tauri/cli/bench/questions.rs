//! The questions both sides are asked.

use super::data::Data;
use regulars_core::facts::text::fold;

/// Edits that are made durable one by one.
pub const EDITS: usize = 500;
/// Rows of a page.
pub const PAGE: u32 = 50;
/// Customers in the list of the best.
pub const TOP: u32 = 100;

/// The customers that are looked up or changed, spread over the book.
pub fn customers(data: &Data, count: u32) -> impl Iterator<Item = u32> + use<> {
    let all = u64::from(data.customers);
    (0..u64::from(count)).map(move |n| (n * 7_919 * 31 % all) as u32)
}

/// Where the page lies that is far down the list.
pub fn offset(data: &Data) -> u32 {
    data.customers / 2
}

/// What people type: the beginnings of names letter by letter, parts of words,
/// towns, digits of telephone numbers.
pub fn typed() -> Vec<String> {
    let words =
        ["Zimmermann", "Wójcik", "Moreau", "anna", "Łódź", "lindenal", "4930017", "c-0004", "köhl", "oßst"];
    let mut typed = Vec::new();
    for word in words {
        let word = fold(word);
        for len in 1..=word.chars().count().min(8) {
            typed.push(word.chars().take(len).collect::<String>());
        }
        if word.len() > 5 {
            typed.push(word.chars().skip(2).take(4).collect());
        }
    }
    typed.sort();
    typed.dedup();
    typed
}

/// The median and the 99th percentile of some times.
pub fn percentiles(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(f64::NAN)
    };
    (at(0.5), at(0.99))
}

/// Calls `work` and gives the seconds it took.
pub fn timed<R>(work: impl FnOnce() -> R) -> (R, f64) {
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64())
}
