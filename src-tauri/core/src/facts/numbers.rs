//! Numbers with a slip: one digit wrong, or two that stand side by side exchanged. Numbers are
//! not gathered like words, since nearly every telephone number is there once only; the text is
//! looked through for what a slip leaves as it was.

use memchr::memmem;

/// Shorter numbers have others one digit away in nearly every book.
pub const SHORTEST: usize = 6;

/// From so many digits on a number is telling enough to be looked for within a longer one.
const TELLING: usize = 8;

/// A number somebody looks for that nobody has.
pub(super) struct Slipped<'a> {
    number: &'a [u8],
    /// What is looked for, and where in the number it stands: a slip is in the first half, in the
    /// second, or exchanges the two digits between which the halves part.
    pieces: [(Vec<u8>, usize); 3],
}

impl<'a> Slipped<'a> {
    /// `None` for what is no number, or too short a one.
    pub fn of(word: &'a str) -> Option<Self> {
        let number = word.as_bytes();
        if number.len() < SHORTEST || !number.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let middle = number.len() / 2;
        let mut across = number.to_vec();
        across.swap(middle - 1, middle);
        let pieces = [(number[..middle].to_vec(), 0), (number[middle..].to_vec(), middle), (across, 0)];
        Some(Self { number, pieces })
    }

    /// Calls `each` with every place of `text` where the number stands with a slip, and with whether two
    /// of its digits are exchanged there. The places come piece by piece, so not in order.
    pub fn find(&self, text: &[u8], mut each: impl FnMut(usize, bool)) {
        for (piece, at) in &self.pieces {
            let finder = memmem::Finder::new(piece);
            let mut from = 0;
            while let Some(hit) = finder.find(&text[from..]) {
                let place = from + hit;
                // The next one may begin within this one: 111 stands twice in 1111.
                from = place + 1;
                if let Some(start) = place.checked_sub(*at)
                    && let Some(exchanged) = self.stands(text, start)
                {
                    each(start, exchanged);
                }
            }
        }
    }

    /// Whether the number stands there with a slip, and then whether two of its digits are exchanged.
    fn stands(&self, text: &[u8], start: usize) -> Option<bool> {
        let end = start + self.number.len();
        let there = text.get(start..end)?;
        let exchanged = exchanged(self.number, there)?;
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        let within = digit(start.checked_sub(1).and_then(|at| text.get(at))) && digit(text.get(end));
        (self.number.len() >= TELLING || !within).then_some(exchanged)
    }
}

/// `Some` when two numbers of one length are one slip apart: true for two digits exchanged, false for a
/// wrong one.
fn exchanged(typed: &[u8], there: &[u8]) -> Option<bool> {
    let same = typed.iter().zip(there).take_while(|(a, b)| a == b).count();
    let (typed, there) = (&typed[same..], &there[same..]);
    if !there.first()?.is_ascii_digit() {
        return None;
    }
    if typed[1..] == there[1..] {
        return Some(false);
    }
    let swapped = typed[0] == there[1] && typed[1] == there[0] && typed[2..] == there[2..];
    swapped.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(number: &str, text: &str) -> Vec<(usize, bool)> {
        let mut places = Vec::new();
        if let Some(slipped) = Slipped::of(number) {
            slipped.find(text.as_bytes(), |place, exchanged| places.push((place, exchanged)));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn one_digit_wrong_or_two_exchanged_is_forgiven_wherever_it_is() {
        let text = "anna 49301234567";
        for at in 0..9 {
            let mut wrong = b"301234567".to_vec();
            wrong[at] = if wrong[at] == b'9' { b'8' } else { b'9' };
            assert_eq!(places(std::str::from_utf8(&wrong).unwrap(), text), [(7, false)], "digit {at}");
        }
        for at in 0..8 {
            let mut wrong = b"301234567".to_vec();
            wrong.swap(at, at + 1);
            assert_eq!(places(std::str::from_utf8(&wrong).unwrap(), text), [(7, true)], "digits from {at}");
        }
        assert_eq!(places("301234567", text), [], "the number itself needs no help");
        assert_eq!(places("301235467", "30123546\0"), [], "no number spans two texts");
        assert_eq!(places("11111112", "11111111"), [(0, false)], "what repeats itself is not passed over");
        assert_eq!(places("11121111", "1111211111"), [(0, true), (2, true)]);
        assert_eq!(places("309934567", text), [], "two wrong digits are another number");
    }

    #[test]
    fn a_short_number_is_forgiven_at_the_ends_of_one_only() {
        assert_eq!(places("12345", "12354"), [], "five digits are one digit from too many");
        assert_eq!(places("234576", "4930123456799"), [], "six of many digits are in anybody's number");
        assert_eq!(places("234576", "49301234567"), [(5, true)], "the end of a number is what is remembered");
        assert_eq!(places("493021", "49301234567"), [(0, true)], "so is its beginning");
        assert_eq!(places("20260107", "inv 20260170"), [(4, true)]);
    }
}
